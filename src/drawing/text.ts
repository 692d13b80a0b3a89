import { eastAsianWidth } from 'get-east-asian-width';

/** No letter is smaller than 12 pixels: a drawing is shown in its own size or larger. */
export const FONTS = {
  tag: { size: 12, weight: 700, spacing: 0.02 },
  name: { size: 15, weight: 700 },
  about: { size: 12.5, weight: 400 },
  read: { size: 12, weight: 600 },
  unread: { size: 12, weight: 600 },
  flag: { size: 12, weight: 700 },
  more: { size: 12, weight: 600 },
  cue: { size: 12.5, weight: 400, italic: true },
  how: { size: 12, weight: 400 },
  heading: { size: 12.5, weight: 600 },
  side: { size: 15, weight: 700 },
  badge: { size: 12, weight: 600 },
  key: { size: 12.5, weight: 400 },
} as const satisfies Readonly<Record<string, Font>>;

export type TextRole = keyof typeof FONTS;

export const LINE_HEIGHTS: Readonly<Record<TextRole, number>> = {
  tag: 16,
  name: 19,
  about: 16.5,
  read: 19,
  unread: 19,
  flag: 17,
  more: 19,
  cue: 15,
  how: 14.5,
  heading: 17,
  side: 19,
  badge: 22,
  key: 17,
};

/**
 * Fonts that are as wide as `text.ts` takes them to be; the stylesheet asks for the same. `system-ui` may be
 * anything: it was a third wider on one machine.
 */
export const FONT_FAMILY = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', Roboto, 'Noto Sans', sans-serif";

export function measure(text: string, role: TextRole): number {
  return measureText(text, FONTS[role]);
}

/** One line of text; `x` and `y` are where its first letter stands on the base line, or its last if it runs left. */
export interface TextLine {
  role: TextRole;
  text: string;
  lang: string | null;
  /** The left end of the room it has. */
  x: number;
  y: number;
  width: number;
  align: 'start' | 'middle' | 'end';
}

export interface Font {
  size: number;
  weight: 400 | 600 | 700;
  italic?: boolean;
  spacing?: number;
}

/** Readers' fonts differ from each other by about so much. */
const SLACK = 1.07;

const BOLDER: Readonly<Record<Font['weight'], number>> = { 400: 1, 600: 1.05, 700: 1.08 };

/** For letters that are in no table: Cyrillic and Greek, Arabic, Hebrew and Thai lie around it. */
const OTHER_LETTER = 0.6;
const OTHER_CAPITAL = 0.76;
const FULL_WIDTH = 1;

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

/** What the width of a text is made of, in any font: its letters' widths in ems, and their number. */
interface Extent {
  ems: number;
  letters: number;
}

export function measureText(text: string, font: Font): number {
  return scale(measureExtent(text), font);
}

function scale({ ems, letters }: Extent, { size, weight, spacing = 0 }: Font): number {
  return (ems + letters * spacing) * size * BOLDER[weight] * SLACK;
}

/** Of pieces next to each other the extents add up: what a letter is wide doesn't depend on its neighbours. */
function measureExtent(text: string): Extent {
  let [ems, letters] = [0, 0];
  // Taken apart, an accent is a mark of its own, and marks have no width.
  for (const letter of text.normalize('NFD')) {
    ems += measureLetter(letter);
    letters += 1;
  }
  return { ems, letters };
}

function addExtents(a: Extent, b: Extent): Extent {
  return { ems: a.ems + b.ems, letters: a.letters + b.letters };
}

function measureLetter(letter: string): number {
  const known = WIDTHS.get(letter);
  if (known !== undefined) return known;
  if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(letter)) return 0;
  // Hangul is taken apart too: its vowels and final consonants are drawn within the first one's square.
  if (/[\u1160-\u11ff\ud7b0-\ud7ff]/u.test(letter)) return 0;
  if (/\p{Extended_Pictographic}/u.test(letter)) return FULL_WIDTH * 1.3;
  if (eastAsianWidth(letter.codePointAt(0)!) === 2) return FULL_WIDTH;
  return /\p{Lu}/u.test(letter) ? OTHER_CAPITAL : OTHER_LETTER;
}

/** Right-to-left letters, and all that have a direction of their own. */
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

const DIRECTED = /\p{L}/u;

const [FIRST_STRONG_ISOLATE, POP_ISOLATE] = ['\u2068', '\u2069'];

