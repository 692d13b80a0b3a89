import { parseDate } from '../model/dates.ts';
import type { Attribution, ClaimGraph, Support } from '../model/records.ts';
import { findAttributionDrops } from './findings/dropped-attributions.ts';
import { countChains, findChokePoints } from './graph/chains.ts';
import { countIndependentSources, findEndKinds, findFamilies, markRead } from './graph/ends.ts';
import type { IndexedGraph, Side } from './graph/graph.ts';
import { measureHops, type MeasuredGraph } from './graph/hops.ts';

/** What is derived from a claim's graph, by position: the ground of the findings and of the analysis. */
export type Facts = ReturnType<typeof deriveFacts>;

/** @param measured of the same claim */
export function deriveFacts(claim: ClaimGraph, measured: MeasuredGraph) {
  const { graph, components } = measured;
  const documents = new Map(claim.documents.map((document) => [document.uid, document]));
  const familyOf = findFamilies(graph.sources);
  const families = graph.statements.map(({ source }) => familyOf.get(source) ?? null);
  const isRead = markRead(graph, documents, familyOf);
  const dates = graph.statements.map((statement) => parseDate(statement.statedAt));
  const dropped = findAttributionDrops(graph, components, dates);
  const endKinds = findEndKinds(graph, components, families, isRead, new Set(dropped.map(({ later }) => later)));
  const chainsFrom = countChains(measured);
  const deriveSide = (side: Side) => {
    const own = components.sides[side];
    return {
      independentSources: countIndependentSources(own, components, endKinds, families),
      chokePoints: findChokePoints(own, measured),
      chainCount: own.reports.reduce((sum, report) => sum + chainsFrom[report]!, 0n),
    };
  };
  return {
    ...measured,
    documents,
    familyOf,
    families,
    isRead,
    dates,
    dropped,
    endKinds,
    hops: measureHops(components, endKinds),
    support: graph.attributions.map((attribution, at) => deriveSupport(graph, attribution, graph.citing[at]!, isRead)),
    sides: { asserting: deriveSide('asserting'), contesting: deriveSide('contesting') },
  };
}

/**
 * How well an attribution is shown: `read` when a piece of its evidence is in the citing statement's own document, which
 * was read (see `markRead`), `second-hand` when there is only other evidence, `unsupported` without any.
 */
function deriveSupport(
  graph: IndexedGraph,
  { evidence }: Attribution,
  citing: number,
  isRead: readonly boolean[],
): Support {
  if (evidence.length === 0) return 'unsupported';
  const own = graph.statements[citing]!.document;
  return isRead[citing] && evidence.some(({ document }) => document === own) ? 'read' : 'second-hand';
}
