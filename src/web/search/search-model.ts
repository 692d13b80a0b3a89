import type { ClaimStatus } from '../../model/records.ts';
import type { DocumentListItem } from '../../storage/documents/list.ts';
import type { SourceListItem } from '../../storage/sources/list.ts';
import { readTerms, type SearchTerm } from '../../storage/search/terms.ts';
import type { FoundClaims, Suggestions } from '../../storage/search/search.ts';
import type { Issue } from '../../model/issues.ts';
import { layOutForm } from '../forms/forms.ts';
import { writeNumber, writeCount, SOURCE_KIND_WORDS } from '../../wording/values.ts';
import { claimsAddress, documentsAddress, searchAddress, sourcesAddress, type SearchType } from '../../urls/site.ts';
import { markTerms, hasMarks } from '../views/marked-terms.ts';
import { writeDay } from '../../wording/dates.ts';
import { writeKindAndVersion } from '../../wording/documents.ts';
import { writeName, writeAlias, writeTitle, type TextWithLanguage, type ShownName } from '../../wording/names.ts';
import { sourceAddress, documentAddress } from '../../urls/records.ts';
import { writeClaimItem, writeSourceItem, writeDocument, writeSource } from '../records/json.ts';
import type { FoundPage } from '../../storage/search/ranking.ts';
import { describeFound, layOutColumns } from '../records/claim-list.ts';

export interface SearchSelection {
  q: string;
  /** Null for all. */
  type: SearchType | null;
  status: ClaimStatus;
  after: number | null;
}

/** What was found; null for a kind that was not asked for. */
export interface SearchResults {
  claims: FoundClaims | null;
  sources: FoundPage<SourceListItem> | null;
  documents: FoundPage<DocumentListItem> | null;
  /** Null unless nothing was found. */
  suggestions: Suggestions | null;
}

const TYPE_WORDS: readonly { type: SearchType | null; text: string }[] = [
  { type: null, text: 'All' },
  { type: 'claims', text: 'Claims' },
  { type: 'sources', text: 'Sources' },
  { type: 'documents', text: 'Documents' },
];
const STATUS_WORDS: readonly { status: ClaimStatus; text: string; heading: string }[] = [
  { status: 'published', text: 'Published claims', heading: 'Claims' },
  { status: 'draft', text: 'Drafts', heading: 'Drafts' },
  { status: 'withdrawn', text: 'Withdrawn claims', heading: 'Withdrawn claims' },
];

export function buildSearchModel(
  selection: SearchSelection,
  results: SearchResults | null,
  issues: readonly Issue[],
  mayEdit: boolean,
) {
  const { q, type, status } = selection;
  const terms = readTerms(q);
  const layOut = layOutForm(issues);
  const { claims = null, sources = null, documents = null, suggestions = null } = results ?? {};
  const heading = STATUS_WORDS.find((known) => known.status === status)!.heading;
  const describe = (item: FoundClaims['items'][number]) =>
    describeFound(item, terms, {
      through: claims?.through.get(item.id) ?? null,
      within: claims?.within.get(item.id) ?? null,
    });
  const claimSection = buildSection(selection, 'claims', heading, claims, describe);
  return {
    errors: layOut.errors,
    form: {
      path: searchAddress().html,
      q: layOut.text({ name: 'q', label: 'Words or a name', hint: HINT, value: q, type: 'search' }),
      kept: Object.entries({ type, status: status === 'published' ? null : status }).flatMap(([name, value]) =>
        value === null ? [] : { name, value },
      ),
    },
    typed: results === null ? null : q,
    types: TYPE_WORDS.map(({ type: of, text }) => {
      const found = of === null ? null : (results?.[of] ?? null);
      const count = found && writeFoundCount(found).text;
      return { href: searchAddress({ q, type: of, status }).html, text, current: of === type, count };
    }),
    statuses: mayEdit ? linkStatuses(selection) : null,
    claims: claimSection && { ...claimSection, columns: layOutColumns(null) },
    sources: buildSection(selection, 'sources', 'Sources', sources, (item) => describeSourceHit(item, terms)),
    documents: buildSection(selection, 'documents', 'Documents', documents, (item) => describeDocumentHit(item, terms)),
    nothing: suggestions && describeNothing(selection, suggestions, terms),
  };
}

const HINT =
  'In claims and what is quoted in them, in names of sources and titles of documents. All words must occur, those in double quotes in this order.';

function linkStatuses({ q, type, status }: SearchSelection) {
  return STATUS_WORDS.map(({ status: of, text }) => {
    return { href: searchAddress({ q, type, status: of }).html, text, current: of === status };
  });
}

