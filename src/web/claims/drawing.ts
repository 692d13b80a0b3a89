/** The drawing on a claim's page. */
import { drawClaim } from '../../drawing/draw-claim.ts';
import type { Asked } from '../../drawing/narrow.ts';
import type { Analysis } from '../../provenance/model.ts';
import type { LoadedClaim } from '../../storage/store.ts';
import type { ClaimModel } from '../claim-view/claim-model.ts';
import { isAskedFor, requestDrawing } from '../claim-view/drawing-model.ts';
import { claimAddress, drawingAnchor, drawingPath, statementAnchor } from '../urls.ts';

export interface DrawingModel {
  /** SVG, made of escaped text. The stylesheet shows one of the two. */
  wide: string;
  narrow: string;
  /** "12 of 5,000 statements shown."; null when all are. */
  cut: string | null;
  /** Back to how the page opens; null when it is there already. */
  resetHref: string | null;
  fileHref: string;
}

/**
 * @param model of this claim: the drawing's statements lead to its lines
 * @returns null when there is nothing to draw
 */
export async function buildDrawing(
  { id, record }: LoadedClaim,
  analysis: Analysis,
  asked: Asked,
  model: Pick<ClaimModel, 'headline' | 'tree'>,
): Promise<DrawingModel | null> {
  const claim = { id, text: record.claim.text };
  const anchors = new Set(model.tree.sections.flatMap(({ rows }) => rows.flatMap(({ anchor }) => anchor ?? [])));
  const { headline } = model;
  const drawing = await drawClaim(
    requestDrawing({ id, record, analysis, headline, asked }, 'page', (uid) => anchors.has(statementAnchor(uid))),
  );
  return (
    drawing && {
      ...drawing,
      resetHref: isAskedFor(asked) ? `${claimAddress(claim).html}#${drawingAnchor}` : null,
      fileHref: drawingPath(claim, asked),
    }
  );
}
