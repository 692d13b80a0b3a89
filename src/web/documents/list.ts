/** `/documents`: the documents that claims show, filtered, sorted and counted. */
import type { Issue } from '../../model/issues.ts';
import { DOCUMENT_SORTS, type DocumentSort } from '../../model/queries.ts';
import { DOCUMENT_KINDS, isDocumentRead } from '../../model/records.ts';
import type { DocumentPage, DocumentListItem } from '../../storage/documents/list.ts';
import type { StoredSource } from '../../storage/sources/sources.ts';
import { documentsAddress } from '../../urls/site.ts';
import { sourceAddress, newDocumentPath, documentAddress } from '../../urls/records.ts';
import { writeDay } from '../../wording/dates.ts';
import { DOCUMENT_KIND_WORDS, writeKindAndVersion } from '../../wording/documents.ts';
import { plainName, writeName, joinName, writeTitle, type ShownName } from '../../wording/names.ts';
import { writeLanguage, writeSome } from '../../wording/values.ts';
import { layOutForm } from '../forms/forms.ts';
import { Invalid } from '../http/errors.ts';
import type { Handler } from '../http/route.ts';
import { hasRole } from '../http/visitor.ts';
import { writeDocument } from '../records/json.ts';
import {
  describeOffers,
  resolveDocumentSelection,
  toDocumentFilters,
  toDocumentQuery,
  type DocumentSelection,
  type TypedDocumentFilters,
} from '../records/selections.ts';

const PAGE = 50;
/** Counting stops here: nobody needs to know more. */
const MOST_COUNTED = 1000;

type DocumentCount = Parameters<typeof writeSome>[0];

export const showDocumentList: Handler = async ({ store, config }, request, format, visitor) => {
  const mayEdit = hasRole(visitor, 'editor');
  const resolved = await resolveDocumentSelection(store, request.query, mayEdit);
  const languages = format === 'html' ? await store.documents.listLanguages(!mayEdit) : [];
  if (!resolved.ok) {
    const { issues, offers, values } = resolved;
    if (format === 'json') throw new Invalid(describeOffers(issues, { publisher: offers }));
    const model = buildBrokenModel(values, languages, issues, offers);
    const path = documentsAddress().html;
    return { kind: 'form', view: 'documents/list', title: 'Documents', path, issues, status: 400, model };
  }
  const selection = resolved.value;
  const { sort, after, publisher } = selection;
  const filters = toDocumentFilters(selection, mayEdit);
  const [page, count] = await Promise.all([
    store.documents.list({ ...filters, sort, after, limit: PAGE }),
    after === null ? store.documents.count(filters, MOST_COUNTED) : null,
  ]);
  const typed = { ...resolved.values, publisher: publisher?.source.name ?? '' };
  return {
    kind: 'page',
    view: 'documents/list',
    title: publisher ? `Documents published by ${joinName(writeName(publisher.source))}` : 'Documents',
    address: documentsAddress(toDocumentQuery(selection)),
    model: () => buildDocumentListModel(page, selection, count, { typed, languages, mayEdit }),
    json: () => writeDocumentList(page, selection, config.baseUrl),
  };
};

const SORT_WORDS: Readonly<Record<DocumentSort, string>> = {
  date: 'newest first',
  title: 'by title',
};

interface Beside {
  typed: TypedDocumentFilters;
  languages: readonly string[];
  mayEdit: boolean;
}

function buildDocumentListModel(
  { items, next, isCut }: DocumentPage,
  selection: DocumentSelection,
  count: DocumentCount | null,
  { typed, languages, mayEdit }: Beside,
) {
  const { publisher, sort, after } = selection;
  const to = (change: Partial<DocumentSelection>): string =>
    documentsAddress(toDocumentQuery({ ...selection, after: null, ...change })).html;
  const chips = listChips(selection, to);
  const order = SORT_WORDS[sort];
  return {
    ...buildFilterForm(typed, languages, []),
    publisher: publisher && {
      name: writeName(publisher.source),
      href: sourceAddress({ id: publisher.id, name: publisher.source.name }).html,
    },
    chips,
    offers: [],
    allHref: chips.length > 1 ? documentsAddress({ sort }).html : null,
    count: count && count.count > 0 ? `${writeSome(count, 'document')}, ${order}` : null,
    cut: isCut
      ? 'Too many titles have these words to look through them all: these are of the documents added last.'
      : null,
    caption: `Documents, ${order}`,
    columns: layOutColumns(sort, to),
    documents: items.map(describeRow),
    empty: writeEmpty(selection, chips.length > 0),
    nextHref: next === null ? null : to({ after: next }),
    firstHref: after === null ? null : to({}),
    newHref: mayEdit ? newDocumentPath : null,
    isBroken: false,
  };
}

