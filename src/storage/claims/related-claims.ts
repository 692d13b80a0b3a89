/**
 * Claims that are related to another one; ../README.md defines the relations. The cost is bounded, because a limited number
 * of documents, sources and newest claims of each is read.
 */
import { and, asc, desc, eq, gt, lte, ne, sql, inArray } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import { claim, claimFinding, claimSource, evidence, source, sourceStat, statement } from '../../../db/schema.ts';
import type { Uid, ClaimStatus } from '../../model/records.ts';
import { type Db, prepareOnce } from '../engine.ts';
import { inList } from '../sources/sources.ts';
import type { ClaimRef, LoadedClaim } from '../types.ts';
import { claimSearch } from '../search/word-indexes.ts';
import { cutSearchTokens } from '../search/terms.ts';

/** In order of precedence: a claim is listed once, under the first that fits. */
const RELATIONS = ['opposed', 'similar', 'document', 'sources'] as const;
export type Relation = (typeof RELATIONS)[number];

export interface RelatedGroup {
  relation: Relation;
  /** `shared`: the documents or sources that both have; empty when the words are similar. */
  claims: readonly { claim: ClaimRef; shared: readonly Uid[] }[];
}

const DOCUMENTS_READ = 12;
const SOURCES_READ = 6;
/** Per document and per source. */
const CLAIMS_READ = 40;
/** Sources with more published claims than this are too common to relate any two of them. */
const MOST_CLAIMS = 200;
const HITS_READ = 40;
const SIMILAR_READ = 6;
/** Keeps one relation from filling the whole list. */
const CLAIMS_OF_A_RELATION = 4;

/** A greater weight is a closer relation. */
interface Tie {
  shared: Uid[];
  weight: number;
}

export function prepareRelatedClaims(db: Db) {
  const findSimilar = prepareSimilarClaims(db);
  const inDocument = [statement, evidence].map((table) =>
    db
      .select({ id: table.claimId })
      .from(table)
      .where(and(eq(table.documentId, sql.placeholder('document')), ne(table.claimId, sql.placeholder('claim'))))
      .orderBy(desc(table.claimId))
      .limit(CLAIMS_READ)
      .prepare(),
  );
  const isUpstream = sql`${claimSource.asMiddle} + ${claimSource.asEnd} > 0`;
  const rarestSources = db
    .select({ id: source.id, uid: source.uid, claims: sourceStat.claims })
    .from(claimSource)
    .innerJoin(sourceStat, eq(sourceStat.sourceId, claimSource.sourceId))
    .innerJoin(source, eq(source.id, claimSource.sourceId))
    .where(
      and(
        eq(claimSource.claimId, sql.placeholder('claim')),
        isUpstream,
        ne(source.kind, 'unnamed'),
        // A published claim is counted in these statistics itself.
        gt(sourceStat.claims, claimSource.published),
        lte(sourceStat.claims, MOST_CLAIMS),
      ),
    )
    .orderBy(asc(sourceStat.claims), asc(source.id))
    .limit(SOURCES_READ)
    .prepare();
  const ofSource = db
    .select({ id: claimSource.claimId })
    .from(claimSource)
    .where(
      and(
        eq(claimSource.sourceId, sql.placeholder('source')),
        ne(claimSource.claimId, sql.placeholder('claim')),
        isUpstream,
      ),
    )
    .orderBy(desc(claimSource.claimId))
    .limit(CLAIMS_READ)
    .prepare();
  const contested = db
    .select({ id: claimFinding.claimId })
    .from(claimFinding)
    .where(and(inList(claimFinding.claimId, 'list'), eq(claimFinding.kind, 'contested')))
    .prepare();
  const { id, text, language, status } = claim;
  const refs = db.select({ id, text, language, status }).from(claim).where(inList(claim.id, 'list')).prepare();

  async function tieByDocument({ id: own, record, numbers }: LoadedClaim): Promise<Map<number, Tie>> {
    const ties = new Map<number, Tie>();
    const documents = record.documents.slice(0, DOCUMENTS_READ).filter(({ uid }) => numbers.has(uid));
    const found = await Promise.all(
      documents.map(({ uid }) =>
        Promise.all(inDocument.map((query) => query.execute({ document: numbers.get(uid), claim: own }))),
      ),
    );
    for (const [i, rows] of found.entries()) {
      for (const other of new Set(rows.flat().map((row) => row.id))) addTie(ties, other, documents[i]!.uid, 1);
    }
    return ties;
  }

  async function tieBySource({ id: own }: LoadedClaim): Promise<Map<number, Tie>> {
    const ties = new Map<number, Tie>();
    const sources = await rarestSources.execute({ claim: own });
    const found = await Promise.all(sources.map(({ id: number }) => ofSource.execute({ source: number, claim: own })));
    for (const [i, rows] of found.entries()) {
      const { uid, claims } = sources[i]!;
      for (const other of rows) addTie(ties, other.id, uid, 1 / claims);
    }
    return ties;
  }

  async function tieByWords({ id: own, record }: LoadedClaim): Promise<Record<'opposed' | 'similar', number[]>> {
    const found = await findSimilar(record.claim.text, SIMILAR_READ, HITS_READ);
    const similar = found.map((one) => one.id).filter((other) => other !== own);
    if (similar.length === 0) return { opposed: [], similar };
    const rows = await contested.execute({ list: JSON.stringify([own, ...similar]) });
    const denied = new Set(rows.map((row) => row.id));
    return {
      opposed: similar.filter((other) => denied.has(other) !== denied.has(own)),
      similar: similar.filter((other) => denied.has(other) === denied.has(own)),
    };
  }

  return {
    /**
     * @param published leaves out claims that are not published
     * @param except claims that are left out: a page has them already
     * @param limit of all relations together
     */
    async findRelated(
      loaded: LoadedClaim,
      { published, limit, except = new Set() }: { published: boolean; limit: number; except?: ReadonlySet<number> },
    ): Promise<RelatedGroup[]> {
      const [words, byDocument, bySource] = await Promise.all([
        tieByWords(loaded),
        tieByDocument(loaded),
        tieBySource(loaded),
      ]);
      const bare = (ids: readonly number[]): [number, Tie][] => ids.map((one) => [one, { shared: [], weight: 1 }]);
      const ties: Record<Relation, [number, Tie][]> = {
        opposed: bare(words.opposed),
        similar: bare(words.similar),
        document: sortTies(byDocument),
        sources: sortTies(bySource),
      };
      const list = JSON.stringify([...new Set(RELATIONS.flatMap((relation) => ties[relation].map(([one]) => one)))]);
      const rows = (await refs.execute({ list })).filter(
        (row) => !except.has(row.id) && (!published || row.status === 'published'),
      );
      const found = new Map(rows.map((row) => [row.id, row]));
      let left = limit;
      return RELATIONS.flatMap((relation) => {
        const claims = ties[relation].flatMap(([one, { shared }]) => {
          const ref = found.get(one);
          return ref ? [{ claim: ref, shared }] : [];
        });
        const taken = claims.slice(0, Math.min(left, CLAIMS_OF_A_RELATION));
        left -= taken.length;
        for (const { claim: ref } of taken) found.delete(ref.id);
        return taken.length > 0 ? [{ relation, claims: taken }] : [];
      });
    },
  };
}

