/** A page as it is kept and sent: the whole answer is ready but for its request id and what Node adds to each. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import accepts from 'accepts';
import isFresh from 'fresh';
import { LRUCache } from 'lru-cache';
import { VARY } from './respond.ts';
import type { Content } from './route.ts';

/**
 * Browsers revalidate each time, which a 304 makes cheap; a proxy serves a page for 10 seconds, and for 50 more while it
 * revalidates. So everybody sees a correction within a minute.
 */
const CACHE_CONTROL = 'public, max-age=0, s-maxage=10, stale-while-revalidate=50';

const [zip, unzip] = [promisify<Uint8Array | string, Buffer>(gzip), promisify<Buffer, Buffer>(gunzip)];

/** Names and values in turn, as `writeHead` takes them. */
export type Head = readonly string[];

export const listHead = (headers: Readonly<Record<string, string>>): Head => Object.entries(headers).flat();

export interface KeptPage {
  etag: string;
  /** Compressed. */
  bytes: Buffer;
  /** Its own headers, without those that every answer at its address has. */
  heads: Readonly<Record<'compressed' | 'plain' | 'unchanged', Head>>;
}

export async function packPage({ headers, body }: Content): Promise<KeptPage> {
  const bytes = await zip(body);
  // Weak because both encodings share it. It depends on the content alone, so an equal page is not sent again. Hashing the
  // compressed bytes takes a fifth of the time.
  const etag = `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`;
  const unchanged = { ETag: etag, 'Cache-Control': CACHE_CONTROL, Vary: VARY };
  const whole = { ...unchanged, ...headers };
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
  return {
    ...{ etag, bytes },
    heads: {
      compressed: listHead({ ...whole, 'Content-Encoding': 'gzip', 'Content-Length': String(bytes.length) }),
      plain: listHead({ ...whole, 'Content-Length': String(length) }),
      unchanged: listHead(unchanged),
    },
  };
}

/** @param first headers to send before those of the page, where the answer has none yet */
export async function sendPage(
  request: IncomingMessage,
  response: ServerResponse,
  { etag, bytes, heads }: KeptPage,
  first: Head = [],
): Promise<void> {
  const write = (status: number, head: Head) => response.writeHead(status, [...first, ...head]);
  if (isFresh(request.headers, { etag })) write(304, heads.unchanged).end();
  else if (acceptsGzip(request)) write(200, heads.compressed).end(bytes);
  else if (request.method === 'HEAD') write(200, heads.plain).end();
  else {
    const body = await unzip(bytes);
    write(200, heads.plain).end(body);
  }
}

/** By `Accept-Encoding`: all browsers together send a few. */
const answers = new LRUCache<string, boolean>({ max: 100 });

function acceptsGzip(request: IncomingMessage): boolean {
  const header = request.headers['accept-encoding'] ?? '';
  const known = answers.get(header);
  if (known !== undefined) return known;
  const answer = accepts(request).encodings(['gzip', 'identity']) === 'gzip';
  answers.set(header, answer);
  return answer;
}
