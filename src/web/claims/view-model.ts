/** The page of one claim: the claim, and what leads on from it. */
import type { Analysis } from '../../provenance/model.ts';
import type { LoadedClaim } from '../../storage/store.ts';
import { buildClaimModel, type ClaimModel } from '../claim-view/claim-model.ts';
import { describeStatus, type StatusNotice } from '../claim-view/status-notice.ts';
import { addChainPath, claimAddress, editClaimPath, historyAddress, schemaPath } from '../urls.ts';

export interface ClaimPageModel extends ClaimModel {
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
 * @param mayEdit whether whoever looks at it is an editor
 */
export function buildClaimPage({ id, record }: LoadedClaim, analysis: Analysis, mayEdit: boolean): ClaimPageModel {
  const claim = { id, text: record.claim.text };
  return {
    ...buildClaimModel(record, analysis, mayEdit),
    notice: describeStatus(record.claim.status),
    historyHref: historyAddress(claim).html,
    jsonHref: claimAddress(claim).json,
    schemaHref: schemaPath,
    editing: mayEdit ? { editHref: editClaimPath(id), addChainHref: addChainPath(id) } : null,
  };
}
