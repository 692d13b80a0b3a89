/** What was found of one kind, and a page of it. */

/** What is ranked is read whole, so that it is in one order on every page; more than this of one kind never is. */
export const RANKED = 1_000;

/** Numbers of records in the order in which they are shown. */
export interface RankedIds {
  ids: readonly number[];
  /** Whether older ones were left out. */
  isCut: boolean;
}

export interface SearchQuery {
  /** What somebody typed. */
  typed: string;
  /** The number of the last record on the page before. */
  after: number | null;
  limit: number;
}

export interface FoundPage<Item> {
  items: readonly Item[];
  /** How many were ranked. */
  count: number;
  /** Whether older ones were left out of that. */
  isCut: boolean;
  /** What to pass as `after` for the next page; null on the last one. */
  next: number | null;
}

export const NO_HITS: RankedIds = { ids: [], isCut: false };

/** The numbers on the page that follows a record. When that is found no more, there is nothing after it. */
export function cutPage({ ids, isCut }: RankedIds, { after, limit }: Omit<SearchQuery, 'typed'>): FoundPage<number> {
  const place = after === null ? -1 : ids.indexOf(after);
  const from = after !== null && place < 0 ? ids.length : place + 1;
  const items = ids.slice(from, from + limit);
  const next = from + limit < ids.length ? items.at(-1)! : null;
  return { items, count: ids.length, isCut, next };
}
