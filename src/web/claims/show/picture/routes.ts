import type { Request } from 'express';
import { drawClaimFile } from '../../../../drawing/claim/claim.ts';
import { viewClaim } from '../../../../drawing/view.ts';
import { analyse } from '../../../../provenance/analysis.ts';
import { writeHeadline } from '../../../../wording/headline.ts';
import { parseSelection, requestDrawing } from './drawing-request.ts';
import type { Format, Reply, Route, Site, Visitor } from '../../../http/route.ts';
import { claimAddress, drawingPath } from '../../../../urls/records.ts';
import { correctWords, loadVisibleClaim } from '../../visible-claim.ts';
import { drawingQuery } from '../../../records/queries.ts';
import { describeFile } from '../../../records/schemas.ts';

/** A claim's drawing as a file of its own, to show elsewhere. */
export const drawingRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/claims/:id.svg',
    json: null,
    role: 'reader',
    fresh: 'claim',
    handler: showDrawing,
    operation: describeFile(
      { id: 'readDrawing', group: 'Claims', summary: 'The drawing of a claim’s chains', query: drawingQuery },
      'An SVG that needs nothing beside it.',
      'image/svg+xml',
    ),
  },
];

async function showDrawing(site: Site, request: Request, _format: Format, visitor: Visitor | null): Promise<Reply> {
  const loaded = await loadVisibleClaim(site, request, visitor);
  const { id, record } = loaded;
  const analysis = analyse(record);
  const asked = parseSelection(request.query, record, analysis);
  const path = drawingPath({ id, text: record.claim.text }, asked);
  // Like the JSON twin, it may be named by the number alone.
  const redirect = correctWords(request, 'json', loaded, { html: path, json: path });
  if (redirect) return redirect;
  const page = claimAddress({ id, text: record.claim.text }).html;
  const headline = writeHeadline(record, analysis);
  const drawn = { page, record, analysis, headline, view: viewClaim(record, asked) };
  return {
    kind: 'file',
    type: 'image/svg+xml',
    path,
    body: await drawClaimFile(requestDrawing(drawn, (anchor) => `${page}#${anchor}`)),
  };
}
