/** `/claims/:id/embed`: a claim small, for a frame on somebody else's page. */
import { writeBadge } from '../../../wording/values.ts';
import { drawClaim, type Drawing } from '../../../drawing/claim/claim.ts';
import type { FileReply, Site } from '../../http/route.ts';
import { absoluteUrl } from '../../../urls/records.ts';
import { requestOpening, type ShownClaim } from './claim-form.ts';
import { homeAddress } from '../../../urls/site.ts';
import { SHOWN_OF_MANY } from '../../../drawing/view.ts';

export interface EmbedPageModel {
  text: string;
  language: string;
  headline: string;
  /** "2 to 3 hops · at most 1 independent origin". */
  badge: string;
  /** Null when there is nothing to draw. */
  drawing: Drawing | null;
  pageHref: string;
  homeHref: string;
}

export async function writeEmbed(
  shown: ShownClaim,
  { render, config }: Site,
): Promise<Pick<FileReply, 'type' | 'body'>> {
  const { record, analysis, headline, page } = shown;
  const { text, language } = record.claim;
  // A frame is small: it begins with as much as the page of a large claim.
  const drawing = await drawClaim(requestOpening(shown, SHOWN_OF_MANY));
  const model: EmbedPageModel = {
    ...{ text, language, headline, badge: writeBadge(analysis) },
    drawing: drawing && { ...drawing, wide: leadOut(drawing.wide), narrow: leadOut(drawing.narrow) },
    ...{ pageHref: page, homeHref: homeAddress.html },
  };
  const canonical = absoluteUrl(config.baseUrl, page);
  const frame = { layout: 'embed', title: text, canonical, json: null, menu: null } as const;
  return { type: 'text/html', body: render('embed/show', frame, model) };
}

/** The claim's page can't be shown in a frame: its links open in the whole window. In a drawing all else is escaped. */
function leadOut(svg: string): string {
  return svg.replaceAll('<a ', '<a target="_top" ');
}
