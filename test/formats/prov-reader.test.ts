import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { describeClaimInProv } from '../../src/formats/prov/claim.ts';
import { readProvClaims } from '../../src/formats/prov/read/claims.ts';
import { writeProvJson } from '../../src/formats/prov/json.ts';
import { PROV_KINDS } from '../../src/formats/prov/model.ts';
import { readTime } from '../../src/formats/prov/times.ts';
import { isProvJson } from '../../src/formats/prov/read/reader.ts';
import { randomRecord } from '../support/random-record.ts';

const AT = '2026-01-01T00:00:00Z';
const EX = { ex: 'http://example.org/' };
const name = (value: string, type = 'prov:QUALIFIED_NAME') => ({ $: value, type });

/** A story that quotes a despatch, as somebody else might write it. */
const FOREIGN = {
  prefix: EX,
  entity: {
    'ex:story': { 'prov:label': { $: 'A story', lang: 'en' } },
    'ex:despatch': { 'prov:value': 'The bridge is closed.', 'ex:priority': 3 },
  },
  activity: {
    'ex:writing': { 'prov:startTime': '2025-06-17T08:00:00Z', 'prov:endTime': '2025-06-17T09:12:33.5+09:00' },
  },
  agent: {
    'ex:paper': { 'prov:type': name('prov:Organization', 'xsd:QName'), 'prov:label': 'The Paper' },
    'ex:group': {},
    'ex:ann': { 'prov:type': name('prov:Person') },
  },
  wasGeneratedBy: {
    'ex:g1': { 'prov:entity': 'ex:story', 'prov:activity': 'ex:writing' },
    '_:g2': { 'prov:entity': 'ex:despatch', 'prov:time': '2025-06-16T24:00:00' },
  },
  wasAssociatedWith: { '_:a1': { 'prov:activity': 'ex:writing', 'prov:agent': 'ex:paper', 'prov:plan': 'ex:plan' } },
  wasAttributedTo: { '_:t1': { 'prov:entity': 'ex:despatch', 'prov:agent': 'ex:ann' } },
  actedOnBehalfOf: { '_:d1': { 'prov:delegate': 'ex:paper', 'prov:responsible': 'ex:group' } },
  wasDerivedFrom: {
    '_:w1': {
      'prov:generatedEntity': 'ex:story',
      'prov:usedEntity': 'ex:despatch',
      'prov:type': [name('prov:Quotation'), name('prov:PrimarySource')],
    },
  },
};

/** Every problem of a document. */
function tell(document: unknown): string[] {
  const reading = readProvClaims(document, AT);
  return reading.ok ? [] : reading.problems.map(({ field, message }) => `${field}: ${message}`);
}

function read(document: unknown) {
  const reading = readProvClaims(document, AT);
  if (!reading.ok) throw new Error(tell(document).join('\n'));
  return reading;
}

describe('PROV-JSON of somebody else', () => {
  const { claims, notices } = read(FOREIGN);
  const { claim, sources, documents, statements, attributions } = claims[0]!.record;

  it('becomes a draft claim with its chain', () => {
    expect(claims).toHaveLength(1);
    expect(claim).toMatchObject({ text: 'A story', language: 'en', status: 'draft', createdAt: AT });
    const nameOf = (uid: string) => sources.find((source) => source.uid === uid)!.name;
    expect(
      statements.map(({ source, statedAt, wording, basis }) => [nameOf(source), statedAt, wording, basis]),
    ).toEqual([
      // The end of the activity, to the minute; a day without its zone; an hour 24 is the next day.
      ['The Paper', '2025-06-17T09:12+09:00', null, 'unknown'],
      ['ann', '2025-06-17', 'The bridge is closed.', 'witnessed'],
    ]);
    expect(attributions).toMatchObject([
      { citing: statements[0]!.uid, cited: statements[1]!.uid, manner: 'quotes', evidence: [] },
    ]);
    expect(sources.map(({ name: title, kind }) => `${title} ${kind}`).sort()).toEqual([
      'The Paper organisation',
      'ann person',
      'group organisation',
    ]);
    expect(sources.find(({ kind, parent }) => kind === 'organisation' && parent !== null)).toMatchObject({
      name: 'The Paper',
      parentRelation: 'part-of',
    });
    expect(documents.map(({ title, url }) => [title, url])).toEqual([
      ['A story', 'http://example.org/story'],
      ['despatch', 'http://example.org/despatch'],
    ]);
  });

  it('says what is not kept', () => {
    expect(notices).toEqual([
      'attribute http://example.org/priority is not kept: http://example.org/despatch',
      'the plan of wasAssociatedWith is not kept: http://example.org/writing, http://example.org/paper, http://example.org/plan',
    ]);
  });

  it('gives the same uids each time', () => {
    expect(read(FOREIGN).claims[0]!.record).toEqual(claims[0]!.record);
  });

  it('takes claims from what several entities specialize, and the rest as one more', () => {
    const many = {
      prefix: { ...EX, default: 'http://default.example/' },
      specializationOf: {
        '_:1': { 'prov:specificEntity': 'ex:a', 'prov:generalEntity': 'claim' },
        '_:2': { 'prov:specificEntity': 'ex:b', 'prov:generalEntity': 'claim' },
      },
      wasDerivedFrom: {
        '_:3': { 'prov:generatedEntity': 'ex:c', 'prov:usedEntity': 'ex:d' },
        '_:4': { 'prov:generatedEntity': 'ex:b', 'prov:usedEntity': 'ex:a' },
      },
    };
    const found = read(many).claims.map(({ record }) => record);
    expect(found.map((record) => [record.claim.text, record.statements.length])).toEqual([
      ['claim', 2],
      ['c', 2],
    ]);
    expect(found.flatMap((record) => record.sources.map(({ kind }) => kind))).toEqual(Array(4).fill('unnamed'));
  });

  it('may come in bundles, with prefixes of their own', () => {
    const { prefix: _, ...content } = FOREIGN;
    const bundled = { prefix: { b: 'urn:b:' }, bundle: { 'b:1': { prefix: EX, ...content } } };
    const reading = read(bundled);
    expect(reading.claims[0]!.record).toEqual(claims[0]!.record);
    expect(reading.notices[0]).toMatch(/^bundle urn:b:1: attribute/);
  });
});

