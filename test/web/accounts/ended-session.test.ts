/** Forms that are sent after their session ended: the password is asked for in place, and nothing that was typed is lost. */
import { v7 as makeUid } from 'uuid';
import { describe, expect, it } from 'vitest';
import { addPerson, asHeader, PASSWORD, signIn } from '../../support/people.ts';
import { writeMultipart } from '../../support/multipart.ts';
import { cards, CLAIM, fresh, type Fields } from '../claims/edit/desk.ts';
import { readFields } from '../claims/edit/reading/desk.ts';
import { openApp, type Answer } from '../open-app.ts';
import { read } from '../signed-in.ts';
import { routes } from '../../../src/web/routes.ts';

const ED = { 'sign-in-email': 'ed@news.example', 'sign-in-password': PASSWORD };
const SOURCE = { name: 'Straits <Herald>', kind: 'outlet', 'alias-0-name': '해협일보', action: 'save' };

async function openNewsroom() {
  const app = openApp();
  await addPerson(app.store, 'ed@news.example', 'editor', 'Ed');
  await addPerson(app.store, 'bo@news.example', 'editor', 'Bo');
  await addPerson(app.store, 'rea@news.example', 'reader', 'Rea');
  return app;
}

const FORM = 'application/x-www-form-urlencoded';
const cookiesOf = ({ headers }: Answer): string[] => (headers['set-cookie'] as unknown as string[] | undefined) ?? [];

describe('a form that is sent by somebody who is signed out', () => {
  it('is kept on a page that asks for the password, and saved nowhere', async () => {
    const app = await openNewsroom();
    const answer = await app.post('/sources/new', SOURCE);
    expect(answer.status).toBe(401);
    const page = read(answer);
    expect(page.text).toContain('You are signed out, so nothing was saved. What you typed is kept on this page');
    expect(answer.text).toContain('<form class="form" method="post" action="/sources/new" novalidate>');
    expect(readFields(answer)).toEqual({ ...SOURCE, 'sign-in-email': '', 'sign-in-password': '' });
    expect(answer.headers['cache-control']).toBe('private, no-store');
    expect(answer.headers['www-authenticate']).toMatch(/^Cookie /);
    expect(page.hrefs.filter((href) => href.startsWith('/sign-in'))).toEqual([]);
    expect(await app.store.sources.findByName(SOURCE.name)).toEqual([]);
  });

  it('goes on with the very write once they sign in, and they stay signed in', async () => {
    const app = await openNewsroom();
    const asked = readFields(await app.post('/sources/new', SOURCE));
    const saved = await app.post('/sources/new', { ...asked, ...ED });
    expect(saved.status).toBe(303);
    expect(saved.headers.location).toMatch(/^\/sources\/\d+/);
    const [made] = await app.store.sources.findByName(SOURCE.name);
    const { revisions } = await app.store.history.list(made!.source.uid, { before: null, limit: 1 });
    expect(revisions[0]!.actor).toBe('Ed');
    expect(read(await app.get('/account').set('Cookie', asHeader(cookiesOf(saved)))).text).toContain('Ed');
  });

  it('is shown again with what is wrong with the sign-in, and nothing is lost', async () => {
    const app = await openNewsroom();
    const send = (more: Fields) => app.post('/sources/new', { ...SOURCE, ...more });
    for (const [more, message] of [
      [{ 'sign-in-email': '', 'sign-in-password': '' }, 'Enter your e-mail address'],
      [{ ...ED, 'sign-in-password': 'not the password' }, 'The e-mail address or password is incorrect'],
      [{ ...ED, 'sign-in-email': 'nobody@news.example' }, 'The e-mail address or password is incorrect'],
    ] as const) {
      const answer = await send(more);
      expect([answer.status, cookiesOf(answer)]).toEqual([401, []]);
      expect(read(answer).text).toContain(message);
      expect(answer.text).not.toContain('not the password');
      const { 'sign-in-email': email } = more;
      expect(readFields(answer)).toEqual({ ...SOURCE, 'sign-in-email': email, 'sign-in-password': '' });
    }
  });

  it('tries are counted as by the sign-in form', async () => {
    const app = await openNewsroom();
    const wrong = { ...ED, 'sign-in-password': 'wrong' };
    for (let i = 0; i < 10; i += 1) {
      await app.post(i % 2 ? '/sign-in' : '/sources/new', {
        ...SOURCE,
        ...wrong,
        ...{ email: 'ed@news.example', password: 'wrong' },
      });
    }
    const answer = await app.post('/sources/new', { ...SOURCE, ...ED });
    expect(answer.status).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(readFields(answer)).toMatchObject(SOURCE);
    expect(await app.store.sources.findByName(SOURCE.name)).toEqual([]);
  });

  it('is for those who may send it: others are signed in nowhere, and lose nothing', async () => {
    const app = await openNewsroom();
    const answer = await app.post('/sources/new', { ...SOURCE, ...ED, 'sign-in-email': 'rea@news.example' });
    expect([answer.status, cookiesOf(answer)]).toEqual([403, []]);
    expect(read(answer).text).toContain('Rea doesn’t have access to this: sign in as somebody who does');
    expect(readFields(answer)).toMatchObject(SOURCE);
    const admin = await app.post('/users/invite', { ...ED, name: 'New', email: 'new@news.example', role: 'admin' });
    expect(admin.status).toBe(403);
    expect(readFields(admin)).toMatchObject({ name: 'New', email: 'new@news.example', role: 'admin' });
  });

  it('from another site is refused before anything is read', async () => {
    const app = await openNewsroom();
    const foreign = app.ask('post', '/sources/new').set('Sec-Fetch-Site', 'cross-site');
    const answer = await foreign.set('Content-Type', FORM).send(new URLSearchParams({ ...SOURCE, ...ED }).toString());
    expect([answer.status, cookiesOf(answer)]).toEqual([403, []]);
    expect(answer.text).not.toContain('Herald');
  });

  it('carries no password on', async () => {
    const app = await openNewsroom();
    const answer = await app.post('/account', { current: PASSWORD, next: 'another password' });
    expect(answer.status).toBe(401);
    expect(answer.text).not.toContain(PASSWORD);
    expect(answer.text).not.toContain('another password');
    expect(read(await app.post('/account', ED)).text).toContain('Enter your current password');
  });

  it('asks for a file to be chosen again', async () => {
    const app = await openNewsroom();
    const { body, type } = await writeMultipart({ pasted: 'hello', file: { name: 'claims.json', content: '{}' } });
    const answer = await app
      .ask('post', '/import')
      .set('Sec-Fetch-Site', 'same-origin')
      .set('Content-Type', type)
      .send(body);
    expect(answer.status).toBe(401);
    expect(read(answer).text).toContain('You had chosen claims.json.');
    expect(answer.text).toContain('enctype="multipart/form-data"');
    expect(answer.text).toMatch(/name="file" type="file"/);
    expect(readFields(answer)).toMatchObject({ pasted: 'hello' });
  });

  it('answers programs with JSON', async () => {
    const app = await openNewsroom();
    const answer = await app.post('/sources/new', SOURCE).set('Accept', 'application/json');
    expect(answer.body).toMatchObject({ error: { status: 401, title: 'Sign in first', issues: [] } });
  });

  it('is kept whichever form it is of', async () => {
    const app = await openNewsroom();
    const forms = routes.filter(({ method, role, isApi }) => method === 'post' && role !== 'reader' && !isApi);
    expect(forms.length).toBeGreaterThan(20);
    for (const { path } of forms) {
      const at = path.replace(/:\w+/g, '1');
      const answer = await app.post(at, { text: 'What was\ntyped', action: 'save' });
      expect([path, answer.status]).toEqual([path, 401]);
      expect(answer.text).toContain(`action="${at}"`);
      expect(readFields(answer)).toMatchObject({ text: 'What was\ntyped', action: 'save' });
    }
  });
});

