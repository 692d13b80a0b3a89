/** The editors' form below an older version: make the claim like this again, or take back what the revision changed. */
import type { Uid } from '../../../model/records.ts';
import type { ClaimChange, ClaimState } from '../../../provenance/revisions.ts';
import type { layOutForm } from '../../forms/forms.ts';
import { type TextField } from '../../forms/forms.ts';
import { buildReasonField } from '../../forms/write.ts';
import { revertPath } from '../../../urls/records.ts';
import type { RevertPlan } from './revert-plan.ts';
import type { Past } from './past-claim.ts';
import { sayHop, saySpeaker, setScene, type Cast, type Scene } from './changes/names.ts';
import { tellChanges, type Telling } from './changes/changes.ts';
import { leaveOutTexts, makeComparison, say, writePlain } from './changes/phrases.ts';

const RECORDS_TOLD = 50;

/** One of the two ways back. */
export interface WayBack {
  path: string;
  /** What it changes; nothing when the claim is so already. */
  telling: Telling;
  /** The records that stand in the way, each in words; empty when it can be done. */
  obstacles: readonly string[];
}

export interface RevertModel {
  /** The present revision, for the form to carry. */
  present: number;
  reason: TextField;
  /** Null for the present version. */
  restore: WayBack | null;
  /** Null for the first revision, which made the claim. */
  undo: WayBack | null;
}

export interface Plans {
  restore: RevertPlan | null;
  undo: RevertPlan | null;
}

/**
 * @param typed the reason as it was typed
 * @returns null when there is no way back: the only revision there is
 */
export function buildRevertModel(
  past: Past,
  plans: Plans,
  cast: Cast,
  form: ReturnType<typeof layOutForm>,
  typed: string,
): RevertModel | null {
  if (!plans.restore && !plans.undo) return null;
  const { now, step } = past;
  const claim = { id: now.id, text: now.record.claim.text };
  const describe = (plan: RevertPlan | null, what: 'restore' | 'undo'): WayBack | null =>
    plan && { path: revertPath(claim, step.revision.revision, what), ...describePlan(past, plan, cast) };
  return {
    present: now.revision,
    reason: buildReasonField(form, typed),
    restore: describe(plans.restore, 'restore'),
    undo: describe(plans.undo, 'undo'),
  };
}

function describePlan(past: Past, plan: RevertPlan, cast: Cast): Omit<WayBack, 'path'> {
  if (!plan.ok) return { telling: { told: [], more: 0 }, obstacles: nameRecords(past, plan.changed, cast) };
  const scene = setScene(cast, plan.state, plan.changes, makeComparison());
  return { telling: tellChanges(scene, plan.changes, RECORDS_TOLD), obstacles: [] };
}

/** Names records of any time: as they are now, or else as they were around the revision. */
export function nameRecords(past: Past, uids: readonly Uid[], cast: Cast): string[] {
  const { now, then, step } = past;
  const known = [step.changes.flatMap(({ before }) => before ?? []), listRecords(then.record), listRecords(now.record)];
  const records = new Map(known.flat().map((record) => [record.uid, record]));
  const all: ClaimChange[] = [...records.values()].flatMap((record) =>
    'source' in record ? [{ kind: 'statement', uid: record.uid, before: record, after: null }] : [],
  );
  const scene = setScene(cast, now.record, all, leaveOutTexts);
  return uids.map((uid) => writePlain(sayRecord(scene, records.get(uid))));
}

type AnyRecord = ClaimState['claim'] | ClaimState['statements'][number] | ClaimState['attributions'][number];

function listRecords({ claim, statements, attributions }: ClaimState): AnyRecord[] {
  return [claim, ...statements, ...attributions];
}

function sayRecord(scene: Scene, record: AnyRecord | undefined) {
  if (record && 'source' in record) return say`the statement of ${saySpeaker(scene, record)}`;
  return record && 'citing' in record ? sayHop(scene, record) : say`the claim itself`;
}
