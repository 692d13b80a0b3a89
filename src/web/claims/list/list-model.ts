/** Claims in a list, as its page shows them and as JSON. */
import type { ClaimStatus, FindingKind } from '../../../model/records.ts';
import type { ClaimCount, ClaimPage } from '../../../storage/claims/list.ts';
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
import {
  type ErrorSummary,
  type TextField,
  type ChecksField,
  type SelectField,
  layOutForm,
} from '../../forms/forms.ts';
import { writeClaimItem } from '../../records/json.ts';
import { writeCount, writeFindingKind } from '../../../wording/values.ts';
import { claimsAddress, exportAllPath } from '../../../urls/site.ts';
import { type TextWithLanguage, plainName, writeName } from '../../../wording/names.ts';
import { type ClaimSort, CLAIM_SORTS } from '../../../model/queries.ts';
import { GRAVEST_FIRST } from '../../../provenance/findings/findings.ts';
import type { StoredSource } from '../../../storage/sources/sources.ts';
import { describeClaim, type ClaimRow, joinHeading, writeHeading, type HeadingPart } from '../../records/claim-list.ts';

/** Claims on a page of the list. */
export const PAGE = 25;
/** Counted no further than this: nobody needs to know more. */
export const MOST_COUNTED = 1000;

/** A list as it was loaded. */
export interface LoadedList {
  asked: ResolvedClaimSelection;
  typed: TypedFilters;
  page: ClaimPage;
  /** How many there are; null on later pages. */
  count: ClaimCount | null;
  /** Where nothing was found: what there is without one of the filters. */
  instead: readonly { chip: Chip; count: ClaimCount }[];
}

