/** A claim that begins with the address of its story: the page is fetched, read and shown to be checked. */
import { v7 as makeUid } from 'uuid';
import type { RequestListener } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPageFile } from '../../../formats/web-page/pages.ts';
import { LOOPBACK, servePages, type PageServer } from '../../../support/page-server.ts';
import { addPerson, signIn } from '../../../support/people.ts';
import { openApp } from '../../open-app.ts';
import { read } from '../../signed-in.ts';
import { followDraft, type Fields } from './desk.ts';

let server: PageServer;
let answer: RequestListener;
beforeAll(async () => {
  server = await servePages((request, response) => answer(request, response));
});
afterAll(() => server.close());

async function openDesk(change: Parameters<typeof openApp>[0] = {}) {
  const app = openApp({ reach: LOOPBACK, ...change });
  await addPerson(app.store, 'ed@news.example', 'editor', 'Ed');
  const cookie = await signIn(app.store, 'ed@news.example');
  const begin = async (fields: Fields) => {
    const sent = { claim: '', draft: '0', page: 'story', action: 'continue', ...fields };
    return followDraft(app, await app.post(`/drafts/${makeUid()}`, sent, cookie), cookie);
  };
  return { ...app, begin };
}

const serve: RequestListener = (_request, response) =>
  response.writeHead(200, { 'Content-Type': 'text/html' }).end(readPageFile('agency'));

describe('the first step with an address alone', () => {
  it('reads the page, and shows what it gave to be checked before anything is kept', async () => {
    answer = serve;
    const { begin, store } = await openDesk();
    const shown = await begin({ 'story-url': `${server.base}/one` });
    expect(shown.status).toBe(200);
    const page = read(shown);
    expect(page.text).toContain('Fetched, not saved');
    expect(shown.text).toMatch(/name="story-title"[^>]* value="[^"]+"/);
    expect(shown.text).toMatch(/name="story-publisher"[^>]* value="[^"]+"/);
    expect(shown.text).toContain('name="mode" value="proposals"');
    expect(page.text).toMatch(/[1-9]\d* proposal/);
    expect((await store.documents.findByUrl(`${server.base}/one`)).length).toBe(0);
  });

  it('says why where it can’t, and keeps the address', async () => {
    answer = (_request, response) => response.writeHead(404).end();
    const { begin } = await openDesk();
    const url = `${server.base}/gone`;
    const refused = await begin({ 'story-url': url });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('href="#f-story-url"');
    expect(read(refused).text).toContain('404');
    expect(refused.text).toContain(`value="${url}"`);
    for (const address of ['http://127.0.0.1/', 'http://2130706433/', 'http://[::ffff:10.0.0.1]/', 'http://0x7f.1/']) {
      const { begin: send } = await openDesk({ reach: {} });
      expect(read(await send({ 'story-url': address })).text, address).toContain('private or reserved network');
    }
  });

  it('with names as well is not fetched: the chain is typed', async () => {
    answer = () => expect.unreachable();
    const { begin } = await openDesk();
    const shown = await begin({ 'story-url': `${server.base}/one`, line: 'IANS < TASS', text: 'It is so.' });
    expect(shown.text).toContain('name="mode" value="cards"');
  });

  it('without FETCH says so', async () => {
    const { begin } = await openDesk({ config: { isFetchOn: false } });
    expect(read(await begin({ 'story-url': 'https://news.example/' })).text).toContain(
      'This server does not fetch pages',
    );
  });
});
