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

/** `from` and `to` are included. */
export interface NumberRange {
  from: number;
  to: number;
  limit: number;
}

export interface Addresses {
  /** The greatest number in use, public or not; 0 when there is none. */
  readLast(): Promise<number>;
  list(range: NumberRange): Promise<AddressedRecord[]>;
}

/** Published claims, sources that are named and not merged, and documents. */
export function prepareAddresses(db: Db): Record<'claims' | 'sources' | 'documents', Addresses> {
  const [from, to, limit] = [sql.placeholder('from'), sql.placeholder('to'), sql.placeholder('limit')];
  const lastOf = (table: typeof claim | typeof source | typeof document) => {
    const last = db
      .select({ id: max(table.id) })
      .from(table)
      .prepare();
    return async (): Promise<number> => (await last.execute())[0]?.id ?? 0;
  };
  const unknown = sql<null>`null`;
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
  return {
    claims: { readLast: lastOf(claim), list: ({ ...range }) => claims.execute(range) },
    sources: { readLast: lastOf(source), list: ({ ...range }) => sources.execute(range) },
    documents: { readLast: lastOf(document), list: ({ ...range }) => documents.execute(range) },
  };
}
