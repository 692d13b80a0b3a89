/** What lists filter and sort by, derived from a claim's graph and replaced with every write to the claim. */
import { setImmediate } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { claimDistance, claimFinding, claimPair, claimSource, claimSummary, staleClaim } from '../../../db/schema.ts';
import type { Analysis, ClaimGraph, ClaimRecord, FindingKind, Uid } from '../../model/records.ts';
import type { Db, Write, Engine } from '../engine.ts';
import { planInsert, toSql, type RecordNumber } from '../inserts.ts';
import { cutClaimWords, planClaimWords, type ClaimWords } from '../search/word-indexes.ts';
import { readCatalogueRevision, guardClaim, guardCatalogue } from '../history/revision-counters.ts';
import { analyse } from '../../provenance/analysis.ts';
import { placeStatements } from '../../provenance/graph/flat-graph.ts';
import { measureGraph } from '../../provenance/graph/hops.ts';
import { listGlyphSteps } from '../../provenance/graph/lead-chain.ts';
import { writeHeadline } from '../../wording/headline.ts';
import { markNames } from '../../wording/names.ts';
import { Conflict } from '../errors.ts';
import { prepareClaimReader } from './claims.ts';

/** All that is derived of a claim: rows by their tables, without its number. */
export interface DerivedClaim {
  summary: Omit<typeof claimSummary.$inferInsert, 'claimId'>;
  kinds: readonly FindingKind[];
  roles: readonly (RoleCounts & Published)[];
  pairs: readonly (PairCounts & Published)[];
  distances: readonly (DistanceCounts & Published)[];
  words: ClaimWords;
}

interface Published {
  published: boolean;
}

/** @param graph the claim's, with its sources and documents as they will be */
export function deriveClaim(claim: ClaimRecord['claim'], graph: ClaimGraph): DerivedClaim {
  const { statements, attributions, sources } = graph;
  const measured = measureGraph(graph);
  const analysis = analyse(graph, measured);
  const published = claim.status === 'published';
  const mark = <Counts extends object>(rows: readonly Counts[]) => rows.map((counts) => ({ ...counts, published }));
  return {
    summary: {
      statementCount: statements.length,
      reportCount: analysis.reports.length,
      fewestHops: analysis.hops?.fewest ?? null,
      mostHops: analysis.hops?.most ?? null,
      hopsOpen: analysis.hops?.open ?? null,
      independentSources: analysis.independentSources,
      glyph: listGlyphSteps(measured, analysis),
      headline: markNames(writeHeadline(graph, analysis, measured.graph), sources),
    },
    kinds: [...new Set(analysis.findings.map((finding) => finding.kind))],
    roles: mark(countRoles(statements, analysis)),
    pairs: mark(countPairs(statements, attributions)),
    distances: mark(countDistances(statements, analysis)),
    words: cutClaimWords(claim.text, graph),
  };
}

/**
 * @param id the claim's
 * @param graph the claim's, with its sources and documents as they will be
 * @param exists whether there may be a summary to replace
 */
export function planSummary(
  id: RecordNumber,
  claim: ClaimRecord['claim'],
  graph: ClaimGraph,
  exists: boolean,
  { db }: { db: Db },
): Write[] {
  const { summary, kinds, words, ...derived } = deriveClaim(claim, graph);
  const [findings, roles, pairs, distances] = [
    kinds.map((kind) => ({ claimId: id, kind })),
    derived.roles.map(({ source, ...counts }) => ({ claimId: id, sourceId: sourceOf(source), ...counts })),
    derived.pairs.map(({ citing, cited, ...counts }) => {
      return { claimId: id, citingId: sourceOf(citing), citedId: sourceOf(cited), ...counts };
    }),
    derived.distances.map(({ source, ...counts }) => ({ claimId: id, sourceId: sourceOf(source), ...counts })),
  ];
  const tables = [claimSummary, claimFinding, claimSource, claimPair, claimDistance] as const;
  return [
    ...(exists ? tables.map((table) => db.delete(table).where(eq(table.claimId, toSql(id)))) : []),
    planInsert(claimSummary, [{ claimId: id, ...summary }]),
    ...planClaimWords(id, words, exists, db),
    ...(findings.length > 0 ? [planInsert(claimFinding, findings)] : []),
    ...(roles.length > 0 ? [planInsert(claimSource, roles)] : []),
    ...(pairs.length > 0 ? [planInsert(claimPair, pairs)] : []),
    ...(distances.length > 0 ? [planInsert(claimDistance, distances)] : []),
  ];
}

