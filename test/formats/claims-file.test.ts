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
          expect(problem.place).toMatch(/^file(, (line|row) \d+)?$/);
          expect(problem.message).toMatch(/\S/);
        }
      }),
      { numRuns: 100, endOnFailure: true },
    );
  });
});

it('a file in another format is refused with the list of formats that are read', async () => {
  const message =
    'is not in a format that can be imported: CSV of hops; ClaimReview as JSON-LD; ' +
    'hearsay.claim/1 as JSON, or one claim per line as NDJSON';
  for (const text of [writeProv(), '{"type": "FeatureCollection"}', '{}']) {
    const { incoming, problems } = await readClaims(text, 'file', contextOf());
    expect([incoming, problems]).toEqual([[], [{ place: 'file', field: '', message }]]);
  }
});

it('bytes that are not UTF-8 are not decoded', () => {
  expect(decodeText(new Uint8Array([0x63, 0xff]))).toBeNull();
  expect(decodeText(new Uint8Array([0xef, 0xbb, 0xbf, 0x63]))).toBe('c');
});