/** The page for filters that can't be understood: the form as it was filled in, and no list. */
function buildBrokenModel(
  typed: TypedDocumentFilters,
  languages: readonly string[],
  issues: readonly Issue[],
  offers: readonly StoredSource[],
) {
  const sources = offers.map(({ id, source }) => {
    return { href: documentsAddress({ publisher: id }).html, name: writeName(source) };
  });
  return {
    ...buildFilterForm(typed, languages, issues),
    publisher: null,
    chips: [],
    offers: sources.length > 0 ? [{ label: LABELS.publisher, sources }] : [],
    newHref: null,
    allHref: documentsAddress().html,
    isBroken: true,
  };
}

function layOutColumns(current: DocumentSort, to: (change: Partial<DocumentSelection>) => string) {
  const column = (text: string, sort: DocumentSort | null, direction: 'ascending' | 'descending' | null) => {
    return { text, direction: sort === current ? direction : null, href: sort === null ? null : to({ sort }) };
  };
  return [
    column('Document', 'title', 'ascending'),
    column('Publisher', null, null),
    column('Published', 'date', 'descending'),
    column('Language', null, null),
  ];
}

const LABELS = {
  q: 'Words in the title',
  publisher: 'Publisher',
  kind: 'Kind',
  language: 'Language',
  sort: 'Order',
} as const satisfies Record<keyof TypedDocumentFilters, string>;

/** The filters that are set, each with the list without it. */
function listChips(
  { q, publisher, kind, language }: DocumentSelection,
  to: (change: Partial<DocumentSelection>) => string,
) {
  const chip = (label: string, value: ShownName, change: Partial<DocumentSelection>) => {
    return { label, value, href: to(change) };
  };
  return [
    ...(q === null ? [] : [chip(LABELS.q, plainName(q), { q: null })]),
    ...(publisher === null ? [] : [chip(LABELS.publisher, writeName(publisher.source), { publisher: null })]),
    ...(kind === null ? [] : [chip(LABELS.kind, plainName(DOCUMENT_KIND_WORDS[kind]), { kind: null })]),
    ...(language === null ? [] : [chip(LABELS.language, plainName(writeLanguage(language)), { language: null })]),
  ];
}

/** Folded unless something in it is wrong: the filters that are set stand above it. */
function buildFilterForm(typed: TypedDocumentFilters, languages: readonly string[], issues: readonly Issue[]) {
  const known = Object.keys(LABELS) as (keyof TypedDocumentFilters)[];
  const form = layOutForm(
    issues.map(({ field, message }) => {
      const own = known.find((name) => name === field);
      return { field: own ?? '', message: own ? `${LABELS[own]}: ${message}` : message };
    }),
  );
  const select = (
    name: 'kind' | 'language' | 'sort',
    options: readonly { value: string; text: string }[],
    value = typed[name],
  ) => form.select({ name, label: LABELS[name], value, options });
  const language = typed.language.toLowerCase();
  const tags = language === '' || languages.includes(language) ? languages : [...languages, language];
  return {
    errors: form.errors,
    form: {
      path: documentsAddress().html,
      isOpen: issues.length > 0,
      q: form.text({ name: 'q', label: LABELS.q, value: typed.q }),
      publisher: form.text({ name: 'publisher', label: LABELS.publisher, value: typed.publisher, suggest: 'sources' }),
      kind: select('kind', [
        { value: '', text: 'any' },
        ...DOCUMENT_KINDS.map((value) => ({ value, text: DOCUMENT_KIND_WORDS[value] })),
      ]),
      language: select(
        'language',
        [{ value: '', text: 'any' }, ...tags.map((value) => ({ value, text: writeLanguage(value) }))],
        language,
      ),
      sort: select(
        'sort',
        DOCUMENT_SORTS.map((value) => ({ value: value === 'date' ? '' : value, text: SORT_WORDS[value] })),
      ),
    },
  };
}

function writeEmpty({ after }: DocumentSelection, isSet: boolean): string {
  if (after !== null) return 'There are no more documents.';
  return isSet ? 'No document meets all of these filters.' : 'No published claim shows a document yet.';
}

function describeRow({ stored: { id, publisherId, document }, publisher }: DocumentListItem) {
  const { title, language, publishedAt } = document;
  return {
    href: documentAddress({ id, title }).html,
    title,
    lang: writeTitle(document).lang,
    kindAndVersion: writeKindAndVersion(document),
    isRead: isDocumentRead(document),
    publisher: writeName(publisher),
    publisherHref: sourceAddress({ id: publisherId, name: publisher.name }).html,
    date: writeDay(publishedAt),
    language: language && writeLanguage(language),
  };
}

function writeDocumentList({ items, next }: DocumentPage, selection: DocumentSelection, baseUrl: string): object {
  return {
    documents: items.map(({ stored: { id, document } }) => writeDocument(id, document, baseUrl)),
    next: next && documentsAddress(toDocumentQuery({ ...selection, after: next })).json,
  };
}
