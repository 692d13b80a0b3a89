/** What is made of a cluster's answers. The answers are those of rqlite 8.26.8, sent by servers of the tests' own. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createClusterEngine } from '../../../src/storage/cluster/engine.ts';
import { createNodes, nameDatabase, readAddresses } from '../../../src/storage/cluster/nodes.ts';
import { Damaged, Unavailable, UnusableDatabase, Unwritable } from '../../../src/storage/errors.ts';
import { createStore } from '../../../src/storage/store.ts';

let servers: Server[] = [];
afterEach(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  servers = [];
});

interface Asked {
  url: string;
  authorization: string | undefined;
}

/** A node that always answers the same. */
async function serve(status: number, text: string): Promise<{ url: URL; asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    asked.push({ url: request.url!, authorization: request.headers.authorization });
    request.resume().once('end', () => response.writeHead(status).end(text));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), asked };
}

/** The address of a node that is down. */
async function goDown(): Promise<URL> {
  const { url } = await serve(200, '');
  await new Promise((resolve) => servers.pop()!.close(resolve));
  return url;
}

const ONE_ROW = '{"results":[{"columns":["claim","catalogue","published"],"types":["","",""],"values":[[null,7,8]]}]}';
const NO_LEADER = '{"results":[],"error":"leader not found"}';

async function readRevisions(...addresses: URL[]) {
  return createStore(createClusterEngine(createNodes(addresses))).readRevisions(null);
}

async function fail(work: Promise<unknown>): Promise<unknown> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return (error as Error | null)?.cause ?? error;
}

describe('the answers of a cluster', () => {
  test('200 with an error beside no results is no empty answer', async () => {
    const { url } = await serve(200, NO_LEADER);
    expect(await fail(readRevisions(url))).toBeInstanceOf(Unavailable);
  });

  test('another node is asked where one is not there, has no leader or lacks our tables', async () => {
    const good = await serve(200, ONE_ROW);
    const others = await Promise.all([
      serve(503, 'leader not found\n'),
      serve(200, NO_LEADER),
      serve(200, '{"results":[],"error":"node failed to process Query on remote node at b:4002: EOF"}'),
    ]);
    const gone = await goDown();
    expect(await readRevisions(gone, ...others.map(({ url }) => url), good.url)).toMatchObject({ catalogue: 7 });
    const empty = await serve(200, '{"results":[{"error":"no such table: catalogue"}]}');
    const readers = createStore(createClusterEngine(createNodes([empty.url, good.url]))).forReaders!;
    expect(await readers.readRevisions(null)).toMatchObject({ catalogue: 7 });
    expect(good.asked.map(({ url }) => /level=\w+/.exec(url)![0])).toEqual(['level=weak', 'level=none']);
  });

  test('without a leader a commit fails at once, and was not written for certain', async () => {
    const { url, asked } = await serve(503, 'leader not found\n');
    const store = createStore(createClusterEngine(createNodes([url, await goDown()])));
    const error = await fail(store.drafts.remove('somebody', 'a draft'));
    expect(error).toBeInstanceOf(Unavailable);
    expect(error).toMatchObject({ mayBeWritten: false });
    expect(asked).toHaveLength(1);
  });

  test('a count without the rows of RETURNING is an error', async () => {
    const { url } = await serve(200, '{"results":[{"last_insert_id":1,"rows_affected":1}]}');
    const store = createStore(createClusterEngine(createNodes([url])));
    const seen = { uid: 'a draft', claim: null, fields: {}, revision: 1, updatedAt: '' };
    expect(await fail(store.drafts.change('somebody', seen, { claim: null, fields: {}, updatedAt: '' }))).toMatchObject(
      {
        message: expect.stringContaining('rqlite gives no rows of') as string,
      },
    );
  });

  test.each([
    ['database or disk is full', Unwritable],
    ['attempt to write a readonly database', Unwritable],
    ['database disk image is malformed', Damaged],
  ])('a node that says “%s” is told as a file would be', async (message, kind) => {
    const { url } = await serve(200, JSON.stringify({ results: [{ error: message }] }));
    const store = createStore(createClusterEngine(createNodes([url])));
    expect(await fail(store.drafts.remove('somebody', 'a draft'))).toBeInstanceOf(kind);
    if (kind === Damaged) expect(await fail(readRevisions(url))).toBeInstanceOf(Damaged);
  });

  test('name and password are sent, and never shown', async () => {
    const { url, asked } = await serve(401, 'Unauthorized');
    url.username = 'hearsay';
    url.password = 'p%3A1';
    const error = await fail(readRevisions(url));
    expect(error).toBeInstanceOf(UnusableDatabase);
    expect(String(error)).not.toMatch(/hearsay|p%3A1|p:1/);
    expect(asked[0]!.authorization).toBe(`Basic ${Buffer.from('hearsay:p:1').toString('base64')}`);
    expect(nameDatabase(url.href)).toBe(url.origin);
  });
});

test('DATABASE is a file, or addresses alone', () => {
  expect(readAddresses('/var/lib/hearsay.sqlite')).toBeNull();
  expect(readAddresses('http://a:4001, https://b:4001')!.map(({ href }) => href)).toEqual([
    'http://a:4001/',
    'https://b:4001/',
  ]);
  for (const wrong of ['http://a:4001,', 'http://a:4001,b:4001', 'http://a:4001/db', 'http://a:4001?level=none']) {
    expect(() => readAddresses(wrong)).toThrow('DATABASE must be a file, or the addresses of a cluster');
  }
});