const wordSegmenter = new Intl.Segmenter('und', { granularity: 'word' });

const graphemeSegmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Cuts a text into at most so many lines; what doesn't fit is replaced by an ellipsis. Lines break at spaces, in
 * scripts without spaces between words, and within a word only when it is longer than a line.
 * @param width of a line in pixels
 */
export function wrapText(text: string, font: Font, width: number, most: number): string[] {
  const fits = (line: string): boolean => measureText(line.trimEnd(), font) <= width;
  const lines: string[] = [];
  let [line, extent]: [string, Extent] = ['', NOTHING];
  for (const { piece, whole, trimmed } of listPieces(text)) {
    if (scale(addExtents(extent, trimmed), font) <= width) {
      line += piece;
      extent = addExtents(extent, whole);
      continue;
    }
    if (line.trim() !== '') lines.push(line.trim());
    line = '';
    for (const part of scale(trimmed, font) <= width ? [piece] : breakWord(piece, fits)) {
      if (line !== '') lines.push(line);
      line = part;
    }
    extent = line === piece ? whole : measureExtent(line);
    // The rest would not be shown, and may be a whole page.
    if (lines.length > most) break;
  }
  if (line.trim() !== '') lines.push(line.trim());
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), endWithEllipsis(lines[most - 1]!, fits)];
}

const NOTHING: Extent = { ems: 0, letters: 0 };

interface Piece {
  piece: string;
  whole: Extent;
  /** Without the spaces at its end. */
  trimmed: Extent;
}

/** A claim's names and titles are cut for each form of the drawing, for the time line and for every width of a frame. */
const knownPieces = new Map<string, readonly Piece[]>();

const MOST_KNOWN = 500;

/** A text in pieces that may not be broken: words, each with the spaces and marks that follow it. */
function listPieces(text: string): readonly Piece[] {
  // More than this is never drawn, and cutting up a long text into words takes its time.
  const drawn = text.slice(0, 1000);
  const known = knownPieces.get(drawn);
  if (known) return known;
  const pieces = cutPieces(drawn).map((piece) => {
    const [whole, end] = [measureExtent(piece), piece.trimEnd()];
    return { piece, whole, trimmed: end === piece ? whole : measureExtent(end) };
  });
  if (knownPieces.size >= MOST_KNOWN) knownPieces.clear();
  knownPieces.set(drawn, pieces);
  return pieces;
}

function cutPieces(text: string): string[] {
  const pieces: string[] = [];
  const line = text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  for (const { segment, isWordLike } of wordSegmenter.segment(line)) {
    const last = pieces.at(-1);
    const staysWithLast = !isWordLike && !/^[\p{Ps}\p{Pi}"']/u.test(segment);
    // An opening mark, an apostrophe or a hyphen: no line ends there.
    const keepsNext = last !== undefined && !/\s$/u.test(last) && /[\p{Ps}\p{Pi}\p{Pc}\p{Pd}"'./@]$/u.test(last);
    if (last !== undefined && (staysWithLast || keepsNext)) pieces[pieces.length - 1] += segment;
    else pieces.push(segment);
  }
  return pieces;
}

function breakWord(word: string, fits: (line: string) => boolean): string[] {
  const parts = [''];
  for (const { segment } of graphemeSegmenter.segment(word)) {
    if (parts.at(-1) !== '' && !fits(parts.at(-1)! + segment)) parts.push('');
    parts[parts.length - 1] += segment;
  }
  return parts;
}

function endWithEllipsis(line: string, fits: (line: string) => boolean): string {
  const letters = Array.from(graphemeSegmenter.segment(line), ({ segment }) => segment);
  while (letters.length > 0 && !fits(`${letters.join('')}…`)) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

/** Whether a line is read from the right, as its first letter is. */
export function isRightToLeft(line: string): boolean {
  if (!RIGHT_TO_LEFT.test(line)) return false;
  const first = DIRECTED.exec(line)?.[0];
  return first !== undefined && RIGHT_TO_LEFT.test(first);
}

/** Isolates a line with letters of both directions, so that its surroundings don't reorder it. */
export function isolate(line: string): string {
  if (!RIGHT_TO_LEFT.test(line)) return line;
  const letters = line.match(/\p{L}/gu) ?? [];
  const rightToLeft = letters.filter((letter) => RIGHT_TO_LEFT.test(letter)).length;
  return rightToLeft < letters.length ? FIRST_STRONG_ISOLATE + line + POP_ISOLATE : line;
}
