/** A claim drawn. */
import type { Analysis, ClaimRecord } from '../../model/records.ts';
import { drawNarrow, layOutNarrow } from './narrow.ts';
import { drawWide, layOutWide } from './wide.ts';
import { describePicture, type Links } from './picture.ts';
import { openGraphviz } from './graphviz.ts';
import type { View } from '../view.ts';
import { writeNumber } from '../../wording/values.ts';
import type { Medium } from '../svg.ts';

export interface DrawingRequest {
  record: ClaimRecord;
  /** Of this very record. */
  analysis: Analysis;
  /** The claim in one sentence (`writeHeadline`). */
  headline: string;
  /** What of it is drawn. */
  view: View;
  links: Links;
}

export interface Drawing {
  /** SVG, from left to right. */
  wide: string;
  /** SVG, from top to bottom. */
  narrow: string;
  /** "12 of 5,000 statements shown."; null when all are. */
  cut: string | null;
}

/** Draws a claim for its page, which shows one of the two; null when there is no statement to draw. */
export async function drawClaim(request: DrawingRequest): Promise<Drawing | null> {
  const { picture, layout, cut } = await layOutClaim(request);
  if (picture.cards.size === 0) return null;
  return {
    wide: drawWide(picture, layout, 'page', null),
    narrow: drawNarrow(picture, layOutNarrow(picture, layout), 'page'),
    cut,
  };
}

/** Draws a claim as a file of its own: wide, light, and in need of nothing else. */
export async function drawClaimFile(request: DrawingRequest): Promise<string> {
  const { picture, layout, cut } = await layOutClaim(request);
  const place: Medium = 'file';
  const note = picture.cards.size === 0 ? 'No statement has been recorded yet.' : cut;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${drawWide(picture, layout, place, note)}\n`;
}

async function layOutClaim({ record, analysis, headline, view, links }: DrawingRequest) {
  const placeCards = await openGraphviz();
  const { shape, narrowed } = view;
  const picture = describePicture({ record, analysis, headline, shape, narrowed, links });
  const { length: shown } = narrowed.shown;
  const cut = shown < narrowed.all ? `${writeNumber(shown)} of ${writeNumber(narrowed.all)} statements shown.` : null;
  return { picture, layout: layOutWide(picture, placeCards), cut };
}
