import { countChains } from './graph/chains.ts';
import { findChokePoints } from './graph/choke-points.ts';
import { parseDate, type ParsedDate } from '../model/dates.ts';
import { findDroppedAttributions, type DroppedAttribution } from './findings/dropped-attributions.ts';
import type { MeasuredGraph } from './graph/hops.ts';
import type { Support, Uid } from '../model/records.ts';
import { countIndependentOrigins, findFamilies, type IndependentOrigins } from './graph/origins.ts';
import { deriveSupport } from './support.ts';

/** What is derived from a claim's graph, by position: the ground of the findings and of the analysis. */
export interface Facts extends MeasuredGraph {
  /** By statement: its family; null for an unnamed source. */
  families: readonly (Uid | null)[];
  /** By statement. */
  dates: readonly (ParsedDate | null)[];
  /** By attribution. */
  support: readonly Support[];
  dropped: readonly DroppedAttribution[];
  independentOrigins: IndependentOrigins;
  /** Stations, from the report side to the origin side. */
  chokePoints: readonly number[];
  chainCount: bigint;
}

export function deriveFacts(measured: MeasuredGraph): Facts {
  const { graph, stations, hops } = measured;
  const families = findFamilies(graph);
  const dates = graph.statements.map((statement) => parseDate(statement.statedAt));
  const dropped = findDroppedAttributions(graph, stations, dates);
  const withoutAttribution = new Set(dropped.map(({ later }) => later));
  return {
    ...measured,
    families,
    dates,
    support: graph.attributions.map((attribution, position) =>
      deriveSupport(attribution, graph.statements[graph.citing[position]!]!),
    ),
    dropped,
    independentOrigins: countIndependentOrigins(graph, stations, families, withoutAttribution),
    chokePoints: findChokePoints(stations, hops),
    chainCount: countChains(stations),
  };
}
