/** The page of one claim: the claim, and what leads on from it. */
import type { View } from '../../../drawing/view.ts';
import type { RelatedGroup } from '../../../storage/claims/related-claims.ts';
import { citeClaim, type CitationModel } from './citation-model.ts';
import { showPart, type AnalysedRecord } from './claim-index.ts';
import { buildClaimModel, type ClaimModel } from './claim-model.ts';
import { buildDrawing, type DrawingModel } from './picture/drawing.ts';
import { listExports, type ExportView } from '../../../formats/index.ts';
import { offerEmbedding, type EmbedModel } from './embed-model.ts';
import { describeRelated, type RelatedView } from './related-model.ts';
import { describeStatus, type StatusNotice } from './status-notice.ts';
import { addChainPath, claimAddress, drawingPath, editClaimPath, historyAddress } from '../../../urls/records.ts';
import type { LoadedClaim } from '../../../storage/types.ts';

export interface ClaimPageModel extends ClaimModel {
  /** Null when there is nothing to draw. */
  drawing: DrawingModel | null;
  /** That readers can't see it; null when they can. */
  notice: StatusNotice | null;
  related: readonly RelatedView[];
  citation: CitationModel;
  exports: readonly ExportView[];
  /** Null while readers can't see it. */
  embed: EmbedModel | null;
  historyHref: string;
  /** Where editors change it; null for everybody else. */
  editing: { editHref: string; addChainHref: string } | null;
}

/** For whom a page is made, and what of the claim it shows. */
interface Reading {
  view: View;
  related: readonly RelatedGroup[];
  /** Whether whoever looks at it is an editor. */
  mayEdit: boolean;
  baseUrl: string;
}

export async function buildClaimPage(
  loaded: LoadedClaim & AnalysedRecord,
  { view, related, mayEdit, baseUrl }: Reading,
): Promise<ClaimPageModel> {
  const { id, record, numbers } = loaded;
  const claim = { id, text: record.claim.text };
  const page = claimAddress(claim).html;
  const { selection } = view;
  const model = buildClaimModel(loaded, { mayEdit, numbers, ...showPart(page, view) });
  return {
    ...model,
    drawing: await buildDrawing({ page, analysed: loaded, view }, model, drawingPath(claim, selection)),
    notice: describeStatus(record.claim.status),
    related: describeRelated(record, related),
    citation: citeClaim(loaded, baseUrl),
    exports: listExports(claim, selection),
    embed: offerEmbedding(loaded, baseUrl),
    historyHref: historyAddress(claim).html,
    editing: mayEdit ? { editHref: editClaimPath(id), addChainHref: addChainPath(id) } : null,
  };
}
