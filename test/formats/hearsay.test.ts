import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeClaimJsonSchema, type HearsayClaim } from '../../src/formats/hearsay/schema.ts';
import { writeHearsayClaim } from '../../src/formats/hearsay/writer.ts';
import { readHearsayClaim } from '../../src/formats/hearsay/reader.ts';
import { analyse } from '../../src/provenance/analysis.ts';
import { LIMITS } from '../../src/model/limits.ts';
import type { ClaimRecord } from '../../src/model/records.ts';
import { BROKEN_CLAIMS, readSample, WHOLE, WITH_TEXT, writeBroken } from '../support/broken-claims.ts';
import { graph } from '../support/graph.ts';
import { recordOf, sortRecord } from '../support/records.ts';
import { randomRecord } from '../support/random-record.ts';

const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats.default(ajv);
const SCHEMA = writeClaimJsonSchema('https://hearsay.example/schemas/hearsay.claim-1.json');
const validate = ajv.compile(SCHEMA);

/** Fails the test with what is wrong. */
function expectValid(file: unknown): void {
  validate(file);
  expect(validate.errors ?? []).toEqual([]);
}

const STAMP = { exportedAt: '2025-06-18T09:00:00Z', url: 'https://hearsay.example/claims/12-a-claim' };
const write = (record: ClaimRecord): HearsayClaim => writeHearsayClaim(record, analyse(record), STAMP);

/** The record in a file; the test fails with its problems. */
function read(file: unknown): ClaimRecord {
  const reading = readHearsayClaim(file);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems, null, 1));
  return reading.value.record;
}

function tellProblems(file: unknown): string[] {
  const reading = readHearsayClaim(file);
  return reading.ok ? [] : reading.problems.map(({ field, message }) => `${field} ${message}`);
}

