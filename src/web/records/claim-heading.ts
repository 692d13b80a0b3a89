/** The filters of a list of claims in words: for its heading and for the title of its feed. */
import type { ResolvedClaimSelection } from './selections.ts';
import { writeCount, FINDING_NOUNS } from '../../wording/values.ts';
import { plainName, writeName, type TextWithLanguage } from '../../wording/names.ts';
import type { Alternate } from '../../formats/index.ts';
import { feedPath } from '../../urls/site.ts';

type HeadingFilters = Pick<ResolvedClaimSelection, 'q' | 'topic' | 'findings' | 'source' | 'origin' | 'hops'>;

/** Words of a heading and the name, or what somebody typed, that follows them. */
export interface HeadingPart {
  text: string;
  name: TextWithLanguage | null;
}

/** "Claims with an echo, resting on TASS". */
export function writeHeading(asked: HeadingFilters): HeadingPart[] {
  const { q, topic, findings, source, origin, hops } = asked;
  const kinds = new Intl.ListFormat('en').format(findings.map((kind) => FINDING_NOUNS[kind]));
  const parts: HeadingPart[] = [
    ...(topic === null ? [] : [{ text: 'on the topic ', name: plainName(topic) }]),
    ...(q === null ? [] : [{ text: 'with the words ', name: plainName(q) }]),
    ...(findings.length === 0 ? [] : [{ text: `with ${kinds}`, name: null }]),
    ...(source === null ? [] : [{ text: 'with a statement by ', name: writeName(source.source) }]),
    ...(origin === null ? [] : [{ text: 'resting on ', name: writeName(origin.source) }]),
    ...(hops === null ? [] : [{ text: `${writeCount(hops, 'hop')} deep or more`, name: null }]),
  ];
  return parts.map((part, place) => ({ ...part, text: (place === 0 ? ' ' : ', ') + part.text }));
}

/** The same as one text, for `<title>`. */
export function joinHeading(parts: readonly HeadingPart[]): string {
  return parts.map(({ text, name }) => text + (name?.text ?? '')).join('');
}

export const FEED_TYPE = 'application/atom+xml';

/** No filter. */
export const ALL_CLAIMS: HeadingFilters = {
  q: null,
  topic: null,
  findings: [],
  source: null,
  origin: null,
  hops: null,
};

/** "Hearsay: claims with an echo, resting on TASS". */
export function nameFeed(asked: HeadingFilters): string {
  return `Hearsay: claims${joinHeading(writeHeading(asked))}`;
}

/** For a page's alternates. */
export function linkFeed(asked: HeadingFilters = ALL_CLAIMS): Alternate {
  const { source, origin } = asked;
  const href = feedPath({ ...asked, source: source?.id ?? null, origin: origin?.id ?? null });
  return { href, type: FEED_TYPE, title: nameFeed(asked) };
}
