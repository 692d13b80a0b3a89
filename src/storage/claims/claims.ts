import { and, asc, eq, gt, sql, type SQL } from 'drizzle-orm';
import { attribution, claim, statement } from '../../../db/schema.ts';
import type { ClaimStatus, Uid } from '../../model/records.ts';
import type { Db } from '../engine.ts';
import { prepareClaimLists, prepareClaimItems } from './list.ts';
import { prepareRecentFindings } from './recent-findings.ts';
import { prepareClaimReader } from './reader.ts';
import { inList } from '../sources/sources.ts';
import type { ClaimRef } from '../types.ts';

/** The claims' queries, prepared once. */
export function prepareClaims(db: Db) {
  const load = prepareClaimReader(db);
  const readItems = prepareClaimItems(db);
  const idsWhere = (more?: SQL) =>
    db
      .select({ id: claim.id })
      .from(claim)
      .where(and(gt(claim.id, sql.placeholder('after')), more))
      .orderBy(asc(claim.id))
      .limit(sql.placeholder('limit'))
      .prepare();
  const ids = idsWhere();
  const idsOfStatus = idsWhere(eq(claim.status, sql.placeholder('status')));

  const refs = db
    .select({ id: claim.id, text: claim.text, language: claim.language, status: claim.status })
    .from(claim)
    .where(inList(claim.id, 'list'))
    .orderBy(asc(claim.id))
    .prepare();

  const byUid = db
    .select({ id: claim.id })
    .from(claim)
    .where(eq(claim.uid, sql.placeholder('uid')))
    .prepare();

  const ownerOf = (table: typeof statement | typeof attribution) =>
    db
      .select({ id: table.claimId })
      .from(table)
      .where(eq(table.uid, sql.placeholder('uid')))
      .prepare();
  const owners = { statement: ownerOf(statement), attribution: ownerOf(attribution) };

  return {
    load,

    ...prepareClaimLists(db),
    readRecentFindings: prepareRecentFindings(db),
    readItems,

    countAll: () => db.$count(claim),

    async findId(uid: Uid): Promise<number | null> {
      return (await byUid.execute({ uid }))[0]?.id ?? null;
    },

    async findOwner(kind: 'statement' | 'attribution', uid: Uid): Promise<number | null> {
      return (await owners[kind].execute({ uid }))[0]?.id ?? null;
    },

    async readRefs(list: readonly number[]): Promise<ClaimRef[]> {
      return refs.execute({ list: JSON.stringify(list) });
    },

    async listIds(after: number, limit: number, status?: ClaimStatus): Promise<number[]> {
      const rows = await (status ? idsOfStatus.execute({ after, limit, status }) : ids.execute({ after, limit }));
      return rows.map(({ id }) => id);
    },
  };
}
