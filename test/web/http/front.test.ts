/** What is answered before Express is told apart by nothing from what Express answers. */
import { once } from 'node:events';
import { Agent, createServer, request as ask, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Store } from '../../../src/storage/store.ts';
import { routes } from '../../../src/web/routes.ts';
import { openApp, openSample } from '../open-app.ts';

/** Every address of readers that is kept, and some with a query. A picture takes a second and is a file as others are. */
const PATHS = routes
  .filter(({ fresh }) => fresh !== undefined)
  .flatMap(({ path, json }) => (json === null ? [path] : [path, json]))
  .map((path) => path.replace(':id', '1').replace(':revision', '1'))
  .filter((path) => !/:|\.png$/.test(path))
  .map((path) => (path === '/oembed' ? '/oembed?url=http%3A%2F%2Fhearsay.test%2Fclaims%2F1' : path))
  .concat('/claims?after=2', '/claims/1.svg?depth=1', '/search?q=tass');

const GZIP = { 'accept-encoding': 'gzip, deflate, br' };

/** Headers of a request, given a page's tag. */
const READINGS: readonly ((tag: string) => Record<string, string>)[] = [
  () => ({}),
  () => GZIP,
  () => ({ 'accept-encoding': 'gzip;q=0, *', range: 'bytes=0-9', cookie: 'theme=dark', accept: 'application/json' }),
  (tag) => ({ ...GZIP, 'if-none-match': tag }),
  (tag) => ({
    ...GZIP,
    'if-none-match': `"other", ${tag.slice(2)}`,
    'if-modified-since': 'Fri, 20 Jun 2025 12:00:00 GMT',
  }),
  (tag) => ({ ...GZIP, 'if-none-match': tag, 'cache-control': 'no-cache' }),
  () => ({ ...GZIP, 'if-modified-since': 'Fri, 20 Jun 2025 12:00:00 GMT', origin: 'https://other.example' }),
];

/** Those that are tried without the body too. */
const HEADLESS = new Set([0, 1, 3].map((at) => READINGS[at]));

interface Whole {
  status: number | undefined;
  /** As they came, but for the request id and the date. */
  head: string[];
  body: string;
}

/** An application on a port of its own. */
async function listen(app: RequestListener) {
  const server: Server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { port } = server.address() as AddressInfo;
  const read = (path: string, headers: Record<string, string>, method = 'GET') =>
    new Promise<Whole & { headers: Readonly<Record<string, string | undefined>> }>((resolve, reject) => {
      const request = ask({ port, host: '127.0.0.1', path, headers, method, agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const { statusCode: status, rawHeaders } = response;
          const head = rawHeaders.map((value, at) => (VARYING.has(rawHeaders[at - 1] ?? '') ? '…' : value));
          const headers = response.headers as Record<string, string | undefined>;
          resolve({ status, head, body: Buffer.concat(chunks).toString('base64'), headers });
        });
      });
      request.on('error', reject).end();
    });
  const close = (): void => {
    agent.destroy();
    server.close();
  };
  return { read, close };
}

const VARYING = new Set(['X-Request-Id', 'Date']);

let opened: Awaited<ReturnType<typeof openBoth>>;

/** The same newsroom twice: once as it is served, and once where only a query tells what is fresh, so that Express answers all. */
async function openBoth() {
  const { store } = await openSample();
  let queries = 0;
  const readRevisions: Store['readRevisions'] = (claimId) => {
    queries += 1;
    return store.readRevisions(claimId);
  };
  const [front, express] = [
    openApp({ store: { ...store, readRevisions } }),
    openApp({ store: { ...store, countCommits: () => null } }),
  ];
  const servers = [await listen(front.app), await listen(express.app)] as const;
  return { front: { ...front, ...servers[0] }, express: { ...express, ...servers[1] }, countQueries: () => queries };
}

