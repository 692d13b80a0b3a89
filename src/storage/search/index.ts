/** The search indexes of claims and documents: FTS5, fed with words that `cutWords` cut. Drizzle-kit knows no virtual tables. */
import { eq, type SQL } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { listFoldedWords } from '../../text/words.ts';
import type { Db, Write } from '../engine.ts';

export const claimSearch = sqliteTable('claim_search', { rowid: integer().primaryKey(), words: text().notNull() });
export const claimWord = sqliteTable('claim_word', { term: text().notNull(), doc: integer().notNull() });
export const documentSearch = sqliteTable('document_search', {
  rowid: integer().primaryKey(),
  words: text().notNull(),
});
export const documentWord = sqliteTable('document_word', { term: text().notNull(), doc: integer().notNull() });

/** The writes that make a claim be found by its words. */
export function planClaimWords(id: SQL<number>, words: string, exists: boolean, db: Db): Write[] {
  return planWords(claimSearch, id, words, exists, db);
}

/** The writes that make a document be found by the words of its title. */
export function planTitleWords(id: SQL<number>, title: string, exists: boolean, db: Db): Write[] {
  return planWords(documentSearch, id, title, exists, db);
}

type WordIndex = typeof claimSearch | typeof documentSearch;

function planWords(index: WordIndex, id: SQL<number>, words: string, exists: boolean, db: Db): Write[] {
  const row = db.insert(index).values({ rowid: id, words: listFoldedWords(words).join(' ') });
  return exists ? [db.delete(index).where(eq(index.rowid, id)), row] : [row];
}
