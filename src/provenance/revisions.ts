/**
 * The states of a claim, and the ways between them: older ones are the present one with changes undone, newest first.
 * `updatedAt` tells of changes and is none itself: whatever compares or restores states leaves it out.
 */
import { identifyStatement } from '../model/identity.ts';
import type { Attribution, Claim, Statement, Uid } from '../model/records.ts';
import { isSame } from '../model/equality.ts';

/** What a revision changed of one record: null where it was not there yet, or is there no more. */
export type ClaimChange =
  | { kind: 'claim'; uid: Uid; before: Claim | null; after: Claim | null }
  | { kind: 'statement'; uid: Uid; before: Statement | null; after: Statement | null }
  | { kind: 'attribution'; uid: Uid; before: Attribution | null; after: Attribution | null };

/** The records that history keeps of a claim. Sources and documents have histories of their own. */
export interface ClaimState {
  claim: Claim;
  statements: readonly Statement[];
  attributions: readonly Attribution[];
}

/**
 * The state before some changes.
 * @param state after them
 * @param changes of any number of revisions, the newest first
 */
export function undoChanges(state: ClaimState, changes: readonly ClaimChange[]): ClaimState {
  let claim = state.claim;
  const statements = new Map(state.statements.map((record) => [record.uid, record]));
  const attributions = new Map(state.attributions.map((record) => [record.uid, record]));
  for (const change of changes) {
    if (change.kind === 'claim') claim = change.before ?? claim;
    else if (change.kind === 'statement') put(statements, change.uid, change.before);
    else put(attributions, change.uid, change.before);
  }
  return { claim, statements: [...statements.values()], attributions: [...attributions.values()] };
}

function put<T>(records: Map<Uid, T>, uid: Uid, record: T | null): void {
  if (record) records.set(uid, record);
  else records.delete(uid);
}

/** What differs between two states of a claim, as a revision that led from the one to the other would tell it. */
export function compareStates(before: ClaimState, after: ClaimState): ClaimChange[] {
  const claim: ClaimChange = { kind: 'claim', uid: after.claim.uid, before: before.claim, after: after.claim };
  return [
    ...(changesClaim(claim) ? [claim] : []),
    ...compareRecords(before.statements, after.statements).map((pair) => ({ kind: 'statement' as const, ...pair })),
    ...compareRecords(before.attributions, after.attributions).map((pair) => {
      return { kind: 'attribution' as const, ...pair };
    }),
  ];
}

/** Whether a change is one: every write sets the claim's `updatedAt`, whatever else it leaves. */
export function changesClaim({ before, after }: ClaimChange & { kind: 'claim' }): boolean {
  return before?.status !== after?.status || !isSame(before && contentOf(before), after && contentOf(after));
}

/** What a claim says, beside whether it is shown. */
function contentOf(claim: Claim): Claim {
  return { ...claim, status: 'draft', updatedAt: '' };
}

function compareRecords<T extends { uid: Uid }>(
  before: readonly T[],
  after: readonly T[],
): { uid: Uid; before: T | null; after: T | null }[] {
  const olds = new Map(before.map((record) => [record.uid, record]));
  const kept = new Set(after.map(({ uid }) => uid));
  return [
    ...before.filter(({ uid }) => !kept.has(uid)).map((record) => ({ uid: record.uid, before: record, after: null })),
    ...after
      .map((record) => ({ uid: record.uid, before: olds.get(record.uid) ?? null, after: record }))
      .filter((pair) => !isSame(pair.before, pair.after)),
  ];
}

/** An older state made present again: what the claim says and rests on, while it is shown, or not, as it is now. */
export function restoreContent(now: ClaimState, then: ClaimState): ClaimState {
  const { status, createdAt, updatedAt } = now.claim;
  return { ...then, claim: { ...then.claim, status, createdAt, updatedAt } };
}

/** Statements of sources that turned out to be others, such as by a merge, as the others'. */
export function moveStatements(statements: readonly Statement[], successors: ReadonlyMap<Uid, Uid>): Statement[] {
  return statements.map((record) => moveStatement(record, successors));
}

