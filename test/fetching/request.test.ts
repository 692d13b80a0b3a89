import { createServer } from 'node:net';
import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FetchError, requestPage, type Reach } from '../../src/fetching/request.ts';
import { LIMITS } from '../../src/model/limits.ts';
import { LOOPBACK, servePages, type PageServer } from '../support/page-server.ts';

const HTML = { 'Content-Type': 'text/html; charset=utf-8' };
const PAGE = '<p>A page</p>';

let server: PageServer;
/** What the server was asked. */
let asked: { path: string; headers: IncomingHttpHeaders }[] = [];
let answer: RequestListener;

beforeAll(async () => {
  server = await servePages((request, response) => {
    asked.push({ path: request.url!, headers: request.headers });
    answer(request, response);
  });
});
afterAll(() => server.close());
beforeEach(() => {
  asked = [];
  answer = (_request, response) => response.writeHead(200, HTML).end(PAGE);
});

const fetchIt = (url: string, reach: Reach = LOOPBACK, time = 10_000) =>
  requestPage(url, AbortSignal.timeout(time), reach);

/** Why it can't be had. */
async function problemOf(url: string, reach: Reach = LOOPBACK, time?: number) {
  const error: unknown = await fetchIt(url, reach, time).catch((thrown: unknown) => thrown);
  if (!(error instanceof FetchError)) throw new Error(`no FetchError but ${String(error)}`);
  return error.problem;
}

/** A DNS that gives these answers, one after the other, the last again and again. */
function answerDns(...answers: string[][]): LookupFunction {
  const left = [...answers];
  return (_host, options, done) => {
    const addresses = (left.length > 1 ? left.shift()! : left[0]!).map((address) => {
      return { address, family: address.includes(':') ? 6 : 4 };
    });
    if (options.all) done(null, addresses);
    else done(null, addresses[0]!.address, addresses[0]!.family);
  };
}

