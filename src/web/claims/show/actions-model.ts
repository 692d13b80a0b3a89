/** What the page of a claim ends with: cite it, share it, download it, embed it. */
import type { Drawing } from '../../../drawing/claim/claim.ts';
import { SHOWN_OF_MANY, type View } from '../../../drawing/view.ts';
import { listDownloads } from '../../../formats/index.ts';
import { frameClaim, writeFrame } from '../../../formats/web/oembed.ts';
import type { LoadedClaim } from '../../../storage/types.ts';
import { absoluteUrl, badgePath, claimAddress, revisionAddress } from '../../../urls/records.ts';
import { formatsSection } from '../../../urls/site.ts';
import { writeDay } from '../../../wording/dates.ts';
import { writeBadge, writeNumber } from '../../../wording/values.ts';
import { drawEmbedded, listLeast, fitFrame } from '../embed/frame.ts';
import type { AnalysedRecord } from './claim-index.ts';

/**
 * @param view the part of the claim that the page shows; the pictures show the same
 * @param drawing of this view, as the page has it
 */
export async function offerActions(
  loaded: LoadedClaim & AnalysedRecord,
  view: View,
  drawing: Drawing | null,
  baseUrl: string,
) {
  const { id, record } = loaded;
  return {
    citation: citeClaim(loaded, baseUrl),
    downloads: { ...listDownloads({ id, text: record.claim.text }, view.selection), aboutHref: formatsSection },
    embed: await offerEmbedding(loaded, isEmbedded(view) ? drawing : null, baseUrl),
  };
}

/** Whether a page shows what an embedded claim does: then it is drawn already. */
function isEmbedded({ selection, all }: View): boolean {
  return all <= SHOWN_OF_MANY && Object.values(selection).every((part) => part === null);
}

function citeClaim({ id, revision, record }: LoadedClaim, baseUrl: string) {
  const { text, updatedAt, language } = record.claim;
  const claim = { id, text };
  const permanentUrl = absoluteUrl(baseUrl, revisionAddress(claim, revision).html);
  return {
    ...{ text, language },
    host: new URL(baseUrl).host,
    revision: writeNumber(revision),
    changed: writeDay(updatedAt)!,
    permanentUrl,
    // CSL-JSON (https://github.com/citation-style-language/schema), for programs that keep references.
    csl: JSON.stringify(
      [
        {
          id: `hearsay-${id}-${revision}`,
          type: 'webpage',
          title: text,
          'container-title': 'Hearsay',
          version: String(revision),
          language,
          issued: { 'date-parts': [listParts(updatedAt)] },
          URL: permanentUrl,
        },
      ],
      null,
      1,
    ),
  };
}

function listParts(instant: string): number[] {
  return instant.slice(0, '2025-06-17'.length).split('-').map(Number);
}

/** Lines to copy; null while readers can't see the claim. Badge and addresses hold nothing to escape in HTML or Markdown. */
async function offerEmbedding(
  { id, ...analysed }: Pick<LoadedClaim, 'id'> & AnalysedRecord,
  drawn: Drawing | null,
  baseUrl: string,
) {
  const { record, analysis } = analysed;
  if (record.claim.status !== 'published') return null;
  const claim = { id, text: record.claim.text };
  const page = absoluteUrl(baseUrl, claimAddress(claim).html);
  const shown = { ...analysed, page: claimAddress(claim).html };
  const drawing = drawn ?? (await drawEmbedded(shown));
  const size = fitFrame(shown, drawing, { width: null, height: null });
  const badge = absoluteUrl(baseUrl, badgePath(claim));
  const alt = `Hearsay: ${writeBadge(analysis)}`;
  return {
    ...{ size, drawnFrom: size.isDrawn ? null : drawing && listLeast(shown, drawing).at(-1)! },
    badge: { src: badgePath(claim), alt },
    snippets: [
      { name: 'Frame', code: writeFrame(frameClaim(claim, baseUrl, size)) },
      { name: 'Badge, HTML', code: `<a href="${page}"><img src="${badge}" alt="${alt}" height="24"></a>` },
      { name: 'Badge, Markdown', code: `[![${alt}](${badge})](${page})` },
    ],
  };
}
