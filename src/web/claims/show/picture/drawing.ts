/** The drawing on a claim's page, or on that of an older version. */
import { drawClaim, type Drawing } from '../../../../drawing/claim/claim.ts';
import { hasSelection } from '../../../../drawing/view.ts';
import { createMemoryCache, hashKey } from '../../../http/memory-cache.ts';
import { drawingAnchor, withDepth } from '../../../../urls/records.ts';
import type { ClaimModel } from '../claim-model.ts';
import { requestDrawing, type DrawnClaim } from './drawing-request.ts';

export interface DrawingModel {
  /** SVG, made of escaped text. The stylesheet shows one of the two. */
  wide: string;
  narrow: string;
  /** "12 of 5,000 statements shown."; null when all are. */
  cut: string | null;
  /** Back to how the page opens; null when it is there already. */
  resetHref: string | null;
  /** More of a claim that opened narrowed; null when something else was asked for. */
  moreHref: string | null;
  /** The drawing as a file; null where there is none. */
  fileHref: string | null;
}

/**
 * Drawings take up most of the time that a page takes, and outlive it: it is made anew when anything changes that it
 * might show, and for each editor. They are found by all that they are made of.
 */
const drawn = createMemoryCache<Drawing>(32 * 1024 * 1024, ({ wide, narrow }) => 2 * (wide.length + narrow.length));

/** More hops than any claim has that is drawn: as many statements as fit. */
const DEEPEST = 99;

/**
 * @param claim its page and what of it is shown
 * @param model of this claim: the drawing's statements and hops lead to its lines and rows
 * @returns null when there is nothing to draw
 */
export async function buildDrawing(
  claim: DrawnClaim,
  { tree, hops }: Pick<ClaimModel, 'tree' | 'hops'>,
  fileHref: string | null,
): Promise<DrawingModel | null> {
  const lines = tree.sections.flatMap(({ rows }) => rows.flatMap(({ anchor }) => anchor ?? []));
  const anchors = new Set([...lines, ...hops.hops.map(({ anchor }) => anchor)]);
  const linkTo = (anchor: string): string | null => (anchors.has(anchor) ? `#${anchor}` : null);
  const { page, analysed, view } = claim;
  const drawing = await drawOnce([page, analysed.record, view.selection, analysed.headline, [...anchors]], () =>
    drawClaim(requestDrawing(claim, linkTo)),
  );
  const isSelected = hasSelection(view.selection);
  return (
    drawing && {
      ...drawing,
      resetHref: isSelected ? `${page}#${drawingAnchor}` : null,
      moreHref: drawing.cut === null || isSelected ? null : withDepth(page, DEEPEST),
      fileHref,
    }
  );
}

/** @param parts all that the drawing is made of */
async function drawOnce(parts: readonly unknown[], draw: () => Promise<Drawing | null>): Promise<Drawing | null> {
  const key = hashKey(...parts);
  const known = drawn.get(key);
  if (known) return known;
  const drawing = await draw();
  if (drawing) drawn.set(key, drawing);
  return drawing;
}