function buildSection<Item, Hit>(
  selection: SearchSelection,
  type: SearchType,
  heading: string,
  found: FoundPage<Item> | null,
  describe: (item: Item) => Hit,
) {
  if (!found) return null;
  const { items, count, isCut, next } = found;
  const isAlone = selection.type === type;
  return {
    heading,
    count: writeFoundCount(found).text,
    hits: items.map(describe),
    cut:
      isCut && count > 0
        ? `Too many results to rank them all: these come from the newest ${writeNumber(count)}. Add a word to narrow the search.`
        : null,
    allHref: isAlone || next === null ? null : searchAddress({ ...selection, type, after: null }).html,
    nextHref: isAlone && next !== null ? searchAddress({ ...selection, after: next }).html : null,
    firstHref: isAlone && selection.after !== null ? searchAddress({ ...selection, after: null }).html : null,
  };
}

function describeNothing(
  selection: SearchSelection,
  { spellings, sources }: Suggestions,
  terms: readonly SearchTerm[],
) {
  const { type, status } = selection;
  return {
    what: type === null ? 'No results' : `No ${type}`,
    // Whatever finds something may find it among the other kinds.
    spellings: spellings.map((text) => ({ text, href: searchAddress({ q: text, status }).html })),
    sources: sources.map((item) => describeSourceHit(item, terms)),
    browse: [
      { text: 'All claims', href: claimsAddress().html },
      { text: 'All sources', href: sourcesAddress().html },
      { text: 'All documents', href: documentsAddress().html },
    ],
  };
}

/** Higher counts are written as a lower bound. */
const MOST = 1_000;

/** "12"; "1,000+" where there are more, "340+" where there may be. */
function writeFoundCount({ count, isCut }: { count: number; isCut: boolean }) {
  const isExact = count <= MOST && !(isCut && count > 0);
  const text = writeNumber(Math.min(count, MOST));
  return { text: isExact ? text : `${text}+`, isExact };
}

function describeSourceHit({ stored: { id, source }, stat }: SourceListItem, terms: readonly SearchTerm[]) {
  const name = markName(writeName(source), terms);
  const found = source.aliases
    .map((alias) => markText({ text: alias.name, lang: alias.language }, terms))
    .find(({ parts }) => hasMarks(parts));
  const other = writeAlias(source);
  return {
    href: sourceAddress({ id, name: source.name }).html,
    name,
    alias:
      (hasMarks(name.parts) || hasMarks(name.original?.parts ?? []) ? null : found) ??
      (other && markText(other, terms)),
    kind: SOURCE_KIND_WORDS[source.kind],
    claims: stat.claims === 0 ? null : `speaks in ${writeCount(stat.claims, 'claim')}`,
  };
}

function markName(name: ShownName, terms: readonly SearchTerm[]) {
  return { ...markText(name, terms), original: name.original ? markText(name.original, terms) : null };
}

function markText({ text, lang }: TextWithLanguage, terms: readonly SearchTerm[]) {
  return { parts: markTerms(text, terms), lang };
}

function describeDocumentHit(
  { stored: { id, publisherId, document }, publisher }: DocumentListItem,
  terms: readonly SearchTerm[],
) {
  const { title, publishedAt } = document;
  return {
    href: documentAddress({ id, title }).html,
    title: markText(writeTitle(document), terms),
    publisher: markName(writeName(publisher), terms),
    publisherHref: sourceAddress({ id: publisherId, name: publisher.name }).html,
    kindAndVersion: writeKindAndVersion(document),
    date: writeDay(publishedAt),
  };
}

/**
 * Of each kind the items, their count (a number, or text such as "1,000+" where it is a lower bound) and where its list
 * goes on; null for a kind that was not asked for. `suggestions` is null unless nothing was found.
 */
export function writeSearchResults(selection: SearchSelection, results: SearchResults | null, baseUrl: string): object {
  const list = <Item>(type: SearchType, found: FoundPage<Item> | null | undefined, write: (item: Item) => object) => {
    if (!found) return null;
    const { items, count, isCut, next } = found;
    const address = next === null ? null : searchAddress({ ...selection, type, after: next }).json;
    const counted = writeFoundCount({ count, isCut });
    return { items: items.map(write), count: counted.isExact ? count : counted.text, next: address };
  };
  const suggestions = results?.suggestions ?? null;
  return {
    query: selection.q,
    claims: list('claims', results?.claims, (item) => writeClaimItem(item, baseUrl)),
    sources: list('sources', results?.sources, (item) => writeSourceItem(item, baseUrl)),
    documents: list('documents', results?.documents, ({ stored: { id, document } }) =>
      writeDocument(id, document, baseUrl),
    ),
    suggestions: suggestions && {
      spellings: suggestions.spellings,
      sources: suggestions.sources.map(({ stored: { id, source } }) => writeSource(id, source, baseUrl)),
    },
  };
}
