import { countChains, findChokePoints } from './graph/chains.ts';
import { parseDate } from '../model/dates.ts';
import { findAttributionDrops } from './findings/dropped-attributions.ts';
import type { MeasuredGraph } from './graph/hops.ts';
import type { Support, Attribution, Statement } from '../model/records.ts';
import { countIndependentOrigins, findFamilies } from './graph/origins.ts';

/** What is derived from a claim's graph, by position: the ground of the findings and of the analysis. */
export type Facts = ReturnType<typeof deriveFacts>;

export function deriveFacts(measured: MeasuredGraph) {
  const { graph, components, hops } = measured;
  const families = findFamilies(graph);
  const dates = graph.statements.map((statement) => parseDate(statement.statedAt));
  const dropped = findAttributionDrops(graph, components, dates);
  const withoutAttribution = new Set(dropped.map(({ later }) => later));
  return {
    ...measured,
    families,
    dates,
    support: graph.attributions.map((attribution, position) =>
      deriveSupport(attribution, graph.statements[graph.citing[position]!]!),
    ),
    dropped,
    independentOrigins: countIndependentOrigins(graph, components, families, withoutAttribution),
    chokePoints: findChokePoints(components, hops),
    chainCount: countChains(components),
  };
}

/**
 * How well a hop is shown: `seen` when a piece of its evidence is in the citing statement's own document, `relayed`
 * when only other documents say so, `unsupported` without evidence.
 */
function deriveSupport(attribution: Attribution, citing: Statement): Support {
  if (attribution.evidence.length === 0) return 'unsupported';
  const isSeen = attribution.evidence.some((evidence) => evidence.document === citing.document);
  return isSeen ? 'seen' : 'relayed';
}
