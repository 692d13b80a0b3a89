import { describe, expect, it, test } from 'vitest';
import type { Store } from '../../../src/storage/store.ts';
import { Locked, Refused, Unavailable, Unwritable } from '../../../src/storage/errors.ts';
import { flattenError, Invalid, NotFound, restoreError } from '../../../src/web/http/errors.ts';
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
      claims: { ...store.claims, list: fail, load: fail, readRefs: fail },
    }),
  });
}

describe('an unknown address', () => {
  it('an unknown address is answered with a page', async () => {
    const { status, text, headers } = await openApp().get('/nowhere');
    const page = readHtml(text);
    expect(status).toBe(404);
    expect(page.title).toBe('Page not found – Hearsay');
    expect(page.problems()).toEqual([]);
    expect(headers['cache-control']).toBe('no-store');
  });

  test.each(['/nowhere.json', '/claims/999.json', '/claims/x.json'])(
    'the unknown address %s is answered with JSON',
    async (path) => {
      const { status, body, headers } = await openApp().get(path);
      expect(status).toBe(404);
      expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
      expect(body).toEqual({
        type: 'http://hearsay.test/api#problem-not-found',
        title: 'Not found',
        status: 404,
        detail: 'Nothing exists at this address, or readers have no access to it.',
        instance: `urn:uuid:${headers['x-request-id']!}`,
        error: { status: 404, title: 'Page not found', issues: [] },
      });
    },
  );

  it('an unknown address is answered with JSON when that is preferred', async () => {
    for (const type of ['application/json', 'application/problem+json', 'application/json, text/html;q=0.5']) {
      const { headers, body } = await openApp().get('/nowhere').set('Accept', type);
      expect(headers.vary).toContain('Accept');
      expect(body, type).toMatchObject({ status: 404, error: { status: 404 } });
    }
    const browser = await openApp().get('/nowhere').set('Accept', 'text/html,application/xhtml+xml,*/*;q=0.8');
    expect(browser.headers['content-type']).toBe('text/html; charset=utf-8');
  });
});

describe('a wrong address', () => {
  test.each(['x', '', '0', '-1', '1.5', '1e3', '9007199254740993', '12-words', '1&after=2', "1'--", '１'])(
    'a claim list after=%s is refused by the name of the parameter',
    async (value) => {
      const path = `/claims.json?after=${value.includes('&') ? value : encodeURIComponent(value)}`;
      const { status, body } = await openApp().get(path);
      expect(status).toBe(400);
      expect(body).toMatchObject({
        error: {
          status: 400,
          title: 'This address can’t be understood',
          issues: [{ field: 'after', message: 'must be the number of a claim, such as 12' }],
        },
      });
    },
  );

  it('a wrong address is explained on a page', async () => {
    const { status, text } = await openApp().get('/claims?after=<b>');
    const page = readHtml(text);
    expect(status).toBe(400);
    expect(page.text).toContain('“after”: must be the number of a claim, such as 12');
    expect(page.problems()).toEqual([]);
  });

  it('a broken percent-encoding is answered with 400', async () => {
    const { status, body } = await openApp().get('/claims/%E0%A4%A.json');
    expect(status).toBe(400);
    expect(body).toMatchObject({ status: 400, error: { status: 400, title: 'Bad Request', issues: [] } });
  });
});

describe('refusals of the database', () => {
  it('a refusal of the database is answered as a conflict and logged', async () => {
    const refuse = () => Promise.reject(new Refused('evidence_in_text: no such words'));
    const { get, lines } = openApp({ store: (store) => ({ ...store, claims: { ...store.claims, list: refuse } }) });
    const { status, body } = await get('/claims.json');
    expect(status).toBe(409);
    expect(JSON.stringify(body)).not.toContain('evidence_in_text');
    expect(JSON.stringify(lines)).toContain('evidence_in_text');
  });
});

describe('internal errors', () => {
  it('an internal error shows the reader its request id and nothing else', async () => {
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

  it('an internal error at a JSON address is answered with JSON', async () => {
    const { body, headers } = await openBroken().get('/claims/1.json');
    expect(body).toMatchObject({
      instance: `urn:uuid:${headers['x-request-id']!}`,
      error: { status: 500, title: 'Something went wrong on our side', issues: [] },
    });
  });
});

describe('the log', () => {
  it('the request log has one line a request, without query, cookie or address', async () => {
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

test.each([
  new Locked(),
  new Unwritable('the disk is full'),
  new Unavailable('no leader', { mayBeWritten: true }),
  new Refused('a source can’t be above itself'),
  new Invalid([{ field: 'text', message: 'is missing' }]),
  new NotFound(),
])('an error is what it was when it comes from another thread: %o', (error) => {
  const restored = restoreError(structuredClone(flattenError(error)));
  expect(restored).toBeInstanceOf(error.constructor);
  expect({ ...restored, message: restored.message }).toEqual({ ...error, message: error.message });
});
