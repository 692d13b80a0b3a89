import { findStations, type Stations } from './cycles.ts';
import { indexGraph, type IndexedGraph } from './graph.ts';
import type { ClaimGraph, Hops } from '../../model/records.ts';

/** A claim's graph and what all else is measured by: made once, and handed on to whatever needs it. */
export interface MeasuredGraph {
  graph: IndexedGraph;
  stations: Stations;
  /** By station: null where no origin is reached. */
  hops: readonly (Hops | null)[];
}

/** @throws Error when an attribution names a statement that is not in the graph. */
export function measureGraph(claim: ClaimGraph): MeasuredGraph {
  const graph = indexGraph(claim);
  const stations = findStations(graph);
  return { graph, stations, hops: measureHops(stations) };
}

/**
 * Measures every station's hops to an origin.
 *
 * @returns by station the fewest and most steps over stations on the ways that reach an origin; null where none does.
 */
export function measureHops(stations: Stations): (Hops | null)[] {
  const hops: (Hops | null)[] = stations.cites.map(() => null);
  for (const origin of stations.origins) hops[origin] = { fewest: 0, most: 0 };
  for (const [station, cited] of stations.cites.entries()) {
    const onward = spanHops(cited.map((other) => hops[other]!));
    if (onward) hops[station] = { fewest: onward.fewest + 1, most: onward.most + 1 };
  }
  return hops;
}

/** The fewest and the most of several; null when there are none to take it from. */
export function spanHops(several: readonly (Hops | null)[]): Hops | null {
  let span: Hops | null = null;
  for (const hops of several) {
    if (hops && span) {
      span = { fewest: Math.min(span.fewest, hops.fewest), most: Math.max(span.most, hops.most) };
    } else {
      span ??= hops;
    }
  }
  return span;
}
