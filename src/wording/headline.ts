import { groupBy } from '../model/grouping.ts';
import { isDisputed, type Analysis, type ClaimGraph } from '../model/records.ts';
import { indexGraph, type IndexedGraph } from '../provenance/graph/graph.ts';
import type { Remainder } from '../provenance/graph/without.ts';
import { describeCiting, describeDispute } from './attributions.ts';
import { describeContested } from './contested.ts';
import { formatDateInSentence } from './dates.ts';
import { beginSentence, joinNames, nameSource, sayOriginalsOnce } from './names.ts';
import { nameAll, outlineClaim, type Outline } from './outline.ts';
import { describeRead } from './reading.ts';
import { writeCountWithVerb } from './values.ts';
import { describeWays, nameReports } from './ways.ts';

/**
 * The claim in one sentence, as its page begins: how far its reports are from which ends, what every chain passes through,
 * what has been read, what is disputed; and in sentences after it who denies or doubts it, and what was retracted.
 * @param analysis of the same graph.
 * @param graph the same graph indexed, where it has been already
 */
export function writeHeadline(claim: ClaimGraph, analysis: Analysis, graph: IndexedGraph = indexGraph(claim)): string {
  if (claim.statements.length === 0) return 'No statement has been recorded yet.';
  const outline = outlineClaim(claim, analysis, graph);
  const clauses = [
    ...describeWays(outline),
    ...describeChokePoints(outline),
    ...describeRead(outline),
    ...describeGaps(outline),
    ...describeDisputes(outline),
  ];
  const sentences = [
    `${beginSentence(clauses.join('; '))}.`,
    ...describeContested(outline),
    ...describeRetractions(outline),
  ];
  return sayOriginalsOnce(sentences.join(' '));
}

function describeChokePoints(outline: Outline): string[] {
  const { chainCount, chokePoints, circles } = outline.analysis;
  if (chainCount < 2n || chokePoints.length === 0) return [];
  const circleOf = new Map(circles.flatMap((circle) => circle.map((uid) => [uid, circle] as const)));
  const stations = [...groupBy(chokePoints, (uid) => circleOf.get(uid) ?? uid)];
  const names = stations.map(([circle, statements]) => {
    return typeof circle === 'string' ? nameAll(outline, statements) : `the circle of ${nameAll(outline, statements)}`;
  });
  return [`every chain passes through ${joinNames(names)}`];
}

const MOST_GAPS = 2;

/** The hops of the asserting side that nothing shows. */
function describeGaps(outline: Outline): string[] {
  const { graph, analysis } = outline;
  const hops = graph.attributions.filter((_, at) => {
    return graph.roles[at] === 'hop' && graph.sides[graph.citing[at]!] === 'asserting';
  });
  const gaps = hops.filter(({ uid }) => analysis.support.get(uid) === 'unsupported');
  if (gaps.length === 0) return [];
  if (gaps.length <= MOST_GAPS) {
    return [`there is no evidence ${gaps.map((hop) => describeCiting(outline, hop)).join(' or ')}`];
  }
  const which = gaps.length === hops.length ? `any of the ${hops.length}` : `${gaps.length} of ${hops.length}`;
  return [`there is no evidence for ${which} hops`];
}

const MOST_DISPUTES = 2;

function describeDisputes(outline: Outline): string[] {
  const { graph, analysis } = outline;
  const disputed = graph.attributions.filter((attribution) => {
    return isDisputed(attribution) && !analysis.void.has(attribution.citing);
  });
  if (disputed.length > MOST_DISPUTES) return [`${disputed.length} attributions are disputed`];
  return disputed.map((attribution) => describeDispute(outline, attribution, false));
}

const MOST_RETRACTIONS = 2;

function describeRetractions(outline: Outline): string[] {
  const retracted = outline.graph.statements.filter(({ uid, retractedAt }) => {
    return retractedAt !== null && !outline.analysis.void.has(uid);
  });
  if (retracted.length > MOST_RETRACTIONS) {
    return [`${writeCountWithVerb(retracted.length, 'statement', 'was retracted', 'were retracted')}.`];
  }
  return retracted.map(({ uid, retractedAt }) => {
    return `The statement by ${nameAll(outline, [uid])} was retracted ${formatDateInSentence(retractedAt!)}.`;
  });
}

/**
 * What is left of a claim without one source, in a sentence: "Without Yonhap, IANS's report is 2 hops from its origin, the
 * Security Council of Russia."
 * @param analysis of this very graph, whole
 */
export function writeWithout(claim: ClaimGraph, analysis: Analysis, remainder: Remainder): string {
  const { graph, reports, lost, ends } = remainder;
  const name = nameSource(graph.sources.get(remainder.source));
  if (reports.length === 0) {
    const speaks = analysis.reports.some(({ statement }) => isBy(remainder, statement));
    if (lost.length === 0) return `Without ${name}, no report that reaches an end is left.`;
    return `Without ${name}, no report${speaks ? ' by anybody else' : ''} reaches an end.`;
  }
  const outline = outlineClaim(claim, { ...analysis, reports, ends, circles: [] }, graph);
  const clauses = describeWays(outline);
  if (lost.length > 0) {
    const who = nameReports(outline, lost).replace(/,$/, '');
    clauses.push(`${who} no longer ${lost.length === 1 ? 'reaches' : 'reach'} an end`);
  }
  return sayOriginalsOnce(`Without ${name}, ${clauses.join('; ')}.`);
}

function isBy({ graph, source }: Remainder, uid: string): boolean {
  return graph.statements.some((statement) => statement.uid === uid && statement.source === source);
}