/** The same for what a revision changed. */
export function moveChanges(changes: readonly ClaimChange[], successors: ReadonlyMap<Uid, Uid>): ClaimChange[] {
  return changes.map((change) => {
    if (change.kind !== 'statement') return change;
    const { before, after } = change;
    return {
      ...change,
      before: before && moveStatement(before, successors),
      after: after && moveStatement(after, successors),
    };
  });
}

function moveStatement(record: Statement, successors: ReadonlyMap<Uid, Uid>): Statement {
  return { ...record, source: successors.get(record.source) ?? record.source };
}

/** A state without what was asked to go; or the records that stand in the way, as they have changed since. */
export type Reverted = { ok: true; state: ClaimState } | { ok: false; changed: readonly Uid[] };

/**
 * Takes back the changes of one revision and nothing else: what was written later stays. It takes every record that the
 * revision changed to be still as it was left; of the claim itself, what it says and whether it is shown are told apart.
 * @param state consistent, as is the state that the revision was written to
 * @param changes of a revision other than the first, which made the claim
 */
export function revertChanges(state: ClaimState, changes: readonly ClaimChange[]): Reverted {
  const real = changes.filter((change) => change.kind !== 'claim' || changesClaim(change));
  const statements = new Map(state.statements.map((record) => [record.uid, record]));
  const attributions = new Map(state.attributions.map((record) => [record.uid, record]));
  const changed = real.filter((change) => {
    if (change.kind === 'claim') return !isLeft(state.claim, change);
    const now = (change.kind === 'statement' ? statements : attributions).get(change.uid) ?? null;
    return !isSame(now, change.after);
  });
  if (changed.length > 0) return { ok: false, changed: changed.map(({ uid }) => uid) };
  const others = real.filter(({ kind }) => kind !== 'claim');
  const reverted = { ...undoChanges(state, others), claim: real.reduce(revertClaim, state.claim) };
  const obstacles = findObstacles(reverted, new Set(real.map(({ uid }) => uid)));
  return obstacles.length > 0 ? { ok: false, changed: obstacles } : { ok: true, state: reverted };
}

/** Whether of a claim all that a change set is as it was set. */
function isLeft(now: Claim, { before, after }: ClaimChange & { kind: 'claim' }): boolean {
  if (!before || !after) return true;
  const isSaid = isSame(contentOf(before), contentOf(after)) || isSame(contentOf(now), contentOf(after));
  return isSaid && (before.status === after.status || now.status === after.status);
}

function revertClaim(now: Claim, change: ClaimChange): Claim {
  if (change.kind !== 'claim' || !change.before || !change.after) return now;
  const { before, after } = change;
  const content = isSame(contentOf(before), contentOf(after)) ? now : before;
  return { ...content, status: before.status === after.status ? now.status : before.status, updatedAt: now.updatedAt };
}

/**
 * What keeps a state from standing: a hop one of whose ends is gone, two statements or two hops that are one.
 * @param reverted the records that were just taken back; the others are named, if any are
 */
function findObstacles({ statements, attributions }: ClaimState, reverted: ReadonlySet<Uid>): Uid[] {
  const known = new Set(statements.map(({ uid }) => uid));
  const loose = attributions.flatMap(({ uid, citing, cited }) => {
    const missing = [citing, cited].filter((end) => !known.has(end));
    return reverted.has(uid) ? missing : missing.map(() => uid);
  });
  const twins = [
    ...findTwins(statements, identifyStatement),
    ...findTwins(attributions, ({ citing, cited }) => `${citing} ${cited}`),
  ];
  const named = twins.flatMap((pair) => {
    const others = pair.filter((uid) => !reverted.has(uid));
    return others.length > 0 ? others : pair;
  });
  return [...new Set([...loose, ...named])];
}

/** Pairs of records that may not stand beside each other, as they have one key. */
function findTwins<T extends { uid: Uid }>(records: readonly T[], key: (record: T) => string): [Uid, Uid][] {
  const known = new Map<string, Uid>();
  return records.flatMap((record): [Uid, Uid][] => {
    const twin = known.get(key(record));
    known.set(key(record), record.uid);
    return twin === undefined ? [] : [[twin, record.uid]];
  });
}
