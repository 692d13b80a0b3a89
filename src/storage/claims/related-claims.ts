/**
 * Claims that have to do with another one, and why. The cost is fixed: so many documents, so many sources and so many
 * of their newest claims are looked at, whatever the size of the database. README.md beside this file defines the kinds.
 */
import { and, asc, desc, eq, gt, lte, ne, sql } from 'drizzle-orm';
import { claim, claimFinding, claimSource, evidence, source, sourceStat, statement } from '../../../db/schema.ts';
import type { Uid } from '../../model/records.ts';
import type { Db } from '../engine.ts';
import { prepareSimilarClaims } from './similar-claims.ts';
import { inList } from '../sources/sources.ts';
import type { ClaimRef, LoadedClaim } from '../types.ts';

/** In this order: a claim is named once, under the first that fits. */
const RELATIONS = ['opposed', 'similar', 'document', 'sources'] as const;
export type Relation = (typeof RELATIONS)[number];

export interface RelatedClaim {
  claim: ClaimRef;
  /** The documents or sources that both have; empty where it is the words. */
  shared: readonly Uid[];
}

export interface RelatedGroup {
  relation: Relation;
  claims: readonly RelatedClaim[];
}

const DOCUMENTS_READ = 12;
const SOURCES_READ = 6;
/** Of each document and each source. */
const CLAIMS_READ = 40;
/** A source of more published claims than this tells nothing about any two of them. */
const MOST_CLAIMS = 200;
const HITS_READ = 40;
const SIMILAR_READ = 6;
/** No kind takes all the room. */
const CLAIMS_OF_A_RELATION = 4;

/** What a claim may be related by, and how closely: more is closer. */
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
  const isUpstream = sql`${claimSource.asMiddle} + ${claimSource.asOrigin} > 0`;
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
        // A published claim is among those that are counted.
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
  const contradicted = db
    .select({ id: claimFinding.claimId })
    .from(claimFinding)
    .where(and(inList(claimFinding.claimId, 'list'), eq(claimFinding.kind, 'contradicted')))
    .prepare();
  const { id, text, language, status } = claim;
  const refs = db.select({ id, text, language, status }).from(claim).where(inList(claim.id, 'list')).prepare();

  async function tieByDocument({ id: own, record, numbers }: LoadedClaim): Promise<Map<number, Tie>> {
    const ties = new Map<number, Tie>();
    for (const { uid } of record.documents.slice(0, DOCUMENTS_READ)) {
      const document = numbers.get(uid);
      if (document === undefined) continue;
      const rows = await Promise.all(inDocument.map((query) => query.execute({ document, claim: own })));
      for (const other of new Set(rows.flat().map((row) => row.id))) addTie(ties, other, uid, 1);
    }
    return ties;
  }

  async function tieBySource({ id: own }: LoadedClaim): Promise<Map<number, Tie>> {
    const ties = new Map<number, Tie>();
    for (const { id: number, uid, claims } of await rarestSources.execute({ claim: own })) {
      const rows = await ofSource.execute({ source: number, claim: own });
      for (const other of rows) addTie(ties, other.id, uid, 1 / claims);
    }
    return ties;
  }

  async function tieByWords({ id: own, record }: LoadedClaim): Promise<Record<'opposed' | 'similar', number[]>> {
    const found = await findSimilar(record.claim.text, SIMILAR_READ, HITS_READ);
    const similar = found.map((one) => one.id).filter((other) => other !== own);
    if (similar.length === 0) return { opposed: [], similar };
    const rows = await contradicted.execute({ list: JSON.stringify([own, ...similar]) });
    const denied = new Set(rows.map((row) => row.id));
    return {
      opposed: similar.filter((other) => denied.has(other) !== denied.has(own)),
      similar: similar.filter((other) => denied.has(other) === denied.has(own)),
    };
  }

  return {
    /**
     * @param published leaves out those that readers don't see
     * @param limit of all together
     */
    async findRelated(
      loaded: LoadedClaim,
      { published, limit }: { published: boolean; limit: number },
    ): Promise<RelatedGroup[]> {
      const words = await tieByWords(loaded);
      const bare = (ids: readonly number[]): [number, Tie][] => ids.map((one) => [one, { shared: [], weight: 1 }]);
      const ties: Record<Relation, [number, Tie][]> = {
        opposed: bare(words.opposed),
        similar: bare(words.similar),
        document: sortTies(await tieByDocument(loaded)),
        sources: sortTies(await tieBySource(loaded)),
      };
      const list = JSON.stringify([...new Set(RELATIONS.flatMap((relation) => ties[relation].map(([one]) => one)))]);
      const rows = (await refs.execute({ list })).filter((row) => !published || row.status === 'published');
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
