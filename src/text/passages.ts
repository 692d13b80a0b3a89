/** Finds the words an editor pasted in the text they were taken from. */
import { walkWords } from './segments.ts';

/** Marks that a keyboard types alike. */
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

function listWords(text: string): Word[] {
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
  const length = listWords(excerpt).map(({ key }) => wanted.set(key, (wanted.get(key) ?? 0) + 1)).length;
  const words = listWords(text);
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
