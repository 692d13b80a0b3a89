/**
 * Lists of claims: filtered, sorted and paged. The cost of a page doesn't grow with the number of claims: it reads the
 * smallest of the sets that the filters select, or walks an index, up to a limit.
 */
import { and, desc, gt, sql, type SQL } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { claim, claimSummary, claimTopic, hopsKey, publishedKey, topicStat } from '../../../db/schema.ts';
import type { ClaimSort } from '../../model/queries.ts';
import type { Db } from '../engine.ts';
import type { ClaimListItem } from '../types.ts';
import { listSets, meetsAll, type ClaimFilters, type ClaimSet } from './filters.ts';
import { prepareClaimItems } from './items.ts';

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
