import { describe, expect, it, test } from 'vitest';
import { graph } from '../support/graph.ts';
import { aRecord, openApp, putIn } from '../web/open-app.ts';

const CSP =
  "default-src 'none';script-src 'self';connect-src 'self';style-src 'self';img-src 'self';form-action 'self';" +
  "base-uri 'none';frame-ancestors 'none';require-trusted-types-for 'script';trusted-types 'none'";

describe('security headers of pages', () => {
  test.each(['/', '/claims', '/nowhere', '/claims?after=x', '/healthz', '/assets/none.css'])(
    '%s has the security headers',
    async (path) => {
      const { get } = openApp();
      const first = await get(path);
      // What is kept is answered by another way, and so is what the reader has already.
      const again = await get(path);
      const unchanged = await get(path).set('If-None-Match', first.headers.etag ?? '"none"');
      for (const { headers } of [first, again, unchanged]) {
        expect(headers).toMatchObject({
          'content-security-policy': CSP,
          'x-content-type-options': 'nosniff',
          'x-frame-options': 'DENY',
          'referrer-policy': 'same-origin',
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-resource-policy': 'same-origin',
          'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        });
        expect(headers).not.toHaveProperty('x-powered-by');
        expect(headers).not.toHaveProperty('strict-transport-security');
      }
    },
  );

  it.each(['/claims.json', '/claims/1.svg', '/nowhere.json', '/api/claims'])(
    '%s has the strict security headers but lets other sites read it',
    async (path) => {
      const { headers } = await openApp().get(path);
      expect(headers).toMatchObject({
        'content-security-policy': CSP,
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'cross-origin',
        'access-control-allow-origin': '*',
      });
    },
  );

  /** A claim's forms for other people's pages, a feed, and what there is of neither. */
  test.each([
    ['/claims/1-a/embed', { framed: true, shared: true }],
    ['/claims/1/embed', { framed: true, shared: true }],
    ['/claims/9/embed', { framed: true, shared: true }],
    ['/claims/1-a/badge.svg', { framed: false, shared: true }],
    ['/claims/1-a/preview.png', { framed: false, shared: true }],
    ['/claims/1-a.svg', { framed: false, shared: true }],
    ['/feed.atom', { framed: false, shared: true }],
    ['/oembed?url=http%3A%2F%2Fhearsay.test%2Fclaims%2F1', { framed: false, shared: true }],
    ['/claims/1-a', { framed: false, shared: false }],
    ['/claims/1-a/history', { framed: false, shared: false }],
    ['/claims/1-a/embed/', { framed: false, shared: false }],
    ['/sources/1/embed', { framed: false, shared: false }],
  ])('%s tells other sites whether they may frame and load it', async (path, { framed, shared }) => {
    const { get, store } = openApp();
    await putIn(store, aRecord(graph('a->b'), { text: 'A.' }));
    const first = await get(path);
    const again = await get(path);
    const unchanged = await get(path).set('If-None-Match', first.headers.etag ?? '"none"');
    for (const { headers } of [first, again, unchanged]) {
      const ancestors = framed ? 'frame-ancestors *' : "frame-ancestors 'none'";
      expect(headers['content-security-policy']).toBe(CSP.replace("frame-ancestors 'none'", ancestors));
      expect(headers['x-frame-options']).toBe(framed ? undefined : 'DENY');
      expect(headers['cross-origin-resource-policy']).toBe(shared ? 'cross-origin' : 'same-origin');
      expect(headers).not.toHaveProperty('set-cookie');
    }
  });

  it('answers require https when the base URL is https', async () => {
    const { get } = openApp({ config: { baseUrl: 'https://hearsay.example' } });
    expect((await get('/')).headers['strict-transport-security']).toMatch(/^max-age=\d{8};/);
  });
});

describe('assets', () => {
  it('assets are served from this site and may be cached for a year', async () => {
    const { get } = openApp();
    const { text } = await get('/');
    const found = [...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, href]) => href!);
    expect(found).toHaveLength(3);
    for (const href of found) {
      expect(href).toMatch(/^\/assets\/[a-z]+-[0-9a-f]{10}\.(css|js|svg)$/);
      const { status, headers } = await get(href);
      expect(status).toBe(200);
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(headers['content-type']).toMatch(/^(text\/css|text\/javascript|image\/svg\+xml)/);
    }
  });

  it('no file is served below /assets/ but the hashed assets', async () => {
    for (const path of [
      '/assets/',
      '/assets/hearsay.css',
      '/assets/hearsay.js',
      '/assets/..%2flayouts%2fmain.hbs',
      '/assets/__proto__',
    ]) {
      expect((await openApp().get(path)).status, path).toBe(404);
    }
  });
});
