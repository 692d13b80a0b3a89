/** Older states of a claim: the present one with changes undone, newest first. */
import type { Attribution, Claim, Statement, Uid } from './model.ts';

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
