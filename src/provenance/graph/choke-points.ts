import type { Stations } from './cycles.ts';
import type { Hops } from '../../model/records.ts';

/**
 * Finds the stations on every chain, reports and a sole origin left out, from the report side to the origin side.
 *
 * Along a chain station numbers fall (see `Stations`). So a station is on every chain exactly when no attribution
 * jumps over it, from a larger number to a smaller one. Chains begin and end differently, too: a step from a start to
 * every report and from every origin to an end take part. One pass that remembers how far the steps so far reach.
 *
 * @param hops by station, as `measureHops` gives them.
 */
export function findChokePoints(stations: Stations, hops: readonly (Hops | null)[]): number[] {
  const isOnChain = markStationsOnChains(stations, hops);
  const isOrigin = new Set(stations.origins);
  const isReport = new Set(stations.reports);
  const chokePoints: number[] = [];
  let reach = stations.cites.length;
  for (const report of stations.reports) {
    if (isOnChain[report]) reach = Math.min(reach, report);
  }
  for (let station = stations.cites.length - 1; station >= 0; station--) {
    if (!isOnChain[station]) continue;
    if (isOrigin.has(station)) break; // its step to the end jumps over all that follow
    if (reach >= station && !isReport.has(station)) chokePoints.push(station);
    for (const cited of stations.cites[station]!) {
      if (isOnChain[cited]) reach = Math.min(reach, cited);
    }
  }
  return chokePoints;
}

/** By station: whether a report leads to it and it leads to an origin. */
function markStationsOnChains(stations: Stations, hops: readonly (Hops | null)[]): boolean[] {
  const isOnChain = stations.cites.map(() => false);
  for (const report of stations.reports) isOnChain[report] = hops[report] !== null;
  for (let station = stations.cites.length - 1; station >= 0; station--) {
    if (!isOnChain[station]) continue;
    for (const cited of stations.cites[station]!) isOnChain[cited] = hops[cited] !== null;
  }
  return isOnChain;
}