describe('every record kind of the standard', () => {
  const kinds = Object.entries(PROV_KINDS).filter(([kind]) => !(kind in FOREIGN) && kind !== 'specializationOf');
  test.each(kinds)('%s is read, and named when it is not kept', (kind, { needs, takes }) => {
    const written = [...needs, ...takes].map((argument) => [
      `prov:${argument}`,
      argument === 'time' ? '2025-06-17T09:12:00Z' : 'ex:x',
    ]);
    const reading = read({ ...FOREIGN, [kind]: { '_:n': Object.fromEntries(written) as unknown } });
    expect(reading.notices.filter((notice) => notice.startsWith(`${kind} is not kept`))).toHaveLength(1);
    expect(reading.claims[0]!.record).toEqual(read(FOREIGN).claims[0]!.record);
  });
});

describe('what can’t be read is named with its record:', () => {
  const UNREADABLE: [what: string, change: object, problem: string][] = [
    [
      'an undeclared prefix of a name',
      { entity: { 'no:a': {} } },
      'entity no:a: has the name “no:a”, whose prefix “no” is not declared',
    ],
    [
      'one of an attribute',
      { entity: { 'ex:a': { 'no:b': 1 } } },
      'entity ex:a: has the name “no:b”, whose prefix “no” is not declared',
    ],
    [
      'one of a value',
      { entity: { 'ex:a': { 'ex:b': name('no:c') } } },
      'entity ex:a: has the name “no:c”, whose prefix “no” is not declared',
    ],
    [
      'one of a datatype',
      { entity: { 'ex:a': { 'ex:b': name('c', 'no:d') } } },
      'entity ex:a: has the name “no:d”, whose prefix “no” is not declared',
    ],
    [
      'no prefix and no default',
      { agent: { a: {} } },
      'agent a: has the name “a” without a prefix, and there is no default namespace',
    ],
    ['a blank name of a thing', { entity: { '_:a': {} } }, 'entity _:a: must have a name that is not blank'],
    [
      'a time',
      { wasGeneratedBy: { 'ex:g': { 'prov:entity': 'ex:a', 'prov:time': 'yesterday' } } },
      'wasGeneratedBy ex:g: has the time “yesterday”; it must be an xsd:dateTime of the years 1 to 9999, such as 2025-06-17T09:12:00+09:00',
    ],
    [
      'a day that is none',
      { activity: { 'ex:a': { 'prov:startTime': '2025-02-30T00:00:00Z' } } },
      'activity ex:a: has the time “2025-02-30T00:00:00Z”; it must be',
    ],
    [
      'a time as a value',
      { entity: { 'ex:a': { 'ex:b': { $: 'soon', type: 'xsd:dateTime' } } } },
      'entity ex:a: has the time “soon”; it must be',
    ],
    ['a missing argument', { used: { '_:u': {} } }, 'used _:u: must have prov:activity'],
    ['two of one', { used: { '_:u': { 'prov:activity': ['ex:a', 'ex:b'] } } }, 'used _:u: must have one prov:activity'],
    ['a kind that is none', { wasImagined: {} }, 'wasImagined: is no record kind of PROV-JSON'],
    ['a kind of JavaScript’s', { constructor: {} }, 'constructor: is no record kind of PROV-JSON'],
    ['a list of records', { entity: [] }, 'entity: must be an object'],
    ['a record that is none', { entity: { 'ex:a': 7 } }, 'entity ex:a: must be an object'],
    ['a value that is none', { entity: { 'ex:a': { 'ex:b': { $: {} } } } }, 'entity ex:a: has a value whose “$” is'],
    ['null', { entity: { 'ex:a': { 'ex:b': null } } }, 'entity ex:a: has a value that is neither plain nor'],
    ['prefixes', { prefix: { ex: 7 } }, 'prefix: must give “ex” an address'],
    ['bundles', { bundle: [] }, 'bundle: must be an object'],
    ['a bundle in a bundle', { bundle: { 'ex:b': { bundle: {} } } }, 'bundle ex:b: must not have bundles of its own'],
    [
      'a bundle’s record',
      { bundle: { 'ex:b': { entity: { 'no:a': {} } } } },
      'bundle ex:b, entity no:a: has the name “no:a”',
    ],
  ];
  test.each(UNREADABLE)('%s', (_what, change, problem) => {
    expect(
      tell({ prefix: EX, ...change }).some((told) => told.startsWith(problem)),
      tell({ prefix: EX, ...change }).join('\n'),
    ).toBe(true);
  });

  test('what no claim may hold, by the name it has there', () => {
    const long = { ...FOREIGN, agent: { ...FOREIGN.agent, 'ex:paper': { 'prov:label': 'x'.repeat(301) } } };
    expect(tell(long)).toEqual(['http://example.org/paper.name: must be at most 300 characters, not 301']);
    const loop = {
      ...FOREIGN,
      actedOnBehalfOf: { '_:d1': { 'prov:delegate': 'ex:paper', 'prov:responsible': 'ex:paper' } },
    };
    expect(tell(loop)).toEqual(['http://example.org/paper.parent: makes the source its own ancestor']);
  });

  test('a document without a claim', () => {
    expect(tell({ prefix: EX, entity: { 'ex:a': {} } })[0]).toContain('has no claim');
  });
});

