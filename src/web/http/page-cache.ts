/**
 * Pages for visitors who are signed out, cached as they were sent. A cached page is fresh as long as the revisions it was
 * made from are those of the database, which another process may have written.
 */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Request, RequestHandler, Response } from 'express';
import type { Revisions } from '../../storage/history/revision-counters.ts';
import { respond, writeContent, type Content } from './respond.ts';
import type { Format, Fresh, Reply, Site } from './route.ts';
import { createMemoryCache } from './memory-cache.ts';
import { isAddress, parseId } from '../../urls/records.ts';
import { carriesName } from './visitor.ts';

/**
 * Browsers ask each time, which a 304 makes cheap; a proxy shows a page for 10 seconds, and for 50 more while it asks. So
 * everybody sees a correction within a minute.
 */
const CACHE_CONTROL = 'public, max-age=0, s-maxage=10, stale-while-revalidate=50';

/** Cookies and tokens tell who reads: a proxy must not answer editors with the page of readers. */
const VARY = 'Accept-Encoding, Cookie, Authorization';

/** How old other claims may be that the page of an unchanged claim shows, in milliseconds. */
const LONGEST_BEHIND = 60_000;

/** In bytes, compressed: some ten thousand pages. */
const ROOM = 64 * 1024 * 1024;

/** Anybody can make up addresses with a query: they push out nothing but one another. */
const ROOM_FOR_QUERIES = ROOM / 4;

const [zip, unzip] = [promisify<Buffer | string, Buffer>(gzip), promisify<Buffer, Buffer>(gunzip)];

interface CompressedPage {
  headers: Content['headers'];
  etag: string;
  /** Gzipped. */
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

  let looked: Promise<Revisions> | null = null;

  /** Requests that came in together share one look: it comes after all of them, so none is shown what is older than itself. */
  function look(): Promise<Revisions> {
    if (looked === null) {
      looked = store.readRevisions(null);
      setImmediate(() => (looked = null));
    }
    return looked;
  }

  async function isFresh({ claimId, madeFrom, madeAt }: CachedPage): Promise<boolean> {
    const { catalogue, published } = await look();
    if (catalogue !== madeFrom.catalogue) return false;
    // A claim that readers see doesn't change without this one.
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

/** Answers with a fresh page from the cache before any route is looked for; lets every other request on. */
export function serveCached(site: Site, pages: PageCache): RequestHandler {
  return async (request, response, next) => {
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    const page = isReading && !carriesName(site, request) ? await pages.find(request.originalUrl) : null;
    if (page) await send(request, response, page);
    else next();
  };
}

/**
 * Answers a visitor without a session with what a handler makes now. A page or a file is cached when it was asked for by
 * its own address: what else somebody may write behind a question mark fills nothing.
 */
export async function servePage(
  { site, pages, fresh, format }: { site: Site; pages: PageCache; fresh: Fresh; format: Format },
  request: Request,
  response: Response,
  handle: () => Promise<Reply>,
): Promise<void> {
  const claimId = fresh === 'claim' ? parseId(String(request.params.id)) : null;
  // Before the handler reads: what is written meanwhile makes the page old at once, never wrong for good.
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

/** The tag is of the content, so a page made anew that says the same is not sent again. Weak: it is one for both encodings. */
async function compress({ headers, body }: Content): Promise<CompressedPage> {
  const bytes = await zip(body);
  // Hashing the compressed bytes takes a fifth of the time, and the same page gives the same bytes.
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
