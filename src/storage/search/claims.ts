/** Claims by their words, and by who speaks in them. */
import { desc, eq, sql } from 'drizzle-orm';
import { claim, claimSource } from '../../../db/schema.ts';
import type { ClaimStatus } from '../../model/records.ts';
import type { Db } from '../engine.ts';
import { prepareHits } from './hits.ts';
import { RANKED, type RankedIds } from './page.ts';

/** The newest hits, whatever their status. */
export const LOOKED_AT = 3_000;
/** The newest claims in which one source speaks. */
const OF_SOURCE = 1_000;

interface RankedClaims extends RankedIds {
  /** By the number of a claim whose own words are others: the number of the source in it that is called so. */
  through: ReadonlyMap<number, number>;
}

/** The ranking of claims, prepared once. */
export function prepareClaimSearch(db: Db) {
  const wanted = eq(claim.status, sql.placeholder('status'));
  const byWords = prepareHits(db, { index: 'claim_search', lookedAt: LOOKED_AT, ranked: RANKED, wanted });
  const bySource = prepareBySource(db);

  /**
   * The claims that hold what was typed, the shortest of the newest first, then the newest claims in which one of
   * these sources speaks.
   * @param sources the numbers of those who are called so
   */
  return async function rankClaims(
    typed: string,
    status: ClaimStatus,
    sources: readonly number[],
  ): Promise<RankedClaims> {
    const found = await byWords(typed, { status });
    const known = new Set(found.ids);
    const through = new Map<number, number>();
    let isCut = found.isCut;
    for (const sourceId of sources) {
      const rows = await bySource.execute({ sourceId });
      isCut ||= rows.length > OF_SOURCE;
      for (const row of rows) {
        if (row.status === status && !known.has(row.id) && !through.has(row.id)) through.set(row.id, sourceId);
      }
    }
    const newest = [...through.keys()].sort((a, b) => b - a);
    const ids = [...found.ids, ...newest];
    return { ids: ids.slice(0, RANKED), isCut: isCut || ids.length > RANKED, through };
  };
}

function prepareBySource(db: Db) {
  const newest = db
    .select({ id: claimSource.claimId })
    .from(claimSource)
    .where(eq(claimSource.sourceId, sql.placeholder('sourceId')))
    .orderBy(desc(claimSource.claimId))
    .limit(OF_SOURCE + 1)
    .as('newest');
  return db
    .select({ id: claim.id, status: claim.status })
    .from(newest)
    .innerJoin(claim, eq(claim.id, newest.id))
    .prepare();
}
