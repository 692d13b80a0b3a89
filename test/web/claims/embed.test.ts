/** Claims on other people's pages: the frame, the badge, the picture, oEmbed and cards. */
import { gzipSync } from 'node:zlib';
import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, it, test } from 'vitest';
import type { Claim } from '../../../src/model/records.ts';
import { graph } from '../../support/graph.ts';
import { readHtml } from '../html.ts';
import { aRecord, openApp, openSample, putIn, type Answer } from '../open-app.ts';
import { openWith } from '../signed-in.ts';

const BASE = 'http://hearsay.test';
const HOSTILE = 'A “quoted” <script>alert(1)</script> & "claim\' is --> ]]> &lt; here.';

async function openOne(claim: Partial<Claim> = {}) {
  const opened = openApp();
  await putIn(opened.store, aRecord(graph('ians->tass ians->ria tass->council'), { text: 'A.', ...claim }));
  return opened;
}

/** For tests that read alone. */
const [sample, one] = [openSample(), openOne()];

const ask = (fields: Readonly<Record<string, string>>) => `/oembed?${new URLSearchParams(fields).toString()}`;
const asJson = ({ text }: Answer) => JSON.parse(text) as Record<string, unknown>;

describe('an embedded claim', () => {
  it('an embedded claim shows its text, number, chain, headline and drawings and links to its page', async () => {
    const { get, claims } = await sample;
    const { text, headers } = await get('/claims/1/embed');
    const page = readHtml(text);
    expect(page.problems()).toEqual([]);
    expect(page.text).toContain(claims[0]!.claim.text);
    expect(page.text).toContain('every chain passes through TASS');
    expect(page.text).toContain('2 to 3 hops Shortest chain IANS → cites TASS → cites Security Council of Russia');
    expect(page.text).toContain('At most 1 independent source');
    for (const form of ['wide', 'narrow']) expect(page.count(`svg class="drawing drawing--${form}`)).toBe(1);
    expect(headers.link).toMatch(/^<http:\/\/hearsay\.test\/claims\/1-[a-z0-9-]+>; rel="canonical"$/);
  });

  it('an embedded claim has no script and no form, and its links open in the whole window', async () => {
    const { get } = await sample;
    const { text } = await get('/claims/1/embed');
    expect(text).not.toMatch(/<script|<form/);
    const links = text.match(/<a [^>]*>/g)!;
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((link) => !link.includes('target="_top"'))).toEqual([]);
    for (const [, href] of text.matchAll(/<a [^>]*href="([^"]*)"/g)) expect(href).toMatch(/^\//);
  });

  it('the embedded form of a large claim is small', async () => {
    const { get, store } = openApp();
    const edges = Array.from({ length: 150 }, (_, at) => `s${at}->s${Math.floor(at / 3) + 150} s${at}->last`);
    await putIn(store, aRecord(graph(edges.join(' ')), { text: 'Large.' }));
    const { text } = await get('/claims/1/embed');
    expect(text).toMatch(/12 of 201 statements shown/);
    expect(text.length).toBeLessThan(60_000);
    const style = await get(/href="(\/assets\/hearsay-[^"]+\.css)"/.exec(text)![1]!);
    expect(gzipSync(text).length + gzipSync(style.text).length).toBeLessThan(20_000);
  });

  it('an embedded claim without statements has no drawing', async () => {
    const { get, store } = openApp();
    await putIn(store, aRecord(graph(''), { text: 'Empty.' }));
    const page = readHtml((await get('/claims/1/embed')).text);
    expect(page.problems()).toEqual([]);
    expect(page.count('svg')).toBe(0);
  });
});

it('an embedded claim that is only denied says so, as its page does', async () => {
  const { get, store } = openApp();
  await putIn(store, aRecord(graph('a', { stances: { a: 'denies' } }), { text: 'Denied.' }));
  for (const path of ['/claims/1-denied', '/claims/1/embed']) {
    const { text } = await get(path);
    expect(text, path).toContain('Nobody asserts it');
    expect(text, path).not.toContain('No end reached');
  }
});

describe('badge and preview', () => {
  it('the badge and the preview of a claim are images, found by number or address', async () => {
    const { get } = await one;
    const badge = await get('/claims/1/badge.svg');
    expect(badge.headers['content-type']).toBe('image/svg+xml; charset=utf-8');
    expect(String(badge.body)).toContain('1 to 2 hops · at most 2 independent sources');
    const picture = await get('/claims/1-a/preview.png');
    expect(picture.headers['content-type']).toBe('image/png');
    const png = picture.body as Buffer;
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
  });

  it('the preview of a claim is cached and sent again the same', async () => {
    const { get } = await one;
    const first = await get('/claims/1-a/preview.png');
    const second = await get('/claims/1-a/preview.png').set('Accept-Encoding', 'identity');
    expect(second.headers.etag).toBe(first.headers.etag);
    expect(second.headers).not.toHaveProperty('content-encoding');
    expect((second.body as Buffer).equals(first.body as Buffer)).toBe(true);
    expect(second.headers['content-length']).toBe(String((first.body as Buffer).length));
  });

  test.each(['embed', 'badge.svg', 'preview.png'])(
    '%s at a wrong address redirects to the right one',
    async (ending) => {
      const { get } = await one;
      const { status, headers } = await get(`/claims/1-b/${ending}`).redirects(0);
      expect([status, headers.location]).toEqual([302, `/claims/1-a/${ending}`]);
    },
  );
});

