/** Documents by the words of their titles, and by who published them. */
import { desc, eq, sql } from 'drizzle-orm';
import { document } from '../../../db/schema.ts';
import type { Db } from '../engine.ts';
import { isPublicDocument } from '../visibility.ts';
import { prepareHits } from './hits.ts';
import type { RankedIds } from './page.ts';

/** Hits looked at, whether readers see them or not: to know takes a look at the claims of each. */
const LOOKED_AT = 2_500;
/** The newest by title, and the newest of each publisher. */
const READ = 500;

/** The ranking of documents, prepared once for readers and once for editors, who see all. */
export function prepareDocumentSearch(db: Db) {
  const [forReaders, forEditors] = [prepareRankings(db, true), prepareRankings(db, false)];

  /**
   * The documents whose title holds what was typed, the shortest of the newest first, then the newest that one
   * of these sources published.
   * @param publishers the numbers of those who are called so
   */
  return async function rankDocuments(
    typed: string,
    { published }: { published: boolean },
    publishers: readonly number[],
  ): Promise<RankedIds> {
    const { byTitle, byPublisher } = published ? forReaders : forEditors;
    const titled = await byTitle(typed);
    const ids = new Set(titled.ids);
    let { isCut } = titled;
    for (const publisherId of publishers) {
      const rows = await byPublisher.execute({ publisherId });
      isCut ||= rows.length === READ;
      for (const { id, seen } of rows) if (seen) ids.add(id);
    }
    return { ids: [...ids], isCut };
  };
}

function prepareRankings(db: Db, published: boolean) {
  const wanted = published ? isPublicDocument(document.id) : undefined;
  return {
    byTitle: prepareHits(db, { index: 'document_search', lookedAt: LOOKED_AT, ranked: READ, wanted }),
    byPublisher: db
      .select({ id: document.id, seen: published ? sql<number>`${isPublicDocument(document.id)}` : sql<number>`1` })
      .from(document)
      .where(eq(document.publisherId, sql.placeholder('publisherId')))
      .orderBy(desc(document.id))
      .limit(READ)
      .prepare(),
  };
}
