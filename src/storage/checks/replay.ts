/** Whether a record is what its history says: each revision begins where the one before it ended, and the last ends here. */
import { isDeepStrictEqual } from 'node:util';
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { history } from '../../../db/schema.ts';
import type { Uid } from '../../model/records.ts';
import { prepareOnce, type Db } from '../engine.ts';
import { parseChanges } from '../history/history.ts';

/** Revisions read at a time. */
const ROUND = 100;

const prepareReplay = prepareOnce((db: Db) =>
  db
    .select({ revision: history.revision, changes: history.changes })
    .from(history)
    .where(and(eq(history.subjectUid, sql.placeholder('uid')), gt(history.revision, sql.placeholder('after'))))
    .orderBy(asc(history.revision))
    .limit(ROUND)
    .prepare(),
);

/** What is told beside a record: what a merge moved, and that a text changed, whose hash is in its document. */
const BESIDE = ['merge', 'text'];

/** A part of a record that has changes of its own: a claim, one of its statements. */
export interface ReplayedPart {
  kind: string;
  uid: Uid;
  value: unknown;
}

/**
 * @param parts the record as it is here
 * @returns what doesn't agree, in words that follow the record's name; null when all does
 */
export async function replayHistory(
  db: Db,
  uid: Uid,
  revision: number,
  parts: readonly ReplayedPart[],
): Promise<string | null> {
  const rows = prepareReplay(db);
  const state = new Map<string, unknown>();
  let last = 0;
  for (;;) {
    const round = await rows.execute({ uid, after: last });
    for (const row of round) {
      if (row.revision !== last + 1) return `has no revision ${last + 1} in its history`;
      last = row.revision;
      for (const { kind, uid: part, before, after } of parseChanges(row.changes)) {
        if (BESIDE.includes(kind)) continue;
        const key = `${kind} ${part}`;
        if (!isDeepStrictEqual(state.get(key) ?? null, before ?? null)) {
          return `has a revision ${last} that doesn’t begin where the one before it ended`;
        }
        if (after === null) state.delete(key);
        else state.set(key, after);
      }
    }
    if (round.length < ROUND) break;
  }
  if (last !== revision) return `is at revision ${revision}, and its history ends at ${last}`;
  const here = new Map(parts.map(({ kind, uid: part, value }) => [`${kind} ${part}`, value]));
  return isDeepStrictEqual(state, here) ? null : 'is not what its history says';
}