describe('a draft whose session ended', () => {
  const TYPED = { ...CLAIM, ...cards(fresh('IANS', 'agency')), claim: '', draft: '0', action: 'continue' };

  it('is its own again after signing in', async () => {
    const app = await openNewsroom();
    const cookie = await signIn(app.store, 'ed@news.example');
    const uid = makeUid();
    await app.post(`/drafts/${uid}`, TYPED, cookie);
    const later = { ...TYPED, draft: '1', text: 'Other words.' };
    const asked = await app.post(`/drafts/${uid}`, later);
    expect(asked.status).toBe(401);
    const kept = await app.post(`/drafts/${uid}`, { ...readFields(asked), ...ED });
    expect([kept.status, kept.headers.location]).toEqual([303, `/drafts/${uid}`]);
    expect((await app.get(`/drafts/${uid}`).set('Cookie', cookie)).text).toContain('Other words.');
  });

  it('is another’s own draft when another person signs in, and the first stays as it was', async () => {
    const app = await openNewsroom();
    const cookie = await signIn(app.store, 'ed@news.example');
    const uid = makeUid();
    await app.post(`/drafts/${uid}`, TYPED, cookie);
    const bo = { ...ED, 'sign-in-email': 'bo@news.example' };
    const kept = await app.post(`/drafts/${uid}`, { ...TYPED, draft: '1', text: 'Words of Bo.', ...bo });
    expect(kept.status).toBe(303);
    const other = kept.headers.location!;
    expect(other).toMatch(/^\/drafts\/[0-9a-f-]{36}$/);
    expect(other).not.toBe(`/drafts/${uid}`);
    const boCookie = asHeader(cookiesOf(kept));
    expect((await app.get(other).set('Cookie', boCookie)).text).toContain('Words of Bo.');
    expect((await app.get(`/drafts/${uid}`).set('Cookie', boCookie)).status).toBe(404);
    const first = await app.get(`/drafts/${uid}`).set('Cookie', cookie);
    expect(first.text).toContain(CLAIM.text);
    expect(first.text).not.toContain('Words of Bo.');
  });

  it('that is sent twice at once makes one draft', async () => {
    const app = await openNewsroom();
    const cookie = await signIn(app.store, 'ed@news.example');
    const uid = makeUid();
    const both = await Promise.all([1, 2].map(() => app.post(`/drafts/${uid}`, TYPED, cookie)));
    expect(both.map(({ headers }) => headers.location)).toEqual([`/drafts/${uid}`, `/drafts/${uid}`]);
  });
});