beforeAll(async () => {
  opened = await openBoth();
});
afterAll(() => {
  opened.front.close();
  opened.express.close();
});

/** Where a path leads to in the end. */
async function follow(path: string): Promise<string> {
  const { status, headers } = await opened.front.read(path, GZIP);
  return status === 302 ? follow(headers.location!) : path;
}

const compare = async (path: string, headers: Record<string, string>, method: string): Promise<Whole> => {
  const said = [];
  for (const { read } of [opened.front, opened.express]) {
    const { status, head, body } = await read(path, headers, method);
    said.push({ status, head, body });
  }
  expect(said[0], `${method} ${path} ${JSON.stringify(headers)}`).toEqual(said[1]);
  return said[0]!;
};

it('every kept page is the same to the byte, and its headers to the letter', async () => {
  const { front, express, countQueries } = opened;
  const seen = new Map<number | undefined, number>();
  for (const path of PATHS) {
    const kept = await follow(path);
    const { headers } = await express.read(kept, GZIP);
    const before = countQueries();
    for (const reading of READINGS) {
      for (const method of HEADLESS.has(reading) ? ['GET', 'HEAD'] : ['GET']) {
        const { status, head } = await compare(kept, reading(headers.etag!), method);
        expect(head).toEqual(expect.arrayContaining(['X-Request-Id', 'ETag', 'Cache-Control', 'Vary', 'Date']));
        seen.set(status, (seen.get(status) ?? 0) + 1);
      }
    }
    expect(countQueries(), kept).toBe(before);
  }
  expect(PATHS.length).toBeGreaterThan(40);
  expect(seen).toEqual(
    new Map([
      [200, PATHS.length * 7],
      [304, PATHS.length * 3],
    ]),
  );
  expect(front.lines.length).toBeGreaterThan(PATHS.length * 10);
});

it('what names somebody, changes something or isn’t kept is left to Express', async () => {
  const kept = await follow('/claims/1');
  const cookie = 'a=b; hearsay.session_token=over';
  for (const [path, headers, method] of [
    [kept, { ...GZIP, cookie }, 'GET'],
    [kept, { ...GZIP, authorization: 'Bearer nobody' }, 'GET'],
    [kept, GZIP, 'POST'],
    [kept, GZIP, 'OPTIONS'],
    ['/claims/1', GZIP, 'GET'],
    ['/nowhere', GZIP, 'GET'],
    [kept.toUpperCase(), GZIP, 'GET'],
    ['/claims/1.json', { 'access-control-request-method': 'GET' }, 'OPTIONS'],
  ] as const) {
    const { head } = await compare(path, headers, method);
    if (path === kept && method === 'GET') expect(head.join('\n')).not.toContain('public, max-age');
  }
});

it('the log has the same line, and nothing of the reader in it', async () => {
  const kept = await follow('/claims/1');
  const lines: Record<string, unknown>[] = [];
  for (const { read, lines: said } of [opened.front, opened.express]) {
    for (const path of [kept, '/search?q=tass']) {
      const { headers } = await read(path, { ...GZIP, cookie: 'theme=dark', 'user-agent': 'Mozilla/5.0 (secret)' });
      const line = said.at(-1)! as { req: { id: string } };
      expect(line.req.id).toBe(headers['x-request-id']);
      lines.push({ ...line, time: 0, responseTime: typeof said.at(-1)!.responseTime, req: { ...line.req, id: '…' } });
    }
  }
  expect(Object.entries(lines[0]!)).toEqual(Object.entries(lines[2]!));
  expect(Object.entries(lines[1]!)).toEqual(Object.entries(lines[3]!));
  expect(lines[1]).toMatchObject({ level: 30, res: { status: 200 }, msg: 'request completed' });
  expect(lines[1]!.req).toEqual({ id: '…', method: 'GET', path: '/search' });
  expect(JSON.stringify(lines)).not.toMatch(/secret|theme|tass|127\.0\.0\.1/);
});
