/** What a merge of two sources does to one claim: statements that become the same node are made one. Pure. */
import { isDeepStrictEqual } from 'node:util';
import { identifyStatement } from '../../../model/identity.ts';
import { LIMITS } from '../../../model/limits.ts';
import type { Attribution, Evidence, Statement, Uid } from '../../../model/records.ts';
import { groupBy } from '../../group-by.ts';

export interface MovedGraph {
  statements: readonly Statement[];
  attributions: readonly Attribution[];
  /** How many statements changed their source. */
  moved: number;
  /** Statements that are one now: what is kept stands as it is now, what is gone as it was. */
  fusions: readonly { kept: Statement; gone: Statement }[];
  /** Attributions that would have joined a statement to itself. */
  lost: readonly Attribution[];
}

/**
 * Gives statements to other sources and makes one of those that are then one (domain.md: same source, same stance, and
 * same document or, with none, same date). Their attributions go with them, and the evidence of two that join the same
 * statements is united. Of two, the one that was there is kept, and what it leaves unsaid the other says.
 * @param heirs by source that is no more: the one that speaks for it
 */
export function moveStatements(
  { statements, attributions }: { statements: readonly Statement[]; attributions: readonly Attribution[] },
  heirs: ReadonlyMap<Uid, Uid>,
): MovedGraph {
  const isMoved = ({ source }: Statement): boolean => heirs.has(source);
  const heir = (statement: Statement): Statement => ({ ...statement, source: heirs.get(statement.source)! });
  const original = new Map(statements.map((statement) => [statement.uid, statement]));
  const nodes = groupBy(
    statements.map((statement) => (isMoved(statement) ? heir(statement) : statement)),
    identifyStatement,
  );
  const fusions: { kept: Statement; gone: Statement }[] = [];
  const stands = new Map<Uid, Uid>();
  const kept = [...nodes.values()].map((twins) => {
    const first = twins.find(({ uid }) => !isMoved(original.get(uid)!)) ?? twins[0]!;
    const others = twins.filter((twin) => twin !== first);
    const whole = others.reduce(fillStatement, first);
    for (const { uid } of others) {
      stands.set(uid, first.uid);
      fusions.push({ kept: whole, gone: original.get(uid)! });
    }
    return whole;
  });
  const moved = statements.filter(isMoved).length;
  return { statements: kept, moved, fusions, ...moveAttributions(attributions, stands) };
}

/** What one leaves unsaid, the other says. */
function fillStatement(one: Statement, other: Statement): Statement {
  const words = one.wording === null ? other : one;
  const retraction = one.retractedAt === null ? other : one;
  return {
    ...one,
    statedAt: one.statedAt ?? other.statedAt,
    wording: words.wording,
    language: words.language,
    basis: one.basis === 'unknown' ? other.basis : one.basis,
    retractedAt: retraction.retractedAt,
    retractionReason: retraction.retractionReason,
  };
}

/** @param stands by statement that is gone: the one that stands for it */
function moveAttributions(
  attributions: readonly Attribution[],
  stands: ReadonlyMap<Uid, Uid>,
): Pick<MovedGraph, 'attributions' | 'lost'> {
  const standIn = (uid: Uid): Uid => stands.get(uid) ?? uid;
  const isMoved = ({ citing, cited }: Attribution): boolean => stands.has(citing) || stands.has(cited);
  const move = (edge: Attribution): Attribution =>
    isMoved(edge) ? { ...edge, citing: standIn(edge.citing), cited: standIn(edge.cited) } : edge;
  const isLost = (edge: Attribution): boolean => standIn(edge.citing) === standIn(edge.cited);
  // Those that were there come first: what two that are one differ in, they decide.
  const inOrder = [...attributions.filter((edge) => !isMoved(edge)), ...attributions.filter(isMoved)];
  const joins = groupBy(inOrder.filter((edge) => !isLost(edge)).map(move), ({ citing, cited }) => `${citing} ${cited}`);
  return {
    attributions: [...joins.values()].map((edges) => edges.reduce(uniteAttributions)),
    lost: attributions.filter(isLost),
  };
}

function uniteAttributions(one: Attribution, other: Attribution): Attribution {
  const isKnown = (piece: Evidence): boolean => one.evidence.some((known) => isDeepStrictEqual(known, piece));
  const more = other.evidence.filter((piece) => !isKnown(piece));
  return {
    ...one,
    cue: one.cue ?? other.cue,
    note: one.note ?? other.note,
    evidence: [...one.evidence, ...more].slice(0, LIMITS.evidence),
  };
}
