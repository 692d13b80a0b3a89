import { and, asc, desc, eq, inArray, ne, sql, type SQL } from 'drizzle-orm';
import { document, languageKey, publishedKey } from '../../../db/schema.ts';
import type { DocumentKey, DocumentSort } from '../../model/queries.ts';
import type { DocumentKind, Source } from '../../model/records.ts';
import { documentSearch } from '../search/word-indexes.ts';
import { prepareDocuments, type StoredDocument } from './documents.ts';
import { type Db, prepareOnce } from '../engine.ts';
import { isPublicDocument } from '../visibility.ts';
import { prepareSources } from '../sources/sources.ts';

export interface DocumentListItem {
  stored: StoredDocument;
  publisher: Source;
}

/** Selects documents that meet every given filter; null for all. */
export interface DocumentFilters {
  /** A source's number. */
  publisher: number | null;
  kind?: DocumentKind | null;
  /** A language tag in whatever case. */
  language?: string | null;
  /** An FTS5 expression for the title, as `toMatch` returns it. */
  match?: string | null;
  /** Leaves out those that readers don't see. */
  published: boolean;
}

export interface DocumentQuery extends DocumentFilters {
  /** `date` by default. */
  sort?: DocumentSort;
  after: DocumentKey | null;
  limit: number;
}

export interface DocumentPage {
  items: readonly DocumentListItem[];
  /** What to pass as `after` for the next page; null on the last one. */
  next: DocumentKey | null;
  /** Whether so many titles have the words that only the newest of them were looked through. */
  isCut: boolean;
}

/** Of the titles with some words only the newest are looked through. */
const MOST_MATCHED = 5_000;
const MOST_LANGUAGES = 100;

const DATE_ORDER = { by: publishedKey, order: desc, past: sql`<` };
const SORT_ORDERS: Readonly<Record<DocumentSort, typeof DATE_ORDER>> = {
  date: DATE_ORDER,
  title: { by: sql<string>`"title_key"`, order: asc, past: sql`>` },
};

/** The last published first, or by title. */
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

  async function isTooCommon(match: string): Promise<boolean> {
    const rows = await db
      .select({ one: sql`1` })
      .from(documentSearch)
      .where(sql`document_search match ${match}`)
      .limit(1)
      .offset(MOST_MATCHED);
    return rows.length > 0;
  }

  /** Those after a document with an equal sort value come first: comparing pairs would read all of these. */
  async function readPast(
    { by, order, past }: typeof DATE_ORDER,
    fits: SQL | undefined,
    after: DocumentKey | null,
    limit: number,
  ): Promise<DocumentKey[]> {
    const read = (where: SQL | undefined, most: number) =>
      db.select({ id: document.id, by }).from(document).where(and(fits, where)).limit(most);
    if (!after) return read(undefined, limit).orderBy(order(by), order(document.id));
    const alike = await read(sql`${by} = ${after.by} and ${document.id} ${past} ${after.id}`, limit).orderBy(
      order(document.id),
    );
    if (alike.length === limit) return alike;
    const rest = read(sql`${by} ${past} ${after.by}`, limit - alike.length);
    return [...alike, ...(await rest.orderBy(order(by), order(document.id)))];
  }

  return {
    readItems,

    async list({ sort = 'date', after, limit, ...filters }: DocumentQuery): Promise<DocumentPage> {
      const rows = await readPast(SORT_ORDERS[sort], selectFits(db, filters), after, limit + 1);
      const shown = rows.slice(0, limit);
      const items = await readItems(shown.map(({ id }) => id));
      const isCut = filters.match ? await isTooCommon(filters.match) : false;
      return { items, next: rows.length > limit ? shown.at(-1)! : null, isCut };
    },

    /** How many documents a list has, counted up to `cap`. */
    async count(filters: DocumentFilters, cap: number): Promise<{ count: number; isMore: boolean }> {
      const some = db
        .select({ one: sql`1`.as('one') })
        .from(document)
        .where(selectFits(db, filters))
        .limit(cap + 1)
        .as('some');
      const [row] = await db.select({ count: sql<number>`count(*)` }).from(some);
      return { count: Math.min(row!.count, cap), isMore: row!.count > cap };
    },

    /** The languages that documents are in, as lower-case tags. */
    async listLanguages(published: boolean): Promise<string[]> {
      const found: string[] = [];
      for (let last = ''; found.length < MOST_LANGUAGES;) {
        // One step along the index a language, however many documents have it.
        const [row] = await db
          .select({ language: languageKey })
          .from(document)
          .where(and(sql`${languageKey} > ${last}`, published ? isPublicDocument(document.id) : undefined))
          .orderBy(languageKey)
          .limit(1);
        if (!row) break;
        found.push(row.language);
        last = row.language;
      }
      return found;
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

function selectFits(db: Db, { publisher, kind, language, match, published }: DocumentFilters): SQL | undefined {
  const newest =
    match &&
    db
      .select({ id: documentSearch.rowid })
      .from(documentSearch)
      .where(sql`document_search match ${match}`)
      .orderBy(desc(documentSearch.rowid))
      .limit(MOST_MATCHED);
  return and(
    publisher === null ? undefined : eq(document.publisherId, publisher),
    kind ? eq(document.kind, kind) : undefined,
    language ? sql`${languageKey} = ${language.toLowerCase()}` : undefined,
    newest ? inArray(document.id, newest) : undefined,
    published ? isPublicDocument(document.id) : undefined,
  );
}
