import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import type * as schema from '../../db/schema.ts';

/** Drizzle over any SQLite. Queries are awaited, whatever the engine. */
export type Db = BaseSQLiteDatabase<'async', unknown, typeof schema>;

/** One statement of a commit: a Drizzle query or `sql` of it, not yet run. */
export interface Write {
  toSQL(): { sql: string; params: unknown[] };
}

/** The seam between the store and where the rows lie. One adapter file an engine. */
export interface Engine {
  db: Db;
  /**
   * Runs the writes in order, all or none, with no read in between; later ones name new rows by uid.
   * @throws Conflict when a key is taken or a guard finds another revision, Refused when another rule of the database
   * says no
   */
  commit(writes: readonly Write[]): Promise<void>;
  close(): Promise<void>;
}

/** Rows in runs of at most `size`: SQLite takes 32,766 values a statement. */
export function inRuns<Row>(rows: readonly Row[], size: number): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, i) => rows.slice(i * size, (i + 1) * size));
}
