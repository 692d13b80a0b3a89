/** A list of claims: its rows for `{{> claim-rows}}`, its heading and its feed. */
import { markTerms } from '../views/marked-terms.ts';
import { plainName, writeName, joinName, type ShownName } from '../../wording/names.ts';
import { writeDay } from '../../wording/dates.ts';
import type { ClaimListItem } from '../../storage/types.ts';
import type { SearchTerm } from '../../storage/search/terms.ts';
import type { Source } from '../../model/records.ts';
import { GRAVEST_FIRST } from '../../provenance/findings/findings.ts';
import { claimAddress } from '../../urls/records.ts';
import {
  writeHops,
  writeCount,
  writeNumber,
  writeIndependentOrigins,
  writeFindingKind,
  FINDING_NOUNS,
} from '../../wording/values.ts';
import { claimsAddress, feedPath } from '../../urls/site.ts';
import type { ResolvedClaimSelection } from './selections.ts';
import type { Alternate } from '../../formats/index.ts';

export type ClaimRow = ReturnType<typeof describeFound>;

export function describeClaim(item: ClaimListItem): ClaimRow {
  return describeFound(item, [], null);
}

/**
 * @param terms to mark in its text
 * @param through the source by whose name it was found; null where that is not why it is here
 */
export function describeFound(item: ClaimListItem, terms: readonly SearchTerm[], through: Source | null) {
  const worst = GRAVEST_FIRST.find((kind) => item.findings.includes(kind));
  return {
    href: claimAddress(item).html,
    text: item.text,
    parts: markTerms(item.text, terms),
    through: through && writeName(through),
    language: item.language,
    hops: writeHops(item.hops),
    // The number alone where a heading says what it counts.
    reports: { words: writeCount(item.reportCount, 'report'), number: writeNumber(item.reportCount) },
    independentOrigins: writeIndependentOrigins(item.independentOrigins),
    worstFinding: worst === undefined ? null : writeFindingKind(worst),
    moreFindings: Math.max(0, item.findings.length - 1),
    topics: item.topics.map((topic) => ({ text: topic, href: claimsAddress({ topic }).html })),
    updated: writeDay(item.updatedAt),
  };
}

type HeadingFilters = Pick<ResolvedClaimSelection, 'q' | 'topic' | 'findings' | 'source' | 'origin' | 'hops'>;

/** Words of a heading and the name, or what somebody typed, that follows them. */
export interface HeadingPart {
  text: string;
  name: ShownName | null;
}

/** "Claims with an echo, resting on TASS". */
export function writeHeading(filters: HeadingFilters): HeadingPart[] {
  const { q, topic, findings, source, origin, hops } = filters;
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
  return parts.map(({ text, name }) => text + (name ? joinName(name) : '')).join('');
}

export const FEED_TYPE = 'application/atom+xml';

export const ALL_CLAIMS: HeadingFilters = {
  ...{ q: null, topic: null, findings: [] },
  ...{ source: null, origin: null, hops: null },
};

/** "Hearsay: claims with an echo, resting on TASS". */
export function nameFeed(filters: HeadingFilters): string {
  return `Hearsay: claims${joinHeading(writeHeading(filters))}`;
}

export function linkFeed(filters: HeadingFilters = ALL_CLAIMS): Alternate {
  const { source, origin } = filters;
  const href = feedPath({ ...filters, source: source?.id ?? null, origin: origin?.id ?? null });
  return { href, type: FEED_TYPE, title: nameFeed(filters) };
}
