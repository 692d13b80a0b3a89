import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import type { Source } from '../../../src/model/records.ts';
import { openStore, type Store } from '../../../src/storage/store.ts';
import { createPageCache } from '../../../src/web/http/page-cache.ts';
import { graph, uidOf } from '../../support/graph.ts';
import { freshStore } from '../../support/store.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { aRecord, NOW, openApp, putIn, type Answer } from '../open-app.ts';
import { openWith } from '../signed-in.ts';

const BY = { at: '2025-06-19T09:00:00Z', actor: 'Ada', reason: null };
const CACHE_CONTROL = 'public, max-age=0, s-maxage=10, stale-while-revalidate=50';
const RECORD = aRecord(graph('ians->tass ians->ria', { names: { ians: 'IANS', tass: 'TASS', ria: 'RIA' } }), {
  text: 'A.',
});

/** The application with one claim, and how often anything was read to make a page of it. */
async function openOne(change: Parameters<typeof openApp>[0] = {}) {
  const made = { count: 0 };
  // A redirect reads no more of a claim than its words.
  const redirected = { count: 0 };
  const count = (store: Store): Store => {
    const counted = <T>(result: T): T => {
      made.count += 1;
      return result;
    };
    const claims: Store['claims'] = {
      ...store.claims,
      load: (id) => counted(store.claims.load(id)),
      readRefs: (ids) => {
        redirected.count += 1;
        return store.claims.readRefs(ids);
      },
      list: (query) => counted(store.claims.list(query)),
    };
    return { ...store, claims, sources: { ...store.sources, list: (query) => counted(store.sources.list(query)) } };
  };
  const opened = openApp({
    ...change,
    store: (fresh) => count(typeof change.store === 'function' ? change.store(fresh) : fresh),
  });
  await putIn(opened.store, RECORD);
  return { ...opened, made, redirected };
}

/** Asks for the same again, and tells whether it was made anew. */
async function isMadeAnew({ made }: { made: { count: number } }, ask: () => PromiseLike<unknown>): Promise<boolean> {
  const before = made.count;
  await ask();
  return made.count > before;
}

