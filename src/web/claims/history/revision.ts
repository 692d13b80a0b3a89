/** `/claims/:id/history/:revision`: the claim as it was; for editors with the forms to restore it or undo the revision. */
import type { Request } from 'express';
import { NO_SELECTION, viewClaim } from '../../../drawing/view.ts';
import { writeHearsayClaim } from '../../../formats/hearsay/writer.ts';
import { writeStamp } from '../../../model/dates.ts';
import type { Issue } from '../../../model/issues.ts';
import { compareStates } from '../../../provenance/revisions.ts';
import type { Store } from '../../../storage/store.ts';
import { absoluteUrl, claimAddress, historyAddress, revisionAddress } from '../../../urls/records.ts';
import { writeNumber } from '../../../wording/values.ts';
import { layOutForm } from '../../forms/forms.ts';
import type { Format, Reply, Site, Visitor } from '../../http/route.ts';
import { hasRole } from '../../http/visitor.ts';
import { analyseRecord, showPart } from '../show/claim-index.ts';
import { buildClaimModel, describeStatus } from '../show/page-model.ts';
import { buildDrawing, parseSelection } from '../show/drawing.ts';
import { NotFound } from '../../http/errors.ts';
import { parseRevision } from '../../records/save-notice.ts';
import { correctWords, readVisibleClaim } from '../visible-claim.ts';
import { loadChangeNames, makeComparison, type ChangeNames } from './changes/phrases.ts';
import { chooseShown } from './changes/steps.ts';
import { dateStep, describeStep } from './history.ts';
import { buildRevertModel, loadPast, planReverts, type Past } from './past-claim.ts';

/** The most records of a revision whose changes are described. */
const MOST_RECORDS = 100;

export async function showRevision(
  site: Site,
  request: Request,
  format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  const named = await readVisibleClaim(site, request, visitor);
  const revision = parseRevision(request.params.revision);
  if (revision === null) throw new NotFound();
  const address = revisionAddress(named, revision);
  const redirect = correctWords(request, format, named, address);
  if (redirect) return redirect;
  const past = await loadPast(site, request, visitor);
  const { then } = past;
  const exportedAt = writeStamp(site.clock());
  const url = absoluteUrl(site.config.baseUrl, address.html);
  const plans = hasRole(visitor, 'editor') ? await planReverts(site.store, past) : null;
  const names = await loadPastNames(site.store, past);
  const isUnchanged = request.query.done === 'unchanged';
  const analysed = analyseRecord(then.record);
  const selection = parseSelection(request.query, analysed);
  const typed = { typed: '', issues: [], isUnchanged };
  const model = format === 'html' ? await buildRevisionModel(past, names, plans, typed, selection, analysed) : {};
  return {
    kind: 'page',
    view: 'history/revision',
    title: namePast(past),
    address,
    model: () => model,
    json: () => writeHearsayClaim(then.record, analysed.analysis, { exportedAt, url }),
  };
}

export function namePast({ now, step }: Past): string {
  return `Revision ${step.revision.revision}: ${now.record.claim.text}`;
}

/** The names in the version, in what led to it and in what it would take to go back to it. */
export async function loadPastNames(store: Store, { now, then, step }: Past): Promise<ChangeNames> {
  const differences = compareStates(now.record, then.record);
  return loadChangeNames(store, now.record, [...step.changes, ...differences]);
}

/**
 * @param plans null for readers
 * @param typed the reason as it was typed, and the issues with it
 * @param selection what of the version is shown
 */
export async function buildRevisionModel(
  past: Past,
  names: ChangeNames,
  plans: Awaited<ReturnType<typeof planReverts>> | null,
  { typed, issues, isUnchanged }: { typed: string; issues: readonly Issue[]; isUnchanged: boolean },
  selection = NO_SELECTION,
  analysed = analyseRecord(past.then.record),
) {
  const { now, step, previous, next } = past;
  const { revision, actor, reason } = step.revision;
  const form = layOutForm(issues);
  const view = viewClaim(analysed.measured, selection);
  const claim = { id: now.id, text: now.record.claim.text };
  const link = (number: number | null) => (number === null ? null : revisionAddress(claim, number).html);
  const page = revisionAddress(claim, revision).html;
  const model = buildClaimModel(analysed, { numbers: now.numbers, ...showPart(page, view) });
  return {
    ...model,
    errors: form.errors,
    done: isUnchanged ? 'Nothing changed: the claim was already like this.' : null,
    drawing: await buildDrawing({ page, analysed, view, remainder: model.remainder }, model.lines),
    notice: describeStatus(now.record.claim.status),
    version: {
      number: writeNumber(revision),
      total: writeNumber(now.revision),
      isPresent: revision === now.revision,
      ...dateStep(step),
      ...{ actor, reason },
      description: describeStep(step, chooseShown(step, plans !== null), names, makeComparison(), MOST_RECORDS),
      claimHref: claimAddress(claim).html,
      historyHref: historyAddress(claim).html,
      previousHref: link(previous),
      nextHref: link(next),
    },
    revert: plans && buildRevertModel(past, plans, names, form, typed),
  };
}
