import { beforeAll, describe, expect, it, test } from 'vitest';
import { describeClaimInProv } from '../../../src/formats/prov/claim.ts';
import { writeProvJson } from '../../../src/formats/prov/writer.ts';
import { CLAIM_FILES, HEARSAY_FORMAT } from '../../../src/formats/index.ts';
import { describeLeftOut } from '../../../src/formats/left-out.ts';
import { graph, uidOf } from '../../support/graph.ts';
import { aRecord, openApp, openSample, putIn } from '../open-app.ts';

const GOLDEN = '/claims/1-shoigu-s-17-june-visit-to-pyongyang-follows-up-what-was';

const FILE_NAME = 'hearsay-1-shoigu-s-17-june-visit-to-pyongyang';

/** Nothing here writes: one will do. */
let sample: Awaited<ReturnType<typeof openSample>>;
beforeAll(async () => {
  sample = await openSample();
});

describe('formats of a claim', () => {
  it('the section about formats and OpenAPI say what each format leaves out', async () => {
    const [page, api] = [await sample.get('/api'), await sample.get('/openapi.json')];
    const formats = page.text.slice(page.text.indexOf('id="formats"'), page.text.indexOf('id="writing"'));
    for (const { name, ending, leavesOut } of [HEARSAY_FORMAT, ...CLAIM_FILES]) {
      expect(formats).toContain(`${name} <code>.${ending}</code>`);
      expect(formats).toContain(describeLeftOut(leavesOut));
    }
    for (const { leavesOut } of CLAIM_FILES) expect(api.text).toContain(describeLeftOut(leavesOut));
    expect(formats).toContain('PNG <code>.png</code>');
    expect(formats).toContain('SVG <code>.svg</code>');
  });

  it('the page of a claim offers every format as a download, the common ones first, and says where more of them is said', async () => {
    const { text } = await sample.get(GOLDEN);
    const offered = [...text.matchAll(/<a href="([^"]*)" type="([^"]*)" download="([^"]*)">([^<]*)<\/a>/gu)];
    const names = offered.map(([, , , , name]) => name);
    expect(names.slice(0, 4)).toEqual(['JSON', 'CSV', 'PNG', 'SVG']);
    expect(new Set(names)).toEqual(new Set(['JSON', 'PNG', 'SVG', ...CLAIM_FILES.map(({ name }) => name)]));
    for (const [, href, type, fileName] of offered) {
      const { status, headers } = await sample.get(href!);
      expect([status, headers['content-type']!.split(';')[0]], href).toEqual([200, type]);
      expect(headers['content-disposition'], href).toBe(`inline; filename="${fileName}"`);
    }
    expect(text).toContain('<a href="/api#formats">What each format holds</a>');
  });

  it('the pictures that the page of a claim offers show what the page shows', async () => {
    const { text } = await sample.get(`${GOLDEN}?depth=2`);
    for (const ending of ['png', 'svg']) expect(text).toContain(`href="${GOLDEN}.${ending}?depth&#x3D;2"`);
    expect(text).toContain(`href="${GOLDEN}.csv" `);
  });

  test.each(CLAIM_FILES)(
    'the format $name is served at .$ending with its type and file name',
    async ({ ending, type }) => {
      const { get, ask } = sample;
      const { status, headers, text } = await get(`${GOLDEN}.${ending}`);
      expect(status).toBe(200);
      expect(headers['content-type']).toBe(`${type}; charset=utf-8`);
      expect(headers['content-disposition']).toBe(`inline; filename="${FILE_NAME}.${ending}"`);
      expect(headers.link).toBe(`<http://hearsay.test${GOLDEN}>; rel="canonical"`);
      expect(headers['cache-control']).toMatch(/^public, max-age=0/u);
      expect(text).toContain('Shoigu');
      const head = await (ask as (method: string, path: string) => ReturnType<typeof ask>)(
        'head',
        `${GOLDEN}.${ending}`,
      );
      expect([head.status, head.headers['content-type']]).toEqual([200, `${type}; charset=utf-8`]);
    },
  );

  test.each(CLAIM_FILES)('the format $name is linked from the page and found by number', async ({ ending, type }) => {
    const { get } = sample;
    const page = await get(GOLDEN);
    expect(page.headers.link).toContain(`<${GOLDEN}.${ending}>; rel="alternate"; type="${type}"`);
    expect(page.text).toContain(`<link rel="alternate" type="${type}" href="${GOLDEN}.${ending}">`);
    expect((await get(`/claims/1.${ending}`)).status).toBe(200);
    const { status, headers } = await get(`/claims/1-wrong.${ending}`).redirects(0);
    expect([status, headers.location]).toEqual([302, `${GOLDEN}.${ending}`]);
    for (const id of ['99', 'x', '']) expect((await get(`/claims/${id}.${ending}`)).status, id).toBe(404);
  });

  test.each(CLAIM_FILES)('the format $name of a draft is not found by readers at .$ending', async ({ ending }) => {
    const { store, get } = openApp();
    await putIn(store, aRecord(graph('a->b'), { status: 'draft' }));
    expect((await get(`/claims/1.${ending}`)).status).toBe(404);
  });

  it('the PROV-JSON of a claim describes it as it is stored', async () => {
    const { get, store } = sample;
    const { record } = (await store.claims.load(1))!;
    const written = JSON.parse((await get('/claims/1.prov.json')).text) as object;
    expect(written).toEqual(writeProvJson(describeClaimInProv(record, `http://hearsay.test${GOLDEN}`)));
  });
});

