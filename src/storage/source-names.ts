/** The search index of sources' names, kept with each write to a source. */
import { eq, type SQL } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { foldText } from '../provenance/fold.ts';
import type { Source } from '../provenance/model.ts';
import type { Db, Write } from './engine.ts';

/** FTS5 over trigrams; a virtual table that drizzle-kit knows nothing of. */
export const sourceSearch = sqliteTable('source_search', { rowid: integer().primaryKey(), names: text().notNull() });

/** The writes that make a source be found by names like its own. */
export function planNames(id: SQL<number>, { name, aliases }: Source, exists: boolean, db: Db): Write[] {
  const names = [name, ...aliases.map((alias) => alias.name)].map(foldText).join('\n');
  const row = db.insert(sourceSearch).values({ rowid: id, names });
  return exists ? [db.delete(sourceSearch).where(eq(sourceSearch.rowid, id)), row] : [row];
}
