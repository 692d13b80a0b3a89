import { describe, expect, it, test } from 'vitest';
import type { Store } from '../../../src/storage/store.ts';
import { Refused } from '../../../src/storage/errors.ts';
import { readHtml } from '../html.ts';
import { openApp } from '../open-app.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The application over a store whose database is gone. */
function openBroken() {
  const fail = () => Promise.reject(new Error('SQLITE_IOERR: secret path /var/lib'));
  return openApp({
    store: (store: Store) => ({
      ...store,
      ping: fail,
      claims: { ...store.claims, list: fail, load: fail },
    }),
  });
}

describe('an address that leads nowhere', () => {
  it('is a page for people', async () => {
    const { status, text, headers } = await openApp().get('/nowhere');
    const page = readHtml(text);
    expect(status).toBe(404);
    expect(page.title).toBe('There is no such page – Hearsay');
    expect(page.problems()).toEqual([]);
    expect(headers['cache-control']).toBe('no-store');
  });

  test.each(['/nowhere.json', '/claims/999.json', '/claims/x.json'])('is JSON at %s', async (path) => {
    const { status, body } = await openApp().get(path);
    expect(status).toBe(404);
    expect(body).toEqual({ error: { status: 404, title: 'There is no such page', issues: [] } });
  });

  it('is JSON for those who would rather have it', async () => {
    const { headers, body } = await openApp().get('/nowhere').set('Accept', 'application/json');
    expect(headers.vary).toContain('Accept');
    expect(body).toMatchObject({ error: { status: 404 } });
    const browser = await openApp().get('/nowhere').set('Accept', 'text/html,application/xhtml+xml,*/*;q=0.8');
    expect(browser.headers['content-type']).toBe('text/html; charset=utf-8');
  });

  it('may be one that asks for another method', async () => {
    expect((await openApp().ask('post', '/claims')).status).toBe(404);
    expect((await openApp().ask('delete', '/claims/1')).status).toBe(404);
  });
});

describe('an address that can’t be understood', () => {
  test.each(['x', '', '0', '-1', '1.5', '1e3', '9007199254740993', '12-words', '1&after=2', "1'--", '１'])(
    'after=%s names the field',
    async (value) => {
      const path = `/claims.json?after=${value.includes('&') ? value : encodeURIComponent(value)}`;
      const { status, body } = await openApp().get(path);
      expect(status).toBe(400);
      expect(body).toEqual({
        error: {
          status: 400,
          title: 'This address can’t be understood',
          issues: [{ field: 'after', message: 'takes the number of a claim, such as 12' }],
        },
      });
    },
  );

  it('is told on a page', async () => {
    const { status, text } = await openApp().get('/claims?after=<b>');
    const page = readHtml(text);
    expect(status).toBe(400);
    expect(page.text).toContain('“after”: takes the number of a claim, such as 12');
    expect(page.problems()).toEqual([]);
  });

  it('may be a broken percent-encoding', async () => {
    const { status, body } = await openApp().get('/claims/%E0%A4%A.json');
    expect(status).toBe(400);
    expect(body).toEqual({ error: { status: 400, title: 'Bad Request', issues: [] } });
  });
});

describe('what the database itself refuses', () => {
  it('has changed since it was judged, and is in the log', async () => {
    const refuse = () => Promise.reject(new Refused('evidence_in_text: no such words'));
    const { get, lines } = openApp({ store: (store) => ({ ...store, claims: { ...store.claims, list: refuse } }) });
    const { status, body } = await get('/claims.json');
    expect(status).toBe(409);
    expect(JSON.stringify(body)).not.toContain('evidence_in_text');
    expect(JSON.stringify(lines)).toContain('evidence_in_text');
  });
});

describe('a failure of ours', () => {
  it('tells the reader its request id and nothing else', async () => {
    const { get, lines } = openBroken();
    const { status, text, headers } = await get('/claims');
    const id = headers['x-request-id'];
    expect(status).toBe(500);
    expect(id).toMatch(UUID);
    expect(readHtml(text).text).toContain(id);
    expect(readHtml(text).problems()).toEqual([]);
    expect(text).not.toMatch(/SQLITE|secret|\bat .*\.ts/);
    const line = lines.find(({ level }) => level === 50);
    expect(line).toMatchObject({ req: { id, path: '/claims' }, res: { status: 500 }, err: { type: 'Error' } });
    expect(JSON.stringify(line)).toContain('SQLITE_IOERR');
  });

  it('is JSON at the twin', async () => {
    const { body, headers } = await openBroken().get('/claims/1.json');
    expect(body).toEqual({
      error: {
        status: 500,
        title: `Something went wrong on our side (request ${headers['x-request-id']})`,
        issues: [],
      },
    });
  });
});

describe('health', () => {
  it('is well while the database answers', async () => {
    const { status, body, headers } = await openApp().get('/healthz');
    expect(status).toBe(200);
    expect(body).toEqual({ ok: true, database: 'answers' });
    expect(headers['cache-control']).toBe('no-store');
  });

  it('is not when it does not', async () => {
    const { get, lines } = openBroken();
    const { status, body } = await get('/healthz');
    expect(status).toBe(503);
    expect(body).toEqual({ ok: false, database: 'does not answer' });
    expect(lines.some(({ msg }) => msg === 'the database does not answer')).toBe(true);
  });
});

describe('the request log', () => {
  it('has a line a request, without what was asked for or who asked', async () => {
    const { get, lines } = openApp();
    await get('/claims?after=7&q=private').set('Cookie', 'session=secret').set('X-Request-Id', 'forged');
    await get('/healthz');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      level: 30,
      req: { id: expect.stringMatching(UUID) as string, method: 'GET', path: '/claims' },
      res: { status: 200 },
    });
    expect(JSON.stringify(lines)).not.toMatch(/private|secret|forged|127\.0\.0\.1/);
  });
});
