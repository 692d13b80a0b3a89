/** Schemas of the JSON twins that are more than a list of records. Tests hold what is served to them. */
import { z } from 'zod';
import { hopsSchema } from '../../formats/hearsay/schema.ts';
import { CLAIM_STATUSES, FINDING_KINDS, SEVERITIES } from '../../model/records.ts';
import { MEMBERS, nameSchema, nextPath } from './schemas.ts';

const { id, uid, count, text, maybe, page, date, roles, claimItem, namedSource, sourceItem, documentItem } = MEMBERS;

const named = z.strictObject({ uid, name: text });
const hops = hopsSchema.describe('Null where no end that counts is reached.');
const perhaps = <Schema extends z.ZodType>(schema: Schema, when: string) => schema.nullable().describe(when);

const distances = z.strictObject({
  hops: perhaps(
    z.strictObject({ usual: count.nullable(), fewest: count, most: count }),
    'Null where none of its statements leads to an end.',
  ),
  statements: z.array(z.strictObject({ hops: count, statements: count })),
  withoutEnd: count.describe('Statements that lead to none.'),
});

const pairs = z.strictObject({
  total: count,
  sources: z.array(namedSource.extend({ claims: count, attributions: count })),
});

export const sourcePageSchema = nameSchema(
  'SourceTwin',
  z.strictObject({
    source: sourceItem.extend({ homepage: maybe, wikidata: maybe, distance: distances }),
    above: z.array(namedSource).describe('Its family upwards.'),
    below: z.array(namedSource),
    cites: pairs,
    citedBy: pairs,
    documents: z.array(documentItem.pick({ id: true, uid: true, pageUrl: true, title: true })),
    claims: z.array(
      claimItem
        .pick({ id: true, uid: true, url: true, text: true, status: true, hops: true })
        .extend({ roles: z.strictObject(roles).describe('How many of its statements stand where.') }),
    ),
    next: nextPath,
  }),
);

const piece = {
  exact: text,
  prefix: maybe,
  suffix: maybe,
  start: count.nullable().describe('In code points of the text, where it is kept.'),
  end: count.nullable(),
};

export const documentPageSchema = nameSchema(
  'DocumentTwin',
  z.strictObject({
    document: documentItem.extend({ publisher: namedSource.pick({ id: true, uid: true, url: true, name: true }) }),
    total: count.describe('Of its excerpts.'),
    excerpts: z.array(
      z.strictObject({
        ...piece,
        attribution: z.strictObject({ uid, url: page, cue: maybe }).describe('The hop that it shows.'),
        citing: named,
        cited: named,
        disputedAt: date,
        disputedBy: named.nullable(),
        disputeReason: maybe,
        claim: z.strictObject({ id, url: page, text }),
      }),
    ),
    versions: z.array(documentItem).describe('Other documents at its address.'),
    claims: z.array(z.strictObject({ id, url: page, text, hops, statements: count, excerpts: count })),
    text: maybe.optional().describe('For editors who ask for it.'),
  }),
);

const place = { start: count, end: count, excerpt: text };
const passagePlace = z.strictObject(place);
const sentencePlace = z.strictObject({ document: uid, ...place });

export const reuseSchema = nameSchema(
  'ReuseTwin',
  z.strictObject({
    document: documentItem,
    text: z.boolean().describe('Whether its text is kept.'),
    lookedUp: perhaps(
      z.strictObject({ fingerprints: count, common: count, notCompared: count }),
      'Null without a text.',
    ),
    documents: z.array(
      z.strictObject({
        published: z.enum(['earlier', 'later', 'unknown']),
        document: documentItem,
        publisher: text,
        total: count,
        passages: z.array(
          z.strictObject({
            here: passagePlace,
            there: passagePlace,
            sharedWords: count,
            likeness: z.number().min(0).max(1),
          }),
        ),
      }),
    ),
    attributionDropped: z.array(
      z.strictObject({
        source: maybe,
        unnamed: z.boolean(),
        cue: z.array(text),
        rule: text,
        confidence: z.number().min(0).max(1),
        earlier: sentencePlace,
        later: sentencePlace,
      }),
    ),
    notRead: z.array(uid).describe('Documents in which dropped attributions were not looked for.'),
  }),
);

