/** The FTS5 indexes. They are not in db/schema.ts because drizzle-kit knows no virtual tables. */
import { eq, type SQL } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { listFoldedWords, foldText } from '../../text/words.ts';
import type { Db, Write } from '../engine.ts';
import type { Source } from '../../model/records.ts';

export const claimSearch = sqliteTable('claim_search', { rowid: integer().primaryKey(), words: text().notNull() });
export const claimWord = sqliteTable('claim_word', { term: text().notNull(), doc: integer().notNull() });
export const documentSearch = sqliteTable('document_search', {
  rowid: integer().primaryKey(),
  words: text().notNull(),
});
export const documentWord = sqliteTable('document_word', { term: text().notNull(), doc: integer().notNull() });

export function planClaimWords(id: SQL<number>, words: string, exists: boolean, db: Db): Write[] {
  return planWords(claimSearch, id, words, exists, db);
}

export function planTitleWords(id: SQL<number>, title: string, exists: boolean, db: Db): Write[] {
  return planWords(documentSearch, id, title, exists, db);
}

type WordIndex = typeof claimSearch | typeof documentSearch;

function planWords(index: WordIndex, id: SQL<number>, words: string, exists: boolean, db: Db): Write[] {
  const row = db.insert(index).values({ rowid: id, words: listFoldedWords(words).join(' ') });
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
    db.insert(sourceWords).values({ rowid: id, words: listFoldedWords(names.join('\n')).join(' ') }),
  ];
  if (!exists) return rows;
  const tables = [sourceSearch, sourceWords] as const;
  return [...tables.map((table) => db.delete(table).where(eq(table.rowid, id))), ...rows];
}
