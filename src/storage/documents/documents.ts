import { eq, inArray, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { document, documentText, source, documentShingle } from '../../../db/schema.ts';
import { keyUrl } from '../../model/address-key.ts';
import { groupBy } from '../../model/grouping.ts';
import type { Document, Uid } from '../../model/records.ts';
import { type Db, type Write, prepareOnce } from '../engine.ts';
import { planHistory, type PlanContext } from '../history/history.ts';
import { planTitleWords } from '../search/word-indexes.ts';
import { documentsOfClaim, inList, sourceIdOf } from '../sources/sources.ts';
import { hashText } from '../../text/characters.ts';
import { Damaged } from '../errors.ts';
import { foldText } from '../../text/words.ts';
import { fingerprint } from '../../text/reuse/fingerprint.ts';
import { planInsert } from '../inserts.ts';
import type { Change } from '../types.ts';

export interface StoredDocument {
  id: number;
  publisherId: number;
  revision: number;
  document: Document;
}

/** Finds the number of a document that may be new in the same commit. */
export const documentIdOf = (uid: Uid): SQL<number> => sql<number>`(select id from document where uid = ${uid})`;

const publisher = alias(source, 'publisher');

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
  const ofClaim = select(inArray(document.id, sql`(${documentsOfClaim})`));
  const texts = db
    .select({ uid: document.uid, text: documentText.text, sha256: document.sha256 })
    .from(document)
    .innerJoin(documentText, eq(documentText.documentId, document.id))
    .where(inList(document.uid, 'list'))
    .prepare();

  async function read(query: typeof byIds, list: Iterable<number | string>): Promise<StoredDocument[]> {
    return shape(await query.execute({ list: JSON.stringify([...list]) }));
  }

  function shape(rows: Awaited<ReturnType<typeof byIds.execute>>): StoredDocument[] {
    return rows.map(({ row: { id, publisherId, revision, urlKey: _, titleKey: __, ...rest }, publisherUid }) => ({
      id,
      publisherId,
      revision,
      document: { ...rest, publisher: publisherUid },
    }));
  }

  return {
    readByIds: (ids: Iterable<number>) => read(byIds, ids),
    readByUids: (uids: Iterable<Uid>) => read(byUids, uids),

    /** Those in which a claim has statements or evidence. */
    readOfClaim: async (claim: number): Promise<StoredDocument[]> => shape(await ofClaim.execute({ claim })),

    /** By address, compared by `keyUrl`. */
    async findByUrl(url: string): Promise<StoredDocument[]> {
      const key = keyUrl(url);
      return key === null ? [] : read(byUrls, [key]);
    },

    /** Those of several addresses, by their keys. */
    async findByUrls(urls: Iterable<string>): Promise<Map<string, StoredDocument[]>> {
      const found = await read(byUrls, new Set(Array.from(urls, keyUrl).filter((key) => key !== null)));
      return groupBy(found, ({ document: { url } }) => keyUrl(url)!);
    },

    /** By uid; without documents that have no text. @throws Damaged where a text is not the one that was kept */
    async readTexts(uids: Iterable<Uid>): Promise<Map<Uid, string>> {
      const rows = await texts.execute({ list: JSON.stringify([...uids]) });
      for (const { uid, text, sha256 } of rows) {
        if (hashText(text) !== sha256)
          throw new Damaged(`the text of the document ${uid} is not the one that was kept`);
      }
      return new Map(rows.map(({ uid, text }) => [uid, text]));
    },
  };
});

/** The keys by which a document is found, and sorted. */
export function keyDocument({ url, title }: Pick<Document, 'url' | 'title'>) {
  return { urlKey: keyUrl(url), titleKey: foldText(title) };
}

/**
 * The writes that make a document as it should be, without its text. Its publisher must exist or come earlier in the
 * commit.
 * @param more further changes for the same history row
 */
export function planDocument(
  before: StoredDocument | null,
  after: Document,
  context: PlanContext,
  more: readonly Change[] = [],
): Write[] {
  const { publisher: publisherUid, ...rest } = after;
  const row = { ...rest, ...keyDocument(after) };
  const write = before
    ? context.db
        .update(document)
        .set({ ...row, publisherId: sourceIdOf(publisherUid), revision: before.revision + 1 })
        .where(eq(document.id, before.id))
    : planInsert(document, [{ ...row, publisherId: { to: 'source', uid: publisherUid } }]);
  const change = { kind: 'document', uid: after.uid, before: before?.document ?? null, after };
  return [
    write,
    ...(before?.document.title === after.title
      ? []
      : planTitleWords({ to: 'document', uid: after.uid }, after.title, before !== null, context.db)),
    planHistory('document', after.uid, before?.revision ?? 0, [change, ...more], context),
  ];
}

/** The writes that add the text of a document that has none, with its fingerprint. The document may be new in the same commit. */
export function planTextIn(uid: Uid, text: string, db: Db): Write[] {
  return [db.insert(documentText).values({ documentId: documentIdOf(uid), text }), putFingerprint(uid, text, db)];
}

/** The writes that remove a document's text and fingerprint, if it has one. */
export function planTextOut(uid: Uid, db: Db): Write[] {
  return [takeFingerprint(uid, db), db.delete(documentText).where(eq(documentText.documentId, documentIdOf(uid)))];
}

/** The writes that make the fingerprint of a document's text anew. */
export function planFingerprint(uid: Uid, text: string, db: Db): Write[] {
  return [takeFingerprint(uid, db), putFingerprint(uid, text, db)];
}

function putFingerprint(uid: Uid, text: string, db: Db): Write {
  const shingles = JSON.stringify(fingerprint(text));
  return db.insert(documentShingle).select(sql`select value, ${documentIdOf(uid)} from json_each(${shingles})`);
}

function takeFingerprint(uid: Uid, db: Db): Write {
  return db.delete(documentShingle).where(eq(documentShingle.documentId, documentIdOf(uid)));
}
