/** A document's form filled from a page of the web. */
import type { RequestListener } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readPageFile } from '../../formats/web-page/pages.ts';
import { LOOPBACK, servePages, type PageServer } from '../../support/page-server.ts';
import { addPerson, signIn } from '../../support/people.ts';
import { openApp, type Answer } from '../open-app.ts';
import { read } from '../signed-in.ts';

const HTML = { 'Content-Type': 'text/html' };
const FETCH = { action: 'fetch' };

let server: PageServer;
let answer: RequestListener;
let count = 0;

beforeAll(async () => {
  server = await servePages((request, response) => {
    count += 1;
    answer(request, response);
  });
});
afterAll(() => server.close());

const servePage =
  (name: string): RequestListener =>
  (_request, response) =>
    response.writeHead(200, HTML).end(readPageFile(name));

async function openFetching(change: Parameters<typeof openApp>[0] = {}) {
  const app = openApp({ reach: LOOPBACK, ...change });
  await addPerson(app.store, 'ed@news.example', 'editor', 'Ed');
  const cookie = await signIn(app.store, 'ed@news.example');
  const send = (path: string, fields: Record<string, string>) => app.post(path, fields, cookie);
  return { ...app, cookie, send, see: (path: string) => app.get(path).set('Cookie', cookie) };
}

type Fetching = Awaited<ReturnType<typeof openFetching>>;

/** What a field of the form has. */
function valueOf({ text }: Answer, name: string): string {
  const area = new RegExp(`<textarea id="f-${name}"[^>]*>\\n([^<]*)`).exec(text)?.[1];
  const chosen = new RegExp(`<select id="f-${name}"[^>]*>[^]*?<option value="([^"]*)" selected>`).exec(text)?.[1];
  return area ?? chosen ?? new RegExp(`<input id="f-${name}"[^>]* value="([^"]*)"`).exec(text)?.[1] ?? '';
}

const errorOf = ({ text }: Answer, name: string): string | undefined =>
  new RegExp(`id="f-${name}-error"><span class="hidden">Error: </span>([^<]*)`).exec(text)?.[1];

