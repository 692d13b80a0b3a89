import { eq, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { document, documentText, source } from '../../../db/schema.ts';
import type { Document, Uid } from '../../model/records.ts';
import type { Db, Write } from '../engine.ts';
import { planHistory, type Change, type WriteContext } from '../history/history.ts';
import { prepareOnce } from '../prepare-once.ts';
import { planTitleWords } from '../search/index.ts';
import { inList, sourceIdOf } from '../sources/sources.ts';
import { keyUrl } from './url-key.ts';

/** A document as it lies here: its local number and how often it was written. */
export interface StoredDocument {
  id: number;
  publisherId: number;
  revision: number;
  document: Document;
}

/** The number of a row that may be new in the same commit. */
export const documentIdOf = (uid: Uid): SQL<number> => sql<number>`(select id from document where uid = ${uid})`;

const publisher = alias(source, 'publisher');

/** Reads documents by number or by uid, in queries prepared once. */
export const prepareDocuments = prepareOnce((db: Db) => {
  const select = (where: SQL) =>
    db
      .select({ row: document, publisherUid: publisher.uid })
      .from(document)
      .innerJoin(publisher, eq(publisher.id, document.publisherId))
      .where(where)
      .prepare();
  const byIds = select(inList(document.id, 'list'));
  const byUids = select(inList(document.uid, 'list'));
  const byUrls = select(inList(document.urlKey, 'list'));
  const texts = db
    .select({ uid: document.uid, text: documentText.text })
    .from(document)
    .innerJoin(documentText, eq(documentText.documentId, document.id))
    .where(inList(document.uid, 'list'))
    .prepare();

  async function read(query: typeof byIds, list: Iterable<number | string>): Promise<StoredDocument[]> {
    const rows = await query.execute({ list: JSON.stringify([...list]) });
    return rows.map(({ row: { id, publisherId, revision, urlKey: _, ...rest }, publisherUid }) => ({
      id,
      publisherId,
      revision,
      document: { ...rest, publisher: publisherUid },
    }));
  }

  return {
    readByIds: (ids: Iterable<number>) => read(byIds, ids),
    readByUids: (uids: Iterable<Uid>) => read(byUids, uids),

    /** The documents to which this address leads, however it is written. */
    async findByUrl(url: string): Promise<StoredDocument[]> {
      const key = keyUrl(url);
      return key === null ? [] : read(byUrls, [key]);
    },

    /** The texts we have of these documents. */
    async readTexts(uids: Iterable<Uid>): Promise<Map<Uid, string>> {
      const rows = await texts.execute({ list: JSON.stringify([...uids]) });
      return new Map(rows.map(({ uid, text }) => [uid, text]));
    },
  };
});

/**
 * The writes that make a document as it should be. Its publisher is there already; `document-texts.ts` has those for its
 * text.
 * @param more what its history tells beside
 */
export function planDocument(
  before: StoredDocument | null,
  after: Document,
  context: WriteContext,
  more: readonly Change[] = [],
): Write[] {
  const { publisher: publisherUid, ...rest } = after;
  const row = { ...rest, urlKey: keyUrl(after.url), publisherId: sourceIdOf(publisherUid) };
  const write = before
    ? context.db
        .update(document)
        .set({ ...row, revision: before.revision + 1 })
        .where(eq(document.id, before.id))
    : context.db.insert(document).values(row);
  const change = { kind: 'document', uid: after.uid, before: before?.document ?? null, after };
  return [
    write,
    ...(before?.document.title === after.title
      ? []
      : planTitleWords(documentIdOf(after.uid), after.title, before !== null, context.db)),
    planHistory('document', after.uid, before?.revision ?? 0, [change, ...more], context),
  ];
}
