/** Pages of large claims are made in another thread, and forms that change them or are long answered there. */
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { createPageFetcher } from '../src/fetching/pages.ts';
import { openStore, type Store } from '../src/storage/store.ts';
import { createHeavyPages, createPageReader } from '../src/threads.ts';
import { Busy } from '../src/web/http/errors.ts';
import type { HeavyPageJob } from '../src/web/http/route.ts';
import { makeLayeredGraph } from './support/large-graphs.ts';
import { graph } from './support/graph.ts';
import { measurePauses } from './support/longest-pause.ts';
import { addPerson, signIn } from './support/people.ts';
import { putIn } from './support/store.ts';
import { makeTempFolder } from './support/temp-folder.ts';
import { asSent, giveToken } from './web/api/desk.ts';
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
      fetchPage: createPageFetcher(createPageReader()),
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

  it('are those for programs, too', async () => {
    const path = `/api/claims/${large.claim.uid}`;
    const { status, text, threads } = await get(path);
    expect([status, threads]).toEqual([200, 1]);
    expect(JSON.parse(text)).toMatchObject({ format: 'hearsay.claim/1', claim: { uid: large.claim.uid } });
  });

  /** Sends a form as a browser does. */
  async function post(path: string, fields: Record<string, string>) {
    const before = jobs.length;
    const headers = { cookie, 'Sec-Fetch-Site': 'same-origin' };
    const body = new URLSearchParams(fields);
    const answer = await fetch(base + path, { method: 'POST', redirect: 'manual', headers, body });
    const { status } = answer;
    return { status, to: answer.headers.get('location'), text: await answer.text(), threads: jobs.length - before };
  }

  it('are changed in the other thread, which leaves this one free', async () => {
    const uid = large.statements[5]!.uid;
    const card = {
      source: 'Mayor',
      pick: 'new',
      pickedFor: 'Mayor',
      kind: 'person',
      stance: 'asserts',
      basis: 'unknown',
    };
    const cards = Object.fromEntries(Object.entries(card).map(([name, value]) => [`card-0-${name}`, value]));
    const steps: [string, Record<string, string>, number][] = [
      ['/claims/1-large/withdraw', { reason: '' }, 422],
      ['/claims/1-large/withdraw', { reason: 'The agency did.' }, 303],
      ['/claims/1-large/restore', {}, 303],
      ['/claims/1-large/edit', { text: 'Larger.', language: 'en', revision: '3' }, 303],
      [`/statements/${uid}/edit`, { ...cards, revision: '4', confirmed: 'yes' }, 303],
    ];
    const { longest, all } = await measurePauses(async () => {
      for (const [path, fields, status] of steps) {
        expect(await post(path, fields), path).toMatchObject({ status, threads: 1 });
      }
    });
    expect(longest).toBeLessThan(all / 2);
    const { revision, record } = (await store!.claims.load(1))!;
    expect([revision, record.claim.text, record.claim.status]).toEqual([5, 'Larger.', 'published']);
    const mayor = record.sources.find(({ name }) => name === 'Mayor')!.uid;
    expect(record.statements.find((statement) => statement.uid === uid)!.source).toBe(mayor);
    expect(
      (await store!.history.list(large.claim.uid, { before: null, limit: 9 })).revisions.map(({ actor }) => actor),
    ).toContain('kim@desk.example');
    expect((await post('/claims/2-small/edit', { text: 'Smaller.', language: 'en', revision: '1' })).threads).toBe(0);
  });

  it('are derived anew in the other thread when one of their sources changes', async () => {
    const { record, numbers } = (await store!.claims.load(1))!;
    const { uid, name } = record.sources.find(({ uid: one }) => one === record.statements[0]!.source)!;
    const { status } = await post(`/sources/${numbers.get(uid)}/edit`, {
      name: `${name} Two`,
      kind: 'outlet',
      revision: '1',
    });
    expect(status).toBe(303);
    while (jobs.at(-1)!.path !== 'refresh') await setTimeout(10);
    while ((await store!.claims.refreshSummaries(() => Promise.resolve(true))) > 0) await setTimeout(10);
  });

  it('are the forms of any that are long, with everything and the field named', async () => {
    const name = 'x '.repeat(1_500_000);
    const { longest, all } = await measurePauses(async () => {
      const { status, text, threads } = await post('/sources/new', { name, kind: 'outlet' });
      expect([status, threads]).toEqual([422, 1]);
      expect(text).toContain('Name must be at most 300 characters, not 2,999,999');
      expect(text).toContain(name.trim());
    });
    expect(longest).toBeLessThan(all / 2);
  });

  it('are what is imported and what programs send, where it is long', async () => {
    const hops = Array.from({ length: 100 }, (_, n) => `z${n}->zed`).join(' ');
    const record = aRecord(graph(hops), { text: 'Imported.' });
    const line = JSON.stringify(asSent(record));
    const form = new FormData();
    form.append('file', new Blob([line]), 'claims.ndjson');
    const before = jobs.length;
    const headers = { cookie, 'Sec-Fetch-Site': 'same-origin' };
    const shown = await fetch(`${base}/import`, { method: 'POST', headers, body: form });
    expect([shown.status, jobs.length - before]).toEqual([200, 1]);
    expect(await shown.text()).toContain('Import 1 claim');
    const token = await giveToken(store!, 'write');
    const sent = await fetch(`${base}/api/claims`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'If-Match': '"1"' },
      body: JSON.stringify({ ...JSON.parse(line), note: 'x'.repeat(100_000) }),
    });
    expect([sent.status, jobs.length - before]).toEqual([422, 2]);
  });

  it('are shared by those who ask for the same at once, and few wait', async () => {
    const asked = { method: 'get', path: '/claims/:id', format: 'json' } as const;
    const job = { ...asked, params: { id: '1-large' }, query: {}, visitor: null };
    const same = await Promise.all([made(job), made({ ...job })]);
    expect(same[0]).toBe(same[1]);
    const many = Array.from({ length: 12 }, (_, n) => made({ ...job, query: { x: String(n) } }));
    const settled = await Promise.allSettled(many);
    expect(settled.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0);
    expect(settled.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(9);
  });
});

it('a form that the other thread has no time for comes back as it was typed', async () => {
  const store = await openStore(':memory:');
  await addPerson(store, 'kim@desk.example');
  const cookie = await signIn(store, 'kim@desk.example');
  const parts = { store, config, clock: () => new Date(), log: pino({ level: 'silent' }), fetchPage: null };
  const headers = { cookie, 'Sec-Fetch-Site': 'same-origin' };
  const name = 'x'.repeat(1_500_000);
  for (const [isLate, words] of [
    [false, 'Nothing was saved'],
    [true, 'This may have been saved, or not'],
  ] as const) {
    const [server, base] = await listen(createApp({ ...parts, makeHeavyPage: () => Promise.reject(new Busy(isLate)) }));
    const body = new URLSearchParams({ name, kind: 'outlet' });
    const answer = await fetch(`${base}/sources/new`, { method: 'POST', headers, body });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    const text = await answer.text();
    expect(text).toContain(words);
    expect(text).toContain(`<input type="hidden" name="name" value="${name}">`);
    server.closeAllConnections();
    server.close();
  }
  await store.close();
});
