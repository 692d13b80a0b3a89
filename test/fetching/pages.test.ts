import { afterEach, describe, expect, it } from 'vitest';
import { createPageFetcher } from '../../src/fetching/pages.ts';
import { createPageReader } from '../../src/threads.ts';
import { readPageFile } from '../formats/web-page/pages.ts';
import { LOOPBACK, servePages, type PageServer } from '../support/page-server.ts';

const readPage = createPageReader();
const HTML = { 'Content-Type': 'text/html' };

let server: PageServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

describe('the fetcher', () => {
  it('gives what a page says and where redirects led', async () => {
    server = await servePages(({ url }, response) =>
      url === '/'
        ? response.writeHead(301, { Location: '/story' }).end()
        : response.writeHead(200, HTML).end(readPageFile('korean')),
    );
    const fetched = await createPageFetcher(readPage, LOOPBACK)(server.base);
    expect(fetched).toMatchObject({
      ok: true,
      url: `${server.base}/story`,
      page: { title: '턴 항 크레인 두 대 모두 멈춰', publisher: '해안통신' },
    });
  });

  it('reaches no address of this machine unless a test says so', async () => {
    let count = 0;
    server = await servePages((_request, response) => {
      count += 1;
      response.writeHead(200, HTML).end(readPageFile('agency'));
    });
    expect(await createPageFetcher(readPage)(server.base)).toEqual({ ok: false, problem: { kind: 'private' } });
    expect(count).toBe(0);
  });

  it('gives up a page that no reader gets through, and answers others in the meantime', async () => {
    server = await servePages((_request, response) =>
      response.writeHead(200, HTML).end(`<html><body>${'<div>'.repeat(200_000)}`),
    );
    let ticks = 0;
    const timer = setInterval(() => (ticks += 1), 20);
    const fetched = await createPageFetcher(createPageReader(400), LOOPBACK)(server.base);
    clearInterval(timer);
    expect(fetched).toEqual({ ok: false, problem: { kind: 'unreadable' } });
    expect(ticks).toBeGreaterThan(10);
  });

  it('fetches four at once, lets eight wait, and refuses more', async () => {
    let open = 0;
    let most = 0;
    server = await servePages((_request, response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        response.writeHead(404).end();
      }, 100);
    });
    const fetchPage = createPageFetcher(readPage, LOOPBACK);
    const all = await Promise.all(Array.from({ length: 14 }, () => fetchPage(server!.base)));
    expect(most).toBe(4);
    const kinds = all.map((fetched) => (fetched.ok ? 'ok' : fetched.problem.kind));
    expect(kinds.filter((kind) => kind === 'status')).toHaveLength(12);
    expect(kinds.filter((kind) => kind === 'busy')).toHaveLength(2);
  });
});
