/** Drawings for the tests: of a graph, as far as each test needs it. */
import { analyse } from '../../src/provenance/analysis.ts';
import { measureGraph } from '../../src/provenance/graph/hops.ts';
import { takeOut } from '../../src/provenance/graph/without.ts';
import { writeHeadline } from '../../src/wording/headline.ts';
import type { ClaimGraph, ClaimRecord } from '../../src/model/records.ts';
import { describePicture, drawClaim, drawClaimFile, type DrawingRequest } from '../../src/drawing/claim/claim.ts';
import { chooseForms, fitRails } from '../../src/drawing/claim/forms.ts';
import { layOutNarrow } from '../../src/drawing/claim/narrow.ts';
import { NO_SELECTION, viewClaim } from '../../src/drawing/view.ts';
import { aRecord } from '../web/open-app.ts';
import type { Selection } from '../../src/model/queries.ts';
import { layOutWide, type Measures } from '../../src/drawing/claim/wide.ts';
import { openGraphviz } from '../../src/drawing/graphviz.ts';

export const WHOLE = NO_SELECTION;
const ROOMY: Measures = { cardWidth: 208, labelWidth: 100, between: 28 };

const links = {
  toStatement: (uid: string) => `#s-${uid}`,
  toHop: (uid: string) => `#h-${uid}`,
  toFocus: (uid: string) => `?focus=${uid}#drawing`,
};

export function request(record: ClaimRecord, asked: Selection = WHOLE): DrawingRequest {
  const measured = measureGraph(record);
  const analysis = analyse(record, measured);
  return {
    record,
    analysis,
    headline: writeHeadline(record, analysis),
    view: viewClaim(measured, asked),
    remainder: asked.without === null ? null : takeOut(measured, analysis, asked.without),
    links,
  };
}

/** Both drawings with all their places. */
export async function layOut(graph: ClaimGraph, asked: Selection = WHOLE, measures = ROOMY) {
  const picture = describePicture(request(aRecord(graph), asked));
  const wide = layOutWide(picture, await openGraphviz(), measures);
  return { picture, wide, narrow: layOutNarrow(picture, wide) };
}

/** All forms that the page holds, with their places. */
export async function layOutForms(graph: ClaimGraph, asked: Selection = WHOLE) {
  const picture = describePicture(request(aRecord(graph), asked));
  const placeCards = await openGraphviz();
  const forms = chooseForms(picture, asked.focus).map((form) => ({
    ...form,
    wide: layOutWide(form.picture, placeCards, form.measures),
  }));
  return { picture, forms, rails: fitRails(picture, forms[0]?.wide ?? null, asked.focus) };
}

export async function drawAll(record: ClaimRecord, asked: Selection = WHOLE) {
  const drawing = await drawClaim(request(record, asked));
  return { file: await drawClaimFile(request(record, asked)), wide: drawing?.wide, narrow: drawing?.narrow };
}
