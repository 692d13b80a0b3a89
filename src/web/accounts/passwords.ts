/**
 * Whether a password is among the first that somebody would try (NIST SP 800-63B, 3.1.1.2). Lists of common passwords hold
 * few of twelve characters; the others of that length are made of common ones, runs of keys, repetition, or what is known
 * of their person: these are found by what they are made of.
 */
import { createRequire } from 'node:module';
import type * as Language from '@zxcvbn-ts/language-common';

/** Words that somebody would try here first, which lists of the world's passwords have late or not at all. */
const WORDS_OF_THIS_PLACE =
  `administrator default demo editor february guest hearsay july june login march news newspaper
  newsroom passwd press public qwertz root saturday temp thursday user username wednesday`.split(/\s+/);

/** So many of the commonest passwords are words to make others of. Further down come ordinary words. */
const MOST_COMMON = 3000;

interface CommonPasswords {
  whole: ReadonlySet<string>;
  /** Their letters, where these are three or more. */
  words: ReadonlySet<string>;
}

let known: CommonPasswords | null = null;

/** Read when the first password is checked: 50,000 of them are no part of a start. */
function readCommonPasswords(): CommonPasswords {
  if (known) return known;
  const { dictionary } = createRequire(import.meta.url)('@zxcvbn-ts/language-common') as typeof Language;
  const all = dictionary['passwords-common'];
  const words = all.map(keepLetters).filter((word) => word.length >= 3);
  known = { whole: new Set(all), words: new Set([...WORDS_OF_THIS_PLACE, ...words.slice(0, MOST_COMMON)]) };
  return known;
}

/** Rows of keys and letters, in which a run is a run. */
const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'zxcvbnm',
];

const SUBSTITUTES: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** The fewest characters that have to be left without what is known of somebody. */
const LEAST_OWN = 8;

/**
 * What makes a password easy to guess, as the end of a sentence; null for one that isn't known to be.
 * @param known of its person: name and e-mail address
 */
export function findWeakness(password: string, known: readonly string[]): string | null {
  const text = password.toLowerCase();
  if (new Set(text).size < 5 || isRepeated(text)) return 'it repeats itself';
  if (isRun(text)) return 'it follows the keys or the alphabet';
  const own = known.flatMap((one) => one.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length > 3);
  const rest = own.reduce((left, word) => left.replaceAll(word, ''), text);
  if (rest !== text && rest.length < LEAST_OWN) return 'it is made of your name or address';
  const { whole, words } = readCommonPasswords();
  const isCommon = [text, [...text].map((letter) => SUBSTITUTES[letter] ?? letter).join('')].some(
    (form) => whole.has(form) || isMadeOfWords(keepLetters(form), words, 2),
  );
  return isCommon ? 'it is one of the most common' : null;
}

/** Whether it is a short piece, again and again. */
function isRepeated(text: string): boolean {
  return [1, 2, 3, 4, 5, 6, 7, 8].some(
    (length) => length <= text.length / 2 && text.slice(0, length).repeat(text.length).startsWith(text),
  );
}

/** Whether three quarters of its steps go to the same or a neighbouring key or letter. */
function isRun(text: string): boolean {
  const pairs = [...text].slice(1).map((letter, n) => text[n]! + letter);
  const follows = (pair: string): boolean =>
    pair[0] === pair[1] || ROWS.some((row) => row.includes(pair) || row.includes(pair[1]! + pair[0]!));
  return pairs.filter(follows).length >= (pairs.length * 3) / 4;
}

function isMadeOfWords(letters: string, words: ReadonlySet<string>, most: number): boolean {
  if (words.has(letters)) return true;
  if (most < 2) return false;
  return Array.from({ length: letters.length }, (_, at) => at).some(
    (at) => words.has(letters.slice(0, at)) && isMadeOfWords(letters.slice(at), words, most - 1),
  );
}

function keepLetters(text: string): string {
  return text.replaceAll(/[^a-z]/g, '');
}
