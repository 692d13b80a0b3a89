/** How wide a text will be, without a browser to ask: an estimate that is rather too wide than too narrow. */
import { eastAsianWidth } from 'get-east-asian-width';

export interface Font {
  /** In pixels. */
  size: number;
  weight: 400 | 600 | 700;
  italic?: boolean;
  /** Added after every letter, in ems. */
  spacing?: number;
}

/** Readers' fonts differ from each other by about so much. */
const SLACK = 1.07;
const BOLDER: Readonly<Record<Font['weight'], number>> = { 400: 1, 600: 1.05, 700: 1.08 };
/** For letters that are in no table: Cyrillic and Greek, Arabic, Hebrew and Thai lie around it. */
const OTHER = 0.6;
const OTHER_CAPITAL = 0.76;
const WIDE = 1;

/** Widths in thousandths of an em: those of Helvetica, to which the usual sans-serif fonts keep closely. */
const LATIN: readonly (readonly [width: number, letters: string])[] = [
  [200, "ijl'|"],
  [278, ' !,./:;I[\\]ft·’‘'],
  [333, '()-r`{}“”'],
  [389, '*"°'],
  [500, 'Jckvxyzs'],
  [556, '#$0123456789?L_abdeghnopqu–«»'],
  [611, 'FTZ+<=>~^'],
  [667, '&ABEKPSVXY'],
  [722, 'CDHNRUw'],
  [778, 'GOQ'],
  [833, 'Mm'],
  [944, 'W%'],
  [1015, '@…—→✓'],
];
const WIDTHS = new Map(LATIN.flatMap(([width, letters]) => [...letters].map((letter) => [letter, width / 1000])));

/** The width of one line of text in pixels. */
export function measureText(text: string, { size, weight, spacing = 0 }: Font): number {
  let ems = 0;
  // Taken apart, an accent is a mark of its own, and marks have no width.
  for (const letter of text.normalize('NFD')) ems += measureLetter(letter) + spacing;
  return ems * size * BOLDER[weight] * SLACK;
}

function measureLetter(letter: string): number {
  const known = WIDTHS.get(letter);
  if (known !== undefined) return known;
  if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(letter)) return 0;
  // Hangul is taken apart too: its vowels and final consonants are drawn within the first one's square.
  if (/[\u1160-\u11ff\ud7b0-\ud7ff]/u.test(letter)) return 0;
  if (/\p{Extended_Pictographic}/u.test(letter)) return WIDE * 1.3;
  if (eastAsianWidth(letter.codePointAt(0)!) === 2) return WIDE;
  return /\p{Lu}/u.test(letter) ? OTHER_CAPITAL : OTHER;
}
