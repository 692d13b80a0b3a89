import { identifyAttribution, identifyStatement, isSame } from '../model/identity.ts';
import { listNamedSources } from '../model/named-sources.ts';
import type { Attribution, Claim, Statement, Uid } from '../model/records.ts';
import { listTwins, moveDispute, moveStatement } from './statement-merge.ts';

/** What a revision changed in one record; null where the record did not exist. */
export type ClaimChange =
  | { kind: 'claim'; uid: Uid; before: Claim | null; after: Claim | null }
  | { kind: 'statement'; uid: Uid; before: Statement | null; after: Statement | null }
  | { kind: 'attribution'; uid: Uid; before: Attribution | null; after: Attribution | null };

/** The records that a claim's history covers. Sources and documents have histories of their own. */
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

/** The differences between two states of a claim, as the changes of a revision from the first to the second. */
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

/** Whether a change changed more than `updatedAt`, which every write sets. */
export function changesClaim({ before, after }: ClaimChange & { kind: 'claim' }): boolean {
  return before?.status !== after?.status || !isSame(before && contentOf(before), after && contentOf(after));
}

/** The claim without what is not content: whether it is published, and when it was changed. */
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

export function restoreContent(now: ClaimState, then: ClaimState): ClaimState {
  const { status, createdAt, updatedAt } = now.claim;
  return { ...then, claim: { ...then.claim, status, createdAt, updatedAt } };
}

/** The sources that the changed records name, before and after, some perhaps more than once. */
export function listChangedSources(changes: readonly ClaimChange[]): Uid[] {
  return changes.flatMap(({ kind, before, after }): Uid[] => {
    const records = [before, after].flatMap((record) => record ?? []);
    if (kind === 'statement') return listNamedSources({ statements: records as Statement[], attributions: [] });
    if (kind === 'attribution') return listNamedSources({ statements: [], attributions: records as Attribution[] });
    return [];
  });
}

/** What a revision changed, with statements and disputes given to the sources that replaced theirs. */
export function moveChanges(changes: readonly ClaimChange[], replacements: ReadonlyMap<Uid, Uid>): ClaimChange[] {
  return changes.map((change) => {
    const move = <T>(moveRecord: (record: T, replacements: ReadonlyMap<Uid, Uid>) => T, record: T | null): T | null =>
      record && moveRecord(record, replacements);
    const { kind, before, after } = change;
    if (kind === 'claim') return change;
    if (kind === 'statement')
      return { ...change, before: move(moveStatement, before), after: move(moveStatement, after) };
    return { ...change, before: move(moveDispute, before), after: move(moveDispute, after) };
  });
}

/** The state without the changes; or the records that were changed since or stand in the way. */
type RevertOutcome = { ok: true; state: ClaimState } | { ok: false; changed: readonly Uid[] };

/**
 * Takes back the changes of one revision and nothing else: what was written later stays. Every record that the revision
 * changed must still be as it left it. Of the claim itself, its content and whether it is published are separate.
 * @param state consistent, as was the state that the revision was applied to
 * @param changes of a revision other than the first, which made the claim
 */
export function revertChanges(state: ClaimState, changes: readonly ClaimChange[]): RevertOutcome {
  const real = changes.filter((change) => change.kind !== 'claim' || changesClaim(change));
  const records = new Map([...state.statements, ...state.attributions].map((record) => [record.uid, record]));
  const changed = real.filter((change) => {
    if (change.kind === 'claim') return !isClaimAsLeft(state.claim, change);
    return !isSame(records.get(change.uid) ?? null, change.after);
  });
  if (changed.length > 0) return { ok: false, changed: changed.map(({ uid }) => uid) };
  const reverted = { ...revertRecords(state, real).state, claim: real.reduce(revertClaim, state.claim) };
  const touched = new Set(real.map(({ uid }) => uid));
  const obstacles = findClashes(reverted).flatMap((clash) => {
    const others = clash.filter((uid) => !touched.has(uid));
    return others.length > 0 ? others : clash;
  });
  return obstacles.length > 0 ? { ok: false, changed: [...new Set(obstacles)] } : { ok: true, state: reverted };
}

/** A record that could not be restored completely: it, or one that it depends on, was changed since. */
export interface SkippedRecord {
  kind: 'statement' | 'attribution';
  uid: Uid;
}

/**
 * Takes back as much as it can of what one revision changed of statements and attributions: each field that is still as
 * the revision left it, unless the result would clash with other records. The claim itself stays as it is.
 */
