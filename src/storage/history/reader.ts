import { and, asc, desc, eq, gt, lt, lte, sql } from 'drizzle-orm';
import { claim, history } from '../../../db/schema.ts';
import { listNamedSources } from '../../model/named-sources.ts';
import type { Uid } from '../../model/records.ts';
import { undoChanges, type ClaimChange } from '../../provenance/revisions.ts';
import { prepareDocuments } from '../documents/documents.ts';
import type { Db } from '../engine.ts';
import { parseChanges } from './history.ts';
import { prepareSources } from '../sources/sources.ts';
import type { LoadedClaim, RevisionPage, Withdrawal } from '../types.ts';
import { listNumbers, prepareClaimReader } from '../claims/claims.ts';

export function prepareHistory(db: Db) {
  const subject = eq(history.subjectUid, sql.placeholder('uid'));
  const page = db
    .select()
    .from(history)
    .where(and(subject, lt(history.revision, sql.placeholder('before'))))
    .orderBy(desc(history.revision))
    .limit(sql.placeholder('limit'))
    .prepare();
  const since = db
    .select({ changes: history.changes })
    .from(history)
    .where(
      and(subject, gt(history.revision, sql.placeholder('revision')), lte(history.revision, sql.placeholder('now'))),
    )
    .orderBy(desc(history.revision))
    .prepare();
  const publishing = sql`exists (select 1 from json_each(${history.changes})
    where value ->> '$.kind' = 'claim' and value ->> '$.after.status' = 'published')`;
  const published = db
    .select({ revision: history.revision })
    .from(history)
    .where(and(subject, publishing))
    .orderBy(asc(history.revision))
    .limit(1)
    .prepare();
  const withdrawing = sql`exists (select 1 from json_each(${history.changes}) where value ->> '$.kind' = 'claim'
    and value ->> '$.after.status' = 'withdrawn' and value ->> '$.before.status' is not 'withdrawn')`;
  const withdrawals = db
    .select({ uid: history.subjectUid, at: history.at, reason: history.reason })
    .from(history)
    .innerJoin(claim, eq(claim.uid, history.subjectUid))
    .where(and(eq(claim.id, sql.placeholder('id')), eq(claim.status, 'withdrawn'), withdrawing))
    .orderBy(desc(history.revision))
    .limit(1)
    .prepare();
  const readClaim = prepareClaimReader(db);
  const [sources, documents] = [prepareSources(db), prepareDocuments(db)];

  const findFirstPublished = async (uid: Uid): Promise<number | null> =>
    (await published.execute({ uid }))[0]?.revision ?? null;

  return {
    /** The revisions of a claim, a source or a document, newest first; `before` is a revision. */
    async list(uid: Uid, { before, limit }: { before: number | null; limit: number }): Promise<RevisionPage> {
      const rows = await page.execute({ uid, before: before ?? Number.MAX_SAFE_INTEGER, limit: limit + 1 });
      const revisions = rows.slice(0, limit).map(({ changes, ...row }) => ({ ...row, changes: parseChanges(changes) }));
      return { revisions, next: rows.length > limit ? revisions.at(-1)!.revision : null };
    },

    /** The first revision that left a claim published, or null: readers never saw those before it. */
    findFirstPublished,

    /** When and why a claim that was published was withdrawn; null where it isn't withdrawn, or was never published. */
    readWithdrawal: async (id: number): Promise<Withdrawal | null> => {
      const [row] = await withdrawals.execute({ id });
      if (!row || (await findFirstPublished(row.uid)) === null) return null;
      return { at: row.at, reason: row.reason };
    },

    /**
     * The claim as it was after one of its revisions, with its sources and documents as they are now.
     * @returns null when there is no such claim or revision
     */
    loadAt: async (id: number, revision: number): Promise<LoadedClaim | null> => {
      const now = await readClaim(id);
      if (!now || revision < 1 || revision > now.revision) return null;
      const rows = await since.execute({ uid: now.record.claim.uid, revision, now: now.revision });
      const changes = rows.flatMap((row) => parseChanges(row.changes) as ClaimChange[]);
      const state = undoChanges(now.record, changes);
      const used = await documents.readByUids(
        new Set([
          ...state.statements.flatMap((statement) => statement.document ?? []),
          ...state.attributions.flatMap((edge) => edge.evidence.map((piece) => piece.document)),
        ]),
      );
      const named = await sources.readByUids(new Set(listNamedSources(state)));
      const families = await sources.readFamilies([...named.map(({ id }) => id), ...used.map((d) => d.publisherId)]);
      return {
        ...now,
        revision,
        numbers: listNumbers(families.values(), used),
        record: {
          ...state,
          sources: [...families.values()].map((stored) => stored.source),
          documents: used.map((stored) => stored.document),
        },
      };
    },
  };
}
