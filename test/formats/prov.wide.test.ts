import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { describeClaimInProv } from '../../src/formats/prov/claim.ts';
import { inNamespace } from '../../src/formats/prov/model.ts';
import {
  provJsonBundles,
  provNBundles,
  writeProvJson,
  writeProvJsonBundle,
  writeProvN,
  writeProvNBundle,
} from '../../src/formats/prov/writer.ts';
import type { ClaimRecord, ClaimRelation } from '../../src/model/records.ts';
import { checkProv, describeWithProv } from '../support/python-prov.ts';
import { parseProvN } from '../support/prov-n.ts';
import { randomRecord } from '../support/random-record.ts';
import { uidOf } from '../support/graph.ts';
import { aRecord, uidFrom } from '../support/records.ts';
import { readSample } from '../support/sample.ts';
import { runs } from '../support/thorough.ts';

const URL = 'https://hearsay.example/claims/12-a-claim';
type Json = Record<string, Record<string, Record<string, unknown>>>;

/** B is certainly later than A; D may be as old as A. */
const DATES = { a: '2025-06-16', b: '2025-06-18T15:00+09:00', d: '2025-06' };

const write = (record: ClaimRecord): Json => writeProvJson(describeClaimInProv(record, URL)) as Json;

type JsonValue = string | number | { $: string | number; type?: string; lang?: string };

/** One way to write a value: numbers and UTC may be written in several. */
function writeValue(value: JsonValue): string {
  const { $: content, type = null, lang = null } = typeof value === 'object' ? value : { $: value };
  const isNumber = type === 'xsd:int' || type === 'xsd:double';
  return JSON.stringify([isNumber ? Number(content) : String(content).replace(/(T[\d:]+)Z$/u, '$1+00:00'), type, lang]);
}

/** What a document says, without the order and the doubles of what PROV holds as sets, and without blank names. */
function asSets(document: Json): Record<string, string[]> {
  const sections = Object.entries(document).filter(([section]) => section !== 'prefix');
  return Object.fromEntries(
    sections.map(([section, records]) => {
      const written = Object.entries(records).map(([id, record]) => {
        const members = Object.entries(record).map(([name, values]) => {
          return [name, [...new Set([values as JsonValue | JsonValue[]].flat().map(writeValue))].sort()];
        });
        return JSON.stringify([id.startsWith('_:') ? '_' : id, members.sort()]);
      });
      return [section, written.sort()];
    }),
  );
}

