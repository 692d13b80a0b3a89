import type { Components, SideComponents } from './components.ts';
import type { MeasuredGraph, Steps } from './hops.ts';

/** How many chains are listed, shortest first. There may be more of them than atoms in the universe. */
export const CHAINS_LISTED = 100;

/**
 * Counts the chains that begin at each component: the ways over components to an end. Exact, without walking them.
 * A sum costs as much as it has digits, so this alone can take longer than the graph is large.
 */
export function countChains({ components, toEnd }: MeasuredGraph): bigint[] {
  const counts: bigint[] = toEnd.map((steps) => (steps?.most === 0 ? 1n : 0n));
  for (const [component, cited] of components.cites.entries()) {
    for (const other of cited) counts[component]! += counts[other]!;
  }
  return counts;
}

/** The beginning of a chain, linked backwards from `component` to its report. */
interface Beginning {
  component: number;
  hops: number;
  before: Beginning | null;
}

/**
 * Lists the first chains of one side, shortest first, each as components from report to end.
 *
 * Every beginning is finished by a shortest way on, and each turn not taken becomes a beginning that waits under the
 * length of the shortest chain it can become (best-first search; that length is known exactly, so buckets do for a
 * queue). Of the beginnings of one length the last found is taken first: it is a deep one, of which little is left to
 * walk. Components that reach no end are never entered.
 */
export function listShortestChains(
  { reports }: SideComponents,
  { components, toEnd }: Pick<MeasuredGraph, 'components' | 'toEnd'>,
  limit = CHAINS_LISTED,
): number[][] {
  const waiting: Beginning[][] = [];
  const wait = (beginning: Beginning): void => {
    const onward = toEnd[beginning.component];
    if (onward) (waiting[beginning.hops + onward.fewest] ??= []).push(beginning);
  };

  const finishChain = (beginning: Beginning): number[] => {
    let end = beginning;
    for (let left = toEnd[end.component]!.fewest; left > 0; left--) {
      const turns = components.cites[end.component]!;
      const shortest = turns.findIndex((turn) => toEnd[turn]?.fewest === left - 1);
      const before = end;
      for (const [place, component] of [...turns.entries()].reverse()) {
        const turn = { component, hops: before.hops + 1, before };
        if (place === shortest) end = turn;
        else wait(turn);
      }
    }
    return unwindChain(end);
  };

  for (const component of reports.toReversed()) wait({ component, hops: 0, before: null });
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

function unwindChain(end: Beginning): number[] {
  const components: number[] = [];
  for (let step: Beginning | null = end; step; step = step.before) components.push(step.component);
  return components.reverse();
}

/**
 * Finds the components on every chain of one side, reports and a sole end left out, from the report side to the end side.
 *
 * Along a chain component numbers fall (see `Components`). So a component is on every chain exactly when no hop jumps
 * over it, from a larger number to a smaller one. Chains begin and end differently, too: a step from a start to every
 * report and from every end to a finish take part. One pass that remembers how far the steps so far reach.
 */
export function findChokePoints(side: SideComponents, { components, toEnd }: MeasuredGraph): number[] {
  const isOnChain = markComponentsOnChains(side, components, toEnd);
  const isEnd = new Set(side.ends);
  const isReport = new Set(side.reports);
  const chokePoints: number[] = [];
  let reach = components.cites.length;
  for (const report of side.reports) {
    if (isOnChain[report]) reach = Math.min(reach, report);
  }
  for (let component = components.cites.length - 1; component >= 0; component--) {
    if (!isOnChain[component]) continue;
    if (isEnd.has(component)) break; // its step to the finish jumps over all that follow
    if (reach >= component && !isReport.has(component)) chokePoints.push(component);
    for (const cited of components.cites[component]!) {
      if (isOnChain[cited]) reach = Math.min(reach, cited);
    }
  }
  return chokePoints;
}

function markComponentsOnChains(
  { reports }: SideComponents,
  components: Components,
  toEnd: readonly (Steps | null)[],
): boolean[] {
  const isOnChain = components.cites.map(() => false);
  for (const report of reports) isOnChain[report] = toEnd[report] !== null;
  for (let component = components.cites.length - 1; component >= 0; component--) {
    if (!isOnChain[component]) continue;
    for (const cited of components.cites[component]!) isOnChain[cited] = toEnd[cited] !== null;
  }
  return isOnChain;
}
