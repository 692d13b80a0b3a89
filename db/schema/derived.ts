/** What is derived from the claims: replaced with each write, or kept by triggers. No page counts afresh. */
import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { FINDING_KINDS, type HopGlyph } from '../../src/model/records.ts';
import { source } from './catalogue.ts';
import { claim } from './claims.ts';

/**
 * What claims are sorted by when it is by hops: a claim that leads to no end comes last. An index holds it, so queries
 * say it in these very words.
 */
export const hopsKey = sql<number>`case when "most_hops" is null then -1 else "most_hops" end`;

/** Derived from a claim's graph in the commit that writes it: what lists show, filter and sort by. */
export const claimSummary = sqliteTable(
  'claim_summary',
  {
    claimId: integer('claim_id')
      .primaryKey()
      .references(() => claim.id, { onDelete: 'restrict' }),
    statementCount: integer('statement_count').notNull(),
    reportCount: integer('report_count').notNull(),
    fewestHops: integer('fewest_hops'),
    mostHops: integer('most_hops'),
    /** Whether the hops are "at least" so many; null where there are none. */
    hopsOpen: integer('hops_open', { mode: 'boolean' }),
    independentSources: integer('independent_sources').notNull(),
    /** Its chain as a row of shapes; null where nobody asserts the claim. */
    glyph: text({ mode: 'json' }).$type<HopGlyph>(),
    /** The claim in one sentence, names in other scripts with their languages. */
    headline: text({ mode: 'json' }).$type<readonly { text: string; lang: string | null }[]>().notNull(),
  },
  (t) => [
    index('claim_summary_hops').on(hopsKey, t.claimId),
    index('claim_summary_reports').on(t.reportCount, t.claimId),
    index('claim_summary_independent').on(t.independentSources, t.claimId),
  ],
);

/** Derived: the kinds of finding a claim has. */
export const claimFinding = sqliteTable(
  'claim_finding',
  {
    claimId: integer('claim_id')
      .notNull()
      .references(() => claim.id, { onDelete: 'restrict' }),
    kind: text({ enum: FINDING_KINDS }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.claimId, t.kind] }), index('claim_finding_kind').on(t.kind, t.claimId)],
);

/**
 * Derived: how many of a claim's statements a source made, and where these stand in the chains of their side. A source
 * that is known only through disputed attributions made none. Triggers count published claims in `source_stat`.
 */
export const claimSource = sqliteTable(
  'claim_source',
  {
    claimId: integer('claim_id')
      .notNull()
      .references(() => claim.id, { onDelete: 'restrict' }),
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id, { onDelete: 'restrict' }),
    published: integer({ mode: 'boolean' }).notNull(),
    statements: integer().notNull(),
    asReport: integer('as_report').notNull(),
    asMiddle: integer('as_middle').notNull(),
    /** Ends of any kind, those that are origins among them. */
    asEnd: integer('as_end').notNull(),
    asOrigin: integer('as_origin').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.claimId, t.sourceId] }),
    index('claim_source_source').on(t.sourceId, t.claimId),
    index('claim_source_origin')
      .on(t.sourceId, t.claimId)
      .where(sql`"as_origin" > 0`),
  ],
);

/** Derived: how often one source cites another in a claim. Triggers add the published ones up in `source_pair`. */
export const claimPair = sqliteTable(
  'claim_pair',
  {
    claimId: integer('claim_id')
      .notNull()
      .references(() => claim.id, { onDelete: 'restrict' }),
    citingId: integer('citing_id')
      .notNull()
      .references(() => source.id, { onDelete: 'restrict' }),
    citedId: integer('cited_id')
      .notNull()
      .references(() => source.id, { onDelete: 'restrict' }),
    published: integer({ mode: 'boolean' }).notNull(),
    attributions: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.claimId, t.citingId, t.citedId] })],
);

/**
 * Derived: how many statements of a source lie so many hops from a settled end in a claim, by the shortest way. Those that
 * lead to none are in no row. Triggers add the published ones up in `source_distance`.
 */
export const claimDistance = sqliteTable(
  'claim_distance',
  {
    claimId: integer('claim_id')
      .notNull()
      .references(() => claim.id, { onDelete: 'restrict' }),
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id, { onDelete: 'restrict' }),
    hops: integer().notNull(),
    published: integer({ mode: 'boolean' }).notNull(),
    statements: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.claimId, t.sourceId, t.hops] })],
);

/** Kept by triggers on `claim_topic` and `claim`: how many published claims have a topic, by its folded form. */
export const topicStat = sqliteTable(
  'topic_stat',
  {
    key: text().primaryKey(),
    claims: integer().notNull(),
  },
  (t) => [index('topic_stat_claims').on(t.claims, t.key)],
);

/** Kept by triggers on `claim_source`, of published claims only: in how many a source stands where. */
export const sourceStat = sqliteTable('source_stat', {
  sourceId: integer('source_id')
    .primaryKey()
    .references(() => source.id, { onDelete: 'restrict' }),
  /** Claims that name it, those among them in which it made no statement. */
  named: integer().notNull(),
  /** Claims in which it made a statement. */
  claims: integer().notNull(),
  statements: integer().notNull(),
  asReport: integer('as_report').notNull(),
  asMiddle: integer('as_middle').notNull(),
  asEnd: integer('as_end').notNull(),
  asOrigin: integer('as_origin').notNull(),
});

/** Kept by triggers on `claim_pair`: of published claims only. */
export const sourcePair = sqliteTable(
  'source_pair',
  {
    citingId: integer('citing_id')
      .notNull()
      .references(() => source.id, { onDelete: 'restrict' }),
    citedId: integer('cited_id')
      .notNull()
      .references(() => source.id, { onDelete: 'restrict' }),
    claims: integer().notNull(),
    attributions: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.citingId, t.citedId] }),
    index('source_pair_citing').on(t.citingId, t.attributions, t.citedId),
    index('source_pair_cited').on(t.citedId, t.attributions, t.citingId),
  ],
);

/** Kept by triggers on `claim_distance`: of published claims only. */
export const sourceDistance = sqliteTable(
  'source_distance',
  {
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id, { onDelete: 'restrict' }),
    hops: integer().notNull(),
    statements: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.sourceId, t.hops] })],
);

/** Claims whose summary waits to be derived anew, since a source or a document that they name changed. Filled by triggers. */
export const staleClaim = sqliteTable('stale_claim', {
  claimId: integer('claim_id')
    .primaryKey()
    .references(() => claim.id, { onDelete: 'restrict' }),
});
