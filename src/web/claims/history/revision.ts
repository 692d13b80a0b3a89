/** `/claims/:id/history/:revision`: the claim as it was, whole; for editors with the way back to it. */
import type { Request } from 'express';
import { NO_SELECTION, viewClaim } from '../../../drawing/view.ts';
import { writeHearsayClaim } from '../../../formats/hearsay/writer.ts';
import { writeStamp } from '../../../model/dates.ts';
import { analyseRecord } from '../show/claim-index.ts';
import { compareStates } from '../../../provenance/revisions.ts';
import type { Store } from '../../../storage/store.ts';
import type { Issue } from '../../../model/issues.ts';
import { layOutForm } from '../../forms/forms.ts';
import type { Format, Reply, Site, Visitor } from '../../http/route.ts';
import { absoluteUrl, revisionAddress } from '../../../urls/records.ts';
import { correctWords } from '../visible-claim.ts';
import { hasRole } from '../../http/visitor.ts';
import { planRestore, planUndo } from './revert-plan.ts';
import { loadPast, type Past } from './past-claim.ts';
import { buildRevertModel, type RevertPlans } from './revert-model.ts';
import { buildRevisionModel, type RevisionModel } from './revision-model.ts';
import { parseSelection } from '../show/drawing.ts';
import { loadChangeNames, type ChangeNames } from './changes/names.ts';

export async function showRevision(
  site: Site,
  request: Request,
  format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  const past = await loadPast(site, request, visitor);
  const { now, then, step } = past;
  const named = { id: now.id, text: now.record.claim.text };
  const address = revisionAddress(named, step.revision.revision);
  const redirect = correctWords(request, format, named, address);
  if (redirect) return redirect;
  const exportedAt = writeStamp(site.clock());
  const url = absoluteUrl(site.config.baseUrl, address.html);
  const plans = hasRole(visitor, 'editor') ? await planWaysBack(site.store, past) : null;
  const names = await loadPastNames(site.store, past);
  const isUnchanged = request.query.done === 'unchanged';
  const analysed = analyseRecord(then.record);
  const selection = parseSelection(request.query, analysed);
  const typed = { typed: '', issues: [], isUnchanged };
  const model = format === 'html' ? await describePast(past, names, plans, typed, selection, analysed) : {};
  return {
    kind: 'page',
    view: 'history/revision',
    title: namePast(past),
    address,
    model: () => model,
    json: () => writeHearsayClaim(then.record, analysed.analysis, { exportedAt, url }),
  };
}

/** What the page is called. */
export function namePast({ now, step }: Past): string {
  return `Revision ${step.revision.revision}: ${now.record.claim.text}`;
}

/** The present version needs no restoring. */
export async function planWaysBack(store: Store, past: Past): Promise<RevertPlans> {
  const isPresent = past.step.revision.revision === past.now.revision;
  return { restore: isPresent ? null : await planRestore(store, past), undo: await planUndo(store, past) };
}

/** Whoever is named in the version, in what led to it or in what it would take to go back to it. */
export async function loadPastNames(store: Store, { now, then, step }: Past): Promise<ChangeNames> {
  const differences = compareStates(now.record, then.record);
  return loadChangeNames(store, now.record, [...step.changes, ...differences]);
}

interface Typed {
  typed: string;
  issues: readonly Issue[];
  isUnchanged: boolean;
}

/**
 * @param plans null for readers
 * @param selection what of the version is shown
 */
export async function describePast(
  past: Past,
  names: ChangeNames,
  plans: RevertPlans | null,
  { typed, issues, isUnchanged }: Typed,
  selection = NO_SELECTION,
  analysed = analyseRecord(past.then.record),
): Promise<RevisionModel> {
  const form = layOutForm(issues);
  return buildRevisionModel(past, analysed, {
    names,
    view: viewClaim(analysed.measured, selection),
    errors: form.errors,
    done: isUnchanged ? 'Nothing changed: the claim is like this already.' : null,
    mayEdit: plans !== null,
    revert: plans && buildRevertModel(past, plans, names, form, typed),
  });
}
