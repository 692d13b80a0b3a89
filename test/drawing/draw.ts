/** Drawings for the tests: of a graph, as far as each test needs it. */
import { analyse } from '../../src/provenance/analyse.ts';
import { writeHeadline } from '../../src/provenance/headline.ts';
import type { ClaimGraph, ClaimRecord } from '../../src/provenance/model.ts';
import { drawClaim, drawClaimFile, type DrawingRequest } from '../../src/drawing/draw-claim.ts';
import { layOutNarrow } from '../../src/drawing/draw-narrow.ts';
import { layOutWide } from '../../src/drawing/lay-out-wide.ts';
import { narrowClaim, type Asked } from '../../src/drawing/narrow.ts';
import { describePicture } from '../../src/drawing/picture.ts';
import { openGraphviz } from '../../src/drawing/place.ts';
import { measureShape } from '../../src/drawing/shape.ts';
import { aRecord } from '../web/open-app.ts';

export const WHOLE: Asked = { focus: null, depth: null, from: null };

const links = {
  toStatement: (uid: string) => `#s-${uid}`,
  toHop: (uid: string) => `#h-${uid}`,
  toFocus: (uid: string) => `?focus=${uid}#drawing`,
};

export function request(record: ClaimRecord, asked: Asked = WHOLE): DrawingRequest {
  const analysis = analyse(record);
  return { record, analysis, headline: writeHeadline(record, analysis), asked, links };
}

/** Both drawings with all their places. */
export async function layOut(graph: ClaimGraph, asked: Asked = WHOLE) {
  const shape = measureShape(graph);
  const narrowed = narrowClaim(shape, asked);
  const picture = describePicture({ ...request(aRecord(graph)), shape, narrowed });
  const wide = layOutWide(picture, await openGraphviz());
  return { picture, wide, narrow: layOutNarrow(picture, wide) };
}

export async function drawAll(record: ClaimRecord, asked: Asked = WHOLE) {
  const drawing = await drawClaim(request(record, asked));
  return { file: await drawClaimFile(request(record, asked)), wide: drawing?.wide, narrow: drawing?.narrow };
}