describe('oEmbed', () => {
  it('oEmbed tells how to embed a claim, as JSON or as XML', async () => {
    const { get } = await openOne({ text: HOSTILE });
    const url = `${BASE}/claims/1`;
    const json = await get(ask({ url }));
    expect(json.headers['content-type']).toBe('application/json; charset=utf-8');
    const told = asJson(json);
    expect(told).toMatchObject({ version: '1.0', type: 'rich', title: HOSTILE, width: 720 });
    expect(told).toMatchObject({ provider_name: 'Hearsay', provider_url: BASE, cache_age: 86_400 });
    const frame = readHtml(String(told.html));
    expect(told.html).toMatch(/^<iframe [^<]*><\/iframe>$/);
    expect(frame.count('script')).toBe(0);
    const [, src] = / src="([^"]*)"/.exec(String(told.html))!;
    expect(src).toMatch(/^http:\/\/hearsay\.test\/claims\/1-a-quoted-[a-z0-9-]+\/embed$/);
    expect((await get(src!.slice(BASE.length))).status).toBe(200);

    const xml = await get(ask({ url, format: 'xml' }));
    expect(xml.headers['content-type']).toBe('text/xml; charset=utf-8');
    const document = XmlDocument.fromString(xml.text);
    for (const [name, value] of Object.entries(told)) {
      expect(document.get(`/oembed/${name}`)?.content).toBe(String(value));
    }
    document.dispose();
  });

  test.each([
    [{}],
    [{ maxwidth: '300' }],
    [{ maxwidth: '300', maxheight: '200' }],
    [{ maxwidth: '9999', maxheight: '10000' }],
    [{ maxheight: '20' }],
  ])('oEmbed for the room %o gives a size within it that the code has too', async (room: Record<string, string>) => {
    const { get } = await one;
    const told = asJson(await get(ask({ url: `${BASE}/claims/1-a`, ...room })));
    expect(told.width).toBeLessThanOrEqual(Number(room.maxwidth ?? 720));
    expect(told.height).toBeLessThanOrEqual(Number(room.maxheight ?? 1000));
    expect(told.html).toContain(`width="${String(told.width)}" height="${String(told.height)}"`);
  });

  it('a frame is as wide as there is room for and the drawing needs, and higher with it than without', async () => {
    const { get } = await one;
    const sizeIn = async (room: Record<string, string>) =>
      asJson(await get(ask({ url: `${BASE}/claims/1-a`, ...room })));
    const [column, wide, low] = [
      await sizeIn({}),
      await sizeIn({ maxwidth: '2000' }),
      await sizeIn({ maxheight: '200' }),
    ];
    expect(column.width).toBe(720);
    expect(wide.width).toBeGreaterThan(720);
    expect(wide.width).toBeLessThan(2000);
    expect(Number(wide.height)).toBeGreaterThan(Number(low.height));
  });

  it('an embedded claim says which frames have room for its drawing, as its codes do', async () => {
    const { get } = await one;
    const { text } = await get('/claims/1-a/embed');
    const [, media, href] = /<link rel="stylesheet" media="([^"]*)" href="(\/assets\/embed-drawing-[^"]*)">/.exec(
      text,
    )!;
    expect((await get(href!)).status).toBe(200);
    const { width, height } = asJson(await get(ask({ url: `${BASE}/claims/1-a` })));
    const queries = media!.replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&#x3D;', '=').split(', ');
    const least = queries.find((query) => query.startsWith(`(width >= ${String(width)}px)`));
    expect(least).toContain(`(height >= ${String(height)}px)`);
  });

  const CLAIM = `${BASE}/claims/1`;
  test.each([
    ['', 400, ['url']],
    ['url=', 400, ['url']],
    ['url=claims/1', 400, ['url']],
    [`url=${CLAIM}&url=${CLAIM}`, 400, ['url']],
    [`url=${CLAIM}&maxwidth=0&maxheight=-1`, 400, ['maxwidth', 'maxheight']],
    [`url=${CLAIM}&maxwidth=wide&format=json&format=xml`, 400, ['format', 'maxwidth']],
    [`url=${CLAIM}&maxwidth=10001`, 400, ['maxwidth']],
    [`url=${CLAIM}&format=yaml`, 501, []],
    [`url=${CLAIM}&format=toString`, 501, []],
    [`url=${CLAIM}&format=`, 501, []],
    ['url=https://elsewhere.example/claims/1', 404, []],
    ['url=https://hearsay.test/claims/1', 404, []],
    ['url=http://hearsay.test:8080/claims/1', 404, []],
    ['url=http://hearsay.test.elsewhere.example/claims/1', 404, []],
    ['url=javascript:alert(1)', 404, []],
    [`url=${BASE}/`, 404, []],
    [`url=${BASE}/claims`, 404, []],
    [`url=${BASE}/claims/new`, 404, []],
    [`url=${BASE}/claims/2`, 404, []],
    [`url=${BASE}/claims/1.json`, 404, []],
    [`url=${BASE}/claims/1/history`, 404, []],
    [`url=${BASE}/sources/1`, 404, []],
    [`url=${BASE}/claims/99999999999999999999`, 404, []],
  ])('/oembed?%s is refused: %i %o', async (query, status, fields) => {
    const { get } = await one;
    const answer = await get(`/oembed?${query}`).set('Accept', 'application/json');
    expect(answer.status).toBe(status);
    const { error } = answer.body as { error: { issues: { field: string; message: string }[] } };
    expect(error.issues.map(({ field }) => field).sort()).toEqual([...fields].sort());
    expect((await get(`/oembed?${query}`)).text).not.toContain('request id');
  });
});

