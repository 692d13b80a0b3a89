/** The form of `hearsay.claim/1` (pages.md), once: it checks what comes in and is published as a JSON Schema. */
import { z } from 'zod';
import { LIMITS } from '../../model/limits.ts';
import {
  BASES,
  CLAIM_STATUSES,
  FINDING_KINDS,
  MANNERS,
  PARENT_RELATIONS,
  REVIEWER_KINDS,
  SEVERITIES,
  SOURCE_KINDS,
  STANCES,
  SUPPORTS,
} from '../../model/records.ts';
import { checkCountry, checkDate, checkLanguage, checkText, checkUrl, checkWikidata, type Check } from '../checks.ts';

/** A string that passes a check of ours; `facts` says in JSON Schema's words what a schema can say of it. */
const checked = (check: Check, facts: Record<string, unknown>) =>
  z
    .string()
    .superRefine((value, context) => {
      const reason = check(value);
      if (reason) context.addIssue({ code: 'custom', message: reason });
    })
    .meta(facts);

const line = (most: number) =>
  checked((value) => checkText(value, { most, lines: false }), { minLength: 1, maxLength: most });
const lines = (most: number) =>
  checked((value) => checkText(value, { most, lines: true }), { minLength: 1, maxLength: most });

const UID = '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$';
const uid = checked((value) => (new RegExp(UID).test(value) ? null : 'must be a UUIDv7 in lower case'), {
  pattern: UID,
});
const url = checked((value) => checkUrl(value, LIMITS.url), {
  // Not `format: uri`, which is ASCII only: addresses come in every script.
  pattern: '^[hH][tT][tT][pP][sS]?://\\S+$',
  maxLength: LIMITS.url,
});
const date = checked(checkDate, {
  pattern: '^\\d{4}(-\\d{2}(-\\d{2}(T\\d{2}:\\d{2}(Z|[+-]\\d{2}:\\d{2}))?)?)?$',
});
const STAMP = '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$';
const stamp = checked(
  (value) =>
    new RegExp(STAMP).test(value) && isSameInstant(value) ? null : 'must be a UTC time such as 2025-06-18T09:00:00Z',
  { pattern: STAMP },
);
const language = checked(checkLanguage, { maxLength: 35 });
const country = checked(checkCountry, { pattern: '^[A-Z]{2}$' });
const count = z.int().min(0);
const hops = z.strictObject({ fewest: count, most: count }).nullable();

/** `Date` rolls 31 June over to 1 July; a time stamp that comes back changed was none. */
function isSameInstant(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 19) === text.slice(0, 19);
}

const number = z.number();

const rating = z.strictObject({
  text: line(LIMITS.rating),
  reviewer: line(LIMITS.sourceName),
  reviewerKind: z.enum(REVIEWER_KINDS),
  reviewerUrl: url.nullable(),
  ratedAt: date.nullable(),
  reviewUrl: url.nullable(),
  value: number.nullable(),
  best: number.nullable(),
  worst: number.nullable(),
});

const claim = z.strictObject({
  uid,
  text: line(LIMITS.claimText),
  language,
  aboutDate: date.nullable(),
  status: z.enum(CLAIM_STATUSES),
  topics: z.array(line(LIMITS.topic)).max(LIMITS.topics),
  note: lines(LIMITS.note).nullable(),
  /** What somebody else said of whether it is true: there only when it was recorded. */
  rating: rating.optional(),
  createdAt: stamp,
  updatedAt: stamp,
});

const source = z.strictObject({
  uid,
  name: line(LIMITS.sourceName),
  kind: z.enum(SOURCE_KINDS),
  country: country.nullable(),
  parent: uid.nullable(),
  parentRelation: z.enum(PARENT_RELATIONS).nullable(),
  aliases: z
    .array(z.strictObject({ name: line(LIMITS.sourceName), language: language.nullable() }))
    .max(LIMITS.aliases),
  homepage: url.nullable(),
  wikidata: checked(checkWikidata, { pattern: '^Q[1-9]\\d{0,11}$' }).nullable(),
});

