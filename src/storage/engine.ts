import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import type * as schema from '../../db/schema.ts';

/** Drizzle over any SQLite engine; queries are always awaited. */
export type Db = BaseSQLiteDatabase<'async', unknown, typeof schema>;

/** One statement of a commit: a Drizzle query that has not been run. */
export interface Write {
  toSQL(): { sql: string; params: unknown[] };
}

/**
 * The seam between the store and the database; one adapter per engine. A cluster answers over the network: queries that are
 * asked for together (`Promise.all`) are one round trip there, and cost nothing more in a file.
 */
export interface Engine {
  db: Db;
  /** For readers who are signed out, where they are answered otherwise than those who write. */
  forReaders?: Engine;
  /**
   * Runs the writes in order, all or none, without reads in between; later ones refer to new rows by uid.
   * @throws Conflict when a key or a name is taken or a guard finds another revision; Refused when another constraint or trigger
   * fails; Unavailable when a cluster can't be written to; Locked
   */
  commit: (writes: readonly Write[]) => Promise<void>;
  /**
   * A number that grows with every commit, ours or another program's, and is read without waiting. Null where that can't be
   * told, as while the database is locked.
   */
  countCommits(): number | null;
  close(): Promise<void>;
}

/** Splits rows into runs of at most `size`, since SQLite takes 32,766 values per statement. */
export function inRuns<Row>(rows: readonly Row[], size: number): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, i) => rows.slice(i * size, (i + 1) * size));
}

/** Preparing queries takes milliseconds, so they are prepared once per database connection. */
export function prepareOnce<Queries>(prepare: (db: Db) => Queries): (db: Db) => Queries {
  const prepared = new WeakMap<Db, Queries>();
  return (db) => {
    const queries = prepared.get(db) ?? prepare(db);
    prepared.set(db, queries);
    return queries;
  };
}
