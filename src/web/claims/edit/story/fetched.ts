/** Fills the story's empty fields from its page on the web. What was typed stays, and nothing is recorded. */
import { z } from 'zod';
import { extractProse } from '../../../../extraction/prose.ts';
import type { DraftFields } from '../../../../storage/drafts.ts';
import { outboundUrl } from '../../../../urls/records.ts';
import { describeFetchProblem } from '../../../../wording/documents.ts';
import { checkFields, listIssues, readField, readLine } from '../../../forms/forms.ts';
import type { Site } from '../../../http/route.ts';
import { CHECK_FETCHED, cutText, listPageFacts, listPageNotes, WAS_HTML } from '../../../records/web-pages.ts';
import { findStored } from '../../../forms/interpreters/interpretation.ts';
import { interpretAddress } from '../../../forms/interpreters/addresses.ts';
import { STORY_PUBLISHER, readStoryValues, STORY_FIELDS, storyField } from './values.ts';

/** The fields in which a draft keeps what fetching or cleaning brought: only the server writes them. */
const PROBLEM = 'fetch-problem';
const FETCHED = 'fetched';
const CLEANED = 'cleaned';

/** Without what only the server writes. */
export function dropFetched({ [PROBLEM]: _, [FETCHED]: __, [CLEANED]: ___, ...typed }: DraftFields): DraftFields {
  return typed;
}

/** A story that was pasted as HTML becomes its prose, which is what is read and kept. */
export function cleanStory(fields: DraftFields): DraftFields {
  const text = storyField('text');
  const prose = extractProse(readField(fields, text));
  return prose === null ? fields : { ...fields, [text]: prose, [CLEANED]: 'yes' };
}

/** What is said of a story that was HTML, once. */
export const describeCleaned = (fields: DraftFields): string | null =>
  readLine(fields, CLEANED) === '' ? null : WAS_HTML;

export const readFetchProblem = (body: unknown): string => readLine(body, PROBLEM);

/** @returns the fields with those of the page, or with the reason why there is none */
export async function fetchStory({ fetchPage }: Pick<Site, 'fetchPage'>, fields: DraftFields): Promise<DraftFields> {
  const values = readStoryValues(fields);
  const refuse = (message: string): DraftFields => ({ ...fields, [PROBLEM]: message });
  if (fetchPage === null) return refuse('This server does not fetch pages: paste the story’s text');
  const [issue] = listIssues(checkFields({ url: STORY_FIELDS.url }, values));
  if (values.url === '' || issue) return refuse(issue?.message ?? 'Enter the address of the page to fetch');
  const result = await fetchPage(findStored(interpretAddress, values.url));
  if (!result.ok) return refuse(describeFetchProblem(result.problem));
  const { page, url } = result;
  const { text, isCut } = cutText(page.text ?? '');
  const said = {
    [storyField('title')]: page.title,
    [storyField('kind')]: page.kind,
    [storyField('date')]: page.publishedAt,
    [storyField('language')]: page.language,
    [storyField('text')]: text,
    [STORY_PUBLISHER.name]: page.publisher,
  };
  const filled = Object.entries(said).filter(([name, value]) => value && readLine(fields, name) === '');
  const notes = [...listPageNotes(page, isCut), ...(text === '' ? [NO_TEXT] : [])];
  const fetched: Fetched = { url, notes, rows: listPageFacts(page, url) };
  return { ...fields, ...Object.fromEntries(filled as [string, string][]), [FETCHED]: JSON.stringify(fetched) };
}

const NO_TEXT = 'The page has no text that could be read. Open it yourself and paste its text.';

const fetchedSchema = z.object({
  url: z.string(),
  notes: z.array(z.string()),
  rows: z.array(z.object({ label: z.string(), text: z.string(), href: z.string().nullable() })),
});

type Fetched = z.infer<typeof fetchedSchema>;

/** What the page says of itself, shown once; null where none was fetched. */
export function readFetched(fields: unknown) {
  const kept = readLine(fields, FETCHED);
  if (kept === '') return null;
  const { url, notes, rows } = fetchedSchema.parse(JSON.parse(kept));
  return { url, href: outboundUrl(url), message: CHECK_FETCHED, notes, rows };
}
