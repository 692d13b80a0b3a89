import type { ClaimStatus, FindingKind } from '../../../model/records.ts';
import type { ClaimCount, ClaimPage, TopicCount } from '../../../storage/claims/list.ts';
import {
  toListQuery,
  writeClaimKey,
  type ClaimSelection,
  type ResolvedClaimSelection,
  type SourceField,
  type SourceOffers,
  type TypedFilters,
} from '../../records/selections.ts';
import type { Issue } from '../../../model/issues.ts';
import { type TextField, layOutForm } from '../../forms/forms.ts';
import { writeClaimItem } from '../../records/json.ts';
import { writeCount, writeFindingKind, writeSome } from '../../../wording/values.ts';
import { claimsAddress, exportAllPath } from '../../../urls/site.ts';
import { plainName, writeName, type TextWithLanguage } from '../../../wording/names.ts';
import { type ClaimSort, CLAIM_SORTS, SOURCE_PLACES, type SourcePlace } from '../../../model/queries.ts';
import { formatDate } from '../../../wording/dates.ts';
import { describeGlyphLegend } from '../../../wording/hop-glyph.ts';
import { GRAVEST_FIRST } from '../../../provenance/findings/findings.ts';
import type { StoredSource } from '../../../storage/sources/sources.ts';
import { dateOf, describeClaim, joinHeading, layOutColumns, writeHeading } from '../../records/claim-list.ts';

export const PAGE = 25;
/** Counting stops here: nobody needs to know more. */
export const MOST_COUNTED = 1000;

export interface LoadedList {
  selection: ResolvedClaimSelection;
  typed: TypedFilters;
  page: ClaimPage;
  /** How many there are; null on later pages. */
  count: ClaimCount | null;
  topics: readonly TopicCount[];
  /** Where nothing was found: what there is without one of the filters. */
  instead: readonly { chip: Chip; count: ClaimCount }[];
}

const HEADINGS: Readonly<Record<ClaimStatus, string>> = {
  draft: 'Drafts',
  published: 'Claims',
  withdrawn: 'Withdrawn claims',
};
const EMPTY: Readonly<Record<ClaimStatus, string>> = {
  draft: 'There are no drafts.',
  published: 'No claim has been published here yet.',
  withdrawn: 'No claim has been withdrawn.',
};
const STATUS_LINKS: Readonly<Record<ClaimStatus, string>> = {
  published: 'Published',
  draft: 'Drafts',
  withdrawn: 'Withdrawn',
};
const OFFER_LABELS: Readonly<Record<SourceField, string>> = { source: 'Source', origin: 'Origin' };

export function nameList(selection: ResolvedClaimSelection): string {
  const name = HEADINGS[selection.status] + joinHeading(writeHeading(selection));
  return selection.after === null ? `${name}, ${SORT_WORDS[selection.sort]}` : `${name}, continued`;
}

export function buildListModel(loaded: LoadedList, mayEdit: boolean) {
  const { selection, page, count, instead } = loaded;
  const chips = listChips(selection);
  const isSet = chips.length > 0;
  const to = (change: Partial<ResolvedClaimSelection>): string =>
    claimsAddress(toListQuery({ ...selection, after: null, ...change })).html;
  const isNewest = selection.sort === 'newest';
  const parts = writeHeading(selection);
  const order = SORT_WORDS[selection.sort];
  const claims = page.items.map((item) => describeClaim(item, dateOf(selection.sort)));
  return {
    ...buildFilterForm(loaded.typed, loaded.topics, []),
    heading: HEADINGS[selection.status],
    parts,
    caption: `${HEADINGS[selection.status]}${joinHeading(parts)}, ${order}`,
    offers: [],
    chips,
    exportHref: exportAllPath,
    allHref: chips.length > 1 ? claimsAddress({ status: selection.status, sort: selection.sort }).html : null,
    statuses: mayEdit ? linkStatuses(selection) : null,
    count: count && `${writeSome(count, 'claim')}, ${order}`,
    cut: page.isCut
      ? {
          text: 'Too many claims have these words to sort them all: only the newest are in this list.',
          href: to({ sort: 'newest' }),
        }
      : null,
    columns: layOutColumns({ sort: selection.sort, pathOf: (sort) => to({ sort }) }),
    claims,
    legend: describeGlyphLegend(claims.map(({ glyph }) => glyph)),
    sparse: page.next !== null && page.items.length < PAGE ? writeSparse(page.items.length) : null,
    empty: writeEmpty(selection, isSet),
    instead: instead.map(({ chip, count: some }) => {
      return { text: writeSome(some, 'claim'), label: chip.label, value: chip.value, href: chip.href };
    }),
    nextHref: page.next && to({ after: page.next }),
    nextText: isNewest ? 'Older claims' : 'More claims',
    firstHref: selection.after === null ? null : to({}),
    firstText: isNewest ? 'Back to the newest claims' : 'Back to the beginning',
    isBroken: false,
  };
}