function addTie(ties: Map<number, Tie>, other: number, uid: Uid, weight: number): void {
  const tie = ties.get(other) ?? { shared: [], weight: 0 };
  tie.shared.push(uid);
  tie.weight += weight;
  ties.set(other, tie);
}

/** The closest first; of equals, the newest. */
function sortTies(ties: ReadonlyMap<number, Tie>): [number, Tie][] {
  return [...ties].sort(([a, one], [b, other]) => other.weight - one.weight || b - a);
}

export interface SimilarClaim {
  id: number;
  uid: Uid;
  text: string;
  status: ClaimStatus;
  /** The share of common words among all words of both, 0 to 1 (Jaccard index). */
  likeness: number;
}

/** The most hits that are read: the rarest words that together have no more are looked up. */
const SIMILAR_HITS_READ = 500;

/** Claims with a lower likeness are not similar. */
const LEAST_LIKENESS = 0.5;

export const prepareSimilarClaims = prepareOnce((db) => {
  const { id, uid, text, status } = claim;
  const quoted = sql`'"' || replace(word.value, '"', '""') || '"'`;
  // Counted only up to what can be read, so that a common word costs no more.
  const hitsOf = sql<number>`(select count(*) from (select 1 from claim_search where claim_search match ${quoted} limit ${sql.placeholder('most')}))`;
  const countHits = db
    .select({ term: sql<string>`word.value`, hits: hitsOf })
    .from(sql`json_each(${sql.placeholder('list')}) as word`)
    .prepare();
  const newest = db
    .select({ id: claimSearch.rowid })
    .from(claimSearch)
    .where(sql`claim_search match ${sql.placeholder('match')}`)
    .orderBy(desc(claimSearch.rowid))
    .limit(sql.placeholder('most'));
  const readNewest = db.select({ id, uid, text, status }).from(claim).where(inArray(id, newest)).prepare();

  /**
   * Claims with nearly the same words, the most similar first. The cost is the same however many claims there are.
   * @param hitsRead the most claims that are compared
   */
  return async function findSimilar(
    said: string,
    limit: number,
    hitsRead = SIMILAR_HITS_READ,
  ): Promise<SimilarClaim[]> {
    const words = new Set(cutSearchTokens(said));
    const counted = await countHits.execute({ list: JSON.stringify([...words]), most: hitsRead + 1 });
    const known = counted.filter(({ hits }) => hits > 0).sort((a, b) => a.hits - b.hits);
    let sum = 0;
    const rare = known.filter(({ hits }) => (sum += hits) <= hitsRead);
    // Common words say little; without rarer ones, only the newest claims with the rarest of them are read.
    const terms = rare.length > 0 ? rare : known.slice(0, 1);
    if (terms.length === 0) return [];
    const match = terms.map(({ term }) => `"${term.replaceAll('"', '""')}"`).join(' OR ');
    const rows = await readNewest.execute({ match, most: hitsRead });
    return rows
      .map((row) => ({
        ...row,
        likeness: measureLikeness(words, listTokens(row.text)),
      }))
      .filter(({ likeness }) => likeness >= LEAST_LIKENESS)
      .sort((a, b) => b.likeness - a.likeness || b.id - a.id)
      .slice(0, limit);
  };
});

/** Of the texts that were compared last: claims on one subject are compared with each other over and over. */
const tokens = new LRUCache<string, ReadonlySet<string>>({
  maxSize: 2_000_000,
  sizeCalculation: (_, text) => text.length + 1,
});

function listTokens(text: string): ReadonlySet<string> {
  const known = tokens.get(text);
  if (known) return known;
  const cut = new Set(cutSearchTokens(text));
  tokens.set(text, cut);
  return cut;
}

function measureLikeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const word of a) if (b.has(word)) both += 1;
  const either = a.size + b.size - both;
  return either === 0 ? 0 : both / either;
}
