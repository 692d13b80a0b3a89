import { isDeepStrictEqual } from 'node:util';
import type { Source, Uid } from '../../model/records.ts';
import type { Engine } from '../engine.ts';
import { Conflict } from '../errors.ts';
import { findReplacements } from './merge/redirects.ts';
import { planSources, prepareSources } from './sources.ts';
import type { WriteStamp, SourceDraft } from '../types.ts';

/**
 * Writes a source as an editor wants it, in one commit with its parent when that is new; nothing when nothing changes.
 * @returns its uid
 * @throws Conflict when it was written since the revision that the editor saw; Refused when it would be its own ancestor
 */
export async function saveSource(engine: Engine, draft: SourceDraft, by: WriteStamp): Promise<Uid> {
  const { db } = engine;
  const { base } = draft;
  const [before] = base === null ? [] : await prepareSources(db).readByUids([draft.record.uid]);
  if (base !== null && before?.revision !== base) throw new Conflict('history.subject_uid, history.revision');
  const record = await redirectParent(engine, draft.record);
  if (isDeepStrictEqual(before?.source, record)) return record.uid;
  const newSources = (draft.newSources ?? []).map((after) => ({ before: null, after }));
  await engine.commit(planSources([...newSources, { before: before ?? null, after: record }], { db, ...by }));
  return record.uid;
}

/** The parent may have been merged since it was chosen. */
async function redirectParent({ db }: Engine, record: Source): Promise<Source> {
  if (record.parent === null) return record;
  const replacement = (await findReplacements(db, [record.parent])).get(record.parent);
  return replacement ? { ...record, parent: replacement.source.uid } : record;
}