export function revertUnchanged(
  state: ClaimState,
  changes: readonly ClaimChange[],
): { state: ClaimState; skipped: readonly SkippedRecord[] } {
  const changed = new Set(changes.map(({ uid }) => uid));
  const clashing = new Set<Uid>();
  for (;;) {
    const reverted = revertRecords(
      state,
      changes.filter(({ uid }) => !clashing.has(uid)),
    );
    const found = findClashes(reverted.state)
      .flat()
      .filter((uid) => changed.has(uid) && !clashing.has(uid));
    if (found.length > 0) {
      for (const uid of found) clashing.add(uid);
      continue;
    }
    const skipped = changes.flatMap(({ kind, uid }): SkippedRecord[] => {
      const isSkipped = kind !== 'claim' && (clashing.has(uid) || reverted.incomplete.has(uid));
      return isSkipped ? [{ kind, uid }] : [];
    });
    return { state: reverted.state, skipped };
  }
}

/** Takes changes of statements and attributions back, field by field; `incomplete` are those where a field was changed since. */
function revertRecords(
  state: ClaimState,
  changes: readonly ClaimChange[],
): { state: ClaimState; incomplete: ReadonlySet<Uid> } {
  const statements = new Map(state.statements.map((record) => [record.uid, record]));
  const attributions = new Map(state.attributions.map((record) => [record.uid, record]));
  const incomplete = new Set<Uid>();
  const revert = <T extends object>(records: Map<Uid, T>, uid: Uid, before: T | null, after: T | null): void => {
    const { record, isComplete } = revertRecord(records.get(uid) ?? null, before, after);
    put(records, uid, record);
    if (!isComplete) incomplete.add(uid);
  };
  for (const change of changes) {
    if (change.kind === 'statement') revert(statements, change.uid, change.before, change.after);
    else if (change.kind === 'attribution') revert(attributions, change.uid, change.before, change.after);
  }
  return {
    state: { claim: state.claim, statements: [...statements.values()], attributions: [...attributions.values()] },
    incomplete,
  };
}

/** Fields that mean nothing without each other. */
const LINKED_FIELDS: readonly (readonly string[])[] = [
  ['wording', 'language'],
  ['retractedAt', 'retractionReason'],
  ['disputedAt', 'disputedBy', 'disputeReason'],
];

function revertRecord<T extends object>(
  now: T | null,
  before: T | null,
  after: T | null,
): { record: T | null; isComplete: boolean } {
  if (isSame(now, after)) return { record: before, isComplete: true };
  if (!now || !before || !after) return { record: now, isComplete: false };
  const differs = (one: T, other: T) => (key: string) => !isSame(one[key as keyof T], other[key as keyof T]);
  const changed = Object.keys(after).filter(differs(before, after));
  const units = changed.map((key) => LINKED_FIELDS.find((fields) => fields.includes(key)) ?? [key]);
  const unchanged = units.filter((fields) => !fields.some(differs(now, after)));
  const restored = Object.fromEntries(unchanged.flat().map((key) => [key, before[key as keyof T]])) as Partial<T>;
  return { record: { ...now, ...restored }, isComplete: unchanged.length === units.length };
}

/** Whether all that a change set of the claim itself is still as it set it. */
function isClaimAsLeft(now: Claim, { before, after }: ClaimChange & { kind: 'claim' }): boolean {
  if (!before || !after) return true;
  const isContentLeft = isSame(contentOf(before), contentOf(after)) || isSame(contentOf(now), contentOf(after));
  return isContentLeft && (before.status === after.status || now.status === after.status);
}

function revertClaim(now: Claim, change: ClaimChange): Claim {
  if (change.kind !== 'claim' || !change.before || !change.after) return now;
  const { before, after } = change;
  const content = isSame(contentOf(before), contentOf(after)) ? now : before;
  return { ...content, status: before.status === after.status ? now.status : before.status, updatedAt: now.updatedAt };
}

/** Records that can't exist together: two that are the same, an attribution and its missing ends, or one to itself. */
function findClashes({ statements, attributions }: ClaimState): Uid[][] {
  const known = new Set(statements.map(({ uid }) => uid));
  const loose = attributions.flatMap(({ uid, citing, cited }) => {
    const missing = [citing, cited].filter((end) => !known.has(end));
    return missing.length > 0 || citing === cited ? [[uid, ...missing]] : [];
  });
  const twins = [...listTwins(statements, identifyStatement), ...listTwins(attributions, identifyAttribution)];
  return [...loose, ...twins.map((group) => group.map(({ uid }) => uid))];
}
