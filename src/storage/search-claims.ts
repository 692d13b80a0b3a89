/** Claims by their words, and by who speaks in them. */
import { and, desc, eq, gte, sql } from 'drizzle-orm';
import { claim, claimSource } from '../../db/schema.ts';
import type { ClaimStatus } from '../provenance/model.ts';
import type { Db } from './engine.ts';
import { claimSearch, prepareOldest } from './search-index.ts';
import { NOTHING, RANKED, type Ranking } from './search-page.ts';
import { toMatch } from './search-terms.ts';

/** Hits looked at, whatever their status: ranking every hit of a common word would stop the whole process. */
const LOOKED_AT = 5_000;
/** The newest claims in which one source speaks. */
const OF_SOURCE = 1_000;

interface ClaimRanking extends Ranking {
  /** By the number of a claim whose own words are others: the number of the source in it that is called so. */
  through: ReadonlyMap<number, number>;
}

/** The ranking of claims, prepared once. */
export function prepareClaimSearch(db: Db) {
  const findOldest = prepareOldest(db, 'claim_search', LOOKED_AT);
  const byWords = prepareByWords(db);
  const bySource = prepareBySource(db);

  async function rankByWords(match: string, status: ClaimStatus): Promise<Ranking> {
    const { oldest, count } = (await findOldest.execute({ match }))[0]!;
    if (count === 0) return NOTHING;
    const rows = await byWords.execute({ match, oldest, status });
    return { ids: rows.slice(0, RANKED).map(({ id }) => id), isCut: rows.length > RANKED || count === LOOKED_AT };
  }

  /**
   * The claims that hold what was typed, the best first (BM25 within the newest), then the newest claims in which one of
   * these sources speaks.
   * @param sources the numbers of those who are called so
   */
  return async function rankClaims(
    typed: string,
    status: ClaimStatus,
    sources: readonly number[],
  ): Promise<ClaimRanking> {
    const match = toMatch(typed);
    const found = match === null ? NOTHING : await rankByWords(match, status);
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

function prepareByWords(db: Db) {
  const { rowid } = claimSearch;
  const newest = db
    .select({ hit: sql<number>`${rowid}`.as('hit'), grade: sql<number>`bm25(claim_search)`.as('grade') })
    .from(claimSearch)
    // Crossed, so that SQLite goes through the hits, the newest first, and not through all claims.
    .crossJoin(claim)
    .where(
      and(
        sql`claim_search match ${sql.placeholder('match')}`,
        gte(rowid, sql.placeholder('oldest')),
        eq(claim.id, rowid),
        eq(claim.status, sql.placeholder('status')),
      ),
    )
    .orderBy(desc(rowid))
    // One more tells whether there are more.
    .limit(RANKED + 1)
    .as('newest');
  return db
    .select({ id: newest.hit })
    .from(newest)
    .orderBy(sql`${newest.grade}`, sql`${newest.hit} desc`)
    .prepare();
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
