/**
 * The states of a claim, and the ways between them: older ones are the present one with changes undone, newest first.
 * `updatedAt` tells of changes and is none itself: whatever compares or restores states leaves it out.
 */
import { identifyStatement } from './identity.ts';
import type { Attribution, Claim, Statement, Uid } from './model.ts';
import { isSame } from './same.ts';

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

/** A state that leaves out what was asked to leave; or the records that stand in the way. */
export type Reverted = { ok: true; state: ClaimState } | { ok: false; changed: readonly Uid[] };

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
    ...(isSameClaim(before.claim, after.claim) ? [] : [claim]),
    ...compareRecords(before.statements, after.statements).map((pair) => ({ kind: 'statement' as const, ...pair })),
    ...compareRecords(before.attributions, after.attributions).map((pair) => {
      return { kind: 'attribution' as const, ...pair };
    }),
  ];
}

interface Pair<T> {
  uid: Uid;
  before: T | null;
  after: T | null;
}

function compareRecords<T extends { uid: Uid }>(before: readonly T[], after: readonly T[]): Pair<T>[] {
  const olds = new Map(before.map((record) => [record.uid, record]));
  const kept = new Set(after.map((record) => record.uid));
  const gone = before.filter(({ uid }) => !kept.has(uid)).map((record) => ({ ...record, after: null }));
  return [
    ...gone.map(({ after: none, ...record }) => ({ uid: record.uid, before: record as unknown as T, after: none })),
    ...after.flatMap((record): Pair<T>[] => {
      const old = olds.get(record.uid) ?? null;
      return isSame(old, record) ? [] : [{ uid: record.uid, before: old, after: record }];
    }),
  ];
}

function isSameClaim(one: Claim | null, other: Claim | null): boolean {
  return one === other || (one !== null && other !== null && isSame({ ...one, updatedAt: '' }, { ...other, updatedAt: '' }));
}
