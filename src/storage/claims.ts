import { and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm';
import { attribution, claim, statement } from '../../db/schema.ts';
import type { ClaimStatus, Uid } from '../provenance/model.ts';
import { prepareClaimItems } from './claim-items.ts';
import type { Db } from './engine.ts';
import { prepareClaimReader } from './read-claim.ts';
import type { ClaimPage } from './store.ts';

/** No claim has a higher number: what SQLite's integers hold, and JavaScript's. */
const LAST = Number.MAX_SAFE_INTEGER;

/** The claims' queries, prepared once. */
export function prepareClaims(db: Db) {
  const load = prepareClaimReader(db);
  const readItems = prepareClaimItems(db);
  const page = db
    .select({ id: claim.id })
    .from(claim)
    .where(and(eq(claim.status, sql.placeholder('status')), lt(claim.id, sql.placeholder('before'))))
    .orderBy(desc(claim.id))
    .limit(sql.placeholder('limit'))
    .prepare();
  const some = db
    .select({ id: claim.id })
    .from(claim)
    .where(eq(claim.status, 'published'))
    .limit(sql.placeholder('cap'))
    .as('some');
  const counted = db
    .select({ count: sql<number>`count(*)` })
    .from(some)
    .prepare();
  const ids = db
    .select({ id: claim.id })
    .from(claim)
    .where(gt(claim.id, sql.placeholder('after')))
    .orderBy(asc(claim.id))
    .limit(sql.placeholder('limit'))
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

    async list(query: { status: ClaimStatus; after: number | null; limit: number }): Promise<ClaimPage> {
      const { status, after, limit } = query;
      // One more than asked for tells whether there is a next page.
      const rows = await page.execute({ status, before: after ?? LAST, limit: limit + 1 });
      const shown = rows.slice(0, limit).map(({ id }) => id);
      return { items: await readItems(shown), next: rows.length > limit ? shown.at(-1)! : null };
    },

    readItems,

    async countPublished(cap: number): Promise<number> {
      return (await counted.execute({ cap }))[0]!.count;
    },

    countAll: () => db.$count(claim),

    async findId(uid: Uid): Promise<number | null> {
      return (await byUid.execute({ uid }))[0]?.id ?? null;
    },

    async findOwner(kind: 'statement' | 'attribution', uid: Uid): Promise<number | null> {
      return (await owners[kind].execute({ uid }))[0]?.id ?? null;
    },

    async listIds(after: number, limit: number): Promise<number[]> {
      return (await ids.execute({ after, limit })).map(({ id }) => id);
    },
  };
}
