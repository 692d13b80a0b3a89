import fc from 'fast-check';
import jsonld from 'jsonld';
import { describe, expect, it } from 'vitest';
import { findFirstAppearance, writeSchemaOrg, writeScriptJson } from '../../../src/formats/web/schema-org.ts';
import { analyse } from '../../../src/provenance/analysis.ts';
import { DOCUMENT_KINDS, type ClaimRecord, type ClaimRelation, type Rating } from '../../../src/model/records.ts';
import { makeLayeredGraph } from '../../support/large-graphs.ts';
import { randomRecord } from '../../support/random-record.ts';
import { uidOf } from '../../support/graph.ts';
import { aRecord, recordOf, uidFrom } from '../../support/records.ts';
import { readSample } from '../../support/sample.ts';
import { runs } from '../../support/thorough.ts';

const OPTIONS = {
  url: 'https://hearsay.example/claims/1-a',
  whole: 'https://hearsay.example/claims/1-a.jsonld',
  most: 1_000,
};
const SCHEMA = 'http://schema.org/';

type Node = Record<string, unknown>;
const write = (record: ClaimRecord, most = OPTIONS.most) =>
  writeSchemaOrg(record, analyse(record), { ...OPTIONS, most }) as { '@context': string; '@graph': Node[] };

const LINKS = ['url', 'archivedAt', 'sameAs', 'contentUrl'].map((name) => [
  name,
  { '@id': SCHEMA + name, '@type': '@id' },
]);

/** Of schema.org's own context, what ours makes use of. */
const CONTEXT = { '@vocab': SCHEMA, ...(Object.fromEntries(LINKS) as object) };

const OFFLINE = {
  // What would be dropped is an error.
  safe: true,
  documentLoader: (url: string) => {
    if (url !== 'https://schema.org') throw new Error(`Nothing may be loaded from ${url}.`);
    return Promise.resolve({ documentUrl: url, document: { '@context': CONTEXT } });
  },
};

const isOf = (node: Node, type: string): boolean => (node['@type'] as string[]).includes(SCHEMA + type);

const ofType = (document: { '@graph': Node[] }, type: string) =>
  document['@graph'].filter((node) => node['@type'] === type);

