/** The editors' form below an older version: make the claim like this again, or take back what the revision changed. */
import type { Uid } from '../../../model/records.ts';
import type { ClaimChange, ClaimState } from '../../../provenance/revisions.ts';
import type { Form, TextField } from '../../forms/forms.ts';
import { buildReasonField } from '../../forms/write.ts';
import { revertPath } from '../../../urls/records.ts';
import type { RevertPlan } from './revert-plan.ts';
import type { Past } from './past-claim.ts';
import { phraseHop, phraseSpeaker, makeChangeContext, type ChangeNames, type ChangeContext } from './changes/names.ts';
import { describeChanges, type ChangesDescription } from './changes/changes.ts';
import { leaveOutTexts, makeComparison, phrase, writePlain } from './changes/phrases.ts';

const RECORDS_TOLD = 50;

/** One of the two ways back. */
export interface WayBack {
  path: string;
  /** What it changes; nothing when the claim is so already. */
  telling: ChangesDescription;
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

export interface RevertPlans {
  restore: RevertPlan | null;
  undo: RevertPlan | null;
}

/**
 * @param typed the reason as it was typed
 * @returns null when there is no way back: the only revision there is
 */
export function buildRevertModel(
  past: Past,
  plans: RevertPlans,
  names: ChangeNames,
  form: Form,
  typed: string,
): RevertModel | null {
  if (!plans.restore && !plans.undo) return null;
  const { now, step } = past;
  const claim = { id: now.id, text: now.record.claim.text };
  const describe = (plan: RevertPlan | null, what: 'restore' | 'undo'): WayBack | null =>
    plan && { path: revertPath(claim, step.revision.revision, what), ...describePlan(past, plan, names) };
  return {
    present: now.revision,
    reason: buildReasonField(form, typed),
    restore: describe(plans.restore, 'restore'),
    undo: describe(plans.undo, 'undo'),
  };
}

function describePlan(past: Past, plan: RevertPlan, names: ChangeNames): Omit<WayBack, 'path'> {
  if (!plan.ok) return { telling: { told: [], more: 0 }, obstacles: nameRecords(past, plan.changed, names) };
  const context = makeChangeContext(names, plan.state, plan.changes, makeComparison());
  return { telling: describeChanges(context, plan.changes, RECORDS_TOLD), obstacles: [] };
}

/** Names records of any time: as they are now, or else as they were around the revision. */
export function nameRecords(past: Past, uids: readonly Uid[], names: ChangeNames): string[] {
  const { now, then, step } = past;
  const known = [step.changes.flatMap(({ before }) => before ?? []), listRecords(then.record), listRecords(now.record)];
  const records = new Map(known.flat().map((record) => [record.uid, record]));
  const all: ClaimChange[] = [...records.values()].flatMap((record) =>
    'source' in record ? [{ kind: 'statement', uid: record.uid, before: record, after: null }] : [],
  );
  const context = makeChangeContext(names, now.record, all, leaveOutTexts);
  return uids.map((uid) => writePlain(phraseRecord(context, records.get(uid))));
}

type AnyRecord = ClaimState['claim'] | ClaimState['statements'][number] | ClaimState['attributions'][number];

function listRecords({ claim, statements, attributions }: ClaimState): AnyRecord[] {
  return [claim, ...statements, ...attributions];
}

function phraseRecord(context: ChangeContext, record: AnyRecord | undefined) {
  if (record && 'source' in record) return phrase`the statement of ${phraseSpeaker(context, record)}`;
  return record && 'citing' in record ? phraseHop(context, record) : phrase`the claim itself`;
}