describe('a claim in hearsay.claim/1', () => {
  const file = write(read(readSample(WHOLE)));
  const keys = (value: object | null | undefined): string => Object.keys(value!).join(' ');

  test('a claim in hearsay.claim/1 has its members in a fixed order', () => {
    const members = 'format exportedAt url claim sources documents statements attributions analysis';
    expect(keys(file)).toBe(members);
    expect(keys(file.claim)).toBe('uid text language aboutDate status topics note relations createdAt updatedAt');
    const source = 'uid name kind country parent parentRelation aliases homepage wikidata';
    for (const record of file.sources) expect(keys(record)).toBe(source);
    for (const alias of file.sources.flatMap(({ aliases }) => aliases)) expect(keys(alias)).toBe('name language');
    const document = 'uid publisher kind title url version archivedUrl publishedAt retrievedAt language sha256';
    for (const record of file.documents) expect(keys(record)).toBe(document);
    const statement = 'uid source document statedAt wording language stance basis retractedAt retractionReason';
    for (const record of file.statements) expect(keys(record)).toBe(statement);
    const attribution = 'uid citing cited manner cue note evidence disputedAt disputedBy disputeReason support lag';
    for (const record of file.attributions) expect(keys(record)).toBe(attribution);
    const pieces = file.attributions.flatMap(({ evidence }) => evidence);
    for (const piece of pieces) expect(keys(piece)).toBe('document exact prefix suffix start end');
  });

  test('a claim in hearsay.claim/1 has a rating only when one was recorded', () => {
    const record = read(readSample(WHOLE));
    expect(file.claim).not.toHaveProperty('rating');
    const rating = {
      ...({ text: 'Misleading', reviewer: 'Desk', reviewerKind: 'organisation', reviewerUrl: null } as const),
      ...{ ratedAt: '2025-06', reviewUrl: 'https://desk.example/', value: 2, best: 5, worst: null },
      ...{ publisher: 'The Herald', archivedUrl: 'https://archive.example/1' },
    };
    const rated = write({ ...record, claim: { ...record.claim, rating } });
    expectValid(rated);
    expect(keys(rated.claim)).toBe(
      'uid text language aboutDate status topics note relations rating createdAt updatedAt',
    );
    expect(keys(rated.claim.rating)).toBe(
      'text reviewer reviewerKind reviewerUrl ratedAt reviewUrl publisher archivedUrl value best worst',
    );
    expect(read(rated).claim.rating).toEqual(rating);
    expect(read(readSample(WHOLE)).claim.rating).toBeNull();
  });

  test('the analysis in hearsay.claim/1 has its members in a fixed order and the golden numbers', () => {
    const analysis = file.analysis!;
    const measures = 'hops reports ends independentSources chokePoints circles chainCount';
    expect(keys(analysis)).toBe(`${measures} breakPoints chains replies findings contested`);
    expect(keys(analysis.hops)).toBe('fewest most open');
    expect(keys(analysis.reports[0])).toBe('statement hops weakestHop');
    expect(keys(analysis.reports[0]!.hops)).toBe('fewest most open');
    expect(keys(analysis.ends[0])).toBe('statement kind');
    expect(keys(analysis.chains[0])).toBe('hops statements sources');
    expect(keys(analysis.findings[0])).toBe('kind severity statements message');
    const council = file.statements.find(({ basis }) => basis === 'own-act')!;
    const tass = file.sources.find(({ name }) => name === 'TASS')!;
    const ofTass = file.statements.find(({ source }) => source === tass.uid)!;
    const last = file.attributions.find(({ citing }) => citing === ofTass.uid)!;
    expect(analysis).toMatchObject({
      hops: { fewest: 2, most: 3, open: false },
      reports: [{ hops: { fewest: 2, most: 3, open: false }, weakestHop: last.uid }],
      ends: [{ statement: council.uid, kind: 'origin' }],
      ...{ independentSources: 1, chokePoints: [ofTass.uid], circles: [], chainCount: '2' },
      ...{ breakPoints: expect.arrayContaining([[tass.uid]]) as unknown, replies: [], contested: null },
    });
    expect(analysis.chains.map(({ sources }) => sources)).toEqual([
      ['IANS', 'TASS', 'Security Council of Russia'],
      ['IANS', 'Yonhap', 'TASS', 'Security Council of Russia'],
    ]);
    expect(file.attributions.map(({ support }) => support)).toEqual(['read', 'read', 'second-hand', 'second-hand']);
  });

  test('a contested claim has the measures of the other side apart, and the replies between the two', () => {
    const stances = { kcna: 'denies', ministry: 'denies' } as const;
    const record = recordOf('contested', graph('ians->msmt ians@2->kcna->ministry kcna->msmt', { stances }));
    const { analysis, attributions } = write(record);
    expectValid(write(record));
    const { contested } = analysis!;
    expect(keys(contested)).toBe('hops reports ends independentSources chokePoints circles chainCount chains');
    expect(analysis!.chains.map(({ sources }) => sources)).toEqual([['ians'], ['ians', 'msmt']]);
    expect(contested).toMatchObject({ hops: { fewest: 1, most: 1, open: true }, chainCount: '1' });
    expect(contested!.chains.map(({ sources }) => sources)).toEqual([['kcna', 'ministry']]);
    expect(analysis!.replies).toHaveLength(2);
    for (const uid of analysis!.replies) expect(attributions.map((edge) => edge.uid)).toContain(uid);
  });

  test('a claim in hearsay.claim/1 carries no text of a document', () => {
    const { documents } = write(read(readSample(WITH_TEXT)));
    expect(documents.length).toBeGreaterThan(0);
    for (const document of documents) expect(document).not.toHaveProperty('text');
  });

  test('a claim in hearsay.claim/1 is the same to the byte whatever the order of its records', () => {
    const record = read(readSample(WITH_TEXT));
    const { claim, sources, documents, statements, attributions } = record;
    const turned: ClaimRecord = {
      ...{ attributions: [...attributions].reverse(), statements: [...statements].reverse() },
      ...{ documents: [...documents].reverse(), sources: [...sources].reverse(), claim },
    };
    expect(JSON.stringify(write(turned))).toBe(JSON.stringify(write(record)));
  });

  test('any claim written as hearsay.claim/1 is valid and reads back the same', () => {
    const law = fc.property(randomRecord, ({ record }) => {
      const written = JSON.stringify(write(record));
      expectValid(JSON.parse(written));
      const back = read(JSON.parse(written));
      expect(sortRecord(back)).toEqual(sortRecord(record));
      expect(JSON.stringify(write(back))).toBe(written);
    });
    fc.assert(law, { numRuns: 100, seed: 20250617, endOnFailure: true });
  });
});

