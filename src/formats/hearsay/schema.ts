/** The schema of `hearsay.claim/1`: it checks imports and is published as a JSON Schema. */
import { z } from 'zod';
import { LIMITS } from '../../model/limits.ts';
import {
  BASES,
  CLAIM_RELATIONS,
  CLAIM_STATUSES,
  DOCUMENT_KINDS,
  END_KINDS,
  FINDING_KINDS,
  MANNERS,
  PARENT_RELATIONS,
  REVIEWER_KINDS,
  SEVERITIES,
  SOURCE_KINDS,
  STANCES,
  SUPPORTS,
} from '../../model/records.ts';
import {
  schemaOf,
  countrySchema,
  dateSchema,
  languageSchema,
  nameLine,
  textLine,
  textLines,
  urlSchema,
  wikidataSchema,
} from '../checks.ts';

const UID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const uid = schemaOf((value) => (UID.test(value) ? null : 'must be a UUIDv7 in lower case'), { pattern: UID.source });
const STAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
const stamp = schemaOf(
  (value) => (STAMP.test(value) && isSameInstant(value) ? null : 'must be a UTC time such as 2025-06-18T09:00:00Z'),
  { pattern: STAMP.source },
);
const count = z.int().min(0);

/** Null where they lead to no end that counts. */
export const hopsSchema = z
  .strictObject({
    fewest: count,
    most: count,
    open: z.boolean().describe('Whether they lead only to open ends: then the numbers are “at least”.'),
  })
  .nullable();

/** `Date` rolls 31 June over to 1 July: a valid time comes back unchanged. */
function isSameInstant(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 19) === text.slice(0, 19);
}

const number = z.number();

const rating = z.strictObject({
  text: textLine(LIMITS.rating),
  reviewer: nameLine(LIMITS.sourceName),
  reviewerKind: z.enum(REVIEWER_KINDS),
  reviewerUrl: urlSchema.nullable(),
  ratedAt: dateSchema.nullable(),
  reviewUrl: urlSchema.nullable(),
  publisher: nameLine(LIMITS.sourceName).nullable(),
  archivedUrl: urlSchema.nullable(),
  value: number.nullable(),
  best: number.nullable(),
  worst: number.nullable(),
});

const relation = z.strictObject({
  claim: uid,
  relation: z.enum(CLAIM_RELATIONS),
  note: textLine(LIMITS.relationNote).nullable(),
});

const claim = z.strictObject({
  uid,
  text: nameLine(LIMITS.claimText),
  language: languageSchema,
  aboutDate: dateSchema.nullable(),
  status: z.enum(CLAIM_STATUSES),
  topics: z.array(nameLine(LIMITS.topic)).max(LIMITS.topics),
  note: textLines(LIMITS.note).nullable(),
  relations: z.array(relation).max(LIMITS.relations),
  /** Only when one was recorded. */
  rating: rating.optional(),
  createdAt: stamp,
  updatedAt: stamp,
});

const source = z.strictObject({
  uid,
  name: nameLine(LIMITS.sourceName),
  kind: z.enum(SOURCE_KINDS),
  country: countrySchema.nullable(),
  parent: uid.nullable(),
  parentRelation: z.enum(PARENT_RELATIONS).nullable(),
  aliases: z
    .array(z.strictObject({ name: nameLine(LIMITS.sourceName), language: languageSchema.nullable() }))
    .max(LIMITS.aliases),
  homepage: urlSchema.nullable(),
  wikidata: wikidataSchema.nullable(),
});

const document = z.strictObject({
  uid,
  publisher: uid,
  kind: z.enum(DOCUMENT_KINDS).nullable(),
  title: nameLine(LIMITS.title),
  url: urlSchema.nullable(),
  version: textLine(LIMITS.version).nullable(),
  archivedUrl: urlSchema.nullable(),
  publishedAt: dateSchema.nullable(),
  retrievedAt: dateSchema.nullable(),
  language: languageSchema.nullable(),
  sha256: schemaOf((value) => (/^[0-9a-f]{64}$/.test(value) ? null : 'must be 64 lower-case hexadecimal digits'), {
    pattern: '^[0-9a-f]{64}$',
  }).nullable(),
  text: textLines(LIMITS.documentText).optional(),
});