describe('pages for visitors who are signed out', () => {
  const KEPT = ['/', '/index.json', '/claims', '/claims.json', '/claims/1-a', '/claims/1-a.json', '/claims/1.json'];
  test.each([
    ...KEPT,
    '/claims/1-a.svg',
    '/claims/1.svg',
    '/claims/1-a/embed',
    '/claims/1/badge.svg',
    '/claims/1-a/history',
    '/sources',
    '/claims?after=7',
    '/feed.atom',
  ])('the page %s is made once and sent again from the cache', async (path) => {
    const opened = await openOne();
    const first = await opened.get(path);
    const second = await opened.get(path);
    expect(first.status).toBe(200);
    expect(opened.made.count).toBe(1);
    expect(second.text).toBe(first.text);
    const { 'x-request-id': _, date: __, ...headers } = first.headers;
    expect(second.headers).toMatchObject(headers);
    expect(headers).toMatchObject({
      'cache-control': CACHE_CONTROL,
      vary: 'Accept-Encoding, Cookie, Authorization',
      'content-encoding': 'gzip',
      etag: expect.stringMatching(/^W\/"[\w-]{27}"$/) as string,
    });
  });

  it('a cached page is not sent again to a browser that has it', async () => {
    const opened = await openOne();
    const { headers } = await opened.get('/claims/1-a');
    for (const tag of [headers.etag!, headers.etag!.slice(2), `"other", ${headers.etag}`, '*']) {
      const again = await opened.get('/claims/1-a').set('If-None-Match', tag);
      expect(again.status, tag).toBe(304);
      expect(again.text).toBe('');
      expect(again.headers).toMatchObject({ etag: headers.etag, 'cache-control': CACHE_CONTROL, vary: headers.vary });
      expect(again.headers).not.toHaveProperty('content-encoding');
    }
    expect(opened.made.count).toBe(1);
    expect((await opened.get('/claims/1-a').set('If-None-Match', '"other"')).status).toBe(200);
  });

  it('a page made again with the same content is not sent to a browser that has it', async () => {
    const { store, get } = await openOne();
    const { headers } = await get('/claims/1-a');
    await putIn(store, aRecord(graph('b->c'), { text: 'B.' }));
    const later = await openOne({ store: () => store });
    expect((await later.get('/claims/1-a').set('If-None-Match', headers.etag!)).status).toBe(304);
    expect(later.made.count).toBe(1);
  });

  test.each(['identity', 'br', 'gzip;q=0', ''])(
    'a cached page is sent uncompressed to a browser that accepts “%s”',
    async (encoding) => {
      const { get } = await openOne();
      const packed = await get('/claims/1-a');
      const plain = await get('/claims/1-a').set('Accept-Encoding', encoding);
      expect(plain.headers).not.toHaveProperty('content-encoding');
      expect(plain.headers['content-length']).toBe(String(Buffer.byteLength(plain.text)));
      expect(plain.text).toBe(packed.text);
      expect(plain.headers).toMatchObject({ vary: packed.headers.vary, etag: packed.headers.etag });
    },
  );

  it('a cached page answers HEAD requests', async () => {
    const { get, ask, made } = await openOne();
    const look = () => ask('head', '/claims/1-a').set('Accept-Encoding', 'gzip');
    const fresh = await look();
    const kept = await look();
    expect(made.count).toBe(1);
    const { headers } = await get('/claims/1-a');
    for (const answer of [fresh, kept]) {
      expect(answer.status).toBe(200);
      expect(answer.text ?? '').toBe('');
      const { 'content-length': length, 'content-type': type, etag } = headers;
      expect(answer.headers).toMatchObject({ 'content-length': length, 'content-type': type, etag });
    }
  });

  it('the JSON of a claim says when it was made until the claim changes', async () => {
    let now = NOW;
    const { store, get } = await openOne({ clock: () => now });
    const first = await get('/claims/1.json');
    now = new Date(NOW.getTime() + 3_600_000);
    expect((await get('/claims/1.json').set('If-None-Match', first.headers.etag!)).status).toBe(304);
    expect((await get('/claims/1.json')).body).toMatchObject({ exportedAt: '2025-06-20T12:00:00Z' });
    await edit(store, { text: 'A.', note: 'More.' });
    expect((await get('/claims/1.json')).body).toMatchObject({ exportedAt: '2025-06-20T13:00:00Z' });
  });
});

/** Writes another text of the claim. */
async function edit(
  store: Store,
  claim: { text: string; note?: string; status?: 'published' | 'withdrawn' },
): Promise<void> {
  const { revision, record } = (await store.claims.load(1))!;
  const draft = { ...record, claim: { ...record.claim, ...claim } };
  await store.claims.save({ base: { id: 1, revision }, record: draft, texts: new Map() }, BY);
}

async function change(store: Store, key: string, differs: Partial<Source>): Promise<void> {
  const [stored] = await store.sources.loadByUids([uidOf('source', key)]);
  await store.sources.save({ base: stored!.revision, record: { ...stored!.source, ...differs } }, BY);
  await store.claims.refreshSummaries();
}

