/** The hits of a word index: the newest are looked at, and of those the shortest texts come first. */
import { and, desc, eq, sql, type SQL } from 'drizzle-orm';
import { claim, document } from '../../../db/schema.ts';
import type { Db } from '../engine.ts';
import { claimSearch, documentSearch } from './index.ts';
import { NO_HITS, type RankedIds } from './page.ts';
import { toMatch } from './terms.ts';

interface Hits {
  index: 'claim_search' | 'document_search';
  /** Hits looked at, whether they are wanted or not: to go through all hits of a common word would stop the process. */
  lookedAt: number;
  /** So many are ranked at the most. */
  ranked: number;
  /** Which of them are wanted; its placeholders are given with what was typed. */
  wanted: SQL | undefined;
}

const INDEXES = {
  claim_search: { index: claimSearch, record: claim, text: claim.text },
  document_search: { index: documentSearch, record: document, text: document.title },
} as const;

/**
 * Prepares the ranking of what holds all that was typed: the shortest text first, then the newest. Of texts that hold
 * the same words the shortest is the most about them; BM25 comes to the same where each word stands once, but goes
 * through every hit there is.
 */
export function prepareHits(db: Db, { index: name, lookedAt, ranked, wanted }: Hits) {
  const { index, record, text } = INDEXES[name];
  // Named twice, so SQLite looks the words up once and keeps the hits.
  const looked = db.$with('looked').as(
    db
      .select({ hit: sql<number>`${index.rowid}`.as('hit') })
      .from(index)
      .where(sql`${sql.identifier(name)} match ${sql.placeholder('match')}`)
      .orderBy(desc(index.rowid))
      .limit(lookedAt),
  );
  const newest = db
    .select({ hit: looked.hit, length: sql<number>`length(${text})`.as('length') })
    .from(looked)
    // Crossed, so that SQLite goes through the hits, the newest first, and not through all records.
    .crossJoin(record)
    .where(and(eq(record.id, looked.hit), wanted))
    .orderBy(desc(looked.hit))
    // One more tells whether there are more.
    .limit(ranked + 1)
    .as('newest');
  const query = db
    .with(looked)
    .select({
      ids: sql<string>`json_group_array(${newest.hit} order by ${newest.length}, ${newest.hit} desc)`,
      count: sql<number>`(select count(*) from ${looked})`,
    })
    .from(newest)
    .prepare();

  async function rank(match: string, given: Record<string, unknown>): Promise<RankedIds> {
    const [{ ids: list, count }] = (await query.execute({ match, ...given })) as [{ ids: string; count: number }];
    const ids = JSON.parse(list) as number[];
    return { ids: ids.slice(0, ranked), isCut: ids.length > ranked || count === lookedAt };
  }

  return async (typed: string, given: Record<string, unknown> = {}): Promise<RankedIds> => {
    const [whole, begun] = [toMatch(typed, { isDone: true }), toMatch(typed)];
    if (whole === null || begun === null) return NO_HITS;
    const found = await rank(whole, given);
    // Of so common a word the list is cut anyway; what only begins with it would take as long again to be found.
    return found.isCut || whole === begun ? found : rank(begun, given);
  };
}
