import { indexGraph, walkFrom, type IndexedGraph } from '../provenance/graph/graph.ts';
import type { Analysis, ClaimGraph, Hops, ReportAnalysis, Uid } from '../model/records.ts';
import { beginSentence, joinNames, nameStatements } from './names.ts';
import { writeCountInSentence, writeCountWithVerb } from './values.ts';

/**
 * The claim in one sentence, as its page begins: how far its reports are from the origin, what every chain passes
 * through, how much of it has been seen, who denies it.
 * @param analysis of the same graph.
 * @param graph the same graph indexed, where it has been already
 */
export function writeHeadline(claim: ClaimGraph, analysis: Analysis, graph: IndexedGraph = indexGraph(claim)): string {
  if (claim.statements.length === 0) return 'No statement has been recorded yet.';
  const outline = outlineClaim(claim, analysis, graph);
  const clauses = [
    ...describeHops(outline),
    ...describeChokePoints(outline),
    ...describeSeen(outline),
    ...describeStances(outline),
  ];
  return `${beginSentence(clauses.join('; '))}.`;
}

interface Outline {
  claim: ClaimGraph;
  analysis: Analysis;
  names: ReadonlyMap<Uid, string>;
  /** What the reports rest on, themselves included, with the fewest attributions on the way there. */
  distances: ReadonlyMap<Uid, number>;
}

function outlineClaim(claim: ClaimGraph, analysis: Analysis, graph: IndexedGraph): Outline {
  const reports = new Set(analysis.reports.map(({ statement }) => statement));
  const starts = [...graph.statements.keys()].filter((position) => reports.has(graph.statements[position]!.uid));
  const walk = walkFrom(starts, graph.cites);
  return {
    claim,
    analysis,
    names: nameStatements(graph.statements, graph.sources),
    distances: new Map([...walk].map(([position, steps]) => [graph.statements[position]!.uid, steps])),
  };
}

function nameAll(outline: Outline, statements: readonly Uid[]): string {
  return joinNames(statements.map((uid) => outline.names.get(uid)!));
}

function describeHops(outline: Outline): string[] {
  const { hops, reports, circles } = outline.analysis;
  if (reports.length === 0) {
    return [
      `No report leads to an origin: statements by ${nameAll(outline, circles.flat())} cite one another in a circle`,
    ];
  }
  const traced = reports.filter((report) => report.hops !== null);
  const lost = reports.filter((report) => report.hops === null);
  const clauses: string[] = [];
  if (hops) clauses.push(`${describeReports(outline, traced)} ${describeWay(outline, hops, traced.length > 1)}`);
  if (lost.length > 0)
    clauses.push(`${describeReports(outline, lost)} ${lost.length > 1 ? 'reach' : 'reaches'} no origin`);
  return clauses;
}

function describeReports(outline: Outline, reports: readonly ReportAnalysis[]): string {
  const names = joinNames(reports.map(({ statement }) => outline.names.get(statement)!));
  if (reports.length > 1) return `${writeCountInSentence(reports.length, 'report')}, by ${names},`;
  // "An unnamed source (…)" takes no possessive.
  return names.startsWith('an ') ? `the report by ${names}` : `${names}'s report`;
}

function describeWay(outline: Outline, hops: Hops, areMany: boolean): string {
  if (hops.most === 0) return areMany ? 'cite nobody: each is its own origin' : 'cites nobody: it is its own origin';
  const distance =
    hops.fewest < hops.most ? `${hops.fewest} to ${hops.most} hops` : writeCountInSentence(hops.most, 'hop');
  return `${areMany ? 'are' : 'is'} ${distance} from ${areMany ? 'their' : 'its'} ${describeOrigins(outline)}`;
}

function describeOrigins(outline: Outline): string {
  const origins = outline.analysis.origins.filter(({ statement }) => outline.distances.has(statement));
  const named = origins.filter((origin) => origin.named).map(({ statement }) => outline.names.get(statement)!);
  const unnamed = origins.filter((origin) => !origin.named).map(({ statement }) => outline.names.get(statement)!);
  if (origins.length === 1) return `origin, ${joinNames([...named, ...unnamed])}`;
  if (named.length === 0) return `${unnamed.length} unnamed origins`;
  const rest = unnamed.length > 1 ? [`${unnamed.length} unnamed sources`] : unnamed;
  const atMost = outline.analysis.independentOrigins;
  const independent = atMost > 0 && atMost < origins.length ? ` (at most ${atMost} independent)` : '';
  return `${origins.length} origins, ${joinNames([...named, ...rest])}${independent}`;
}

function describeChokePoints(outline: Outline): string[] {
  const { chainCount, chokePoints } = outline.analysis;
  if (chainCount < 2n || chokePoints.length === 0) return [];
  return [`every chain passes through ${nameAll(outline, chokePoints)}`];
}

function describeSeen(outline: Outline): string[] {
  const { attributions } = outline.claim;
  const seen = attributions.filter(({ uid }) => outline.analysis.support.get(uid) === 'seen').length;
  if (attributions.length === 0) return [];
  if (attributions.length === 1) return [seen === 1 ? 'that hop has been seen' : 'that hop has not been seen'];
  if (seen === 0) return ['no hop has been seen'];
  if (seen === attributions.length) return ['every hop has been seen'];
  const inARow = countSeenInARow(outline);
  const within = attributions.filter(({ citing }) => (outline.distances.get(citing) ?? Infinity) < inARow).length;
  if (within < seen) return [`${seen} of ${attributions.length} hops ${seen === 1 ? 'has' : 'have'} been seen`];
  return [inARow === 1 ? 'only the first hop has been seen' : `only the first ${inARow} hops have been seen`];
}

/** How many hops in a row are seen from every report on; 0 when it is not the reports' hops that have not been seen. */
function countSeenInARow(outline: Outline): number {
  const interrupted = outline.analysis.reports.filter(({ weakestLink }) => weakestLink !== null);
  return interrupted.reduce((fewest, { seenTo }) => Math.min(fewest, seenTo), interrupted[0]?.seenTo ?? 0);
}

function describeStances(outline: Outline): string[] {
  const { statements } = outline.claim;
  const denials = statements.filter(({ stance }) => stance === 'denies').length;
  const doubts = statements.filter(({ stance }) => stance === 'doubts').length;
  const retracted = statements.filter(({ retractedAt }) => retractedAt !== null).length;
  const clauses: string[] = [];
  if (denials > 0) clauses.push(`${writeCountWithVerb(denials, 'statement', 'denies', 'deny')} it`);
  if (doubts > 0) clauses.push(`${writeCountWithVerb(doubts, 'statement', 'doubts', 'doubt')} it`);
  if (retracted > 0) clauses.push(writeCountWithVerb(retracted, 'statement', 'was retracted', 'were retracted'));
  return clauses;
}