describe('whatever comes', () => {
  it('is a claim or problems, never a crash', () => {
    const deep = (depth: number) => JSON.parse('[{"$":'.repeat(depth) + '1' + '}]'.repeat(depth)) as unknown;
    for (const value of [null, 7, 'x', [], {}, deep(3_000)]) expect(tell(value).length).toBeGreaterThan(0);
    const nested = {
      prefix: EX,
      entity: { 'ex:a': { 'ex:b': deep(3_000) } },
      activity: { 'ex:c': { 'prov:startTime': deep(3_000) } },
    };
    expect(tell(nested)).toHaveLength(2);
    expect(
      tell({ prefix: EX, entity: Object.fromEntries(Array.from({ length: 2_000 }, (_, i) => [`no:${i}`, {}])) }),
    ).toHaveLength(100);
  });

  it('however a document of ours is broken', () => {
    const broken = fc.property(randomRecord, fc.gen(), ({ record }, pick) => {
      const json = JSON.stringify(writeProvJson(describeClaimInProv(record, null)));
      const spots = [...json.matchAll(/"(?:[^"\\]|\\.)*"/gu)];
      const spot = spots[pick(fc.nat, { max: spots.length - 1 })]!;
      const instead = pick(() => fc.constantFrom('"__proto__"', '"uid:x"', '"_:a"', '"2025"', '"-1"', '""'));
      const changed = json.slice(0, spot.index) + instead + json.slice(spot.index + spot[0].length);
      const reading = readProvClaims(JSON.parse(changed), AT);
      if (!reading.ok) for (const { message } of reading.problems) expect(message).not.toBe('');
    });
    fc.assert(broken, { numRuns: 200, endOnFailure: true });
  });

  it('is known for what it is', () => {
    expect([FOREIGN, { prefix: {} }, { bundle: {} }].map(isProvJson)).toEqual([true, true, true]);
    expect([{ format: 'hearsay.claim/1', entity: {} }, {}, [], null, { constructor: 1 }].map(isProvJson)).toEqual(
      Array(5).fill(false),
    );
  });
});

describe('a time of PROV', () => {
  test.each([
    ['2025-06-17T09:12:59.999+09:00', '2025-06-17T09:12+09:00', '2025-06-17T00:12:59Z'],
    ['2025-06-17T09:12:00Z', '2025-06-17T09:12Z', '2025-06-17T09:12:00Z'],
    ['2025-12-31T24:00:00.0Z', '2026-01-01T00:00Z', '2026-01-01T00:00:00Z'],
    ['2025-06-17T09:12:00', '2025-06-17', null],
  ])('%s is %s', (text, date, stamp) => expect(readTime(text)).toEqual({ date, stamp }));

  test.each([
    '',
    '2025',
    '2025-06-17',
    '2025-06-17T09:12Z',
    '-0044-03-15T12:00:00Z',
    '12025-01-01T00:00:00Z',
    '2025-06-17T24:00:01Z',
    '9999-12-31T24:00:00Z',
    '2025-06-17T09:12:60Z',
    '2025-06-17T09:12:00+15:00',
  ])('“%s” is none', (text) => expect(readTime(text)).toBeNull());
});
