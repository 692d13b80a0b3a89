import { deriveLag } from '../model/dates.ts';
import type { Analysis, Chain, ClaimGraph, ReportAnalysis, SideAnalysis, Uid } from '../model/records.ts';
import { deriveFacts, type Facts } from './facts.ts';
import { raiseFindings } from './findings/findings.ts';
import { findBreakPoints } from './graph/break-points.ts';
import { listShortestChains } from './graph/chains.ts';
import { toUids, type Side } from './graph/graph.ts';
import { findWeakestHops, measureGraph, spanHops, type MeasuredGraph } from './graph/hops.ts';

/**
 * Derives everything there is to know about a claim from its graph. The result is the same for every order of the
 * input. Definitions: `README.md` of this folder.
 * @param measured the same claim's graph, where it has been measured already
 * @throws Error when an attribution names a statement that is not in the graph. Nothing else is refused: circles, a
 * missing source or document, parents in a loop and dates that are none are all answered.
 */
export function analyse(claim: ClaimGraph, measured: MeasuredGraph = measureGraph(claim)): Analysis {
  const facts = deriveFacts(claim, measured);
  const { graph, components } = facts;
  const weakestHops = findWeakestHops(facts, facts.support);
  const isContested = graph.sides.some((side, at) => side === 'contesting' && !graph.isVoid[at]);
  return {
    ...analyseSide(facts, 'asserting', weakestHops),
    contested: isContested ? analyseSide(facts, 'contesting', weakestHops) : null,
    breakPoints: findBreakPoints(facts),
    replies: graph.attributions.filter((_, at) => graph.roles[at] === 'reply').map(({ uid }) => uid),
    findings: raiseFindings(facts),
    support: new Map(graph.attributions.map(({ uid }, at) => [uid, facts.support[at]!])),
    lag: deriveLags(facts),
    distances: mapStatements(facts, (at) => {
      const hops = facts.hops[components.of[at]!];
      return hops && !hops.open ? hops.fewest : null;
    }),
    read: mapStatements(facts, (at) => facts.isRead[at]!),
    void: new Set(graph.statements.filter((_, at) => graph.isVoid[at]).map(({ uid }) => uid)),
  };
}

function analyseSide(facts: Facts, side: Side, weakestHops: readonly (number | null)[]): SideAnalysis {
  const { graph, components, hops, endKinds } = facts;
  const own = components.sides[side];
  const { independentSources, chokePoints, chainCount } = facts.sides[side];
  const toStatements = (component: number): Uid[] => toUids(graph, components.members[component]!);
  const toStatement = (component: number): Uid => toStatements(component)[0]!;
  return {
    hops: spanHops(own.reports.map((report) => hops[report]!)),
    reports: own.reports.map((report): ReportAnalysis => {
      const weakest = weakestHops[report]!;
      return {
        statement: toStatement(report),
        hops: hops[report]!,
        weakestHop: weakest === null ? null : graph.attributions[weakest]!.uid,
      };
    }),
    ends: own.ends.map((end) => ({ statement: toStatement(end), kind: endKinds[end]! })),
    independentSources,
    chokePoints: chokePoints.flatMap(toStatements),
    circles: own.cycles.map(toStatements),
    chainCount,
    chains: listShortestChains(own, facts).map((chain): Chain => {
      return { hops: chain.length - 1, statements: chain.flatMap(toStatements) };
    }),
  };
}

function deriveLags({ graph, dates }: Facts): Map<Uid, string | null> {
  return new Map(
    graph.attributions.map(({ uid }, at) => [uid, deriveLag(dates[graph.citing[at]!]!, dates[graph.cited[at]!]!)]),
  );
}

function mapStatements<T>({ graph }: Facts, derive: (at: number) => T): Map<Uid, T> {
  return new Map(graph.statements.map(({ uid }, at) => [uid, derive(at)]));
}