const PRIVATE = [
  ...['127.0.0.1', '127.1', '127.0.0.1.', '2130706433', '0177.0.0.1', '017700000001', '0x7f.0.0.1', '0x7f000001'],
  ...['0x7F.1', '①②⑦.0.0.1', '127。0。0。1', '%31%32%37.0.0.1', '0', '0.0.0.0', '0.1.2.3', '10.0.0.1', '012.1'],
  ...['172.16.0.1', '172.31.255.255', '192.168.0.1', '3232235521', '169.254.169.254', '0xA9FEA9FE', '100.64.0.1'],
  ...['192.0.0.1', '192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '224.0.0.1', '240.0.0.1'],
  ...[
    '255.255.255.255',
    '[::]',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
  ],
  ...['[::ffff:10.0.0.1]', '[0:0:0:0:0:ffff:a9fe:a9fe]', '[64:ff9b::7f00:1]', '[64:ff9b:1::a00:1]', '[2002:7f00:1::]'],
  ...['[2001::1]', '[fe80::1]', '[fec0::1]', '[fc00::1]', '[fd12:3456::1]', '[ff02::1]', '[100::1]', '[2001:db8::1]'],
  ...['[::ffff:0:7f00:1]', '[4000::1]', 'localhost', 'LOCALHOST'],
];

const hostOf = (spelling: string): string => new URL(`http://${spelling}`).hostname;

describe('addresses that are not public', () => {
  it.each(PRIVATE)('%s is refused, and never connected to', async (host) => {
    expect(await problemOf(`http://${host}:${server.port}/`, {})).toEqual({ kind: 'private' });
    expect(await problemOf(`https://${host}:${server.port}/`, {})).toEqual({ kind: 'private' });
    expect(asked).toEqual([]);
  });

  // The server's own address is allowed to these tests, however it is spelled.
  const elsewhere = PRIVATE.filter((host) => !['127.0.0.1', 'localhost'].includes(hostOf(host)));
  it.each(elsewhere)('a redirect to %s is refused', async (host) => {
    answer = (_request, response) => response.writeHead(302, { Location: `http://${host}/secret` }).end();
    expect(await problemOf(server.base)).toEqual({ kind: 'private' });
  });

  it.each([
    ['127.0.0.1'],
    ['10.1.2.3'],
    ['::1'],
    ['::ffff:192.168.1.1'],
    ['::7f00:1'],
    ['169.254.169.254'],
    ['64:ff9b::a00:1'],
  ])('a name whose DNS says %s is refused', async (address) => {
    const lookup = answerDns([address]);
    expect(await problemOf(`http://news.example:${server.port}/`, { lookup })).toEqual({ kind: 'private' });
    expect(asked).toEqual([]);
  });

  it('a name is refused when only one of its addresses is private', async () => {
    for (const hidden of ['10.0.0.1', '::7f00:1']) {
      const lookup = answerDns(['93.184.215.14', hidden]);
      expect(await problemOf('http://news.example/', { lookup })).toEqual({ kind: 'private' });
    }
  });

  it('a name that changes its answer between two connections is refused at the second', async () => {
    answer = (_request, response) => response.writeHead(302, { Location: '/again' }).end();
    const lookup = answerDns(['127.0.0.1'], ['10.0.0.1']);
    const problem = await problemOf(`http://news.example:${server.port}/`, { ...LOOPBACK, lookup });
    expect(problem).toEqual({ kind: 'private' });
    expect(asked.map(({ path }) => path)).toEqual(['/']);
  });

  it('what is checked is what is connected to: DNS is asked once a connection', async () => {
    let count = 0;
    const dns = answerDns(['127.0.0.1'], ['10.0.0.1']);
    const lookup: LookupFunction = (...question) => {
      count += 1;
      dns(...question);
    };
    await fetchIt(`http://news.example:${server.port}/`, { ...LOOPBACK, lookup });
    expect(count).toBe(1);
  });
});

describe('addresses that are none', () => {
  it.each([
    'ftp://a.example/',
    'file:///etc/passwd',
    'data:text/html,x',
    'javascript:1',
    'a.example',
    '',
    'http://',
    'http://me:pw@a.example/',
    'http://256.256.256.256/',
    'http://[::1/',
  ])('%s', async (url) => {
    expect(await problemOf(url)).toEqual({ kind: 'address' });
  });

  it('nor may a redirect lead to one', async () => {
    for (const Location of ['file:///etc/passwd', 'ftp://127.0.0.1/', 'http://user@127.0.0.1/', 'http://[']) {
      answer = (_request, response) => response.writeHead(301, { Location }).end();
      expect(await problemOf(server.base)).toEqual({ kind: 'address' });
    }
  });
});

describe('what is sent', () => {
  it('the product’s name, and no cookies, not even those that a redirect set', async () => {
    answer = ({ url }, response) =>
      url === '/a'
        ? response.writeHead(302, { Location: '/b', 'Set-Cookie': 'id=1' }).end()
        : response.writeHead(200, HTML).end(PAGE);
    const { url } = await fetchIt(`${server.base}/a`);
    expect(url).toBe(`${server.base}/b`);
    for (const { headers } of asked) {
      expect(headers['user-agent']).toMatch(/^Hearsay\//);
      expect(headers).not.toHaveProperty('cookie');
      expect(headers).not.toHaveProperty('referer');
    }
    expect(asked).toHaveLength(2);
  });
});

describe('redirects', () => {
  const redirectTimes = (count: number): RequestListener => {
    return ({ url }, response) => {
      const step = Number(url!.slice(1));
      if (step < count) response.writeHead(307, { Location: String(step + 1) }).end();
      else response.writeHead(200, HTML).end(PAGE);
    };
  };

  it('five are followed, and not the sixth', async () => {
    answer = redirectTimes(5);
    expect((await fetchIt(`${server.base}/0`)).url).toBe(`${server.base}/5`);
    answer = redirectTimes(6);
    expect(await problemOf(`${server.base}/0`)).toEqual({ kind: 'redirects' });
  });

  it('an address with letters of other scripts is read as UTF-8, which servers send it in', async () => {
    answer = ({ url }, response) => {
      if (url === '/') response.writeHead(302, { Location: Buffer.from('/기사').toString('latin1') }).end();
      else response.writeHead(200, HTML).end(PAGE);
    };
    expect((await fetchIt(server.base)).url).toBe(`${server.base}/${encodeURIComponent('기사')}`);
  });

  it('one without a place to go to is an answer without success', async () => {
    answer = (_request, response) => response.writeHead(302).end();
    expect(await problemOf(server.base)).toEqual({ kind: 'status', status: 302 });
  });
});

describe('answers', () => {
  it.each([204 + 200, 403, 410, 429, 500, 503, 304])('status %d is told', async (status) => {
    answer = (_request, response) => response.writeHead(status, HTML).end(PAGE);
    expect(await problemOf(server.base)).toEqual({ kind: 'status', status });
  });

  it('only HTML is taken, whatever its case and charset, and a page that doesn’t say what it is', async () => {
    for (const type of ['TEXT/HTML', 'text/html;charset=euc-kr', 'application/xhtml+xml']) {
      answer = (_request, response) => response.writeHead(200, { 'Content-Type': type }).end(PAGE);
      expect(await fetchIt(server.base)).toMatchObject({ contentType: type });
    }
    answer = (_request, response) => response.writeHead(200).end(PAGE);
    expect(await fetchIt(server.base)).toMatchObject({ contentType: '' });
    for (const type of ['application/pdf', 'image/svg+xml', 'text/plain', 'application/json']) {
      answer = (_request, response) => response.writeHead(200, { 'Content-Type': type }).end(PAGE);
      expect(await problemOf(server.base)).toEqual({ kind: 'type', type });
    }
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const)('what is packed by %s is unpacked', async (encoding, pack) => {
    answer = (_request, response) => response.writeHead(200, { ...HTML, 'Content-Encoding': encoding }).end(pack(PAGE));
    expect(Buffer.from((await fetchIt(server.base)).bytes).toString()).toBe(PAGE);
    // A broken one, one cut off, and one that is not packed at all.
    for (const body of [Buffer.from('not packed'), pack(PAGE.repeat(99)).subarray(0, 20)]) {
      answer = (_request, response) => response.writeHead(200, { ...HTML, 'Content-Encoding': encoding }).end(body);
      expect(await problemOf(server.base)).toEqual({ kind: 'broken' });
    }
  });

  it('an encoding that was not asked for is refused', async () => {
    answer = (_request, response) => response.writeHead(200, { ...HTML, 'Content-Encoding': 'gzip, gzip' }).end(PAGE);
    expect(await problemOf(server.base)).toEqual({ kind: 'broken' });
  });

  it('nobody listens, or nobody has the name', async () => {
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    await new Promise((resolve) => silent.close(resolve));
    expect(await problemOf(`http://127.0.0.1:${port}/`)).toEqual({ kind: 'unreachable' });
    const lookup: LookupFunction = (_host, _options, done) =>
      done(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), '', 0);
    expect(await problemOf('http://news.example/', { lookup })).toEqual({ kind: 'unknown-host' });
    // Plain http where TLS was expected.
    expect(await problemOf(server.base.replace('http:', 'https:'))).toEqual({ kind: 'unreachable' });
  });

  it('a server that hangs up in the middle', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { ...HTML, 'Content-Length': '1000' }).write('half');
      setTimeout(() => response.destroy(), 20);
    };
    expect(await problemOf(server.base)).toEqual({ kind: 'broken' });
  });
});

