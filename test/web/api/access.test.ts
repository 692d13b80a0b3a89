/** Who may ask by a token, from where and how often. */
import { describe, expect, it, test, vi } from 'vitest';
import { graph } from '../../support/graph.ts';
import { addPerson } from '../../support/people.ts';
import { uidFrom } from '../../support/records.ts';
import { giveToken, openDesk, problemOf } from './desk.ts';
import { aRecord, NOW, openApp, putIn } from '../open-app.ts';

describe('a token', () => {
  it('an API token ends when it expires, is revoked or its owner is disabled', async () => {
    const { store, get } = openApp();
    const userId = await addPerson(store, 'kim@news.example', 'editor', 'Kim Min');
    const order = { userId, name: 'a', scope: 'read' as const };
    const past = new Date(NOW.getTime() - 1);
    const make = async (expiresAt: Date | null, at = NOW) => {
      const made = await store.accounts.makeToken({ ...order, expiresAt }, at);
      return made.kind === 'made' ? made.secret : '';
    };
    const status = async (token: string) =>
      (await get('/api/claims?status=draft').set('Authorization', `Bearer ${token}`)).status;
    const [old, good, other] = [
      await make(past, new Date(0)),
      await make(new Date(NOW.getTime() + 1)),
      await make(null),
    ];
    expect([await status(old), await status(good), await status(other)]).toEqual([401, 200, 200]);
    const [newest] = await store.accounts.listTokens(userId);
    expect(newest!.lastUsedAt).toEqual(NOW);
    await store.accounts.revokeToken('somebody else', newest!.id, NOW);
    expect(await status(other)).toBe(200);
    await store.accounts.revokeToken(userId, newest!.id, NOW);
    expect([await status(good), await status(other)]).toEqual([200, 401]);
    await store.accounts.setRole(userId, 'reader', NOW);
    expect(await status(good)).toBe(403);
    await store.accounts.disable(userId, NOW);
    expect(await status(good)).toBe(401);
  });

  it('an API token opens nothing but reading outside the API, and other schemes are ignored', async () => {
    const { get, ask, write } = await openDesk();
    const by = (path: string) => get(path).set('Authorization', `Bearer ${write}`);
    expect((await by('/users.json')).status).toBe(401);
    expect((await by('/account.json')).status).toBe(401);
    const form = ask('post', '/drafts/0197820d-5000-7000-8000-000000000000')
      .set('Authorization', `Bearer ${write}`)
      .set('Origin', 'http://hearsay.test');
    expect((await form.set('Content-Type', 'application/x-www-form-urlencoded').send('text=A')).status).toBe(401);
    expect((await get('/claims.json').set('Authorization', 'Basic a2ltOm1pbg==')).status).toBe(200);
    expect((await get('/claims.json').set('Authorization', 'Bearer nobody')).body).toMatchObject({
      error: { status: 401, title: 'This token isn’t valid' },
    });
  });
});

