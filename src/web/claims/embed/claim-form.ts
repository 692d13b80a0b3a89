/** What the forms of a claim share that stand on other people's pages. */
import { viewClaim, NO_SELECTION } from '../../../drawing/view.ts';
import type { DrawingRequest } from '../../../drawing/claim/claim.ts';
import { analyseRecord, type AnalysedRecord } from '../show/claim-index.ts';
import type { FileReply, Route, Site } from '../../http/route.ts';
import { claimAddress } from '../../../urls/records.ts';
import { correctWords, loadVisibleClaim, readVisibleClaim } from '../visible-claim.ts';
import { requestDrawing } from '../show/picture/drawing.ts';

export interface ShownClaim extends AnalysedRecord {
  /** The path of its page. */
  page: string;
}

/**
 * A route's handler for one form. It is of published claims alone, whoever asks: an editor looks at drafts on their pages.
 * @param locate gives the form's own path
 */
export function showForm(
  locate: (claim: { id: number; text: string }) => string,
  write: (
    shown: ShownClaim,
    site: Site,
  ) => Promise<Pick<FileReply, 'type' | 'body'>> | Pick<FileReply, 'type' | 'body'>,
): Route['handler'] {
  return async (site, request) => {
    const named = await readVisibleClaim(site, request, null);
    const path = locate(named);
    // Like the JSON twin, it may be named by the number alone.
    const redirect = correctWords(request, 'json', named, { html: path, json: path });
    if (redirect) return redirect;
    const { record } = await loadVisibleClaim(site, request, null);
    const page = claimAddress(named).html;
    const form = await write({ ...analyseRecord(record), page }, site);
    return { kind: 'file', path, page, ...form };
  };
}

/**
 * The drawing as the claim's page opens with it, or narrowed sooner; its links lead to that page.
 * @param mostWhole a claim of more statements is narrowed
 */
export function requestOpening({ page, ...analysed }: ShownClaim, mostWhole?: number): DrawingRequest {
  const drawn = { page, analysed, view: viewClaim(analysed.measured, NO_SELECTION, mostWhole) };
  return requestDrawing(drawn, (anchor) => `${page}#${anchor}`);
}
