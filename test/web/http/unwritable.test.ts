/** What people see while the database can be read and not written: a full disk, a read-only file. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLocalEngine, openClient } from '../../../src/storage/better-sqlite3.ts';
import { migrate } from '../../../src/storage/migrations.ts';
import { createStore } from '../../../src/storage/store.ts';
import { graph } from '../../support/graph.ts';
import { addPerson, signIn } from '../../support/people.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { readHtml } from '../html.ts';
import { aRecord, openApp, putIn } from '../open-app.ts';

async function openFile() {
  const client = openClient(join(makeTempFolder(), 'unwritable.sqlite'));
  migrate(client);
  const store = createStore(createLocalEngine(client));
  await putIn(store, aRecord(graph('ians->tass'), { text: 'A.' }));
  await addPerson(store, 'kim@desk.example');
  const cookie = await signIn(store, 'kim@desk.example');
  return { ...openApp({ store }), store, client, cookie };
}

const TYPED = { text: 'B, “quoted”.', language: 'en', revision: '1', reason: 'Because.' };

describe('while the database can’t be written', () => {
  let opened: Awaited<ReturnType<typeof openFile>>;
  beforeAll(async () => {
    opened = await openFile();
  });
  afterAll(() => opened.store.close());

  it('on a read-only file a form comes back as it was typed, people read on, and the log says why', async () => {
    const { client, get, post, cookie, lines } = opened;
    client.pragma('query_only = on');
    const { status, headers, text } = await post('/claims/1/edit', TYPED, cookie);
    expect([status, headers['retry-after']]).toEqual([503, '5']);
    const page = readHtml(text);
    expect(page.problems()).toEqual([]);
    expect(page.text).toContain('Nothing was saved: the database can’t be written.');
    expect(text).toContain('B, “quoted”.');
    for (const path of ['/', '/claims/1-a', '/healthz']) expect((await get(path)).status, path).toBe(200);
    const logged = lines.filter(({ level }) => level === 50);
    expect(JSON.stringify(logged)).toContain('SQLITE_READONLY');
    client.pragma('query_only = off');
    expect((await post('/claims/1/edit', TYPED, cookie)).status).toBe(303);
  });

  it('on a full disk a draft is not lost, nothing is by halves, and all goes on once there is room', async () => {
    const { client, store, post, cookie } = opened;
    client.pragma(`max_page_count = ${client.pragma('page_count', { simple: true }) as number}`);
    const fields = { text: 'Typed.', 'story-text': 'word '.repeat(30_000), action: 'continue' };
    const path = '/drafts/01976c00-0000-7000-8000-000000000001';
    const { status, text } = await post(path, fields, cookie);
    expect(status).toBe(503);
    const page = readHtml(text);
    expect(page.problems()).toEqual([]);
    expect(page.text).toContain('Nothing can be saved at the moment');
    expect(text).toContain('<input type="hidden" name="text" value="Typed.">');
    const told = await post(path, fields, cookie).set('Accept', 'application/json');
    expect(JSON.parse(told.text)).toMatchObject({
      ...{ status: 503, title: 'The server is busy' },
      detail: 'The database can be read and not written: its disk may be full. Nothing was saved. Tell an admin.',
    });
    expect(client.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(await store.claims.countAll()).toBe(1);
    client.pragma('max_page_count = 1000000');
    expect((await post(path, fields, cookie)).status).toBe(303);
  });
});
