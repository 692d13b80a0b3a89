/** What may have been meant, where nothing was found: words of the indexes that are spelt nearly so. */
import { and, asc, gte, lt, sql } from 'drizzle-orm';
import { foldText } from '../../text/words.ts';
import type { Db } from '../engine.ts';
import { claimWord, documentWord } from './word-indexes.ts';
import { readTerms } from './terms.ts';

/** Words of the index that are compared with one that was typed. */
const COMPARED = 1_500;
/** Words tried in the place of one. */
const TRIED = 3;
/** What was typed is taken apart no further than this. */
const WORDS = 6;

/** The hints' queries, prepared once. */
export function prepareSpellings(db: Db) {
  const wordsOf = (table: typeof claimWord | typeof documentWord) =>
    db
      .select({ word: table.term })
      .from(table)
      .where(and(gte(table.term, sql.placeholder('from')), lt(table.term, sql.placeholder('end'))))
      .orderBy(asc(table.term))
      .limit(COMPARED)
      .prepare();
  const queries = [wordsOf(claimWord), wordsOf(documentWord)];

  async function findNear(word: string): Promise<string[]> {
    const characters = Array.from(word);
    if (characters.length < 3) return [];
    // Most slips come later than the first two letters, and a beginning is one range of the index.
    const from = characters.slice(0, 2).join('');
    const range = { from, end: `${from}\u{10ffff}` };
    const rows = (await Promise.all(queries.map((query) => query.execute(range)))).flat();
    const most = characters.length < 6 ? 1 : 2;
    return [...new Set(rows.map((row) => row.word))]
      .filter((near) => near !== word)
      .map((near) => ({ near, slips: countSlips(characters, Array.from(near), most) }))
      .filter(({ slips }) => slips <= most)
      .sort((a, b) => a.slips - b.slips || a.near.localeCompare(b.near, 'en'))
      .slice(0, TRIED)
      .map(({ near }) => near);
  }

  /**
   * For what was typed: the same with other words in it, the likeliest first. Readers must not be shown them before it is
   * known that they find something that readers see: the indexes hold drafts too.
   */
  return async function listHints(typed: string): Promise<string[]> {
    const words = readTerms(typed).flatMap((term) => term.words);
    if (words.length === 0 || words.length > WORDS) return [];
    const near = await Promise.all(words.map(findNear));
    const one = near.flatMap((candidates, at) => candidates.map((word) => words.with(at, word).join(' ')));
    const all = words.map((word, at) => near[at]![0] ?? word).join(' ');
    return [...new Set([...one, all])].filter((text) => text !== foldText(typed));
  };
}

/**
 * How many letters were left out, put in, taken for others or swapped with their neighbour (optimal string alignment);
 * `most` + 1 when more.
 */
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
