/** Documents whose texts may share passages with another's, because their fingerprints share hashes. */
import { and, desc, eq, ne, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { documentShingle } from '../../../db/schema.ts';
import { prepareDocuments } from './documents.ts';
import type { Db } from '../engine.ts';

/** A hash in more documents than this is skipped: a by-line, a notice, or a story that everybody ran. */
export const MOST_SHARING = 32;

export type RelatedDocuments = Awaited<ReturnType<ReturnType<typeof prepareRelatedDocuments>>>;

export function prepareRelatedDocuments(db: Db) {
  const documents = prepareDocuments(db);
  const own = alias(documentShingle, 'own');
  const other = alias(documentShingle, 'other');
  // A bounded number of steps per hash, however many documents have it.
  const past = sql`(select "document_id" from "document_shingle" where "hash" = ${own.hash}
    order by "document_id" limit 1 offset ${sql.raw(String(MOST_SHARING))})`;
  const id = sql.placeholder('id');
  const shared = sql<number>`count(*)`;
  const sharing = db
    .select({ id: other.documentId, shared })
    .from(own)
    // SQLite keeps the order of a cross join: from the document's own hashes to the documents that have them.
    .crossJoin(other)
    .where(and(eq(own.documentId, id), sql`${past} is null`, eq(other.hash, own.hash), ne(other.documentId, id)))
    .groupBy(other.documentId)
    .orderBy(desc(shared), other.documentId)
    .limit(sql.placeholder('limit'))
    .prepare();
  const counts = db
    .select({ hashes: sql<number>`count(*)`, common: sql<number>`count(${past})` })
    .from(own)
    .where(eq(own.documentId, id))
    .prepare();

  /**
   * The documents that share most hashes with this one, the most similar first. Its own hashes, at most 8,192, are looked
   * up, and of each no more than 33 entries are read. `common` counts the hashes in more than `MOST_SHARING` documents.
   */
  return async function findRelated(documentId: number, limit: number) {
    const [{ hashes, common }] = (await counts.execute({ id: documentId })) as [{ hashes: number; common: number }];
    if (hashes === 0) return { hashes, common, related: [] };
    const found = await sharing.execute({ id: documentId, limit });
    const known = await documents.readByIds(found.map((one) => one.id));
    const storedOf = new Map(known.map((stored) => [stored.id, stored]));
    return { related: found.map((one) => ({ stored: storedOf.get(one.id)!, shared: one.shared })), hashes, common };
  };
}
