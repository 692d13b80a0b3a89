/** Ranks what matches a search, for claims, documents and sources, and cuts the ranking into pages. */
import { and, desc, eq, gt, sql, type SQL, ne, isNull, or, asc } from 'drizzle-orm';
import { claim, document, claimSource, publishedKey, sourceAlias, source, sourceStat } from '../../../db/schema.ts';
import type { Db } from '../engine.ts';
import { claimSearch, claimStems, documentSearch, sourceWords } from './word-indexes.ts';
import { toMatch, toStemMatch } from './terms.ts';
import type { ClaimStatus } from '../../model/records.ts';
import { isPublicDocument, isPublicSource } from '../visibility.ts';
import { foldText } from '../../text/words.ts';

interface Hits {
  index: keyof typeof INDEXES;
  /** The most hits that are read, wanted or not: reading all hits of a common word would block the process. */
  lookedAt: number;
  /** The most hits that are ranked. */
  ranked: number;
  /** Which of them are wanted; values for its placeholders are passed with each search. */
  wanted: SQL | undefined;
}

const INDEXES = {
  claim_search: { index: claimSearch, record: claim, text: claim.text },
  claim_stems: { index: claimStems, record: claim, text: claim.text },
  document_search: { index: documentSearch, record: document, text: document.title },
} as const;

/**
 * Ranks the records that contain everything typed: the shortest text first, then the newest. The shortest of texts with
 * the same words is the most about them. BM25 gives the same order when each word occurs once, but visits every hit.
 */
function prepareRanking(db: Db, { index: name, lookedAt, ranked, wanted }: Hits) {
  const { index, record, text } = INDEXES[name];
  // A common table expression that is used twice, so SQLite looks the words up once.
  const looked = db.$with('looked').as(
    db
      .select({ hit: sql<number>`${index.rowid}`.as('hit') })
      .from(index)
      .where(sql`${sql.identifier(name)} match ${sql.placeholder('match')}`)
      .orderBy(desc(index.rowid))
      .limit(lookedAt),
  );
  const newest = db
    .select({ hit: looked.hit, length: sql<number>`length(${text})`.as('length') })
    .from(looked)
    // A cross join makes SQLite go through the hits, newest first, and not through all records.
    .crossJoin(record)
    .where(and(eq(record.id, looked.hit), wanted))
    .orderBy(desc(looked.hit))
    // One more tells whether there are more.
    .limit(ranked + 1)
    .as('newest');
  const query = db
    .with(looked)
    .select({
      ids: sql<string>`json_group_array(${newest.hit} order by ${newest.length}, ${newest.hit} desc)`,
      count: sql<number>`(select count(*) from ${looked})`,
    })
    .from(newest)
    .prepare();

  return async (match: string, given: Record<string, unknown>): Promise<RankedIds> => {
    const [{ ids: list, count }] = (await query.execute({ match, ...given })) as [{ ids: string; count: number }];
    const ids = JSON.parse(list) as number[];
    return { ids: ids.slice(0, ranked), isCut: ids.length > ranked || count === lookedAt };
  };
}

function prepareHits(db: Db, hits: Hits) {
  const rank = prepareRanking(db, hits);
  return async (typed: string, given: Record<string, unknown> = {}): Promise<RankedIds> => {
    const [whole, begun] = [toMatch(typed, { isDone: true }), toMatch(typed)];
    if (whole === null || begun === null) return NO_HITS;
    const found = await rank(whole, given);
    // Prefixes are tried only when whole words don't fill the list: for a common word that would take as long again.
    return found.isCut || whole === begun ? found : rank(begun, given);
  };
}

/** The most records of one kind that are ranked. A ranking is read whole, so that every page has the same order. */
export const RANKED = 1_000;

interface RankedIds {
  ids: readonly number[];
  /** Whether older ones were left out. */
  isCut: boolean;
}

export interface SearchQuery {
  typed: string;
  /** The number of the last record on the page before. */
  after: number | null;
  limit: number;
}

