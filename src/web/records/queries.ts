/** The queries of lists, twins and files: requests are checked by these schemas, and OpenAPI is written from them. */
import { z } from 'zod';
import { checkText, schemaOf, type Check } from '../../formats/checks.ts';
import { LIMITS } from '../../model/limits.ts';
import { CLAIM_SORTS, DOCUMENT_SORTS, SOURCE_PLACES, type DocumentKey, type SourceKey } from '../../model/queries.ts';
import { CLAIM_STATUSES, DOCUMENT_KINDS, FINDING_KINDS, SOURCE_KINDS } from '../../model/records.ts';
import { isSearchable } from '../../storage/search/terms.ts';
import { parseId } from '../../urls/records.ts';
import type { Checked } from '../forms/forms.ts';
import { Invalid } from '../http/errors.ts';

/** Express gives an array for a parameter given twice. */
const single = z.string('must be one value, not several').trim();

/** @param facts what JSON Schema says of it */
const words = (check: Check, facts: Readonly<Record<string, unknown>>) => single.pipe(schemaOf(check, facts));

const line = (most: number, description: string) =>
  words((value) => checkText(value, { most, lines: false }), { description, maxLength: most });

const choice = <const Value extends string>(values: readonly Value[], description: string) =>
  single.pipe(z.enum(values, `must be one of ${values.join(', ')}`).meta({ description }));

const wholeNumber = (from: number, to: number, takes: string, description: string) =>
  single
    .regex(/^\d{1,6}$/, takes)
    .transform(Number)
    .pipe(z.int(takes).min(from, takes).max(to, takes).meta({ description }));

/** @param of what has the number, for whoever gets it wrong: "claim" */
const recordNumber = (of: string, description: string) =>
  single
    .refine((value) => /^\d+$/.test(value) && parseId(value) !== null, `must be the number of a ${of}, such as 12`)
    .transform(Number)
    .pipe(z.int().min(1).meta({ description }));

const LONGEST_QUERY = 200;
/** As long as BCP 47 (4.4.1) asks programs to allow for. */
const LONGEST_TAG = 35;
const checkQuery: Check = (value) => checkText(value, { most: LONGEST_QUERY, lines: false });

/** No claim is deeper than it has statements. */
const MOST_HOPS = LIMITS.statements;
const HOPS = `must be a whole number from 0 to ${MOST_HOPS.toLocaleString('en')}, such as 3`;

const SOURCE = 'a number, a uid or a name';
const SINCE = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}Z)?$/;
const ON = 'Where the list continues: taken from “next” of the page before, never made up.';

export const claimQuery = z.object({
  q: words((value) => checkQuery(value) ?? (isSearchable(value) ? null : 'must have a word of two or more letters'), {
    description: 'Words in the claim.',
    maxLength: LONGEST_QUERY,
  }).optional(),
  source: line(LIMITS.sourceName, `A source that speaks anywhere in its chains: ${SOURCE}.`).optional(),
  as: choice(SOURCE_PLACES, 'The role that source has in the chains; “end” means an end of any kind.').optional(),
  origin: line(LIMITS.sourceName, `A source that is an origin of the claim: ${SOURCE}.`).optional(),
  finding: z
    .union([z.string(), z.array(z.string())])
    .transform((kinds) => [kinds].flat().flatMap((kind) => kind.trim() || []))
    .pipe(
      z
        .array(z.enum(FINDING_KINDS, `must be one of ${FINDING_KINDS.join(', ')}`))
        .meta({ description: 'A finding it has; if several are given, all of them.' }),
    )
    .optional(),
  hops: wholeNumber(0, MOST_HOPS, HOPS, 'At least this many hops, from some report to an end.').optional(),
  topic: line(LIMITS.topic, 'A topic, in whatever case.').optional(),
  since: single
    .regex(SINCE, 'must be a day or a time in UTC, such as 2025-06-17 or 2025-06-17T09:00:00Z')
    .meta({ description: 'Changed after this day, or this time in UTC.' })
    .optional(),
  status: choice(CLAIM_STATUSES, 'Anything but “published” needs an editor’s token.').default('published'),
  sort: choice(CLAIM_SORTS, 'The order.').default('newest'),
  // Its form depends on `sort`: `parseClaimSelection` checks it.
  after: single.meta({ description: ON }).optional(),
});

export const sourceQuery = z.object({
  q: line(LIMITS.sourceName, 'Words in a name or an alias.').optional(),
  kind: choice(SOURCE_KINDS, 'Without it, every kind but unnamed.').optional(),
  after: words((value) => (parseSourceKey(value) ? null : 'must be the number and the name of a source'), {
    description: ON,
  }).optional(),
});

/** It carries the name itself: looking it up would reveal where sources stand that readers don't see. */
export function parseSourceKey(after: string): SourceKey | null {
  const [, id, name] = /^(\d{1,15}) (.*)$/su.exec(after) ?? [];
  return name === undefined ? null : { id: Number(id), name };
}

