/** What programs follow: feeds, the sitemap and robots.txt. */
import { parseFeed } from '@rowanmanning/feed-parser';
import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, it, test } from 'vitest';
import { writeStamp } from '../../../src/model/dates.ts';
import type { Claim } from '../../../src/model/records.ts';
import type { Store } from '../../../src/storage/store.ts';
import { graph } from '../../support/graph.ts';
import { aRecord, openApp, openSample, putIn } from '../open-app.ts';
import { SITEMAP_PAGE } from '../../../src/web/feeds/sitemap.ts';

const BASE = 'http://hearsay.test';
const DRAFT = aRecord(graph('hidden->secret', { names: { hidden: 'Hidden Times', secret: 'Secret' } }), {
  text: 'A draft.',
  status: 'draft',
});

/** For tests that read alone: the sample newsroom, and a draft beside it. */
async function openFull() {
  const opened = await openSample();
  await putIn(opened.store, DRAFT);
  return opened;
}
const full = openFull();

const readLocs = (xml: string): string[] => {
  const document = XmlDocument.fromString(xml);
  const names = { s: 'http://www.sitemaps.org/schemas/sitemap/0.9' };
  const locs = document.find('//s:loc', names).map(({ content }) => content);
  document.dispose();
  return locs;
};

describe('the Atom feed', () => {
  it('the feed has the published claims, with the list that it is made from', async () => {
    const { get, claims } = await full;
    const { text, headers } = await get('/feed.atom');
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    const feed = parseFeed(text);
    expect(feed).toMatchObject({ self: `${BASE}/feed.atom`, url: `${BASE}/claims?sort=published` });
    expect(feed.items.map(({ title }) => title).sort()).toEqual(claims.map(({ claim }) => claim.text).sort());
    const list = (await get('/claims.json?sort=published')).body as { claims: { text: string }[] };
    expect(feed.items.map(({ title }) => title)).toEqual(list.claims.map(({ text }) => text));
    const golden = feed.items.find(({ title }) => title!.startsWith("Shoigu's 17"))!;
    expect(golden.id).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
    expect(golden.description).toBe(
      "IANS's report is 2 to 3 hops from its origin, the Security Council of Russia; every chain passes through TASS; only IANS's own story has been read here.",
    );
    expect((await get(golden.url!.slice(BASE.length))).status).toBe(200);
  });

  it('the feed is ordered by when a claim was published here, whatever dates a file brings', async () => {
    const { store, get } = openApp();
    const bring = async (at: string, text: string, claim: Partial<Claim> = {}) => {
      const record = aRecord(graph(''), { text, ...claim });
      await store.claims.import([{ place: 'a', url: null, texts: new Map(), record }], {
        ...{ at, actor: 'Kim', reason: null },
      });
    };
    const old = { createdAt: '2019-01-01T00:00:00Z', updatedAt: '2019-01-01T00:00:00Z' };
    const late = { createdAt: '2025-06-19T00:00:00Z', updatedAt: '2025-06-19T00:00:00Z' };
    await bring('2025-06-10T00:00:00Z', 'First.', late);
    await bring('2025-06-11T00:00:00Z', 'A draft at first.', { status: 'draft' });
    await bring('2025-06-12T00:00:00Z', 'From an archive.', old);
    const first = (await store.claims.load(1))!;
    const draft = (await store.claims.load(2))!;
    const write = (loaded: typeof first, claim: Partial<Claim>, at: string) => {
      const record = { ...loaded.record, claim: { ...loaded.record.claim, ...claim } };
      return store.claims.saveAll([{ base: loaded, record, texts: new Map() }], { at, actor: 'Kim', reason: null });
    };
    await write(first, { note: 'A note.' }, '2025-06-13T00:00:00Z');
    await write(draft, { status: 'published' }, '2025-06-14T00:00:00Z');
    const feed = parseFeed((await get('/feed.atom')).text);
    const told = feed.items.map(({ title, published, updated }) => [
      title,
      published && writeStamp(published).slice(0, 10),
      updated && writeStamp(updated).slice(0, 10),
    ]);
    expect(told).toEqual([
      ['A draft at first.', '2025-06-14', '2025-06-14'],
      ['From an archive.', '2025-06-12', '2025-06-12'],
      ['First.', '2025-06-10', '2025-06-13'],
    ]);
    expect(writeStamp(feed.updated!)).toBe('2025-06-14T00:00:00Z');
  });

  it('the feed takes the filters of the claim list, which links to it', async () => {
    const { get } = await full;
    for (const query of ['finding=echo', 'source=TASS&hops=2', 'topic=diplomacy&finding=second-hand-hop']) {
      const list = await get(`/claims?${query}`);
      const [, href] =
        /<link rel="alternate" type="application\/atom\+xml" href="([^"]*)" title="Hearsay: claims [^"]+"/.exec(
          list.text,
        )!;
      const path = href!.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
      const feed = parseFeed((await get(path)).text);
      expect(feed.self).toBe(BASE + path);
      const { claims } = (await get(`/claims.json?${query}`)).body as { claims: { text: string }[] };
      expect(feed.items.length, query).toBeGreaterThan(0);
      expect(feed.items.map(({ title }) => title).sort()).toEqual(claims.map(({ text }) => text).sort());
    }
  });

  it('the feed is linked from the first page and from the page of a source', async () => {
    const { get } = await full;
    for (const [path, feed] of [
      ['/', '/feed.atom'],
      ['/claims', '/feed.atom'],
      ['/sources/1', '/feed.atom?source=1'],
    ]) {
      const { text, headers } = await get(path!).redirects(1);
      expect(headers.link).toContain(`<${feed}>; rel="alternate"; type="application/atom+xml"`);
      expect(text.replaceAll('&#x3D;', '=')).toContain(
        `<a href="${feed}" type="application/atom+xml">Follow these claims`,
      );
    }
  });

  it('the feed has at most 50 claims and is valid with none', async () => {
    const { get, store } = openApp();
    const empty = parseFeed((await get('/feed.atom')).text);
    expect(empty.items).toEqual([]);
    for (let at = 0; at < 52; at += 1) await putIn(store, aRecord(graph(''), { text: `Claim ${at}.` }));
    expect(parseFeed((await get('/feed.atom')).text).items).toHaveLength(50);
  });

  test.each([
    ['finding=gossip', ['finding']],
    ['source=Nobody', ['source']],
    ['source=Secret', ['source']],
    ['sort=hops', ['sort']],
    ['status=draft', ['status']],
    ['after=3', ['after']],
    ['hops=x&q=a&topic=a&topic=b&sort=newest', ['hops', 'q', 'sort', 'topic']],
    ['source=Nobody&after=', ['after', 'source']],
  ])('the feed refuses %s and names what is wrong: %o', async (query, fields) => {
    const { get } = await full;
    const { status, body } = await get(`/feed.atom?${query}`).set('Accept', 'application/json');
    expect(status).toBe(400);
    const { error } = body as { error: { issues: { field: string; message: string }[] } };
    expect(error.issues.map(({ field }) => field).sort()).toEqual(fields);
    expect(JSON.stringify(error)).not.toContain('Hidden');
  });
});