const sourceOf = (uid: Uid): RecordNumber => ({ to: 'source', uid });

interface RoleCounts {
  source: Uid;
  statements: number;
  asReport: number;
  asMiddle: number;
  asEnd: number;
  asOrigin: number;
}

/** Statements that nobody is known to have made count nowhere; what is a report and an end counts as both. */
function countRoles(statements: ClaimRecord['statements'], analysis: Analysis): RoleCounts[] {
  const counts = new Map<Uid, RoleCounts>();
  const findPlace = placeStatements(analysis);
  for (const { uid, source } of statements) {
    const none = { source, statements: 0, asReport: 0, asMiddle: 0, asEnd: 0, asOrigin: 0 };
    const count = counts.get(source) ?? none;
    counts.set(source, count);
    const { place, endKind } = findPlace(uid);
    if (place === 'void') continue;
    count.statements += 1;
    if (place.startsWith('report')) count.asReport += 1;
    if (place === 'middle') count.asMiddle += 1;
    if (endKind !== null) count.asEnd += 1;
    if (endKind === 'origin') count.asOrigin += 1;
  }
  return [...counts.values()];
}

interface PairCounts {
  citing: Uid;
  cited: Uid;
  attributions: number;
}

function countPairs(statements: ClaimRecord['statements'], attributions: ClaimRecord['attributions']): PairCounts[] {
  const sourceOf = new Map(statements.map(({ uid, source }) => [uid, source]));
  const pairs = new Map<string, PairCounts>();
  for (const edge of attributions) {
    const [citing, cited] = [sourceOf.get(edge.citing)!, sourceOf.get(edge.cited)!];
    const pair = pairs.get(`${citing} ${cited}`) ?? { citing, cited, attributions: 0 };
    pairs.set(`${citing} ${cited}`, pair);
    pair.attributions += 1;
  }
  return [...pairs.values()];
}

interface DistanceCounts {
  source: Uid;
  hops: number;
  statements: number;
}

function countDistances(statements: ClaimRecord['statements'], { distances }: Analysis): DistanceCounts[] {
  const counts = new Map<string, DistanceCounts>();
  for (const { uid, source } of statements) {
    const hops = distances.get(uid) ?? null;
    if (hops === null) continue;
    const count = counts.get(`${source} ${hops}`) ?? { source, hops, statements: 0 };
    counts.set(`${source} ${hops}`, count);
    count.statements += 1;
  }
  return [...counts.values()];
}

/**
 * Derives a claim anew, in a commit of its own.
 * @throws Conflict when the claim, a source or a document was changed meanwhile
 */
export async function refreshSummary(engine: Engine, claimId: number): Promise<void> {
  const { db } = engine;
  const catalogueRevision = await readCatalogueRevision(db);
  const { revision, record } = (await prepareClaimReader(db)(claimId))!;
  await engine.commit([
    guardClaim(db, claimId, revision),
    guardCatalogue(db, catalogueRevision),
    ...planSummary(claimId, record.claim, record, true, { db }),
    db.delete(staleClaim).where(eq(staleClaim.claimId, claimId)),
  ]);
}

/** Claims read per round. Each is a commit of its own, so an interruption loses one claim's work at most. */
const ROUND = 100;

/**
 * Updates the summaries of the claims in `stale_claim`, which a change to a source or a document affects.
 * @param refreshElsewhere whether a claim is updated by another connection, once it is
 * @returns how many were updated
 */
export async function refreshSummaries(
  engine: Engine,
  refreshElsewhere: (claimId: number) => Promise<boolean> = () => Promise.resolve(false),
): Promise<number> {
  const { db } = engine;
  const waiting = db.select().from(staleClaim).limit(ROUND).prepare();

  for (let done = 0; ;) {
    const rows = await waiting.execute();
    if (rows.length === 0) return done;
    for (const { claimId } of rows) {
      // A server answers other requests between two claims.
      await setImmediate();
      try {
        if (!(await refreshElsewhere(claimId))) await refreshSummary(engine, claimId);
        done += 1;
      } catch (error) {
        // The claim or a family changed meanwhile: it stays in the list and is read again.
        if (!(error instanceof Conflict)) throw error;
      }
    }
  }
}
