/** A claim as it was after one of its revisions, as its page shows it. */
import type { View } from '../../../drawing/view.ts';
import { showPart, type AnalysedRecord } from '../show/claim-index.ts';
import { buildDrawing, type DrawingModel } from '../show/drawing.ts';
import type { ErrorSummary } from '../../forms/forms.ts';
import { claimAddress, historyAddress, revisionAddress } from '../../../urls/records.ts';
import { writeNumber } from '../../../wording/values.ts';
import { writeDate, type DateView } from '../../../wording/dates.ts';
import { describeStep } from './history-model.ts';
import type { Past } from './past-claim.ts';
import type { RevertModel } from './revert-model.ts';
import type { ChangeNames } from './changes/names.ts';
import { chooseShown } from './changes/steps.ts';
import type { ChangesDescription } from './changes/changes.ts';
import { makeComparison } from './changes/phrases.ts';
import { describeStatus, type StatusNotice, buildClaimModel, type ClaimModel } from '../show/page-model.ts';

const RECORDS_TOLD = 100;

export interface RevisionModel extends ClaimModel {
  /** Null when there is nothing to draw. */
  drawing: DrawingModel | null;
  errors: ErrorSummary;
  /** What was just done. */
  done: string | null;
  /** That readers can't see the claim now; null when they can. */
  notice: StatusNotice | null;
  version: {
    number: string;
    total: string;
    isPresent: boolean;
    at: DateView;
    actor: string;
    reason: string | null;
    telling: ChangesDescription;
    claimHref: string;
    historyHref: string;
    previousHref: string | null;
    nextHref: string | null;
  };
  /** For editors; null for everybody else. */
  revert: RevertModel | null;
}

interface Around {
  /** What of the version is shown. */
  view: View;
  names: ChangeNames;
  errors: ErrorSummary;
  done: string | null;
  revert: RevertModel | null;
  /** Whether all that the revision changed is told. */
  mayEdit: boolean;
}

/** @param analysed the version */
export async function buildRevisionModel(past: Past, analysed: AnalysedRecord, around: Around): Promise<RevisionModel> {
  const { now, step, previous, next } = past;
  const { names, mayEdit, view, ...rest } = around;
  const { revision, at, actor, reason } = step.revision;
  const claim = { id: now.id, text: now.record.claim.text };
  const shown = chooseShown(step, mayEdit);
  const link = (number: number | null) => (number === null ? null : revisionAddress(claim, number).html);
  const page = revisionAddress(claim, revision).html;
  const model = buildClaimModel(analysed, { numbers: now.numbers, ...showPart(page, view) });
  return {
    ...model,
    ...rest,
    drawing: await buildDrawing({ page, analysed, view }, model, null),
    notice: describeStatus(now.record.claim.status),
    version: {
      number: writeNumber(revision),
      total: writeNumber(now.revision),
      isPresent: revision === now.revision,
      at: writeDate(at)!,
      ...{ actor, reason },
      telling: describeStep(step, shown, names, makeComparison(), RECORDS_TOLD),
      claimHref: claimAddress(claim).html,
      historyHref: historyAddress(claim).html,
      previousHref: link(previous),
      nextHref: link(next),
    },
  };
}
