/** The queries of lists and twins, for OpenAPI and the API. Each filter is checked by the parser of its page. */
import { z } from 'zod';
import { LIMITS } from '../../model/limits.ts';
import { CLAIM_STATUSES, FINDING_KINDS, SOURCE_KINDS } from '../../model/records.ts';
import { parseClaimFilters } from './claim-filters.ts';
import type { Issue } from '../../model/issues.ts';
import { parseSourceFilters } from './source-filters.ts';
import { parseId } from '../../urls/records.ts';
import { CLAIM_SORTS } from '../../model/queries.ts';

type Judge = (query: Readonly<Record<string, string>>) => { ok: true } | { ok: false; issues: readonly Issue[] };

/** A filter that is one text. @param facts what a schema can say of it */
const filter = (judge: Judge, name: string, facts: Readonly<Record<string, unknown>>) =>
  z
    .string('takes one value, not several')
    .superRefine((value, context) => {
      const parsed = judge({ [name]: value });
      if (parsed.ok) return;
      for (const { message } of parsed.issues) context.addIssue({ code: 'custom', message });
    })
    .meta(facts)
    .optional();

/** A whole number. */
const number = (from: number, to: number, facts: Readonly<Record<string, unknown>>) => {
  const takes = `takes a whole number from ${from} to ${to}`;
  return z
    .string(takes)
    .regex(/^\d{1,16}$/, takes)
    .transform(Number)
    .pipe(z.int(takes).min(from, takes).max(to, takes).meta(facts))
    .optional();
};

const recordNumber = (description: string) =>
  z
    .string('takes a number, such as 12')
    .refine((value) => /^\d+$/.test(value) && parseId(value) !== null, 'takes a number, such as 12')
    .transform(Number)
    .pipe(z.int().min(1).meta({ description }))
    .optional();

const claim = (name: string, facts: Readonly<Record<string, unknown>>) => filter(parseClaimFilters, name, facts);
const source = (name: string, facts: Readonly<Record<string, unknown>>) => filter(parseSourceFilters, name, facts);

const SOURCE = 'a number, a uid or a name';
const ON = 'Where the list goes on: from the next of the page before, not to be made up.';

/** Of the list of claims and its twin. */
export const claimQuery = z.strictObject({
  q: claim('q', { description: 'Words in the claim.', maxLength: 200 }),
  source: claim('source', { description: `A source that speaks anywhere in its chains: ${SOURCE}.` }),
  origin: claim('origin', { description: `A source that is an origin of it: ${SOURCE}.` }),
  finding: z
    .union([z.string(), z.array(z.string())])
    .transform((values) => [values].flat())
    .pipe(z.array(z.enum(FINDING_KINDS)).meta({ description: 'What was found in it; several: all of them.' }))
    .optional(),
  hops: number(0, LIMITS.statements, { description: 'At least so many hops, from some report to an origin.' }),
  topic: claim('topic', { description: 'A topic, as it stands in the claim.' }),
  status: claim('status', {
    description: 'Others than published take the token of an editor.',
    enum: CLAIM_STATUSES,
    default: 'published',
  }),
  sort: claim('sort', { description: 'The order.', enum: CLAIM_SORTS, default: 'newest' }),
  // What it takes goes by `sort`: whoever has both judges it.
  after: z.string('takes one value, not several').meta({ description: ON }).optional(),
});

/** Of the list of sources and its twin. */
export const sourceQuery = z.strictObject({
  q: source('q', { description: 'Words in a name or an alias.', maxLength: LIMITS.sourceName }),
  kind: source('kind', { description: 'Without it, every kind that is named.', enum: SOURCE_KINDS }),
  after: source('after', { description: ON }),
});

/** Of the list of documents and its twin. */
export const documentQuery = z.strictObject({
  publisher: recordNumber('The number of the source that published them.'),
  after: recordNumber(ON),
});

/** How many the API lists when it is not told, and at most. */
export const [ITEMS, MOST_ITEMS] = [25, 100];
const limit = number(1, MOST_ITEMS, { description: 'How many at most.', default: ITEMS });

export const apiClaimQuery = claimQuery.extend({ limit });
export const apiSourceQuery = sourceQuery.extend({ limit });
export const apiDocumentQuery = documentQuery.extend({ limit });

/** Of other twins and files. */
export const afterQuery = z.strictObject({ after: recordNumber('The claims after the one of this number.') });
export const beforeQuery = z.strictObject({ before: recordNumber('What came before this revision.') });
export const drawingQuery = z.strictObject({
  focus: z.string().meta({ description: 'The uid of a statement, to draw what is around it.' }).optional(),
  depth: number(1, LIMITS.statements, { description: 'How many hops around it.' }),
  from: z.string().meta({ description: 'The uid of a report, to draw its chains alone.' }).optional(),
});
export const searchQuery = z.strictObject({
  q: z.string().meta({ description: 'Words or a name, in any script.', maxLength: 200 }).optional(),
  type: z.enum(['claims', 'sources', 'documents']).meta({ description: 'These alone.' }).optional(),
  status: claim('status', { description: 'Of the claims.', enum: CLAIM_STATUSES, default: 'published' }),
  after: recordNumber('Where the list of one type goes on.'),
});
export const feedQuery = claimQuery.omit({ status: true, sort: true, after: true });
export const oembedQuery = z.strictObject({
  url: z.string().meta({ description: 'The address of a claim’s page on this site.' }).optional(),
  format: z.enum(['json', 'xml']).meta({ description: 'JSON unless told.' }).optional(),
});
