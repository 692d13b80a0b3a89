import { beforeAll, describe, expect, it } from 'vitest';
import { FINDING_KINDS } from '../../../src/model/records.ts';
import { graph } from '../../support/graph.ts';
import { readHtml } from '../html.ts';
import { aRecord, openApp, openSample, putIn } from '../open-app.ts';

interface List {
  claims: { id: number; status: string; text: string; findings: string[]; hops: { most: number } | null }[];
  next: string | null;
}

describe('the filtered claim list', () => {
  let sample: Awaited<ReturnType<typeof openSample>>;
  beforeAll(async () => {
    sample = await openSample();
  });

  const list = async (path: string): Promise<List> => (await sample.get(path)).body as List;
  const read = async (path: string) => readHtml((await sample.get(path)).text);
  const idOf = async (name: string): Promise<number> => (await sample.store.sources.findByName(name))[0]!.id;

  it.each(FINDING_KINDS)('the claim list filtered by the finding %s has all claims with it', async (kind) => {
    const all = (await list('/claims.json')).claims.filter(({ findings }) => findings.includes(kind));
    expect((await list(`/claims.json?finding=${kind}`)).claims).toEqual(all);
  });

  it('the claim list is filtered by a source’s number, uid or name, and shows its name', async () => {
    const { id, source } = (await sample.store.sources.findByName('TASS'))[0]!;
    const byNumber = await list(`/claims.json?source=${id}`);
    expect(byNumber.claims.length).toBeGreaterThan(3);
    for (const named of ['TASS', 'tass', source.uid]) {
      expect((await list(`/claims.json?source=${named}`)).claims).toEqual(byNumber.claims);
    }
    const page = await sample.get(`/claims?source=${id}`);
    expect(page.text).toContain('<h1>Claims with a statement by <bdi>TASS</bdi></h1>');
    expect(page.text).toMatch(/id="f-source"[^>]* value="TASS"/);
    expect((await list(`/claims.json?origin=${id}`)).claims.length).toBeLessThan(byNumber.claims.length);
  });

  it('the filtered claim list is titled by its filters, and each can be removed', async () => {
    const tass = await idOf('TASS');
    const page = await read(
      `/claims?finding=second-hand-hop&finding=choke-point&source=TASS&hops=2&sort=hops&q=follows`,
    );
    expect(page.title).toBe(
      'Claims with the words follows, with a choke point and a second-hand hop, with a statement by TASS, 2 hops deep or more, most hops first – Hearsay',
    );
    expect(page.text).toContain('Finding: choke point ✕ remove the filter Finding: choke point');
    const rest = `source=${tass}&finding=choke-point&finding=second-hand-hop&hops=2&sort=hops`;
    expect(page.hrefs).toContain(`/claims?${rest}`);
    expect(page.hrefs).toContain(`/claims?q=follows&${rest.replace('finding=choke-point&', '')}`);
    expect(page.hrefs).toContain('/claims?sort=hops');
    expect(page.text).toContain('1 claim, most hops first');
    expect(page.problems()).toEqual([]);
    // The filters that are set stand above the form, which is folded again.
    expect(page.count('details class="filters" open')).toBe(0);
    expect((await read('/claims?hops=many')).count('details class="filters" open')).toBe(1);
  });

  it('the headings of the claim list sort it, and say which of them does', async () => {
    const { text } = await sample.get('/claims?topic=diplomacy&sort=reports');
    expect(
      [...text.matchAll(/<th [^>]*aria-sort="descending"[^>]*><a href="([^"]*)">([^<]*)/g)].map((m) => m[2]),
    ).toEqual(['Reports']);
    const page = readHtml(text);
    for (const sort of ['&sort=hops', '&sort=independent-sources', ''])
      expect(page.hrefs).toContain(`/claims?topic=diplomacy${sort}`);
    expect((await sample.get('/claims')).text).toMatch(/aria-sort="descending"><a href="\/claims">Added</);
    expect((await sample.get('/claims?sort=updated')).text).toMatch(/aria-sort="descending"><a [^>]*>Changed</);
  });

  it('the claim list is sorted by the date that it shows', async () => {
    const { store, get } = openApp();
    const of = (text: string, updatedAt: string, at: number) =>
      aRecord(graph(`a@${at}->b@${at}`), { text, updatedAt, createdAt: updatedAt });
    await putIn(store, of('Old, and changed today.', '2025-06-18T09:00:00Z', 1), of('New.', '2024-01-01T09:00:00Z', 2));
    const dates = async (path: string): Promise<[string, string][]> => {
      const { text } = await get(path);
      return [...text.matchAll(/data-label="(Added|Changed)"><time datetime="([^"]*)"/g)].map((m) => [m[1]!, m[2]!]);
    };
    expect(await dates('/claims?sort=updated')).toEqual([
      ['Changed', '2025-06-18'],
      ['Changed', '2024-01-01'],
    ]);
    const added = await dates('/claims');
    expect(added.map(([label]) => label)).toEqual(['Added', 'Added']);
    expect(added.map(([, date]) => date)).toEqual(
      added
        .map(([, date]) => date)
        .sort()
        .reverse(),
    );
  });

  it('the claim list offers its topics with their counts, and finds them in any case', async () => {
    const { text } = await sample.get('/claims');
    const known = /<datalist id="f-topic-known">(.*?)<\/datalist>/.exec(text)![1]!;
    const options = [...known.matchAll(/<option value="([^"]*)">(\d+) claims?</g)];
    expect(options.length).toBeGreaterThan(2);
    for (const [, topic, count] of options) {
      const path = `/claims.json?topic=${encodeURIComponent(topic!.toUpperCase())}`;
      expect((await list(path)).claims, topic).toHaveLength(Number(count));
    }
    expect((await read('/claims?topic=DIPLOMACY')).text).toContain('Topic: diplomacy ✕ remove');
  });

  it('each claim of the list has its chain in words', async () => {
    const { text } = await sample.get('/claims?q=follows');
    expect(text).toContain('<span class="hidden">2 hops: read, second-hand; ends at the origin</span>');
    expect(text).toContain('href="#hop-second-hand"');
  });

  it('an empty claim list says which filter to remove', async () => {
    const page = await read('/claims?finding=circle&topic=diplomacy');
    expect(page.text).toMatch(/No claim meets all of these filters\. Leave one out, and there are:/);
    expect(page.text).toMatch(/\d claims? without Topic: diplomacy/);
    expect(page.hrefs).toEqual(expect.arrayContaining(['/claims?finding=circle', '/claims?topic=diplomacy']));
  });

  it('the nearest sources are offered for an unknown name in the claim list’s filter', async () => {
    const answer = await sample.get('/claims?source=Tas&finding=echo');
    const page = readHtml(answer.text);
    expect(answer.status).toBe(400);
    expect(page.title).toBe('Error: Claims – Hearsay');
    expect(page.text).toContain('Source: no source here is called “Tas”');
    expect(page.hrefs).toContain(`/claims?source=${await idOf('TASS')}&finding=echo`);
    expect(answer.text).toMatch(/value="echo" checked/);
    expect(page.problems()).toEqual([]);
    expect((await sample.get('/claims.json?source=Tas')).body).toMatchObject({
      error: { status: 400, issues: [{ field: 'source', message: expect.stringContaining('TASS (') as string }] },
    });
  });

  it('the claim list shows every wrong filter at once and keeps what was typed', async () => {
    const { status, text } = await sample.get('/claims?hops=many&q=a&finding=lie&topic=sea');
    const page = readHtml(text);
    expect(status).toBe(400);
    expect(page.hrefs).toEqual(expect.arrayContaining(['#f-q', '#f-finding', '#f-hops']));
    expect(text).toMatch(/id="f-hops"[^>]* value="many"/);
    expect(text).toMatch(/id="f-topic"[^>]* value="sea"/);
    expect(page.problems()).toEqual([]);
    const twin = await sample.get('/claims.json?hops=many&q=a');
    expect(twin.status).toBe(400);
    expect((twin.body as { error: { issues: { field: string }[] } }).error.issues.map(({ field }) => field)).toEqual([
      'q',
      'hops',
    ]);
  });

  it('the claim list links to the topics of its claims', async () => {
    const page = await read('/claims');
    expect(page.hrefs).toContain('/claims?topic=diplomacy');
    expect((await list('/claims.json?topic=diplomacy')).claims.length).toBeGreaterThan(2);
  });
});

