/** The FTS5 indexes. They are not in db/schema.ts because drizzle-kit knows no virtual tables. */
import { eq, type SQL } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { foldText } from '../../text/words.ts';
import type { Db, Write } from '../engine.ts';
import type { ClaimGraph, Source } from '../../model/records.ts';
import { listSaid } from './passages.ts';
import { cutSearchTokens, cutStems } from './terms.ts';

export const claimSearch = sqliteTable('claim_search', { rowid: integer().primaryKey(), words: text().notNull() });
export const claimWord = sqliteTable('claim_word', { term: text().notNull(), doc: integer().notNull() });
export const documentSearch = sqliteTable('document_search', {
  rowid: integer().primaryKey(),
  words: text().notNull(),
});
export const documentWord = sqliteTable('document_word', { term: text().notNull(), doc: integer().notNull() });

/** Of each claim the stems of its text, and of all that is said in its hops and statements. */
export const claimStems = sqliteTable('claim_stems', {
  rowid: integer().primaryKey(),
  own: text().notNull(),
  said: text().notNull(),
});

export function planClaimWords(
  id: SQL<number>,
  claimText: string,
  graph: Pick<ClaimGraph, 'statements' | 'attributions'>,
  exists: boolean,
  db: Db,
): Write[] {
  const row = { rowid: id, own: cutStems(claimText).join(' '), said: joinSaid(graph) };
  return [
    ...planWords(claimSearch, id, claimText, exists, db),
    ...(exists ? [db.delete(claimStems).where(eq(claimStems.rowid, id))] : []),
    db.insert(claimStems).values(row),
  ];
}

/** In characters: cutting them at each write of the claim takes 50 ms. */
const MOST_SAID = 100_000;

/** The end of a passage: no phrase goes on past it. */
const BETWEEN = ' \ue000 ';

function joinSaid(graph: Pick<ClaimGraph, 'statements' | 'attributions'>): string {
  let room = MOST_SAID;
  const said = new Set(listSaid(graph)).values();
  const stems: string[] = [];
  for (const passage of said) {
    room -= passage.length;
    if (room < 0) break;
    stems.push(cutStems(passage).join(' '));
  }
  return stems.join(BETWEEN);
}

export function planTitleWords(id: SQL<number>, title: string, exists: boolean, db: Db): Write[] {
  return planWords(documentSearch, id, title, exists, db);
}

type WordIndex = typeof claimSearch | typeof documentSearch;

function planWords(index: WordIndex, id: SQL<number>, words: string, exists: boolean, db: Db): Write[] {
  const row = db.insert(index).values({ rowid: id, words: cutSearchTokens(words).join(' ') });
  return exists ? [db.delete(index).where(eq(index.rowid, id)), row] : [row];
}

/** Trigrams of each source's names. */
export const sourceSearch = sqliteTable('source_search', { rowid: integer().primaryKey(), names: text().notNull() });

/** Words of each source's names. */
export const sourceWords = sqliteTable('source_words', { rowid: integer().primaryKey(), words: text().notNull() });

export function planNames(id: SQL<number>, { name, aliases }: Source, exists: boolean, db: Db): Write[] {
  const names = [name, ...aliases.map((alias) => alias.name)];
  const rows = [
    db.insert(sourceSearch).values({ rowid: id, names: names.map(foldText).join('\n') }),
    db.insert(sourceWords).values({ rowid: id, words: cutSearchTokens(names.join('\n')).join(' ') }),
  ];
  if (!exists) return rows;
  const tables = [sourceSearch, sourceWords] as const;
  return [...tables.map((table) => db.delete(table).where(eq(table.rowid, id))), ...rows];
}
