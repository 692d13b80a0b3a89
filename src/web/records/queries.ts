/** The queries of lists, twins and files: requests are checked by these schemas, and OpenAPI is written from them. */
import { z } from 'zod';
import { checkText, schemaOf, type Check } from '../../formats/checks.ts';
import { LIMITS } from '../../model/limits.ts';
import { CLAIM_SORTS, SOURCE_PLACES, type SourceKey } from '../../model/queries.ts';
import { CLAIM_STATUSES, FINDING_KINDS, SOURCE_KINDS } from '../../model/records.ts';
import { isSearchable } from '../../storage/search/terms.ts';
import { parseId } from '../../urls/records.ts';
import type { Checked } from '../forms/forms.ts';
import { Invalid } from '../http/errors.ts';

/** Express gives an array for a parameter that comes twice. */
const single = z.string('takes one value, not several').trim();

/** @param facts what JSON Schema says of it */
const words = (check: Check, facts: Readonly<Record<string, unknown>>) => single.pipe(schemaOf(check, facts));

const line = (most: number, description: string) =>
  words((value) => checkText(value, { most, lines: false }), { description, maxLength: most });

const choice = <const Value extends string>(values: readonly Value[], description: string) =>
  single.pipe(z.enum(values, `takes one of ${values.join(', ')}`).meta({ description }));

const wholeNumber = (from: number, to: number, takes: string, description: string) =>
  single
    .regex(/^\d{1,6}$/, takes)
    .transform(Number)
    .pipe(z.int(takes).min(from, takes).max(to, takes).meta({ description }));

/** @param of what has the number, for whoever gets it wrong: "claim" */
const recordNumber = (of: string, description: string) =>
  single
    .refine((value) => /^\d+$/.test(value) && parseId(value) !== null, `takes the number of a ${of}, such as 12`)
    .transform(Number)
    .pipe(z.int().min(1).meta({ description }));

const LONGEST_QUERY = 200;
const checkQuery: Check = (value) => checkText(value, { most: LONGEST_QUERY, lines: false });

/** No claim is deeper than it has statements. */
const MOST_HOPS = LIMITS.statements;
const HOPS = `takes a whole number from 0 to ${MOST_HOPS.toLocaleString('en')}, such as 3`;

const SOURCE = 'a number, a uid or a name';
const SINCE = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}Z)?$/;
const ON = 'Where the list goes on: from the next of the page before, not to be made up.';

export const claimQuery = z.object({
  q: words((value) => checkQuery(value) ?? (isSearchable(value) ? null : 'takes a word of two letters or more'), {
    description: 'Words in the claim.',
    maxLength: LONGEST_QUERY,
  }).optional(),
  source: line(LIMITS.sourceName, `A source that speaks anywhere in its chains: ${SOURCE}.`).optional(),
  as: choice(SOURCE_PLACES, 'Where that source stands in the chains: an end of any kind is one.').optional(),
  origin: line(LIMITS.sourceName, `A source that is an origin of it: ${SOURCE}.`).optional(),
  finding: z
    .union([z.string(), z.array(z.string())])
    .transform((kinds) => [kinds].flat().flatMap((kind) => kind.trim() || []))
    .pipe(
      z
        .array(z.enum(FINDING_KINDS, `takes one of ${FINDING_KINDS.join(', ')}`))
        .meta({ description: 'What was found in it; several: all of them.' }),
    )
    .optional(),
  hops: wholeNumber(0, MOST_HOPS, HOPS, 'At least so many hops, from some report to an end.').optional(),
  topic: line(LIMITS.topic, 'A topic, as it stands in the claim.').optional(),
  since: single
    .regex(SINCE, 'takes a day or a time in UTC, such as 2025-06-17 or 2025-06-17T09:00:00Z')
    .meta({ description: 'Changed after this day, or this time in UTC.' })
    .optional(),
  status: choice(CLAIM_STATUSES, 'Others than published take the token of an editor.').default('published'),
  sort: choice(CLAIM_SORTS, 'The order.').default('newest'),
  // Its form depends on `sort`: `parseClaimSelection` checks it.
  after: single.meta({ description: ON }).optional(),
});

export const sourceQuery = z.object({
  q: line(LIMITS.sourceName, 'Words in a name or an alias.').optional(),
  kind: choice(SOURCE_KINDS, 'Without it, every kind that is named.').optional(),
  after: words((value) => (parseSourceKey(value) ? null : 'takes the number and the name of a source'), {
    description: ON,
  }).optional(),
});

