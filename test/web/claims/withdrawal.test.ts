/** What readers get at the addresses of a claim that was withdrawn. */
import { describe, expect, it } from 'vitest';
import { openDesk, retell } from './history/desk.ts';
import { read } from '../signed-in.ts';

const CLAIM = '/claims/1-the-visit-follows-up';
const REASON = 'The agency <withdrew> its report.';

/** Published, and withdrawn by Kim Min on 20 June. */
async function openWithdrawn(reason = REASON) {
  const desk = await openDesk();
  await desk.post('/claims/1/withdraw', { reason }, await desk.comeIn());
  return desk;
}

describe('the address of a withdrawn claim', () => {
  it('says when and why it was withdrawn, and nothing of the claim', async () => {
    const { get } = await openWithdrawn();
    for (const path of ['/claims/1', CLAIM, `${CLAIM}/history`, `${CLAIM}/history/1`, '/claims/1-other-words']) {
      const answer = await get(path);
      expect([path, answer.status, answer.headers['cache-control']]).toEqual([path, 410, 'no-store']);
      const page = read(answer);
      expect(page.title).toBe('This claim was withdrawn – Hearsay');
      expect(page.text).toContain('It was published here, and withdrawn on 20 June 2025 .');
      expect(page.text).toContain(`Reason. ${REASON}`);
      expect(answer.text).not.toMatch(/follows up|TASS/u);
    }
  });

  it('answers programs with the shape of every error', async () => {
    const { get } = await openWithdrawn();
    const error = {
      status: 410,
      title: 'This claim was withdrawn',
      issues: [
        { field: 'withdrawnAt', message: '2025-06-20T12:00:00Z' },
        { field: 'reason', message: REASON },
      ],
    };
    for (const path of ['/claims/1.json', `${CLAIM}.json`, `${CLAIM}/history.json`]) {
      const { status, body, headers } = await get(path);
      expect([status, body]).toMatchObject([410, { status: 410, error }]);
      expect(headers['access-control-allow-origin']).toBe('*');
    }
    const asked = await get(CLAIM).set('Accept', 'application/json');
    expect([asked.status, asked.body]).toMatchObject([410, { status: 410, error }]);
  });

  it('is gone as a file, a drawing, a badge and for oEmbed', async () => {
    const { get } = await openWithdrawn();
    const files = ['1.svg', '1.png', '1.csv', '1.jsonld', '1/badge.svg', '1/preview.png'].map(
      (end) => `/claims/${end}`,
    );
    const oembed = `/oembed?url=${encodeURIComponent('http://hearsay.test/claims/1')}`;
    for (const path of [...files, oembed]) expect((await get(path)).status, path).toBe(410);
  });

  it('is a badge that says so, and JSON for oEmbed: neither could show a page', async () => {
    const { get } = await openWithdrawn();
    const badge = await get('/claims/1/badge.svg');
    const { 'content-type': type, 'cache-control': cache } = badge.headers;
    expect([badge.status, type, cache]).toEqual([410, 'image/svg+xml; charset=utf-8', 'no-store']);
    expect(badge.headers['cross-origin-resource-policy']).toBe('cross-origin');
    expect(String(badge.body)).toContain('<title>Hearsay: withdrawn</title>');
    const url = encodeURIComponent('http://hearsay.test/claims/1');
    const oembed = await get(`/oembed?url=${url}`).set('Accept', 'text/html');
    expect([oembed.status, oembed.body]).toMatchObject([410, { status: 410 }]);
    const unknown = await get(`/oembed?url=${encodeURIComponent('http://hearsay.test/claims/9')}`);
    expect([unknown.status, unknown.body]).toMatchObject([404, { status: 404 }]);
  });

  it('says so in the frames of other sites', async () => {
    const { get } = await openWithdrawn();
    const answer = await get(`${CLAIM}/embed`);
    expect(answer.status).toBe(410);
    expect(answer.text).toContain('<body class="embed">');
    expect(answer.text).not.toMatch(/masthead|<link rel="canonical"/u);
    expect(answer.headers['content-security-policy']).toContain('frame-ancestors *');
    expect(read(answer).text).toContain(`withdrawn on 20 June 2025 . Reason. ${REASON}`);
  });

  it('is left out of lists, feeds, the sitemap, search and exports', async () => {
    const { get } = await openWithdrawn();
    const paths = ['/', '/claims', '/feed.atom', '/sitemap.xml', '/sitemap/1.xml', '/search?q=visit', '/export.ndjson'];
    for (const path of paths) expect((await get(path)).text, path).not.toMatch(/1-the-visit|follows up\./u);
  });

  it('is the claim’s own again once it is restored, and tells of the last withdrawal', async () => {
    const { get, post, comeIn } = await openWithdrawn();
    await post('/claims/1/restore', {}, await comeIn());
    expect((await get(CLAIM)).status).toBe(200);
    await post('/claims/1/withdraw', { reason: 'Again.' }, await comeIn());
    expect(read(await get(CLAIM)).text).toContain('Reason. Again.');
  });

  it('keeps the reason when the hidden claim is edited, and editors see the claim', async () => {
    const { get, see, edit } = await openWithdrawn();
    await edit(retell({ note: 'Hidden.' }), 'Another reason');
    expect(read(await get(CLAIM)).text).toContain(`Reason. ${REASON}`);
    const page = await see(CLAIM);
    expect([page.status, read(page).text.includes('Withdrawn: editors only.')]).toEqual([200, true]);
  });

  it('without a reason says that none was given', async () => {
    const desk = await openDesk();
    await desk.edit(retell({ status: 'withdrawn' }));
    expect(read(await desk.get(CLAIM)).text).toContain('No reason was given.');
    expect((await desk.get(`${CLAIM}.json`)).body).toMatchObject({ error: { issues: [{ field: 'withdrawnAt' }] } });
  });
});

describe('the address of a claim that was never published', () => {
  it('does not exist for readers, whether it is a draft or was withdrawn as one', async () => {
    const desk = await openDesk(undefined, { claim: { status: 'withdrawn' } });
    for (const path of [CLAIM, '/claims/1.json', '/claims/1/embed']) expect((await desk.get(path)).status).toBe(404);
    await desk.edit(retell({ status: 'draft' }));
    await desk.edit(retell({ status: 'withdrawn' }), 'Secret.');
    expect((await desk.get(CLAIM)).status).toBe(404);
    await desk.edit(retell({ status: 'published' }));
    await desk.edit(retell({ status: 'draft' }));
    expect((await desk.get(CLAIM)).status).toBe(404);
  });
});
