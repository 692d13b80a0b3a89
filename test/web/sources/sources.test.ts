/** The pages of sources, as readers and editors see them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { graph, uidOf } from '../../support/graph.ts';
import { addPerson, signIn } from '../../support/people.ts';
import { aRecord, openApp, openSample, putIn } from '../open-app.ts';
import { read } from '../signed-in.ts';

async function numberOf(store: ReturnType<typeof openApp>['store'], key: string): Promise<number> {
  return (await store.sources.loadByUids([uidOf('source', key)]))[0]!.id;
}

/** One published claim and one draft, with a family of each. */
async function openNewsroom() {
  const app = openApp();
  const parents = { tass: 'state', ghost: 'other' };
  await putIn(
    app.store,
    aRecord(graph('ians->tass', { parents, seen: 'ians->tass' }), { text: 'Shown.' }),
    aRecord(graph('paper->ghost paper@2->ians@2', { parents, dates: { 'paper@2': '2025' } }), {
      text: 'A draft.',
      status: 'draft',
    }),
  );
  await addPerson(app.store, 'ed@news.example', 'editor', 'Ed');
  const cookie = await signIn(app.store, 'ed@news.example');
  return { ...app, see: (path: string) => app.get(path).set('Cookie', cookie) };
}

interface ListJson {
  sources: { id: number; name: string; url: string; counts: Record<string, number> }[];
  next: string | null;
}

describe('sources of the sample', () => {
  let sample: Awaited<ReturnType<typeof openSample>>;
  beforeAll(async () => {
    sample = await openSample();
  });

  it('the source list is well-formed, by name, with counts of published claims', async () => {
    const page = read(await sample.get('/sources'));
    expect(page.title).toBe('Sources – Hearsay');
    expect(page.text).toMatch(/IANS news agency 11 11 0 1 0/);
    expect(page.text).toMatch(/Karrow state government body speaks in no published claim/);
    expect(page.text).not.toContain('“officials”');
    const { body } = await sample.get('/sources.json');
    const { sources, next } = body as ListJson;
    expect(next).toBeNull();
    expect(sources.find(({ name }) => name === 'TASS')).toMatchObject({
      url: expect.stringMatching(/^http:\/\/hearsay\.test\/sources\/\d+-tass$/) as string,
      kind: 'agency',
      counts: { claims: 4, statements: 4, asReport: 0, asMiddle: 2, asEnd: 2, asOrigin: 0 },
    });
  });

  it('sources are listed by what a reader calls them, the original after it', async () => {
    const { text } = read(await sample.get('/sources'));
    const names = ['Halden Bulk', 'Hanyeoul News Agency ( 한여울통신 )', 'Harbour Master of Sandhythe'];
    const places = [...names, 'Langang Daily ( 澜港日报 )', 'Yonhap 연합뉴스'].map((name) => text.indexOf(name));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('the source list is filtered by name and kind and says when names are only similar', async () => {
    const names = async (query: string) => ((await sample.get(`/sources.json?${query}`)).body as ListJson).sources;
    expect((await names('q=연합')).map(({ name }) => name)).toEqual(['Yonhap']);
    expect((await names('kind=agency&q=agency')).map(({ name }) => name)).toContain('Karrow News Agency');
    expect((await names('kind=unnamed')).length).toBeGreaterThan(3);
    const near = read(await sample.get('/sources?q=yonhop'));
    expect(near.text).toContain('No source has “ yonhop ” in its name. The closest names:');
    expect(near.text).toContain('연합뉴스');
    expect(read(await sample.get('/sources?q=qqqqqq')).text).toContain('No source has “ qqqqqq ” in its name.');
  });

  it('wrong filters of the source list are reported all at once', async () => {
    const answer = await sample.get('/sources.json?kind=robot&after=x&q=a%00');
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ error: { issues: [{ field: 'q' }, { field: 'kind' }, { field: 'after' }] } });
  });

  it('the page of every source is well-formed', async () => {
    const { body } = await sample.get('/sources.json');
    const unnamed = (await sample.get('/sources.json?kind=unnamed')).body;
    const all = [...(body as ListJson).sources, ...(unnamed as ListJson).sources];
    expect(all.length).toBeGreaterThan(30);
    for (const { url, name } of all) {
      const answer = await sample.get(new URL(url).pathname);
      expect(answer.status, name).toBe(200);
      expect(read(answer).title).toContain(name);
      expect(answer.text).not.toContain('/edit"');
    }
  });

  it('a source page shows family, names, roles, whom it cites and who cites it', async () => {
    const { body } = await sample.get('/sources.json?q=tass');
    const { id, url } = (body as ListJson).sources[0]!;
    const page = read(await sample.get(new URL(url).pathname));
    expect(page.text).toContain('Also ТАСС (Russian)');
    expect(page.text).toContain(
      'Russian state Security Council of Russia part of Russian state · 2 claims TASS controlled by Russian state · 4 claims',
    );
    expect(page.text).toContain('Whom it cites Security Council of Russia 2 times in 2 claims');
    expect(page.text).toMatch(/Who cites it IANS 5 times in 4 claims Yonhap 1 time in 1 claim/);
    expect(page.count('tr role="row"')).toBe(5);
    expect(page.text).toContain('Together they have made 6 statements in published claims.');
    expect(page.text).toContain('not named: 1 hop. 2 statements lead to no such end.');
    const twin = (await sample.get(`/sources/${id}.json`)).body;
    expect(twin).toMatchObject({
      source: {
        name: 'TASS',
        aliases: [{ name: 'ТАСС', language: 'ru' }],
        counts: { claims: 4 },
        distance: {
          hops: { usual: 1, fewest: 1, most: 1 },
          statements: [{ hops: 1, statements: 2 }],
          withoutEnd: 2,
        },
      },
      above: [{ name: 'Russian state' }],
      below: [],
      cites: { total: 1, sources: [{ name: 'Security Council of Russia', claims: 2, attributions: 2 }] },
      citedBy: { total: 2 },
      next: null,
    });
  });

  it('each number of a source page leads to a list of as many claims', async () => {
    const { sources } = (await sample.get('/sources.json')).body as ListJson;
    const paths = { claims: '', asReport: '&as=report', asMiddle: '&as=middle', asEnd: '&as=end' };
    for (const { id, url, name, counts } of sources) {
      const { hrefs } = read(await sample.get(new URL(url).pathname));
      const lists = Object.entries(paths).map(([count, rest]) => [count, `/claims?source=${id}${rest}`] as const);
      for (const [count, href] of [...lists, ['asOrigin', `/claims?origin=${id}`] as const]) {
        const { body } = await sample.get(href.replace('?', '.json?'));
        expect((body as { claims: unknown[] }).claims.length, `${name} ${count}`).toBe(counts[count]);
        expect(hrefs.includes(href), `${name} ${count}`).toBe(counts[count]! > 0);
      }
    }
  });

  it('a claim page links to its sources and documents', async () => {
    const page = read(await sample.get('/claims/1').redirects(1));
    for (const href of page.hrefs.filter((link) => /^\/(sources|documents)\/\d/.test(link))) {
      expect((await sample.get(href)).status, href).toBe(200);
    }
    expect(page.hrefs.some((href) => /^\/sources\/\d+-tass$/.test(href))).toBe(true);
    expect(page.hrefs.some((href) => /^\/documents\/\d+-ians-report/.test(href))).toBe(true);
  });
});

