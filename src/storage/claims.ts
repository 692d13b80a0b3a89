import { and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm';
import { attribution, claim, claimFinding, claimSummary, statement } from '../../db/schema.ts';
import { FINDING_KINDS, type ClaimStatus, type Uid } from '../provenance/model.ts';
import type { Db } from './engine.ts';
import { prepareClaimReader } from './read-claim.ts';
import { groupBy } from './rows.ts';
import { inList } from './sources.ts';
import type { ClaimListItem, ClaimPage } from './store.ts';

/** No claim has a higher number: what SQLite's integers hold, and JavaScript's. */
const LAST = Number.MAX_SAFE_INTEGER;

/** The claims' queries, prepared once. */
export function prepareClaims(db: Db) {
  const load = prepareClaimReader(db);
  const page = db
    .select({ claim, summary: claimSummary })
    .from(claim)
    .innerJoin(claimSummary, eq(claimSummary.claimId, claim.id))
    .where(and(eq(claim.status, sql.placeholder('status')), lt(claim.id, sql.placeholder('before'))))
    .orderBy(desc(claim.id))
    .limit(sql.placeholder('limit'))
    .prepare();
  const findings = db.select().from(claimFinding).where(inList(claimFinding.claimId, 'list')).prepare();
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
      const shown = rows.slice(0, limit);
      const kinds = await findings.execute({ list: JSON.stringify(shown.map((row) => row.claim.id)) });
      const kindsOf = groupBy(kinds, (row) => row.claimId);
      const items = shown.map((row): ClaimListItem => {
        const { id, uid, text, language, updatedAt } = row.claim;
        const { fewestHops: fewest, mostHops: most, reportCount, independentOrigins } = row.summary;
        const found = (kindsOf.get(id) ?? []).map(({ kind }) => kind);
        return {
          ...{ id, uid, text, language, status },
          hops: fewest === null || most === null ? null : { fewest, most },
          ...{ reportCount, independentOrigins },
          findings: FINDING_KINDS.filter((kind) => found.includes(kind)),
          updatedAt,
        };
      });
      return { items, next: rows.length > limit ? shown.at(-1)!.claim.id : null };
    },

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
