/** Who speaks, and what was published: records that many claims share. */
import { sql } from 'drizzle-orm';
import {
  type AnySQLiteColumn,
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { DOCUMENT_KINDS, PARENT_RELATIONS, SOURCE_KINDS } from '../../src/model/records.ts';
import { oneOf } from './one-of.ts';

/**
 * Always empty. A commit that needs some names to be free puts in whether they are, which the constraint checks, and takes
 * it out again (`guardNames` in src/storage).
 */
export const nameGuard = sqliteTable('name_guard', { isFree: integer('is_free').notNull() }, (t) => [
  check('source_name_taken', sql`${t.isFree}`),
]);

/** One row: what changed of records that many pages show. Kept by triggers. */
export const catalogue = sqliteTable('catalogue', {
  id: integer().primaryKey(),
  /** Grows when an existing source or document changes. */
  revision: integer().notNull().default(0),
  /** Grows when a published claim is written, withdrawn or summed up anew. */
  publishedRevision: integer('published_revision').notNull().default(0),
});

export const source = sqliteTable(
  'source',
  {
    id: integer().primaryKey(),
    uid: text().notNull(),
    name: text().notNull(),
    /** The name as it is looked up: `foldText`. */
    nameKey: text('name_key').notNull(),
    /** What it has in common with names that look alike: `keyLook`. */
    lookKey: text('look_key').notNull(),
    /** What a reader calls it, folded: lists go by that. */
    shownKey: text('shown_key').notNull(),
    kind: text({ enum: SOURCE_KINDS }).notNull(),
    country: text(),
    parentId: integer('parent_id').references((): AnySQLiteColumn => source.id, { onDelete: 'restrict' }),
    parentRelation: text('parent_relation', { enum: PARENT_RELATIONS }),
    homepage: text(),
    wikidata: text(),
    revision: integer().notNull().default(1),
    /** The source that turned out to be this one, and speaks for it now. Triggers see that nothing names it any more. */
    mergedInto: integer('merged_into').references((): AnySQLiteColumn => source.id, { onDelete: 'restrict' }),
  },
  (t) => [
    uniqueIndex('source_uid').on(t.uid),
    index('source_parent').on(t.parentId),
    // Of those that were merged alone: a look for the others would go through all of them.
    index('source_merged')
      .on(t.mergedInto)
      .where(sql`"merged_into" is not null`),
    index('source_name').on(t.nameKey),
    index('source_look').on(t.lookKey),
    index('source_shown').on(t.shownKey),
    check('source_kind', oneOf(t.kind, SOURCE_KINDS)),
    check('source_parent_relation', oneOf(t.parentRelation, PARENT_RELATIONS)),
    check('source_parent_whole', sql`(${t.parentId} is null) = (${t.parentRelation} is null)`),
  ],
);

export const sourceAlias = sqliteTable(
  'source_alias',
  {
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id, { onDelete: 'restrict' }),
    position: integer().notNull(),
    name: text().notNull(),
    nameKey: text('name_key').notNull(),
    lookKey: text('look_key').notNull(),
    language: text(),
  },
  (t) => [
    primaryKey({ columns: [t.sourceId, t.position] }),
    index('source_alias_name').on(t.nameKey, t.sourceId),
    index('source_alias_look').on(t.lookKey, t.sourceId),
  ],
);

/**
 * What documents are sorted and filtered by, and claims by when they were published: undated ones come last, and the case of a language doesn't matter. Indexes
 * hold these, so queries say them in these very words.
 */
export const publishedKey = sql<string>`case when "published_at" is null then '' else "published_at" end`;
export const languageKey = sql<string>`lower("language")`;

export const document = sqliteTable(
  'document',
  {
    id: integer().primaryKey(),
    uid: text().notNull(),
    publisherId: integer('publisher_id')
      .notNull()
      .references(() => source.id, { onDelete: 'restrict' }),
    kind: text({ enum: DOCUMENT_KINDS }),
    title: text().notNull(),
    /** What titles are sorted by: `foldText`. */
    titleKey: text('title_key').notNull(),
    url: text(),
    /** The address as it is looked up: `keyUrl`. */
    urlKey: text('url_key'),
    version: text(),
    archivedUrl: text('archived_url'),
    publishedAt: text('published_at'),
    retrievedAt: text('retrieved_at'),
    language: text(),
    sha256: text(),
    revision: integer().notNull().default(1),
  },
  (t) => [
    uniqueIndex('document_uid').on(t.uid),
    index('document_date').on(publishedKey, t.id),
    index('document_title').on(t.titleKey, t.id),
    index('document_publisher_date').on(t.publisherId, publishedKey, t.id),
    index('document_publisher_title').on(t.publisherId, t.titleKey, t.id),
    index('document_kind_date').on(t.kind, publishedKey, t.id),
    index('document_kind_title').on(t.kind, t.titleKey, t.id),
    index('document_language_date').on(languageKey, publishedKey, t.id),
    index('document_language_title').on(languageKey, t.titleKey, t.id),
    index('document_url').on(t.urlKey, t.version),
    check('document_kind', oneOf(t.kind, DOCUMENT_KINDS)),
  ],
);

/** The text of a document, where we have it: apart, so that reading a document never drags it along. */
export const documentText = sqliteTable('document_text', {
  documentId: integer('document_id')
    .primaryKey()
    .references(() => document.id, { onDelete: 'restrict' }),
  text: text().notNull(),
});

/** Derived: the fingerprint of each text (`src/provenance/reuse/`), by which its passages are found in others. */
export const documentShingle = sqliteTable(
  'document_shingle',
  {
    hash: integer().notNull(),
    documentId: integer('document_id')
      .notNull()
      .references(() => documentText.documentId, { onDelete: 'restrict' }),
  },
  (t) => [primaryKey({ columns: [t.hash, t.documentId] }), index('document_shingle_document').on(t.documentId)],
);
