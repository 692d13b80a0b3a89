/** Fills a document's form from a page of the web. What was typed stays, and nothing is saved. */
import type { WebPage } from '../../../model/web-pages.ts';
import type { StoredDocument } from '../../../storage/documents/documents.ts';
import { outboundUrl } from '../../../urls/records.ts';
import { describeFetchProblem, DOCUMENT_KIND_WORDS } from '../../../wording/documents.ts';
import { capitalize } from '../../../wording/values.ts';
import { checkFields, listIssues, type Problems } from '../../forms/forms.ts';
import type { Site } from '../../http/route.ts';
import { CHECK_FETCHED, cutText, listPageFacts, listPageNotes } from '../../records/web-pages.ts';
import {
  DOCUMENT_FIELDS,
  DOCUMENT_LABELS,
  findSameVersion,
  type DocumentDetails,
  type DocumentValues,
  type FetchedFields,
} from './submission.ts';

interface FetchedForm extends Problems<DocumentDetails> {
  values: DocumentValues;
}

/**
 * Fetches the page whose address was typed. Where that fails, the issue says why and the values are as they were.
 * @param before the document as it is now; null for a new one
 */
export async function fetchInto(
  { store, fetchPage }: Pick<Site, 'store' | 'fetchPage'>,
  values: DocumentValues,
  before: StoredDocument | null,
): Promise<FetchedForm> {
  const details = { question: null, known: null, lost: values.instead, fetched: null };
  const refuse = (message: string): FetchedForm => ({ values, issues: [{ field: 'url', message }], details });
  if (fetchPage === null) return refuse('This server does not fetch pages');
  if (values.url === '') return refuse('Enter the address of the page to fetch');
  const issues = listIssues(checkFields({ url: DOCUMENT_FIELDS.url }, values));
  if (issues.length > 0) return { values, issues, details };
  const result = await fetchPage(values.url);
  if (!result.ok) return refuse(describeFetchProblem(result.problem));
  const known = await findSameVersion(store, values, before);
  const { values: filled, fetched } = fillEmpty(values, result.page, result.url);
  return {
    values: filled,
    issues: filled.text === '' ? [{ field: 'text', message: NO_TEXT }] : [],
    details: { ...details, known, fetched },
  };
}

const NO_TEXT = 'The page has no text that could be read. Open it yourself and paste its text here';

function fillEmpty(
  typed: DocumentValues,
  page: WebPage,
  url: string,
): { values: DocumentValues; fetched: FetchedFields } {
  const { publisher, text, isCut } = { publisher: page.publisher ?? '', ...cutText(page.text ?? '') };
  const said = {
    title: page.title ?? '',
    kind: page.kind ?? '',
    publishedAt: page.publishedAt ?? '',
    language: page.language ?? '',
    text,
  };
  const values = { ...typed };
  const filled: (keyof typeof DOCUMENT_LABELS)[] = [];
  const kept: (keyof typeof DOCUMENT_LABELS)[] = [];
  const sort = (name: keyof typeof DOCUMENT_LABELS, before: string, found: string): boolean => {
    if (found !== '' && before.trim() !== found) (before.trim() === '' ? filled : kept).push(name);
    return filled.includes(name);
  };
  for (const name of ['title', 'kind'] as const) if (sort(name, typed[name], said[name])) values[name] = said[name];
  if (sort('publisher', typed.publisher.name, publisher)) {
    values.publisher = { name: publisher, pick: '', pickedFor: '', kind: '' };
  }
  for (const name of ['publishedAt', 'language', 'text'] as const) {
    if (sort(name, typed[name], said[name])) values[name] = said[name];
  }
  return { values, fetched: { url, page, filled, kept, isCut: isCut && filled.includes('text') } };
}

/** What the page gave, and what else it says of itself that no field takes. */
export function buildFetched({ url, page, filled, kept, isCut }: FetchedFields) {
  return {
    href: outboundUrl(url),
    url,
    message:
      filled.length > 0
        ? `Filled in: ${filled.map((name) => DOCUMENT_LABELS[name]).join(', ')}. ${CHECK_FETCHED}`
        : 'No field was filled in.',
    notes: listPageNotes(page, isCut),
    rows: [
      ...listPageFacts(page, url),
      ...kept.map((name) => ({ label: DOCUMENT_LABELS[name], text: describeKept(page, name), href: null })),
    ],
  };
}

/** What the page says where something else was typed. Its text is too long to be shown. */
function describeKept(page: WebPage, name: keyof typeof DOCUMENT_LABELS): string {
  if (name === 'text') return 'The page has another text; yours was kept.';
  const kind = page.kind && capitalize(DOCUMENT_KIND_WORDS[page.kind]);
  const { title, publisher, publishedAt, language } = page;
  const said: Partial<Record<typeof name, string | null>> = { title, publisher, publishedAt, language, kind };
  return `The page says “${said[name]}”; what you typed was kept.`;
}