describe('the names of downloaded files', () => {
  it('the twin and the drawings of a claim have names that say which claim they are of', async () => {
    for (const ending of ['json', 'svg', 'png']) {
      const { headers } = await sample.get(`${GOLDEN}.${ending}`);
      expect(headers['content-disposition'], ending).toBe(`inline; filename="${FILE_NAME}.${ending}"`);
    }
    const page = await sample.get(GOLDEN);
    expect(page.headers).not.toHaveProperty('content-disposition');
  });

  it.each([
    [
      '연합뉴스가 보도했다',
      'hearsay-1.csv',
      '%EC%97%B0%ED%95%A9%EB%89%B4%EC%8A%A4%EA%B0%80-%EB%B3%B4%EB%8F%84%ED%96%88%EB%8B%A4',
    ],
    ['TASS: да', 'hearsay-1-tass.csv', 'tass-%D0%B4%D0%B0'],
    ['"; filename=evil.exe\r\nX: y', 'hearsay-1-filename-evil-exe-x-y.csv', null],
    ['…', 'hearsay-1.csv', null],
  ])('the file of the claim %s is called %s', async (text, plain, encoded) => {
    const { store, get } = openApp();
    await putIn(store, aRecord(graph('a->b'), { text }));
    const whole = encoded === null ? '' : `; filename*=UTF-8''hearsay-1-${encoded}.csv`;
    const { headers } = await get('/claims/1.csv');
    expect(headers['content-disposition']).toBe(`inline; filename="${plain}"${whole}`);
  });
});

describe('the JSON-LD of a claim page', () => {
  const BLOCK = /<script type="application\/ld\+json">(.*?)<\/script>/su;

  it('the JSON-LD of a claim page describes the claim and can’t break out of its script element', async () => {
    const { store, get } = openApp();
    const text = '</script><script>alert(1)</script>';
    await putIn(store, aRecord(graph('a->b'), { text }));
    const page = await get('/claims/1').redirects(1);
    const [, json] = BLOCK.exec(page.text)!;
    const [claim] = (JSON.parse(json!) as { '@graph': Record<string, unknown>[] })['@graph'];
    expect(claim).toMatchObject({ '@type': 'Claim', text });
    expect(page.text.match(/<script (?!type="module" src=)/g)).toHaveLength(1);
  });

  it('pages other than a claim’s have no JSON-LD', async () => {
    const { get } = sample;
    for (const path of ['/', '/claims', '/sources']) expect((await get(path)).text, path).not.toContain('ld+json">');
  });
});

