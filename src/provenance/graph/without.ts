import type { Analysis, End, EndKind, Hops, ReportAnalysis, Uid } from '../../model/records.ts';
import { countIndependentSources, findFamilies } from './ends.ts';
import { linkStatements, toUids, type IndexedGraph } from './graph.ts';
import { markReached, measureHops, measureSteps, spanHops, type MeasuredGraph } from './hops.ts';

/** What is left of a claim's asserting side when the statements of one source are taken out. */
export interface Remainder {
  source: Uid;
  /** The graph without the hops that lead to what is taken out, or on from there. */
  graph: IndexedGraph;
  /** By component: whether it is taken out. A circle goes with any of its statements. */
  isOut: readonly boolean[];
  hops: Hops | null;
  /** The reports by others that still reach an end, and those that did and no longer do. */
  reports: readonly ReportAnalysis[];
  lost: readonly Uid[];
  /** The ends that these reports reach. */
  ends: readonly End[];
  independentSources: number;
  /** Statements on the chains that are left. */
  standing: ReadonlySet<Uid>;
  /** Statements that are on a chain of the whole claim, and on none any more, though they are not taken out. */
  cutOff: ReadonlySet<Uid>;
}

/**
 * Takes one source out of a claim: a chain through any of its statements is gone, and all else is as it was, so that
 * whoever cited it does not become somebody who gives no source. Definition: domain.md, "break points".
 * @param analysis of this very graph
 */
export function takeOut(measured: MeasuredGraph, analysis: Analysis, source: Uid): Remainder {
  const { graph, components } = measured;
  const isOut = components.members.map((statements) =>
    statements.some((at) => graph.statements[at]!.source === source),
  );
  const kinds = listKinds(measured, analysis).map((kind, component) => (isOut[component] ? null : kind));
  const cites = components.cites.map((cited, component) => (isOut[component] ? [] : cited.filter((at) => !isOut[at])));
  const own = components.sides.asserting;
  const ends = own.ends.filter((end) => !isOut[end]);
  const left = { ...components, cites };
  const toEnd = measureSteps(left, ends);
  const hops = measureHops(left, kinds);
  const reports = own.reports.filter((report) => !isOut[report] && toEnd[report]);
  const isReached = markReached({ ...own, reports }, left);
  const reachedEnds = ends.filter((end) => isReached[end]);
  const families = findFamilies(graph.sources);
  const familyOf = graph.statements.map((statement) => families.get(statement.source) ?? null);
  const toUid = (component: number): Uid => toUids(graph, components.members[component]!)[0]!;
  const wasReached = markReached(own, components);
  const stands = (component: number): boolean => isReached[component]! && toEnd[component] !== null;
  const listStatements = (isAmong: (component: number) => boolean): Set<Uid> => {
    return new Set(components.members.flatMap((at, component) => (isAmong(component) ? toUids(graph, at) : [])));
  };
  return {
    ...{ source, isOut, graph: cutHops(measured, isOut) },
    hops: spanHops(reports.map((report) => hops[report]!)),
    reports: reports.map((report) => ({ statement: toUid(report), hops: hops[report]!, weakestHop: null })),
    lost: own.reports
      .filter((report) => !isOut[report] && measured.toEnd[report] && !toEnd[report])
      .map((report) => toUid(report)),
    ends: reachedEnds.map((end) => ({ statement: toUid(end), kind: kinds[end]! })),
    independentSources: countIndependentSources({ ...own, ends: reachedEnds }, components, kinds, familyOf),
    standing: listStatements((at) => stands(at)),
    cutOff: listStatements((at) => wasReached[at]! && measured.toEnd[at] !== null && !isOut[at] && !stands(at)),
  };
}

/** By component: what kind of end it is, null where it is none. */
function listKinds({ graph, components }: MeasuredGraph, { ends }: Analysis): (EndKind | null)[] {
  const kindOf = new Map(ends.map(({ statement, kind }) => [statement, kind]));
  return components.members.map((statements) => kindOf.get(toUids(graph, statements)[0]!) ?? null);
}

function cutHops({ graph, components }: MeasuredGraph, isOut: readonly boolean[]): IndexedGraph {
  const touches = (at: number): boolean => {
    return [graph.citing[at]!, graph.cited[at]!].some((end) => isOut[components.of[end]!]);
  };
  const roles = graph.roles.map((role, at) => (role === 'hop' && touches(at) ? 'idle' : role));
  return { ...graph, roles, ...linkStatements({ ...graph, roles }, ['hop']) };
}
