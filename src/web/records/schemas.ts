/** Schemas of the JSON that programs send and receive. OpenAPI is written from them, requests are checked by them. */
import { z } from 'zod';
import { hearsayClaimSchema, hopsSchema, incomingClaimSchema, RECORD_RULES } from '../../formats/hearsay/schema.ts';
import { CLAIM_STATUSES, DOCUMENT_KINDS, FINDING_KINDS, PARENT_RELATIONS, SOURCE_KINDS } from '../../model/records.ts';
import type { Operation } from '../http/route.ts';

/** Schemas with a name of their own in OpenAPI, to be referred to. */
export const named = z.registry<{ id: string }>();

/** Gives a schema its name in OpenAPI. */
export function nameSchema<Schema extends z.ZodType>(id: string, schema: Schema): Schema {
  named.add(schema, { id });
  return schema;
}

const id = z.int().min(1).describe('The number of the record on this site.');
const uid = z.string().describe('The UUIDv7 of the record, the same everywhere.');
const count = z.int().min(0);
const text = z.string();
const maybe = z.string().nullable();
const page = z.string().describe('Its page on this site.');
const date = z
  .string()
  .nullable()
  .describe(
    'EDTF: 2025, 2025-06, 2025-06-17 or 2025-06-17T09:12+09:00; approximate, 2025-06~; or an interval, 2025-06-10/2025-06-12.',
  );

const claimItem = nameSchema(
  'ClaimItem',
  z.strictObject({
    id,
    uid,
    url: page,
    text,
    status: z.enum(CLAIM_STATUSES),
    hops: hopsSchema.describe('Null where no end that counts is reached.'),
    reportCount: count,
    independentSources: count.describe('At most this many.'),
    findings: z.array(z.enum(FINDING_KINDS)),
    updatedAt: text,
  }),
);

const namedSource = nameSchema(
  'NamedSource',
  z.strictObject({
    id,
    uid,
    url: page,
    name: text,
    kind: z.enum(SOURCE_KINDS),
    country: maybe,
    parent: maybe.describe('The uid of the source that it is part of, or that controls it.'),
    parentRelation: z.enum(PARENT_RELATIONS).nullable(),
  }),
);

const roles = { asReport: count, asMiddle: count, asEnd: count, asOrigin: count };

const sourceItem = nameSchema(
  'SourceItem',
  namedSource.extend({
    aliases: z.array(z.strictObject({ name: text, language: maybe })),
    counts: z
      .strictObject({ claims: count, statements: count, ...roles })
      .describe(
        'Counts over published claims: in how many it speaks; in how many of those it is a report, in between, an end of any kind, and an origin; and how many statements it makes in them.',
      ),
  }),
);

const documentItem = nameSchema(
  'DocumentItem',
  z.strictObject({
    id,
    uid,
    pageUrl: page,
    publisher: text.describe('The uid of a source.'),
    title: text,
    kind: z.enum(DOCUMENT_KINDS).nullable(),
    url: maybe,
    version: maybe.describe('For a page that changes: a date, or the page’s own name for the version.'),
    archivedUrl: maybe,
    publishedAt: date,
    retrievedAt: date,
    language: maybe,
    sha256: maybe.describe('Of the text, where it is kept.'),
  }),
);

/** Of which the schemas of other twins are made. */
export const MEMBERS = {
  id,
  uid,
  count,
  text,
  maybe,
  page,
  date,
  roles,
  claimItem,
  namedSource,
  sourceItem,
  documentItem,
};

const nextUrl = maybe.describe('Where the list continues; null at its end.');
export const nextPath = maybe.describe('The path where the list continues; null at its end.');

const listOf = <Item extends z.ZodType>(id: string, item: Item) =>
  nameSchema(id, z.strictObject({ items: z.array(item), next: nextUrl }));
export const claimListSchema = listOf('ClaimList', claimItem);
export const sourceListSchema = listOf('SourceList', sourceItem);
export const documentListSchema = listOf('DocumentList', documentItem);

/** The same lists as twins of their pages. */
export const claimTwinSchema = nameSchema('ClaimsTwin', z.strictObject({ claims: z.array(claimItem), next: nextPath }));
export const sourceTwinSchema = nameSchema(
  'SourcesTwin',
  z.strictObject({
    sources: z.array(sourceItem),
    nearest: z.boolean().describe('Whether no name has these words and these names are only close.'),
    next: nextPath,
  }),
);
export const documentTwinSchema = nameSchema(
  'DocumentsTwin',
  z.strictObject({ documents: z.array(documentItem), next: nextPath }),
);

export const claimSchema = nameSchema('Claim', hearsayClaimSchema);
export const incomingSchema = nameSchema('IncomingClaim', incomingClaimSchema);

