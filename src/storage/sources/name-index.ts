/** The search indexes of sources' names, kept with each write to a source. */
import { eq, type SQL } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { listFoldedWords, foldText } from '../../text/words.ts';
import type { Source } from '../../model/records.ts';
import type { Db, Write } from '../engine.ts';

/** FTS5 over trigrams; a virtual table that drizzle-kit knows nothing of. */
export const sourceSearch = sqliteTable('source_search', { rowid: integer().primaryKey(), names: text().notNull() });

/** FTS5 over the words of all its names. */
export const sourceWords = sqliteTable('source_words', { rowid: integer().primaryKey(), words: text().notNull() });

/** The writes that make a source be found by its names, their words, and names like them. */
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