export const documentQuery = z.object({
  q: words((value) => checkQuery(value) ?? (isSearchable(value) ? null : 'must have a word of two or more letters'), {
    description: 'Words in the title.',
    maxLength: LONGEST_QUERY,
  }).optional(),
  publisher: line(LIMITS.sourceName, `The source that published them: ${SOURCE}.`).optional(),
  kind: choice(DOCUMENT_KINDS, 'What kind of document.').optional(),
  language: line(LONGEST_TAG, 'The language tag of the document, in whatever case.').optional(),
  sort: choice(DOCUMENT_SORTS, 'The order: the last published first, or by title.').default('date'),
  after: words((value) => (parseDocumentKey(value) ? null : 'must be the number and the date or title of a document'), {
    description: ON,
  }).optional(),
});

/** As `parseSourceKey`, and for the same reason. An undated document has nothing after its number. */
export function parseDocumentKey(after: string): DocumentKey | null {
  const [, id, by] = /^(\d{1,15})_(.*)$/su.exec(after) ?? [];
  return by === undefined ? null : { id: Number(id), by };
}

/** How many the API lists by default, and at most. */
export const [ITEMS, MOST_ITEMS] = [25, 100];
const limit = wholeNumber(1, MOST_ITEMS, `must be a whole number from 1 to ${MOST_ITEMS}`, 'The most items to return.');

// An unknown parameter is refused at the API: ignoring a mistyped filter would answer another question.
export const apiClaimQuery = claimQuery.extend({ limit: limit.default(ITEMS) }).strict();
export const apiSourceQuery = sourceQuery.extend({ limit: limit.default(ITEMS) }).strict();
export const apiDocumentQuery = documentQuery.extend({ limit: limit.default(ITEMS) }).strict();

export const afterQuery = z.object({
  after: recordNumber('claim', 'The claims after the one with this number.').optional(),
});
export const beforeQuery = z.object({ before: recordNumber('revision', 'What came before this revision.').optional() });

/** More hops than any claim has that is drawn: as many statements as fit. */
export const MOST_DEPTH = 99;
const DEPTH = `must be a number of hops from 1 to ${MOST_DEPTH}`;

/** `parseSelection` of the drawing knows which statements and reports a claim has. */
export const drawingQuery = z.object({
  focus: single
    .toLowerCase()
    .meta({ description: 'The uid of a statement, to draw only what is around it.' })
    .optional(),
  depth: wholeNumber(1, MOST_DEPTH, DEPTH, 'How many hops around it.').optional(),
  from: single.toLowerCase().meta({ description: 'The uid of a report, to draw only its chains.' }).optional(),
  without: single
    .toLowerCase()
    .meta({ description: 'The uid of a source to leave out, to see what remains.' })
    .optional(),
});

export const searchQuery = z.object({
  q: words(checkSearch, { description: 'Words or a name, in any script.', maxLength: LONGEST_QUERY }).optional(),
  type: choice(['claims', 'sources', 'documents'], 'Only these.').optional(),
  status: choice(CLAIM_STATUSES, 'The status of the claims.').default('published'),
  after: recordNumber('record of this type', 'Where the list of one type continues.').optional(),
});

/** As sentences, for the field of the search form. */
function checkSearch(value: string): string | null {
  const reason = checkQuery(value);
  if (reason !== null) return `The search ${reason}`;
  if (isSearchable(value)) return null;
  return 'Type at least two letters or digits, or one Chinese character or Korean syllable';
}

export const textQuery = z.object({
  text: z.literal('1').meta({ description: '1 for the text too; only editors get it.' }).optional(),
});
export const feedQuery = claimQuery.omit({ status: true, sort: true, after: true });
export const oembedQuery = z.object({
  url: z.string().meta({ description: 'The address of a claim’s page on this site.' }).optional(),
  format: z.enum(['json', 'xml']).meta({ description: 'JSON by default.' }).optional(),
  maxwidth: z.string().meta({ description: 'The most pixels it may be wide.' }).optional(),
  maxheight: z.string().meta({ description: 'The most pixels it may be high.' }).optional(),
});

/** What a query means, or every issue at once, one a parameter. @param query of the request, as Express reads it */
export function parseQuery<Schema extends z.ZodObject>(schema: Schema, query: unknown): Checked<z.output<Schema>> {
  const parsed = schema.safeParse(dropBlanks(query));
  if (parsed.success) return { ok: true, value: parsed.data };
  const messages = new Map<string, string>();
  for (const issue of parsed.error.issues) {
    if (issue.code === 'unrecognized_keys') issue.keys.forEach((name) => messages.set(name, 'is unknown here'));
    else messages.set(String(issue.path[0]), issue.message);
  }
  return { ok: false, issues: [...messages].map(([field, message]) => ({ field, message })) };
}

/** Forms send filters that were left empty. Parameters in no form occur only in links, where they are never empty. */
function dropBlanks(query: unknown): Readonly<Record<string, unknown>> {
  if (typeof query !== 'object' || query === null) return {};
  const isSet = ([name, value]: [string, unknown]): boolean =>
    IN_LINKS.includes(name) || typeof value !== 'string' || value.trim() !== '';
  return Object.fromEntries(Object.entries(query).filter(isSet));
}

const IN_LINKS = ['after', 'before', 'focus', 'depth', 'limit'];

/** @throws Invalid with every issue */
export function readQuery<Schema extends z.ZodObject>(query: unknown, schema: Schema): z.output<Schema> {
  const parsed = parseQuery(schema, query);
  if (!parsed.ok) throw new Invalid(parsed.issues);
  return parsed.value;
}
