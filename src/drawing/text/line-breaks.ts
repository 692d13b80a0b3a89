/** Text cut into lines that fit, in any script and direction. */
import { measureText, type Font } from './width.ts';

/** Right-to-left letters, and all that have a direction of their own. */
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const DIRECTED = /\p{L}/u;
const [FIRST_STRONG_ISOLATE, POP_ISOLATE] = ['\u2068', '\u2069'];

const words = new Intl.Segmenter('und', { granularity: 'word' });
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Cuts a text into at most so many lines; what doesn't fit is replaced by an ellipsis. Lines break at spaces, in
 * scripts without spaces between words, and within a word only when it is longer than a line.
 * @param width of a line in pixels
 */
export function wrapText(text: string, font: Font, width: number, most: number): string[] {
  const fits = (line: string): boolean => measureText(line.trimEnd(), font) <= width;
  const lines: string[] = [];
  let line = '';
  for (const piece of listPieces(text)) {
    if (fits(line + piece)) {
      line += piece;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trim());
    line = '';
    for (const part of fits(piece) ? [piece] : breakWord(piece, fits)) {
      if (line !== '') lines.push(line);
      line = part;
    }
    // The rest would not be shown, and may be a whole page.
    if (lines.length > most) break;
  }
  if (line.trim() !== '') lines.push(line.trim());
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), endWithEllipsis(lines[most - 1]!, fits)];
}

/** A claim's names and titles are cut for the wide drawing, for the narrow one and for the time line. */
const cut = new Map<string, readonly string[]>();
const MOST_CUT = 500;

/** A text in pieces that may not be broken: words, each with the spaces and marks that follow it. */
function listPieces(text: string): readonly string[] {
  // More than this is never drawn, and cutting up a long text into words takes its time.
  const drawn = text.slice(0, 1000);
  const known = cut.get(drawn);
  if (known) return known;
  const pieces = cutPieces(drawn);
  if (cut.size >= MOST_CUT) cut.clear();
  cut.set(drawn, pieces);
  return pieces;
}

function cutPieces(text: string): string[] {
  const pieces: string[] = [];
  const line = text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  for (const { segment, isWordLike } of words.segment(line)) {
    const last = pieces.at(-1);
    const staysWithLast = !isWordLike && !/^[\p{Ps}\p{Pi}"']/u.test(segment);
    // An opening mark, an apostrophe or a hyphen: no line ends there.
    const keepsNext = last !== undefined && !/\s$/u.test(last) && /[\p{Ps}\p{Pi}\p{Pc}"'./@]$/u.test(last);
    if (last !== undefined && (staysWithLast || keepsNext)) pieces[pieces.length - 1] += segment;
    else pieces.push(segment);
  }
  return pieces;
}

function breakWord(word: string, fits: (line: string) => boolean): string[] {
  const parts = [''];
  for (const { segment } of graphemes.segment(word)) {
    if (parts.at(-1) !== '' && !fits(parts.at(-1)! + segment)) parts.push('');
    parts[parts.length - 1] += segment;
  }
  return parts;
}

function endWithEllipsis(line: string, fits: (line: string) => boolean): string {
  const letters = Array.from(graphemes.segment(line), ({ segment }) => segment);
  while (letters.length > 0 && !fits(`${letters.join('')}…`)) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

/** Whether a line is read from the right: its first letter is. */
export function isRightToLeft(line: string): boolean {
  if (!RIGHT_TO_LEFT.test(line)) return false;
  const first = DIRECTED.exec(line)?.[0];
  return first !== undefined && RIGHT_TO_LEFT.test(first);
}

/** A line with letters of both directions, kept to itself: what stands around it can't turn it about. */
export function isolate(line: string): string {
  if (!RIGHT_TO_LEFT.test(line)) return line;
  const letters = line.match(/\p{L}/gu) ?? [];
  const rightToLeft = letters.filter((letter) => RIGHT_TO_LEFT.test(letter)).length;
  return rightToLeft < letters.length ? FIRST_STRONG_ISOLATE + line + POP_ISOLATE : line;
}
