import { findComponents, type Components, type SideComponents } from './components.ts';
import { indexGraph, type IndexedGraph } from './graph.ts';
import type { ClaimGraph, EndKind, Hops, Support } from '../../model/records.ts';

/** The fewest and the most steps over components from a component to one of the ends asked about. */
export type Steps = Pick<Hops, 'fewest' | 'most'>;

/** A claim's graph and what all else is measured by: made once, and handed on to whatever needs it. */
export interface MeasuredGraph {
  graph: IndexedGraph;
  components: Components;
  /** By component: the steps to ends of any kind; null where none is reached. */
  toEnd: readonly (Steps | null)[];
}

/** @throws Error when an attribution names a statement that is not in the graph. */
export function measureGraph(claim: ClaimGraph): MeasuredGraph {
  const graph = indexGraph(claim);
  const components = findComponents(graph);
  const { asserting, contesting } = components.sides;
  return { graph, components, toEnd: measureSteps(components, [...asserting.ends, ...contesting.ends]) };
}

/**
 * Measures how far every component is from some of the ends.
 * @returns by component: null where none of them is reached
 */
export function measureSteps(components: Components, ends: Iterable<number>): (Steps | null)[] {
  const steps: (Steps | null)[] = components.cites.map(() => null);
  for (const end of ends) steps[end] = { fewest: 0, most: 0 };
  for (const [component, cited] of components.cites.entries()) {
    let fewest = Infinity;
    let most = -1;
    for (const other of cited) {
      const onward = steps[other];
      if (!onward) continue;
      fewest = Math.min(fewest, onward.fewest);
      most = Math.max(most, onward.most);
    }
    if (most >= 0) steps[component] = { fewest: fewest + 1, most: most + 1 };
  }
  return steps;
}

const SETTLED: ReadonlySet<EndKind | null> = new Set<EndKind>(['origin', 'unsourced', 'unnamed']);

/**
 * By component: its hops to a settled end (`origin`, `unsourced` or `unnamed`); where it leads to none, to an open one;
 * null where it leads to neither.
 * @param kinds by component
 */
export function measureHops(components: Components, kinds: readonly (EndKind | null)[]): (Hops | null)[] {
  const all = [...kinds.keys()];
  const settled = measureSteps(
    components,
    all.filter((component) => SETTLED.has(kinds[component]!)),
  );
  const open = measureSteps(
    components,
    all.filter((component) => kinds[component] === 'open'),
  );
  return settled.map((steps, component) => {
    if (steps) return { ...steps, open: false };
    const least = open[component];
    return least ? { ...least, open: true } : null;
  });
}

/** The hops of several reports together: of those that lead to a settled end, or where none does of the others. */
export function spanHops(several: readonly (Hops | null)[]): Hops | null {
  const measured = several.filter((hops) => hops !== null);
  const settled = measured.filter(({ open }) => !open);
  const [first, ...others] = settled.length > 0 ? settled : measured;
  if (!first) return null;
  return others.reduce((span, { fewest, most }) => {
    return { ...span, fewest: Math.min(span.fewest, fewest), most: Math.max(span.most, most) };
  }, first);
}

interface WeakHop {
  /** The attribution's position. */
  attribution: number;
  /** Hops before it. */
  before: number;
  /** Hops of the shortest chain through it. */
  chain: number;
}

/**
 * Finds for every component the nearest hop on its chains that is not `read`. Of several as near it is the one on the
 * shortest chain, then the first. Hops within a circle count where the circle stands.
 * @param support by attribution
 * @returns by component: the attribution's position; null where all are read, or no chain begins
 */
export function findWeakestHops(
  { graph, components, toEnd }: MeasuredGraph,
  support: readonly Support[],
): (number | null)[] {
  const weak = findOwnWeakHops({ graph, components, toEnd }, support);
  for (const [component, cited] of components.cites.entries()) {
    for (const other of cited) {
      const onward = weak[other];
      if (!onward) continue;
      const hop = { ...onward, before: onward.before + 1, chain: onward.chain + 1 };
      if (isWeaker(hop, weak[component] ?? null)) weak[component] = hop;
    }
  }
  return weak.map((hop) => hop?.attribution ?? null);
}

/** By component: of the hops that leave it or lie inside it, and are on its chains. */
function findOwnWeakHops({ graph, components, toEnd }: MeasuredGraph, support: readonly Support[]): (WeakHop | null)[] {
  const weak: (WeakHop | null)[] = components.cites.map(() => null);
  for (const [attribution, role] of graph.roles.entries()) {
    if (role !== 'hop' || support[attribution] === 'read') continue;
    const component = components.of[graph.citing[attribution]!]!;
    const cited = components.of[graph.cited[attribution]!]!;
    const onward = toEnd[cited];
    if (!onward) continue;
    const hop = { attribution, before: 0, chain: onward.fewest + (cited === component ? 0 : 1) };
    if (isWeaker(hop, weak[component]!)) weak[component] = hop;
  }
  return weak;
}

function isWeaker(hop: WeakHop, other: WeakHop | null): boolean {
  if (!other) return true;
  return (hop.before - other.before || hop.chain - other.chain || hop.attribution - other.attribution) < 0;
}

/** The components that the reports of one side lead to, themselves included. */
export function markReached({ reports }: SideComponents, components: Components): boolean[] {
  const isReached = components.cites.map(() => false);
  for (const report of reports) isReached[report] = true;
  for (let component = components.cites.length - 1; component >= 0; component--) {
    if (!isReached[component]) continue;
    for (const cited of components.cites[component]!) isReached[cited] = true;
  }
  return isReached;
}
