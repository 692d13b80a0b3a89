/** The filters of a list: in words, one by one to be removed, and as a form. */
import { GRAVEST_FIRST } from '../../../provenance/findings/findings.ts';
import type { FindingKind } from '../../../model/records.ts';
import type { StoredSource } from '../../../storage/sources/sources.ts';
import {
  toListQuery,
  type ClaimSelection,
  type ResolvedClaimSelection,
  type SourceField,
  type TypedFilters,
} from '../../records/claim-filters.ts';
import type { Issue } from '../../../model/issues.ts';
import {
  layOutForm,
  type ChecksField,
  type ErrorSummary,
  type SelectField,
  type TextField,
} from '../../forms/forms.ts';
import { writeFindingKind } from '../../../wording/values.ts';
import { plainName, writeName, type TextWithLanguage } from '../../../wording/names.ts';
import { CLAIM_SORTS, type ClaimSort } from '../../../model/queries.ts';
import { claimsAddress } from '../../../urls/site.ts';

/** One filter that is set. */
export interface Chip {
  /** "Finding". */
  label: string;
  value: TextWithLanguage;
  /** The list without it. */
  href: string;
  /** What is asked for without it. */
  without: ResolvedClaimSelection;
}

export interface FilterForm {
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

export interface Offer {
  href: string;
  name: TextWithLanguage;
}

export const SORT_WORDS: Readonly<Record<ClaimSort, string>> = {
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
export function buildFilterForm(
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
export function offerSource(asked: ClaimSelection, field: SourceField, { id, source }: StoredSource): Offer {
  return { href: claimsAddress({ ...asked, [field]: id, after: null }).html, name: writeName(source) };
}
