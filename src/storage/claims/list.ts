/**
 * Lists of claims: filtered, sorted and paged. The cost of a page doesn't grow with the number of claims: it reads the
 * smallest of the sets that the filters select, or walks an index, up to a limit.
 */
import { and, desc, gt, sql, type SQL, eq, asc } from 'drizzle-orm';
import { alias, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import {
  claim,
  claimSummary,
  hopsKey,
  publishedKey,
  claimFinding,
  claimTopic,
  claimSource,
  history,
  topicStat,
} from '../../../db/schema.ts';
import { foldText } from '../../text/words.ts';
import { type Db, prepareOnce } from '../engine.ts';
import type { ClaimListItem } from '../types.ts';
import type { ClaimSort, SourcePlace } from '../../model/queries.ts';
import { claimSearch } from '../search/word-indexes.ts';
import { inList } from '../sources/sources.ts';
import { groupBy } from '../../model/grouping.ts';
import { FINDING_KINDS, type ClaimStatus, type FindingKind, type Hops } from '../../model/records.ts';

/** The last claim of a page, after which the next page begins. */
export interface ClaimKey {
  id: number;
  /** Its sort value; null when claims are sorted by number. */
  by: number | string | null;
}

export interface ClaimQuery extends ClaimFilters {
  /** `newest` by default. */
  sort?: ClaimSort;
  after: ClaimKey | null;
  /** At most 100. */
  limit: number;
}

export interface ClaimPage {
  items: readonly ClaimListItem[];
  /**
   * What to pass as `after` for the next page; null on the last one. A page that hit the reading limit may be short and
   * still have a next one.
   */
  next: ClaimKey | null;
  /** Whether there were too many claims with the words, so that only the newest were sorted. */
  isCut: boolean;
}

/** A count up to a limit, and whether there are or may be more. */
export interface ClaimCount {
  count: number;
  isMore: boolean;
}

export interface TopicCount {
  topic: string;
  /** How many published claims have it. */
  claims: number;
}

/** The most claims that are read along an index for one page. */
const MOST_READ = 5_000;
/** Sets up to this size are read whole and sorted by SQLite, in half the time of walking as many. */
const MOST_SORTED = 5_000;
/** Claims read per round, in multiples of the page size: most pages are full after the first round. */
const STEPS = [4, 16, 60, 120] as const;

/** `fits` is 1 if the claim meets every filter. */
interface Candidate extends ClaimKey {
  fits: number;
}

interface IndexRange {
  table: SQLiteTable;
  where: SQL | undefined;
  id: SQL;
  /** What they are sorted by before their numbers; null for numbers alone. */
  by: SQL | null;
  others: readonly ClaimSet[];
}

interface ClaimKeys {
  rows: readonly ClaimKey[];
  next: ClaimKey | null;
  /** As in `ClaimPage`. */
  isCut: boolean;
}

export function prepareClaimLists(db: Db) {
  const readItems = prepareClaimItems(db);

  /** The size of a set, counted up to `most` + 1. */
  async function countSet({ table, where }: ClaimSet, most: number): Promise<number> {
    const some = db
      .select({ one: sql`1`.as('one') })
      .from(table)
      .where(where)
      .limit(most + 1)
      .as('some');
    return (await db.select({ count: sql<number>`count(*)` }).from(some))[0]!.count;
  }

  /** Reads `limit` claims of a range, whether they fit or not. */
  function readRun(
    { table, where, id, by, others }: IndexRange,
    past: SQL | undefined,
    limit: number,
    { areAlike = false } = {},
  ): Promise<Candidate[]> {
    const at = sql`candidate.${id}`;
    return db
      .select({ id: sql<number>`${at}`, by: sql<ClaimKey['by']>`${by ?? sql`null`}`, fits: meetsAll(others, at) })
      .from(sql`${table} as candidate`)
      .where(and(where, past))
      .orderBy(...(by === null || areAlike ? [] : [desc(by)]), desc(at))
      .limit(limit);
  }

  /** The same after a claim. Comparing pairs would read all claims with an equal sort value, as SQLite's index doesn't cover it. */
  async function readPast(run: IndexRange, after: ClaimKey | null, limit: number): Promise<Candidate[]> {
    if (!after) return readRun(run, undefined, limit);
    const isBefore = sql`candidate.${run.id} < ${after.id}`;
    if (!run.by) return readRun(run, isBefore, limit);
    const alike = await readRun(run, sql`${run.by} = ${after.by} and ${isBefore}`, limit, { areAlike: true });
    if (alike.length === limit) return alike;
    return [...alike, ...(await readRun(run, sql`${run.by} < ${after.by}`, limit - alike.length))];
  }

  /** Reads until the page is full or the reading limit is reached. */
  async function walk(run: IndexRange, { after, limit }: ClaimQuery): Promise<ClaimKeys> {
    const rows: Candidate[] = [];
    let last = after;
    for (let step = 0, read = 0; read < MOST_READ; step += 1) {
      // One more than needed shows that there is a next page.
      const size = Math.min(limit * STEPS[Math.min(step, STEPS.length - 1)]! + 1, MOST_READ - read);
      const some = await readPast(run, last, size);
      for (const row of some) {
        if (row.fits && rows.length === limit) return { rows, next: rows.at(-1)!, isCut: false };
        if (row.fits) rows.push(row);
        last = row;
      }
      if (some.length < size) return { rows, next: null, isCut: false };
      read += size;
    }
    return { rows, next: last, isCut: false };
  }

  /** Sorts a set, or the newest of one that is too large. */
  async function gather(set: ClaimSet, others: readonly ClaimSet[], query: ClaimQuery): Promise<ClaimKeys> {
    const { sort = 'newest', after, limit } = query;
    const candidate = newestOf(db, set, others);
    const by = SORT_KEY[sort];
    const from = OF_CLAIM.includes(sort) ? claim : claimSummary;
    const key = by ? sql`(select ${by} from ${from} as own where own.${idOf(from)} = candidate.id)` : sql`candidate.id`;
    const rows = await db
      .select({ id: sql<number>`candidate.id`, by: sql<ClaimKey['by']>`${key}`.as('by') })
      .from(candidate)
      .where(
        and(
          sql`candidate.fits`,
          after ? sql`("by", candidate.id) < (${by ? after.by : after.id}, ${after.id})` : undefined,
        ),
      )
      .orderBy(sql`"by" desc`, sql`candidate.id desc`)
      .limit(limit + 1);
    const shown = rows.slice(0, limit);
    return { rows: shown, next: rows.length > limit ? shown.at(-1)! : null, isCut: false };
  }

  /** The sets, the smallest first; those too large to be sorted count alike. */
  async function weigh(sets: readonly ClaimSet[]): Promise<{ set: ClaimSet; count: number }[]> {
    const weighed: { set: ClaimSet; count: number }[] = [];
    for (const set of sets) weighed.push({ set, count: await countSet(set, MOST_SORTED) });
    return weighed.sort((a, b) => a.count - b.count);
  }

  async function find(query: ClaimQuery): Promise<ClaimKeys> {
    const { sort = 'newest' } = query;
    const sets = listSets(query);
    const besides = (set: ClaimSet): ClaimSet[] => sets.filter((other) => other !== set);
    const words = sets.find(({ name }) => name === 'q');
    if (sets.length === 1 && sort === 'newest') return walk(runOf(sets[0]!, []), query);
    if (sets.length === 1 && sort === 'updated') return walk(runSorted(sort, sets), query);
    // Testing a single claim for the words is slow, so with words, reading begins there.
    if (words && sort === 'newest') return walk(runOf(words, besides(words)), query);
    if (words) {
      const isCut = (await countSet(words, MOST_SORTED)) > MOST_SORTED;
      return { ...(await gather(words, besides(words), query)), isCut };
    }
    const weighed = await weigh(sets);
    const { set: smallest, count } = weighed[0]!;
    // The most selective condition comes first.
    const ordered = weighed.map(({ set }) => set);
    const except = (set: ClaimSet): ClaimSet[] => ordered.filter((other) => other !== set);
    const isInOrder = sort === 'newest' && smallest.byNumber;
    if (count <= MOST_SORTED && !isInOrder) return gather(smallest, except(smallest), query);
    if (sort !== 'newest') return walk(runSorted(sort, ordered), query);
    const first = ordered.find((set) => set.byNumber)!;
    return walk(runOf(first, except(first)), query);
  }

  return {
    async list(query: ClaimQuery): Promise<ClaimPage> {
      const { rows, next, isCut } = await find(query);
      const items = await readItems(rows.map(({ id }) => id));
      return { items, next: next && { id: next.id, by: next.by }, isCut };
    },

    /** How many claims a list has, counted up to `cap`. */
    async count(filters: ClaimFilters, cap: number): Promise<ClaimCount> {
      const sets = listSets(filters);
      const words = sets.find(({ name }) => name === 'q');
      const weighed = await weigh(words ? [words] : sets);
      const { set, count } = weighed[0]!;
      const candidate = newestOf(
        db,
        set,
        sets.filter((other) => other !== set),
      );
      const some = db
        .select({ one: sql`1`.as('one') })
        .from(candidate)
        .where(sql`candidate.fits`)
        .limit(cap + 1)
        .as('some');
      const [row] = await db.select({ count: sql<number>`count(*)` }).from(some);
      const isWhole = sets.length === 1 || count <= MOST_SORTED;
      return { count: Math.min(row!.count, cap), isMore: row!.count > cap || !isWhole };
    },

    /** The topics that most published claims have, each as the first of them writes it. */
    async listTopics(limit: number): Promise<TopicCount[]> {
      const first = sql<string>`(select topic from ${claimTopic} as own join ${claim} on claim.id = own.claim_id
        where own.key = topic_stat.key and claim.status = 'published' order by own.claim_id limit 1)`;
      return db
        .select({ topic: first, claims: topicStat.claims })
        .from(topicStat)
        .where(gt(topicStat.claims, 0))
        .orderBy(desc(topicStat.claims), desc(topicStat.key))
        .limit(limit);
    },
  };
}

const SORT_KEY: Readonly<Record<ClaimSort, SQL | null>> = {
  newest: null,
  published: publishedKey,
  updated: sql`"updated_at"`,
  hops: hopsKey,
  reports: sql`"report_count"`,
  'independent-sources': sql`"independent_sources"`,
};

/** Those whose value is the claim's own. */
const OF_CLAIM: readonly ClaimSort[] = ['published', 'updated'];

const idOf = (table: SQLiteTable): SQL => (table === claim ? sql`id` : sql`claim_id`);

/**
 * The newest of a set, as far as they can be sorted, each with whether it fits. A set that isn't in the order of numbers
 * is taken as its index has it: to be read in that order, all claims would be gone through.
 */
function newestOf(db: Db, set: ClaimSet, others: readonly ClaimSet[]) {
  const at = sql`one.${set.id}`;
  return db
    .select({ id: sql<number>`${at}`.as('id'), fits: meetsAll(others, at).as('fits') })
    .from(sql`${set.table} as one`)
    .where(set.where)
    .orderBy(...(set.byNumber ? [desc(at)] : []))
    .limit(MOST_SORTED)
    .as('candidate');
}

function runOf({ table, where, id }: ClaimSet, others: readonly ClaimSet[]): IndexRange {
  return { table, where, id, by: null, others };
}

function runSorted(sort: Exclude<ClaimSort, 'newest'>, sets: readonly ClaimSet[]): IndexRange {
  const by = SORT_KEY[sort];
  if (!OF_CLAIM.includes(sort)) return { table: claimSummary, where: undefined, id: sql`claim_id`, by, others: sets };
  const status = sets.find(({ name }) => name === 'status')!;
  return { ...status, by, others: sets.filter((set) => set !== status) };
}

/** Reads claims as lists show them, in three queries however many there are. */
export const prepareClaimItems = prepareOnce((db: Db) => {
  const { id, uid, text, language, status, publishedAt, createdAt, updatedAt } = claim;
  const last = alias(history, 'last');
  const rows = db
    .select({
      claim: { id, uid, text, language, status, publishedAt, createdAt, updatedAt },
      added: history.at,
      changed: last.at,
      summary: claimSummary,
    })
    .from(claim)
    .innerJoin(claimSummary, eq(claimSummary.claimId, claim.id))
    .innerJoin(history, and(eq(history.subjectUid, claim.uid), eq(history.revision, 1)))
    .innerJoin(last, and(eq(last.subjectUid, claim.uid), eq(last.revision, claim.revision)))
    .where(inList(claim.id, 'list'))
    .prepare();
  const findings = db.select().from(claimFinding).where(inList(claimFinding.claimId, 'list')).prepare();
  const topics = db
    .select()
    .from(claimTopic)
    .where(inList(claimTopic.claimId, 'list'))
    .orderBy(asc(claimTopic.claimId), asc(claimTopic.position))
    .prepare();

  return async function readItems(ids: readonly number[]): Promise<ClaimListItem[]> {
    const query = { list: JSON.stringify(ids) };
    const [claims, kindRows, topicRows] = await Promise.all([
      rows.execute(query),
      findings.execute(query),
      topics.execute(query),
    ]);
    const found = new Map(claims.map((row) => [row.claim.id, row]));
    const kindsOf = groupBy(kindRows, ({ claimId }) => claimId);
    const topicsOf = groupBy(topicRows, ({ claimId }) => claimId);
    return ids.flatMap((each) => {
      const row = found.get(each);
      if (!row) return [];
      const { reportCount, independentSources, glyph, headline } = row.summary;
      const kinds = (kindsOf.get(each) ?? []).map(({ kind }) => kind);
      return {
        ...row.claim,
        addedAt: row.added,
        changedAt: row.changed,
        hops: readHops(row.summary),
        ...{ reportCount, independentSources, glyph, headline },
        findings: FINDING_KINDS.filter((kind) => kinds.includes(kind)),
        topics: (topicsOf.get(each) ?? []).map(({ topic }) => topic),
      };
    });
  };
});

/** Null for a claim that leads to no end that counts. */
export function readHops({ fewestHops, mostHops, hopsOpen }: typeof claimSummary.$inferSelect): Hops | null {
  if (fewestHops === null || mostHops === null || hopsOpen === null) return null;
  return { fewest: fewestHops, most: mostHops, open: hopsOpen };
}

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
interface ClaimSet {
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
function listSets(filters: ClaimFilters): ClaimSet[] {
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
function meetsAll(sets: readonly ClaimSet[], id: SQL): SQL<number> {
  const tests = sets.map((set) => {
    return sql`when not exists (select 1 from ${set.table} as other where other.${set.id} = ${id} and ${set.where}) then 0`;
  });
  return tests.length === 0 ? sql<number>`1` : sql<number>`case ${sql.join(tests, sql` `)} else 1 end`;
}
