import type { Stations } from './cycles.ts';
import type { IndexedGraph } from './graph.ts';
import type { Hops, Support } from '../../model/records.ts';

export interface SeenTo {
  /** How many hops in a row from here are `seen`. */
  hops: number;
  /** The attribution (its position) that comes next and is not `seen`; null when all are. */
  weakestLink: number | null;
}

/**
 * Measures how far from each station every hop is `seen`: the fewest hops to an attribution that is not. Attributions
 * that leave a station or lie inside its circle count at the station. Where all are seen it is the most hops to an
 * origin, or, when no origin can be reached, the longest way there is.
 *
 * @param hops by station, as `measureHops` gives them.
 * @param support by attribution.
 * @returns by station.
 */
export function measureSeenTo(
  graph: IndexedGraph,
  stations: Stations,
  hops: readonly (Hops | null)[],
  support: readonly Support[],
): SeenTo[] {
  const firstUnseen = findFirstUnseen(graph, stations, support);
  const longest: number[] = [];
  const seenTo: SeenTo[] = [];
  for (const [station, cited] of stations.cites.entries()) {
    longest.push(cited.reduce((most, other) => Math.max(most, longest[other]! + 1), 0));
    let nearest = firstUnseen.has(station) ? { hops: 0, weakestLink: firstUnseen.get(station)! } : null;
    if (!nearest) {
      for (const other of cited) {
        const { hops: onward, weakestLink } = seenTo[other]!;
        if (weakestLink === null) continue;
        if (!nearest || onward + 1 < nearest.hops) nearest = { hops: onward + 1, weakestLink };
      }
    }
    seenTo.push(nearest ?? { hops: hops[station]?.most ?? longest[station]!, weakestLink: null });
  }
  return seenTo;
}

/** By station, where there is one: its first attribution that is not `seen`. */
function findFirstUnseen(graph: IndexedGraph, stations: Stations, support: readonly Support[]): Map<number, number> {
  const firstUnseen = new Map<number, number>();
  for (const [attribution, citing] of graph.citing.entries()) {
    const station = stations.of[citing]!;
    if (support[attribution] !== 'seen' && !firstUnseen.has(station)) firstUnseen.set(station, attribution);
  }
  return firstUnseen;
}
