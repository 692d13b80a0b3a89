import { drawClaim, type Drawing, type DrawingRequest, drawClaimFile } from '../../../drawing/claim/claim.ts';
import { type View, NO_SELECTION, viewClaim } from '../../../drawing/view.ts';
import { renderDrawing } from '../../../drawing/images.ts';
import { createMemoryCache, hashKey } from '../../http/memory-cache.ts';
import {
  drawingAnchor,
  withDepth,
  statementAnchor,
  hopAnchor,
  focusAddress,
  drawingPath,
  addQuery,
  claimAddress,
  nameClaimFile,
  type DrawingEnding,
} from '../../../urls/records.ts';
import type { Request } from 'express';
import { type AnalysedRecord, analyseRecord, takeOutSelected } from './claim-index.ts';
import type { Selection } from '../../../model/queries.ts';
import { sidesOf, type Uid } from '../../../model/records.ts';
import type { Remainder } from '../../../provenance/graph/without.ts';
import type { Lines } from './evidence-model.ts';
import { writeWithout } from '../../../wording/headline.ts';
import type { Route } from '../../http/route.ts';
import { describeFile } from '../../records/schemas.ts';
import { drawingQuery, MOST_DEPTH, readQuery } from '../../records/queries.ts';
import { renderInTurn } from '../picture-queue.ts';
import { readVisibleClaim, correctWords, loadVisibleClaim } from '../visible-claim.ts';

/**
 * Drawings take up most of the time that a page takes, and outlive it: it is made anew when anything changes that it
 * might show, and for each editor. They are found by all that they are made of.
 */
const drawn = createMemoryCache<Drawing>(32 * 1024 * 1024, ({ wide, narrow }) => 2 * (wide.length + narrow.length));

/**
 * @param claim its page and what of it is shown
 * @param lines of its evidence, to which the drawing's statements and hops lead
 * @returns null when there is nothing to draw
 */
export async function buildDrawing(claim: DrawnClaim, { statements, attributions }: Lines) {
  const anchors = new Set([...[...statements].map(statementAnchor), ...[...attributions].map(hopAnchor)]);
  const linkTo = (anchor: string): string | null => (anchors.has(anchor) ? `#${anchor}` : null);
  const { page, analysed, view } = claim;
  const drawing = await drawOnce([page, analysed.record, view.selection, analysed.headline, [...anchors]], () =>
    drawClaim(requestDrawing(claim, linkTo)),
  );
  const isSelected = Object.values(view.selection).some((part) => part !== null);
  return (
    drawing && {
      ...drawing,
      // Back to how the page opens.
      resetHref: isSelected ? `${page}#${drawingAnchor}` : null,
      // More of a claim that opened narrowed.
      moreHref: drawing.cut === null || isSelected ? null : withDepth(page, MOST_DEPTH),
    }
  );
}

/** @param parts all that the drawing is made of */
export async function drawOnce(
  parts: readonly unknown[],
  draw: () => Promise<Drawing | null>,
): Promise<Drawing | null> {
  const key = hashKey(...parts);
  const known = drawn.get(key);
  if (known) return known;
  const drawing = await draw();
  if (drawing) drawn.set(key, drawing);
  return drawing;
}

/**
 * Reads `?focus=`, `?depth=`, `?from=` and `?without=`.
 * @throws Invalid that names every one of them that this claim can't answer
 */
export function parseSelection(
  query: Request['query'],
  { record, analysis }: Pick<AnalysedRecord, 'record' | 'analysis'>,
): Selection {
  if (Object.values(keepSelection(query)).every((typed) => typed === null)) return NO_SELECTION;
  const { shape } = drawingQuery;
  const statements = new Set(record.statements.map(({ uid }) => uid));
  const sides = sidesOf(analysis);
  const reports = new Set(sides.flatMap((side) => side.reports.map(({ statement }) => statement)));
  const schema = drawingQuery.extend({
    focus: shape.focus.refine(isAmong(statements), 'takes the uid of a statement of this claim'),
    from: shape.from.refine(
      isAmong(reports),
      'takes the uid of a report: of a statement of this claim that no other of its side cites',
    ),
    without: shape.without.refine(
      isAmong(new Set(record.statements.map(({ source }) => source))),
      'takes the uid of a source that speaks in this claim',
    ),
  });
  const { focus = null, depth = null, from = null, without = null } = readQuery(query, schema);
  return { focus, depth, from, without };
}

