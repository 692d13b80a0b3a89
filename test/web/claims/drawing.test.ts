import { describe, expect, it, test } from 'vitest';
import { makeLayeredGraph } from '../../support/large-graphs.ts';
import { graph, uidOf } from '../../support/graph.ts';
import { aRecord as aStoredRecord, recordOf } from '../../support/records.ts';
import { readHtml } from '../html.ts';
import { aRecord, openApp, openSample, putIn } from '../open-app.ts';

const SVG = 'image/svg+xml; charset=utf-8';
const GOLDEN = '/claims/1-shoigu-s-17-june-visit-to-pyongyang-follows-up-what-was';

describe('the SVG of a claim', () => {
  it('the SVG of a claim is the drawing alone and needs no other file', async () => {
    const { get } = await openSample();
    const { status, headers, body } = await get(`${GOLDEN}.svg`);
    const svg = (body as Buffer).toString('utf8');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe(SVG);
    expect(headers['cache-control']).toMatch(/^public, /);
    expect(svg).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="/,
    );
    for (const words of ['IANS', '연합뉴스', 'Security Council of', '2 paths meet', 'via IANS'])
      expect(svg).toContain(words);
    expect(svg).not.toMatch(/class=|<style|\sstyle=|<script|url\(/);
    expect(svg).toContain(`href="${GOLDEN}#s-`);
  });

  it('the SVG of a claim is found by its address or number', async () => {
    const { get } = await openSample();
    expect((await get('/claims/1.svg')).status).toBe(200);
    const { status, headers } = await get('/claims/1-wrong.svg?depth=2').redirects(0);
    expect([status, headers.location]).toEqual([302, `${GOLDEN}.svg?depth=2`]);
    for (const path of ['/claims/99.svg', '/claims/x.svg', '/claims/.svg'])
      expect((await get(path)).status, path).toBe(404);
  });

  it('the SVG of a draft is not found by readers', async () => {
    const { store, get } = openApp();
    await putIn(store, aRecord(graph('a->b'), { status: 'draft' }));
    expect((await get('/claims/1.svg')).status).toBe(404);
  });

  it('the SVG of a claim without statements says so', async () => {
    const { store, get } = openApp();
    await putIn(store, aRecord({ sources: [], documents: [], statements: [], attributions: [] }));
    const { status, body } = await get('/claims/1.svg');
    expect(status).toBe(200);
    expect((body as Buffer).toString()).toContain('No statement has been recorded yet.');
    expect((await get('/claims/1').redirects(1)).text).not.toContain('id="drawing"');
  });
});

describe('the PNG of a claim', () => {
  /** Width and height stand right after the header of the first chunk (PNG, 11.2.2). */
  const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];
  const sizeOfSvg = (svg: string) => (/ width="([\d.]+)" height="([\d.]+)"/u.exec(svg) ?? []).slice(1).map(Number);

  it('the PNG of a claim is the drawing with two pixels to a unit, narrowed as the SVG is', async () => {
    const { get } = await openSample();
    const whole = await get(`${GOLDEN}.svg`);
    const [, focus] = /#s-([0-9a-f-]+)/u.exec((whole.body as Buffer).toString())!;
    for (const query of ['', `?focus=${focus}&depth=1`]) {
      const svg = ((await get(`${GOLDEN}.svg${query}`)).body as Buffer).toString();
      const { status, headers, body } = await get(`${GOLDEN}.png${query}`);
      expect([status, headers['content-type']]).toEqual([200, 'image/png']);
      expect(headers.link).toBe(`<http://hearsay.test${GOLDEN}>; rel="canonical"`);
      expect(sizeOf(body as Buffer)).toEqual(sizeOfSvg(svg).map((side) => Math.round(2 * side)));
    }
  });

  it('the PNG of a large claim has no more pixels than can be encoded while nobody notices', async () => {
    const { store, get } = openApp();
    const text = 'Large.';
    await putIn(store, aRecord(graph(Array.from({ length: 60 }, (_, at) => `s${at}->s${at + 1}`).join(' ')), { text }));
    const { body } = await get('/claims/1.png?depth=99').redirects(1);
    const [width, height] = sizeOf(body as Buffer);
    expect(width! * height!).toBeLessThan(3_100_000);
    expect(width! * height!).toBeGreaterThan(100_000);
  });

  it('the PNG of a claim is found by its address or number, that of a draft by editors alone', async () => {
    const { get } = await openSample();
    const { status, headers } = await get('/claims/1-wrong.png?depth=2').redirects(0);
    expect([status, headers.location]).toEqual([302, `${GOLDEN}.png?depth=2`]);
    expect((await get('/claims/99.png')).status).toBe(404);
    const hidden = openApp();
    await putIn(hidden.store, aRecord(graph('a->b'), { status: 'draft' }));
    expect((await hidden.get('/claims/1.png')).status).toBe(404);
  });
});