describe('annotations of a document', () => {
  interface Page {
    id: string;
    type: string;
    next?: string;
    items: { id: string; body: { id?: string; value?: string }[]; target: { source: string; selector: object[] } }[];
  }
  const TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"; charset=utf-8';
  const path = (address: string) => address.replace('http://hearsay.test', '');

  it('the annotations of a document have every excerpt with its words, place and hop', async () => {
    const { get } = sample;
    const { headers, text } = await get('/documents/1/annotations.jsonld');
    const collection = JSON.parse(text) as { total: number; type: string; first: Page };
    expect(headers['content-type']).toBe(TYPE);
    expect(headers['content-disposition']).toBe('inline; filename="document-1.annotations.jsonld"');
    expect(collection).toMatchObject({ '@context': 'http://www.w3.org/ns/anno.jsonld', type: 'AnnotationCollection' });
    expect(collection.first).toMatchObject({ type: 'AnnotationPage', startIndex: 0 });
    expect(collection.first.items).toHaveLength(collection.total);
    const page = (await get('/documents/1.json')).body as { total: number };
    expect(collection.total).toBe(page.total);
    for (const { body, target } of collection.first.items) {
      expect((await get(path(body[0]!.id!))).status).toBe(200);
      // The sample has no addresses: then it is our own page that is annotated.
      expect(headers.link).toBe(`<${target.source}>; rel="canonical"`);
      expect(target.selector[0]).toMatchObject({ type: 'TextQuoteSelector' });
    }
  });

  it('an annotation says when it was recorded, and the state of a document when it was read', async () => {
    const seen = graph('a->b', { seen: 'a->b' });
    const record = aRecord(seen, { text: 'A.' });
    const document = record.statements.find(({ uid }) => uid === uidOf('statement', 'a'))!.document!;
    const states = [
      [
        { retrievedAt: '2025-06-18' },
        { sourceDateStart: '2025-06-18T00:00:00Z', sourceDateEnd: '2025-06-18T23:59:59Z' },
      ],
      [{ retrievedAt: '2025-06-18T09:12+09:00' }, { sourceDate: '2025-06-18T00:12:00Z' }],
      [{ retrievedAt: null, archivedUrl: 'https://archive.example/1' }, { cached: 'https://archive.example/1' }],
    ] as const;
    for (const [given, state] of states) {
      const { store, get } = openApp();
      const documents = record.documents.map((one) => (one.uid === document ? { ...one, ...given } : one));
      await putIn(store, { ...record, documents });
      const { text } = await get('/documents/1/annotations.jsonld');
      const { first } = JSON.parse(text) as { first: { items: { created: string; target: { state: object } }[] } };
      expect(first.items).toHaveLength(1);
      expect(first.items[0]!.target.state).toEqual({ type: 'TimeState', ...state });
      const [recorded] = (await store.history.list(record.claim.uid, { before: null, limit: 1 })).revisions;
      expect(first.items[0]!.created).toBe(recorded!.at);
    }
  });

  it('the annotations of a document are paged, with each excerpt once', async () => {
    const { store, get } = openApp();
    const names = Array.from({ length: 250 }, (_, place) => `b${place}`);
    const hops = names.map((name) => `a->${name}`).join(' ');
    const record = aRecord(graph(hops, { seen: hops }), { text: 'A.' });
    const document = record.statements.find(({ uid }) => uid === uidOf('statement', 'a'))!.document!;
    await putIn(store, { ...record, documents: record.documents.filter(({ uid }) => uid === document) });
    const first = JSON.parse((await get('/documents/1/annotations.jsonld')).text) as { total: number; first: Page };
    expect(first.total).toBe(250);
    expect(first.first.items).toHaveLength(200);
    const second = await get(path(first.first.next!));
    const page = JSON.parse(second.text) as Page;
    expect(second.headers['content-type']).toBe(TYPE);
    expect(page.type).toBe('AnnotationPage');
    expect(page.id).toBe(first.first.next);
    expect(page.next).toBeUndefined();
    expect(new Set([...first.first.items, ...page.items].map(({ id }) => id)).size).toBe(250);
  });

  it('the annotations of a draft’s document are not found by readers', async () => {
    const seen = graph('a->b', { seen: 'a->b' });
    const { store, get } = openApp();
    await putIn(store, aRecord(seen, { status: 'draft' }));
    expect((await get('/documents/1/annotations.jsonld')).status).toBe(404);
  });

  it('a wrong page of annotations is refused, and a wrong address redirects', async () => {
    const { get } = sample;
    for (const after of ['x', '1', `${uidOf('attribution', 'none')}.0`]) {
      const { status, body } = await get(`/documents/1/annotations.jsonld?after=${after}`);
      expect([status, body]).toMatchObject([400, { error: { issues: [{ field: 'after' }] } }]);
    }
    const { status, headers } = await get('/documents/1-wrong/annotations.jsonld').redirects(0);
    expect(status).toBe(302);
    expect(headers.location).toMatch(/^\/documents\/1-.+\/annotations\.jsonld$/);
    for (const id of ['99', 'x']) expect((await get(`/documents/${id}/annotations.jsonld`)).status).toBe(404);
  });
});
