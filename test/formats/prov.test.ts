import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { describeClaimInProv } from '../../src/formats/prov/claim.ts';
import { readProvClaims } from '../../src/formats/prov/read/claims.ts';
import { provJsonBundles, writeProvJson, writeProvJsonBundle } from '../../src/formats/prov/json.ts';
import { inNamespace } from '../../src/formats/prov/model.ts';
import { provNBundles, writeProvN, writeProvNBundle } from '../../src/formats/prov/notation.ts';
import type { ClaimRecord } from '../../src/model/records.ts';
import { checkProv, describeWithProv } from '../support/python-prov.ts';
import { parseProvN } from '../support/prov-n.ts';
import { randomRecord } from '../support/random-record.ts';
import { aRecord, sortRecord } from '../support/records.ts';
import { readSample } from '../support/sample.ts';

const AT = '2026-01-01T00:00:00Z';
const URL = 'https://hearsay.example/claims/12-a-claim';
type Json = Record<string, Record<string, Record<string, unknown>>>;

const write = (record: ClaimRecord): Json => writeProvJson(describeClaimInProv(record, URL)) as Json;

/** The claims in PROV-JSON; the test fails with its problems, or with what is not kept. */
function read(document: unknown) {
  const reading = readProvClaims(document, AT);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems, null, 1));
  expect(reading.notices).toEqual([]);
  return reading.claims;
}

/** The record without the order and the doubles of what PROV holds as sets, and with one way to write UTC. */
function asSets(record: ClaimRecord): ClaimRecord {
  const sort = <T>(list: readonly T[]): T[] =>
    [...new Map(list.map((value) => [JSON.stringify(value), value]))]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, v]) => v);
  const { claim, sources, ...rest } = sortRecord(record);
  return {
    ...rest,
    claim: { ...claim, topics: sort(claim.topics) },
    sources: sources.map((source) => ({ ...source, aliases: sort(source.aliases) })),
  };
}

describe('a claim as PROV-JSON', () => {
  const record = aRecord('prov', 'ians@17->tass->council ians@17->yonhap->tass', {
    seen: 'ians@17->tass',
    parents: { tass: 'state' },
    kinds: { council: 'government' },
  });
  const first = record.attributions[0]!;
  const changed: ClaimRecord = {
    ...record,
    attributions: record.attributions.map((edge) => (edge === first ? { ...edge, manner: 'quotes' } : edge)),
    statements: record.statements.map((statement) => {
      if (statement.uid === first.cited) return { ...statement, basis: 'witnessed' };
      return statement.uid === first.citing
        ? { ...statement, statedAt: '2025-06-17T09:12+09:00', wording: 'It rained.', language: 'en' }
        : statement;
    }),
  };
  const json = write(changed);
  const name = (value: string) => ({ $: value, type: 'prov:QUALIFIED_NAME' });

  it('has each record where issue 5 puts it', () => {
    const claim = `uid:${record.claim.uid}`;
    expect(json.entity![claim]).toEqual({
      'prov:type': name('hearsay:Claim'),
      'prov:label': { $: 'What prov says.', lang: 'en' },
    });
    const generations = Object.values(json.wasGeneratedBy!);
    expect(generations.map((generation) => generation['prov:entity'])).not.toContain(claim);
    expect(generations).toContainEqual({ 'prov:entity': `${claim}#record`, 'prov:time': record.claim.createdAt });
    expect(generations).toContainEqual({
      'prov:entity': `uid:${first.citing}`,
      'prov:activity': `uid:${first.citing}#publication`,
      'prov:time': '2025-06-17T09:12:00+09:00',
    });
    expect(json.entity![`uid:${first.citing}`]).toMatchObject({
      'prov:type': name('hearsay:Statement'),
      'prov:value': { $: 'It rained.', lang: 'en' },
      'hearsay:statedAt': '2025-06-17T09:12+09:00',
    });
    expect(json.wasDerivedFrom![`uid:${first.uid}`]).toMatchObject({
      'prov:generatedEntity': `uid:${first.citing}`,
      'prov:usedEntity': `uid:${first.cited}`,
      'prov:type': [name('prov:Quotation'), name('prov:PrimarySource')],
      'hearsay:manner': 'quotes',
    });
    expect(Object.keys(json.wasDerivedFrom!)).toHaveLength(4);
    expect(Object.values(json.actedOnBehalfOf!)).toHaveLength(1);
    expect(Object.values(json.specializationOf!)).toHaveLength(4);
    const excerpts = Object.values(json.entity!).filter((entity) => 'oa:exact' in entity);
    expect(excerpts).toHaveLength(1);
    expect(excerpts[0]!['prov:type']).toEqual([name('oa:Annotation'), name('oa:TextQuoteSelector')]);
  });

  it('calls hops round a circle an influence: a derivation could not be older than itself', () => {
    const round = write(aRecord('round', 'a->b->c->b c->d'));
    expect(Object.keys(round.wasInfluencedBy!)).toHaveLength(2);
    expect(Object.keys(round.wasDerivedFrom!)).toHaveLength(2);
  });

  it('gives the same record when it is read again', async () => {
    for (const claim of await readSample()) {
      const [back] = read(JSON.parse(JSON.stringify(write(claim))));
      expect(sortRecord(back!.record)).toEqual(sortRecord(claim));
      expect(back!.url).toBe(URL);
    }
    const same = fc.property(randomRecord, ({ record: claim }) => {
      const [back] = read(JSON.parse(JSON.stringify(write(claim))));
      expect(sortRecord(back!.record)).toEqual(sortRecord(claim));
    });
    fc.assert(same, { numRuns: 200, endOnFailure: true });
  });
});

