/** What each filter of a list leaves, as a range of an index: to be read, counted, or asked whether it has one claim. */
import { sql, type SQL } from 'drizzle-orm';
import { integer, sqliteTable, text, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { claim, claimFinding, claimSource, claimSummary, claimTopic, hopsKey } from '../../../db/schema.ts';
import type { ClaimStatus, FindingKind } from '../../model/records.ts';

const claimSearch = sqliteTable('claim_search', { rowid: integer().primaryKey(), words: text().notNull() });

/** The column without its table: the same table may be read and asked in one query. */
const bare = ({ name }: SQLiteColumn): SQL => sql`${sql.identifier(name)}`;

/** What a list is to hold: claims of this status that meet every filter given. */
export interface ClaimFilters {
  status: ClaimStatus;
  /** Words in the claim, as `toMatch` gives them. */
  match?: string | null;
  /** The number of a source that speaks anywhere in the claim, and of one that is an origin of it. */
  source?: number | null;
  origin?: number | null;
  /** All of these. */
  findings?: readonly FindingKind[];
  /** At least so many on the way from some report to some origin. */
  hops?: number | null;
  /** One of its topics, in these very words. */
  topic?: string | null;
}

/** What one filter leaves. */
export interface ClaimSet {
  name: 'status' | 'q' | 'source' | 'origin' | 'finding' | 'hops' | 'topic';
  table: SQLiteTable;
  /** The claim's number. */
  id: SQL;
  /** Names columns without their table. */
  where: SQL;
  /** Whether its claims lie in the order of their numbers. */
  byNumber: boolean;
}

/** One set for each filter; the status is always one. */
export function listSets(filters: ClaimFilters): ClaimSet[] {
  const { status, match, source, origin, findings = [], hops, topic } = filters;
  const bySource = (id: number) => sql`${bare(claimSource.sourceId)} = ${id}`;
  const sets: (ClaimSet | false)[] = [
    isGiven(match) && makeSet('q', claimSearch, claimSearch.rowid, sql`claim_search match ${match}`),
    isGiven(source) && makeSet('source', claimSource, claimSource.claimId, bySource(source)),
    // These words are the partial index's own condition.
    isGiven(origin) &&
      makeSet('origin', claimSource, claimSource.claimId, sql`${bySource(origin)} and "as_origin" > 0`),
    ...[...new Set(findings)].map((kind) => {
      return makeSet('finding', claimFinding, claimFinding.claimId, sql`${bare(claimFinding.kind)} = ${kind}`);
    }),
    isGiven(hops) && makeSet('hops', claimSummary, claimSummary.claimId, sql`${hopsKey} >= ${hops}`),
    isGiven(topic) && makeSet('topic', claimTopic, claimTopic.claimId, sql`${bare(claimTopic.topic)} = ${topic}`),
    // Most claims are published: of sets alike in size, it is the one that tells least.
    makeSet('status', claim, claim.id, sql`${bare(claim.status)} = ${status}`),
  ];
  return sets.filter((set) => set !== false);
}

function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}

function makeSet(name: ClaimSet['name'], table: SQLiteTable, id: SQLiteColumn, where: SQL): ClaimSet {
  return { name, table, id: bare(id), where, byNumber: name !== 'hops' };
}

/** Whether the claim of this number is in all of these sets: 1 or 0. Stops at the first that hasn't got it. */
export function meetsAll(sets: readonly ClaimSet[], id: SQL): SQL<number> {
  const tests = sets.map((set) => {
    return sql`when not exists (select 1 from ${set.table} as other where other.${set.id} = ${id} and ${set.where}) then 0`;
  });
  return tests.length === 0 ? sql<number>`1` : sql<number>`case ${sql.join(tests, sql` `)} else 1 end`;
}
