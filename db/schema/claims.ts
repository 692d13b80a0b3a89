/** A claim and its graph. A statement or an attribution belongs to one claim. */
import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { BASES, CLAIM_RELATIONS, CLAIM_STATUSES, MANNERS, REVIEWER_KINDS, STANCES } from '../../src/model/records.ts';
import { source, document, publishedKey } from './catalogue.ts';
import { oneOf } from './one-of.ts';

export const claim = sqliteTable(
  'claim',
  {
    id: integer().primaryKey(),
    uid: text().notNull(),
    text: text().notNull(),
    language: text().notNull(),
    aboutDate: text('about_date'),
    status: text({ enum: CLAIM_STATUSES }).notNull(),
    note: text(),
    /** Where an imported record was first published; null for our own. */
    firstUrl: text('first_url'),
    revision: integer().notNull(),
    /** When readers here last came to see it, whatever date a file brought; null before. */
    publishedAt: text('published_at'),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (t) => [
    uniqueIndex('claim_uid').on(t.uid),
    index('claim_status').on(t.status, t.id),
    index('claim_updated').on(t.status, t.updatedAt, t.id),
    index('claim_published').on(t.status, publishedKey, t.id),
    check('claim_status_value', oneOf(t.status, CLAIM_STATUSES)),
  ],
);

export const claimTopic = sqliteTable(
  'claim_topic',
  {
    claimId: integer('claim_id')
      .notNull()
      .references(() => claim.id, { onDelete: 'restrict' }),
    position: integer().notNull(),
    topic: text().notNull(),
    /** The topic as it is compared: `foldText`. */
    key: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.claimId, t.position] }),
    uniqueIndex('claim_topic_once').on(t.claimId, t.key),
    index('claim_topic_key').on(t.key, t.claimId),
  ],
);

/** What a claim is to others. They are named by uid, because an imported claim may name some that are not here. */
export const claimRelation = sqliteTable(
  'claim_relation',
  {
    claimId: integer('claim_id')
      .notNull()
      .references(() => claim.id, { onDelete: 'restrict' }),
    relation: text({ enum: CLAIM_RELATIONS }).notNull(),
    otherUid: text('other_uid').notNull(),
    note: text(),
  },
  (t) => [
    primaryKey({ columns: [t.claimId, t.relation, t.otherUid] }),
    index('claim_relation_other').on(t.otherUid, t.relation, t.claimId),
    check('claim_relation_value', oneOf(t.relation, CLAIM_RELATIONS)),
  ],
);

/** What somebody else said of whether the claim is true: at most one a claim. */
export const claimRating = sqliteTable(
  'claim_rating',
  {
    claimId: integer('claim_id')
      .primaryKey()
      .references(() => claim.id, { onDelete: 'restrict' }),
    text: text().notNull(),
    reviewer: text().notNull(),
    reviewerKind: text('reviewer_kind', { enum: REVIEWER_KINDS }).notNull(),
    reviewerUrl: text('reviewer_url'),
    ratedAt: text('rated_at'),
    reviewUrl: text('review_url'),
    publisher: text(),
    archivedUrl: text('archived_url'),
    value: real(),
    best: real(),
    worst: real(),
  },
  (t) => [
    check('claim_rating_reviewer_kind', oneOf(t.reviewerKind, REVIEWER_KINDS)),
    check('claim_rating_scale', sql`${t.value} is not null or (${t.best} is null and ${t.worst} is null)`),
  ],
);

/** `seq` is the statement's number within its claim: a claim's statements are one range of the key. */
export const statement = sqliteTable(
  'statement',
  {
    claimId: integer('claim_id')
      .notNull()
      .references(() => claim.id, { onDelete: 'restrict' }),
    seq: integer().notNull(),
    uid: text().notNull(),
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id, { onDelete: 'restrict' }),
    documentId: integer('document_id').references(() => document.id, { onDelete: 'restrict' }),
    statedAt: text('stated_at'),
    wording: text(),
    language: text(),
    stance: text({ enum: STANCES }).notNull(),
    basis: text({ enum: BASES }).notNull(),
    retractedAt: text('retracted_at'),
    retractionReason: text('retraction_reason'),
  },
  (t) => [
    primaryKey({ columns: [t.claimId, t.seq] }),
    uniqueIndex('statement_uid').on(t.uid),
    uniqueIndex('statement_identity').on(
      t.claimId,
      t.sourceId,
      t.stance,
      // No comma in it: drizzle-kit splits an index's expression there.
      sql`case when ${t.documentId} is null then 'at ' || case when ${t.statedAt} is null then '' else ${t.statedAt} end else ${t.documentId} end`,
    ),
    index('statement_source').on(t.sourceId, t.claimId),
    index('statement_document').on(t.documentId, t.claimId),
    check('statement_stance', oneOf(t.stance, STANCES)),
    check('statement_basis', oneOf(t.basis, BASES)),
    check('statement_retraction', sql`${t.retractionReason} is null or ${t.retractedAt} is not null`),
  ],
);

export const attribution = sqliteTable(
  'attribution',
  {
    claimId: integer('claim_id').notNull(),
    citing: integer().notNull(),
    cited: integer().notNull(),
    uid: text().notNull(),
    manner: text({ enum: MANNERS }).notNull(),
    cue: text(),
    note: text(),
    disputedAt: text('disputed_at'),
    disputedBy: integer('disputed_by').references(() => source.id, { onDelete: 'restrict' }),
    disputeReason: text('dispute_reason'),
  },
  (t) => [
    primaryKey({ columns: [t.claimId, t.citing, t.cited] }),
    uniqueIndex('attribution_uid').on(t.uid),
    index('attribution_cited').on(t.claimId, t.cited),
    // Few are disputed.
    index('attribution_disputed_by')
      .on(t.disputedBy, t.claimId)
      .where(sql`"disputed_by" is not null`),
    foreignKey({
      name: 'attribution_citing',
      columns: [t.claimId, t.citing],
      foreignColumns: [statement.claimId, statement.seq],
    }).onDelete('restrict'),
    foreignKey({
      name: 'attribution_cited_fk',
      columns: [t.claimId, t.cited],
      foreignColumns: [statement.claimId, statement.seq],
    }).onDelete('restrict'),
    check('attribution_not_itself', sql`${t.citing} <> ${t.cited}`),
    check('attribution_manner', oneOf(t.manner, MANNERS)),
  ],
);

/** `start` and `end` count code points, as SQLite's substr does. */
export const evidence = sqliteTable(
  'evidence',
  {
    claimId: integer('claim_id').notNull(),
    citing: integer().notNull(),
    cited: integer().notNull(),
    position: integer().notNull(),
    documentId: integer('document_id')
      .notNull()
      .references(() => document.id, { onDelete: 'restrict' }),
    exact: text().notNull(),
    prefix: text(),
    suffix: text(),
    start: integer(),
    end: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.claimId, t.citing, t.cited, t.position] }),
    index('evidence_document').on(t.documentId, t.claimId),
    index('evidence_place').on(t.documentId, t.start, t.end, t.claimId),
    foreignKey({
      name: 'evidence_attribution',
      columns: [t.claimId, t.citing, t.cited],
      foreignColumns: [attribution.claimId, attribution.citing, attribution.cited],
    }).onDelete('restrict'),
    check('evidence_exact', sql`${t.exact} <> ''`),
    check(
      'evidence_span',
      sql`(${t.start} is null) = (${t.end} is null) and (${t.start} is null or (${t.start} >= 0 and ${t.end} > ${t.start}))`,
    ),
  ],
);
