import { history } from '../../../db/schema.ts';
import type { Claim, Uid } from '../../model/records.ts';
import type { Db, Write } from '../engine.ts';
import { planInsert } from '../inserts.ts';
import type { WriteStamp, Change } from '../types.ts';

/** Who writes, when and why, and the connection that builds the statements. */
export interface PlanContext extends WriteStamp {
  db: Db;
}

/** Claims in rows from before ratings existed have none. */
export function parseChanges(json: string): Change[] {
  const changes = JSON.parse(json) as Change[];
  const complete = (claim: unknown): unknown => claim && { rating: null, ...(claim as Partial<Claim>) };
  return changes.map((change) => {
    return change.kind === 'claim'
      ? { ...change, before: complete(change.before), after: complete(change.after) }
      : change;
  });
}

/** The history row of a write, which fails with Conflict unless `revision` is still the last one. */
export function planHistory(
  subject: 'claim' | 'source' | 'document',
  subjectUid: Uid,
  revision: number,
  changes: readonly Change[],
  { at, actor, reason }: WriteStamp,
): Write {
  const action = revision === 0 ? 'create' : 'update';
  const row = { subjectUid, revision: revision + 1, subject, at, actor, action, reason } as const;
  return planInsert(history, [{ ...row, changes: JSON.stringify(changes) }]);
}
