import { findComponents, type Components } from './components.ts';
import { indexGraph, type IndexedGraph } from './graph.ts';
import type { ClaimGraph, Hops, Support } from '../../model/records.ts';

/** A claim's graph and what all else is measured by: made once, and handed on to whatever needs it. */
export interface MeasuredGraph {
  graph: IndexedGraph;
  components: Components;
  /** By component: null where no origin is reached. */
  hops: readonly (Hops | null)[];
}

/** @throws Error when an attribution names a statement that is not in the graph. */
export function measureGraph(claim: ClaimGraph): MeasuredGraph {
  const graph = indexGraph(claim);
  const components = findComponents(graph);
  return { graph, components, hops: measureHops(components) };
}

/**
 * Measures every component's hops to an origin.
 * @returns by component the fewest and most steps over components on the ways that reach an origin; null where none does.
 */
export function measureHops(components: Components): (Hops | null)[] {
  const hops: (Hops | null)[] = components.cites.map(() => null);
  for (const origin of components.origins) hops[origin] = { fewest: 0, most: 0 };
  for (const [component, cited] of components.cites.entries()) {
    const onward = spanHops(cited.map((other) => hops[other]!));
    if (onward) hops[component] = { fewest: onward.fewest + 1, most: onward.most + 1 };
  }
  return hops;
}

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

interface SeenTo {
  /** How many hops in a row from here are `seen`. */
  hops: number;
  /** The attribution (its position) that comes next and is not `seen`; null when all are. */
  weakestLink: number | null;
}

/**
 * Measures how far from each component every hop is `seen`: the fewest hops to an attribution that is not. Attributions
 * that leave a component or lie inside its circle count at the component. Where all are seen it is the most hops to an
 * origin, or, when no origin can be reached, the longest way there is.
 * @param hops by component, as `measureHops` gives them.
 * @param support by attribution.
 * @returns by component.
 */
export function measureSeenTo(
  graph: IndexedGraph,
  components: Components,
  hops: readonly (Hops | null)[],
  support: readonly Support[],
): SeenTo[] {
  const firstUnseen = findFirstUnseen(graph, components, support);
  const longest: number[] = [];
  const seenTo: SeenTo[] = [];
  for (const [component, cited] of components.cites.entries()) {
    longest.push(cited.reduce((most, other) => Math.max(most, longest[other]! + 1), 0));
    let nearest = firstUnseen.has(component) ? { hops: 0, weakestLink: firstUnseen.get(component)! } : null;
    if (!nearest) {
      for (const other of cited) {
        const { hops: onward, weakestLink } = seenTo[other]!;
        if (weakestLink === null) continue;
        if (!nearest || onward + 1 < nearest.hops) nearest = { hops: onward + 1, weakestLink };
      }
    }
    seenTo.push(nearest ?? { hops: hops[component]?.most ?? longest[component]!, weakestLink: null });
  }
  return seenTo;
}

function findFirstUnseen(
  graph: IndexedGraph,
  components: Components,
  support: readonly Support[],
): Map<number, number> {
  const firstUnseen = new Map<number, number>();
  for (const [attribution, citing] of graph.citing.entries()) {
    const component = components.of[citing]!;
    if (support[attribution] !== 'seen' && !firstUnseen.has(component)) firstUnseen.set(component, attribution);
  }
  return firstUnseen;
}
