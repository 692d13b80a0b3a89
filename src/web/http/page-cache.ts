/**
 * Pages for visitors who are signed out, cached compressed. A cached page is fresh as long as the database, to which
 * another process may write, has the revisions from which the page was made.
 */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Request, RequestHandler, Response } from 'express';
import type { Revisions } from '../../storage/history/revision-counters.ts';
import { respond, VARY, writeContent, type Content } from './respond.ts';
import type { Format, Fresh, Reply, Site } from './route.ts';
import { createMemoryCache } from './memory-cache.ts';
import { isAddress, parseId } from '../../urls/records.ts';
import { carriesName } from './visitor.ts';

/**
 * Browsers revalidate each time, which a 304 makes cheap; a proxy serves a page for 10 seconds, and for 50 more while it
 * revalidates. So everybody sees a correction within a minute.
 */
const CACHE_CONTROL = 'public, max-age=0, s-maxage=10, stale-while-revalidate=50';

/** In milliseconds: how outdated other claims on the page of an unchanged claim may be. */
const LONGEST_BEHIND = 60_000;

/** In compressed bytes: some ten thousand pages. */
const ROOM = 64 * 1024 * 1024;

/** Anybody can make up addresses with a query, so these only displace each other. */
const ROOM_FOR_QUERIES = ROOM / 4;

const [zip, unzip] = [promisify<Buffer | string, Buffer>(gzip), promisify<Buffer, Buffer>(gunzip)];

interface CompressedPage {
  headers: Content['headers'];
  etag: string;
  bytes: Buffer;
}

interface CachedPage extends CompressedPage {
  /** Null for a page that shows many claims. */
  claimId: number | null;
  madeFrom: Revisions;
  madeAt: Date;
}

export interface PageCache {
  /** The cached page of a URL if it is fresh. */
  find: (url: string) => Promise<CompressedPage | null>;
  put: (url: string, page: CachedPage) => void;
}

export function createPageCache({ store, clock }: Pick<Site, 'store' | 'clock'>): PageCache {
  const measure = ({ bytes }: CachedPage): number => bytes.length;
  const records = createMemoryCache(ROOM - ROOM_FOR_QUERIES, measure);
  const queries = createMemoryCache(ROOM_FOR_QUERIES, measure);
  const cacheOf = (url: string) => (url.includes('?') ? queries : records);

  let reading: Promise<Revisions> | null = null;

  /** Requests that arrive together share one read, which comes after all of them: none gets a page older than itself. */
  function readOnce(): Promise<Revisions> {
    if (reading === null) {
      reading = store.readRevisions(null);
      setImmediate(() => (reading = null));
    }
    return reading;
  }

  async function isFresh({ claimId, madeFrom, madeAt }: CachedPage): Promise<boolean> {
    const { catalogue, published } = await readOnce();
    if (catalogue !== madeFrom.catalogue) return false;
    // No published claim changes without this counter.
    if (published === madeFrom.published) return true;
    if (claimId === null || clock().getTime() - madeAt.getTime() >= LONGEST_BEHIND) return false;
    return (await store.readRevisions(claimId)).claim === madeFrom.claim;
  }

  return {
    find: async (url) => {
      const page = cacheOf(url).get(url);
      return page && (await isFresh(page)) ? page : null;
    },
    put: (url, page) => {
      cacheOf(url).set(url, page);
    },
  };
}

/** Answers with a fresh page from the cache, before any routing. */
export function serveCached(site: Site, pages: PageCache): RequestHandler {
  return async (request, response, next) => {
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    const page = isReading && !carriesName(site, request) ? await pages.find(request.originalUrl) : null;
    if (page) await send(request, response, page);
    else next();
  };
}

/**
 * Runs the handler for a visitor without a session. A page or a file is cached only under its own address, so made-up
 * queries don't fill the cache.
 */
export async function servePage(
  { site, pages, fresh, format }: { site: Site; pages: PageCache; fresh: Fresh; format: Format },
  request: Request,
  response: Response,
  handle: () => Promise<Reply>,
): Promise<void> {
  const claimId = fresh === 'claim' ? parseId(String(request.params.id)) : null;
  // Before the handler reads: a write in between makes the page outdated at once, but never wrong for good.
  const [madeFrom, madeAt] = [await site.store.readRevisions(claimId), site.clock()];
  const reply = await handle();
  if (reply.kind !== 'page' && reply.kind !== 'file') {
    respond(site, response, format, reply);
    return;
  }
  const page = await compress(writeContent(site, format, reply, null));
  const address = reply.kind === 'page' ? reply.address[format] : reply.path;
  const url = request.originalUrl;
  if (address !== undefined && isAddress(url, address)) pages.put(url, { ...page, claimId, madeFrom, madeAt });
  await send(request, response, page);
}

/** The tag depends on the content alone, so an equal page is not sent again. It is weak because both encodings share it. */
async function compress({ headers, body }: Content): Promise<CompressedPage> {
  const bytes = await zip(body);
  // Hashing the compressed bytes takes a fifth of the time.
  const etag = `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`;
  return { headers, etag, bytes };
}

async function send(request: Request, response: Response, { headers, etag, bytes }: CompressedPage): Promise<void> {
  response.setHeader('ETag', etag).setHeader('Cache-Control', CACHE_CONTROL).setHeader('Vary', VARY);
  if (request.fresh) {
    response.status(304).end();
    return;
  }
  const isCompressed = request.acceptsEncodings('gzip', 'identity') === 'gzip';
  const body = isCompressed ? bytes : await unzip(bytes);
  const encoding = isCompressed ? { 'Content-Encoding': 'gzip' } : {};
  response.writeHead(200, { ...headers, ...encoding, 'Content-Length': body.length }).end(body);
}
