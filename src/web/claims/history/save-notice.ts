/** What an editor's write did to a claim, said on its page. */
import type { Request } from 'express';
import { undoChanges } from '../../../provenance/revisions.ts';
import type { Store } from '../../../storage/store.ts';
import type { LoadedClaim } from '../../../storage/types.ts';
import { revertPath } from '../../../urls/records.ts';
import type { Visitor } from '../../http/route.ts';
import { MOST_OTHERS, NOTHING_CHANGED, noteSaved, readSaved, type SaveNotice } from '../../records/save-notice.ts';
import type { ChangesDescription } from './changes/changes.ts';
import { loadChangeNames, makeComparison } from './changes/phrases.ts';
import { walkBack } from './changes/steps.ts';
import { describeStep } from './history.ts';
import { findPast, planUndo, type Past } from './past-claim.ts';

/** The most records whose changes are described. */
const MOST_RECORDS = 5;

/** @returns null where this visitor has saved nothing */
export async function noteClaimSaved(
  store: Store,
  now: LoadedClaim,
  request: Request,
  visitor: Visitor | null,
): Promise<SaveNotice<ChangesDescription> | null> {
  const saved = readSaved(request, visitor);
  if (saved === null) return null;
  if (saved === 'unchanged') return NOTHING_CHANGED;
  const past = await findPast(store, now, saved.revision, true);
  // Somebody else's address, such as one that was sent on, says nothing.
  if (!past || past.step.revision.actor !== visitor?.name) return null;
  const others = await listOthers(store, past, saved.since);
  const steps = [past.step, ...others];
  const names = await loadChangeNames(
    store,
    past.then.record,
    steps.flatMap(({ changes }) => changes),
  );
  const compare = makeComparison();
  const [own, ...described] = steps.map((step) => ({
    ...{ revision: step.revision, fields: null },
    description: describeStep(step, 'whole', names, compare, MOST_RECORDS),
  }));
  const undoPath = (await mayUndo(store, past))
    ? revertPath({ id: now.id, text: now.record.claim.text }, saved.revision, 'undo')
    : null;
  return noteSaved(own!, described, undoPath);
}

/** What was saved between the version that the editor saw and theirs. */
async function listOthers(store: Store, { then, step }: Past, since: number) {
  const { revision, subjectUid } = step.revision;
  const limit = Math.min(revision - 1 - since, MOST_OTHERS);
  if (limit < 1) return [];
  const { revisions } = await store.history.list(subjectUid, { before: revision, limit });
  return walkBack(undoChanges(then.record, step.changes), revisions);
}

/** A restored claim is withdrawn again by its own button, which asks why. */
async function mayUndo(store: Store, past: Past): Promise<boolean> {
  const plan = await planUndo(store, past);
  if (!plan?.ok || plan.changes.length === 0) return false;
  return plan.state.claim.status !== 'withdrawn' || past.now.record.claim.status === 'withdrawn';
}
