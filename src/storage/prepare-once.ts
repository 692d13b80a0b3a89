import type { Db } from './engine.ts';

/** Preparing a noun's queries takes milliseconds: whoever reads the same database has the same ones. */
export function prepareOnce<Queries>(prepare: (db: Db) => Queries): (db: Db) => Queries {
  const prepared = new WeakMap<Db, Queries>();
  return (db) => {
    const queries = prepared.get(db) ?? prepare(db);
    prepared.set(db, queries);
    return queries;
  };
}