/** The nodes that others refer to. */
const namedIn = (document: object): string[] =>
  [...JSON.stringify(document).matchAll(/\{"@id":"([^"]+)"\}/g)].map(([, id]) => id!);

describe('schema.org JSON-LD', () => {
  it('a statement is not based on what its source is said to have cited, where that is disputed', () => {
    const dispute = { disputedAt: '2025-08-27' };
    const { '@graph': nodes } = write(aRecord('disputed', 'a->b a->c', { attributions: { 'a->b': dispute } }));
    const based = nodes.flatMap((node) => (node.isBasedOn as object[] | undefined) ?? []);
    expect(based).toEqual([{ '@id': `urn:uuid:${uidFrom(`disputed ${uidOf('statement', 'c')}`)}` }]);
  });

  const base = aRecord('seo', 'ians@17->tass->council', {
    seen: 'ians@17->tass',
    bases: { council: 'own-act' },
    kinds: { ians: 'agency', council: 'government', tass: 'person' },
    parents: { tass: 'state' },
  });
  const record: ClaimRecord = {
    ...base,
    claim: { ...base.claim, topics: ['bridges'] },
    statements: base.statements.map((statement, place) =>
      place === 1 ? { ...statement, wording: '<Closed>' } : statement,
    ),
    attributions: base.attributions.map((edge) => ({ ...edge, manner: 'quotes' })),
    documents: base.documents.map((document) => ({
      ...document,
      kind: 'article',
      archivedUrl: 'https://archive.example/1',
    })),
  };

  it('dates are written where ISO 8601 has a form for them', () => {
    const dated = (date: string) => {
      const statements = base.statements.map((statement) => ({ ...statement, statedAt: date }));
      const documents = base.documents.map((document) => ({ ...document, publishedAt: date }));
      const { '@graph': nodes } = write({ ...base, claim: { ...base.claim, aboutDate: date }, statements, documents });
      const pick = (member: string) => [...new Set(nodes.flatMap((node) => node[member] ?? []))];
      return [pick('temporalCoverage'), pick('dateCreated'), pick('datePublished')];
    };
    expect(dated('2009-02')).toEqual([['2009-02'], ['2009-02'], ['2009-02']]);
    expect(dated('2009-02-10/2009-02-12')).toEqual([['2009-02-10/2009-02-12'], [], []]);
    expect(dated('2009-02~')).toEqual([[], [], []]);
    expect(dated('2009-02-10/2009-02-12~')).toEqual([[], [], []]);
  });

  it('the JSON-LD of a claim has the claim first, then its statements, sources and documents', () => {
    const document = write(record);
    const [claim] = document['@graph'];
    expect(document['@context']).toBe('https://schema.org');
    expect(claim).toMatchObject({ '@type': 'Claim', url: OPTIONS.url, text: 'What seo says.', keywords: ['bridges'] });
    expect(claim!.appearance).toHaveLength(3);
    expect(claim!.firstAppearance).toEqual({ '@id': `urn:uuid:${analyse(record).ends[0]!.statement}` });
    expect(ofType(document, 'Statement').length + ofType(document, 'Quotation').length).toBe(3);
    expect(ofType(document, 'Quotation')).toMatchObject([{ text: '<Closed>' }]);
    const based = document['@graph'].filter((node) => 'isBasedOn' in node);
    expect(based).toHaveLength(2);
    expect(ofType(document, 'NewsArticle')).toMatchObject([
      { headline: 'A story', archivedAt: 'https://archive.example/1' },
    ]);
    for (const type of ['NewsMediaOrganization', 'GovernmentOrganization', 'Person']) {
      expect(ofType(document, type).length, type).toBeGreaterThan(0);
    }
    expect(ofType(document, 'Person')[0]).toHaveProperty('affiliation');
  });

  it.each([...DOCUMENT_KINDS, null])('a document of the kind %s is a work of its type, with its version', (kind) => {
    const documents = record.documents.map((document) => ({ ...document, kind, version: '2025-05-03' }));
    const works = write({ ...record, documents })['@graph'].filter(({ headline }) => headline === 'A story');
    const types = 'NewsArticle SocialMediaPosting Episode Article ImageObject VideoObject AudioObject ScholarlyArticle';
    const all = [...types.split(' '), 'Dataset', 'WebPage', 'Message'];
    const type = kind === null ? 'CreativeWork' : all[DOCUMENT_KINDS.indexOf(kind)];
    expect(works).toMatchObject([{ '@type': type, version: '2025-05-03' }]);
    expect(works[0]!.genre).toBe(kind === 'press-release' ? 'press release' : undefined);
  });

  it('the JSON-LD of a claim names each node once and refers to no missing node', () => {
    const closed = fc.property(randomRecord, ({ record: claim }) => {
      const document = write(claim);
      const ids = document['@graph'].map((node) => node['@id']);
      expect(new Set(ids).size).toBe(ids.length);
      expect(namedIn(document).filter((id) => !ids.includes(id))).toEqual([]);
    });
    fc.assert(closed, { numRuns: runs(100), endOnFailure: true });
  });

  it('the JSON-LD of a claim is expanded by jsonld without errors or losses', async () => {
    const random = fc.sample(randomRecord, { numRuns: runs(200), seed: 7 }).map((one) => one.record);
    const claims = [...(await readSample()), ...random];
    const documents = claims.map((claim) => write(claim));
    const graphs = (await jsonld.expand(documents as jsonld.JsonLdDocument, OFFLINE)) as unknown as {
      '@graph': Node[];
    }[];
    const expanded = graphs.flatMap((graph) => graph['@graph']);
    expect(expanded).toHaveLength(documents.flatMap((document) => document['@graph']).length);
    const texts = expanded
      .filter((node) => isOf(node, 'Claim'))
      .map((node) => (node[`${SCHEMA}text`] as { '@value': string }[])[0]!['@value']);
    expect(texts).toEqual(claims.map(({ claim }) => claim.text));
  });

  it('in JSON-LD a claim is part of another, and what it became is based on it', () => {
    const [one, other] = [uidFrom('one'), uidFrom('other')];
    const relations: ClaimRelation[] = [
      { claim: one, relation: 'became', note: null },
      { claim: other, relation: 'contradicts', note: null },
      { claim: other, relation: 'part-of', note: null },
    ];
    const [claim] = write({ ...record, claim: { ...record.claim, relations } })['@graph'];
    expect(claim!.isPartOf).toEqual([{ '@id': `urn:uuid:${other}`, '@type': 'Claim' }]);
    expect(claim!['@reverse']).toEqual({ isBasedOn: [{ '@id': `urn:uuid:${one}`, '@type': 'Claim' }] });
    const [bare] = write(record)['@graph'];
    expect(bare).not.toHaveProperty('isPartOf');
    expect(bare).not.toHaveProperty('@reverse');
  });

  it('the JSON-LD of a claim cannot end the script element it stands in', () => {
    const json = writeScriptJson(write({ ...record, claim: { ...record.claim, text: '</script><!-- <script>' } }));
    expect(json).not.toContain('<');
    expect((JSON.parse(json) as { '@graph': Node[] })['@graph'][0]!.text).toBe('</script><!-- <script>');
  });

  it('the JSON-LD of a large claim is limited in statements, with the ends of its chains first', () => {
    const large = recordOf('large', makeLayeredGraph(500));
    const document = write(large, 50);
    expect(document['@graph'][0]!.appearance).toHaveLength(50);
    expect(document['@graph'].length).toBeLessThan(250);
    const { reports, ends: stops } = analyse(large);
    const ends = [...reports, ...stops].map(({ statement }) => `urn:uuid:${statement}`);
    const named = (document['@graph'][0]!.appearance as Node[]).map((node) => node['@id']);
    expect(named.filter((id) => !ends.includes(id as string))).toEqual([]);
    expect(named.length).toBeLessThan(ends.length);
    for (const id of namedIn(document)) expect(document['@graph'].some((node) => node['@id'] === id)).toBe(true);
  });
});

describe('ClaimReview', () => {
  const base = aRecord('rated', 'ians->tass');
  const rating: Rating = {
    ...{ text: 'Misleading', reviewer: 'Fact Desk', ratedAt: '2025-06-05' },
    reviewerKind: 'organisation',
    ...{ reviewerUrl: 'https://desk.example/', reviewUrl: 'https://desk.example/1', value: 2, best: 5, worst: 1 },
    ...{ publisher: null, archivedUrl: null },
  };
  const rate = (differs: Partial<Rating> = {}): ClaimRecord => ({
    ...base,
    claim: { ...base.claim, rating: { ...rating, ...differs } },
  });

  it('a rating becomes a ClaimReview with what search engines require', async () => {
    const [review] = ofType(write(rate()), 'ClaimReview');
    expect(review).toEqual({
      '@id': `urn:uuid:${base.claim.uid}#review`,
      '@type': 'ClaimReview',
      url: 'https://desk.example/1',
      claimReviewed: base.claim.text,
      itemReviewed: { '@id': `urn:uuid:${base.claim.uid}` },
      author: { '@type': 'Organization', name: 'Fact Desk', url: 'https://desk.example/' },
      datePublished: '2025-06-05',
      reviewRating: {
        ...{ '@type': 'Rating', alternateName: 'Misleading' },
        ...{ ratingValue: 2, bestRating: 5, worstRating: 1 },
      },
    });
    const nodes = (await jsonld.expand(write(rate()) as jsonld.JsonLdDocument, OFFLINE)) as Node[];
    const found = nodes.find((node) => isOf(node, 'ClaimReview'))!;
    expect(found[`${SCHEMA}reviewRating`]).toMatchObject([
      { [`${SCHEMA}alternateName`]: [{ '@value': 'Misleading' }] },
    ]);
  });

  it('a ClaimReview has no member for what is not known, and its url is then the claim’s page', () => {
    const bare = { reviewerKind: 'person', reviewerUrl: null, ratedAt: null, reviewUrl: null } as const;
    const [review] = ofType(write(rate({ ...bare, value: null, best: null, worst: null })), 'ClaimReview');
    expect(review).toEqual({
      '@id': `urn:uuid:${base.claim.uid}#review`,
      '@type': 'ClaimReview',
      url: OPTIONS.url,
      claimReviewed: base.claim.text,
      itemReviewed: { '@id': `urn:uuid:${base.claim.uid}` },
      author: { '@type': 'Person', name: 'Fact Desk' },
      reviewRating: { '@type': 'Rating', alternateName: 'Misleading' },
    });
  });

  it('a claim without a rating has no ClaimReview', () => {
    expect(JSON.stringify(write(base))).not.toMatch(/ClaimReview|Rating/u);
  });
});

describe('first appearance', () => {
  const first = (...args: Parameters<typeof aRecord>) => {
    const record = aRecord(...args);
    const uid = findFirstAppearance(record, analyse(record));
    const statement = record.statements.find((one) => one.uid === uid);
    return statement ? record.sources.find(({ uid: source }) => source === statement.source)!.name : null;
  };

  const bases = { b: 'witnessed', c: 'document' } as const;

  it('the first appearance of a claim is its only end, or the end surely before all others', () => {
    expect(first('one', 'a->b', { bases })).toBe('b');
    expect(first('unsourced', 'a->b', { documents: { b: 'b-story' } })).toBe('b');
    expect(first('two', 'a->b a->c', { bases, dates: { b: '2025-06-01', c: '2025-06-02' } })).toBe('b');
    expect(first('unsure', 'a->b a->c', { bases, dates: { b: '2025-06', c: '2025-06-02' } })).toBeNull();
    expect(first('undated', 'a->b a->c', { bases, dates: { b: '2025-06-01' } })).toBeNull();
  });

  it('no first appearance is given when a chain leads to no end, or to one that is open, unnamed or dropped', () => {
    expect(first('open', 'a->b')).toBeNull();
    expect(first('round', 'a->b->c->b')).toBeNull();
    expect(first('partly', 'a->b->c->b d->e', { bases: { e: 'witnessed' } })).toBeNull();
    expect(first('unnamed', 'a->b', { kinds: { b: 'unnamed' } })).toBeNull();
    const dates = { 'a@1': '2025-06-01', 'a@2': '2025-06-02' };
    expect(first('dropped', 'a@1->b a@2', { bases, dates })).toBeNull();
  });

  it('a denial is no appearance of the claim', () => {
    const stances = { c: 'denies', d: 'denies' } as const;
    const record = aRecord('denied', 'a->b c->d c->b', { bases, stances, disputed: 'a->b' });
    const nodes = write(record)['@graph'];
    const nameOf = (name: string): Node => {
      const source = record.sources.find((one) => one.name === name)!;
      return { '@id': `urn:uuid:${record.statements.find((one) => one.source === source.uid)!.uid}` };
    };
    const [claim] = nodes;
    // Its attribution is disputed, but a reply tells of it.
    expect(claim!.appearance).toEqual([nameOf('a'), nameOf('b')]);
    expect(claim!.subjectOf).toEqual([nameOf('c'), nameOf('d')]);
    const find = (name: string) => nodes.find((node) => node['@id'] === nameOf(name)['@id'])!;
    expect(find('a')).not.toHaveProperty('isBasedOn');
    expect(find('c')).toMatchObject({
      isBasedOn: [nameOf('d')],
      citation: [nameOf('b')],
      about: { '@id': claim!['@id'] },
    });
  });

  it('a statement that only disputed attributions tell of is left out', () => {
    const record = aRecord('void', 'a->b->c', { bases, disputed: 'a->b' });
    const [claim, ...nodes] = write(record)['@graph'];
    expect(claim!.appearance).toHaveLength(1);
    expect(nodes.filter((node) => node['@type'] === 'Statement')).toHaveLength(1);
  });
});
