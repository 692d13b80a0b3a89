import { listShortestChains } from './graph/chains.ts';
import { deriveFacts, type Facts } from './facts.ts';
import { raiseFindings } from './findings/findings.ts';
import { toUids } from './graph/graph.ts';
import { measureGraph, spanHops, type MeasuredGraph, measureSeenTo } from './graph/hops.ts';
import type { Analysis, Chain, ClaimGraph, ReportAnalysis, Uid } from '../model/records.ts';
import { deriveLag } from '../model/dates.ts';

/**
 * Derives everything there is to know about a claim from its graph. The result is the same for every order of the
 * input. Definitions: `README.md` of this folder.
 * @param measured the same claim's graph, where it has been measured already
 * @throws Error when an attribution names a statement that is not in the graph. Nothing else is refused: circles, a
 * missing source, parents in a loop and dates that are none are all answered.
 */
export function analyse(claim: ClaimGraph, measured: MeasuredGraph = measureGraph(claim)): Analysis {
  const facts = deriveFacts(measured);
  const { graph, components, hops } = facts;
  const toStatements = (component: number): Uid[] => toUids(graph, components.members[component]!);
  return {
    hops: spanHops(components.reports.map((report) => hops[report]!)),
    reports: analyseReports(facts),
    origins: components.origins.map((origin) => {
      const position = components.members[origin]![0]!;
      return { statement: graph.statements[position]!.uid, named: facts.families[position] !== null };
    }),
    independentOrigins: facts.independentOrigins.count,
    chokePoints: facts.chokePoints.flatMap(toStatements),
    circles: components.cycles.map(toStatements),
    chainCount: facts.chainCount,
    chains: listShortestChains(components, hops).map((chain): Chain => {
      return { hops: chain.length - 1, statements: chain.flatMap(toStatements) };
    }),
    findings: raiseFindings(facts),
    support: new Map(graph.attributions.map(({ uid }, position) => [uid, facts.support[position]!])),
    lag: deriveLags(facts),
    distances: new Map(
      graph.statements.map(({ uid }, position) => [uid, hops[components.of[position]!]?.fewest ?? null]),
    ),
  };
}

function analyseReports({ graph, components, hops, support }: Facts): ReportAnalysis[] {
  const seenTo = measureSeenTo(graph, components, hops, support);
  return components.reports.map((report) => {
    const seen = seenTo[report]!;
    return {
      statement: graph.statements[components.members[report]![0]!]!.uid,
      hops: hops[report]!,
      seenTo: seen.hops,
      weakestLink: seen.weakestLink === null ? null : graph.attributions[seen.weakestLink]!.uid,
    };
  });
}

function deriveLags({ graph, dates }: Facts): Map<Uid, string | null> {
  return new Map(
    graph.attributions.map(({ uid }, position) => {
      return [uid, deriveLag(dates[graph.citing[position]!]!, dates[graph.cited[position]!]!)];
    }),
  );
}
