import { describe, expect, it, test } from 'vitest';
import { routes } from '../../src/web/routes.ts';
import { graph } from '../support/graph.ts';
import { aRecord, openApp, putIn } from '../web/open-app.ts';

const RECORD = aRecord(graph('a->b', { seen: 'a->b' }), { text: 'A.' });

/** An address that a route answers. */
const fill = (path: string) =>
  path
    .replace(/:id\.(json|svg)/, '1-a.$1')
    .replace(':id', '1-a')
    .replace(/(?<=\/sources\/):uid/, RECORD.sources[0]!.uid)
    .replace(/(?<=\/documents\/):uid/, RECORD.documents[0]!.uid)
    .replace(':uid', RECORD.claim.uid)
    .replace(':revision', '1')
    .replace(':part', '1');

async function openOne() {
  const opened = openApp();
  const record = RECORD;
  const documents = record.documents.map((document) => ({ ...document, title: 'A' }));
  await putIn(opened.store, { ...record, documents });
  return opened;
}

describe('routes', () => {
  it('every route that writes needs a role, except those for signing in and out', () => {
    const open = routes.filter(({ method, role }) => method !== 'get' && role === 'reader');
    const paths = open.map(({ path }) => path);
    // The last one writes nothing: a password is no part of an address.
    expect(paths).toEqual(['/sign-in', '/sign-in/code', '/sign-out', '/welcome', '/password-strength']);
  });

  // Everything is refused: one application serves them all.
  const { ask, get, post } = openApp();

  // At the API no cookie counts: test/web/api/api.test.ts.
  const writing = routes.filter(({ method, isApi }) => method === 'post' && !isApi);
  test.each(writing.map(({ path }) => fill(path)))('%s refuses requests from another site', async (path) => {
    for (const headers of [{}, { 'Sec-Fetch-Site': 'cross-site' }, { Origin: 'https://evil.example' }]) {
      const asked = ask('post', path);
      for (const [name, value] of Object.entries(headers)) asked.set(name, value);
      const { status, text } = await asked;
      expect(status).toBe(403);
      expect(text).toContain('This form was not sent from this site');
    }
  });

  const guarded = routes.filter(({ role }) => role !== 'reader');
  test.each(guarded.map(({ method, path, json }) => ({ method, path: fill(path), json })))(
    '$method $path requires signing in',
    async ({ method, path, json }) => {
      const page = method === 'get' ? await ask('get', path) : await post(path);
      expect(page.status).toBe(method === 'get' ? 303 : 401);
      if (method === 'get') expect(page.headers.location).toBe(`/sign-in?return=${encodeURIComponent(path)}`);
      expect(page.headers).not.toHaveProperty('set-cookie');
      if (json !== null) expect((await get(fill(json))).body).toMatchObject({ error: { status: 401 } });
    },
  );

  it('cached pages are public, and those of a single claim are under its address', () => {
    const kept = routes.filter(({ fresh }) => fresh !== undefined);
    expect(kept.length).toBeGreaterThan(5);
    expect(kept.filter(({ method, role }) => method !== 'get' || role !== 'reader')).toEqual([]);
    const ofOne = kept.filter(({ fresh }) => fresh === 'claim').map(({ path }) => path);
    expect(ofOne.filter((path) => !/^\/claims\/:id(?![a-z])/.test(path))).toEqual([]);
  });

  it('no route is defined twice', () => {
    const keys = routes.flatMap(({ method, path, json }) => [
      `${method} ${path}`,
      ...(json ? [`${method} ${json}`] : []),
    ]);
    expect(new Set(keys).size).toBe(keys.length);
  });

  // What needs to be told more: a one-time link, a sign-in that waits for a code (test/web/accounts/), an address to embed (test/web/claims/embed.test.ts).
  const ASKING = ['/welcome', '/sign-in/code', '/oembed'];
  const readable = routes.filter(
    ({ method, path, role }) => method === 'get' && role === 'reader' && !ASKING.includes(path),
  );
  // They only read: one application serves them all.
  const one = openOne();
  test.each(readable.map(({ path, json }) => ({ path, json })))(
    '$path is a page with a JSON twin, a form, or data',
    async (route) => {
      const { get } = await one;
      const page = await get(fill(route.path));
      expect(page.status).toBe(200);
      if (String(page.text).includes('<form class="form" method="post"')) {
        expect(route.json).toBeNull();
        expect(page.headers['cache-control']).toBe('private, no-store');
        return;
      }
      if (route.json === null) {
        expect(page.headers['content-type']).toMatch(
          /^((application\/([a-z]+\+)?(json|xml|x-ndjson)|image\/svg\+xml|text\/[a-z.-]+);.*charset=utf-8|image\/png$)/,
        );
        // A small form of a page says which page that is.
        if (page.headers['content-type']!.startsWith('text/html'))
          expect(page.headers.link).toMatch(/rel="canonical"$/);
        return;
      }
      expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
      const [twinLink, ...others] = page.headers.link!.split(', ');
      expect(twinLink).toBe(`<${fill(route.json)}>; rel="alternate"; type="application/json"`);
      for (const other of others) {
        const [, href, type] = /^<(.+)>; rel="alternate"; type="(.+)"$/.exec(other)!;
        // Programs take the address that tells how to embed a page as it stands, and ask for plain JSON there.
        const { status, headers } = await get(href!.replace('http://hearsay.test/', '/'));
        expect([href, status]).toEqual([href, 200]);
        expect(headers['content-type']).toMatch(
          new RegExp(`^${type!.replace('json+oembed', 'json').replace('+', '\\+')};.*charset=utf-8`),
        );
      }
      const twin = await get(fill(route.json));
      expect(twin.status).toBe(200);
      expect(twin.headers['content-type']).toBe('application/json; charset=utf-8');
    },
  );
});
