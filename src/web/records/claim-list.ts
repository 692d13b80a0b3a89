/** A list of claims: its rows for `{{> claim-rows}}`, its heading and its feed. */
import { markTerms } from '../views/marked-terms.ts';
import { plainName, writeName, writeTitle, joinName, type ShownName } from '../../wording/names.ts';
import { formatDate, writeDay } from '../../wording/dates.ts';
import { describeHopGlyph } from '../../wording/hop-glyph.ts';
import type { ClaimListItem } from '../../storage/types.ts';
import type { FoundPassage } from '../../storage/search/passages.ts';
import type { SearchTerm } from '../../storage/search/terms.ts';
import type { ClaimSort, SourcePlace } from '../../model/queries.ts';
import type { Source } from '../../model/records.ts';
import { GRAVEST_FIRST } from '../../provenance/findings/findings.ts';
import { claimAddress, hopAnchor, statementAnchor } from '../../urls/records.ts';
import {
  writeHops,
  writeCount,
  writeNumber,
  writeIndependentSources,
  writeFindingKind,
  FINDING_NOUNS,
} from '../../wording/values.ts';
import { claimsAddress, feedPath } from '../../urls/site.ts';
import type { ResolvedClaimSelection } from './selections.ts';
import type { Alternate } from '../../formats/index.ts';

export type ClaimRow = ReturnType<typeof describeFound>;

/** What a row is dated by: when the claim came in, when readers here came to see it, or when it was last changed. */
type RowDate = 'added' | 'published' | 'changed';

const DATE_HEADINGS: Readonly<Record<RowDate, string>> = {
  added: 'Added',
  published: 'Published',
  changed: 'Changed',
};

export function describeClaim(item: ClaimListItem, dated: RowDate = 'added'): ClaimRow {
  return describeFound(item, [], { through: null, within: null }, dated);
}

/**
 * @param terms to mark in its text
 * @param why it is here, if not for its text: the source by whose name it was found, or the passage in it
 */
export function describeFound(
  item: ClaimListItem,
  terms: readonly SearchTerm[],
  why: { through: Source | null; within: FoundPassage | null },
  dated: RowDate = 'added',
) {
  const worst = GRAVEST_FIRST.find((kind) => item.findings.includes(kind));
  return {
    href: claimAddress(item).html,
    text: item.text,
    parts: markTerms(item.text, terms),
    through: why.through && writeName(why.through),
    within: why.within && describePassage(item, why.within, terms),
    language: item.language,
    glyph: describeHopGlyph(item.glyph),
    hops: writeHops(item.hops),
    // The number alone where a heading says what it counts.
    reports: { words: writeCount(item.reportCount, 'report'), number: writeNumber(item.reportCount) },
    independentSources: writeIndependentSources(item.independentSources),
    headline: item.headline,
    worstFinding: worst === undefined ? null : writeFindingKind(worst),
    moreFindings: Math.max(0, item.findings.length - 1),
    topics: item.topics.map((topic) => ({ text: topic, href: claimsAddress({ topic }).html })),
    dateHeading: DATE_HEADINGS[dated],
    date: writeDay({ added: item.addedAt, published: item.publishedAt, changed: item.updatedAt }[dated]),
  };
}

/** Where a claim was found: in whose words, or in what. It leads to the hop or the statement. */
function describePassage(
  claim: ClaimListItem,
  { kind, text, language, hop, statement, source, document }: FoundPassage,
  terms: readonly SearchTerm[],
) {
  const anchor = hop === null ? statementAnchor(statement) : hopAnchor(hop);
  return {
    isCue: kind === 'cue',
    source: writeName(source),
    title: document && writeTitle(document),
    ...{ parts: markTerms(text, terms), language },
    href: `${claimAddress(claim).html}#${anchor}`,
  };
}

const SORT_OF_DATE: Readonly<Record<RowDate, ClaimSort>> = {
  added: 'newest',
  published: 'published',
  changed: 'updated',
};

/** What a list sorted so is dated by. */
export const dateOf = (sort: ClaimSort): RowDate =>
  sort === 'updated' ? 'changed' : sort === 'published' ? 'published' : 'added';

/**
 * The headings of `{{> claim-rows}}`.
 * @param order how the list is sorted, and the path of the same list in another order; null for one with an order of its own
 */
export function layOutColumns(order: { sort: ClaimSort; pathOf: (sort: ClaimSort) => string } | null) {
  const dated = order === null ? 'added' : dateOf(order.sort);
  const columns: readonly { text: string; sort: ClaimSort | null }[] = [
    { text: 'Claim', sort: null },
    { text: 'Chain', sort: null },
    { text: 'Hops', sort: 'hops' },
    { text: 'Reports', sort: 'reports' },
    { text: 'Independent sources', sort: 'independent-sources' },
    { text: 'Most serious finding', sort: null },
    { text: DATE_HEADINGS[dated], sort: SORT_OF_DATE[dated] },
  ];
  return columns.map(({ text, sort }) => ({
    text,
    isCurrent: order !== null && sort === order.sort,
    href: order === null || sort === null ? null : order.pathOf(sort),
  }));
}

type HeadingFilters = Pick<
  ResolvedClaimSelection,
  'q' | 'topic' | 'findings' | 'source' | 'as' | 'origin' | 'hops' | 'since'
>;

/** Words of a heading and the name, or what somebody typed, that follows them. */
export interface HeadingPart {
  text: string;
  name: ShownName | null;
}

const PLACE_WORDS: Readonly<Record<SourcePlace, string>> = {
  report: 'with a report by ',
  middle: 'passed on by ',
  end: 'with a chain that ends at ',
};

/** "Claims with an echo, with the origin TASS". */
export function writeHeading(filters: HeadingFilters): HeadingPart[] {
  const { q, topic, findings, source, as, origin, hops, since } = filters;
  const kinds = new Intl.ListFormat('en').format(findings.map((kind) => FINDING_NOUNS[kind]));
  const parts: HeadingPart[] = [
    ...(topic === null ? [] : [{ text: 'on the topic ', name: plainName(topic) }]),
    ...(q === null ? [] : [{ text: 'with the words ', name: plainName(q) }]),
    ...(findings.length === 0 ? [] : [{ text: `with ${kinds}`, name: null }]),
    ...(source === null
      ? []
      : [{ text: as ? PLACE_WORDS[as] : 'with a statement by ', name: writeName(source.source) }]),
    ...(origin === null ? [] : [{ text: 'with the origin ', name: writeName(origin.source) }]),
    ...(hops === null ? [] : [{ text: `${writeCount(hops, 'hop')} deep or more`, name: null }]),
    ...(since === null ? [] : [{ text: `changed after ${formatDate(since)}`, name: null }]),
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
  ...{ source: null, as: null, origin: null, hops: null, since: null },
};

/** "Hearsay: claims with an echo, with a statement by TASS". */
export function nameFeed(filters: HeadingFilters): string {
  return `Hearsay: claims${joinHeading(writeHeading(filters))}`;
}

export function linkFeed(filters: HeadingFilters = ALL_CLAIMS): Alternate {
  const { source, origin } = filters;
  const href = feedPath({ ...filters, source: source?.id ?? null, origin: origin?.id ?? null });
  return { href, type: FEED_TYPE, title: nameFeed(filters) };
}
