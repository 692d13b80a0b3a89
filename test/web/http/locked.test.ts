/** What people see while another program keeps the database locked. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLocalEngine, openClient } from '../../../src/storage/better-sqlite3.ts';
import { migrate } from '../../../src/storage/migrations.ts';
import { createStore } from '../../../src/storage/store.ts';
import { graph } from '../../support/graph.ts';
import { addPerson, PASSWORD, signIn } from '../../support/people.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { readHtml } from '../html.ts';
import { aRecord, openApp, putIn } from '../open-app.ts';

async function openLocked() {
  const path = join(makeTempFolder(), 'locked.sqlite');
  const client = openClient(path);
  migrate(client);
  const store = createStore(createLocalEngine(client, { patience: 20 }));
  await putIn(store, aRecord(graph('ians->tass'), { text: 'A.' }));
  await addPerson(store, 'kim@desk.example');
  const cookie = await signIn(store, 'kim@desk.example');
  const other = openClient(path);
  other.exec('begin immediate');
  return { ...openApp({ store }), store, other, cookie };
}

describe('while the database is locked', () => {
  let opened: Awaited<ReturnType<typeof openLocked>>;
  beforeAll(async () => {
    opened = await openLocked();
  });
  afterAll(async () => {
    opened.other.close();
    await opened.store.close();
  });

  it('readers and editors read on', async () => {
    const { get, cookie } = opened;
    for (const path of ['/', '/claims/1-a', '/claims/1-a.json', '/healthz']) expect((await get(path)).status).toBe(200);
    expect((await get('/claims/1/edit').set('Cookie', cookie)).status).toBe(200);
  });

  it('a form comes back as it was typed, with 503 and when to try again', async () => {
    const { post, cookie } = opened;
    const fields = {
      text: 'B, “quoted” & <marked>.',
      language: 'en',
      revision: '1',
      reason: 'Because.',
      confirmed: 'yes',
    };
    const { status, headers, text } = await post('/claims/1/edit', fields, cookie);
    expect([status, headers['retry-after']]).toEqual([503, '5']);
    const page = readHtml(text);
    expect(page.problems()).toEqual([]);
    expect(page.text).toContain('Nothing was saved: the database is busy');
    expect(text).toContain('B, “quoted” &amp; &lt;marked&gt;.');
    expect(text).toContain('Because.');
  });

  it('a draft that can’t be kept is not lost', async () => {
    const { post, cookie } = opened;
    const path = '/drafts/01976c00-0000-7000-8000-000000000001';
    const { status, headers, text } = await post(path, { text: 'Line one\nline “two”', action: 'preview' }, cookie);
    expect([status, headers['retry-after']]).toEqual([503, '5']);
    const page = readHtml(text);
    expect(page.problems()).toEqual([]);
    expect(text).toContain(`<form method="post" action="${path}">`);
    expect(text).toContain('<input type="hidden" name="text" value="Line one\nline “two”">');
    expect(text).toContain('<input type="hidden" name="action" value="preview">');
  });

  it('the password of a sign-in within another form is written into no page', async () => {
    const { post } = opened;
    const signIn = { 'sign-in-email': 'kim@desk.example', 'sign-in-password': PASSWORD };
    const { status, text } = await post('/claims/1/edit', { text: 'Typed.', revision: '1', ...signIn });
    expect(status).toBe(503);
    expect(text).toContain('value="Typed."');
    expect(text).not.toContain(PASSWORD);
  });

  it('somebody who signs in is asked to try again, and no password is written into the page', async () => {
    const { post } = opened;
    const { status, text } = await post('/sign-in', {
      email: 'kim@desk.example',
      password: PASSWORD,
      return: '/claims',
    });
    expect(status).toBe(503);
    expect(text).toContain('value="kim@desk.example"');
    expect(text).not.toContain(PASSWORD);
  });

  it('a wrong password is told as ever: signed-out visitors write nothing', async () => {
    const { post } = opened;
    expect((await post('/sign-in', { email: 'kim@desk.example', password: 'not the password' })).status).toBe(422);
  });
});
