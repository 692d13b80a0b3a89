import type { Request } from 'express';
import { drawClaimFile } from '../../../../drawing/claim/claim.ts';
import { NO_SELECTION, viewClaim } from '../../../../drawing/view.ts';
import { analyseRecord } from '../claim-index.ts';
import type { Format, Reply, Route, Site, Visitor } from '../../../http/route.ts';
import { addQuery, claimAddress, drawingPath } from '../../../../urls/records.ts';
import { correctWords, loadVisibleClaim, readVisibleClaim } from '../../visible-claim.ts';
import { drawingQuery } from '../../../records/queries.ts';
import { describeFile } from '../../../records/schemas.ts';
import { keepSelection, parseSelection, requestDrawing } from './drawing.ts';

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
  const named = await readVisibleClaim(site, request, visitor);
  const file = drawingPath(named, NO_SELECTION);
  const narrowed = addQuery({ html: file, json: file }, keepSelection(request.query));
  // Like the JSON twin, it may be named by the number alone.
  const redirect = correctWords(request, 'json', named, narrowed);
  if (redirect) return redirect;
  const { id, record } = await loadVisibleClaim(site, request, visitor);
  const claim = { id, text: record.claim.text };
  const analysed = analyseRecord(record);
  const selection = parseSelection(request.query, analysed);
  const page = claimAddress(claim).html;
  const drawn = { page, analysed, view: viewClaim(analysed.measured, selection) };
  return {
    kind: 'file',
    type: 'image/svg+xml',
    path: drawingPath(claim, selection),
    body: await drawClaimFile(requestDrawing(drawn, (anchor) => `${page}#${anchor}`)),
  };
}