describe('changes of cached pages', () => {
  const underTass = { parent: uidOf('source', 'tass'), parentRelation: 'part-of' } as const;
  test.each([
    ['an edit', (store: Store) => edit(store, { text: 'A.', note: 'Seen twice.' }), '/claims/1-a', 'Seen twice.'],
    ['an edit', (store: Store) => edit(store, { text: 'A!' }), '/claims', 'A!'],
    ['a new name', (store: Store) => change(store, 'tass', { name: 'ТАСС' }), '/claims/1-a', 'ТАСС'],
    ['a new name', (store: Store) => change(store, 'tass', { name: 'ТАСС' }), '/claims/1-a.svg', 'ТАСС'],
    ['a new name', (store: Store) => change(store, 'tass', { name: 'ТАСС' }), '/sources', 'ТАСС'],
    ['a new family', (store: Store) => change(store, 'ria', underTass), '/claims/1.json', '"independentSources":1,'],
    ['a new family', (store: Store) => change(store, 'ria', underTass), '/claims.json', '"independentSources":1,'],
    ['a new claim', (store: Store) => putIn(store, aRecord(graph('b'), { text: 'B.' })), '/', 'B.'],
  ])('a cached page is made again after %s', async (_, write, path, words) => {
    const { store, get } = await openOne();
    const old = await get(path);
    expect(bodyOf(old)).not.toContain(words);
    await write(store);
    const fresh = await get(path).set('If-None-Match', old.headers.etag!);
    expect(fresh.status).toBe(200);
    expect(bodyOf(fresh)).toContain(words);
  });

  it('the drawing in a cached page is made again after a change', async () => {
    const { store, get } = await openOne();
    const see = async () =>
      (await get('/claims/1-a')).text.match(/<svg[^]*?<\/svg>/g)!.filter((svg) => svg.includes('ТАСС'));
    expect(await see()).toEqual([]);
    await change(store, 'tass', { name: 'ТАСС' });
    // The wide one and the narrow one.
    expect(await see()).toHaveLength(2);
  });

  it('a cached page is made again after a merge of sources', async () => {
    const { store, get } = await openOne();
    const see = async () => [bodyOf(await get('/claims/1.json')), bodyOf(await get('/claims.json'))];
    const before = await see();
    expect(before.map((text) => text.includes('"independentSources":2'))).toEqual([true, true]);
    const [from, into] = await Promise.all(
      ['ria', 'tass'].map(async (key) => (await store.sources.loadByUids([uidOf('source', key)]))[0]!),
    );
    expect((await store.sources.merge(from!, into!, BY)).ok).toBe(true);
    expect((await see()).map((text) => text.includes('"independentSources":1'))).toEqual([true, true]);
  });

  it('the cached pages of a withdrawn claim are gone, and back when it is restored', async () => {
    const { store, get } = await openOne();
    const paths = ['/claims/1-a', '/claims/1.json', '/claims/1-a.svg', '/claims/1-a/history'];
    for (const path of [...paths, '/claims']) expect((await get(path)).status).toBe(200);
    await edit(store, { text: 'A.', status: 'withdrawn' });
    for (const path of paths) expect((await get(path)).status, path).toBe(410);
    expect((await get('/claims')).text).not.toContain('/claims/1-a');
    await edit(store, { text: 'A.', status: 'published' });
    for (const path of paths) expect((await get(path)).status, path).toBe(200);
  });

  it('a cached page is made again after another process has written', async () => {
    const file = join(makeTempFolder(), 'hearsay.sqlite');
    const [ours, theirs] = [await openStore(file), await openStore(file)];
    const { get } = await openOne({ store: () => ours });
    await putIn(ours, RECORD);
    for (const path of ['/claims/1-a', '/claims']) expect((await get(path)).text).not.toContain('A!');
    await putIn(theirs, { ...RECORD, claim: { ...RECORD.claim, text: 'A!' } });
    for (const path of ['/claims/1-a', '/claims']) expect((await get(path)).text).toContain('A!');
    await Promise.all([ours.close(), theirs.close()]);
  });

  it('a claim’s cached page shows changes of other claims within a minute, and a list at once', async () => {
    let now = NOW;
    const opened = await openOne({ clock: () => now });
    await opened.get('/claims/1-a');
    await opened.get('/claims');
    await putIn(opened.store, aRecord(graph('b->c'), { text: 'B.' }));
    expect(await isMadeAnew(opened, () => opened.get('/claims'))).toBe(true);
    now = new Date(NOW.getTime() + 59_999);
    expect(await isMadeAnew(opened, () => opened.get('/claims/1-a'))).toBe(false);
    now = new Date(NOW.getTime() + 60_000);
    expect(await isMadeAnew(opened, () => opened.get('/claims/1-a'))).toBe(true);
    now = new Date(NOW.getTime() + 3_600_000);
    expect(await isMadeAnew(opened, () => opened.get('/claims/1-a'))).toBe(false);
  });

  it('a clock that is set back keeps no outdated page', async () => {
    let now = NOW;
    const opened = await openOne({ clock: () => now });
    await opened.get('/claims/1-a');
    await putIn(opened.store, aRecord(graph('b->c'), { text: 'B.' }));
    now = new Date(NOW.getTime() - 86_400_000);
    expect(await isMadeAnew(opened, () => opened.get('/claims/1-a'))).toBe(true);
    expect(await isMadeAnew(opened, () => opened.get('/claims/1-a'))).toBe(false);
  });

  it('a cached page is not made again for changes of drafts', async () => {
    const opened = await openOne();
    await opened.get('/claims');
    await putIn(opened.store, aRecord(graph('b->c'), { text: 'B.', status: 'draft' }));
    expect(await isMadeAnew(opened, () => opened.get('/claims'))).toBe(false);
  });

  it('a page is not cached when a write came while it was made', async () => {
    let isFirst = true;
    const { get } = await openOne({
      store: (store) => {
        const load: Store['claims']['load'] = async (id) => {
          const loaded = await store.claims.load(id);
          if (isFirst) {
            isFirst = false;
            await edit(store, { text: 'A.', note: 'Written meanwhile.' });
          }
          return loaded;
        };
        return { ...store, claims: { ...store.claims, load } };
      },
    });
    expect((await get('/claims/1-a')).text).not.toContain('Written meanwhile.');
    expect((await get('/claims/1-a')).text).toContain('Written meanwhile.');
  });

  it('two simultaneous requests get the same page', async () => {
    const { get, made } = await openOne();
    const answers = await Promise.all([get('/claims/1-a'), get('/claims/1-a'), get('/claims/1-a.json')]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers[0].text).toBe(answers[1].text);
    expect(answers[2].body).toMatchObject({ format: 'hearsay.claim/1' });
    const { count } = made;
    expect((await get('/claims/1-a')).text).toBe(answers[0].text);
    expect(made.count).toBe(count);
  });
});

