import { beforeEach, describe, expect, it } from 'vitest';
import { addPerson, PASSWORD, signIn } from '../../support/people.ts';
import { NOW, openApp } from '../open-app.ts';
import { cookieOf, makeToken, openWith, read } from '../signed-in.ts';

const NEXT = 'another long password';

describe('a one-time link', () => {
  it('a one-time link makes the first admin and signs them in', async () => {
    const { store, get, post } = openApp();
    const token = await makeToken(store, { purpose: 'first-admin' });
    const form = await get(`/welcome?token=${token}`);
    expect(read(form).title).toBe('Set up Hearsay – Hearsay');
    expect(form.headers).toMatchObject({ 'cache-control': 'private, no-store', 'referrer-policy': 'strict-origin' });
    expect(form.text).toContain(`<input type="hidden" name="token" value="${token}">`);
    expect(form.text).toMatch(/autocomplete="new-password"/);
    expect(form.text.split(token)).toHaveLength(2);
    const fields = { token, name: 'Ada Lovelace', email: 'Ada@paper.example', password: PASSWORD };
    const answer = await post('/welcome', fields);
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/');
    expect((await get('/users.json').set('Cookie', cookieOf(answer))).body).toMatchObject({
      users: [{ name: 'Ada Lovelace', email: 'ada@paper.example', role: 'admin', disabledAt: null }],
      invites: [],
    });
    expect((await post('/welcome', fields)).status).toBe(410);
  });

  it('the form of a one-time link shows every mistake at once, keeps what was typed and can still be used', async () => {
    const { store, post } = openApp();
    const token = await makeToken(store, { purpose: 'first-admin' });
    const answer = await post('/welcome', { token, name: 'x'.repeat(101), email: 'ada@', password: 'short' });
    expect(answer.status).toBe(422);
    expect(answer.headers['referrer-policy']).toBe('strict-origin');
    const page = read(answer);
    expect(page.title).toBe('Error: Set up Hearsay – Hearsay');
    expect(page.text).toContain(
      'There is a problem Name must be at most 100 characters, not 101 E-mail address must be like name@example.org Password must have at least 12 characters',
    );
    expect(page.hrefs).toEqual(expect.arrayContaining(['#f-name', '#f-email', '#f-password']));
    expect(answer.text).toContain(`value="${'x'.repeat(101)}"`);
    expect(answer.text).not.toContain('short');
    const rest = { token, name: 'Ada', email: 'ada@paper.example', password: PASSWORD };
    expect((await post('/welcome', rest)).status).toBe(303);
  });

  it('an invitation link fills in the address and the name', async () => {
    const { store, get, post } = openApp();
    const token = await makeToken(store, {
      purpose: 'invite',
      email: 'kim@paper.example',
      name: '김민',
      role: 'editor',
    });
    const form = await get(`/welcome?token=${token}`);
    expect(form.text).toMatch(/name="email" type="email" value="kim@paper.example"[^>]* readonly/);
    expect(form.text).toContain('value="김민"');
    await post('/welcome', { token, name: '김민', email: 'mallory@evil.example', password: PASSWORD });
    expect(await store.accounts.list()).toMatchObject([{ name: '김민', email: 'kim@paper.example', role: 'editor' }]);
  });

  it('a reset link asks only for a password and ends the sessions', async () => {
    const { store, get, post, see, id } = await openWith('kim@paper.example', 'editor');
    const token = await makeToken(store, { purpose: 'reset', userId: id });
    const form = await get(`/welcome?token=${token}`);
    expect(read(form).title).toBe('Choose a new password – Hearsay');
    expect(form.text).not.toContain('name="name"');
    expect((await post('/welcome', { token, password: NEXT })).status).toBe(303);
    expect((await see('/account')).status).toBe(303);
    await signIn(store, 'kim@paper.example', NEXT);
  });

  it('an expired one-time link and a made-up one show the same page', async () => {
    const { store, get, post } = openApp();
    const early = new Date(NOW.getTime() - 60 * 60 * 1000);
    const expired = await makeToken(store, { purpose: 'first-admin' }, early);
    const pages = [];
    for (const token of [expired, 'never', '', "' or 1=1", expired.slice(1)]) {
      const answer = await get(`/welcome?token=${encodeURIComponent(token)}`);
      expect(answer.status).toBe(410);
      pages.push(read(answer).text);
      expect((await post('/welcome', { token, name: 'A', email: 'a@a.example', password: PASSWORD })).status).toBe(410);
    }
    expect((await get('/welcome')).status).toBe(410);
    expect((await get('/welcome?token=a&token=b')).status).toBe(410);
    expect(new Set(pages).size).toBe(1);
    expect(await store.accounts.hasAny()).toBe(false);
  });

  it('a one-time link is never logged, even when using it fails', async () => {
    const { store, get, post, lines } = openApp({
      store: (whole) => ({
        ...whole,
        accounts: { ...whole.accounts, useLink: () => Promise.reject(new Error('the disk is full')) },
      }),
    });
    const token = await makeToken(store, { purpose: 'first-admin' });
    await get(`/welcome?token=${token}`);
    const failed = await post('/welcome', { token, name: 'Ada', email: 'ada@a.example', password: PASSWORD });
    expect(failed.status).toBe(500);
    expect(lines.map(({ res }) => (res as { status: number }).status)).toEqual([200, 500]);
    expect(JSON.stringify(lines)).not.toMatch(new RegExp(`${token}|${PASSWORD}|ada@a`));
  });
});