export interface FoundPage<Item> {
  items: readonly Item[];
  count: number;
  /** Whether older ones were left out of that. */
  isCut: boolean;
  /** What to pass as `after` for the next page; null on the last one. */
  next: number | null;
}

const NO_HITS: RankedIds = { ids: [], isCut: false };

/** The page after a record; empty when that record is no longer found. */
export function cutPage({ ids, isCut }: RankedIds, { after, limit }: Omit<SearchQuery, 'typed'>): FoundPage<number> {
  const place = after === null ? -1 : ids.indexOf(after);
  const from = after !== null && place < 0 ? ids.length : place + 1;
  const items = ids.slice(from, from + limit);
  const next = from + limit < ids.length ? items.at(-1)! : null;
  return { items, count: ids.length, isCut, next };
}

/** Newest hits that are read, whatever their status. */
export const CLAIM_HITS_READ = 3_000;

/** Newest claims that are read per source. */
const CLAIMS_OF_SOURCE = 1_000;

interface RankedClaims extends RankedIds {
  /** By the number of a claim that was found by the name of a source in it: that source's number. */
  through: ReadonlyMap<number, number>;
  /** The claims that were found by what is said in them alone. */
  said: ReadonlySet<number>;
}

export function prepareClaimSearch(db: Db) {
  const wanted = eq(claim.status, sql.placeholder('status'));
  const byWords = prepareHits(db, { index: 'claim_search', lookedAt: CLAIM_HITS_READ, ranked: RANKED, wanted });
  const byStems = prepareRanking(db, { index: 'claim_stems', lookedAt: CLAIM_HITS_READ, ranked: RANKED, wanted });
  const bySource = prepareClaimsOfSources(db);

  /** By other forms of the words, in the claims' texts or anywhere. */
  async function rankStems(typed: string, status: ClaimStatus, isOwn: boolean): Promise<RankedIds> {
    const match = toStemMatch(typed);
    return match === null ? NO_HITS : byStems(isOwn ? `{own} : (${match})` : match, { status });
  }

  /**
   * Ranks claims whose text matches, then those with other forms of the words, then the newest claims in which one of
   * these sources speaks, then those in whose excerpts, cues and wordings the words occur. What already fills the list is
   * not looked for further.
   * @param sources numbers of the sources whose names match
   */
  return async function rankClaims(
    typed: string,
    status: ClaimStatus,
    sources: readonly number[],
  ): Promise<RankedClaims> {
    const found = await byWords(typed, { status });
    const alike = found.isCut ? NO_HITS : await rankStems(typed, status, true);
    const known = new Set([...found.ids, ...alike.ids]);
    const through = new Map<number, number>();
    let isCut = found.isCut || alike.isCut;
    for (const sourceId of sources) {
      const rows = await bySource.execute({ sourceId });
      isCut ||= rows.length > CLAIMS_OF_SOURCE;
      for (const row of rows) {
        if (row.status === status && !known.has(row.id) && !through.has(row.id)) through.set(row.id, sourceId);
      }
    }
    const newest = [...through.keys()].sort((a, b) => b - a);
    const anywhere = isCut ? NO_HITS : await rankStems(typed, status, false);
    const said = anywhere.ids.filter((id) => !known.has(id) && !through.has(id));
    const ids = [...known, ...newest, ...said];
    isCut ||= anywhere.isCut || ids.length > RANKED;
    return { ids: ids.slice(0, RANKED), isCut, through, said: new Set(said) };
  };
}

function prepareClaimsOfSources(db: Db) {
  const newest = db
    .select({ id: claimSource.claimId })
    .from(claimSource)
    .where(and(eq(claimSource.sourceId, sql.placeholder('sourceId')), gt(claimSource.statements, 0)))
    .orderBy(desc(claimSource.claimId))
    .limit(CLAIMS_OF_SOURCE + 1)
    .as('newest');
  return db
    .select({ id: claim.id, status: claim.status })
    .from(newest)
    .innerJoin(claim, eq(claim.id, newest.id))
    .prepare();
}

/** How many hits are read, public or not: telling which are public reads the claims of each. */
const DOCUMENT_HITS_READ = 2_500;