describe('a source page', () => {
  it('a source page is found by its number, and a wrong address redirects to the right one', async () => {
    const { store, get } = await openNewsroom();
    const id = await numberOf(store, 'tass');
    for (const wrong of [`${id}`, `${id}-`, `${id}-ians`]) {
      const answer = await get(`/sources/${wrong}`);
      expect([answer.status, answer.headers.location], wrong).toEqual([302, `/sources/${id}-tass`]);
    }
    expect((await get(`/sources/${id}.json`)).status).toBe(200);
    expect((await get(`/sources/${id}-ians.json`)).headers.location).toBe(`/sources/${id}-tass.json`);
    const later = await get(`/sources/${id}?after=12`);
    expect(later.headers.location).toBe(`/sources/${id}-tass?after=12`);
  });

  it('a source in no published claim is for editors only, in JSON and history too', async () => {
    const { store, get, see } = await openNewsroom();
    for (const key of ['paper', 'ghost', 'other']) {
      const id = await numberOf(store, key);
      for (const path of [`/sources/${id}`, `/sources/${id}-${key}`, `/sources/${id}.json`]) {
        expect((await get(path)).status, path).toBe(404);
        expect((await see(path).redirects(1)).status, path).toBe(200);
      }
      const { status, text } = await get(`/documents?publisher=${id}`);
      expect(status).toBe(400);
      expect(text).toContain(`no source here is called “${id}”`);
      expect(text).not.toContain('did you mean');
      expect((await get(`/sources/${id}/history`)).status).toBe(303);
      expect((await get(`/sources/${id}/history.json`)).status).toBe(401);
    }
    expect((await get('/sources.json')).text).not.toMatch(/paper|ghost|other/);
    expect((await see('/sources.json')).text).toMatch(/ghost.*other.*paper/s);
    // Above one who speaks, but no more than that.
    expect((await get(`/sources/${await numberOf(store, 'state')}-state`)).status).toBe(200);
  });

  it('a source page shows drafts to editors and nothing of them to readers', async () => {
    const { store, get, see } = await openNewsroom();
    const id = await numberOf(store, 'ians');
    const shown = await get(`/sources/${id}-ians`);
    expect(shown.text).toContain('Shown.');
    expect(shown.text).not.toMatch(/A draft|paper/);
    expect((await get(`/sources/${id}.json`)).text).not.toMatch(/A draft|paper/);
    const page = read(await see(`/sources/${id}-ians`));
    expect(page.text).toMatch(/A draft\. draft/);
    expect(page.text).toContain('Claims 1');
    const ghost = read(await see(`/sources/${await numberOf(store, 'ghost')}-ghost`));
    expect(ghost.text).toContain('In no published claim.');
  });

  it('the page of a source in a large family shows its way up and says that there is more', async () => {
    const { store, get } = openApp();
    const kin = Array.from({ length: 210 }, (_, i) => `kin${i}`);
    const parents = Object.fromEntries(kin.map((key) => [key, 'state']));
    await putIn(store, aRecord(graph(kin.join(' '), { parents })));
    const page = read(await get(`/sources/${await numberOf(store, 'kin7')}-kin7`));
    expect(page.text).toMatch(/The family is larger than is shown here\. state kin7 part of state · 1 claim/);
    expect(page.text).not.toContain('kin8');
    expect(read(await get(`/sources/${await numberOf(store, 'state')}-state`)).text).toContain('kin8 part of state');
  });

  it('the claims of a source page are paged by key', async () => {
    const { store, get } = openApp();
    const records = Array.from({ length: 30 }, (_, i) =>
      aRecord(graph(`b${i}->a@${i}`), { text: `Claim number ${i + 1}.` }),
    );
    await putIn(store, ...records);
    const id = await numberOf(store, 'a');
    const first = read(await get(`/sources/${id}-a`));
    expect(first.count('tr role="row"')).toBe(26);
    expect(first.hrefs).toContain(`/sources/${id}-a?after=6`);
    expect(first.text).not.toContain('are shown.');
    expect(first.text).toContain('and 22 more');
    const second = read(await get(`/sources/${id}-a?after=6`));
    expect(second.count('tr role="row"')).toBe(6);
    expect(second.text).toContain('Back to the newest claims');
    const { body } = await get(`/sources/${id}.json`);
    expect(body).toMatchObject({ citedBy: { total: 30 }, next: `/sources/${id}-a.json?after=6` });
    const list = read(await get('/sources'));
    expect(list.count('tr role="row"')).toBe(32);
  });

  it('hostile names of sources are escaped', async () => {
    const { store, get } = openApp();
    const evil = '<script>alert(1)</script>"\' onload=x {{text}}';
    await putIn(store, aRecord(graph('a->b', { names: { a: evil, b: `${evil} too` }, parents: { a: 'b' } })));
    const id = await numberOf(store, 'a');
    for (const path of ['/sources', `/sources?q=${encodeURIComponent(evil)}`, `/sources/${id}`]) {
      const answer = await get(path).redirects(1);
      expect(answer.status).toBe(200);
      expect(answer.text).not.toContain('<script>');
      expect(answer.text).toContain('&lt;script&gt;');
      read(answer);
    }
  });
});

describe('an empty installation', () => {
  it('the source and document lists of an empty installation say that they are empty', async () => {
    const { get } = openApp();
    expect(read(await get('/sources')).text).toContain('No source speaks in a published claim yet.');
    expect(read(await get('/sources?kind=agency')).text).toContain('There is no source of this kind.');
    expect(read(await get('/documents')).text).toContain('No published claim shows a document yet.');
    expect(read(await get('/documents?after=3_2025')).text).toContain('There are no more documents.');
    expect((await get('/sources.json')).body).toEqual({ sources: [], nearest: false, next: null });
    expect((await get('/documents.json')).body).toEqual({ documents: [], next: null });
  });
});