describe('reading hearsay.claim/1', () => {
  test.each(BROKEN_CLAIMS)('a file with $what is refused with every problem by field', (broken) => {
    expect(tellProblems(writeBroken(broken))).toEqual(broken.problems);
  });

  test('a file gives its texts and address beside the record, and documents get a hash of their text', () => {
    const file = readSample(WITH_TEXT);
    const reading = readHearsayClaim({ ...file, url: 'https://first.example/claims/1' });
    if (!reading.ok) throw new Error('refused');
    expect(reading.value.url).toBe('https://first.example/claims/1');
    const { uid, text } = file.documents[0]!;
    expect(reading.value.texts.get(uid)).toBe(text);
    expect(reading.value.record.documents[0]!.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(reading.value.record.documents[0]).not.toHaveProperty('text');
  });

  test('what a file derives is ignored: only what was recorded is read', () => {
    const written = write(read(readSample(WHOLE)));
    const analysis = { ...written.analysis!, independentSources: 99, chainCount: '12345' };
    const attributions = written.attributions.map((edge) => ({ ...edge, support: 'unsupported', lag: 'P999D' }));
    expect(read({ ...written, analysis, attributions })).toEqual(read(written));
    const { analysis: _, exportedAt: __, url: ___, ...bare } = written;
    const bareEdges = written.attributions.map(({ support: _, lag: __, ...edge }) => edge);
    expect(read({ ...bare, attributions: bareEdges })).toEqual(read(written));
  });

  test('relations are read in one order, and may be missing', () => {
    const file = readSample(WHOLE);
    const [one, other] = ['01977c00-0000-7000-8000-000000000001', '01977c00-0000-7000-8000-000000000002'] as const;
    const relations = [
      { claim: other, relation: 'part-of', note: null },
      { claim: other, relation: 'became', note: 'By a translation.' },
      { claim: one, relation: 'became', note: null },
    ];
    const { claim } = read({ ...file, claim: { ...file.claim, relations } });
    expect(claim.relations).toEqual([relations[2], relations[1], relations[0]]);
    const { relations: _, ...bare } = file.claim;
    expect(read({ ...file, claim: bare }).claim.relations).toEqual([]);
  });

  test('a relation to the claim itself and the same one twice are refused', () => {
    const file = readSample(WHOLE);
    const other = '01977c00-0000-7000-8000-000000000001';
    const tell = (relations: unknown) => tellProblems({ ...file, claim: { ...file.claim, relations } });
    const became = { claim: other, relation: 'became', note: null };
    expect(tell([{ ...became, claim: file.claim.uid }])).toEqual(['claim.relations[0].claim is the claim itself']);
    expect(tell([became, { ...became, note: 'Again.' }])).toEqual([
      'claim.relations[1] is the same relation to the same claim as claim.relations[0]',
    ]);
    expect(tell([became, { ...became, relation: 'contradicts' }])).toEqual([]);
    expect(tell([{ ...became, relation: 'resembles' }])).toEqual([
      expect.stringContaining('claim.relations[0].relation'),
    ]);
    expect(tell([{ ...became, claim: '12' }])).toEqual(['claim.relations[0].claim must be a UUIDv7 in lower case']);
  });

  test('a deeply nested file is refused without being followed', () => {
    const deep = JSON.parse('['.repeat(200_000) + ']'.repeat(200_000)) as unknown;
    const file = readSample(WHOLE);
    expect(tellProblems(deep)).toEqual([' must be an object']);
    expect(tellProblems({ ...file, claim: { ...file.claim, topics: deep } })).toEqual(['claim.topics[0] must be text']);
    expect(tellProblems({ ...file, deep })).toEqual(['deep is not a member of the format']);
  });

  test('a long line of parents is read, and a long circle of them is refused', () => {
    const file = readSample(WHOLE);
    const [first] = file.sources;
    const uidOf = (i: number): string => `01977c00-0000-7000-8000-${String(i).padStart(12, '0')}`;
    const line = Array.from({ length: 15_000 }, (_, i) => {
      return {
        ...first!,
        uid: uidOf(i),
        parent: i === 0 ? null : uidOf(i - 1),
        parentRelation: i === 0 ? null : ('part-of' as const),
      };
    });
    expect(tellProblems({ ...file, sources: [...file.sources, ...line] })).toEqual([]);
    const circle = line.map((source, i) =>
      i === 0 ? { ...source, parent: uidOf(14_999), parentRelation: 'part-of' } : source,
    );
    expect(tellProblems({ ...file, sources: [...file.sources, ...circle] })).toHaveLength(100);
  });

  test('unknown values in what a file derives are ignored', () => {
    const file = readSample(WHOLE);
    const attributions = file.attributions.map((edge) => ({ ...edge, support: 'felt', lag: 13 }));
    const newer = { ...file, attributions, analysis: { findings: [{ kind: 'a kind of tomorrow' }] } };
    expect(tellProblems(newer)).toEqual([]);
    expect(read(newer)).toEqual(read(file));
  });

  test('only the first hundred problems of a file are reported', () => {
    const file = readSample(WHOLE);
    const statements = Array.from({ length: 5000 }, () => ({ ...file.statements[0]!, stance: 'hopes' }));
    expect(tellProblems({ ...file, statements })).toHaveLength(100);
  });
});

describe('JSON Schema', () => {
  test('the JSON Schema is valid and accepts the sample and what is written', () => {
    expect(ajv.validateSchema(SCHEMA)).toBe(true);
    expect(SCHEMA).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'https://hearsay.example/schemas/hearsay.claim-1.json',
    });
    for (const name of [WHOLE, WITH_TEXT]) {
      expectValid(readSample(name));
      expectValid(write(read(readSample(name))));
    }
  });

  const beyondSchemas = [
    'a rating beyond its scale',
    'an empty text',
    'a date that does not exist',
    'a time stamp that does not exist',
    'an address with a password',
    'half a surrogate pair',
    'references to missing records',
    'a statement of another claim',
    'a statement that cites itself',
    'a circle of parents',
    'a source that is its own parent',
    'a parent without its relation',
    'a uid twice, in one list and across lists',
    'two attributions of the same two statements',
    'statements that are the same node',
    'a reason to retract without a date',
    'a topic twice',
    'an invalid country and language',
    'half a place and a place of another length',
    'an excerpt that is not in the text',
    'an excerpt one character off',
    'the hash of another text',
  ];

  test.each(BROKEN_CLAIMS)('the JSON Schema refuses $what, unless a schema cannot express it', (broken) => {
    expect(validate(writeBroken(broken))).toBe(beyondSchemas.includes(broken.what));
  });

  test('the JSON Schema and the reader count characters alike, in code points', () => {
    const file = readSample(WHOLE);
    for (const text of ['x', '😀', '한']) {
      const of = (length: number) => ({ ...file, claim: { ...file.claim, text: text.repeat(length) } });
      expectValid(of(LIMITS.claimText));
      expect(tellProblems(of(LIMITS.claimText))).toEqual([]);
      expect(validate(of(LIMITS.claimText + 1))).toBe(false);
      expect(tellProblems(of(LIMITS.claimText + 1))).toEqual([
        'claim.text must be at most 1,000 characters, not 1,001',
      ]);
    }
  });
});
