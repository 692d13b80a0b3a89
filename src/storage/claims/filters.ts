/** What lists of claims are filtered by: each filter as a set of claims that one index has. */
import { sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { claim, claimFinding, claimSource, claimSummary, claimTopic, hopsKey } from '../../../db/schema.ts';
import type { SourcePlace } from '../../model/queries.ts';
import type { ClaimStatus, FindingKind } from '../../model/records.ts';
import { foldText } from '../../text/words.ts';
import { claimSearch } from '../search/word-indexes.ts';

/** The column without its table, since one query may use the same table twice. */
const bare = ({ name }: SQLiteColumn): SQL => sql`${sql.identifier(name)}`;

/** Selects claims with this status that meet every given filter. */
export interface ClaimFilters {
  status: ClaimStatus;
  /** An FTS5 expression, as `toMatch` returns it. */
  match?: string | null;
  /** The number of a source that made a statement of the claim, and where that statement stands. */
  source?: number | null;
  as?: SourcePlace | null;
  /** The number of a source that is an origin: an end of that kind. */
  origin?: number | null;
  findings?: readonly FindingKind[];
  /** The longest way from a report to an end has at least this many hops. */
  hops?: number | null;
  /** In whatever case. */
  topic?: string | null;
  /** Changed after this: a UTC time stamp or the beginning of one. */
  since?: string | null;
}

/** The claims that one filter selects, as a range of an index. */
export interface ClaimSet {
  name: 'status' | 'q' | 'source' | 'origin' | 'finding' | 'hops' | 'topic' | 'since';
  table: SQLiteTable;
  id: SQL;
  /** Names columns without their table. */
  where: SQL;
  /** Whether its claims lie in the order of their numbers. */
  byNumber: boolean;
}

/** The counts that tell where a source's statements stand. */
const PLACES: Readonly<Record<SourcePlace | 'anywhere', string>> = {
  anywhere: claimSource.statements.name,
  report: claimSource.asReport.name,
  middle: claimSource.asMiddle.name,
  end: claimSource.asEnd.name,
};

/** One set for each filter; the status is always one. */
export function listSets(filters: ClaimFilters): ClaimSet[] {
  const { status, match, source, as, origin, findings = [], hops, topic, since } = filters;
  const withStatus = sql`${bare(claim.status)} = ${status}`;
  const bySource = (id: number) => sql`${bare(claimSource.sourceId)} = ${id}`;
  const sets: (ClaimSet | false)[] = [
    isGiven(match) && makeSet('q', claimSearch, claimSearch.rowid, sql`claim_search match ${match}`),
    isGiven(source) &&
      makeSet(
        'source',
        claimSource,
        claimSource.claimId,
        sql`${bySource(source)} and ${sql.identifier(PLACES[as ?? 'anywhere'])} > 0`,
      ),
    // These words are the partial index's own condition.
    isGiven(origin) &&
      makeSet('origin', claimSource, claimSource.claimId, sql`${bySource(origin)} and "as_origin" > 0`),
    ...[...new Set(findings)].map((kind) => {
      return makeSet('finding', claimFinding, claimFinding.claimId, sql`${bare(claimFinding.kind)} = ${kind}`);
    }),
    isGiven(hops) && makeSet('hops', claimSummary, claimSummary.claimId, sql`${hopsKey} >= ${hops}`),
    isGiven(topic) &&
      makeSet('topic', claimTopic, claimTopic.claimId, sql`${bare(claimTopic.key)} = ${foldText(topic)}`),
    isGiven(since) && makeSet('since', claim, claim.id, sql`${withStatus} and ${bare(claim.updatedAt)} > ${since}`),
    // Last, because most claims are published.
    makeSet('status', claim, claim.id, withStatus),
  ];
  return sets.filter((set) => set !== false);
}

function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}

function makeSet(name: ClaimSet['name'], table: SQLiteTable, id: SQLiteColumn, where: SQL): ClaimSet {
  return { name, table, id: bare(id), where, byNumber: name !== 'hops' && name !== 'since' };
}

/** 1 if the claim with this number is in all of these sets, else 0; stops at the first that lacks it. */
export function meetsAll(sets: readonly ClaimSet[], id: SQL): SQL<number> {
  const tests = sets.map((set) => {
    return sql`when not exists (select 1 from ${set.table} as other where other.${set.id} = ${id} and ${set.where}) then 0`;
  });
  return tests.length === 0 ? sql<number>`1` : sql<number>`case ${sql.join(tests, sql` `)} else 1 end`;
}
