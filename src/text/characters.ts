import { createHash } from 'node:crypto';

/** Where there is none, units are code points. */
const SURROGATE = /[\ud800-\udfff]/;

/** The code points of a text: lengths and positions are counted in these. */
export function countCharacters(text: string): number {
  if (!SURROGATE.test(text)) return text.length;
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** A text in which characters (code points) are found by number without counting from its beginning each time. */
export interface CountedText {
  text: string;
  /** How many characters stand before a place in the JavaScript string. */
  countTo: (unit: number) => number;
  slice: (start: number, end: number) => string;
}

const STEP = 256;

export function countText(text: string): CountedText {
  if (!SURROGATE.test(text)) return { text, countTo: (unit) => unit, slice: (from, to) => text.slice(from, to) };
  const marks = markCounts(text);
  const countTo = (unit: number): number => {
    const mark = Math.floor(unit / STEP);
    return marks[mark]! + countBetween(text, mark * STEP, unit);
  };
  const findUnit = (character: number): number => {
    const mark = findMark(marks, character);
    let unit = mark * STEP;
    for (let count = marks[mark]!; unit < text.length; unit += 1) {
      if (count === character && !isWithinPair(text, unit)) break;
      if (!isWithinPair(text, unit)) count += 1;
    }
    return unit;
  };
  return { text, countTo, slice: (start, end) => text.slice(findUnit(start), findUnit(end)) };
}

/** By document: its text, counted when it is first asked for; null where there is none. */
export function countTexts<Key>(texts: ReadonlyMap<Key, string | undefined>): (document: Key) => CountedText | null {
  const counted = new Map<Key, CountedText>();
  return (document) => {
    const text = texts.get(document);
    if (text === undefined) return null;
    const known = counted.get(document) ?? countText(text);
    counted.set(document, known);
    return known;
  };
}

function markCounts(text: string): Uint32Array {
  const marks = new Uint32Array(Math.floor(text.length / STEP) + 1);
  for (let mark = 1; mark < marks.length; mark += 1) {
    marks[mark] = marks[mark - 1]! + countBetween(text, (mark - 1) * STEP, mark * STEP);
  }
  return marks;
}

function findMark(marks: Uint32Array, character: number): number {
  let [low, high] = [0, marks.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (marks[middle]! <= character) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The characters that begin from `from` on and before `to`. */
function countBetween(text: string, from: number, to: number): number {
  let count = 0;
  for (let unit = from; unit < to; unit += 1) if (!isWithinPair(text, unit)) count += 1;
  return count;
}

function isWithinPair(text: string, unit: number): boolean {
  const isLow = (text.charCodeAt(unit) & 0xfc00) === 0xdc00;
  return isLow && unit > 0 && (text.charCodeAt(unit - 1) & 0xfc00) === 0xd800;
}

/** SHA-256 of a text's UTF-8 bytes, in lower-case hexadecimal. */
export function hashText(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