/** Pictures come as bytes. */
const bodyOf = ({ text, body }: Answer): string => (Buffer.isBuffer(body) ? body.toString('utf8') : text);

describe('what is not cached', () => {
  test.each([
    ['/claims', ['/claims?x=1', '/CLAIMS', '/claims/', '/claims?utm_source=x', '/claims?y=1&z=2']],
    ['/claims?after=7', ['/claims?after=7&x=1', '/Claims?x=1&after=7', '/claims?after=%37']],
    ['/', ['/?utm_source=x']],
    ['/claims/1-a', ['/claims/1-a?x=1', '/cLaims/1-a?done=unchanged', '/claims/1-a?text=1']],
    ['/claims/1-a?depth=1', ['/claims/1-a?depth=01', '/claims/1-a?x=1&depth=1', '/claims/1-a?depth=%20001']],
    ['/claims/1.graphml', ['/claims/1.graphml?x=1', '/claims/1.GraphML', '/claims/1.graphml?depth=2']],
    ['/claims/1.json', ['/claims/1.json?x=1']],
    ['/claims/1-a/history/1', ['/claims/1-a/history/1?done=unchanged']],
    ['/sources', ['/sources?x=1']],
  ])('%s is the same page however its address is filled', async (path, others) => {
    const opened = await openOne();
    const { status, text } = await opened.get(path);
    expect(status).toBe(200);
    for (const other of others) {
      const again = () => opened.get(other);
      expect(await isMadeAnew(opened, again), other).toBe(false);
      expect((await again()).text, other).toBe(text);
    }
  });

  it('what an address is filled with is not in the page that others get', async () => {
    for (const path of ['/claims/1-a/history/1', '/claims/1-a', '/sources/1-ians', '/search?q=ians']) {
      const [filled, plain] = [await openOne(), await openOne()];
      const query = `${path.includes('?') ? '&' : '?'}done=unchanged&text=1&since=1&x=1`;
      await filled.get(path + query);
      expect((await filled.get(path)).text, path).toBe((await plain.get(path)).text);
    }
  });

  test.each([
    ['/claims', '/claims?after=7'],
    ['/claims/1-a', '/claims/1-a?depth=1'],
    ['/claims/1-a', '/claims/1-a.json'],
    ['/claims/1.svg', '/claims/1.svg?depth=1'],
    ['/feed.atom', '/feed.atom?hops=1'],
  ])('%s and %s are two pages', async (one, other) => {
    const opened = await openOne();
    await opened.get(one);
    expect(await isMadeAnew(opened, () => opened.get(other))).toBe(true);
  });

  it('the API and the feed refuse what they don’t know as ever', async () => {
    const { get } = await openOne();
    for (const path of ['/api/claims', '/feed.atom']) expect((await get(path)).status).toBe(200);
    for (const path of ['/api/claims?x=1', '/feed.atom?status=draft']) expect((await get(path)).status).toBe(400);
  });

  it('made-up addresses push only each other out of the cache', async () => {
    const { store } = freshStore();
    const pages = createPageCache({ store, clock: () => NOW }, () => ({}));
    // Nothing that can be compressed.
    const content = { headers: {}, body: randomBytes(1024 * 1024) };
    const made = { claimId: null, madeFrom: await store.readRevisions(null), madeAt: NOW };
    const urls = Array.from({ length: 24 }, (_, n) => `/claims?after=${n}`);
    for (const url of ['/claims', ...urls]) await pages.keep(url, content, made);
    expect(await pages.find('/claims')).not.toBeNull();
    const kept = (await Promise.all(urls.map((url) => pages.find(url)))).filter((found) => found !== null);
    expect(kept).toHaveLength(15);
  });

  it('errors and redirects are not cached', async () => {
    const opened = await openOne();
    for (const [path, status, cache] of [
      ['/claims/1', 302, 'no-cache'],
      ['/claims/1-b', 302, 'no-cache'],
      ['/claims/2-b', 404, 'no-store'],
      ['/claims?after=x', 400, 'private, no-store'],
    ] as const) {
      for (const _ of ['once', 'twice']) {
        const answer = await opened.get(path).redirects(0);
        expect([answer.status, answer.headers['cache-control']], path).toEqual([status, cache]);
      }
    }
    expect(await isMadeAnew({ made: opened.redirected }, () => opened.get('/claims/1').redirects(0))).toBe(true);
  });

  it('pages for people who are signed in are neither cached nor sent from the cache', async () => {
    const { store, get, see } = await openWith('kim@paper.example', 'editor');
    await putIn(store, RECORD);
    for (const path of ['/claims/1-a', '/claims', '/claims/1-a.svg', '/claims/1.json']) {
      for (const _ of ['before it is kept', 'after']) {
        const theirs = await see(path);
        expect(theirs.headers['cache-control']).toBe('private, no-store');
        expect(theirs.headers).not.toHaveProperty('content-encoding');
        const { headers, text } = await get(path);
        expect(headers['cache-control']).toBe(CACHE_CONTROL);
        expect(text ?? '').not.toContain('Kim Min');
        const asked = await see(path).set('If-None-Match', headers.etag!);
        expect(asked.headers['cache-control']).toBe('private, no-store');
      }
    }
    expect((await see('/claims')).text).toContain('Kim Min');
  });

  it('a request with an expired session is not answered from the cache', async () => {
    const opened = await openOne();
    await opened.get('/claims');
    const over = () => opened.get('/claims').set('Cookie', 'a=b; hearsay.session_token=over');
    expect(await isMadeAnew(opened, over)).toBe(true);
    expect((await over()).headers['cache-control']).toBe('no-cache');
    expect(await isMadeAnew(opened, () => opened.get('/claims').set('Cookie', 'theme=dark'))).toBe(false);
  });
});
