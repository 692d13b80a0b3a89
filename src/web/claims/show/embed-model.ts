/** What stands for a claim on somebody else's page: as `/oembed` gives it, and as its own page offers it. */
import { writeBadge } from '../../../wording/values.ts';
import { PREVIEW } from '../../../drawing/image/preview.ts';
import { frameClaim, writeFrame } from '../../../formats/web/oembed.ts';
import type { AnalysedRecord } from './claim-index.ts';
import type { LinkPreview } from '../../http/route.ts';
import { oembedOf } from '../../../urls/site.ts';
import { absoluteUrl, claimAddress, badgePath, previewPath } from '../../../urls/records.ts';
import type { LoadedClaim } from '../../../storage/types.ts';
import type { Alternate } from '../../../formats/index.ts';

export interface EmbedModel {
  badge: { src: string; alt: string };
  /** Lines to be copied. */
  snippets: readonly { name: string; code: string }[];
}

/**
 * For the claim's own page; null while readers can't see it. The badge's words and all addresses are free of what Markdown
 * or HTML would read as marks.
 */
export function offerEmbedding(
  { id, record, analysis }: Pick<LoadedClaim, 'id'> & AnalysedRecord,
  baseUrl: string,
): EmbedModel | null {
  if (record.claim.status !== 'published') return null;
  const claim = { id, text: record.claim.text };
  const page = absoluteUrl(baseUrl, claimAddress(claim).html);
  const badge = absoluteUrl(baseUrl, badgePath(claim));
  const alt = `Hearsay: ${writeBadge(analysis)}`;
  return {
    badge: { src: badgePath(claim), alt },
    snippets: [
      { name: 'The claim in a frame', code: writeFrame(frameClaim(claim, baseUrl, { width: null, height: null })) },
      { name: 'The badge in HTML', code: `<a href="${page}"><img src="${badge}" alt="${alt}" height="24"></a>` },
      { name: 'The badge in Markdown', code: `[![${alt}](${badge})](${page})` },
    ],
  };
}

/** How programs learn that a claim can be embedded (oEmbed 1.0, 4): they take the address as it stands, so it is whole. */
export function linkEmbedding({ id, record }: LoadedClaim, baseUrl: string): Alternate[] {
  const { status, text } = record.claim;
  if (status !== 'published') return [];
  const page = absoluteUrl(baseUrl, claimAddress({ id, text }).html);
  return [{ href: absoluteUrl(baseUrl, oembedOf(page)), type: 'application/json+oembed', title: text }];
}

/** How other sites show a link to a claim. */
export function describeLinkPreview({ id, record, headline }: Pick<LoadedClaim, 'id'> & AnalysedRecord): LinkPreview {
  const path = previewPath({ id, text: record.claim.text });
  const alt = 'The claim, what is known of it in a sentence, and a drawing of who cites whom';
  return { type: 'article', description: headline, image: { path, ...PREVIEW, alt } };
}