describe('PROV-JSON', () => {
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

  it('PROV-JSON has each claim, statement, hop and excerpt as the right kind of record', () => {
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

  it('what a claim became is derived from it in PROV, and other relations are told of its record', () => {
    const [one, other] = [uidFrom('one'), uidFrom('other')];
    const relations: ClaimRelation[] = [
      { claim: one, relation: 'became', note: 'By mail.' },
      { claim: other, relation: 'contradicts', note: null },
      { claim: other, relation: 'part-of', note: null },
    ];
    const related = write(aRecord('related', 'a', { claim: { relations } }));
    const own = `uid:${uidFrom('claim related')}`;
    expect(Object.values(related.wasDerivedFrom!)).toEqual([
      {
        'prov:generatedEntity': `uid:${one}`,
        'prov:usedEntity': own,
        'prov:type': name('hearsay:became'),
        'hearsay:note': 'By mail.',
      },
    ]);
    expect(related.entity![`uid:${one}`]).toEqual({ 'prov:type': name('hearsay:Claim') });
    expect(related.entity![`${own}#record`]).toMatchObject({
      'hearsay:contradicts': name(`uid:${other}`),
      'hearsay:part-of': name(`uid:${other}`),
    });
  });

  it('a hop within a circle is an influence in PROV, not a derivation', () => {
    const round = write(aRecord('round', 'a->b->c->b c->d'));
    expect(Object.keys(round.wasInfluencedBy!)).toHaveLength(2);
    expect(Object.keys(round.wasDerivedFrom!)).toHaveLength(2);
  });

  it('a statement that only a disputed attribution tells of is attributed to nobody in PROV', () => {
    const attributedTo = (disputed: boolean) => {
      const dispute = disputed ? { attributions: { 'a->b': { disputeReason: 'Never.' } } } : {};
      const record = aRecord('unmade', 'a->b', dispute);
      const { entity, wasAttributedTo } = write(record);
      const uid = `uid:${record.statements.find(({ source }) => source === uidOf('source', 'b'))!.uid}`;
      const relations = Object.values(wasAttributedTo!).filter((one) => one['prov:entity'] === uid);
      return [relations.length, entity![uid]!['hearsay:source'] ?? null];
    };
    expect(attributedTo(false)).toEqual([1, null]);
    expect(attributedTo(true)).toEqual([0, name(`uid:${uidOf('source', 'b')}`)]);
  });

  it('nothing is derived by a disputed hop in PROV, which is an entity with both statements', () => {
    const dispute = { disputedAt: '2025-08-27', disputedBy: uidOf('source', 'b'), disputeReason: 'Never.' };
    const record = aRecord('disputed', 'a->b->c->b', { relayed: 'c->b', attributions: { 'c->b': dispute } });
    const [, , disputed] = record.attributions;
    const disputing = write(record);
    // Without it there is no circle either.
    expect(disputing.wasInfluencedBy).toBeUndefined();
    expect(Object.values(disputing.wasDerivedFrom!).map((hop) => hop['prov:label'])).toEqual([
      'a cites b',
      'b cites c',
    ]);
    expect(disputing.entity![`uid:${disputed!.uid}`]).toEqual({
      'prov:type': name('hearsay:Attribution'),
      'prov:label': 'c cites b',
      'hearsay:manner': 'cites',
      'hearsay:citing': name(`uid:${disputed!.citing}`),
      'hearsay:cited': name(`uid:${disputed!.cited}`),
      'hearsay:disputedAt': '2025-08-27',
      'hearsay:disputeReason': 'Never.',
      'hearsay:disputedBy': name(`uid:${dispute.disputedBy}`),
    });
    expect(disputing.entity![`uid:${disputed!.uid}#evidence-1`]).toMatchObject({
      'hearsay:shows': name(`uid:${disputed!.uid}`),
    });
  });

  it('a hop to a certainly later statement is an influence in PROV, not a derivation', () => {
    const late = write(aRecord('late', 'a->b->c a->d', { dates: DATES }));
    expect(Object.values(late.wasInfluencedBy!)).toMatchObject([{ 'prov:label': 'a cites b' }]);
    expect(Object.values(late.wasDerivedFrom!).map((hop) => hop['prov:label'])).toEqual(['b cites c', 'a cites d']);
  });

  it('statements and hops in PROV are labelled in words', () => {
    expect(json.entity![`uid:${first.citing}`]!['prov:label']).toBe('ians, 17 June 2025');
    expect(json.entity![`uid:${first.cited}`]!['prov:label']).toBe('tass');
    expect(json.wasDerivedFrom![`uid:${first.uid}`]!['prov:label']).toBe('ians quotes tass');
    expect(Object.values(json.wasDerivedFrom!).every((hop) => 'prov:label' in hop)).toBe(true);
  });

  it('a later version of a page is a revision in PROV, and one of unknown order an alternate', () => {
    const plain = aRecord('versions', 'a->b', { documents: { a: 'page' } });
    const [page] = plain.documents;
    const versions = ['2025-06', null, '2025-05-03'].map((version, n) => ({
      ...page!,
      ...{ uid: n === 0 ? page!.uid : uidFrom(`version ${n}`), url: 'https://wiki.example/', version },
    }));
    const [june, undated, may] = versions.map(({ uid }) => `uid:${uid}`);
    const pages = write({ ...plain, documents: versions });
    expect(Object.values(pages.wasDerivedFrom!)).toContainEqual({
      ...{ 'prov:generatedEntity': june, 'prov:usedEntity': may },
      'prov:type': { $: 'prov:Revision', type: 'prov:QUALIFIED_NAME' },
    });
    expect(Object.values(pages.alternateOf!)).toEqual([{ 'prov:alternate1': undated, 'prov:alternate2': june }]);
  });

  it('an unnamed source is labelled as such in PROV', () => {
    const unnamed = write(aRecord('unnamed', 'a->officials', { kinds: { officials: 'unnamed' } }));
    const [hop] = Object.values(unnamed.wasDerivedFrom!);
    expect(hop!['prov:label']).toMatch(/^a cites an unnamed source \(“officials”\)$/u);
  });
});

describe('PROV-JSON of many claims', () => {
  test('each of many claims in PROV-JSON is a bundle with the same records as the claim alone', async () => {
    const claims = await readSample();
    const bundles = claims.map((claim) =>
      writeProvJsonBundle(inNamespace('uid', `${claim.claim.uid}#record`), describeClaimInProv(claim, URL)),
    );
    const text = provJsonBundles.open + bundles.join(provJsonBundles.between) + provJsonBundles.close;
    const { prefix, bundle } = JSON.parse(text) as { prefix: unknown; bundle: Record<string, Json> };
    expect(Object.keys(bundle)).toEqual(claims.map(({ claim }) => `uid:${claim.uid}#record`));
    expect(Object.values(bundle).map((one) => ({ prefix, ...one }))).toEqual(claims.map(write));
  });
});

describe('PROV-N', () => {
  it('PROV-N has the same records as PROV-JSON', async () => {
    for (const claim of [...(await readSample()), ...fc.sample(randomRecord, runs(100)).map(({ record }) => record)]) {
      const records = describeClaimInProv(claim, URL);
      expect(parseProvN(writeProvN(records))).toEqual([{ id: null, records }]);
    }
  });

  it('many claims in PROV-N are bundles', async () => {
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
  it('python3-prov finds the sample and random claims valid and gives them back equal', async () => {
    const random = fc.sample(randomRecord, { numRuns: runs(200), seed: 5 }).map(({ record }) => record);
    const special = [aRecord('round', 'a->b->a b->c'), aRecord('late', 'a->b->c a->d', { dates: DATES })];
    const claims = [...(await readSample()), ...random, ...special];
    const checked = checkProv(claims.map(write));
    expect(checked).toHaveLength(claims.length);
    for (const [place, { problems, text, records }] of checked.entries()) {
      const claim = claims[place]!;
      expect(problems).toEqual([]);
      expect(records).toBe(describeClaimInProv(claim, URL).length);
      expect(asSets(JSON.parse(text) as Json)).toEqual(asSets(write(claim)));
    }
  });

  it('python3-prov reads bundles', async () => {
    const [one, two] = (await readSample()).map((claim) =>
      writeProvJsonBundle(inNamespace('uid', claim.claim.uid), describeClaimInProv(claim, null)),
    );
    const text = `${provJsonBundles.open}${one}${provJsonBundles.between}${two}${provJsonBundles.close}`;
    const [checked] = checkProv([JSON.parse(text) as object]);
    expect(checked!.problems).toEqual([]);
    expect(Object.keys((JSON.parse(checked!.text) as Json).bundle!)).toHaveLength(2);
  });

  it('the check of PROV finds derivations in a circle, missing records and derivations from later entities', () => {
    const derived = { 'prov:generatedEntity': 'e:a', 'prov:usedEntity': 'e:b' };
    const back = { 'prov:generatedEntity': 'e:b', 'prov:usedEntity': 'e:a' };
    const [round] = checkProv([
      { prefix: { e: 'urn:e:' }, entity: { 'e:a': {} }, wasDerivedFrom: { '_:1': derived, '_:2': back } },
    ]);
    expect(round!.problems).toContain('42: a derivation goes round');
    expect(round!.problems).toContain('e:b is named and not described');
    const [later] = checkProv([
      {
        prefix: { e: 'urn:e:' },
        entity: { 'e:a': {}, 'e:b': {} },
        wasGeneratedBy: {
          '_:3': { 'prov:entity': 'e:a', 'prov:time': '2025-06-16T09:00:00+09:00' },
          '_:4': { 'prov:entity': 'e:b', 'prov:time': '2025-06-16T09:00:00Z' },
        },
        wasDerivedFrom: { '_:1': derived },
      },
    ]);
    expect(later!.problems).toEqual(['42: e:a is derived from what came later']);
  });
});
