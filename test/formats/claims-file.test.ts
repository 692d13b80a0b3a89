import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeClaimInProv } from '../../src/formats/prov/claim.ts';
import { writeHopTemplate } from '../../src/formats/csv/columns.ts';
import { writeProvJson } from '../../src/formats/prov/writer.ts';
import { decodeText, readClaims, type ClaimsContext } from '../../src/formats/claims-file.ts';
import { readHearsayClaim } from '../../src/formats/hearsay/reader.ts';
import { readSample, WHOLE } from '../support/broken-claims.ts';
import { uidFrom } from '../support/records.ts';

const file = readSample(WHOLE);
const line = JSON.stringify(file);

function contextOf(): ClaimsContext {
  let count = 0;
  const nothing = { sources: new Map(), documents: new Map(), claims: new Set<string>(), families: [] };
  return {
    at: '2025-06-18T09:00:00Z',
    makeUid: () => uidFrom(`made ${(count += 1)}`),
    lookUp: () => Promise.resolve(nothing),
  };
}

function writeProv(): string {
  const reading = readHearsayClaim(file);
  if (!reading.ok) throw new Error('The sample has problems.');
  return JSON.stringify(writeProvJson(describeClaimInProv(reading.value.record, 'https://first.example/claims/1')));
}

const FILES = [
  { name: 'JSON', text: JSON.stringify(file, null, 2) },
  { name: 'NDJSON', text: [line, JSON.stringify(readSample('ians/02-shoigu-second-arrival-17-june'))].join('\n') },
  { name: 'a list', text: JSON.stringify([file, readSample('ians/02-shoigu-second-arrival-17-june')]) },
  { name: 'CSV', text: writeHopTemplate() },
];

describe.each(FILES)('a file of $name', ({ text }) => {
  it('a file of claims is recognised by its content', async () => {
    const { incoming, problems } = await readClaims(text, 'file', contextOf());
    expect(problems).toEqual([]);
    expect(incoming.length).toBeGreaterThan(0);
  });

  it('a broken file of claims gives claims, or problems with a place and a message', async () => {
    const piece = fc.constantFrom('', '"', '{', ']', ',', '\n', '\0', 'null', '-1', '😀', '"uid":', '\ud800', 'claim');
    const place = fc.integer({ min: 0, max: text.length });
    await fc.assert(
      fc.asyncProperty(place, fc.nat(40), piece, async (at, length, instead) => {
        const broken = text.slice(0, at) + instead + text.slice(at + length);
        const { incoming, problems } = await readClaims(broken, 'file', contextOf());
        expect(incoming.length + problems.length).toBeGreaterThan(0);
        for (const problem of problems) {
          expect(problem.place).toMatch(/^file(, (line|row|item) \d+)?$/);
          expect(problem.message).toMatch(/\S/);
        }
      }),
      { numRuns: 100, endOnFailure: true },
    );
  });
});

const READ_HERE =
  'Read here: CSV of hops; ClaimReview as JSON-LD; hearsay.claim/1 as JSON, or one claim per line as NDJSON';

it.each([
  ['PROV-JSON', writeProv(), 'PROV-JSON, which Hearsay writes and does not read'],
  ['GeoJSON', '{"type": "FeatureCollection", "features": []}', 'GeoJSON'],
  ['an empty object', '{}', 'an empty object'],
  [
    'a list of ours',
    '{"claims": [], "next": null}',
    'Hearsay’s list of claims, which has no chains: take each claim’s own JSON, or /export.ndjson',
  ],
  ['an error', '{"error": "Not found"}', 'an error message'],
  [
    'many things',
    JSON.stringify(Array.from({ length: 18_000 }, (_, id) => ({ id, title: 'x', a: 1, b: 2, c: 3 }))),
    'a list of 18,000, the first of which is an object with id, title, a, b, …',
  ],
  ['numbers', '[1, 2]', 'a list of 2, the first of which is a number'],
  ['another format', '{"format": "else/1", "x": 1}', 'an object with format, x'],
  ['a web page', '<!DOCTYPE html><html></html>', 'a web page'],
  ['RSS', '<?xml version="1.0"?>\n<rss version="2.0"/>', 'a news feed in XML'],
  ['Turtle', '@prefix schema: <http://schema.org/> .', 'RDF in Turtle'],
  ['N-Triples', '<http://a/b> <http://c/d> "e" .', 'RDF in N-Triples'],
])('a file of %s is told in one line what it seems to be, and what is read', async (_, text, what) => {
  const { incoming, problems } = await readClaims(text, 'file', contextOf());
  expect(incoming).toEqual([]);
  expect(problems).toEqual([{ place: 'file', field: '', message: `seems to be ${what}. ${READ_HERE}` }]);
});

it('a claim of a newer format says so, and nothing else', async () => {
  for (const format of ['hearsay.claim/2', 'hearsay.claim/17']) {
    const { problems } = await readClaims(JSON.stringify({ format, things: [] }), 'file', contextOf());
    const message = `is ${format}, which a newer Hearsay wrote: this one reads hearsay.claim/1`;
    expect(problems).toEqual([{ place: 'file', field: 'format', message }]);
  }
});

it('fact checks of the Fact Check Tools API and of ClaimsKG’s queries are read', async () => {
  const binding = { text: { type: 'literal', value: 'It fell.' }, ratingName: { type: 'literal', value: 'FALSE' } };
  const files = [
    { claims: [{ text: 'It fell.', claimReview: [{ url: 'https://a.example/', textualRating: 'No' }] }] },
    { head: { vars: ['text'] }, results: { bindings: [binding] } },
    { data: [{ '@type': 'ClaimReview', claimReviewed: 'It fell.' }] },
  ];
  for (const file of files) {
    const { incoming, problems } = await readClaims(JSON.stringify(file), 'file', contextOf());
    expect([problems, incoming.map(({ record }) => record.claim.text)]).toEqual([[], ['It fell.']]);
  }
});

it('a table of ClaimsKG’s extractor is read as fact checks', async () => {
  const table = 'claimReview_claimReviewed,claimReview_url,rating_alternateName\nIt fell.,https://a.example/,No\n';
  const { incoming, problems } = await readClaims(table, 'output.csv', contextOf());
  expect(problems).toEqual([]);
  expect(incoming).toMatchObject([
    { isForeign: true, record: { claim: { text: 'It fell.', rating: { text: 'No' } } } },
  ]);
});

it('bytes that are not UTF-8 are not decoded', () => {
  expect(decodeText(new Uint8Array([0x63, 0xff]))).toBeNull();
  expect(decodeText(new Uint8Array([0xef, 0xbb, 0xbf, 0x63]))).toBe('c');
});