describe('many claims', () => {
  test('are a bundle each, and come back all', async () => {
    const claims = await readSample();
    const bundles = claims.map((claim) =>
      writeProvJsonBundle(inNamespace('uid', `${claim.claim.uid}#record`), describeClaimInProv(claim, null)),
    );
    const text = provJsonBundles.open + bundles.join(provJsonBundles.between) + provJsonBundles.close;
    expect(read(JSON.parse(text)).map(({ record }) => sortRecord(record))).toEqual(claims.map(sortRecord));
  });
});

describe('PROV-N', () => {
  it('says what PROV-JSON says', async () => {
    for (const claim of [...(await readSample()), ...fc.sample(randomRecord, 100).map(({ record }) => record)]) {
      const records = describeClaimInProv(claim, URL);
      expect(parseProvN(writeProvN(records))).toEqual([{ id: null, records }]);
    }
  });

  it('has bundles', async () => {
    const claims = (await readSample()).slice(0, 2).map((claim) => ({
      id: inNamespace('uid', `${claim.claim.uid}#record`),
      records: describeClaimInProv(claim, null),
    }));
    const bundles = claims.map(({ id, records }) => writeProvNBundle(id, records));
    const text = provNBundles.open + bundles.join(provNBundles.between) + provNBundles.close;
    expect(parseProvN(text)).toEqual([{ id: null, records: [] }, ...claims]);
  });
});

describeWithProv('python3-prov', () => {
  it('reads the sample and 200 random claims, finds them valid, and gives them back equal', async () => {
    const random = fc.sample(randomRecord, { numRuns: 200, seed: 5 }).map(({ record }) => record);
    const claims = [...(await readSample()), ...random, aRecord('round', 'a->b->a b->c')];
    const checked = checkProv(claims.map(write));
    expect(checked).toHaveLength(claims.length);
    for (const [place, { problems, text, records }] of checked.entries()) {
      const claim = claims[place]!;
      expect(problems).toEqual([]);
      expect(records).toBe(describeClaimInProv(claim, URL).length);
      const [back] = read(JSON.parse(text));
      expect(asSets(back!.record)).toEqual(asSets(claim));
    }
  }, 120_000);

  it('reads bundles', async () => {
    const [one, two] = (await readSample()).map((claim) =>
      writeProvJsonBundle(inNamespace('uid', claim.claim.uid), describeClaimInProv(claim, null)),
    );
    const text = `${provJsonBundles.open}${one}${provJsonBundles.between}${two}${provJsonBundles.close}`;
    const [checked] = checkProv([JSON.parse(text) as object]);
    expect(checked!.problems).toEqual([]);
    expect(read(JSON.parse(checked!.text))).toHaveLength(2);
  });

  it('would find what is wrong', () => {
    const derived = { 'prov:generatedEntity': 'e:a', 'prov:usedEntity': 'e:b' };
    const back = { 'prov:generatedEntity': 'e:b', 'prov:usedEntity': 'e:a' };
    const [round] = checkProv([
      { prefix: { e: 'urn:e:' }, entity: { 'e:a': {} }, wasDerivedFrom: { '_:1': derived, '_:2': back } },
    ]);
    expect(round!.problems).toContain('42: a derivation goes round');
    expect(round!.problems).toContain('e:b is named and not described');
  });
});