describe('rate limits', () => {
  it('an address that asks too often has to wait, while others do not', async () => {
    const { get } = openApp({ config: { rateLimit: 3, trustProxy: 1 } });
    const from = (address: string, path: string) => get(path).set('X-Forwarded-For', address);
    const kept = await from('10.0.0.1', '/claims.json');
    // Nothing that could be traced to a reader is in an answer that others may get from a cache.
    expect(Object.keys(kept.headers).filter((name) => name.includes('ratelimit'))).toEqual([]);
    for (let i = 0; i < 5; i += 1) expect((await from('10.0.0.1', '/claims.json')).status).toBe(200);
    await from('10.0.0.1', '/api/claims?limit=1');
    await from('10.0.0.1', '/api/claims?limit=2');
    const api = await from('10.0.0.1', '/api/claims?limit=3');
    expect(api.status).toBe(429);
    expect(Number(api.headers['retry-after'])).toBeGreaterThan(0);
    expect(problemOf(api).type).toBe('http://hearsay.test/api#problem-too-many');
    expect((await from('10.0.0.1', '/sources.json')).body).toMatchObject({ error: { status: 429 } });
    const page = await from('10.0.0.1', '/about').set('Accept', 'text/html');
    expect(page.status).toBe(429);
    expect(page.text).toMatch(/Too many requests[^]*Try again in \d+ seconds/);
    expect((await from('10.0.0.1', '/healthz')).status).toBe(200);
    // What is kept is still there.
    expect((await from('10.0.0.1', '/claims.json')).status).toBe(200);
    expect((await from('10.0.0.2', '/sources.json')).status).toBe(200);
  });

  it('nobody waits longer than a minute, whatever becomes of the clock', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    vi.advanceTimersByTime(1);
    try {
      const { get } = openApp({ config: { rateLimit: 2 } });
      const ask = async (): Promise<number> => (await get(`/api/claims?limit=${(asked += 1)}`)).status;
      let asked = 0;
      await ask();
      vi.setSystemTime(Date.now() - 86_400_000);
      expect([await ask(), await ask()]).toEqual([200, 429]);
      vi.advanceTimersByTime(59_000);
      expect(await ask()).toBe(429);
      vi.advanceTimersByTime(2000);
      expect(await ask()).toBe(200);
    } finally {
      vi.useRealTimers();
    }
  });

  it('programs that write too often are limited by their token', async () => {
    const { send, store } = await openDesk();
    let last = await send('{}');
    for (let i = 1; i < 61; i += 1) last = await send('{}');
    expect(last.status).toBe(429);
    expect(last.headers['ratelimit-policy']).toMatch(/^"token"; q=60; w=60/);
    expect((await send('{}', await giveToken(store, 'write', 'admin'))).status).toBe(422);
  });
});

describe('other sites', () => {
  const OPEN = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };

  test.each([
    '/claims.json',
    '/claims/1.json',
    '/claims/1.svg',
    '/claims/1.jsonld',
    '/api',
    '/api/claims',
    '/openapi.json',
    '/nowhere.json',
    '/api/nowhere',
  ])('other sites may read %s, cached or not', async (path) => {
    const { store, get } = openApp();
    await putIn(store, aRecord(graph('a->b')));
    const first = await get(path).set('Origin', 'https://blog.example');
    const again = await get(path);
    const unchanged = await get(path).set('If-None-Match', first.headers.etag ?? '"none"');
    for (const { headers } of [first, again, unchanged]) {
      expect(headers).toMatchObject(OPEN);
      expect(headers).not.toHaveProperty('access-control-allow-credentials');
      expect(headers['access-control-expose-headers']).toContain('ETag');
    }
  });

  test.each(['/', '/claims', '/sign-in', '/account', '/assets/none.svg'])(
    'other sites may not read %s',
    async (path) => {
      const { headers } = await openApp().get(path).set('Origin', 'https://blog.example');
      expect(headers).not.toHaveProperty('access-control-allow-origin');
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    },
  );

  it('other sites may write to the API with a token after a preflight', async () => {
    const { ask, send } = await openDesk();
    const preflight = await ask('options', '/api/claims')
      .set('Origin', 'https://blog.example')
      .set('Access-Control-Request-Method', 'POST')
      .set('Access-Control-Request-Headers', 'authorization,content-type');
    expect(preflight.status).toBe(204);
    expect(preflight.headers['access-control-allow-methods']).toContain('POST');
    expect(preflight.headers['access-control-allow-headers']).toContain('Authorization');
    expect((await send('{}').set('Origin', 'https://blog.example')).headers).toMatchObject(OPEN);
    const form = await ask('options', '/drafts/0197820d-5000-7000-8000-000000000000')
      .set('Origin', 'https://blog.example')
      .set('Access-Control-Request-Method', 'POST');
    expect(form.headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('an API address answers with the methods that it allows', async () => {
    const { ask } = openApp();
    const answer = await ask('delete', '/api/claims');
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('GET, HEAD, POST');
    const asked = await ask('options', '/api/claims');
    expect([asked.status, asked.headers.allow]).toEqual([204, 'GET, HEAD, POST']);
    expect((await ask('post', `/api/sources/${uidFrom('any')}`)).status).toBe(405);
    expect((await ask('get', '/api/nowhere')).body).toMatchObject({
      status: 404,
      type: expect.stringMatching(/#problem-not-found$/) as string,
    });
  });
});
