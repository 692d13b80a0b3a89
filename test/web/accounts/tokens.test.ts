/** Tokens on the page of one's account. */
import { describe, expect, it, test } from 'vitest';
import { HOSTILE } from '../../support/hostile.ts';
import { addPerson, signIn } from '../../support/people.ts';
import { NOW } from '../open-app.ts';
import { openWith, read } from '../signed-in.ts';

const FIELDS = { name: 'night desk', scope: 'write', days: '30' };

const open = () => openWith('kim@news.example', 'editor');

describe('API tokens', () => {
  it('an API token is made on the account page and shown once', async () => {
    const { store, id, see, post, get, cookie } = await open();
    const before = read(await see('/account'));
    expect(before.text).toContain('Create a token');
    const made = await post('/account/tokens', FIELDS, cookie);
    expect(made.status).toBe(200);
    expect(made.headers).toMatchObject({ 'cache-control': 'private, no-store', 'referrer-policy': 'strict-origin' });
    const [secret] = /hsy_[\w-]{43}/.exec(read(made).text)!;
    expect(made.text).toContain('20 July 2025');
    const list = await see('/account');
    expect(list.text).not.toContain('hsy_');
    expect(read(list).text).toMatch(/night desk[^]*read and write[^]*never[^]*20 July 2025/);
    expect((await see('/account.json')).body).toMatchObject({
      tokens: [{ id: 1, name: 'night desk', scope: 'write', lastUsedAt: null, expiresAt: '2025-07-20T12:00:00.789Z' }],
    });
    expect((await get('/api/claims').set('Authorization', `Bearer ${secret}`)).status).toBe(200);
    expect(read(await see('/account')).text).toContain('20 June 2025');
    expect((await store.accounts.listTokens(id))[0]!.lastUsedAt).toEqual(NOW);
  });

  it('an API token is revoked on the account page at once', async () => {
    const { see, post, get, cookie } = await open();
    const [secret] = /hsy_[\w-]{43}/.exec((await post('/account/tokens', { ...FIELDS, days: '' }, cookie)).text)!;
    expect(read(await see('/account')).text).toMatch(/night desk[^]*never\s+you revoke it/);
    const revoked = await post('/account/tokens/1/revoke', {}, cookie);
    expect([revoked.status, revoked.headers.location]).toEqual([303, '/account?done=revoke']);
    expect((await get('/api/claims').set('Authorization', `Bearer ${secret}`)).status).toBe(401);
    const after = read(await see('/account?done=revoke')).text;
    expect(after).toContain('The token has been revoked');
    expect(after).not.toContain('Revoke the token');
    expect((await post('/account/tokens/x/revoke', {}, cookie)).status).toBe(404);
  });

  test.each([
    [{ name: '' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ name: 'two\nlines' }, 'name'],
    [{ scope: 'admin' }, 'scope'],
    [{ days: '31' }, 'days'],
  ])('an API token is not made with %j', async (change, field) => {
    const { store, id, post, cookie } = await open();
    const answer = await post('/account/tokens', { ...FIELDS, ...change }, cookie);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`href="#f-${field}"`);
    expect(await store.accounts.listTokens(id)).toEqual([]);
  });

  it('the token form keeps what was typed when something is wrong, whatever it is', async () => {
    const { post, cookie } = await open();
    for (const name of HOSTILE.slice(0, 40)) {
      const answer = await post('/account/tokens', { ...FIELDS, name, scope: '' }, cookie);
      expect([name, answer.status]).toEqual([name, 422]);
      expect(answer.text).not.toMatch(/<script>alert|onerror=alert\(1\)>/);
    }
  });

  it('API tokens are for editors, twenty at most', async () => {
    const { store, id, see, post, cookie } = await open();
    const order = { userId: id, name: 'a', scope: 'read', expiresAt: null } as const;
    for (let i = 0; i < 20; i += 1) await store.accounts.makeToken(order, NOW);
    const answer = await post('/account/tokens', FIELDS, cookie);
    expect(answer.status).toBe(422);
    expect(read(answer).text).toContain('You have reached the limit for tokens');
    await store.accounts.setRole(id, 'reader', NOW);
    expect(read(await see('/account')).text).not.toContain('token');
    expect((await post('/account/tokens', FIELDS, cookie)).status).toBe(403);
  });

  it('an API token can’t be revoked by somebody else', async () => {
    const { store, id, post, cookie } = await open();
    await store.accounts.makeToken({ userId: id, name: 'a', scope: 'read', expiresAt: null }, NOW);
    await addPerson(store, 'lee@news.example');
    const lee = await signIn(store, 'lee@news.example');
    expect((await post('/account/tokens/1/revoke', {}, lee)).status).toBe(303);
    expect(await store.accounts.listTokens(id)).toHaveLength(1);
    expect((await post('/account/tokens/1/revoke', {}, cookie)).status).toBe(303);
    expect(await store.accounts.listTokens(id)).toEqual([]);
  });
});
