/** The search, as readers, editors and programs see it. */
import { beforeAll, describe, expect, it, test } from 'vitest';
import { graph } from '../../support/graph.ts';
import { aRecord, openSample, putIn } from '../open-app.ts';
import { addPerson, signIn } from '../../support/people.ts';
import { read } from '../signed-in.ts';

interface Listed {
  items: { id: number; uid: string; url?: string; text?: string; name?: string; status?: string }[];
  count: number | string;
  next: string | null;
}
interface SearchJson {
  query: string;
  claims: Listed | null;
  sources: Listed | null;
  documents: Listed | null;
  suggestions: { spellings: string[]; sources: Listed['items'] } | null;
}

describe('the search', () => {
  let sample: Awaited<ReturnType<typeof openSample>>;
  let cookie: string;
  beforeAll(async () => {
    sample = await openSample();
    const many = Array.from({ length: 30 }, (_, place) =>
      aRecord(graph(`m${place}`), { text: `Lighthouse number ${place}.` }),
    );
    const drafts = ['draft', 'withdrawn'] as const;
    await putIn(
      sample.store,
      ...many,
      ...drafts.map((status) => aRecord(graph(status), { text: `A lighthouse ${status}, quixotic.`, status })),
    );
    await addPerson(sample.store, 'ed@news.example', 'editor', 'Ed');
    cookie = await signIn(sample.store, 'ed@news.example');
  });

  const see = async (path: string) => read(await sample.get(path));
  const ask = async (path: string) => (await sample.get(path)).body as SearchJson;

  it('every page has a search box, with a large one on the first page', async () => {
    const box = /<form class="seek" method="get" action="\/search" role="search"/;
    expect((await sample.get('/claims')).text).toMatch(box);
    expect((await sample.get('/')).text).not.toMatch(box);
    expect((await sample.get('/')).text).toMatch(
      /<form class="big-search" method="get" action="\/search" role="search"/,
    );
    expect((await sample.get('/no-such-page').set('Accept', 'text/html')).text).toContain('class="seek"');
    const own = (await sample.get('/search')).text;
    expect(own).not.toContain('class="seek"');
    expect(own).toMatch(/<input id="f-q" name="q" type="search" value=""/);
  });

  it('a search shows the first results of each kind, marked, with links to the rest', async () => {
    const { text } = await sample.get('/search?q=TASS');
    const page = await see('/search?q=TASS');
    expect(page.text).toMatch(
      /All Claims 4 Sources 1 Documents 0 Claims 4 .* In its chains: TASS .* Sources 1 TASS .*speaks in 4 claims .*Documents/,
    );
    expect(text).toContain('<mark>TASS</mark>');
    expect((await see('/search?q=shoigu')).hrefs).toContain('/search?q=shoigu&type=claims');
    expect((await see('/search?q=%EC%97%B0%ED%95%A9')).text).toContain('Yonhap 연합 뉴스');
  });

  it('what was searched for is escaped', async () => {
    for (const typed of ['<script>alert(1)</script> shoigu', '"><img src=x onerror=alert(1)>', '<mark>']) {
      const { text } = await sample.get(`/search?q=${encodeURIComponent(typed)}`);
      expect(text).not.toMatch(/<script>|<img|value="">/);
    }
  });

  it('the results of a search are paged by key, each claim once', async () => {
    const ids: number[] = [];
    let next: string | null = '/search.json?q=lighthouse&type=claims';
    const pages: string[] = [];
    while (next !== null) {
      pages.push(next);
      const { claims, sources, documents } = await ask(next);
      expect([sources, documents]).toEqual([null, null]);
      expect(claims!.count).toBe(30);
      ids.push(...claims!.items.map(({ id }) => id));
      next = claims!.next;
    }
    expect(pages).toHaveLength(2);
    expect(pages[1]).toBe(`/search.json?q=lighthouse&type=claims&after=${ids[24]}`);
    expect(new Set(ids).size).toBe(30);
    const page = await see('/search?q=lighthouse&type=claims');
    expect(page.hrefs).toContain(`/search?q=lighthouse&type=claims&after=${ids[24]}`);
    const second = await see(`/search?q=lighthouse&type=claims&after=${ids[24]}`);
    expect(second.count('th role="rowheader"')).toBe(5);
    expect(second.hrefs).toContain('/search?q=lighthouse&type=claims');
  });

  it('the JSON of a search has claims, sources and documents as in their lists', async () => {
    const { claims } = await ask('/search.json?q=pyongyang');
    const listed = (await sample.get('/claims.json?after=20')).body as { claims: object[] };
    expect(listed.claims).toEqual(expect.arrayContaining(claims!.items));
    const { sources } = await ask('/search.json?q=yonhap');
    const all = (await sample.get('/sources.json?q=yonhap')).body as { sources: object[] };
    expect(sources).toEqual({ items: all.sources, count: 1, next: null });
    const { documents } = await ask('/search.json?q=IANS');
    expect(documents!.items.length).toBeGreaterThan(0);
    expect(((await sample.get('/documents.json')).body as { documents: object[] }).documents).toEqual(
      expect.arrayContaining(documents!.items),
    );
    expect(await ask('/search.json')).toEqual({
      ...{ query: '', claims: null, sources: null, documents: null, suggestions: null },
    });
  });

  it('a claim that was found by an excerpt shows the sentence with the word marked, and leads to its hop', async () => {
    const { text } = await sample.get('/search?q=quoting&type=claims');
    const passages = [...text.matchAll(/<a href="(\/claims\/[^"]*)#(h-[^"]*)">“<bdi[^>]*>(.*?)<\/bdi>”<\/a>/gsu)];
    expect(passages.length).toBeGreaterThan(0);
    for (const [, claim, anchor, words] of passages) {
      expect(words).toMatch(/<mark>quot(e|es|ed|ing)<\/mark>/iu);
      expect((await sample.get(claim!)).text).toContain(`id="${anchor}"`);
    }
  });

  it('a search without results suggests what may have been meant', async () => {
    const page = await see('/search?q=Shoigv');
    expect(page.text).toContain('No results for “ Shoigv ”. Did you mean shoigu ?');
    expect(page.hrefs).toEqual(expect.arrayContaining(['/search?q=shoigu', '/claims', '/sources', '/documents']));
    expect((await see('/search?q=Shoigu&type=sources')).text).toContain('No sources for “ Shoigu ”.');
    expect((await see('/search?q=lighthouse&type=claims&after=999')).text).toContain('There are no more.');
    expect((await ask('/search.json?q=Yonhop')).suggestions).toMatchObject({ sources: [{ name: 'Yonhap' }] });
    expect((await ask('/search.json?q=shoigu')).suggestions).toBeNull();
  });

  it('a search shows drafts and withdrawn claims only to editors who ask for them', async () => {
    for (const typed of ['quixotic', 'quixotik']) {
      const { text } = await sample.get(`/search.json?q=${typed}`);
      expect(text.replace(/^\{"query":"[^"]*"/, '')).not.toContain('quixotic');
      const { claims, suggestions } = JSON.parse(text) as SearchJson;
      expect([claims!.count, suggestions]).toEqual([0, { spellings: [], sources: [] }]);
    }
    expect((await sample.get('/search?q=quixotic&status=draft').set('Accept', 'text/html')).status).toBe(403);
    const drafts = read(await sample.get('/search?q=quixotic&status=draft').set('Cookie', cookie));
    expect(drafts.text).toMatch(/Drafts 1 .* A lighthouse draft, quixotic \./);
    expect(drafts.hrefs).toContain('/search?q=quixotic&type=claims&status=draft');
    const withdrawn = await sample.get('/search.json?q=quixotic&status=withdrawn').set('Cookie', cookie);
    expect((withdrawn.body as SearchJson).claims!.items).toMatchObject([{ status: 'withdrawn' }]);
  });

  test.each([
    ['q=a', 422, 'q', /two letters/],
    ['q=%22%22', 422, 'q', /two letters/],
    [`q=${'a'.repeat(201)}`, 422, 'q', /at most 200/],
    ['q=ab%00', 422, 'q', /control characters/],
    ['q=ab&type=people', 400, 'type', /claims, sources, documents/],
    ['q=ab&type=claims&after=x', 400, 'after', /number/],
    ['q=ab&after=3', 400, 'after', /type/],
    ['q=ab&status=secret', 400, 'status', /draft, published, withdrawn/],
  ])('a search with %s is refused by name', async (query, status, field, message) => {
    const { body } = await sample.get(`/search.json?${query}`);
    expect(body).toMatchObject({
      error: { status, issues: [{ field, message: expect.stringMatching(message) as string }] },
    });
    const page = await sample.get(`/search?${query}`).set('Accept', 'text/html');
    expect(page.status).toBe(status);
    if (status === 422) expect(page.text).toContain('href="#f-q"');
  });
});