/** The most documents that are ranked by title, and the most per publisher. */
const DOCUMENTS_RANKED = 500;

/** Prepared once for readers and once for editors, who see all documents. */
export function prepareDocumentSearch(db: Db) {
  const [forReaders, forEditors] = [prepareDocumentRankings(db, true), prepareDocumentRankings(db, false)];

  /**
   * Ranks documents whose title matches, then the newest that one of these sources published.
   * @param publishers numbers of the sources whose names match
   */
  return async function rankDocuments(
    typed: string,
    { published }: { published: boolean },
    publishers: readonly number[],
  ): Promise<RankedIds> {
    const { byTitle, byPublisher } = published ? forReaders : forEditors;
    const titled = await byTitle(typed);
    const ids = new Set(titled.ids);
    let { isCut } = titled;
    for (const publisherId of publishers) {
      const rows = await byPublisher.execute({ publisherId });
      isCut ||= rows.length === DOCUMENTS_RANKED;
      for (const { id, seen } of rows) if (seen) ids.add(id);
    }
    return { ids: [...ids], isCut };
  };
}

function prepareDocumentRankings(db: Db, published: boolean) {
  const wanted = published ? isPublicDocument(document.id) : undefined;
  return {
    byTitle: prepareHits(db, {
      index: 'document_search',
      lookedAt: DOCUMENT_HITS_READ,
      ranked: DOCUMENTS_RANKED,
      wanted,
    }),
    byPublisher: db
      .select({ id: document.id, seen: published ? sql<number>`${isPublicDocument(document.id)}` : sql<number>`1` })
      .from(document)
      .where(eq(document.publisherId, sql.placeholder('publisherId')))
      .orderBy(desc(publishedKey), desc(document.id))
      .limit(DOCUMENTS_RANKED)
      .prepare(),
  };
}

/** The most sources that are ranked; more could not be told apart by name anyway. */
const SOURCES_RANKED = 1_000;

/** Ranks sources with an exactly matching name first, then those that speak in most claims. */
export function prepareSourceSearch(db: Db) {
  const [forReaders, forEditors] = [prepareSourceRanking(db, true), prepareSourceRanking(db, false)];

  return async function rankSources(typed: string, { published }: { published: boolean }): Promise<RankedIds> {
    const match = toMatch(typed);
    if (match === null) return NO_HITS;
    const rows = await (published ? forReaders : forEditors).execute({ match, key: foldText(typed) });
    return { ids: rows.map(({ id }) => id), isCut: rows.length === SOURCES_RANKED };
  };
}

function prepareSourceRanking(db: Db, published: boolean) {
  const key = sql.placeholder('key');
  const hits = db
    .select({ hit: sql<number>`${sourceWords.rowid}`.as('hit') })
    .from(sourceWords)
    .where(sql`source_words match ${sql.placeholder('match')}`)
    .orderBy(desc(sourceWords.rowid))
    .limit(SOURCES_RANKED)
    .as('hits');
  const isAlias = sql`exists (select 1 from ${sourceAlias}
    where ${sourceAlias.nameKey} = ${key} and ${sourceAlias.sourceId} = ${source.id})`;
  // A source with statistics speaks in a published claim, so it is public without a further look-up.
  const isSeen = sql`case when ${sourceStat.sourceId} is not null then 1 else ${isPublicSource(source.id)} end`;
  return (
    db
      .select({ id: source.id })
      .from(hits)
      // A cross join makes SQLite go through the hits and not through all sources.
      .crossJoin(source)
      .leftJoin(sourceStat, eq(sourceStat.sourceId, source.id))
      .where(
        and(
          eq(source.id, hits.hit),
          ne(source.kind, 'unnamed'),
          isNull(source.mergedInto),
          published ? isSeen : undefined,
        ),
      )
      .orderBy(
        desc(or(eq(source.nameKey, key), isAlias)!),
        desc(sql`coalesce(${sourceStat.claims}, 0)`),
        asc(source.shownKey),
        asc(source.id),
      )
      .prepare()
  );
}
