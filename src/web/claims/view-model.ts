/** The page of one claim: the claim, and what leads on from it. */
import type { Asked } from '../../drawing/narrow.ts';
import type { Analysis } from '../../provenance/model.ts';
import type { LoadedClaim } from '../../storage/store.ts';
import { buildClaimModel, type ClaimModel } from '../claim-view/claim-model.ts';
import { describeStatus, type StatusNotice } from '../claim-view/status-notice.ts';
import { addChainPath, claimAddress, editClaimPath, historyAddress, schemaPath } from '../urls.ts';
import { buildDrawing, type DrawingModel } from './drawing.ts';

export interface ClaimPageModel extends ClaimModel {
  /** Null when there is nothing to draw. */
  drawing: DrawingModel | null;
  /** That readers can't see it; null when they can. */
  notice: StatusNotice | null;
  historyHref: string;
  jsonHref: string;
  schemaHref: string;
  /** Where editors change it; null for everybody else. */
  editing: { editHref: string; addChainHref: string } | null;
}

/**
 * @param analysis of this very claim
 * @param asked what of it is to be drawn
 * @param mayEdit whether whoever looks at it is an editor
 */
export async function buildClaimPage(
  loaded: LoadedClaim,
  analysis: Analysis,
  asked: Asked,
  mayEdit: boolean,
): Promise<ClaimPageModel> {
  const { id, record } = loaded;
  const claim = { id, text: record.claim.text };
  const model = buildClaimModel(record, analysis, mayEdit, loaded.numbers);
  return {
    ...model,
    drawing: await buildDrawing(loaded, analysis, asked, model),
    notice: describeStatus(record.claim.status),
    historyHref: historyAddress(claim).html,
    jsonHref: claimAddress(claim).json,
    schemaHref: schemaPath,
    editing: mayEdit ? { editHref: editClaimPath(id), addChainHref: addChainPath(id) } : null,
  };
}
