/** The drawing on a claim's page. */
import { createHash } from 'node:crypto';
import { drawClaim, type Drawing } from '../../drawing/draw-claim.ts';
import type { Asked } from '../../drawing/narrow.ts';
import type { Analysis } from '../../provenance/model.ts';
import type { LoadedClaim } from '../../storage/store.ts';
import type { ClaimModel } from '../claim-view/claim-model.ts';
import { isAskedFor, requestDrawing } from '../claim-view/drawing-model.ts';
import { createShelf } from '../shelf.ts';
import { claimAddress, drawingAnchor, drawingPath } from '../urls.ts';

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
 * Drawings take up most of the time that a page takes, and outlive it: it is made anew when anything changes that it
 * might show, and for each editor. They are found by all that they are made of.
 */
const drawn = createShelf<Drawing>(32 * 1024 * 1024, ({ wide, narrow }) => 2 * (wide.length + narrow.length));

/**
 * @param model of this claim: the drawing's statements and hops lead to its lines and rows
 * @returns null when there is nothing to draw
 */
export async function buildDrawing(
  { id, record }: LoadedClaim,
  analysis: Analysis,
  asked: Asked,
  model: Pick<ClaimModel, 'headline' | 'tree' | 'hops'>,
): Promise<DrawingModel | null> {
  const claim = { id, text: record.claim.text };
  const lines = model.tree.sections.flatMap(({ rows }) => rows.flatMap(({ anchor }) => anchor ?? []));
  const anchors = new Set([...lines, ...model.hops.hops.map(({ anchor }) => anchor)]);
  const { headline } = model;
  const drawing = await drawOnce([id, record, asked, headline, [...anchors]], () => {
    return drawClaim(
      requestDrawing({ id, record, analysis, headline, asked }, 'page', (anchor) => anchors.has(anchor)),
    );
  });
  return (
    drawing && {
      ...drawing,
      resetHref: isAskedFor(asked) ? `${claimAddress(claim).html}#${drawingAnchor}` : null,
      fileHref: drawingPath(claim, asked),
    }
  );
}

/** @param parts all that the drawing is made of */
async function drawOnce(parts: readonly unknown[], draw: () => Promise<Drawing | null>): Promise<Drawing | null> {
  const key = createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
  const known = drawn.get(key);
  if (known) return known;
  const drawing = await draw();
  if (drawing) drawn.put(key, drawing);
  return drawing;
}
