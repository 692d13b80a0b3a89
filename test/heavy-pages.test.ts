/** Pages of large claims are made in another thread. */
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { createPageFetcher } from '../src/fetching/pages.ts';
import { openStore, type Store } from '../src/storage/store.ts';
import { createHeavyPages } from '../src/threads.ts';
import type { HeavyPageJob } from '../src/web/http/route.ts';
import { makeLayeredGraph } from './support/large-graphs.ts';
import { graph } from './support/graph.ts';
import { measurePauses } from './support/longest-pause.ts';
import { addPerson, signIn } from './support/people.ts';
import { putIn } from './support/store.ts';
import { makeTempFolder } from './support/temp-folder.ts';
import { aRecord } from './web/open-app.ts';

/** As many reports of one agency. */
const HOPS = Array.from({ length: 600 }, (_, n) => `r${n}->agency`).join(' ');

const config = { ...readConfig({ DATABASE: join(makeTempFolder(), 'large.sqlite'), RATE_LIMIT: '0' }) };

async function listen(app: RequestListener): Promise<[Server, string]> {
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return [server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`];
}

describe('the pages of a large claim', () => {
  let [server, store]: [Server | undefined, Store | undefined] = [undefined, undefined];
  const jobs: HeavyPageJob[] = [];
  const large = aRecord(makeLayeredGraph(600), { text: 'Large.' });
  const made = createHeavyPages(config);
  let base = '';
  let cookie = '';

  beforeAll(async () => {
    store = await openStore(config.database);
    await putIn(
      store,
      large,
      aRecord(graph('ians->tass'), { text: 'Small.' }),
      aRecord(graph(HOPS), { text: 'Hidden.', status: 'draft' }),
    );
    await addPerson(store, 'kim@desk.example');
    cookie = await signIn(store, 'kim@desk.example');
    const makeHeavyPage = (job: HeavyPageJob) => {
      jobs.push(job);
      return made(job);
    };
    const parts = { store, config, clock: () => new Date(), log: pino({ level: 'silent' }), fetchPage: null };
    [server, base] = await listen(createApp({ ...parts, makeHeavyPage }));
  });
  afterAll(async () => {
    server?.closeAllConnections();
    server?.close();
    await store?.close();
  });

  async function get(path: string, headers: Record<string, string> = {}) {
    const before = jobs.length;
    const response = await fetch(base + path, { redirect: 'manual', headers });
    return { status: response.status, text: await response.text(), threads: jobs.length - before };
  }

  it('are those that this thread would make, and are cached', async () => {
    const plain = createApp({
      ...{ store: store!, config, clock: () => new Date(), log: pino({ level: 'silent' }), fetchPage: null },
    });
    const [other, there] = await listen(plain);
    for (const path of ['/claims/1-large', '/claims/1-large?depth=2', '/claims/1.graphml', '/claims/1.svg']) {
      const { status, text, threads } = await get(path);
      expect([status, threads], path).toEqual([200, 1]);
      expect((await get(path)).threads, path).toBe(0);
      expect(text).toBe(await (await fetch(there + path)).text());
    }
    other.closeAllConnections();
    other.close();
  });

  it('leave this thread free', async () => {
    const { longest, all } = await measurePauses(() =>
      Promise.all(['csv', 'jsonld', 'provjson', 'dot'].map((ending) => get(`/claims/1.${ending}`))),
    );
    expect(longest).toBeLessThan(all / 2);
  });

  it('are not those of small claims, nor redirects', async () => {
    expect(await get('/claims/2-small')).toMatchObject({ status: 200, threads: 0 });
    expect(await get('/claims/1-other')).toMatchObject({
      status: 302,
      text: expect.stringContaining('1-large') as string,
    });
  });

  it('are refused as ever', async () => {
    expect((await get('/claims/3-hidden')).status).toBe(404);
    const { status, text } = await get('/claims/1-large.json?focus=nobody');
    expect(status).toBe(400);
    expect(text).toContain('"field":"focus"');
  });

  it('are the editor’s own where one is signed in', async () => {
    const draft = await get('/claims/3-hidden', { cookie });
    expect(draft).toMatchObject({ status: 200, threads: 1 });
    expect(draft.text).toContain('kim@desk.example');
    expect((await get('/claims/1-large')).text).not.toContain('kim@desk.example');
  });

  it('are its embedding’s size and its line of the export, too', async () => {
    const oembed = await get(`/oembed?url=${encodeURIComponent(`${config.baseUrl}/claims/1-large`)}`);
    expect(oembed).toMatchObject({ status: 200, threads: 1 });
    expect(JSON.parse(oembed.text)).toMatchObject({ type: 'rich', title: 'Large.' });
    const all = await get('/export.ndjson');
    expect([all.status, all.threads]).toEqual([200, 1]);
    const lines = all.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { claim: { text: string } });
    expect(lines.map(({ claim }) => claim.text)).toEqual(['Large.', 'Small.']);
    expect(JSON.parse((await get('/claims/1.json')).text)).toMatchObject({ claim: lines[0]!.claim });
  });

  it('are the forms that change it', async () => {
    const own = { cookie };
    const plain = createApp({
      ...{ store: store!, config, clock: () => new Date(), log: pino({ level: 'silent' }) },
      fetchPage: createPageFetcher(),
    });
    const [other, there] = await listen(plain);
    const [statement, attribution] = [large.statements[5]!.uid, large.attributions[5]!.uid];
    for (const path of [
      ...['edit', 'withdraw', 'chains/new'].map((form) => `/claims/1-large/${form}`),
      ...[`/statements/${statement}/edit`, `/attributions/${attribution}/edit`],
    ]) {
      const asked = await fetch(base + path, { headers: own });
      const whole = await fetch(there + path, { headers: own });
      expect([path, asked.status]).toEqual([path, 200]);
      // A form for another draft each time.
      const steady = (text: string) => text.replaceAll(/drafts\/[\w-]+/g, 'drafts/…');
      expect(steady(await asked.text())).toBe(steady(await whole.text()));
      for (const name of ['cache-control', 'content-type', 'vary']) {
        expect(asked.headers.get(name)).toBe(whole.headers.get(name));
      }
      expect((await get(path, own)).threads, path).toBe(1);
    }
    expect((await get('/claims/1-large/edit')).threads).toBe(0);
    expect((await get('/claims/2-small/edit', own)).threads).toBe(0);
    other.closeAllConnections();
    other.close();
  });

  it('are shared by those who ask for the same at once, and few wait', async () => {
    const job = { path: '/claims/:id', format: 'json', params: { id: '1-large' }, query: {}, visitor: null } as const;
    const same = await Promise.all([made(job), made({ ...job })]);
    expect(same[0]).toBe(same[1]);
    const many = Array.from({ length: 12 }, (_, n) => made({ ...job, query: { x: String(n) } }));
    const settled = await Promise.allSettled(many);
    expect(settled.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0);
    expect(settled.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(9);
  });
});
