/** The Atom feed of a list of claims, as pages name it. */
import { joinHeading, writeHeading, type AskedFilters } from '../records/claim-heading.ts';
import { feedPath } from '../../urls/site.ts';
import type { Alternate } from '../../formats/index.ts';

export const FEED_TYPE = 'application/atom+xml';

/** No filter: every published claim. */
export const ALL_CLAIMS: AskedFilters = { q: null, topic: null, findings: [], source: null, origin: null, hops: null };

/** "Hearsay: claims with an echo, resting on TASS". */
export function nameFeed(asked: AskedFilters): string {
  return `Hearsay: claims${joinHeading(writeHeading(asked))}`;
}

/** For a page's alternates. */
export function linkFeed(asked: AskedFilters = ALL_CLAIMS): Alternate {
  const { source, origin } = asked;
  const href = feedPath({ ...asked, source: source?.id ?? null, origin: origin?.id ?? null });
  return { href, type: FEED_TYPE, title: nameFeed(asked) };
}