const isAmong =
  (uids: ReadonlySet<Uid>) =>
  (uid: Uid | undefined): boolean =>
    uid === undefined || uids.has(uid);

/**
 * The selection as it was typed, for the way to another address of the same claim: whether it makes sense is seen there.
 */
export function keepSelection({ focus, depth, from, without }: Request['query']) {
  const keep = (value: unknown): string | string[] | null =>
    typeof value === 'string' ? value : Array.isArray(value) ? value.map(String) : null;
  return { focus: keep(focus), depth: keep(depth), from: keep(from), without: keep(without) };
}

interface DrawnClaim {
  page: string;
  analysed: AnalysedRecord;
  view: View;
  /** What is left without the source that the view's selection takes out. */
  remainder?: Remainder | null;
}

/**
 * What `src/drawing` needs of a claim: statements and hops lead to their lines in the evidence.
 * @param linkTo gives the address of an anchor of the page; null when the page does not have it
 */
export function requestDrawing(
  { page, analysed, view, remainder = null }: DrawnClaim,
  linkTo: (anchor: string) => string | null,
): DrawingRequest {
  const { record, analysis, headline } = analysed;
  return {
    ...{ record, analysis, view, remainder },
    headline: remainder ? writeWithout(record, analysis, remainder) : headline,
    links: {
      toStatement: (uid) => linkTo(statementAnchor(uid)),
      toHop: (uid) => linkTo(hopAnchor(uid)),
      toFocus: (uid) => focusAddress(page, uid, drawingAnchor, view.selection),
    },
  };
}

export const drawingRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/claims/:id.svg',
    json: null,
    role: 'reader',
    fresh: 'claim',
    handler: showDrawing({ ending: 'svg', type: 'image/svg+xml', write: drawClaimFile }),
    operation: describeFile(
      { id: 'readDrawing', group: 'Claims', summary: 'The drawing of a claim’s chains', query: drawingQuery },
      'An SVG that needs nothing beside it.',
      'image/svg+xml',
    ),
  },
  {
    method: 'get',
    path: '/claims/:id.png',
    json: null,
    role: 'reader',
    fresh: 'claim',
    handler: showDrawing({
      ...{ ending: 'png', type: 'image/png' },
      write: (drawing) => renderInTurn(() => renderDrawing(drawing)),
    }),
    operation: describeFile(
      { id: 'readPicture', group: 'Claims', summary: 'The same as a picture', query: drawingQuery },
      'A PNG, two pixels to one of the SVG. A large drawing is less sharp.',
      'image/png',
    ),
  },
];

interface DrawingFile {
  ending: DrawingEnding;
  type: string;
  write: (drawing: DrawingRequest) => Promise<string | Buffer>;
}

/** The handler of the drawing alone, as one kind of file. */
function showDrawing({ ending, type, write }: DrawingFile): Route['handler'] {
  return async (site, request, _format, visitor) => {
    const named = await readVisibleClaim(site, request, visitor);
    const file = drawingPath(named, NO_SELECTION, ending);
    const narrowed = addQuery({ html: file, json: file }, keepSelection(request.query));
    // Like the JSON twin, it may be named by the number alone.
    const redirect = correctWords(request, 'json', named, narrowed);
    if (redirect) return redirect;
    const { id, record } = await loadVisibleClaim(site, request, visitor);
    const claim = { id, text: record.claim.text };
    const analysed = analyseRecord(record);
    const selection = parseSelection(request.query, analysed);
    const page = claimAddress(claim).html;
    const remainder = takeOutSelected(analysed, selection);
    const drawn = { page, analysed, view: viewClaim(analysed.measured, selection), remainder };
    return {
      ...{ kind: 'file', type, page },
      fileName: nameClaimFile(claim, ending),
      body: await write(requestDrawing(drawn, (anchor) => `${page}#${anchor}`)),
    };
  };
}
