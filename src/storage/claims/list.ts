/**
 * The lists of claims: filtered, sorted, page by page. A page costs the same however many claims there are: it reads the
 * smallest of the sets that the filters leave, or goes along an index, and at most so far.
 */
import { and, desc, sql, type SQL } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { claim, claimSummary, hopsKey } from '../../../db/schema.ts';
import { prepareClaimItems } from './list-items.ts';
import { listSets, meetsAll, type ClaimFilters, type ClaimSet } from './filters.ts';
import type { Db } from '../engine.ts';
import type { ClaimListItem } from '../types.ts';
import type { ClaimSort } from '../../model/queries.ts';

/** Where a list goes on: after the claim of this number, among those that are sorted by this. */
export interface ClaimKey {
  id: number;
  /** Null when claims are sorted by their numbers. */
  by: number | string | null;
}

export interface ClaimQuery extends ClaimFilters {
  /** `newest` unless told. */
  sort?: ClaimSort;
  after: ClaimKey | null;
  /** At most 100. */
  limit: number;
}

export interface ClaimPage {
  items: readonly ClaimListItem[];
  /**
   * What to pass as `after` for the next page; null on the last one. A page may have fewer claims than asked for and
   * still a next one: no more were read for it.
   */
  next: ClaimKey | null;
  /** Whether only the newest claims with the words were sorted, since there are too many. */
  isCut: boolean;
}

/** So many, and whether there are more, or may be. */
export interface ClaimCount {
  count: number;
  isMore: boolean;
}

/** Claims read one after another for a page at the most; past these it ends, and the next page goes on. */
const MOST_READ = 5_000;
/** A set of no more than this is read whole, and sorted: that takes SQLite alone, and half the time of a walk so long. */
const MOST_SORTED = 5_000;
/** Claims read at a time, in pages: most pages are full after the first. */
const STEPS = [4, 16, 60, 120] as const;

/** A claim that was read: `fits` says whether it meets every filter. */
interface Candidate extends ClaimKey {
  fits: number;
}

/** Claims in the order of an index, the last first. */
interface IndexRange {
  table: SQLiteTable;
  where: SQL | undefined;
  id: SQL;
  /** What they are sorted by before their numbers; null when by these alone. */
  by: SQL | null;
  others: readonly ClaimSet[];
}

interface ClaimKeys {
  rows: readonly ClaimKey[];
  next: ClaimKey | null;
  /** Whether only the newest of those with the words were sorted. */
  isCut: boolean;
}

export function prepareClaimLists(db: Db) {
  const readItems = prepareClaimItems(db);

  /** How many a set has, counted up to one more than `most`. */
  async function countSet({ table, where }: ClaimSet, most: number): Promise<number> {
    const some = db
      .select({ one: sql`1`.as('one') })
      .from(table)
      .where(where)
      .limit(most + 1)
      .as('some');
    return (await db.select({ count: sql<number>`count(*)` }).from(some))[0]!.count;
  }

  /** Reads `limit` claims of a run, whether they fit or not. */
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

  /** The same past a place. A comparison of pairs would read all that are sorted by the same: SQLite's index stops short of it. */
  async function readPast(run: IndexRange, after: ClaimKey | null, limit: number): Promise<Candidate[]> {
    if (!after) return readRun(run, undefined, limit);
    const isBefore = sql`candidate.${run.id} < ${after.id}`;
    if (!run.by) return readRun(run, isBefore, limit);
    const alike = await readRun(run, sql`${run.by} = ${after.by} and ${isBefore}`, limit, { areAlike: true });
    if (alike.length === limit) return alike;
    return [...alike, ...(await readRun(run, sql`${run.by} < ${after.by}`, limit - alike.length))];
  }

  /** Reads on until the page is full, or as much has been read as one page may cost. */
  async function walk(run: IndexRange, { after, limit }: ClaimQuery): Promise<ClaimKeys> {
    const rows: Candidate[] = [];
    let last = after;
    for (let step = 0, read = 0; read < MOST_READ; step += 1) {
      // One more than asked for tells that there is a next page.
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
    const from = sort === 'updated' ? claim : claimSummary;
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
    // Whether one claim has the words is dear to ask: with words, reading begins there.
    if (words && sort === 'newest') return walk(runOf(words, besides(words)), query);
    if (words) {
      const isCut = (await countSet(words, MOST_SORTED)) > MOST_SORTED;
      return { ...(await gather(words, besides(words), query)), isCut };
    }
    const weighed = await weigh(sets);
    const { set: smallest, count } = weighed[0]!;
    // What most claims fail is asked first.
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
  };
}

const SORT_KEY: Readonly<Record<ClaimSort, SQL | null>> = {
  newest: null,
  updated: sql`"updated_at"`,
  hops: hopsKey,
  reports: sql`"report_count"`,
};

const idOf = (table: SQLiteTable): SQL => (table === claim ? sql`id` : sql`claim_id`);

/** The newest of a set, as far as they can be sorted, each with whether it fits. */
function newestOf(db: Db, set: ClaimSet, others: readonly ClaimSet[]) {
  const at = sql`one.${set.id}`;
  return db
    .select({ id: sql<number>`${at}`.as('id'), fits: meetsAll(others, at).as('fits') })
    .from(sql`${set.table} as one`)
    .where(set.where)
    .orderBy(desc(at))
    .limit(MOST_SORTED)
    .as('candidate');
}

/** The claims of a set by their numbers. */
function runOf({ table, where, id }: ClaimSet, others: readonly ClaimSet[]): IndexRange {
  return { table, where, id, by: null, others };
}

/** All claims in the order of an index that holds what they are sorted by. */
function runSorted(sort: Exclude<ClaimSort, 'newest'>, sets: readonly ClaimSet[]): IndexRange {
  const by = SORT_KEY[sort];
  if (sort !== 'updated') return { table: claimSummary, where: undefined, id: sql`claim_id`, by, others: sets };
  const status = sets.find(({ name }) => name === 'status')!;
  return { ...status, by, others: sets.filter((set) => set !== status) };
}
