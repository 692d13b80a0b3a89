import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { constants, gunzipSync } from 'node:zlib';
import type { Config } from '../../../src/config.ts';
import { describe, expect, it, vi } from 'vitest';
import { graph } from '../../support/graph.ts';
import { aRecord, openApp, openSample, putIn, type Asked } from '../open-app.ts';
import { PATIENCE } from '../../support/patience.ts';

const PATH = '/export.ndjson';

/** The application with published claims, each of which is read only when the gate is open. */
async function openGated(claims: number, config: Partial<Config> = {}) {
  let [count, open] = [0, (): void => undefined];
  const gate = new Promise<void>((resolve) => (open = resolve));
  const opened = openApp({
    config,
    store: (store) => {
      const load = async (id: number) => {
        count += 1;
        await gate;
        return store.claims.load(id);
      };
      return { ...store, claims: { ...store.claims, load } };
    },
  });
  await putIn(opened.store, ...Array.from({ length: claims }, (_, i) => aRecord(graph(''), { text: `It is ${i}.` })));
  return { ...opened, open: () => open(), countLoads: () => count };
}

describe('all published claims', () => {
  it('all published claims are sent one a line, the same as their JSON, compressed when asked', async () => {
    const { get, ask, store } = await openSample();
    const { status, headers, text } = await get(PATH).set('Accept-Encoding', 'identity');
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'application/x-ndjson; charset=utf-8',
      'content-disposition': 'attachment; filename="hearsay.ndjson"',
      'cache-control': 'no-store',
    });
    const lines = text.trimEnd().split('\n');
    expect(lines).toHaveLength(await store.claims.countAll());
    expect(lines[0]).toBe((await get('/claims/1.json')).text);
    const packed = await get(PATH).set('Accept-Encoding', 'gzip');
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(packed.text).toBe(text);
    for (let time = 0; time < 3; time += 1) expect((await ask('head', PATH)).status).toBe(200);
    expect((await get('/claims')).text).toContain(`href="${PATH}"`);
  });

  it('drafts and withdrawn claims are left out of all published claims', async () => {
    const { get, store } = openApp();
    expect((await get(PATH)).text).toBe('');
    const texts = ['draft', 'published', 'withdrawn'] as const;
    await putIn(store, ...texts.map((status) => aRecord(graph(''), { text: `It is ${status}.`, status })));
    expect((await get(PATH)).text.match(/It is \w+\./g)).toEqual(['It is published.']);
  });

  it('one reader gets all claims twice at a time, and other pages go on', async () => {
    const { get, open, countLoads } = await openGated(3);
    const taking = [get(PATH), get(PATH)].map(async (asked) => asked);
    await vi.waitFor(() => expect(countLoads()).toBe(2), { timeout: PATIENCE });
    const refused = await get(PATH);
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '5']);
    expect((await get('/about')).status).toBe(200);
    open();
    for (const { text } of await Promise.all(taking)) expect(text.trimEnd().split('\n')).toHaveLength(3);
    expect((await get(PATH)).status).toBe(200);
  });

  it('sending all claims stops when nobody reads on', async () => {
    const { get, open, countLoads } = await openGated(100);
    const taking = [get(PATH), get(PATH)] as unknown as (Asked & {
      abort: () => void;
      end: (done: () => void) => void;
    })[];
    for (const asked of taking) asked.end(() => undefined);
    await vi.waitFor(() => expect(countLoads()).toBe(2), { timeout: PATIENCE });
    for (const asked of taking) asked.abort();
    open();
    await vi.waitFor(async () => expect((await get(PATH)).status).toBe(200), { timeout: PATIENCE });
    // The last one took all of them, and those before it soon stopped.
    expect(countLoads()).toBeLessThan(200);
  });

  it('ten readers get all claims at a time', async () => {
    const { ask, open, countLoads } = await openGated(1, { trustProxy: 1 });
    const from = (n: number) => ask('get', PATH).set('X-Forwarded-For', `10.0.0.${n}`);
    const taking = Array.from({ length: 10 }, (_, n) => from(n)).map(async (asked) => asked);
    await vi.waitFor(() => expect(countLoads()).toBe(10), { timeout: PATIENCE });
    expect((await from(11)).status).toBe(503);
    open();
    for (const { status } of await Promise.all(taking)) expect(status).toBe(200);
    expect((await from(11)).status).toBe(200);
  });

  it('claims that can’t be read are named at the end, which is not that of a whole export', async () => {
    const { app, lines, store } = openApp({
      store: (store) => {
        const load = (id: number) =>
          id === 2 ? Promise.reject(new Error('database disk image is malformed')) : store.claims.load(id);
        return { ...store, claims: { ...store.claims, load } };
      },
    });
    await putIn(store, ...['One.', 'Two.', 'Three.'].map((text) => aRecord(graph(''), { text })));
    const { get, close } = await listen(app);
    for (const encoding of ['identity', 'gzip']) {
      const response = await get({ 'accept-encoding': encoding });
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', () => undefined);
      await new Promise((resolve) => response.once('close', resolve));
      expect(response.complete).toBe(false);
      const bytes = Buffer.concat(chunks);
      const packing = { finishFlush: constants.Z_SYNC_FLUSH };
      const text = (encoding === 'gzip' ? gunzipSync(bytes, packing) : bytes).toString();
      const sent = text.trimEnd().split('\n');
      expect(sent).toHaveLength(3);
      expect(JSON.parse(sent[2]!)).toEqual({
        error: 'These claims could not be read, and are missing above',
        claims: [2],
      });
    }
    expect(lines.filter(({ level, claim }) => level === 50 && claim === 2)).toHaveLength(2);
    close();
  });

  it('whoever reads too slowly loses the place', async () => {
    const pace = { check: (): void => undefined };
    vi.spyOn(globalThis, 'setInterval').mockImplementation((check) => {
      pace.check = check;
      return { unref: () => undefined } as unknown as NodeJS.Timeout;
    });
    const long = 'x'.repeat(1_000_000);
    const { app, store } = openApp({
      store: (store) => {
        // More than the buffers between server and client hold.
        const listIds = (after: number) => Promise.resolve(after > 0 ? [] : Array.from({ length: 100 }, () => 1));
        const load = async (id: number) => {
          const loaded = (await store.claims.load(id))!;
          return { ...loaded, record: { ...loaded.record, claim: { ...loaded.record.claim, note: long } } };
        };
        return { ...store, claims: { ...store.claims, listIds, load } };
      },
    });
    await putIn(store, aRecord(graph(''), { text: 'One.' }));
    const { get, close } = await listen(app);
    const response = await get({ 'accept-encoding': 'identity' });
    vi.restoreAllMocks();
    response.pause().on('error', () => undefined);
    let isOver = false;
    response.on('close', () => (isOver = true));
    // Until nothing goes on, however much is on its way.
    for (let n = 0; n < 50 && !isOver; n += 1) {
      await sleep(50);
      pace.check();
    }
    response.resume();
    if (!isOver) await new Promise((resolve) => response.once('close', resolve));
    expect(response.complete).toBe(false);
    const again = await get({ 'accept-encoding': 'identity' });
    expect(again.statusCode).toBe(200);
    again.destroy();
    close();
  });
});

/** The application on a port, asked for all claims by Node's own client. */
async function listen(app: RequestListener) {
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const get = async (headers: Record<string, string>): Promise<IncomingMessage> => {
    const asked = request({ port, path: PATH, headers, agent: false }).on('error', () => undefined);
    asked.end();
    return ((await once(asked, 'response')) as [IncomingMessage])[0];
  };
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { get, close };
}
