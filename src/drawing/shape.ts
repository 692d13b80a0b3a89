/** A claim's graph as drawings need it: where each statement stands between reports and origins. */
import { findComponents, type Components } from '../provenance/graph/components.ts';
import { indexGraph, type IndexedGraph } from '../provenance/graph/graph.ts';
import { measureHops } from '../provenance/graph/hops.ts';
import type { ClaimGraph, Hops, Uid } from '../model/records.ts';

export interface Shape {
  graph: IndexedGraph;
  stations: Components;
  /** By station: null where no origin can be reached. */
  hops: readonly (Hops | null)[];
  /** By station: its column. What a station cites is always in a lower one. Origins are in column 0. */
  levels: readonly number[];
  positions: ReadonlyMap<Uid, number>;
}

/** Measures a claim's graph, in time linear in its size. */
export function measureShape(claim: ClaimGraph): Shape {
  const graph = indexGraph(claim);
  const stations = findComponents(graph);
  return {
    graph,
    stations,
    hops: measureHops(stations),
    levels: measureLevels(stations),
    positions: new Map(graph.statements.map(({ uid }, position) => [uid, position])),
  };
}

/**
 * The longest way to where it ends, which is the most hops to an origin wherever ways end in origins alone. A circle
 * that cites nothing else is kept out of the origins' column.
 */
function measureLevels({ cites, members, origins }: Components): number[] {
  const levels: number[] = [];
  const ends = origins.length > 0 ? 1 : 0;
  // What a station cites has a smaller number, so it is known by then.
  for (const [station, cited] of cites.entries()) {
    const end = members[station]!.length > 1 ? ends : 0;
    levels.push(cited.reduce((most, other) => Math.max(most, levels[other]! + 1), end));
  }
  return levels;
}
