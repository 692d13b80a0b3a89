/** Takes some changes of a claim back where it is still as they left it, and tells where it is not. Pure. */
import { isDeepStrictEqual } from 'node:util';
import { identifyStatement } from '../../model/identity.ts';
import type { Attribution, ClaimRecord, Statement, Uid } from '../../model/records.ts';
import type { ClaimChange } from '../../provenance/revisions.ts';
import { groupBy } from '../group-by.ts';

/** A record that could not be taken back whole: it, or what it rests on, was changed since. */
export interface Stuck {
  kind: 'statement' | 'attribution';
  uid: Uid;
}

export interface Reverted {
  record: ClaimRecord;
  stuck: readonly Stuck[];
  /** Statements that are as they were. */
  statements: number;
}

/** @param changes of one revision; changes of the claim itself are left alone */
export function revertChanges(record: ClaimRecord, changes: readonly ClaimChange[]): Reverted {
  const statements = revertRecords(
    record.statements,
    changes.filter((change) => change.kind === 'statement'),
    (all) => listTwins(all, identifyStatement),
  );
  const uids = new Set([...statements.records.keys()]);
  const attributions = revertRecords(
    record.attributions,
    changes.filter((change) => change.kind === 'attribution'),
    (all) => [
      ...listTwins(all, ({ citing, cited }) => `${citing} ${cited}`),
      ...all.filter(({ citing, cited }) => citing === cited || !uids.has(citing) || !uids.has(cited)),
    ],
  );
  return {
    record: {
      ...record,
      statements: [...statements.records.values()],
      attributions: [...attributions.records.values()],
    },
    stuck: [
      ...[...statements.stuck].map((uid) => ({ kind: 'statement', uid }) as const),
      ...[...attributions.stuck].map((uid) => ({ kind: 'attribution', uid }) as const),
    ],
    statements: changes.filter(({ kind, uid }) => kind === 'statement' && !statements.stuck.has(uid)).length,
  };
}

function listTwins<T>(records: readonly T[], identify: (record: T) => string): T[] {
  return [...groupBy(records, identify).values()].flatMap((twins) => (twins.length > 1 ? twins : []));
}

/**
 * @param listClashing the records that can't be as they are; what was taken back of them stays as it is now
 */
function revertRecords<T extends Statement | Attribution>(
  now: readonly T[],
  changes: readonly { uid: Uid; before: T | null; after: T | null }[],
  listClashing: (records: readonly T[]) => readonly T[],
): { records: Map<Uid, T>; stuck: Set<Uid> } {
  const present = new Map(now.map((record) => [record.uid, record]));
  const records = new Map(present);
  const stuck = new Set<Uid>();
  const open = new Set<Uid>();
  const put = (uid: Uid, record: T | null): void => {
    if (record) records.set(uid, record);
    else records.delete(uid);
  };
  for (const { uid, before, after } of changes) {
    const reverted = revertRecord(present.get(uid) ?? null, before, after);
    put(uid, reverted.record);
    open.add(uid);
    if (!reverted.isWhole) stuck.add(uid);
  }
  for (;;) {
    const clashing = listClashing([...records.values()]).filter(({ uid }) => open.has(uid));
    if (clashing.length === 0) return { records, stuck };
    for (const { uid } of clashing) {
      put(uid, present.get(uid) ?? null);
      open.delete(uid);
      stuck.add(uid);
    }
  }
}

/** Fields that mean nothing without another. */
const TOGETHER: readonly (readonly string[])[] = [
  ['wording', 'language'],
  ['retractedAt', 'retractionReason'],
];

/** Field by field: what was changed again since stays. */
function revertRecord<T extends object>(
  now: T | null,
  before: T | null,
  after: T | null,
): { record: T | null; isWhole: boolean } {
  if (now === null) return { record: after === null ? before : null, isWhole: after === null };
  if (before === null || after === null) return { record: now, isWhole: false };
  const differs = (one: T, other: T) => (key: string) => !isDeepStrictEqual(one[key as keyof T], other[key as keyof T]);
  const changed = Object.keys(after).filter(differs(before, after));
  const units = changed.map((key) => TOGETHER.find((fields) => fields.includes(key)) ?? [key]);
  const free = units.filter((fields) => !fields.some(differs(now, after))).flat();
  const back = Object.fromEntries(free.map((key) => [key, before[key as keyof T]])) as Partial<T>;
  return { record: { ...now, ...back }, isWhole: units.every((fields) => !fields.some(differs(now, after))) };
}