export interface ListModel {
  errors: ErrorSummary;
  /** "Claims", "Drafts". */
  heading: string;
  /** What of them: " with an echo", ", resting on " TASS. */
  parts: readonly HeadingPart[];
  /** "Claims with an echo, newest first". */
  caption: string;
  form: FilterForm;
  /** Sources that may be meant by a name that is not known. */
  offers: readonly { label: string; sources: readonly Offer[] }[];
  chips: readonly Chip[];
  /** Where no filter is set; null when at most one is. */
  allHref: string | null;
  /** Everything that is published, as a file. */
  exportHref: string;
  /** For editors: the lists by status; null for everybody else. */
  statuses: readonly { href: string; text: string; current: boolean }[] | null;
  /** "12 claims, newest first"; null where it is not known. */
  count: string | null;
  /** That not all could be sorted, with the way to a list that has all; null when they could. */
  cut: { text: string; href: string } | null;
  claims: readonly ClaimRow[];
  /** That few or none were found so far; null otherwise. */
  sparse: string | null;
  /** What to say when there are none. */
  empty: string;
  /** Where there are some. */
  instead: readonly { text: string; value: Chip['value']; label: string; href: string }[];
  nextHref: string | null;
  nextText: string;
  /** Where it begins; null there. */
  firstHref: string | null;
  firstText: string;
  isBroken: boolean;
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

/** What the list is called, for `<title>`. */
export function nameList(asked: ResolvedClaimSelection): string {
  const name = HEADINGS[asked.status] + joinHeading(writeHeading(asked));
  return asked.after === null ? `${name}, ${SORT_WORDS[asked.sort]}` : `${name}, continued`;
}

export function buildListModel(loaded: LoadedList, mayEdit: boolean): ListModel {
  const { asked, page, count, instead } = loaded;
  const chips = listChips(asked);
  const isSet = chips.length > 0;
  const to = (change: Partial<ResolvedClaimSelection>): string =>
    claimsAddress(toListQuery({ ...asked, after: null, ...change })).html;
  const isNewest = asked.sort === 'newest';
  const parts = writeHeading(asked);
  const order = SORT_WORDS[asked.sort];
  return {
    ...buildFilterForm(loaded.typed, [], isSet || !isNewest),
    heading: HEADINGS[asked.status],
    parts,
    caption: `${HEADINGS[asked.status]}${joinHeading(parts)}, ${order}`,
    offers: [],
    chips,
    exportHref: exportAllPath,
    allHref: chips.length > 1 ? claimsAddress({ status: asked.status, sort: asked.sort }).html : null,
    statuses: mayEdit ? linkStatuses(asked) : null,
    count: count && `${writeSome(count)}, ${order}`,
    cut: page.isCut
      ? {
          text: 'More claims have these words than can be sorted: this is of the newest of them.',
          href: to({ sort: 'newest' }),
        }
      : null,
    claims: page.items.map(describeClaim),
    sparse: page.next !== null && page.items.length < PAGE ? writeSparse(page.items.length) : null,
    empty: writeEmpty(asked, isSet),
    instead: instead.map(({ chip, count: some }) => {
      return { text: writeSome(some), label: chip.label, value: chip.value, href: chip.href };
    }),
    nextHref: page.next && to({ after: page.next }),
    nextText: isNewest ? 'Older claims' : 'More claims',
    firstHref: asked.after === null ? null : to({}),
    firstText: isNewest ? 'Back to the newest claims' : 'Back to the beginning',
    isBroken: false,
  };
}

/** The page for filters that can't be understood: the form as it was filled in, and no list. */
export function buildBrokenModel(
  typed: TypedFilters,
  issues: readonly Issue[],
  offered: { asked: ClaimSelection; offers: SourceOffers } | null,
): ListModel {
  const offers = (['source', 'origin'] as const).flatMap((field) => {
    const sources = offered?.offers[field] ?? [];
    return offered && sources.length > 0
      ? [{ label: OFFER_LABELS[field], sources: sources.map((source) => offerSource(offered.asked, field, source)) }]
      : [];
  });
  return {
    ...buildFilterForm(typed, issues, true),
    ...{
      heading: HEADINGS.published,
      parts: [],
      caption: '',
      offers,
      chips: [],
      statuses: null,
      count: null,
      cut: null,
    },
    ...{
      claims: [],
      sparse: null,
      empty: '',
      instead: [],
      nextHref: null,
      nextText: '',
      firstHref: null,
      firstText: '',
    },
    ...{ allHref: claimsAddress().html, exportHref: exportAllPath, isBroken: true },
  };
}

function linkStatuses(asked: ResolvedClaimSelection): NonNullable<ListModel['statuses']> {
  return (Object.keys(STATUS_LINKS) as ClaimStatus[]).map((status) => {
    const href = claimsAddress(toListQuery({ ...asked, status, after: null })).html;
    return { href, text: STATUS_LINKS[status], current: status === asked.status };
  });
}

/** "1,000+ claims": counted no further; "37+" where no more were looked through. */
export function writeSome({ count, isMore }: ClaimCount): string {
  return isMore ? writeCount(count, 'claim').replace(/ claims?$/, '+ claims') : writeCount(count, 'claim');
}

function writeSparse(found: number): string {
  const some = found === 0 ? 'None' : `Only ${writeCount(found, 'claim')}`;
  return `${some} of those looked through for this page met all filters. There may be more further on.`;
}

function writeEmpty({ status, after, sort }: ResolvedClaimSelection, isSet: boolean): string {
  if (after !== null) return sort === 'newest' ? 'There are no older claims.' : 'There are no more claims.';
  return isSet ? 'No claim meets all of these filters.' : EMPTY[status];
}

/** The list as JSON (pages.md). */
export function writeClaimList(
  { items, next }: Pick<ClaimPage, 'items' | 'next'>,
  baseUrl: string,
  asked: ResolvedClaimSelection | null = null,
): object {
  return {
    claims: items.map((item) => writeClaimItem(item, baseUrl)),
    next: next && claimsAddress(asked ? toListQuery({ ...asked, after: next }) : { after: writeClaimKey(next) }).json,
  };
}

/** One filter that is set. */
interface Chip {
  /** "Finding". */
  label: string;
  value: TextWithLanguage;
  /** The list without it. */
  href: string;
  /** What is asked for without it. */
  without: ResolvedClaimSelection;
}

interface FilterForm {
  path: string;
  isOpen: boolean;
  q: TextField;
  source: TextField;
  origin: TextField;
  findings: ChecksField;
  hops: TextField;
  topic: TextField;
  sort: SelectField;
  /** Kept as it is: editors choose it by links; null where it goes without saying. */
  status: string | null;
}

interface Offer {
  href: string;
  name: TextWithLanguage;
}

const SORT_WORDS: Readonly<Record<ClaimSort, string>> = {
  newest: 'newest first',
  updated: 'recently changed first',
  hops: 'most hops first',
  reports: 'most reports first',
};

/** What the fields are called, here and in error messages. */
const LABELS: Readonly<Record<string, string>> = {
  q: 'Words in the claim',
  source: 'Source',
  origin: 'Origin',
  finding: 'Findings',
  hops: 'Hops, at least',
  topic: 'Topic',
  status: 'Status',
  sort: 'Order',
  after: 'Where the list goes on, “after”',
};

/** What is no field of the form: there is nothing to lead to. */
const UNSEEN: readonly string[] = ['after', 'status'];

/** The filters that are set, each with the way to the list without it. */
export function listChips(asked: ResolvedClaimSelection): Chip[] {
  const chip = (label: string, value: TextWithLanguage, change: Partial<ResolvedClaimSelection>): Chip => {
    const without = { ...asked, ...change, after: null };
    return { label, value, href: claimsAddress(toListQuery(without)).html, without };
  };
  const { q, source, origin, findings, hops, topic } = asked;
  const drop = (kind: FindingKind) => ({ findings: findings.filter((other) => other !== kind) });
  return [
    ...(q === null ? [] : [chip('Words', plainName(q), { q: null })]),
    ...(topic === null ? [] : [chip('Topic', plainName(topic), { topic: null })]),
    ...findings.map((kind) => chip('Finding', plainName(writeFindingKind(kind)), drop(kind))),
    ...(source === null ? [] : [chip('Source', writeName(source.source), { source: null })]),
    ...(origin === null ? [] : [chip('Origin', writeName(origin.source), { origin: null })]),
    ...(hops === null ? [] : [chip('Hops', plainName(`${hops} or more`), { hops: null })]),
  ];
}

/** @param typed what is in the fields */
function buildFilterForm(
  typed: TypedFilters,
  issues: readonly Issue[],
  isOpen: boolean,
): { form: FilterForm; errors: ErrorSummary } {
  const form = layOutForm(
    issues.map(({ field, message }) => {
      return { field: UNSEEN.includes(field) ? '' : field, message: `${LABELS[field]}: ${message}` };
    }),
  );
  const text = (name: 'q' | 'source' | 'origin' | 'hops' | 'topic', hint?: string): TextField => {
    const spec = { name, label: LABELS[name]!, value: typed[name] };
    return form.text(hint === undefined ? spec : { ...spec, hint });
  };
  return {
    errors: form.errors,
    form: {
      path: claimsAddress().html,
      isOpen,
      q: text('q'),
      source: text('source', 'anywhere in its chains'),
      origin: text('origin', 'where its chains end'),
      findings: form.checks({
        name: 'finding',
        label: LABELS.finding!,
        values: typed.findings,
        options: GRAVEST_FIRST.map((kind) => ({ value: kind, text: writeFindingKind(kind) })),
      }),
      hops: text('hops', 'from some report to an origin'),
      topic: text('topic', 'as it stands in the list'),
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
function offerSource(asked: ClaimSelection, field: SourceField, { id, source }: StoredSource): Offer {
  return { href: claimsAddress({ ...asked, [field]: id, after: null }).html, name: writeName(source) };
}