const revision = {
  revision: count,
  at: text,
  actor: text,
  action: z.enum(['create', 'update']),
  reason: maybe,
};

/** Records as they were: of the members of their time. */
const change = z.strictObject({
  kind: text.describe('Of record: claim, statement, attribution, source, document …'),
  uid,
  before: z.unknown().describe('Null for a new record.'),
  after: z.unknown().describe('Null for one that was taken out.'),
});

export const claimHistorySchema = nameSchema(
  'ClaimHistory',
  z.strictObject({
    claim: z.strictObject({ uid, url: page, text, status: z.enum(CLAIM_STATUSES), revision: count }),
    revisions: z.array(
      z.strictObject({
        ...revision,
        url: perhaps(page, 'Null where the claim can’t be shown as it was.'),
        sentences: z.array(text),
        changes: perhaps(z.array(change), 'Null where readers see that there was a revision, and no more.'),
      }),
    ),
    notShown: count,
    earlierDrafts: count,
    next: nextPath,
  }),
);

export const recordHistorySchema = nameSchema(
  'RecordHistory',
  z.strictObject({
    record: z.strictObject({ uid, url: page }),
    revisions: z.array(z.strictObject({ ...revision, changes: z.array(change) })),
    next: nextPath,
  }),
);

const foundOf = <Item extends z.ZodType>(item: Item) =>
  perhaps(
    z.strictObject({
      items: z.array(item),
      count: z.union([count, text]).describe('A text, such as 1,000+, where there are at least as many.'),
      next: nextPath,
    }),
    'Null where this kind was not asked for.',
  );

export const searchSchema = nameSchema(
  'SearchTwin',
  z.strictObject({
    query: text,
    claims: foundOf(claimItem),
    sources: foundOf(sourceItem),
    documents: foundOf(documentItem),
    suggestions: perhaps(
      z.strictObject({ spellings: z.array(text), sources: z.array(namedSource) }),
      'Null unless nothing was found.',
    ),
  }),
);

const term = z.strictObject({ word: text, definition: text });

export const definitionsSchema = nameSchema(
  'Definitions',
  z.strictObject({
    terms: z.array(term),
    values: z.array(z.strictObject({ of: text, question: text, values: z.array(term) })),
    severities: z.array(z.strictObject({ severity: z.enum(SEVERITIES), means: text })),
    findings: z.array(z.strictObject({ kind: z.enum(FINDING_KINDS), severity: z.enum(SEVERITIES), raised: text })),
  }),
);

const percent = z.number().min(0).max(100);

export const readingFiguresSchema = nameSchema(
  'ReadingFigures',
  z.strictObject({
    figures: perhaps(
      z.strictObject({
        measuredOn: date,
        sets: z.array(
          z.strictObject({
            texts: text,
            scores: z.array(
              z.strictObject({ what: text, precision: percent.nullable(), recall: percent.nullable(), f1: percent }),
            ),
          }),
        ),
        wordsPerSecond: count,
      }),
      'Null while nothing is measured.',
    ),
  }),
);

export const oembedSchema = nameSchema(
  'Oembed',
  z.strictObject({
    version: z.literal('1.0'),
    type: z.literal('rich'),
    title: text,
    provider_name: text,
    provider_url: text,
    cache_age: count.describe('In seconds.'),
    html: text,
    width: count,
    height: count,
  }),
);

export const healthSchema = nameSchema('Health', z.strictObject({ ok: z.boolean(), database: text, version: text }));

export const readinessSchema = nameSchema('Readiness', z.strictObject({ ok: z.boolean(), reason: text.optional() }));

/** Its own schema is the standard's (https://spec.openapis.org/oas/v3.1.1). */
export const openApiSchema = nameSchema(
  'OpenApi',
  z.looseObject({ openapi: text, info: z.looseObject({}), paths: z.looseObject({}), components: z.looseObject({}) }),
);
