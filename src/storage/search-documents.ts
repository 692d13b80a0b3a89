/** Documents by the words of their titles, and by who published them. */
import { and, desc, eq, gte, sql } from 'drizzle-orm';
import { document } from '../../db/schema.ts';
import type { Db } from './engine.ts';
import { isPublicDocument } from './public.ts';
import { documentSearch, prepareOldest } from './search-index.ts';
import { NOTHING, type Ranking } from './search-page.ts';
import { toMatch } from './search-terms.ts';

/** Hits looked at, whether readers see them or not: to know takes a look at the claims of each. */
const LOOKED_AT = 2_500;
/** The newest by title, and the newest of each publisher. */
const READ = 500;

/** The ranking of documents, prepared once for readers and once for editors, who see all. */
export function prepareDocumentSearch(db: Db) {
  const findOldest = prepareOldest(db, 'document_search', LOOKED_AT);
  const [forReaders, forEditors] = [prepareRankings(db, true), prepareRankings(db, false)];

  /**
   * The documents whose title holds what was typed, the best first (BM25 within the newest), then the newest that one
   * of these sources published.
   * @param publishers the numbers of those who are called so
   */
  return async function rankDocuments(
    typed: string,
    { published }: { published: boolean },
    publishers: readonly number[],
  ): Promise<Ranking> {
    const { byTitle, byPublisher } = published ? forReaders : forEditors;
    const match = toMatch(typed);
    if (match === null) return NOTHING;
    const { oldest, count } = (await findOldest.execute({ match }))[0]!;
    const titled = count === 0 ? [] : await byTitle.execute({ match, oldest });
    const ids = new Set(titled.map(({ id }) => id));
    let isCut = titled.length === READ || count === LOOKED_AT;
    for (const publisherId of publishers) {
      const rows = await byPublisher.execute({ publisherId });
      isCut ||= rows.length === READ;
      for (const { id, seen } of rows) if (seen) ids.add(id);
    }
    return { ids: [...ids], isCut };
  };
}

function prepareRankings(db: Db, published: boolean) {
  const { rowid } = documentSearch;
  const newest = db
    .select({ hit: sql<number>`${rowid}`.as('hit'), grade: sql<number>`bm25(document_search)`.as('grade') })
    .from(documentSearch)
    .where(
      and(
        sql`document_search match ${sql.placeholder('match')}`,
        gte(rowid, sql.placeholder('oldest')),
        published ? isPublicDocument(rowid) : undefined,
      ),
    )
    .orderBy(desc(rowid))
    .limit(READ)
    .as('newest');
  return {
    byTitle: db
      .select({ id: newest.hit })
      .from(newest)
      .orderBy(sql`${newest.grade}`, sql`${newest.hit} desc`)
      .prepare(),
    byPublisher: db
      .select({ id: document.id, seen: published ? sql<number>`${isPublicDocument(document.id)}` : sql<number>`1` })
      .from(document)
      .where(eq(document.publisherId, sql.placeholder('publisherId')))
      .orderBy(desc(document.id))
      .limit(READ)
      .prepare(),
  };
}