describe('the first page', () => {
  it('the first page shows the findings of the week of the last change, dated, the most serious first', async () => {
    const { store, get } = openApp();
    const at = (updatedAt: string, text: string) => ({ text, updatedAt, createdAt: updatedAt });
    await putIn(
      store,
      aRecord(graph('a->b->a'), at('2025-06-18T09:00:00Z', 'A circle.')),
      aRecord(graph('c->d'), at('2025-06-12T09:00:00Z', 'A hop.')),
      aRecord(graph('e->f'), at('2025-06-11T09:00:00Z', 'A week before.')),
      aRecord(graph('g->h->g'), { ...at('2025-06-19T09:00:00Z', 'A draft.'), status: 'draft' }),
    );
    const page = readHtml((await get('/')).text);
    const found = /Latest findings(.*)How to read a chain/.exec(page.text)![1]!;
    expect(found).toContain('in the seven days to 18 June 2025');
    expect(found).toMatch(
      /Warning: circle in 1 claim A circle\. 18 June 2025 .*Caution: unsupported hop in 2 claims A circle\. 18 June 2025 .*A hop\. 12 June 2025/,
    );
    expect(found).not.toMatch(/A week before|A draft/);
    // Each leads to a list of as many, although there are more in all.
    for (const [kind, count] of [
      ['circle', 1],
      ['unsupported-hop', 2],
    ] as const) {
      const href = `/claims?finding=${kind}&since=2025-06-11T09%3A00%3A00Z`;
      expect(page.hrefs).toContain(href);
      expect(((await get(href.replace('?', '.json?'))).body as List).claims).toHaveLength(count);
    }
    expect(((await get('/claims.json?finding=unsupported-hop')).body as List).claims).toHaveLength(3);
    expect(page.problems()).toEqual([]);
  });
});

