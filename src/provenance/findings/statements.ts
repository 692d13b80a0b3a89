import { sayWhen } from '../../wording/dates.ts';
import type { Facts } from '../facts.ts';
import { makeFinding } from './finding.ts';
import { walkFrom } from '../graph/graph.ts';
import type { Finding, Stance } from '../../model/records.ts';
import { beginSentence, countDoing, joinNames, nameSource } from '../../wording/names.ts';

/** A source that attributed the claim in an earlier statement and states it without attribution in a later one. */
export function raiseDroppedAttributions(facts: Facts): Finding[] {
  const { graph } = facts;
  return facts.dropped.map(({ earlier, later }) => {
    const who = beginSentence(nameSource(graph.sources.get(graph.statements[later]!.source)));
    const [before, after] = [earlier, later].map((position) => sayWhen(graph.statements[position]!.statedAt!));
    const message = `${who} attributed this ${before} and states it without attribution ${after}.`;
    return makeFinding(graph, 'attribution-dropped', [earlier, later], message);
  });
}

/** Somebody denies the claim, or doubts it. */
export function raiseContradicted(facts: Facts): Finding[] {
  const { graph } = facts;
  const contradicting = [...graph.statements.keys()].filter(
    (position) => graph.statements[position]!.stance !== 'asserts',
  );
  if (contradicting.length === 0) return [];
  const clauses = [
    writeContradiction(facts, contradicting, 'denies', 'deny'),
    writeContradiction(facts, contradicting, 'doubts', 'doubt'),
  ].filter((clause) => clause !== null);
  return [makeFinding(graph, 'contradicted', contradicting, `${clauses.join('; ')}.`)];
}

function writeContradiction(
  facts: Facts,
  statements: readonly number[],
  stance: Stance,
  plural: string,
): string | null {
  const names = statements
    .filter((position) => facts.graph.statements[position]!.stance === stance)
    .map((position) => facts.names[position]!);
  if (names.length === 0) return null;
  return `${countDoing(names.length, 'statement', stance, plural)} the claim (${joinNames(names)})`;
}

/** Something was retracted, and all that rests on it stands on nothing. */
export function raiseRetracted(facts: Facts): Finding[] {
  const { graph, names } = facts;
  const retracted = [...graph.statements.keys()].filter((position) => graph.statements[position]!.retractedAt !== null);
  if (retracted.length === 0) return [];
  const reached = walkFrom(retracted, graph.citedBy);
  const others = reached.size - retracted.length;
  const who = joinNames(retracted.map((position) => names[position]!));
  const what = countDoing(retracted.length, 'statement', 'was retracted', 'were retracted');
  const resting = countDoing(others, 'other statement', 'rests', 'rest');
  const message = `${what} (${who}); ${resting} on ${retracted.length === 1 ? 'it' : 'them'}.`;
  return [makeFinding(graph, 'retracted', [...reached.keys()], message)];
}