const statement = z.strictObject({
  uid,
  source: uid,
  document: uid.nullable(),
  statedAt: dateSchema.nullable(),
  wording: textLines(LIMITS.wording).nullable(),
  language: languageSchema.nullable(),
  stance: z.enum(STANCES),
  basis: z.enum(BASES),
  retractedAt: dateSchema.nullable(),
  retractionReason: textLines(LIMITS.reason).nullable(),
});

const evidence = z.strictObject({
  document: uid,
  exact: textLines(LIMITS.excerpt),
  prefix: textLines(LIMITS.context).nullable(),
  suffix: textLines(LIMITS.context).nullable(),
  start: count.nullable(),
  end: count.nullable(),
});

const attribution = z.strictObject({
  uid,
  citing: uid,
  cited: uid,
  manner: z.enum(MANNERS),
  cue: textLine(LIMITS.cue).nullable(),
  note: textLines(LIMITS.note).nullable(),
  evidence: z.array(evidence).max(LIMITS.evidence),
  disputedAt: dateSchema.nullable().optional(),
  disputedBy: uid.nullable().optional(),
  disputeReason: textLines(LIMITS.reason).nullable().optional(),
  support: z.enum(SUPPORTS).optional(),
  lag: z.string().nullable().optional(),
});

const ofSide = {
  hops: hopsSchema,
  reports: z.array(z.strictObject({ statement: uid, hops: hopsSchema, weakestHop: uid.nullable() })),
  ends: z.array(z.strictObject({ statement: uid, kind: z.enum(END_KINDS) })),
  independentSources: count,
  chokePoints: z.array(uid),
  circles: z.array(z.array(uid)),
  chainCount: z.string().regex(/^\d+$/),
};
const chains = z.array(z.strictObject({ hops: count, statements: z.array(uid), sources: z.array(z.string()) }));

const analysis = z.strictObject({
  ...ofSide,
  breakPoints: z.array(z.array(uid)),
  chains,
  replies: z.array(uid),
  findings: z.array(
    z.strictObject({
      kind: z.enum(FINDING_KINDS),
      severity: z.enum(SEVERITIES),
      statements: z.array(uid),
      message: z.string(),
    }),
  ),
  contested: z.strictObject({ ...ofSide, chains }).nullable(),
});

/** The members of each record, also for forms. */
export const RECORD_RULES = {
  rating: rating.shape,
  relation: relation.shape,
  claim: claim.shape,
  source: source.shape,
  document: document.shape,
  statement: statement.shape,
  evidence: evidence.shape,
  attribution: attribution.shape,
};

/**
 * What is derived (`analysis`, `support`, `lag`) and what is ours (`exportedAt`, `url`) may be missing in imports, and so may
 * what few attributions have: a dispute.
 */
export const hearsayClaimSchema = z.strictObject({
  format: z.literal('hearsay.claim/1'),
  exportedAt: stamp.optional(),
  url: urlSchema.optional(),
  claim,
  sources: z.array(source).max(LIMITS.sources),
  documents: z.array(document).max(LIMITS.documents),
  statements: z.array(statement).max(LIMITS.statements),
  attributions: z.array(attribution).max(LIMITS.attributions),
  analysis: analysis.optional(),
});

/** Ignores what is derived, so that a file of a newer version, say with another kind of finding, can be imported. */
export const incomingClaimSchema = hearsayClaimSchema.extend({
  claim: claim.extend({ relations: claim.shape.relations.optional() }),
  attributions: z
    .array(attribution.extend({ support: z.unknown().optional(), lag: z.unknown().optional() }))
    .max(LIMITS.attributions),
  analysis: z.unknown().optional(),
});

export type IncomingHearsayClaim = z.infer<typeof incomingClaimSchema>;

export type HearsayClaim = z.infer<typeof hearsayClaimSchema>;

const jsonSchema = z.toJSONSchema(hearsayClaimSchema, { target: 'draft-2020-12', io: 'input' });

/** The JSON Schema of `hearsay.claim/1`. @param id its address, absolute */
export function writeClaimJsonSchema(id: string) {
  return {
    $id: id,
    title: 'hearsay.claim/1',
    description:
      'One claim with its chain of attribution. Unknown values are null. Dates are EDTF level 0 or, of level 1, approximate (2025-06~) or intervals (2025-06-10/2025-06-12).',
    ...jsonSchema,
  };
}