/** The page for filters that can't be understood: the form as it was filled in, and no list. */
export function buildBrokenModel(
  typed: TypedFilters,
  topics: readonly TopicCount[],
  issues: readonly Issue[],
  offered: { selection: ClaimSelection; offers: SourceOffers } | null,
) {
  const offers = (['source', 'origin'] as const).flatMap((field) => {
    const sources = offered?.offers[field] ?? [];
    if (!offered || sources.length === 0) return [];
    return [{ label: OFFER_LABELS[field], sources: sources.map((one) => offerSource(offered.selection, field, one)) }];
  });
  return {
    ...buildFilterForm(typed, topics, issues),
    heading: HEADINGS.published,
    parts: [],
    offers,
    chips: [],
    statuses: null,
    allHref: claimsAddress().html,
    isBroken: true,
  };
}

function linkStatuses(selection: ResolvedClaimSelection) {
  return (Object.keys(STATUS_LINKS) as ClaimStatus[]).map((status) => {
    const href = claimsAddress(toListQuery({ ...selection, status, after: null })).html;
    return { href, text: STATUS_LINKS[status], current: status === selection.status };
  });
}

function writeSparse(found: number): string {
  const some = found === 0 ? 'None' : `Only ${writeCount(found, 'claim')}`;
  return `${some} of those looked through for this page met all filters. There may be more further on.`;
}

function writeEmpty({ status, after, sort }: ResolvedClaimSelection, isSet: boolean): string {
  if (after !== null) return sort === 'newest' ? 'There are no older claims.' : 'There are no more claims.';
  return isSet ? 'No claim meets all of these filters.' : EMPTY[status];
}

export function writeClaimList(
  { items, next }: Pick<ClaimPage, 'items' | 'next'>,
  baseUrl: string,
  selection: ResolvedClaimSelection | null = null,
): object {
  return {
    claims: items.map((item) => writeClaimItem(item, baseUrl)),
    next:
      next &&
      claimsAddress(selection ? toListQuery({ ...selection, after: next }) : { after: writeClaimKey(next) }).json,
  };
}

interface Chip {
  label: string;
  value: TextWithLanguage;
  without: ResolvedClaimSelection;
  href: string;
}

const SORT_WORDS: Readonly<Record<ClaimSort, string>> = {
  newest: 'newest first',
  published: 'last published here first',
  updated: 'recently changed first',
  hops: 'most hops first',
  reports: 'most reports first',
  'independent-sources': 'most independent sources first',
};

const PLACE_WORDS: Readonly<Record<SourcePlace, string>> = {
  report: 'report',
  middle: 'in between',
  end: 'end of a chain',
};

/** What the fields are called, here and in error messages. */
const LABELS: Readonly<Record<string, string>> = {
  q: 'Words in the claim',
  source: 'Source',
  as: 'Role in the chain',
  origin: 'Origin',
  finding: 'Findings',
  hops: 'Hops, at least',
  topic: 'Topic',
  since: 'Changed after',
  status: 'Status',
  sort: 'Order',
  after: 'Where the list goes on, “after”',
};