describe('drafts in the claim list', () => {
  it('drafts are in no filtered claim list for readers, and their sources are unknown there', async () => {
    const app = openApp();
    await putIn(
      app.store,
      aRecord(graph('a@1->secret@1'), { text: 'A draft of the bridge.', status: 'draft', topics: ['sea'] }),
      aRecord(graph('a@2->b@2'), { text: 'The bridge.', topics: ['sea'] }),
    );
    for (const filter of [
      'q=bridge',
      'topic=sea',
      'source=a',
      'hops=1',
      'finding=unsupported-hop',
      'sort=hops',
      'sort=updated',
    ]) {
      const { body } = await app.get(`/claims.json?${filter}`);
      expect(
        (body as List).claims.map(({ text }) => text),
        filter,
      ).toEqual(['The bridge.']);
    }
    const [secret] = await app.store.sources.findByName('secret');
    for (const named of ['secret', String(secret!.id), secret!.source.uid]) {
      const { status, text } = await app.get(`/claims.json?source=${named}`);
      expect(status).toBe(400);
      expect(text).not.toContain('secret (');
    }
  });
});

describe('a long claim list', () => {
  it('a long claim list is paged in every order with its filters', async () => {
    const { store, get } = openApp();
    const records = Array.from({ length: 60 }, (_, place) => {
      const chain = ['a', 'b', 'c', 'd'].slice(0, 2 + (place % 3)).map((name) => `${name}@${place}`);
      const updatedAt = `2025-06-18T09:00:${String(10 + (place % 7))}Z`;
      return aRecord(graph(chain.join('->')), { text: `Claim ${place}.`, topics: ['sea'], updatedAt });
    });
    await putIn(store, ...records);
    for (const sort of ['newest', 'published', 'updated', 'hops', 'reports', 'independent-sources']) {
      const ids: number[] = [];
      let next: string | null = `/claims.json?q=claim&topic=sea&sort=${sort}`;
      while (next !== null) {
        const body = (await get(next)).body as List;
        ids.push(...body.claims.map(({ id }) => id));
        next = body.next;
      }
      expect(ids).toHaveLength(60);
      expect(new Set(ids).size).toBe(60);
    }
    const page = readHtml((await get('/claims?topic=sea&sort=hops')).text);
    expect(page.hrefs.filter((href) => href.includes('after='))).toEqual([
      expect.stringMatching(/^\/claims\?topic=sea&sort=hops&after=\d+_2$/),
    ]);
    expect((await get('/claims?topic=sea&sort=hops&after=12')).status).toBe(400);
  });
});
