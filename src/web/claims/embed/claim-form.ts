/** What the forms of a claim share that stand on other people's pages. */
import { viewClaim, NO_SELECTION } from '../../../drawing/view.ts';
import type { DrawingRequest } from '../../../drawing/claim/claim.ts';
import { analyse } from '../../../provenance/analysis.ts';
import { writeHeadline } from '../../../wording/headline.ts';
import type { Analysis } from '../../../model/records.ts';
import { requestDrawing } from '../show/picture/drawing-request.ts';
import type { FileReply, Route, Site } from '../../http/route.ts';
import { claimAddress } from '../../../urls/records.ts';
import { correctWords, loadVisibleClaim } from '../visible-claim.ts';
import type { LoadedClaim } from '../../../storage/types.ts';

export interface ShownClaim {
  loaded: LoadedClaim;
  analysis: Analysis;
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
    const loaded = await loadVisibleClaim(site, request, null);
    const claim = { id: loaded.id, text: loaded.record.claim.text };
    const path = locate(claim);
    // Like the JSON twin, it may be named by the number alone.
    const redirect = correctWords(request, 'json', loaded, { html: path, json: path });
    if (redirect) return redirect;
    const page = claimAddress(claim).html;
    const form = await write({ loaded, analysis: analyse(loaded.record), page }, site);
    return { kind: 'file', path, page, ...form };
  };
}

/**
 * The drawing as the claim's page opens with it, or narrowed sooner; its links lead to that page.
 * @param mostWhole a claim of more statements is narrowed
 */
export function requestOpening({ loaded, analysis, page }: ShownClaim, mostWhole?: number): DrawingRequest {
  const { record } = loaded;
  const headline = writeHeadline(record, analysis);
  const drawn = { page, record, analysis, headline, view: viewClaim(record, NO_SELECTION, mostWhole) };
  return requestDrawing(drawn, (anchor) => `${page}#${anchor}`);
}
