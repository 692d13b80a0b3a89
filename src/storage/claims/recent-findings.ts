import { and, asc, desc, eq, lte, sql } from 'drizzle-orm';
import { claim, claimFinding } from '../../../db/schema.ts';
import type { Db } from '../engine.ts';
import { groupBy } from '../../model/grouping.ts';
import { prepareClaimItems } from './items.ts';

/** The most claims that are read, most recently changed first. */
const CLAIMS_READ = 500;
const CLAIMS_OF_A_KIND = 3;
const DAY = 86_400_000;

export type RecentFindings = NonNullable<Awaited<ReturnType<ReturnType<typeof prepareRecentFindings>>>>;

export function prepareRecentFindings(db: Db) {
  const readItems = prepareClaimItems(db);
  const isPublished = eq(claim.status, 'published');
  const newest = db
    .select({ updatedAt: claim.updatedAt })
    .from(claim)
    .where(isPublished)
    .orderBy(desc(claim.updatedAt), desc(claim.id))
    .limit(1)
    .prepare();
  const recent = db
    .select({ id: claim.id, updatedAt: claim.updatedAt })
    .from(claim)
    .where(and(isPublished, sql`${claim.updatedAt} > ${sql.placeholder('since')}`))
    .orderBy(desc(claim.updatedAt), desc(claim.id))
    .limit(CLAIMS_READ)
    .as('recent');
  const counted = db
    .select({ count: sql<number>`count(*)` })
    .from(recent)
    .prepare();
  const ranked = db
    .select({
      kind: claimFinding.kind,
      claimId: claimFinding.claimId,
      count: sql<number>`count(*) over (partition by ${claimFinding.kind})`.as('count'),
      place:
        sql<number>`row_number() over (partition by ${claimFinding.kind} order by ${recent.updatedAt} desc, ${recent.id} desc)`.as(
          'place',
        ),
    })
    // A cross join keeps this order: a few claims, then the findings of each.
    .from(recent)
    .crossJoin(claimFinding)
    .where(eq(claimFinding.claimId, recent.id))
    .as('ranked');
  const shown = db
    .select()
    .from(ranked)
    .where(lte(ranked.place, CLAIMS_OF_A_KIND))
    .orderBy(asc(sql`${ranked.place}`))
    .prepare();

  /**
   * The findings in published claims that changed in this many days before the last change, whatever today's date is.
   * The kinds are in no particular order, each with its newest claims. `since` is the time that they changed after;
   * `isCut`: more claims changed than are read.
   */
  return async function readRecent(days: number) {
    const until = (await newest.execute())[0]?.updatedAt;
    if (until === undefined) return null;
    const since = new Date(Date.parse(until) - days * DAY).toISOString().replace(/\.\d+Z$/, 'Z');
    const rows = await shown.execute({ since });
    const items = await readItems([...new Set(rows.map(({ claimId }) => claimId))]);
    const itemOf = new Map(items.map((item) => [item.id, item]));
    const kinds = [...groupBy(rows, ({ kind }) => kind)].map(([kind, some]) => ({
      kind,
      count: some[0]!.count,
      claims: some.flatMap(({ claimId }) => itemOf.get(claimId) ?? []),
    }));
    return { until, since, isCut: (await counted.execute({ since }))[0]!.count === CLAIMS_READ, kinds };
  };
}