describe('drafts on other sites', () => {
  const FORMS = ['embed', 'badge.svg', 'preview.png'];
  it('a draft can’t be embedded by anybody', async () => {
    const { store, see, get } = await openWith('kim@news.example', 'editor');
    await putIn(store, aRecord(graph('a->b'), { text: 'A draft.', status: 'draft' }));
    for (const form of FORMS) {
      expect((await get(`/claims/1/${form}`)).status, form).toBe(404);
      expect((await see(`/claims/1/${form}`)).status, form).toBe(404);
    }
    expect((await see(ask({ url: `${BASE}/claims/1` }))).status).toBe(404);
    const page = await see('/claims/1-a-draft');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Download');
    expect(page.text).not.toContain('Embed');
    expect(page.text).not.toContain('oembed');
  });
});

describe('cards and embed codes', () => {
  const readCard = (text: string) =>
    Object.fromEntries(
      [...text.matchAll(/<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">/g)].map(
        ([, name, value]) => [name!, value!],
      ),
    );

  it('the page of a claim tells other sites how to show a link to it', async () => {
    const { get } = await sample;
    const { text } = await get('/claims/1').redirects(1);
    const [, url] = /rel="canonical" href="([^"]*)"/.exec(text)!;
    expect(readCard(text)).toEqual({
      'og:site_name': 'Hearsay',
      'og:type': 'article',
      'og:title': 'Shoigu&#x27;s 17 June visit to Pyongyang follows up what was agreed there on 4 June.',
      'og:description': expect.stringContaining('is 2 to 3 hops from its origin') as string,
      'og:url': url,
      'og:image': `${url}/preview.png`,
      'og:image:type': 'image/png',
      'og:image:width': '1200',
      'og:image:height': '630',
      'og:image:alt': expect.stringMatching(/drawing/) as string,
      'twitter:card': 'summary_large_image',
    });
    expect((await get(`${url!.slice(BASE.length)}/preview.png`)).status).toBe(200);
  });

  it('the page of a claim links to oEmbed and offers embed codes to copy', async () => {
    const { get } = await sample;
    const { text, headers } = await get('/claims/1').redirects(1);
    const page = readHtml(text);
    expect(page.problems()).toEqual([]);
    const [, href] = /<link rel="alternate" type="application\/json\+oembed" href="([^"]*)"/.exec(text)!;
    const address = href!.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
    expect(headers.link).toContain(`<${address}>; rel="alternate"; type="application/json+oembed"`);
    const { html } = asJson(await get(address.slice(BASE.length)));
    expect(page.text).toContain(html);
    expect(page.text).toMatch(
      /<a href="http:\/\/hearsay\.test\/claims\/1-[a-z0-9-]+"><img src="http:\/\/hearsay\.test\/claims\/1-[a-z0-9-]+\/badge\.svg" alt="Hearsay: 2 to 3 hops/,
    );
    expect(page.text).toMatch(/\[!\[Hearsay: 2 to 3 hops[^\]]*\]\(http:[^)]*\/badge\.svg\)\]\(http:[^)]*\)/);
  });

  test.each(['/', '/claims', '/sources', '/about'])('the page %s has a plain card', async (path) => {
    const { get } = await one;
    const card = readCard((await get(path)).text);
    expect(card).toMatchObject({ 'og:type': 'website', 'og:url': BASE + path, 'twitter:card': 'summary' });
    expect(card).not.toHaveProperty('og:image');
  });

  it('an error page has no card', async () => {
    expect(readCard((await openApp().get('/nowhere')).text)).toEqual({});
  });
});
