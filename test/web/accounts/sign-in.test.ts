import { describe, expect, it, test } from 'vitest';
import { addPerson, PASSWORD } from '../../support/people.ts';
import { NOW, openApp } from '../open-app.ts';
import { cookieOf, read } from '../signed-in.ts';
import { readReturn } from '../../../src/web/accounts/form.ts';

describe('signing in', () => {
  it('the sign-in form can be filled in by browsers', async () => {
    const answer = await openApp().get('/sign-in?return=/claims');
    const page = read(answer);
    expect(page.title).toBe('Sign in – Hearsay');
    expect(answer.text).toMatch(/<input id="f-email" name="email" type="email"[^>]* autocomplete="username"/);
    expect(answer.text).toMatch(
      /<input id="f-password" name="password" type="password"[^>]* autocomplete="current-password"/,
    );
    expect(answer.text).toContain('<input type="hidden" name="return" value="/claims">');
    expect(answer.headers).not.toHaveProperty('set-cookie');
  });

  it('signing in leads back to where the visitor came from', async () => {
    const { store, post, get } = openApp();
    await addPerson(store, 'kim@paper.example', 'editor', 'Kim Min');
    const fields = { email: ' Kim@paper.example ', password: PASSWORD, return: '/claims?after=3' };
    const answer = await post('/sign-in', fields);
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/claims?after=3');
    const page = await get('/claims').set('Cookie', cookieOf(answer));
    expect(page.text).toContain('<bdi>Kim Min</bdi>');
    expect((await get('/sign-in?return=/claims').set('Cookie', cookieOf(answer))).headers.location).toBe('/claims');
  });

  it('the sign-in form names every empty field and keeps what was typed but the password', async () => {
    const { post } = openApp();
    const empty = await post('/sign-in', { return: '/claims' });
    expect(empty.status).toBe(422);
    const page = read(empty);
    expect(page.title).toBe('Error: Sign in – Hearsay');
    expect(page.text).toContain('There is a problem Enter your e-mail address Enter your password');
    expect(page.hrefs).toEqual(expect.arrayContaining(['#f-email', '#f-password']));
    expect(empty.text).toContain('aria-invalid="true" aria-describedby="f-email-error"');
    const half = await post('/sign-in', { email: 'kim@paper.example', return: '/claims' });
    expect(half.text).toContain('value="kim@paper.example"');
    expect(half.text).toContain('name="return" value="/claims"');
  });

  it('signing in answers the same for an unknown address, a wrong password and a disabled account', async () => {
    const { store, post } = openApp();
    await addPerson(store, 'kim@paper.example');
    await store.accounts.disable(await addPerson(store, 'lee@paper.example'), NOW);
    const attempts = [
      { email: 'kim@paper.example', password: 'not the password' },
      { email: 'nobody@paper.example', password: 'not the password' },
      { email: 'lee@paper.example', password: PASSWORD },
      { email: '<script>', password: '\u0000' },
    ];
    const pages = [];
    for (const attempt of attempts) {
      const answer = await post('/sign-in', attempt);
      expect(answer.status).toBe(422);
      expect(answer.headers).not.toHaveProperty('set-cookie');
      expect(answer.text).not.toContain(PASSWORD);
      pages.push(read(answer).text);
    }
    expect(new Set(pages).size).toBe(1);
    expect(pages[0]).toContain('The e-mail address or password is incorrect');
  });

  it('too many tries to sign in are refused with the time to wait', async () => {
    const { store, post } = openApp();
    await addPerson(store, 'kim@paper.example');
    // What can't be an address is counted too, and nothing is hashed for it.
    const attempt = { email: 'kim', password: 'not the password' };
    await Promise.all(Array.from({ length: 10 }, () => post('/sign-in', attempt)));
    const answer = await post('/sign-in', { email: 'kim@paper.example', password: PASSWORD });
    expect(answer.status).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(read(answer).text).toMatch(/Too many attempts\. Wait \d+ seconds, then try again/);
  });

  it('tries to sign in are counted by the address that a trusted proxy gives', async () => {
    const attempt = { email: 'kim', password: 'not the password' };
    const statuses = async (trustProxy: number) => {
      const { post } = openApp({ config: { trustProxy } });
      const tries = Array.from({ length: 12 }, (_, place) =>
        post('/sign-in', attempt).set('X-Forwarded-For', `203.0.113.${place}`),
      );
      return (await Promise.all(tries)).filter(({ status }) => status === 429).length;
    };
    expect(await statuses(0)).toBe(2);
    expect(await statuses(1)).toBe(0);
  });

  it('failing to sign in is answered as JSON for programs', async () => {
    const answer = await openApp().post('/sign-in').set('Accept', 'application/json');
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      error: {
        status: 422,
        title: 'Sign in',
        issues: [
          { field: 'email', message: 'Enter your e-mail address' },
          { field: 'password', message: 'Enter your password' },
        ],
      },
    });
  });
});

describe('the return path', () => {
  test.each([
    ['/claims?after=3#x', '/claims?after=3#x'],
    ['/claims/12-éte', '/claims/12-%C3%A9te'],
    ['/a//b', '/a//b'],
    ['/%2F%2Fevil.example', '/%2F%2Fevil.example'],
    ['/?u=https://evil.example', '/?u=https://evil.example'],
  ])('signing in returns to %s', (value, path) => {
    expect(readReturn(value)).toBe(path);
  });

  test.each([
    undefined,
    '',
    ['/a', '/b'],
    'claims',
    'https://evil.example',
    'https:/evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '\\/evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/\r\nSet-Cookie: a=b',
    '\t//evil.example',
    ' //evil.example',
    '/ /evil.example',
    '/\u0000/evil.example',
    '/\u2028/evil.example',
    '/.//evil.example',
    '/..//evil.example',
    '/a/..//evil.example',
    '/%2e//evil.example',
    '/%2e%2e//evil.example',
    '%2F%2Fevil.example',
    '%2f%5cevil.example',
    '/sign-in',
    '/sign-in?return=/sign-in',
    '/sign-out',
    '/welcome?token=x',
    `/${'a'.repeat(3000)}`,
  ])('signing in does not return to %j', (value) => {
    expect(readReturn(value)).toBe('/');
  });

  it('the return path is checked again when the sign-in form is sent', async () => {
    const { store, post, get } = openApp();
    await addPerson(store, 'kim@paper.example');
    expect((await get('/sign-in?return=%2F%2Fevil.example')).text).toContain('name="return" value="/"');
    for (const path of ['//evil.example', '/\\evil.example', 'https://evil.example', '/%09/evil.example']) {
      const answer = await post('/sign-in', { email: 'kim@paper.example', password: PASSWORD, return: path });
      expect(answer.headers.location, path).toMatch(/^\/(%09\/evil\.example)?$/);
    }
  });
});
