import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
import { graph } from '../../support/graph.ts';
import { aRecord, openApp, openSample, putIn } from '../open-app.ts';

describe('the JSON of a claim', () => {
  let sample: Awaited<ReturnType<typeof openSample>>;
  beforeAll(async () => {
    sample = await openSample();
  });

  it('the JSON of the worked example has its numbers', async () => {
    const { body, headers } = await sample.get('/claims/1.json');
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(body).toMatchObject({
      format: 'hearsay.claim/1',
      exportedAt: '2025-06-20T12:00:00Z',
      url: expect.stringMatching(/^http:\/\/hearsay\.test\/claims\/1-shoigu-s-17-june-[a-z0-9-]+$/) as string,
      analysis: {
        hops: { fewest: 2, most: 3 },
        independentSources: 1,
        chainCount: '2',
        reports: [{ hops: { fewest: 2, most: 3, open: false } }],
      },
    });
    const { analysis } = body as { analysis: { findings: { kind: string }[]; chokePoints: string[] } };
    expect(analysis.findings.map(({ kind }) => kind)).toEqual(['choke-point', 'second-hand-hop', 'second-hand-hop']);
    expect(analysis.chokePoints).toHaveLength(1);
  });

  it('the JSON of every sample claim is valid by the schema that is served', async () => {
    const schema = await sample.get('/schemas/hearsay.claim-1.json');
    expect(schema.status).toBe(200);
    expect(schema.headers['content-type']).toBe('application/schema+json; charset=utf-8');
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    const validate = ajv.compile(schema.body as object);
    for (const [place, { claim }] of sample.claims.entries()) {
      const { body } = await sample.get(`/claims/${place + 1}.json`);
      expect(validate(body), `${claim.text} ${JSON.stringify(validate.errors)}`).toBe(true);
    }
  });

  it('the JSON of a claim does not contain its local number', async () => {
    const { text } = await sample.get('/claims/5.json');
    expect(Object.keys((JSON.parse(text) as { claim: object }).claim)).not.toContain('id');
  });

  it('the JSON of a claim does not contain the texts of its documents', async () => {
    const { text } = await sample.get('/claims/12.json');
    expect(text).not.toContain('"text":"' + 'Orrin');
    const { documents } = JSON.parse(text) as { documents: object[] };
    for (const document of documents) expect(Object.keys(document)).not.toContain('text');
  });

  it('a claim page links to its JSON', async () => {
    const { headers, text } = await sample.get('/claims/2').redirects(1);
    expect(headers.link).toMatch(/^<\/claims\/2-[a-z0-9-]+\.json>; rel="alternate"; type="application\/json"(, |$)/);
    expect(text).toMatch(/<link rel="alternate" type="application\/json" href="[^"]*\.json"/);
    expect(text).toMatch(/<link rel="canonical" href="http:\/\/hearsay\.test\/claims\/2-[^"]*">/);
  });
});

describe('an imported claim', () => {
  it('an imported claim keeps the address at which it was first published', async () => {
    const { store } = openApp();
    const record = aRecord(graph('a->b'), { text: 'From elsewhere.' });
    const firstUrl = 'https://other.example/claims/9-from-elsewhere';
    const loaded = { id: 1, revision: 1, firstUrl, record, numbers: new Map() };
    const readRefs = () => Promise.resolve([{ id: 1, ...record.claim }]);
    const claims = { ...store.claims, load: () => Promise.resolve(loaded), readRefs };
    const { get } = openApp({ store: { ...store, claims } });
    expect((await get('/claims/1.json')).body).toMatchObject({ url: firstUrl });
  });
});

describe('the JSON of the claim list', () => {
  it('the JSON of the claim list has the agreed members and no others', async () => {
    const { store, get } = openApp();
    await putIn(store, aRecord(graph('a->b', { seen: 'a->b' }), { text: 'Été.' }));
    const { body } = await get('/claims.json');
    expect(body).toEqual({
      claims: [
        {
          id: 1,
          uid: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
          url: 'http://hearsay.test/claims/1-ete',
          text: 'Été.',
          status: 'published',
          hops: { fewest: 1, most: 1, open: true },
          reportCount: 1,
          independentSources: 1,
          findings: ['open-end'],
          updatedAt: '2025-06-18T09:00:00Z',
        },
      ],
      next: null,
    });
    expect((await get('/index.json')).body).toEqual(body);
  });

  it('the JSON of the claim list is paged and contains only published claims', async () => {
    const { store, get } = openApp();
    const statuses = ['published', 'draft', 'withdrawn'] as const;
    const records = Array.from({ length: 60 }, (_, place) =>
      aRecord(graph(`s${place}`), { text: `Claim ${place}.`, status: statuses[place % 3]! }),
    );
    await putIn(store, ...records);
    const ids: number[] = [];
    let next: string | null = '/claims.json';
    while (next) {
      const { body } = await get(next);
      const page = body as { claims: { id: number; status: string }[]; next: string | null };
      expect(page.claims.every(({ status }) => status === 'published')).toBe(true);
      ids.push(...page.claims.map(({ id }) => id));
      next = page.next;
    }
    expect(ids).toEqual(Array.from({ length: 20 }, (_, place) => 58 - 3 * place));
  });
});
