import { isDeepStrictEqual } from 'node:util';
import type { Source, Uid } from '../provenance/model.ts';
import type { Engine } from './engine.ts';
import { Conflict } from './errors.ts';
import { planSources, prepareSources } from './sources.ts';
import type { By, Draft } from './store.ts';

/**
 * Writes a source as an editor wants it. Its parent is here already. Nothing is written when nothing changed.
 * @returns its uid
 * @throws Conflict when it was written since the revision the editor saw; Refused when it would be above itself
 */
export async function saveSource(engine: Engine, { base, record }: Draft<Source>, by: By): Promise<Uid> {
  const [before] = base === null ? [] : await prepareSources(engine.db).readByUids([record.uid]);
  if (base !== null && before?.revision !== base) throw new Conflict('history.subject_uid, history.revision');
  if (isDeepStrictEqual(before?.source, record)) return record.uid;
  await engine.commit(planSources([{ before: before ?? null, after: record }], { db: engine.db, ...by }));
  return record.uid;
}