describe('Fetch in the form of a document', () => {
  let app: Fetching;
  beforeEach(async () => {
    app = await openFetching();
    answer = servePage('newspaper');
    count = 0;
  });

  it('fills the empty fields, says which, and saves nothing', async () => {
    const sent = await app.send('/documents/new', { ...FETCH, url: `${server.base}/cranes` });
    expect(sent.status).toBe(200);
    const page = read(sent);
    expect(page.title).toBe('Add a document – Hearsay');
    expect(valueOf(sent, 'title')).toBe('Cranes at a standstill: what we know');
    expect(valueOf(sent, 'publisher')).toBe('The Ellery Post');
    expect(valueOf(sent, 'publishedAt')).toBe('2025-06-17T14:05Z');
    expect(valueOf(sent, 'language')).toBe('en-US');
    expect(valueOf(sent, 'kind')).toBe('article');
    expect(valueOf(sent, 'text')).toMatch(/^Two cranes|^For the second day/);
    expect(valueOf(sent, 'url')).toBe(`${server.base}/cranes`);
    expect(valueOf(sent, 'retrievedAt')).toBe('');
    expect(page.text).toContain('Filled in: Title, Kind, Publisher, Published on, Language, Text.');
    expect(page.text).toContain('By Jo Aldane, Sam Ferro');
    expect(page.text).toContain('Source organisation Lowmark Press Agency');
    expect(page.text).toContain('Credit line Lowmark / Coastal News Service');
    expect(page.hrefs).toContain('https://lowmark.example/wire/2025/harbour-second-crane');
    expect((await app.see('/documents.json')).body).toMatchObject({ documents: [] });
  });

  it('what it filled in is saved as any other form is, once an editor has named the publisher', async () => {
    const sent = await app.send('/documents/new', { ...FETCH, url: `${server.base}/cranes` });
    const names = ['url', 'title', 'kind', 'publisher', 'publishedAt', 'language', 'text'];
    const fields = Object.fromEntries(names.map((name) => [name, valueOf(sent, name)]));
    const asked = await app.send('/documents/new', fields);
    expect(errorOf(asked, 'publisher-pick')).toContain('“The Ellery Post” is not here yet');
    const chosen = {
      'publisher-pick': 'new',
      'publisher-pickedFor': 'The Ellery Post',
      'publisher-kind': 'outlet',
    };
    expect((await app.send('/documents/new', { ...fields, ...chosen })).status).toBe(303);
    const [saved] = await app.store.documents.findByUrl(`${server.base}/cranes`);
    expect(saved!.document).toMatchObject({ title: fields.title, publishedAt: '2025-06-17T14:05Z' });
  });

  it('what was typed is never overwritten, and what the page says instead is shown', async () => {
    const typed = {
      ...{ title: 'My own title', publisher: 'Somebody', publishedAt: '2025', language: 'ko', kind: 'page' },
      ...{ text: ' my text ', reason: 'Because.', archivedUrl: 'https://archive.example/1', retrievedAt: '2025-06' },
    };
    const sent = await app.send('/documents/new', { ...FETCH, ...typed, url: server.base });
    for (const [name, value] of Object.entries(typed)) expect(valueOf(sent, name), name).toBe(value);
    const page = read(sent);
    expect(page.text).toContain('No field was filled in.');
    expect(page.text).toContain('Title The page says “Cranes at a standstill: what we know”');
    expect(page.text).toContain('Text The page has another text; yours was kept.');
  });

  it('a publisher that was chosen stays chosen', async () => {
    const chosen = { publisher: 'X', 'publisher-pick': 'new', 'publisher-pickedFor': 'X', 'publisher-kind': 'outlet' };
    const sent = await app.send('/documents/new', { ...FETCH, ...chosen, url: server.base });
    expect(sent.text).toContain('name="publisher-pick" value="new"');
    expect(sent.text).toContain('name="publisher-kind" value="outlet"');
  });

  it('a document that is here already is linked before anything is saved', async () => {
    const url = `${server.base}/cranes`;
    const publisher = {
      publisher: 'X',
      'publisher-pick': 'new',
      'publisher-pickedFor': 'X',
      'publisher-kind': 'outlet',
    };
    await app.send('/documents/new', { ...publisher, title: 'Known', url });
    const sent = await app.send('/documents/new', { ...FETCH, url });
    expect(read(sent).text).toContain('Already here: Known');
    expect(valueOf(sent, 'title')).toBe('Cranes at a standstill: what we know');
    // The form of the document itself takes what is missing.
    const own = await app.send('/documents/1/edit', { ...FETCH, ...publisher, title: 'Known', url, revision: '1' });
    expect(read(own).text).not.toContain('Already here');
    expect(valueOf(own, 'title')).toBe('Known');
    expect(valueOf(own, 'text')).toContain('For the second day');
    expect((await app.store.documents.load(1))!.document.sha256).toBeNull();
  });

  it.each([
    ['', 'Enter the address of the page to fetch'],
    ['ftp://a.example/', 'Address must be an http or https address'],
    ['http://me:secret@a.example/', 'Address must not contain a user name or password'],
    ['http://10.0.0.1/', 'This address leads to a private or reserved network. Hearsay fetches public pages only'],
    ['http://[::1]/', 'This address leads to a private or reserved network. Hearsay fetches public pages only'],
  ])('the address “%s” is refused at its field', async (url, message) => {
    const sent = await app.send('/documents/new', { ...FETCH, url, title: 'Typed' });
    expect(sent.status).toBe(422);
    expect(read(sent).title).toBe('Error: Add a document – Hearsay');
    expect(errorOf(sent, 'url')).toBe(message);
    expect(valueOf(sent, 'title')).toBe('Typed');
    expect(count).toBe(0);
  });

  const answerWith =
    (status: number, headers: Record<string, string>): RequestListener =>
    (_request, response) =>
      response.writeHead(status, headers).end('<p>x</p>');

  it.each<[string, RequestListener, string]>([
    ['404', answerWith(404, HTML), 'The site has no page at this address (status 404)'],
    ['403', answerWith(403, HTML), 'The site refused to give Hearsay the page (status 403).'],
    ['500', answerWith(500, HTML), 'The site answered with an error (status 500)'],
    ['a PDF', answerWith(200, { 'Content-Type': 'application/pdf' }), 'a file (application/pdf), not to a web page'],
    ['a circle', answerWith(302, { Location: '/' }), 'The site redirects more than 5 times'],
    ['a way in', answerWith(302, { Location: 'http://169.254.169.254/' }), 'a private or reserved network'],
    ['too much', answerWith(200, { ...HTML, 'Content-Length': '5000001' }), 'The page is larger than 5 MB.'],
    ['a wall', servePage('consent-wall'), 'The site asks for consent before it shows the article.'],
    ['a script', servePage('script-only'), 'No article was found on this page.'],
  ])('%s is told at the field of the address, and fills nothing', async (_name, served, message) => {
    answer = served;
    const sent = await app.send('/documents/new', { ...FETCH, url: server.base });
    expect(sent.status).toBe(422);
    read(sent);
    expect(errorOf(sent, 'url')).toContain(message);
    for (const name of ['title', 'publisher', 'publishedAt', 'text']) expect(valueOf(sent, name)).toBe('');
  });

  it('a page for subscribers says so', async () => {
    answer = servePage('paywall');
    const sent = await app.send('/documents/new', { ...FETCH, url: server.base });
    expect(read(sent).text).toContain('The page says that it is for subscribers: its text may be incomplete.');
  });

  it('an article without text fills the rest, and the field of the text says so', async () => {
    const ld = JSON.stringify({ '@type': 'NewsArticle', headline: 'A “title” <b>', publisher: { name: 'The Post' } });
    answer = (_request, response) =>
      response
        .writeHead(200, HTML)
        .end(`<html><body><script type="application/ld+json">${ld}</script><div id="app"></div></body></html>`);
    const sent = await app.send('/documents/new', { ...FETCH, url: server.base });
    read(sent);
    expect(sent.status).toBe(422);
    expect(errorOf(sent, 'text')).toContain('The page has no text that could be read.');
    expect(valueOf(sent, 'publisher')).toBe('The Post');
    expect(sent.text).not.toContain('<b>');
  });

  it('a text that is too long is cut, and the form can be saved', async () => {
    answer = (_request, response) =>
      response
        .writeHead(200, HTML)
        .end(`<html><body><article>${`<p>${'Words and words, '.repeat(60)}</p>`.repeat(250)}`);
    const sent = await app.send('/documents/new', { ...FETCH, url: server.base });
    expect(valueOf(sent, 'text')).toHaveLength(200_000);
    expect(read(sent).text).toContain('Only the first 200,000 characters of the text were filled in.');
  });

  it('neither the address nor the page comes into the log', async () => {
    await app.send('/documents/new', { ...FETCH, url: `${server.base}/secret-path?token=abc` });
    const log = JSON.stringify(app.lines);
    expect(app.lines.length).toBeGreaterThan(0);
    for (const words of ['secret-path', 'token', String(server.port), 'standstill']) expect(log).not.toContain(words);
  });
});