describe('people', () => {
  let admin: Awaited<ReturnType<typeof openWith>>;
  beforeEach(async () => {
    admin = await openWith('ada@paper.example', 'admin');
  });
  const send = (path: string, fields: Record<string, string>) => admin.post(path, fields, admin.cookie);

  it('the list of people shows open invitations, which can be withdrawn', async () => {
    const answer = await send('/users/invite', { email: 'Kim@paper.example', name: '', role: 'editor' });
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({ 'cache-control': 'private, no-store', 'referrer-policy': 'strict-origin' });
    const page = read(answer);
    const [, token] = /http:\/\/hearsay\.test\/welcome\?token=([\w-]{43})/.exec(page.text) ?? [];
    expect((await admin.get(`/welcome?token=${token}`)).status).toBe(200);
    const list = await admin.see('/users');
    expect(read(list).text).toMatch(
      /Kim Min ada@paper\.example admin .* kim@paper\.example Kim Min editor 27 June 2025/,
    );
    expect(list.text).not.toContain(token);
    const { body } = await admin.see('/users.json');
    expect(JSON.stringify(body)).not.toMatch(/token|password/);
    const [, invite] = /name="invite" value="(\d+)"/.exec(list.text) ?? [];
    const back = await send('/users', { invite: invite! });
    expect(back.headers.location).toBe('/users?done=withdraw');
    expect(read(await admin.see('/users?done=withdraw')).text).toContain('The invitation has been withdrawn.');
    expect((await admin.get(`/welcome?token=${token}`)).status).toBe(410);
    expect((await send('/users', { invite: 'x' })).status).toBe(404);
  });

  it('an invitation needs a valid address without an account, a name and a role', async () => {
    const wrong = await send('/users/invite', { email: 'kim', name: 'a\u0000b', role: 'owner' });
    expect(wrong.status).toBe(422);
    expect(read(wrong).text).toContain(
      'There is a problem E-mail address must be like name@example.org Name must not contain control characters Choose a role',
    );
    const known = await send('/users/invite', { email: 'ADA@paper.example', name: '', role: 'editor' });
    expect(known.status).toBe(422);
    expect(read(known).text).toContain('This e-mail address already has an account');
  });

  it('an admin gives people another role, disables and enables them, and makes reset links', async () => {
    const { store, see } = admin;
    const id = await addPerson(store, 'kim@paper.example', 'editor', '<Kim>');
    const path = `/users/${id}`;
    const page = await see(path);
    expect(read(page).title).toBe('<Kim> – Hearsay');
    expect(page.text).toContain('<option value="editor" selected>');
    expect((await send(path, { do: 'role', role: 'admin' })).headers.location).toBe(`${path}?done=role`);
    expect(read(await see(`${path}?done=role`)).text).toContain('The role has been changed');
    const link = await send(path, { do: 'reset' });
    expect(read(link).text).toMatch(
      /http:\/\/hearsay\.test\/welcome\?token=[\w-]{43} It works once, until 13:00 UTC on 20 June 2025/,
    );
    expect((await send(path, { do: 'disable' })).headers.location).toBe(`${path}?done=disable`);
    expect((await see(`${path}.json`)).body).toMatchObject({ user: { role: 'admin', disabledAt: NOW.toISOString() } });
    const refused = await send(path, { do: 'reset' });
    expect(refused.status).toBe(422);
    expect(read(refused).text).toContain('This account is disabled. Enable it first');
    expect((await send(path, { do: 'enable' })).headers.location).toBe(`${path}?done=enable`);
    expect((await send(path, { do: 'role', role: 'owner' })).status).toBe(422);
    expect((await send(path, { do: 'delete' })).status).toBe(404);
    expect((await see(`${path}?done=constructor`)).status).toBe(200);
    expect((await see('/users/nobody')).status).toBe(404);
    expect((await send('/users/nobody', { do: 'disable' })).status).toBe(404);
  });

  it('the last admin can’t be disabled or given another role', async () => {
    const path = `/users/${admin.id}`;
    for (const fields of [{ do: 'disable' }, { do: 'role', role: 'editor' }]) {
      const answer = await send(path, fields);
      expect(answer.status).toBe(422);
      expect(read(answer).text).toContain('This is the only admin who can sign in. Make somebody else an admin first');
    }
    expect((await admin.see('/users')).status).toBe(200);
  });
});
