import { history } from '../../../db/schema.ts';
import type { Claim, Uid } from '../../model/records.ts';
import type { Db, Write } from '../engine.ts';

/** Who writes, when and why; and the connection whose queries the writes are made of. */
export interface PlanContext {
  db: Db;
  /** UTC, to the second. */
  at: string;
  actor: string;
  reason: string | null;
}

/** One record before and after a write: null where it was not there yet, or is there no more. */
export interface Change {
  kind: string;
  uid: Uid;
  before: unknown;
  after: unknown;
}

/** The changes of a history row. Claims written down before ratings were kept had none. */
export function parseChanges(json: string): Change[] {
  const changes = JSON.parse(json) as Change[];
  const complete = (claim: unknown): unknown => claim && { rating: null, ...(claim as Partial<Claim>) };
  return changes.map((change) => {
    return change.kind === 'claim'
      ? { ...change, before: complete(change.before), after: complete(change.after) }
      : change;
  });
}

/** The row that tells of a write, and that lets it through only if `revision` is still the last one. */
export function planHistory(
  subject: 'claim' | 'source' | 'document',
  subjectUid: Uid,
  revision: number,
  changes: readonly Change[],
  { db, at, actor, reason }: PlanContext,
): Write {
  return db.insert(history).values({
    subjectUid,
    revision: revision + 1,
    subject,
    at,
    actor,
    action: revision === 0 ? 'create' : 'update',
    reason,
    changes: JSON.stringify(changes),
  });
}
