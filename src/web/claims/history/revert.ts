/** Restores a version or undoes one revision. Each makes a new revision, so nothing is lost. */
import type { Issue } from '../../../model/issues.ts';
import type { Uid } from '../../../model/records.ts';
import { seeOther, type Checked } from '../../forms/forms.ts';
import { handleWrite, readRevision, type WriteContext } from '../../forms/write.ts';
import type { FormReply, Handler, Site } from '../../http/route.ts';
import { locateSaved } from '../../records/save-notice.ts';
import { addQueryToPath, claimAddress, revisionAddress } from '../../../urls/records.ts';
import {
  completeState,
  loadPast,
  nameRecords,
  planRestore,
  planReverts,
  planUndo,
  type Past,
  type RevertPlan,
} from './past-claim.ts';
import { buildRevisionModel, loadPastNames, namePast } from './revision.ts';
const CONFLICT =
  'Somebody else has changed the claim in the meantime. What this would change now is below: send it again if you still want it.';
const FIRST = 'The first revision created the claim and can’t be undone: withdraw the claim instead.';
const NAMED = 10;

export const restoreRevision = handleRevert({
  did: 'Restored',
  parse: async ({ store, target }) => ({ ok: true, value: await planRestore(store, target) }),
  follows: (_now, body) => readRevision(body),
});

/** Undoes what the revision changed. What others changed elsewhere meanwhile is no conflict. */
export const undoRevision = handleRevert({
  did: 'Undid',
  parse: checkUndo,
  follows: ({ revision }) => revision,
});

type FeasiblePlan = RevertPlan & { ok: true };

interface Revert {
  did: string;
  parse: (context: WriteContext<Past>) => Promise<Checked<FeasiblePlan>>;
  /** The revision that the new one is to follow. */
  follows: (now: Past['now'], body: unknown) => number;
}

function handleRevert({ did, parse, follows }: Revert): Handler {
  return handleWrite<Past, null, FeasiblePlan, undefined>({
    load: loadPast,
    parse: async (context) => ({ values: null, ...(await parse(context)) }),
    show: ({ site, target }, { reason }, { issues }) => showAgain(site, target, reason, issues),
    async save({ store, target, body, by }, { state, changes }) {
      const { now, step } = target;
      if (changes.length === 0) return seeOther(addQueryToPath(pathOf(target), { done: 'unchanged' }));
      const why = by.reason === null ? '' : `: ${by.reason}`;
      const draft = {
        base: { id: now.id, revision: follows(now, body) },
        record: await completeState(store, state),
        texts: new Map<Uid, string>(),
      };
      await store.claims.save(draft, { ...by, reason: `${did} revision ${step.revision.revision}${why}` });
      const path = claimAddress({ id: now.id, text: state.claim.text }).html;
      return seeOther(locateSaved(path, draft.base.revision, draft.base.revision + 1));
    },
    showConflict: ({ site, target }, { reason }) => showAgain(site, target, reason, [{ field: '', message: CONFLICT }]),
  });
}

async function checkUndo({ store, target }: WriteContext<Past>): Promise<Checked<FeasiblePlan>> {
  const plan = await planUndo(store, target);
  if (!plan) return { ok: false, issues: [{ field: '', message: FIRST }] };
  if (plan.ok) return { ok: true, value: plan };
  const names = nameRecords(target, plan.changed, await loadPastNames(store, target));
  const more = names.length > NAMED ? [`${names.length - NAMED} more`] : [];
  const message = `It can’t be undone by itself, as these changed since: ${[...names.slice(0, NAMED), ...more].join(', ')}`;
  return { ok: false, issues: [{ field: '', message }] };
}

/** The page of the version again, with the issues and the reason as it was typed. */
async function showAgain(site: Site, past: Past, reason: string, issues: readonly Issue[]): Promise<FormReply> {
  const [plans, names] = [await planReverts(site.store, past), await loadPastNames(site.store, past)];
  const model = await buildRevisionModel(past, names, plans, { typed: reason, issues, isUnchanged: false });
  return { kind: 'form', view: 'history/revision', title: namePast(past), path: pathOf(past), issues, model };
}

function pathOf({ now, step }: Past): string {
  return revisionAddress({ id: now.id, text: now.record.claim.text }, step.revision.revision).html;
}
