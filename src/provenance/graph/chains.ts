import type { Stations } from './cycles.ts';
import type { Hops } from '../../model/records.ts';

/** How many chains are listed, shortest first. There may be more of them than atoms in the universe. */
export const CHAINS_LISTED = 100;

/**
 * Counts the chains: the ways from a report to an origin over stations. Exact, without walking them.
 * A sum costs as much as it has digits, so this alone can take longer than the graph is large.
 */
export function countChains(stations: Stations): bigint {
  const counts: bigint[] = stations.cites.map(() => 0n);
  for (const origin of stations.origins) counts[origin] = 1n;
  for (const [station, cited] of stations.cites.entries()) {
    for (const other of cited) counts[station]! += counts[other]!;
  }
  return stations.reports.reduce((sum, report) => sum + counts[report]!, 0n);
}

/** The beginning of a chain, told backwards from `station` to its report. */
interface Beginning {
  station: number;
  hops: number;
  before: Beginning | null;
}

/**
 * Lists the first chains, shortest first, each as stations from report to origin.
 *
 * Every beginning is finished by a shortest way on, and each turn not taken becomes a beginning that waits under the
 * length of the shortest chain it can become (best-first search; that length is known exactly, so buckets do for a
 * queue). Of the beginnings of one length the last found is taken first: it is a deep one, of which little is left to
 * walk. Stations that reach no origin are never entered.
 *
 * @param hops by station, as `measureHops` gives them.
 */
export function listChains(stations: Stations, hops: readonly (Hops | null)[], limit = CHAINS_LISTED): number[][] {
  const waiting: Beginning[][] = [];
  const wait = (beginning: Beginning): void => {
    const onward = hops[beginning.station];
    if (onward) (waiting[beginning.hops + onward.fewest] ??= []).push(beginning);
  };

  const finishChain = (beginning: Beginning): number[] => {
    let end = beginning;
    for (let left = hops[end.station]!.fewest; left > 0; left--) {
      const turns = stations.cites[end.station]!;
      const shortest = turns.findIndex((turn) => hops[turn]?.fewest === left - 1);
      const before = end;
      for (const [place, station] of [...turns.entries()].reverse()) {
        const turn = { station, hops: before.hops + 1, before };
        if (place === shortest) end = turn;
        else wait(turn);
      }
    }
    return tellChain(end);
  };

  for (const station of stations.reports.toReversed()) wait({ station, hops: 0, before: null });
  const chains: number[][] = [];
  for (let length = 0; length < waiting.length; length++) {
    while (chains.length < limit) {
      const beginning = waiting[length]?.pop();
      if (!beginning) break;
      chains.push(finishChain(beginning));
    }
  }
  return chains;
}

function tellChain(end: Beginning): number[] {
  const stations: number[] = [];
  for (let step: Beginning | null = end; step; step = step.before) stations.push(step.station);
  return stations.reverse();
}
