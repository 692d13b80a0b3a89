import type { Evidence } from '../model/records.ts';
import { countCharacters, type CountedText, countText } from './characters.ts';
import { walkWords } from './words.ts';

/**
 * Why an excerpt can't stand where it says, or null.
 * @param text of its document; null where there is none. Of a text with many excerpts: counted once (`countTexts`)
 */
export function checkPlace(
  piece: Evidence,
  text: CountedText | string | null,
): { field: 'exact' | 'start' | 'end'; message: string } | null {
  const { exact, start, end } = piece;
  if ((start === null) !== (end === null)) return { field: 'end', message: 'goes with start: both or neither' };
  if (start !== null && end !== null && end - start !== countCharacters(exact)) {
    return { field: 'end', message: 'must be start and the number of characters in exact' };
  }
  if (text === null) return null;
  const counted = typeof text === 'string' ? countText(text) : text;
  if (start !== null && counted.slice(start, end!) === exact) return null;
  if (!counted.text.includes(exact)) return { field: 'exact', message: "does not occur in the document's text" };
  return start === null ? null : { field: 'start', message: "is not where the excerpt stands in the document's text" };
}

/** How much of the text goes on either side of an excerpt, in characters. */
const CONTEXT = 32;

/** The evidence with its position and the text around it (Web Annotation: text position and text quote selectors). */
export function locateEvidence(piece: Evidence, text: CountedText | string | null): Evidence {
  if (text === null) return piece;
  const counted = typeof text === 'string' ? countText(text) : text;
  const start = piece.start ?? findStart(piece.exact, counted);
  if (start === null) return piece;
  const end = start + countCharacters(piece.exact);
  return {
    ...piece,
    start,
    end,
    prefix: piece.prefix ?? (counted.slice(Math.max(0, start - CONTEXT), start) || null),
    suffix: piece.suffix ?? (counted.slice(end, end + CONTEXT) || null),
  };
}

function findStart(exact: string, { text, countTo }: CountedText): number | null {
  const at = text.indexOf(exact);
  return at < 0 ? null : countTo(at);
}

/** Marks that one key of a keyboard may stand for. */
const ALIKE: readonly [RegExp, string][] = [
  [/["“”„«»]/u, '["“”„«»]'],
  [/['‘’‚]/u, "['‘’‚]"],
  [/[-‐‑–—]/u, '[-‐‑–—]'],
];

/**
 * The passage that an excerpt stands for, as it stands in the text: the same words, whatever the white space, the form
 * of quotation marks and dashes. Null when it is not there.
 */
export function findPassage(text: string, excerpt: string): string | null {
  const wanted = excerpt.trim();
  if (wanted === '') return null;
  if (text.includes(wanted)) return wanted;
  const pattern = Array.from(wanted.replace(/\s+/gu, ' ')).map(writeLoosely).join('');
  return new RegExp(pattern, 'u').exec(text)?.[0] ?? null;
}

function writeLoosely(character: string): string {
  if (character === ' ') return '\\s+';
  const alike = ALIKE.find(([marks]) => marks.test(character));
  return alike ? alike[1] : character.replace(/[\\^$.*+?()[\]{}|/]/u, '\\$&');
}

interface Word {
  key: string;
  start: number;
  end: number;
}

function listLowerCaseWords(text: string): Word[] {
  return Array.from(walkWords(text), ({ segment, index }) => {
    return { key: segment.toLowerCase(), start: index, end: index + segment.length };
  });
}

/** Below this share of its words, a passage has little to do with the excerpt. */
const LIKE = 0.5;

/**
 * The passage that has the most words of an excerpt that is not there, over as many words as the excerpt has. One walk
 * over the text. Null when no passage has half of them.
 */
export function findNearestPassage(text: string, excerpt: string): string | null {
  const wanted = new Map<string, number>();
  const length = listLowerCaseWords(excerpt).map(({ key }) => wanted.set(key, (wanted.get(key) ?? 0) + 1)).length;
  const words = listLowerCaseWords(text);
  if (length === 0 || words.length === 0) return null;
  let shared = 0;
  let best = { shared: 0, from: 0 };
  const count = (word: Word | undefined, step: 1 | -1): void => {
    const left = word && wanted.get(word.key);
    if (word === undefined || left === undefined) return;
    // A word counts as often as the excerpt has it.
    if (step === 1 ? left > 0 : left >= 0) shared += step;
    wanted.set(word.key, left - step);
  };
  words.forEach((word, i) => {
    count(word, 1);
    if (i >= length) count(words[i - length], -1);
    if (shared > best.shared) best = { shared, from: Math.max(0, i - length + 1) };
  });
  if (best.shared / length < LIKE) return null;
  const last = words[Math.min(words.length, best.from + length) - 1]!;
  return text.slice(words[best.from]!.start, last.end);
}
