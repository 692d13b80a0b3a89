import type { Route, Site, FileReply } from '../../http/route.ts';
import { oembedPath, homeAddress } from '../../../urls/site.ts';
import { showOembed } from './oembed.ts';
import { badgePath, embedPath, previewPath, claimAddress, absoluteUrl } from '../../../urls/records.ts';
import { oembedQuery } from '../../records/queries.ts';
import { describeFile, describeTwin } from '../../records/schemas.ts';
import { oembedSchema } from '../../records/twins.ts';
import { analyseRecord } from '../show/claim-index.ts';
import { readVisibleClaim, correctWords, loadVisibleClaim } from '../visible-claim.ts';
import { viewClaim, NO_SELECTION } from '../../../drawing/view.ts';
import { requestDrawing } from '../show/drawing.ts';
import { renderInTurn } from '../picture-queue.ts';
import { renderPng, drawPreview, drawBadge } from '../../../drawing/images.ts';
import { describeEmbedded, drawEmbedded, listLeast, queryRoom, type ShownClaim } from './frame.ts';
import { markNames } from '../../../wording/names.ts';
import { writeBadge } from '../../../wording/values.ts';

const COMMON = { method: 'get', json: null, role: 'reader' } as const;

/** A claim on other sites' pages: in a frame, as a badge, and as the picture beside a link. */
export const embedRoutes: readonly Route[] = [
  { ...COMMON, path: '/claims/:id/embed', fresh: 'claim', handler: showEmbedded(embedPath, writeEmbed) },
  {
    ...COMMON,
    path: '/claims/:id/badge.svg',
    fresh: 'claim',
    handler: showEmbedded(badgePath, ({ analysis }) => ({
      type: 'image/svg+xml',
      body: drawBadge(writeBadge(analysis)),
    })),
    operation: describeFile(
      { id: 'readBadge', group: 'Claims', summary: 'A badge with a claim’s hops and independent sources' },
      'A small SVG.',
      'image/svg+xml',
    ),
  },
  {
    ...COMMON,
    path: '/claims/:id/preview.png',
    fresh: 'claim',
    handler: showEmbedded(previewPath, writePreview),
    operation: describeFile(
      { id: 'readPreview', group: 'Claims', summary: 'A picture of a claim, for sites that show one beside a link' },
      'A PNG.',
      'image/png',
    ),
  },
  {
    ...COMMON,
    path: oembedPath,
    fresh: 'base',
    handler: showOembed,
    operation: describeTwin(
      { id: 'readOembed', group: 'This site', summary: 'How to embed a claim', query: oembedQuery },
      'oEmbed.',
      oembedSchema,
    ),
  },
];

type EmbeddedFile = Pick<FileReply, 'type' | 'body'>;

/**
 * The handler of one file. It shows published claims alone, whoever asks: editors see drafts on the claims' own pages.
 * @param locate gives the file's path
 */
function showEmbedded(
  locate: (claim: { id: number; text: string }) => string,
  write: (shown: ShownClaim, site: Site) => Promise<EmbeddedFile> | EmbeddedFile,
): Route['handler'] {
  return async (site, request) => {
    const named = await readVisibleClaim(site, request, null);
    const path = locate(named);
    // Like the JSON twin, it may be named by the number alone.
    const redirect = correctWords(request, 'json', named, { html: path, json: path });
    if (redirect) return redirect;
    const { record } = await loadVisibleClaim(site, request, null);
    const page = claimAddress(named).html;
    const file = await write({ ...analyseRecord(record), page }, site);
    return { kind: 'file', page, ...file };
  };
}

async function writeEmbed(shown: ShownClaim, { render, config }: Site): Promise<EmbeddedFile> {
  const { record, headline, page } = shown;
  const { text, language } = record.claim;
  const drawing = await drawEmbedded(shown);
  const model = {
    ...{ text, language, headline: markNames(headline, record.sources), ...describeEmbedded(shown) },
    drawing: drawing && { ...drawing, wide: leadOut(drawing.wide), narrow: leadOut(drawing.narrow) },
    ...{ pageHref: page, homeHref: homeAddress.html },
  };
  const canonical = absoluteUrl(config.baseUrl, page);
  const drawnFor = drawing && queryRoom(listLeast(shown, drawing));
  const frame = { layout: 'embed', title: text, canonical, json: null, menu: null, drawnFor } as const;
  return { type: 'text/html', body: render('embed/show', frame, model) };
}

/** Links open in the whole window: the claim's page can't be framed. All other text of a drawing is escaped. */
function leadOut(svg: string): string {
  return svg.replaceAll('<a ', '<a target="_top" ');
}

/** The drawing that the claim's page opens with. */
async function writePreview({ page, ...analysed }: ShownClaim): Promise<EmbeddedFile> {
  const view = viewClaim(analysed.measured, NO_SELECTION);
  const request = requestDrawing({ page, analysed, view }, (anchor) => `${page}#${anchor}`);
  return { type: 'image/png', body: await renderInTurn(async () => renderPng(await drawPreview(request))) };
}
