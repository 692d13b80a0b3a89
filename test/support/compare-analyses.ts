/** Two analyses of a claim told apart in shorthand, so that a person sees at once where they differ. */
import fc from 'fast-check';
import {
  isDisputed,
  isDocumentRead,
  type Analysis,
  type Chain,
  type ClaimGraph,
  type Finding,
  type FindingKind,
  type Hops,
  type SideAnalysis,
  type Uid,
} from '../../src/model/records.ts';
import { keyOf, keysOf } from './graph.ts';

/** From the two wordings of a hop: brute force knows nothing of words. */
const FROM_WORDINGS: readonly FindingKind[] = ['certainty-raised', 'number-changed'];

/** Holds a law for random graphs, the same in every run; a failure shows the smallest graph in shorthand. */
export function checkLaw(
  graphs: fc.Arbitrary<ClaimGraph>,
  numRuns: number,
  findFault: (graph: ClaimGraph) => string | null,
): void {
  const law = fc.property(graphs, (graph) => {
    const fault = findFault(graph);
    if (fault !== null) throw new Error(fault);
  });
  const { failed, counterexample, errorInstance } = fc.check(law, { numRuns, seed: 20250617 });
  if (failed) throw new Error(`${tellGraph(counterexample![0])}\n${String(errorInstance)}`, { cause: errorInstance });
}

/** The first member, the plainest first, in which an analysis differs from what is expected; null when none does. */
export function findDifference(found: Analysis, expected: Analysis): string | null {
  const [told, wanted] = [tellAnalysis(found), tellAnalysis(expected)];
  const member = Object.keys(wanted).find((key) => told[key] !== wanted[key]);
  return member === undefined ? null : `${member}\n  expected ${wanted[member]}\n  found    ${told[member]}`;
}

/** An analysis in shorthand, by member. */
export function tellAnalysis(analysis: Analysis): Record<string, string> {
  return {
    void: tellSet(keysOf([...analysis.void])),
    replies: tellSet(keysOf(analysis.replies)),
    read: tellMap(analysis.read),
    support: tellMap(analysis.support),
    lag: tellMap(analysis.lag),
    ...tellSide('asserting', analysis),
    contested: analysis.contested ? 'yes' : 'null',
    ...(analysis.contested ? tellSide('contested', analysis.contested) : {}),
    distances: tellMap(analysis.distances),
    breakPoints: tellList(analysis.breakPoints.map((sources) => keysOf(sources).join('+'))),
    findings: tellList(analysis.findings.filter(({ kind }) => !FROM_WORDINGS.includes(kind)).map(tellFinding)),
  };
}

/** The first hundred chains stand for all: those of one length in any order. */
const CHAINS_COMPARED = 100;

function tellSide(name: string, side: SideAnalysis): Record<string, string> {
  const chains = side.chains.slice(0, CHAINS_COMPARED);
  const longest = side.chainCount > BigInt(CHAINS_COMPARED) ? chains.at(-1)!.hops : Infinity;
  const told = {
    circles: tellSet(side.circles.map((circle) => keysOf(circle).sort().join('+'))),
    ends: tellList(side.ends.map(({ statement, kind }) => `${keyOf(statement)} ${kind}`)),
    independentSources: String(side.independentSources),
    chainCount: String(side.chainCount),
    lengths: tellList(chains.map(({ hops }) => String(hops))),
    chains: tellSet(chains.filter(({ hops }) => hops < longest).map((chain) => tellChain(side, chain))),
    chokePoints: tellSet(keysOf(side.chokePoints)),
    hops: tellHops(side.hops),
    reportHops: tellSet(side.reports.map(({ statement, hops }) => `${keyOf(statement)} ${tellHops(hops)}`)),
    weakestHops: tellSet(
      side.reports.map(
        ({ statement, weakestHop }) => `${keyOf(statement)}: ${weakestHop ? keyOf(weakestHop) : 'none'}`,
      ),
    ),
  };
  return Object.fromEntries(Object.entries(told).map(([key, value]) => [`${name} ${key}`, value]));
}

/** Station by station. The statements of a circle may stand in any order, but together and all of them. */
function tellChain({ circles }: SideAnalysis, { hops, statements }: Chain): string {
  const stations: string[] = [];
  for (let place = 0; place < statements.length;) {
    const circle = circles.find((members) => members.includes(statements[place]!));
    const station = statements.slice(place, place + (circle?.length ?? 1));
    stations.push(keysOf(station).sort().join('+'));
    place += station.length;
  }
  return `${hops}: ${stations.join(' ')}`;
}

function tellHops(hops: Hops | null): string {
  return hops ? `${hops.open ? 'at least ' : ''}${hops.fewest}–${hops.most}` : 'null';
}

/** A finding in shorthand: `caution open-end: tass`. */
export function tellFinding({ kind, severity, statements }: Finding): string {
  return `${severity} ${kind}: ${keysOf(statements).join(' ')}`;
}

function tellMap(map: ReadonlyMap<Uid, unknown>): string {
  return tellSet([...map].map(([uid, value]) => `${keyOf(uid)}: ${String(value)}`));
}

/** In any order. */
function tellSet(items: readonly string[]): string {
  return tellList(items.toSorted());
}

function tellList(items: readonly string[]): string {
  return `[${items.join(' | ')}]`;
}

/** A graph in shorthand, a line for each record: what is usual is left out. */
export function tellGraph({ sources, documents, statements, attributions }: ClaimGraph): string {
  const name = (uid: Uid | null): string => (uid === null ? '' : keyOf(uid));
  return [
    ...sources.map((s) => `source ${keyOf(s.uid)}: ${s.kind}${s.parent ? ` of ${name(s.parent)}` : ''}`),
    ...documents.map((d) => `document ${keyOf(d.uid)} by ${name(d.publisher)}${isDocumentRead(d) ? '' : ', unread'}`),
    ...statements.map(
      (s) =>
        `statement ${keyOf(s.uid)}: ${s.stance}, ${s.basis}${s.document ? ` in ${name(s.document)}` : ''}` +
        `${s.statedAt ? ` at ${s.statedAt}` : ''}${s.retractedAt ? ', retracted' : ''}`,
    ),
    ...attributions.map(
      (a) =>
        `${keyOf(a.uid)}: ${a.manner}${isDisputed(a) ? ', disputed' : ''}` +
        `${a.evidence.length > 0 ? ` by ${keysOf(a.evidence.map(({ document }) => document)).join()}` : ''}`,
    ),
  ].join('\n');
}