export const sourceSchema = nameSchema('Source', z.strictObject(RECORD_RULES.source));

export const sentSourceSchema = nameSchema(
  'IncomingSource',
  z.strictObject({
    ...RECORD_RULES.source,
    namesake: z
      .boolean()
      .optional()
      .describe('Whether it is another source than those that are here by one of its names, or one much like it.'),
  }),
);

const { sha256, text: documentText, ...ofDocument } = RECORD_RULES.document;
export const documentSchema = nameSchema(
  'Document',
  z.strictObject({ ...ofDocument, sha256, text: documentText.nullable() }),
);

export const sentDocumentSchema = nameSchema(
  'IncomingDocument',
  z.strictObject({
    ...ofDocument,
    sha256: sha256.optional().describe('Is worked out from the text.'),
    text: documentText.nullable().optional().describe('Null takes it out; without it, it stays as it is.'),
    instead: z
      .record(z.string(), z.string())
      .optional()
      .describe('By an excerpt that the text has no longer: the words of the text that take its place.'),
  }),
);

export const recordReceiptSchema = nameSchema(
  'RecordReceipt',
  z.strictObject({ result: z.enum(['created', 'updated', 'unchanged']), id, uid, url: page }),
);

export const receiptSchema = nameSchema(
  'Receipt',
  z.strictObject({
    result: z.enum(['created', 'updated', 'unchanged']),
    claim: claimItem,
    shared: count.describe('How many sources and documents were added with it.'),
    known: z
      .array(z.strictObject({ uid, kind: z.enum(['source', 'document', 'claim']), name: text, here: id }))
      .describe(
        'What was sent under a uid of its own and is known here by its name or address: it was taken for that.',
      ),
    similar: z
      .array(z.strictObject({ here: id, text, hasSameWords: z.boolean() }))
      .describe(
        'A claim that is here and says the same as the new one, or nearly. They are two; perhaps they should be one.',
      ),
  }),
);

const issues = z.array(z.strictObject({ field: text, message: text }));

/** Every error, wherever JSON is asked for. */
export const problemSchema = nameSchema(
  'Problem',
  z.strictObject({
    type: text.describe('Links to an explanation.'),
    title: text.describe('The same each time.'),
    status: z.int(),
    detail: text.describe('The first issues in a sentence, or what to do.'),
    instance: text.describe('The request id, as a URN.'),
    error: z.strictObject({
      status: z.int(),
      title: text.describe('As the page says it.'),
      issues: issues.describe('Each member or parameter with a problem.'),
    }),
  }),
);

export const sentLineSchema = nameSchema(
  'IncomingLine',
  z.union([incomingSchema, z.strictObject({ ifMatch: text, claim: incomingSchema })]),
);

export const lineReceiptSchema = nameSchema(
  'LineReceipt',
  z.strictObject({
    line: z.int().min(1).describe('The number of the line. Empty lines have no answer.'),
    uid: maybe,
    status: z.int().describe('As the claim would have it by itself.'),
    result: z.enum(['created', 'updated', 'unchanged']).nullable(),
    url: maybe.describe('Its page on this site.'),
    etag: maybe,
    problem: problemSchema.nullable(),
  }),
);

type Description = Omit<Operation, 'answers'>;

/** Describes a route that answers with JSON. */
export function describeTwin(operation: Description, description: string, schema: z.ZodType): Operation {
  return { ...operation, answers: { 200: { description, schema } } };
}

/** Describes a route of the API that reads one record. */
export function describeReading(operation: Description, description: string, schema: z.ZodType): Operation {
  const told = `${description} Its ETag is what an update needs.`;
  return { ...operation, description: told, answers: { 200: { description: 'The record.', schema } } };
}

/** Describes a route of the API that a record is sent to. */
export function describeSending(operation: Description, description: string, body: z.ZodType): Operation {
  const told = `The uid decides: a new one creates a record, a known one updates it to what was sent (with If-Match), and sending the same again changes nothing. ${description}`;
  return {
    ...operation,
    description: told,
    headers: { 'If-Match': IF_MATCH },
    body,
    answers: {
      200: { description: 'It was already here: it was updated, or nothing had changed.', schema: recordReceiptSchema },
      201: { description: 'It was created; Location links to it.', schema: recordReceiptSchema },
    },
  };
}

export const IF_MATCH = 'For an update: the ETag of the version that you changed. Another version here answers 412.';

/** Describes a route that answers with a file of this media type. */
export function describeFile(operation: Description, description: string, type: string): Operation {
  return { ...operation, answers: { 200: { description, type, schema: null } } };
}