const document = z.strictObject({
  uid,
  publisher: uid,
  title: line(LIMITS.title),
  url: url.nullable(),
  archivedUrl: url.nullable(),
  publishedAt: date.nullable(),
  retrievedAt: date.nullable(),
  language: language.nullable(),
  sha256: checked((value) => (/^[0-9a-f]{64}$/.test(value) ? null : 'must be 64 lower-case hexadecimal digits'), {
    pattern: '^[0-9a-f]{64}$',
  }).nullable(),
  text: lines(LIMITS.documentText).optional(),
});

const statement = z.strictObject({
  uid,
  source: uid,
  document: uid.nullable(),
  statedAt: date.nullable(),
  wording: lines(LIMITS.wording).nullable(),
  language: language.nullable(),
  stance: z.enum(STANCES),
  basis: z.enum(BASES),
  retractedAt: date.nullable(),
  retractionReason: lines(LIMITS.reason).nullable(),
});

const evidence = z.strictObject({
  document: uid,
  exact: lines(LIMITS.excerpt),
  prefix: lines(LIMITS.context).nullable(),
  suffix: lines(LIMITS.context).nullable(),
  start: count.nullable(),
  end: count.nullable(),
});

const attribution = z.strictObject({
  uid,
  citing: uid,
  cited: uid,
  manner: z.enum(MANNERS),
  cue: line(LIMITS.cue).nullable(),
  note: lines(LIMITS.note).nullable(),
  evidence: z.array(evidence).max(LIMITS.evidence),
  support: z.enum(SUPPORTS).optional(),
  lag: z.string().nullable().optional(),
});

const analysis = z.strictObject({
  hops,
  reports: z.array(z.strictObject({ statement: uid, hops, seenTo: count })),
  origins: z.array(z.strictObject({ statement: uid, named: z.boolean() })),
  independentOrigins: count,
  chokePoints: z.array(uid),
  circles: z.array(z.array(uid)),
  chainCount: z.string().regex(/^\d+$/),
  chains: z.array(z.strictObject({ hops: count, statements: z.array(uid), sources: z.array(z.string()) })),
  findings: z.array(
    z.strictObject({
      kind: z.enum(FINDING_KINDS),
      severity: z.enum(SEVERITIES),
      statements: z.array(uid),
      message: z.string(),
    }),
  ),
});

/** What is derived (`analysis`, `support`, `lag`) and what is ours (`exportedAt`, `url`) may be missing on the way in. */
export const hearsayClaimSchema = z.strictObject({
  format: z.literal('hearsay.claim/1'),
  exportedAt: stamp.optional(),
  url: url.optional(),
  claim,
  sources: z.array(source).max(LIMITS.sources),
  documents: z.array(document).max(LIMITS.documents),
  statements: z.array(statement).max(LIMITS.statements),
  attributions: z.array(attribution).max(LIMITS.attributions),
  analysis: analysis.optional(),
});

/**
 * The same form as it is read: whatever is derived is left aside unread, so that a file of a newer version, with a kind
 * of finding that is not known here, still comes in.
 */
export const incomingClaimSchema = hearsayClaimSchema.extend({
  attributions: z
    .array(attribution.extend({ support: z.unknown().optional(), lag: z.unknown().optional() }))
    .max(LIMITS.attributions),
  analysis: z.unknown().optional(),
});

/** A claim as it was read. */
export type IncomingHearsayClaim = z.infer<typeof incomingClaimSchema>;

/** A claim as `hearsay.claim/1`, as it stands in a file. */
export type HearsayClaim = z.infer<typeof hearsayClaimSchema>;

/** The same form as JSON Schema 2020-12. */
export const hearsayClaimJsonSchema = {
  $id: '/schemas/hearsay.claim-1.json',
  title: 'hearsay.claim/1',
  description: 'One claim with its chain of attribution. Unknown is null. Dates are EDTF level 0.',
  ...z.toJSONSchema(hearsayClaimSchema, { target: 'draft-2020-12', io: 'input' }),
};
