/** What is too long comes back with the form, named; what is too large altogether is told how large it may be. */
import { beforeAll, describe, expect, it } from 'vitest';
import { addPerson, signIn } from '../../support/people.ts';
import { writeMultipart } from '../../support/multipart.ts';
import { openApp } from '../open-app.ts';
import { isThorough } from '../../support/thorough.ts';

/** Over the 3 MB that others may send. */
const LONG = 3_500_000;
const HUGE = 12_700_000;

let app: ReturnType<typeof openApp>;
let cookie: string;
beforeAll(async () => {
  app = openApp();
  await addPerson(app.store, 'ed@news.example', 'editor', 'Ed');
  cookie = await signIn(app.store, 'ed@news.example');
});

/** The fields that the error summary leads to. */
const namedIn = (text: string) => [...text.matchAll(/<li><a href="#f-([^"]+)">/g)].map(([, field]) => field);

describe('a form that is too long', () => {
  it.each([
    ['/documents/new', 'text', 'Text must be at most 200,000 characters, not 3,500,000'],
    ['/documents/new', 'title', 'Title must be at most 500 characters, not 3,500,000'],
    ['/sources/new', 'name', 'Name must be at most 300 characters, not 3,500,000'],
    ['/sources/new', 'homepage', 'Homepage must be at most 2,000 characters'],
    ['/sources/new', 'parent', 'Source must be at most 300 characters, not 3,500,000'],
    ['/sources/new', 'reason', 'Reason must be at most 1,000 characters, not 3,500,000'],
    ['/claims/new', 'text', 'Claim must be at most 1,000 characters, not 3,500,000'],
    ['/claims/new', 'topics', 'Topics must be at most 20, and far shorter'],
  ])('of %s comes back with everything and the field %s named', async (path, field, message) => {
    const typed = 'x'.repeat(LONG);
    const fields = { title: 'A title', name: 'A name', kind: 'outlet', publisher: 'IANS', action: 'save' };
    const sent = { ...fields, [field]: typed };
    const form = path === '/claims/new' ? `/drafts/01977b00-0000-7000-8000-000000000001` : path;
    const posted = await app.post(
      form,
      path === '/claims/new' ? { ...sent, mode: 'cards', claim: '', draft: '0' } : sent,
      cookie,
    );
    const answer =
      posted.status === 303 ? await app.get(posted.headers.location!.replace(/#.*/, '')).set('Cookie', cookie) : posted;
    expect(answer.status).toBe(422);
    expect(namedIn(answer.text)).toContain(field);
    expect(answer.text).toContain(message);
    expect(answer.text.includes(typed)).toBe(true);
  });

  it('in many fields at once is no trouble for the server', async () => {
    const names = [
      'name',
      'kind',
      'country',
      'homepage',
      'wikidata',
      'parent',
      'parent-pick',
      'alias-0-name',
      'alias-0-language',
      'reason',
    ];
    const sent = Object.fromEntries(names.map((name) => [name, '1 '.repeat(isThorough ? 250_000 : 25_000)]));
    expect((await app.post('/sources/new', sent, cookie)).status).toBe(422);
    const documents = ['title', 'url', 'publisher', 'publishedAt', 'retrievedAt', 'language', 'version', 'text'];
    const typed = Object.fromEntries(documents.map((name) => [name, 'June 2025 '.repeat(isThorough ? 60_000 : 6_000)]));
    expect((await app.post('/documents/new', typed, cookie)).status).toBe(422);
  });

  it('of pasted claims comes back too', async () => {
    const text = 'x'.repeat(8_000_000);
    const { body, type } = await writeMultipart({ text });
    const answer = await app
      .ask('post', '/import')
      .set('Sec-Fetch-Site', 'same-origin')
      .set('Content-Type', type)
      .set('Cookie', cookie)
      .send(body);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('The claims can be at most 3 MB');
    expect(answer.text.includes(text)).toBe(true);
  });
});

describe('a form that is too large altogether', () => {
  it('is told the limit and its size', async () => {
    const answer = await app.post('/documents/new', { text: 'x'.repeat(HUGE) }, cookie);
    expect(answer.status).toBe(413);
    expect(answer.text).toContain('Nothing was saved. At most 12 MB can be sent at once, and this is 12.2 MB.');
    expect(answer.text).toContain('Go back with your browser');
  });

  it('is not read for somebody who is signed out', async () => {
    const answer = await app.post('/documents/new', { text: 'x'.repeat(LONG) });
    expect(answer.status).toBe(413);
    expect(answer.text).toContain('At most 3 MB can be sent at once, and this is 3.4 MB.');
  });
});

describe('Back', () => {
  it('leads an editor to the form as it was left, until they sign out', async () => {
    for (const path of ['/documents/new', '/sources/new', '/claims/new', '/import']) {
      const form = await app.get(path).set('Cookie', cookie);
      expect([path, form.headers['cache-control']]).toEqual([path, 'private, no-cache']);
      const main = form.text.slice(form.text.indexOf('<main'));
      expect(main).not.toContain('autocomplete="off"');
    }
    const other = await signIn(app.store, 'ed@news.example');
    const out = await app.post('/sign-out', {}, other);
    expect(out.headers['clear-site-data']).toBe('"cache"');
  });

  it('finds nothing that was answered to what somebody sent, and no page for signing in', async () => {
    const wrong = await app.post('/sources/new', { name: '' }, cookie);
    expect([wrong.status, wrong.headers['cache-control']]).toEqual([422, 'private, no-store']);
    expect((await app.get('/sign-in')).headers['cache-control']).toBe('private, no-store');
  });
});
