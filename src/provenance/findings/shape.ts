import { findEchoes } from './echoes.ts';
import type { Facts } from '../facts.ts';
import { makeFinding } from './finding.ts';
import type { Finding } from '../../model/records.ts';
import { beginSentence, countDoing, countOf, joinNames } from '../../wording/names.ts';

function namesOf(facts: Facts, statements: readonly number[]): string {
  return joinNames(statements.map((statement) => facts.names[statement]!));
}

/** Two reports or more, and all that is named and asserts it at their origins is one family. */
export function raiseSingleOrigin(facts: Facts): Finding[] {
  const reports = facts.stations.reports.length;
  const { count, statements } = facts.independentOrigins;
  if (reports < 2 || count !== 1) return [];
  const family = statements.length > 1 ? ', one family' : '';
  const message = `${countOf(reports, 'report')} have at most 1 independent origin between them: ${namesOf(facts, statements)}${family}.`;
  return [makeFinding(facts.graph, 'single-origin', statements, message)];
}

/** A station on every chain, when there are two chains or more. */
export function raiseChokePoints(facts: Facts): Finding[] {
  if (facts.chainCount < 2n) return [];
  return facts.chokePoints.map((station) => {
    const statements = facts.stations.members[station]!;
    const what = statements.length > 1 ? 'the circle of ' : '';
    return makeFinding(
      facts.graph,
      'choke-point',
      statements,
      `Every chain passes through ${what}${namesOf(facts, statements)}.`,
    );
  });
}

export function raiseCircles(facts: Facts): Finding[] {
  return facts.stations.circles.map((station) => {
    const statements = facts.stations.members[station]!;
    const message = `Statements by ${namesOf(facts, statements)} cite one another in a circle.`;
    return makeFinding(facts.graph, 'circle', statements, message);
  });
}

/** A family that turns up again further up its own chain. */
export function raiseEchoes(facts: Facts): Finding[] {
  return findEchoes(facts.stations, facts.families).map(({ statements }) => {
    const sources = new Set(statements.map((statement) => facts.graph.statements[statement]!.source));
    const who = beginSentence(namesOf(facts, statements));
    const message =
      sources.size > 1
        ? `${who}, one family, turn up again further up their own chain.`
        : `${who}: the source turns up again further up its own chain.`;
    return makeFinding(facts.graph, 'echo', statements, message);
  });
}

/** An origin that cannot be told from others: lineage not recorded is not corroboration. */
export function raiseUnnamedOrigins(facts: Facts): Finding[] {
  return facts.stations.origins
    .map((origin) => facts.stations.members[origin]![0]!)
    .filter((statement) => facts.families[statement] === null)
    .map((statement) => {
      const message = `The claim goes back to ${facts.names[statement]!}.`;
      return makeFinding(facts.graph, 'unnamed-origin', [statement], message);
    });
}

/** A report that reaches no origin, or no report at all: then the circles that nothing outside them cites. */
export function raiseNoOrigin(facts: Facts): Finding[] {
  const { stations, hops } = facts;
  if (stations.members.length === 0) return [];
  const heads =
    stations.reports.length > 0 ? stations.reports.filter((report) => hops[report] === null) : stations.circles;
  const statements = heads
    .filter((station) => stations.citedBy[station]!.length === 0)
    .flatMap((station) => stations.members[station]!)
    .sort((a, b) => a - b);
  if (statements.length === 0) return [];
  const message =
    stations.reports.length > 0
      ? `${countDoing(statements.length, 'report', 'reaches', 'reach')} no origin: ${namesOf(facts, statements)}.`
      : `There is no report to start from: statements by ${namesOf(facts, statements)} cite one another in a circle.`;
  return [makeFinding(facts.graph, 'no-origin', statements, message)];
}