describe('who may fetch', () => {
  beforeEach(() => {
    answer = servePage('agency');
    count = 0;
  });

  it('only editors, and only from our own forms', async () => {
    const app = await openFetching();
    expect((await app.post('/documents/new', { ...FETCH, url: server.base })).status).toBe(401);
    const foreign = await app
      .ask('post', '/documents/new')
      .set('Sec-Fetch-Site', 'cross-site')
      .set('Cookie', app.cookie)
      .send(`action=fetch&url=${encodeURIComponent(server.base)}`);
    expect(foreign.status).toBe(403);
    expect(count).toBe(0);
  });

  it('with FETCH off there is no button, and nothing is fetched', async () => {
    const [on, off] = [await openFetching(), await openFetching({ config: { isFetchOn: false } })];
    expect((await on.see('/documents/new')).text).toContain('value="fetch"');
    expect((await off.see('/documents/new')).text).not.toContain('value="fetch"');
    const sent = await off.send('/documents/new', { ...FETCH, url: server.base });
    expect(errorOf(sent, 'url')).toBe('This server does not fetch pages');
    expect(count).toBe(0);
  });

  it('a server that is not told otherwise reaches no page of this machine', async () => {
    const app = await openFetching({ reach: {} });
    expect(errorOf(await app.send('/documents/new', { ...FETCH, url: server.base }), 'url')).toContain('private');
    expect(count).toBe(0);
  });
});

describe('the archived copy', () => {
  it('a link asks the Wayback Machine to save the page', async () => {
    const app = await openFetching();
    expect(read(await app.see('/documents/new')).hrefs).toContain('https://web.archive.org/save');
    const sent = await app.send('/documents/new', { url: 'https://news.example/a?id=1&b=2#part', title: '' });
    expect(read(sent).hrefs).toContain('https://web.archive.org/save/https://news.example/a?id=1&b=2');
    expect(sent.text).toMatch(/<a [^>]*web\.archive\.org[^>]* rel="external noreferrer"/);
    const unsafe = await app.send('/documents/new', { url: 'javascript:alert(1)' });
    expect(read(unsafe).hrefs).toContain('https://web.archive.org/save');
  });
});
