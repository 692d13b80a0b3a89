import { groupBy } from '../model/grouping.ts';
import { identifyAttribution, identifyStatement } from '../model/identity.ts';
import { isDisputed, type Attribution, type Evidence, type Statement, type Uid } from '../model/records.ts';

/**
 * Gives statements and disputes to the sources that replaced theirs, and makes those statements one that thereby become
 * the same (see `identifyStatement`). Their attributions follow, and two that then join the same statements become one with the
 * evidence of both, which may be more than a hop can have. Of two statements the one that kept its source stays, and its gaps are filled from the other.
 * @param replacements by merged source: the source that replaced it
 */
export function moveStatements(
  { statements, attributions }: { statements: readonly Statement[]; attributions: readonly Attribution[] },
  replacements: ReadonlyMap<Uid, Uid>,
) {
  const isMoved = ({ source }: Statement): boolean => replacements.has(source);
  const original = new Map(statements.map((statement) => [statement.uid, statement]));
  const nodes = groupBy(
    statements.map((statement) => (isMoved(statement) ? moveStatement(statement, replacements) : statement)),
    identifyStatement,
  );
  // The kept statement as it is now, the other as it was.
  const merged: { kept: Statement; gone: Statement }[] = [];
  const standIns = new Map<Uid, Uid>();
  const kept = [...nodes.values()].map((twins) => {
    const first = twins.find(({ uid }) => !isMoved(original.get(uid)!)) ?? twins[0]!;
    const others = twins.filter((twin) => twin !== first);
    const whole = others.reduce(fillStatement, first);
    for (const { uid } of others) {
      standIns.set(uid, first.uid);
      merged.push({ kept: whole, gone: original.get(uid)! });
    }
    return whole;
  });
  return {
    statements: kept,
    moved: statements.filter(isMoved).length,
    merged,
    ...moveAttributions(attributions, standIns, replacements),
  };
}

export function moveStatement(statement: Statement, replacements: ReadonlyMap<Uid, Uid>): Statement {
  return { ...statement, source: replacements.get(statement.source) ?? statement.source };
}

/** The attribution, disputed by the source that replaced the one that disputes it. */
export function moveDispute(attribution: Attribution, replacements: ReadonlyMap<Uid, Uid>): Attribution {
  const { disputedBy } = attribution;
  return disputedBy === null ? attribution : { ...attribution, disputedBy: replacements.get(disputedBy) ?? disputedBy };
}

/** @param standIns by statement that is gone: the one that was kept */
function moveAttributions(
  attributions: readonly Attribution[],
  standIns: ReadonlyMap<Uid, Uid>,
  replacements: ReadonlyMap<Uid, Uid>,
) {
  const standIn = (uid: Uid): Uid => standIns.get(uid) ?? uid;
  const isMoved = ({ citing, cited }: Attribution): boolean => standIns.has(citing) || standIns.has(cited);
  // It would join a statement to itself.
  const isLost = ({ citing, cited }: Attribution): boolean => standIn(citing) === standIn(cited);
  // Those that stay where they are come first: where two that become one differ, the first decides.
  const inOrder = [...attributions.filter((edge) => !isMoved(edge)), ...attributions.filter(isMoved)];
  const moved = inOrder
    .filter((edge) => !isLost(edge))
    .map((edge) => ({ ...moveDispute(edge, replacements), citing: standIn(edge.citing), cited: standIn(edge.cited) }));
  const joins = groupBy(moved, identifyAttribution);
  return {
    attributions: [...joins.values()].map((edges) => edges.reduce(uniteAttributions)),
    lost: attributions.filter(isLost),
  };
}

/** What the first leaves unsaid is filled from the second. A retraction's date and reason go together. */
export function fillStatement<S extends Omit<Statement, 'uid'>>(one: S, other: Omit<Statement, 'uid'>): S {
  const [words, rest] = one.wording === null && other.wording !== null ? [other, one] : [one, other];
  const retraction = one.retractedAt === null ? other : one;
  return {
    ...one,
    document: one.document ?? other.document,
    statedAt: one.statedAt ?? other.statedAt,
    wording: words.wording,
    language: words.language ?? rest.language,
    basis: one.basis === 'unknown' ? other.basis : one.basis,
    retractedAt: retraction.retractedAt,
    retractionReason: retraction.retractionReason,
  };
}

/**
 * The first attribution with the cue, the note and the pieces of evidence that only the second has. When, by whom and why
 * it is disputed go together.
 */
export function uniteAttributions(one: Attribution, other: Omit<Attribution, 'uid' | 'citing' | 'cited'>): Attribution {
  const more = other.evidence.filter((piece) => !one.evidence.some((known) => isSamePiece(known, piece)));
  const { disputedAt, disputedBy, disputeReason } = isDisputed(one) ? one : other;
  return {
    ...one,
    ...{ disputedAt, disputedBy, disputeReason },
    cue: one.cue ?? other.cue,
    note: one.note ?? other.note,
    evidence: [...one.evidence, ...more],
  };
}

/** A known place tells two pieces apart; without one, the words around the excerpt do. */
function isSamePiece(one: Evidence, other: Evidence): boolean {
  const agree = (a: string | null, b: string | null): boolean => a === null || b === null || a === b;
  const isSameExcerpt = one.document === other.document && one.exact === other.exact && one.start === other.start;
  const isPlaced = one.start !== null;
  return isSameExcerpt && (isPlaced || (agree(one.prefix, other.prefix) && agree(one.suffix, other.suffix)));
}

export function listTwins<T>(records: readonly T[], identify: (record: T) => string): T[][] {
  return [...groupBy(records, identify).values()].filter((twins) => twins.length > 1);
}