/** Problems with these belong to the page: they are no fields of the form. */
const UNSEEN: readonly string[] = ['after', 'status'];

/** The filters that are set, each with the way to the list without it. */
export function listChips(selection: ResolvedClaimSelection): Chip[] {
  const chip = (label: string, value: TextWithLanguage, change: Partial<ResolvedClaimSelection>): Chip => {
    const without = { ...selection, ...change, after: null };
    return { label, value, href: claimsAddress(toListQuery(without)).html, without };
  };
  const { q, source, as, origin, findings, hops, topic, since } = selection;
  const drop = (kind: FindingKind) => ({ findings: findings.filter((other) => other !== kind) });
  return [
    ...(q === null ? [] : [chip('Words', plainName(q), { q: null })]),
    ...(topic === null ? [] : [chip('Topic', plainName(topic), { topic: null })]),
    ...findings.map((kind) => chip('Finding', plainName(writeFindingKind(kind)), drop(kind))),
    ...(source === null ? [] : [chip('Source', writeName(source.source), { source: null, as: null })]),
    ...(as === null ? [] : [chip(LABELS.as!, plainName(PLACE_WORDS[as]), { as: null })]),
    ...(origin === null ? [] : [chip('Origin', writeName(origin.source), { origin: null })]),
    ...(hops === null ? [] : [chip('Hops', plainName(`${hops} or more`), { hops: null })]),
    ...(since === null ? [] : [chip('Changed after', plainName(formatDate(since)), { since: null })]),
  ];
}

/** Folded unless something in it is wrong: the filters that are set stand above it. */
function buildFilterForm(typed: TypedFilters, topics: readonly TopicCount[], issues: readonly Issue[]) {
  const form = layOutForm(
    issues.map(({ field, message }) => {
      return { field: UNSEEN.includes(field) ? '' : field, message: `${LABELS[field]}: ${message}` };
    }),
  );
  const text = (
    name: 'q' | 'source' | 'origin' | 'hops' | 'topic' | 'since',
    more: Partial<Parameters<typeof form.text>[0]> = {},
  ): TextField => form.text({ name, label: LABELS[name]!, value: typed[name], ...more });
  return {
    errors: form.errors,
    form: {
      path: claimsAddress().html,
      isOpen: issues.length > 0,
      q: text('q'),
      source: text('source', { hint: 'agency, outlet, official: anybody in the chain', suggest: 'sources' }),
      as: form.select({
        name: 'as',
        label: LABELS.as!,
        value: typed.as,
        options: [
          { value: '', text: 'anywhere' },
          ...SOURCE_PLACES.map((place) => ({ value: place, text: PLACE_WORDS[place] })),
        ],
      }),
      origin: text('origin', { hint: 'the source that knew it first-hand', suggest: 'sources' }),
      findings: form.checks({
        name: 'finding',
        label: LABELS.finding!,
        values: typed.findings,
        options: GRAVEST_FIRST.map((kind) => ({ value: kind, text: writeFindingKind(kind) })),
      }),
      hops: text('hops', { hint: 'from a report to where its chain ends' }),
      topic: text('topic', {
        known: topics.map(({ topic, claims }) => ({ value: topic, text: writeCount(claims, 'claim') })),
      }),
      since: text('since', { hint: 'a day, such as 2025-06-17' }),
      sort: form.select({
        name: 'sort',
        label: LABELS.sort!,
        value: typed.sort,
        options: CLAIM_SORTS.map((sort) => ({ value: sort === 'newest' ? '' : sort, text: SORT_WORDS[sort] })),
      }),
      status: typed.status === '' || typed.status === 'published' ? null : typed.status,
    },
  };
}

/** A source that may be meant, and the list that it leads to. */
function offerSource(selection: ClaimSelection, field: SourceField, { id, source }: StoredSource) {
  return { href: claimsAddress({ ...selection, [field]: id, after: null }).html, name: writeName(source) };
}
