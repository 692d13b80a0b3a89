/** The relations of a claim as its page shows them: its own, and those that other claims have to it. */
import { and, count, desc, eq, ne, or, sql } from 'drizzle-orm';
import { claim, claimRelation } from '../../../db/schema.ts';
import { CLAIM_RELATIONS, type Claim, type ClaimRelationKind, type Uid } from '../../model/records.ts';
import type { Db } from '../engine.ts';
import { inList } from '../sources/sources.ts';
import type { ClaimRef } from '../types.ts';

export interface RelatedByEditors {
  relation: ClaimRelationKind;
  note: string | null;
  uid: Uid;
  /** Null for a claim that is not here. */
  claim: ClaimRef | null;
}

export interface InverseRelations {
  relation: ClaimRelationKind;
  /** The newest claims first. */
  claims: readonly { note: string | null; claim: ClaimRef }[];
  count: number;
}

/** Claims that are read of those with one relation to a claim: any number may be part of it. */
const INVERSE_READ = 20;

export function prepareRelations(db: Db) {
  const { id, uid, text, language, status } = claim;
  const named = db.select({ id, uid, text, language, status }).from(claim).where(inList(uid, 'list')).prepare();
  const hidden = db
    .select({ uid })
    .from(claim)
    .where(and(inList(uid, 'list'), ne(status, 'published')))
    .prepare();
  const isInverse = and(
    eq(claimRelation.otherUid, sql.placeholder('uid')),
    or(eq(status, 'published'), eq(sql`${sql.placeholder('all')}`, 1)),
  );
  const inverse = db
    .select({ note: claimRelation.note, claim: { id, text, language, status } })
    .from(claimRelation)
    .innerJoin(claim, eq(id, claimRelation.claimId))
    .where(and(isInverse, eq(claimRelation.relation, sql.placeholder('relation'))))
    .orderBy(desc(claimRelation.claimId))
    .limit(INVERSE_READ)
    .prepare();
  const inverseCounts = db
    .select({ relation: claimRelation.relation, count: count() })
    .from(claimRelation)
    .innerJoin(claim, eq(id, claimRelation.claimId))
    .where(isInverse)
    .groupBy(claimRelation.relation)
    .prepare();

  async function readRefsByUid(uids: Iterable<Uid>): Promise<Map<Uid, ClaimRef>> {
    const rows = await named.execute({ list: JSON.stringify([...uids]) });
    return new Map(rows.map(({ uid: own, ...ref }) => [own, ref]));
  }

  return {
    /** Whatever their status; those that are not here are left out. */
    readRefsByUid,

    /** @param published leaves out claims that are here and not published */
    async readRelations({ relations }: Claim, { published }: { published: boolean }): Promise<RelatedByEditors[]> {
      const found = await readRefsByUid(relations.map((relation) => relation.claim));
      return relations.flatMap(({ claim: other, ...rest }) => {
        const ref = found.get(other) ?? null;
        return published && ref && ref.status !== 'published' ? [] : [{ ...rest, uid: other, claim: ref }];
      });
    },

    /** The relations that other claims' records have to this one. */
    async readInverseRelations(own: Uid, { published }: { published: boolean }): Promise<InverseRelations[]> {
      const key = { uid: own, all: published ? 0 : 1 };
      const counts = new Map((await inverseCounts.execute(key)).map((row) => [row.relation, row.count]));
      const present = CLAIM_RELATIONS.filter((relation) => counts.has(relation));
      return Promise.all(
        present.map(async (relation) => {
          return { relation, claims: await inverse.execute({ ...key, relation }), count: counts.get(relation)! };
        }),
      );
    },

    /** Those of these claims that are here and not published: readers are not told of them. */
    async listUnpublished(uids: Iterable<Uid>): Promise<Set<Uid>> {
      const rows = await hidden.execute({ list: JSON.stringify([...uids]) });
      return new Set(rows.map((row) => row.uid));
    },
  };
}
