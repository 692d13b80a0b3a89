/** The public records that a sitemap lists, by number. */
import { and, asc, between, eq, isNull, max, ne, sql } from 'drizzle-orm';
import { claim, document, source } from '../../db/schema.ts';
import type { Db } from './engine.ts';
import { isPublicDocument, isPublicSource } from './visibility.ts';

/** The number and the words make the address. */
export interface AddressedRecord {
  id: number;
  words: string;
  /** Null where it is not stored. */
  changedAt: string | null;
}

/** Published claims, sources that are named and not merged, and documents. */
export function prepareAddresses(db: Db) {
  const [from, to, limit] = [sql.placeholder('from'), sql.placeholder('to'), sql.placeholder('limit')];
  const lastOf = (table: typeof claim | typeof source | typeof document) => {
    const last = db
      .select({ id: max(table.id) })
      .from(table)
      .prepare();
    return async (): Promise<number> => (await last.execute())[0]?.id ?? 0;
  };
  const unknown = sql<string | null>`null`;
  const claims = db
    .select({ id: claim.id, words: claim.text, changedAt: claim.updatedAt })
    .from(claim)
    .where(and(eq(claim.status, 'published'), between(claim.id, from, to)))
    .orderBy(asc(claim.id))
    .limit(limit)
    .prepare();
  const isNamed = and(isNull(source.mergedInto), ne(source.kind, 'unnamed'));
  const sources = db
    .select({ id: source.id, words: source.name, changedAt: unknown })
    .from(source)
    .where(and(between(source.id, from, to), isNamed, isPublicSource(source.id)))
    .orderBy(asc(source.id))
    .limit(limit)
    .prepare();
  const documents = db
    .select({ id: document.id, words: document.title, changedAt: unknown })
    .from(document)
    .where(and(between(document.id, from, to), isPublicDocument(document.id)))
    .orderBy(asc(document.id))
    .limit(limit)
    .prepare();
  const listBy =
    (query: typeof claims | typeof sources | typeof documents) =>
    async (range: { from: number; to: number; limit: number }): Promise<AddressedRecord[]> =>
      query.execute(range);
  // `from` and `to` are included; `readLast` gives the greatest number in use, public or not, and 0 when there is none.
  return {
    claims: { readLast: lastOf(claim), list: listBy(claims) },
    sources: { readLast: lastOf(source), list: listBy(sources) },
    documents: { readLast: lastOf(document), list: listBy(documents) },
  };
}
