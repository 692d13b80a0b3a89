/** Documents by the words of their titles, and by who published them. */
import { desc, eq, sql } from 'drizzle-orm';
import { document } from '../../db/schema.ts';
import type { Db } from './engine.ts';
import { isPublicDocument } from './public.ts';
import { documentSearch } from './search-index.ts';
import { NOTHING, type Ranking } from './search-page.ts';
import { toMatch } from './search-terms.ts';

/** The newest by title, and the newest of each publisher. Whether readers see one takes a look at its claims. */
const READ = 1_000;

/** The ranking of documents, prepared once for readers and once for editors, who see all. */
export function prepareDocumentSearch(db: Db) {
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
    const titled = await byTitle.execute({ match });
    const ids = new Set(titled.filter(({ seen }) => seen).map(({ id }) => id));
    let isCut = titled.length === READ;
    for (const publisherId of publishers) {
      const rows = await byPublisher.execute({ publisherId });
      isCut ||= rows.length === READ;
      for (const { id, seen } of rows) if (seen) ids.add(id);
    }
    return { ids: [...ids], isCut };
  };
}

function prepareRankings(db: Db, published: boolean) {
  const hits = db
    .select({
      hit: sql<number>`${documentSearch.rowid}`.as('hit'),
      grade: sql<number>`bm25(document_search)`.as('grade'),
    })
    .from(documentSearch)
    .where(sql`document_search match ${sql.placeholder('match')}`)
    .orderBy(desc(documentSearch.rowid))
    .limit(READ)
    .as('hits');
  const isSeen = (id: typeof hits.hit | typeof document.id) =>
    published ? sql<number>`${isPublicDocument(sql`${id}`)}` : sql<number>`1`;
  return {
    byTitle: db
      .select({ id: hits.hit, seen: isSeen(hits.hit) })
      .from(hits)
      .orderBy(sql`${hits.grade}`, sql`${hits.hit} desc`)
      .prepare(),
    byPublisher: db
      .select({ id: document.id, seen: isSeen(document.id) })
      .from(document)
      .where(eq(document.publisherId, sql.placeholder('publisherId')))
      .orderBy(desc(document.id))
      .limit(READ)
      .prepare(),
  };
}