/** It carries the name itself: looking it up would reveal where sources stand that readers don't see. */
export function parseSourceKey(after: string): SourceKey | null {
  const [, id, name] = /^(\d{1,15}) (.*)$/su.exec(after) ?? [];
  return name === undefined ? null : { id: Number(id), name };
}

export const documentQuery = z.object({
  publisher: recordNumber('source', 'The number of the source that published them.').optional(),
  after: recordNumber('document', ON).optional(),
});

/** How many the API lists by default, and at most. */
export const [ITEMS, MOST_ITEMS] = [25, 100];
const limit = wholeNumber(1, MOST_ITEMS, `takes a whole number from 1 to ${MOST_ITEMS}`, 'How many at most.');

// An unknown parameter is refused at the API: ignoring a mistyped filter would answer another question.
export const apiClaimQuery = claimQuery.extend({ limit: limit.default(ITEMS) }).strict();
export const apiSourceQuery = sourceQuery.extend({ limit: limit.default(ITEMS) }).strict();
export const apiDocumentQuery = documentQuery.extend({ limit: limit.default(ITEMS) }).strict();

export const afterQuery = z.object({
  after: recordNumber('claim', 'The claims after the one of this number.').optional(),
});
export const beforeQuery = z.object({ before: recordNumber('revision', 'What came before this revision.').optional() });

/** More hops than any claim has that is drawn: as many statements as fit. */
export const MOST_DEPTH = 99;
const DEPTH = `takes a number of hops from 1 to ${MOST_DEPTH}`;

/** `parseSelection` of the drawing knows which statements and reports a claim has. */
export const drawingQuery = z.object({
  focus: single.toLowerCase().meta({ description: 'The uid of a statement, to draw what is around it.' }).optional(),
  depth: wholeNumber(1, MOST_DEPTH, DEPTH, 'How many hops around it.').optional(),
  from: single.toLowerCase().meta({ description: 'The uid of a report, to draw its chains alone.' }).optional(),
});

export const searchQuery = z.object({
  q: words(checkSearch, { description: 'Words or a name, in any script.', maxLength: LONGEST_QUERY }).optional(),
  type: choice(['claims', 'sources', 'documents'], 'These alone.').optional(),
  status: choice(CLAIM_STATUSES, 'Of the claims.').default('published'),
  after: recordNumber('record of this type', 'Where the list of one type goes on.').optional(),
});

/** In sentences: they stand at the field of the search's form. */
function checkSearch(value: string): string | null {
  const reason = checkQuery(value);
  if (reason !== null) return `What to look for ${reason}`;
  if (isSearchable(value)) return null;
  return 'Type at least two letters or digits, or one Chinese character or Korean syllable';
}

export const feedQuery = claimQuery.omit({ status: true, sort: true, after: true });
export const oembedQuery = z.object({
  url: z.string().meta({ description: 'The address of a claim’s page on this site.' }).optional(),
  format: z.enum(['json', 'xml']).meta({ description: 'JSON unless told.' }).optional(),
});

/** What a query means, or every issue at once, one a parameter. @param query of the request, as Express reads it */
export function parseQuery<Schema extends z.ZodObject>(schema: Schema, query: unknown): Checked<z.output<Schema>> {
  const parsed = schema.safeParse(dropBlanks(query));
  if (parsed.success) return { ok: true, value: parsed.data };
  const messages = new Map<string, string>();
  for (const issue of parsed.error.issues) {
    if (issue.code === 'unrecognized_keys') issue.keys.forEach((name) => messages.set(name, 'is not known here'));
    else messages.set(String(issue.path[0]), issue.message);
  }
  return { ok: false, issues: [...messages].map(([field, message]) => ({ field, message })) };
}

/** Forms send a filter that was left empty. What none of them has stands in links, and is never empty there. */
function dropBlanks(query: unknown): Readonly<Record<string, unknown>> {
  if (typeof query !== 'object' || query === null) return {};
  const isSet = ([name, value]: [string, unknown]): boolean =>
    IN_LINKS.includes(name) || typeof value !== 'string' || value.trim() !== '';
  return Object.fromEntries(Object.entries(query).filter(isSet));
}

const IN_LINKS = ['after', 'before', 'focus', 'depth', 'from', 'limit'];

/** @throws Invalid with every issue */
export function readQuery<Schema extends z.ZodObject>(query: unknown, schema: Schema): z.output<Schema> {
  const parsed = parseQuery(schema, query);
  if (!parsed.ok) throw new Invalid(parsed.issues);
  return parsed.value;
}
