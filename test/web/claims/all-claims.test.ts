import { describe, expect, it, vi } from 'vitest';
import { graph } from '../../support/graph.ts';
import { aRecord, openApp, openSample, putIn, type Asked } from '../open-app.ts';
import { PATIENCE } from '../../support/patience.ts';

const PATH = '/export.ndjson';

/** The application with published claims, each of which is read only when the gate is open. */
async function openGated(claims: number) {
  let [count, open] = [0, (): void => undefined];
  const gate = new Promise<void>((resolve) => (open = resolve));
  const opened = openApp({
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

  it('only two requests for all claims are served at a time, and other pages go on', async () => {
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
});
