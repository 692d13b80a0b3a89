import { describe, expect, it } from 'vitest';
import { PASSWORD, signIn } from '../../support/people.ts';
import { NOW, openApp } from '../open-app.ts';
import { cookieOf, openWith, read } from '../signed-in.ts';

const NEXT = 'another long password';
const GONE = /^hearsay\.session_token=; Max-Age=0; Path=\/; HttpOnly; SameSite=Lax$/;

/** Two hundred characters of two UTF-16 units each. */
const ANIMALS = String.fromCodePoint(...Array.from({ length: 200 }, (_, n) => 0x1f400 + (n % 61)));

describe('visitors who are signed out', () => {
  it('visitors without a session cookie get no cookie and no session is read for them', async () => {
    const { get, ask } = openApp({
      store: (store) => ({
        ...store,
        accounts: { ...store.accounts, readVisitor: () => Promise.reject(new Error('read')) },
      }),
    });
    for (const path of ['/', '/claims', '/claims.json', '/sign-in', '/welcome', '/nowhere', '/healthz']) {
      const { headers, status } = await get(path).set('Cookie', 'theme=dark; other.session_token=x');
      expect(status, path).not.toBe(500);
      expect(headers, path).not.toHaveProperty('set-cookie');
    }
    expect((await get('/claims')).headers['cache-control']).toMatch(/^public, /);
    expect((await ask('post', '/sign-out').set('Sec-Fetch-Site', 'same-origin')).status).toBe(303);
    expect((await get('/claims').set('Cookie', 'hearsay.session_token=x')).status).toBe(500);
  });

  it('a page that needs signing in redirects to the sign-in form, which leads back', async () => {
    const { get } = openApp();
    const answer = await get('/users?done=role');
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/sign-in?return=%2Fusers%3Fdone%3Drole');
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('JSON that needs signing in is answered with 401', async () => {
    const { get } = openApp();
    for (const answer of [await get('/users.json'), await get('/users').set('Accept', 'application/json')]) {
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toBe('Cookie form-action="/sign-in"');
      expect(answer.body).toMatchObject({ error: { status: 401, title: 'Sign in first', issues: [] } });
    }
  });

  it('every page but the sign-in form links to it, with a way back', async () => {
    const { get } = openApp();
    expect(read(await get('/claims?after=7')).hrefs).toContain('/sign-in?return=%2Fclaims%3Fafter%3D7');
    expect(read(await get('/')).hrefs).toContain('/sign-in');
    expect(read(await get('/sign-in')).hrefs).not.toContain('/sign-in');
  });
});

describe('people who are signed in', () => {
  it('pages for people who are signed in are never cached for others', async () => {
    const { see } = await openWith('kim@paper.example', 'editor');
    for (const path of ['/', '/claims', '/claims.json', '/account', '/account.json']) {
      expect((await see(path)).headers['cache-control'], path).toBe('private, no-store');
    }
  });

  it('people who are signed in see the pages of their role and no others', async () => {
    const reader = await openWith('kim@paper.example', 'reader');
    expect((await reader.see('/account.json')).body).toMatchObject({
      user: { name: 'Kim Min', email: 'kim@paper.example', role: 'reader' },
      tokens: [],
      sessions: [{ id: expect.any(String) as string }],
    });
    const refused = await reader.see('/users');
    expect(refused.status).toBe(403);
    expect(read(refused).text).toContain('You don’t have access to this');
    expect(refused.text).toContain('<bdi>Kim Min</bdi>');
    expect((await reader.see('/users.json')).body).toMatchObject({ error: { status: 403 } });
    expect((await reader.see('/claims')).text).not.toContain('href="/users"');
    expect((await reader.post('/users/invite', {}, reader.cookie)).status).toBe(403);
    const admin = await openWith('ada@paper.example', 'admin');
    expect((await admin.see('/claims')).text).toContain('href="/users"');
  });

  it('people sign out by a button, not by a link', async () => {
    const { see, post, get, cookie } = await openWith('kim@paper.example', 'editor');
    expect((await see('/sign-out')).status).toBe(405);
    expect((await see('/claims')).text).toContain('<form method="post" action="/sign-out">');
    const answer = await post('/sign-out', {}, cookie);
    expect(answer.status).toBe(303);
    expect(String(answer.headers['set-cookie']).split(',')[0]).toMatch(GONE);
    const after = await get('/account').set('Cookie', cookie);
    expect(after.status).toBe(303);
    expect(String(after.headers['set-cookie']).split(',')[0]).toMatch(GONE);
  });

  it('changing the password signs people out everywhere else', async () => {
    const { store, see, post, cookie, get } = await openWith('kim@paper.example', 'editor');
    const elsewhere = await signIn(store, 'kim@paper.example');
    expect(read(await see('/account')).text).toContain('Change your password');
    const change = (current: string, next: string) => post('/account', { current, next }, cookie);
    const wrong = await change('not the password', NEXT);
    expect(wrong.status).toBe(422);
    expect(read(wrong).text).toContain('This is not your current password');
    expect(wrong.text).not.toContain(NEXT);
    const answer = await change(PASSWORD, NEXT);
    expect(answer.status).toBe(303);
    const page = await get(answer.headers.location!).set('Cookie', cookieOf(answer));
    expect(read(page).text).toContain('Your password has been changed.');
    expect((await get('/account').set('Cookie', elsewhere)).status).toBe(303);
    expect((await see('/account')).status).toBe(303);
  });

  it('a new password is limited in its length in characters and by nothing else', async () => {
    const { post, cookie } = await openWith('kim@paper.example', 'editor');
    const [short, long] = ['must have at least 12 characters', 'must have at most 200 characters'];
    const refused = [
      ['', 'Enter a new password'],
      ['elevenchars', short],
      ['🔑'.repeat(11), short],
      ['x'.repeat(201), long],
      ['🔑'.repeat(201), long],
      ['x'.repeat(100_000), long],
    ] as const;
    for (const [next, message] of refused) {
      const answer = await post('/account', { current: PASSWORD, next }, cookie);
      expect(answer.status).toBe(422);
      expect(read(answer).text).toContain(message);
    }
    let [current, session] = [PASSWORD, cookie];
    for (const next of [' t p v q l x '.slice(1), ANIMALS, ' 비밀번호는 길어야 합니다 ', `<b>"'{{x}}</b>`]) {
      const answer = await post('/account', { current, next }, session);
      expect(answer.status, next).toBe(303);
      [current, session] = [next, cookieOf(answer)];
    }
  });

  it('a disabled person is signed out with the next request', async () => {
    const { store, see, id } = await openWith('kim@paper.example', 'editor');
    expect((await see('/account')).status).toBe(200);
    await store.accounts.disable(id, NOW);
    expect((await see('/account')).status).toBe(303);
  });
});