describe('limits', () => {
  const MANY = Buffer.alloc(LIMITS.fetchedBytes + 1, 'a');

  it('five megabytes are taken, and not one byte more, whether it says so or not', async () => {
    answer = (_request, response) => response.writeHead(200, HTML).end(MANY.subarray(1));
    expect((await fetchIt(server.base)).bytes).toHaveLength(LIMITS.fetchedBytes);
    answer = (_request, response) => response.writeHead(200, HTML).end(MANY);
    expect(await problemOf(server.base)).toEqual({ kind: 'too-large' });
    answer = (_request, response) => {
      response.writeHead(200, { ...HTML, 'Transfer-Encoding': 'chunked' }).write(MANY);
      response.end();
    };
    expect(await problemOf(server.base)).toEqual({ kind: 'too-large' });
  });

  it('a few bytes that unpack to gigabytes are stopped at the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(200_000_000));
    expect(bomb.length).toBeLessThan(300_000);
    answer = (_request, response) => response.writeHead(200, { ...HTML, 'Content-Encoding': 'gzip' }).end(bomb);
    const before = process.memoryUsage().arrayBuffers;
    expect(await problemOf(server.base)).toEqual({ kind: 'too-large' });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
  });

  it('the time counts for redirects and body together', async () => {
    const drip: RequestListener = (_request, response) => {
      response.writeHead(200, HTML);
      const timer = setInterval(() => response.write('.'), 20);
      response.once('close', () => clearInterval(timer));
    };
    const stall: RequestListener = () => undefined;
    const wander: RequestListener = (_request, response) =>
      setTimeout(() => response.writeHead(302, { Location: '/' }).end(), 100);
    for (const slow of [drip, stall, wander]) {
      answer = slow;
      const start = performance.now();
      expect(await problemOf(server.base, LOOPBACK, 250)).toEqual({ kind: 'timeout' });
      expect(performance.now() - start).toBeLessThan(5_000);
    }
  });
});
