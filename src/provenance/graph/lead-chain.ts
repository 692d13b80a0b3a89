import {
  SUPPORTS,
  type Analysis,
  type EndKind,
  type GlyphStep,
  type HopGlyph,
  type Support,
  type Uid,
} from '../../model/records.ts';
import { findOtherAttributions, toUids } from './graph.ts';
import type { MeasuredGraph } from './hops.ts';
import type { Remainder } from './without.ts';

/** One chain of the asserting side, from a report to an end. */
export interface LeadChain {
  /** A circle on the way is one station of several statements. */
  stations: readonly (readonly Uid[])[];
  /** By hop, from one station to the next. Where several attributions join two stations, the weakest of them. */
  supports: readonly Support[];
  end: EndKind;
}

/**
 * Finds the chain that is shown where there is room for one: the shortest that leads to an end which the claim's hops
 * are counted to. Where they are counted to none, the shortest to any end; of several as short, always the same one.
 * @param analysis of this very graph
 * @param remainder of the same claim, for the chain that is left without one source
 * @returns null when no report leads to an end
 */
export function findLeadChain(
  measured: MeasuredGraph,
  analysis: Analysis,
  remainder: Remainder | null = null,
): LeadChain | null {
  const { graph, components } = measured;
  const { ends, hops } = remainder ?? analysis;
  const kinds = new Map(ends.map(({ statement, kind }) => [statement, kind]));
  const kindOf = (component: number) => kinds.get(toUids(graph, components.members[component]!)[0]!);
  const counted = components.sides.asserting.ends.filter((end) => isCounted(kindOf(end), hops));
  const chain = findShortest(measured, counted, remainder?.isOut);
  if (chain === null) return null;
  return {
    stations: chain.map((component) => toUids(graph, components.members[component]!)),
    supports: findSupports(measured, analysis, chain),
    end: kindOf(chain.at(-1)!)!,
  };
}

/**
 * Lists what the claim's hop glyph shows: its lead chain or, where its reports lead into a circle alone, that circle.
 * @param analysis of this very graph
 * @returns null when nobody asserts the claim
 */
export function listGlyphSteps(measured: MeasuredGraph, analysis: Analysis): HopGlyph | null {
  const chain = findLeadChain(measured, analysis);
  if (chain === null) return analysis.circles.length > 0 ? ['circle'] : null;
  const { stations, supports, end } = chain;
  const steps = stations.flatMap((station, at): GlyphStep[] => {
    const hop = supports[at];
    return [...(station.length > 1 ? (['circle'] as const) : []), ...(hop === undefined ? [] : [hop])];
  });
  const other = end === 'unsourced' ? findOtherAttributions(measured.graph).get(stations.at(-1)![0]!) : undefined;
  return [...steps, other ?? end];
}

/** Whether a claim's chain is the shortest of several: a shorter one may lead to an end that its hops are not counted to. */
export function isShortest({ supports }: LeadChain, { chainCount, chains }: Analysis): boolean {
  return chainCount > 1n && supports.length === chains[0]!.hops;
}

/** Hops are counted to settled ends, or else to open ones. */
function isCounted(kind: EndKind | undefined, hops: Analysis['hops']): boolean {
  if (kind === undefined) return false;
  if (hops === null) return true;
  return hops.open ? kind === 'open' : kind !== 'open' && kind !== 'dropped';
}

function findShortest(
  { components }: MeasuredGraph,
  ends: readonly number[],
  isOut: readonly boolean[] = [],
): number[] | null {
  const next = new Map(ends.map((end) => [end, end]));
  const steps = new Map(ends.map((end) => [end, 0]));
  // What a component cites has a smaller number, so it is known by then.
  for (const [component, cited] of components.cites.entries()) {
    if (isOut[component]) continue;
    for (const other of cited) {
      const onward = steps.get(other);
      if (onward === undefined || onward + 1 >= (steps.get(component) ?? Infinity)) continue;
      next.set(component, other);
      steps.set(component, onward + 1);
    }
  }
  const reports = components.sides.asserting.reports.filter((report) => next.has(report));
  const [first, ...others] = reports;
  if (first === undefined) return null;
  const chain = [others.reduce((least, report) => (steps.get(report)! < steps.get(least)! ? report : least), first)];
  for (let at = chain[0]!; next.get(at) !== at; at = next.get(at)!) chain.push(next.get(at)!);
  return chain;
}

/** By hop of the chain: how its weakest attribution is supported. */
function findSupports({ graph, components }: MeasuredGraph, analysis: Analysis, chain: readonly number[]): Support[] {
  const place = new Map(chain.map((component, at) => [component, at]));
  const weakest = chain.slice(1).map(() => 0);
  for (const [at, { uid }] of graph.attributions.entries()) {
    const step = place.get(components.of[graph.citing[at]!]!);
    if (graph.roles[at] !== 'hop' || step === undefined || components.of[graph.cited[at]!] !== chain[step + 1])
      continue;
    weakest[step] = Math.max(weakest[step]!, SUPPORTS.indexOf(analysis.support.get(uid)!));
  }
  return weakest.map((support) => SUPPORTS[support]!);
}
