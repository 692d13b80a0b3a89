import { and, desc, eq, lt, ne, sql } from 'drizzle-orm';
import { document } from '../../../db/schema.ts';
import type { Source } from '../../model/records.ts';
import { prepareDocuments, type StoredDocument } from './documents.ts';
import { type Db, prepareOnce } from '../engine.ts';
import { isPublicDocument } from '../visibility.ts';
import { prepareSources } from '../sources/sources.ts';

export interface DocumentListItem {
  stored: StoredDocument;
  publisher: Source;
}

export interface DocumentQuery {
  /** A source's number; null for all. */
  publisher: number | null;
  /** Leaves out those that readers don't see. */
  published: boolean;
  after: number | null;
  limit: number;
}

export interface DocumentPage {
  items: readonly DocumentListItem[];
  /** What to pass as `after` for the next page; null on the last one. */
  next: number | null;
}

/** Newest first (by number). */
export const prepareDocumentLists = prepareOnce((db: Db) => {
  const sources = prepareSources(db);
  const documents = prepareDocuments(db);

  async function readItems(ids: readonly number[]): Promise<DocumentListItem[]> {
    const found = new Map((await documents.readByIds(ids)).map((stored) => [stored.id, stored]));
    const families = await sources.readFamilies([...found.values()].map(({ publisherId }) => publisherId));
    return ids.map((id) => {
      const stored = found.get(id)!;
      return { stored, publisher: families.get(stored.publisherId)!.source };
    });
  }

  return {
    readItems,

    async list({ publisher, published, after, limit }: DocumentQuery): Promise<DocumentPage> {
      const rows = await db
        .select({ id: document.id })
        .from(document)
        .where(
          and(
            publisher === null ? undefined : eq(document.publisherId, publisher),
            after === null ? undefined : lt(document.id, after),
            published ? isPublicDocument(document.id) : undefined,
          ),
        )
        .orderBy(desc(document.id))
        .limit(limit + 1);
      const shown = rows.slice(0, limit).map(({ id }) => id);
      const items = await readItems(shown);
      return { items, next: rows.length > limit ? shown.at(-1)! : null };
    },

    /** The other documents with this one's address, the latest version first. */
    async listVersions(
      id: number,
      { published, limit }: { published: boolean; limit: number },
    ): Promise<StoredDocument[]> {
      const rows = await db
        .select({ id: document.id })
        .from(document)
        .where(
          and(
            eq(document.urlKey, sql`(select url_key from document where id = ${id})`),
            ne(document.id, id),
            published ? isPublicDocument(document.id) : undefined,
          ),
        )
        .orderBy(desc(document.version), desc(document.id))
        .limit(limit);
      const found = new Map(
        (await documents.readByIds(rows.map((row) => row.id))).map((stored) => [stored.id, stored]),
      );
      return rows.map((row) => found.get(row.id)!);
    },

    /** Whether readers see it. */
    async isPublic(id: number): Promise<boolean> {
      const rows = await db
        .select({ one: sql`1` })
        .from(document)
        .where(and(eq(document.id, id), isPublicDocument(document.id)));
      return rows.length > 0;
    },
  };
});
