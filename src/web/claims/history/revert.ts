/** The ways back: a version restored, one revision undone. Each is a new revision, so nothing is lost by it. */
import type { Request } from 'express';
import type { Uid } from '../../../model/records.ts';
import type { ClaimState } from '../../../provenance/revisions.ts';
import { Conflict } from '../../../storage/errors.ts';
import type { Issue } from '../../../model/issues.ts';
import { seeOther } from '../../forms/forms.ts';
import { parseReason, readRevision } from '../../forms/revision-fields.ts';
import type { Format, FormReply, Reply, Site, Visitor } from '../../http/route.ts';
import { signWrite } from '../../forms/stamp.ts';
import { claimAddress, revisionAddress } from '../../../urls/records.ts';
import { completeState, planRestore, planUndo } from './revert-plan.ts';
import { loadPast, type Past } from './past-claim.ts';
import { nameRecords } from './revert-model.ts';
import { describePast, loadPastCast, namePast, planWaysBack } from './revision.ts';

const CONFLICT =
  'Somebody else changed the claim meanwhile. What it would take now is below: send it again if you still want it.';
const FIRST = 'The first revision made the claim. It can’t be undone: withdraw the claim instead.';
/** So many records are named in one message. */
const NAMED = 10;

/** Makes the claim as it was after the revision. */
export async function restoreRevision(
  site: Site,
  request: Request,
  _format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  const past = await loadPast(site, request, visitor);
  const { reason, typed, issues } = parseReason(request.body);
  if (issues.length > 0) return refuse(site, past, typed, issues);
  const { state, changes } = await planRestore(site.store, past);
  if (changes.length === 0) return seeOther(`${pathOf(past)}?done=unchanged`);
  const attempt = { past, state, seen: readRevision(request.body), typed, did: 'Restored', reason };
  return write(site, request, visitor, attempt);
}

/** Takes back what the revision changed. What others changed elsewhere meanwhile is no conflict. */
export async function undoRevision(
  site: Site,
  request: Request,
  _format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  const past = await loadPast(site, request, visitor);
  const { reason, typed, issues } = parseReason(request.body);
  if (issues.length > 0) return refuse(site, past, typed, issues);
  const plan = await planUndo(site.store, past);
  if (!plan) return refuse(site, past, typed, [{ field: '', message: FIRST }]);
  if (!plan.ok) {
    const names = nameRecords(past, plan.changed, await loadPastCast(site.store, past));
    const more = names.length > NAMED ? [`${names.length - NAMED} more`] : [];
    const message = `It can’t be undone by itself, as these changed since: ${[...names.slice(0, NAMED), ...more].join(', ')}`;
    return refuse(site, past, typed, [{ field: '', message }]);
  }
  if (plan.changes.length === 0) return seeOther(`${pathOf(past)}?done=unchanged`);
  const attempt = { past, state: plan.state, seen: past.now.revision, typed, did: 'Undid', reason };
  return write(site, request, visitor, attempt);
}

interface Attempt {
  past: Past;
  state: ClaimState;
  /** The revision that the new one is to follow. */
  seen: number;
  typed: string;
  did: string;
  reason: string | null;
}

async function write(site: Site, request: Request, visitor: Visitor | null, attempt: Attempt): Promise<Reply> {
  const { past, state, seen, typed, did, reason } = attempt;
  const { now, step } = past;
  const told = `${did} revision ${step.revision.revision}${reason === null ? '' : `: ${reason}`}`;
  const draft = {
    base: { id: now.id, revision: seen },
    record: await completeState(site.store, state),
    texts: new Map<Uid, string>(),
  };
  try {
    await site.store.claims.save(draft, signWrite(site, visitor, told));
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const fresh = await loadPast(site, request, visitor);
    return { ...(await refuse(site, fresh, typed, [{ field: '', message: CONFLICT }])), status: 409 };
  }
  return seeOther(claimAddress({ id: now.id, text: state.claim.text }).html);
}

/** The page of the version again, with what stands in the way and the reason as it was typed. */
async function refuse(site: Site, past: Past, typed: string, issues: readonly Issue[]): Promise<FormReply> {
  const [plans, cast] = [await planWaysBack(site.store, past), await loadPastCast(site.store, past)];
  const model = await describePast(past, cast, plans, { typed, issues, isUnchanged: false });
  return { kind: 'form', view: 'history/revision', title: namePast(past), path: pathOf(past), issues, model };
}

function pathOf({ now, step }: Past): string {
  return revisionAddress({ id: now.id, text: now.record.claim.text }, step.revision.revision).html;
}