describe('the sitemap', () => {
  it('the sitemap lists every page of a record that readers see', async () => {
    const { get, store } = openApp();
    const told = graph('a->tass tass->officials', { kinds: { officials: 'unnamed' }, seen: 'a->tass' });
    await putIn(store, aRecord(told, { text: 'A & B.' }), DRAFT);
    const { text, headers } = await get('/sitemap.xml');
    expect(headers['content-type']).toBe('application/xml; charset=utf-8');
    const locs = readLocs(text);
    expect(locs.map((loc) => loc.slice(BASE.length)).sort()).toEqual([
      '/',
      '/claims/1-a-b',
      expect.stringMatching(/^\/documents\/\d+-a-story$/),
      expect.stringMatching(/^\/sources\/\d+-a$/),
      expect.stringMatching(/^\/sources\/\d+-tass$/),
    ]);
    for (const loc of locs) expect((await get(loc.slice(BASE.length)).redirects(0)).status, loc).toBe(200);
    expect(text).toContain('<lastmod>2025-06-18T09:00:00Z</lastmod>');
  });

  it('a large sitemap is an index of parts that have something for readers', async () => {
    const last = 2 * SITEMAP_PAGE + 1;
    const asLarge = (store: Store): Store => {
      const claims = { ...store.addresses.claims, readLast: () => Promise.resolve(last) };
      return { ...store, addresses: { ...store.addresses, claims } };
    };
    const { get, store } = openApp({ store: asLarge });
    await putIn(store, aRecord(graph('a->b', { seen: 'a->b' }), { text: 'A.' }));
    // Parts 2 and 3 have nothing for readers.
    const locs = readLocs((await get('/sitemap.xml')).text);
    expect(locs).toEqual(['claims', 'sources', 'documents'].map((kind) => `${BASE}/sitemap-${kind}-1.xml`));
    const parts = await Promise.all(locs.map((loc) => get(loc.slice(BASE.length))));
    expect(parts.flatMap(({ text }) => readLocs(text))).toHaveLength(4);
  });

  test.each(['/sitemap-claims-2.xml', '/sitemap-claims-0.xml', '/sitemap-claims-x.xml', '/sitemap-users-1.xml'])(
    'there is no sitemap %s',
    async (path) => {
      const { get, store } = openApp();
      await putIn(store, aRecord(graph('a->b'), { text: 'A.' }));
      expect((await get(path)).status).toBe(404);
    },
  );
});

describe('robots.txt', () => {
  it('robots.txt names the sitemap, allows pages and disallows searches and filters', async () => {
    const { text, headers } = await openApp().get('/robots.txt');
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(text).toContain(`\nSitemap: ${BASE}/sitemap.xml\n`);
    const rules = [...text.matchAll(/^(Allow|Disallow): (.*)$/gm)].map(([, kind, path]) => ({ kind, path: path! }));
    /** RFC 9309, 2.2.2: the longest rule that fits counts. */
    const isOpen = (path: string): boolean => {
      const fits = rules.filter((rule) => {
        const pattern = rule.path.split('*').map((part) => part.replace(/[.?/]/g, '\\$&'));
        return new RegExp(`^${pattern.join('.*')}`).test(path);
      });
      return fits.sort((a, b) => b.path.length - a.path.length)[0]?.kind !== 'Disallow';
    };
    const open = [
      '/',
      '/claims',
      '/claims/1-a',
      '/claims?after=12',
      '/claims/1-a/preview.png',
      '/sources/1',
      '/feed.atom',
    ];
    expect(open.filter((path) => !isOpen(path))).toEqual([]);
    const closed = [
      '/sign-in?return=x',
      '/search?q=a',
      '/claims?source=1',
      '/claims/1-a?focus=x',
      '/feed.atom?topic=a',
    ];
    expect(closed.filter(isOpen)).toEqual([]);
  });
});