describe('narrowing a drawing', () => {
  const [a, b] = ['a', 'b'].map((key) => uidOf('statement', key));
  const claim = aRecord(graph('a->b->c->d e->c'), { text: 'A.' });

  async function openOne() {
    const opened = openApp();
    await putIn(opened.store, claim);
    return opened;
  }

  test.each([
    ['focus=x', ['focus']],
    [`focus=${uidOf('statement', 'z')}`, ['focus']],
    ['focus=&depth=0', ['focus', 'depth']],
    ['depth=100', ['depth']],
    ['depth=1.5', ['depth']],
    ['depth=-1&from=x', ['depth', 'from']],
    [`from=${b}`, ['from']],
    [`focus=${a}&focus=${b}`, ['focus']],
    ['without=x', ['without']],
    [`without=${a}&from=${a}&depth=x`, ['depth', 'without']],
    ['depth[]=1&focus[x]=1', []],
  ])('a drawing is refused when its parameters make no sense: ?%s', async (query, fields) => {
    const { get } = await openOne();
    for (const path of ['/claims/1-a', '/claims/1.svg']) {
      const { status, text, body } = await get(`${path}?${query}`);
      expect(status, path).toBe(fields.length > 0 ? 400 : 200);
      const page = typeof text === 'string' ? text : (body as Buffer).toString();
      for (const field of fields) expect(page).toContain(field);
    }
    const twin = await get(`/claims/1.json?${query}`);
    if (fields.length > 0) {
      const { error } = twin.body as { error: { issues: { field: string }[] } };
      expect(error.issues.map(({ field }) => field)).toEqual(fields);
    }
  });

  it('page and SVG of a claim are narrowed alike', async () => {
    const { get } = await openOne();
    const page = (await get(`/claims/1-a?focus=${b}&depth=1`)).text;
    const file = ((await get(`/claims/1.svg?focus=${b}&depth=1`)).body as Buffer).toString();
    for (const drawn of [page, file]) expect(drawn).toContain('3 of 5 statements shown.');
    expect(readHtml(page).hrefs).toContain(`/claims/1-a.svg?focus=${b}&depth=1`);
    expect(page).toContain('<a href="/claims/1-a#drawing">Show all</a>');
    const own = (await get(`/claims/1-a?from=${a}`)).text;
    expect(own).toContain('4 of 5 statements shown.');
  });
});

describe('drawings in the page', () => {
  it('a claim page has both drawings above the evidence, with links to its lines', async () => {
    const { get } = await openSample();
    const { text } = await get(GOLDEN);
    const page = readHtml(text);
    expect(page.problems()).toEqual([]);
    expect(page.count('svg class="drawing drawing--wide')).toBe(1);
    expect(page.count('svg class="drawing drawing--narrow')).toBe(1);
    expect(text.indexOf('id="drawing"')).toBeLessThan(text.indexOf('id="evidence"'));
    const drawn = text.slice(text.indexOf('id="drawing"'), text.indexOf('id="findings"'));
    expect(drawn.match(/<a href="#s-/g)).toHaveLength(4 * drawn.split('<svg ').length - 4);
  });

  it('the page of every sample claim is well-formed', async () => {
    const { get, claims } = await openSample();
    for (const number of claims.keys())
      expect(readHtml((await get(`/claims/${number + 1}`).redirects(1)).text).problems()).toEqual([]);
  });

  it('the page of a large claim opens with a narrowed drawing', async () => {
    const { store, get } = openApp();
    await putIn(store, recordOf('large', makeLayeredGraph(400)));
    const { text } = await get('/claims/1').redirects(1);
    expect(text).toContain('12 of 400 statements shown.');
    expect(readHtml(text).problems()).toEqual([]);
    const [, focus] = /href="(\/claims\/[^"]*\?focus=[^"]*)#drawing"/.exec(text)!;
    expect((await get(focus!)).text).toContain('>Show all</a>');
    expect(readHtml(text).hrefs).toContain(`${focus!.split('?')[0]}?depth=99#drawing`);
  });

  it('hostile names in a claim page are escaped', async () => {
    const { store, get } = openApp();
    const names = { a: '"><script>alert(1)</script>', b: '</svg><b>&amp;' };
    await putIn(store, aStoredRecord('hostile', 'a->b', { names }));
    const { text } = await get('/claims/1').redirects(1);
    expect(text).not.toContain('<script>');
    expect(readHtml(text).problems()).toEqual([]);
  });
});
