import { compareUids } from './graph.ts';
import { isNamed } from './ends.ts';
import { markReached, type MeasuredGraph } from './hops.ts';
import type { Uid } from '../../model/records.ts';

/** A set of up to 32 sources is one 32-bit number. */
const SOURCES_A_PASS = 32;

/** Each first source of a pair costs a few passes over the graph: past so many components in all, pairs are not looked for. */
const MOST_PAIR_WORK = 400_000;

/**
 * Finds the break points of the asserting side: the named sources without whose statements no report by anybody else
 * reaches an end; where there is none, the pairs of sources. A circle is one station, so a source is taken out with every
 * circle that it is part of. Sets that would take out every report that reaches an end don't count.
 *
 * Whatever breaks every chain breaks any one of them, so the sources of one chain are all that has to be tried: 32 in one
 * pass, as sets of bits. For a pair, one source of that chain is taken out first, then the sources of a chain still there.
 * @returns each set sorted by uid, the sets in the order of their members
 */
export function findBreakPoints(measured: MeasuredGraph): Uid[][] {
  const named = nameComponents(measured);
  const singles = findBreaking(measured, named, null);
  if (singles.length > 0) return singles.map((source) => [named.uids[source]!]).sort(compareSets);
  return findBreakingPairs(measured, named).sort(compareSets);
}

/** A claim's named sources by number, and by component those that speak in it. */
interface NamedSources {
  uids: readonly Uid[];
  /** By component: numbers in `uids`, each once. */
  of: readonly (readonly number[])[];
}

function nameComponents({ graph, components }: MeasuredGraph): NamedSources {
  const numbers = new Map<Uid, number>();
  const numberOf = (source: Uid): number => {
    const known = numbers.get(source);
    if (known !== undefined) return known;
    numbers.set(source, numbers.size);
    return numbers.size - 1;
  };
  const of = components.members.map((statements) => {
    const sources = new Set(statements.map((statement) => graph.statements[statement]!.source));
    return [...sources].filter((source) => isNamed(graph.sources.get(source))).map(numberOf);
  });
  return { uids: [...numbers.keys()], of };
}

function findBreakingPairs(measured: MeasuredGraph, named: NamedSources): Uid[][] {
  const firsts = listCandidates(measured, named, null);
  const reached = markReached(measured.components.sides.asserting, measured.components).filter(Boolean).length;
  if (firsts.length * reached > MOST_PAIR_WORK) return [];
  const pairs = new Map<string, Uid[]>();
  for (const first of firsts) {
    for (const second of findBreaking(measured, named, first)) {
      const pair = [named.uids[first]!, named.uids[second]!].sort(compareUids);
      pairs.set(pair.join(' '), pair);
    }
  }
  return [...pairs.values()];
}

/** The sources that break all chains that are left without the statements of `without`. */
function findBreaking(measured: MeasuredGraph, named: NamedSources, without: number | null): number[] {
  const candidates = listCandidates(measured, named, without);
  const breaking: number[] = [];
  for (let first = 0; first < candidates.length; first += SOURCES_A_PASS) {
    const batch = candidates.slice(first, first + SOURCES_A_PASS);
    const broken = findBroken(measured, named, batch, without);
    breaking.push(...batch.filter((_, bit) => broken & (1 << bit)));
  }
  return breaking;
}

/** The named sources of one chain that is left; none where no chain is. */
function listCandidates(measured: MeasuredGraph, named: NamedSources, without: number | null): number[] {
  return [...new Set(findChain(measured, named, without).flatMap((component) => named.of[component]!))];
}

function findChain({ components, toEnd }: MeasuredGraph, named: NamedSources, without: number | null): number[] {
  // By component: the next one on a shortest way to an end; itself at an end; -1 where no way is left.
  const next = new Int32Array(components.cites.length).fill(-1);
  const steps = new Int32Array(components.cites.length);
  for (const [component, cited] of components.cites.entries()) {
    if (without !== null && named.of[component]!.includes(without)) continue;
    if (toEnd[component]?.most === 0) next[component] = component;
    for (const other of cited) {
      if (next[other] === -1 || (next[component] !== -1 && steps[other]! + 1 >= steps[component]!)) continue;
      next[component] = other;
      steps[component] = steps[other]! + 1;
    }
  }
  const reports = components.sides.asserting.reports.filter((report) => next[report] !== -1);
  const [first, ...others] = reports;
  if (first === undefined) return [];
  const chain = [others.reduce((least, report) => (steps[report]! < steps[least]! ? report : least), first)];
  for (let at = chain[0]!; next[at] !== at; at = next[at]!) chain.push(next[at]!);
  return chain;
}

/**
 * Which of a batch of sources leave no chain to any report by others, together with `without`.
 * @returns a bit for each source of the batch
 */
function findBroken(
  { components, toEnd }: MeasuredGraph,
  named: NamedSources,
  batch: readonly number[],
  without: number | null,
): number {
  const all = batch.length === SOURCES_A_PASS ? -1 : (1 << batch.length) - 1;
  // By source: its bit, all bits where it is taken out anyway.
  const bits = new Int32Array(named.uids.length);
  for (const [bit, source] of batch.entries()) bits[source] = 1 << bit;
  if (without !== null) bits[without] = all;
  const takeBits = (component: number): number => {
    let set = 0;
    for (const source of named.of[component]!) set |= bits[source]!;
    return set;
  };
  // By component: the sources without which no way to an end is left from it.
  const cut = new Int32Array(components.cites.length);
  for (const [component, cited] of components.cites.entries()) {
    let onward = toEnd[component]?.most === 0 ? 0 : all;
    for (const other of cited) onward &= cut[other]!;
    cut[component] = onward | takeBits(component);
  }
  let breaksAll = all;
  let leavesSome = 0;
  for (const report of components.sides.asserting.reports) {
    if (toEnd[report] === null) continue;
    breaksAll &= cut[report]!;
    leavesSome |= all & ~takeBits(report);
  }
  return breaksAll & leavesSome;
}

function compareSets(a: readonly Uid[], b: readonly Uid[]): number {
  return compareUids(a.join(' '), b.join(' '));
}
