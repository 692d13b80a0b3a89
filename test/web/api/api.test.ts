/** `/api/claims` and its like: lists for programs, and claims from programs. */
import { beforeAll, describe, expect, it, test } from 'vitest';
import { graph } from '../../support/graph.ts';
import { signIn } from '../../support/people.ts';
import { asSent, giveToken, KIM, listOf, openDesk, problemOf, type List } from './desk.ts';
import { aRecord, openSample, putIn } from '../open-app.ts';

describe('lists', () => {
  let sample: Awaited<ReturnType<typeof openSample>>;
  beforeAll(async () => {
    sample = await openSample();
  });

  test.each([
    ['/claims', 'claims', ''],
    ['/claims', 'claims', '?source=TASS&hops=1&sort=hops'],
    ['/claims', 'claims', '?finding=second-hand-hop&finding=choke-point'],
    ['/claims', 'claims', '?q=Shoigu&topic=diplomacy'],
    ['/sources', 'sources', '?q=ta'],
    ['/sources', 'sources', '?kind=agency'],
    ['/documents', 'documents', ''],
  ])('the list at %s of %s%s has the same items as its page’s twin', async (path, noun, query) => {
    const twin = (await sample.get(`${path}.json${query}`)).body as Record<string, object[]>;
    const { status, body, headers } = await sample.get(`/api${path}${query}`);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect((body as List).items.slice(0, 25)).toEqual(twin[noun]!.slice(0, 25));
  });

  test.each(['claims', 'sources', 'documents'])('the list of %s is paged to its end', async (noun) => {
    const all = listOf(await sample.get(`/api/${noun}?limit=100`)).items.map(({ id }) => id);
    expect(all.length).toBeGreaterThan(5);
    const found: number[] = [];
    let next: string | null = `http://hearsay.test/api/${noun}?limit=4`;
    while (next) {
      expect(next).toMatch(/^http:\/\/hearsay\.test\/api\/.*limit=4/);
      const page: List = listOf(await sample.get(next.slice('http://hearsay.test'.length)));
      expect(page.items.length).toBeLessThanOrEqual(4);
      found.push(...page.items.map(({ id }) => id));
      next = page.next;
    }
    expect(found).toEqual(all);
  });

  test.each([
    ['/api/claims?limit=0', ['limit']],
    ['/api/claims?limit=101', ['limit']],
    ['/api/claims?limit=1e1', ['limit']],
    ['/api/claims?limit=4&limit=5', ['limit']],
    ['/api/claims?hops=x&finding=none&sort=best&sauce=TASS', ['hops', 'finding', 'sort', 'sauce']],
    ['/api/claims?after=x', ['after']],
    ['/api/claims?q=a', ['q']],
    ['/api/claims?source=Nobody', ['source']],
    ['/api/claims?__proto__=1', ['__proto__']],
    ['/api/sources?kind=bank&after=3', ['kind', 'after']],
    ['/api/documents?after=-1&kind=lie', ['kind', 'after']],
    ['/api/documents?publisher=nobody', ['publisher']],
  ])('%s is refused and each wrong parameter named', async (path, fields) => {
    const answer = await sample.get(path);
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    const { issues, type, instance } = problemOf(answer);
    expect(issues.map(({ field }) => field.replace(/\[.*/, '')).sort()).toEqual([...fields].sort());
    expect(type).toBe('http://hearsay.test/api#problem-invalid');
    expect(instance).toBe(`urn:uuid:${answer.headers['x-request-id']!}`);
  });

  it('a list is cached and not sent again to whoever has it', async () => {
    const first = await sample.get('/api/claims?limit=3');
    expect(first.headers).toMatchObject({ etag: expect.any(String) as string });
    expect(first.headers.vary).toContain('Authorization');
    expect((await sample.get('/api/claims?limit=3').set('If-None-Match', first.headers.etag!)).status).toBe(304);
  });

  it('lists give readers only what is published, and editors the rest by their token', async () => {
    const { store, get, read } = await openDesk();
    await putIn(store, aRecord(graph('x->y'), { text: 'A draft.', status: 'draft' }), aRecord(graph('a->b')));
    expect(listOf(await get('/api/claims')).items.map(({ text }) => text)).toEqual(['The bridge is closed.']);
    expect(listOf(await get('/api/sources')).items).toHaveLength(2);
    expect((await get('/api/claims?status=draft')).status).toBe(403);
    const see = (path: string) => get(path).set('Authorization', `Bearer ${read}`);
    const drafts = await see('/api/claims?status=draft');
    expect(listOf(drafts).items.map(({ text }) => text)).toEqual(['A draft.']);
    expect(drafts.headers['cache-control']).toBe('private, no-store');
    expect(listOf(await see('/api/sources')).items).toHaveLength(4);
    // The twin of a draft, too: and nothing of it was kept for others.
    expect((await see('/claims/1.json')).status).toBe(200);
    expect((await get('/claims/1.json')).status).toBe(404);
    expect((await get('/api/claims?status=draft')).status).toBe(403);
  });

  it('the API ignores cookies and shows everybody the same', async () => {
    const { store, get } = await openDesk();
    const cookie = await signIn(store, KIM);
    expect((await get('/claims.json?status=draft').set('Cookie', cookie)).status).toBe(200);
    expect((await get('/api/claims?status=draft').set('Cookie', cookie)).status).toBe(403);
  });
});

describe('sending a claim', () => {
  const record = aRecord(graph('ians->yonhap->tass', { seen: 'ians->yonhap' }), { text: 'It was sent.' });
  /** For what leaves nothing behind. */
  let desk: Awaited<ReturnType<typeof openDesk>>;
  beforeAll(async () => {
    desk = await openDesk();
  });
  const changed = (text: string): object => asSent({ ...record, claim: { ...record.claim, text } });

  it('a claim that is sent is created, then unchanged, then updated', async () => {
    const { store, send, sendOver, get } = await openDesk();
    const made = await send(asSent(record));
    expect(made.status).toBe(201);
    expect(made.headers.location).toBe('http://hearsay.test/claims/1-it-was-sent.json');
    expect(made.body).toMatchObject({ result: 'created', shared: 4, claim: { id: 1, uid: record.claim.uid } });
    const again = await send(asSent(record));
    expect([again.status, again.headers.location]).toEqual([200, undefined]);
    expect(again.body).toMatchObject({ result: 'unchanged', shared: 0 });
    const other = await sendOver(made.headers.etag!, changed('It was sent again.'));
    expect(other.status).toBe(200);
    expect(other.body).toMatchObject({ result: 'updated', claim: { text: 'It was sent again.' } });
    expect((await get('/claims/1.json')).body).toMatchObject({ claim: { text: 'It was sent again.' } });
    const { revisions } = await store.history.list(record.claim.uid, { before: null, limit: 10 });
    expect(revisions.map(({ actor, action }) => [actor, action])).toEqual([
      ['Kim Min (night desk)', 'update'],
      ['Kim Min (night desk)', 'create'],
    ]);
  });

  it('a claim that is sent is read back the same', async () => {
    const { send, get } = await openDesk();
    await send(asSent(record));
    const { body } = await get('/claims/1.json');
    expect(body).toEqual({ ...asSent(record), exportedAt: '2025-06-20T12:00:00Z' });
  });

  it('a draft can be sent and is hidden from readers', async () => {
    const { send, get } = await openDesk();
    const draft = asSent({ ...record, claim: { ...record.claim, status: 'draft' } });
    expect((await send(draft)).body).toMatchObject({ result: 'created', claim: { status: 'draft' } });
    expect((await get('/claims/1.json')).status).toBe(404);
  });

  it('a claim sent several times at once is created once', async () => {
    const { send } = await openDesk();
    const answers = await Promise.all([send(asSent(record)), send(asSent(record)), send(asSent(record))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
  });

  it('sending a claim needs a token that may write, of somebody who may edit', async () => {
    const { store, ask, send, read, write, lines } = await openDesk();
    const reader = await giveToken(store, 'write', 'reader');
    const cookie = await signIn(store, KIM);
    const challenges: string[] = [];
    for (const [token, status] of [
      [null, 401],
      ['hsy_', 401],
      [`${write}x`, 401],
      [write.toUpperCase(), 401],
      ['x'.repeat(7000), 401],
      ['', 401],
      [read, 403],
      [reader, 403],
    ] as const) {
      const answer = await send(asSent(record), token);
      expect([token, answer.status]).toEqual([token, status]);
      expect(problemOf(answer)).toMatchObject({ status, title: expect.any(String) as string });
      challenges.push(answer.headers['www-authenticate'] ?? '');
    }
    expect(challenges[0]).toBe('Bearer realm="Hearsay"');
    expect(challenges[1]).toBe('Bearer realm="Hearsay", error="invalid_token"');
    expect(challenges.at(-2)).toBe('Bearer realm="Hearsay", error="insufficient_scope", scope="write"');
    const byCookie = ask('post', '/api/claims').set('Cookie', cookie).set('Sec-Fetch-Site', 'same-origin');
    expect((await byCookie.set('Content-Type', 'application/json').send(JSON.stringify(asSent(record)))).status).toBe(
      401,
    );
    expect(await store.claims.countAll()).toBe(0);
    expect(JSON.stringify(lines)).not.toContain('hsy_');
  });

  test.each([
    ['broken JSON', '{"format":', 400, /not JSON/],
    ['nothing', '', 400, /missing|not JSON/],
    ['a list', '[]', 422, /an object/],
    ['a word', '"claim"', 422, /an object/],
    ['null', 'null', 422, /an object/],
    ['an empty object', '{}', 422, /format/],
    ['a claim with an unknown member', { ...asSent(record), colour: 'red' }, 422, /colour is not a member/],
    ['deeply nested lists', '['.repeat(200_000) + ']'.repeat(200_000), 422, /an object/],
  ])('a claim that is sent as %s is refused', async (_name, body, status, message) => {
    const { store, send } = desk;
    const answer = await send(body);
    expect(answer.status).toBe(status);
    expect(problemOf(answer).detail).toMatch(message);
    expect(problemOf(answer).issues.length).toBeGreaterThan(0);
    expect(await store.claims.countAll()).toBe(0);
  });

  it('a wrong claim is refused with every wrong member', async () => {
    const { send } = desk;
    const wrong = structuredClone(asSent(record)) as { claim: { language: string }; statements: { stance: string }[] };
    wrong.claim.language = '!!';
    wrong.statements[1]!.stance = 'shouts';
    const { issues } = problemOf(await send(wrong));
    expect(issues.map(({ field }) => field)).toEqual(['claim.language', 'statements[1].stance']);
  });

  it('a claim with another claim’s statements is refused', async () => {
    const { send } = await openDesk();
    await send(asSent(record));
    const thief = aRecord(graph('a->b'), { text: 'Another.' });
    const answer = await send(asSent({ ...record, claim: thief.claim }));
    expect(answer.status).toBe(422);
    expect(problemOf(answer).issues[0]).toMatchObject({ field: 'statements[0].uid' });
  });

  it('a claim of a wrong type, charset or size is refused', async () => {
    const { send } = await openDesk();
    const body = JSON.stringify(asSent(record));
    expect((await send(body, undefined, 'application/x-www-form-urlencoded')).status).toBe(415);
    expect((await send(body, undefined, 'text/plain')).status).toBe(415);
    expect((await send(body, undefined, 'application/json; charset=latin1')).status).toBe(415);
    const large = await send(`{"a":"${'x'.repeat(17 * 1024 * 1024)}"}`);
    expect(large.body).toMatchObject({
      status: 413,
      detail: 'At most 16 MB can be sent at once, and this is 17.1 MB.',
    });
    expect((await send(body, undefined, 'application/json; charset=utf-8')).status).toBe(201);
  });
});
