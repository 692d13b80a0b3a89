/**
 * Pages for visitors who are signed out, cached compressed. A cached page is fresh as long as the database, to which
 * another process may write, has the revisions from which the page was made.
 */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { Revisions } from '../../storage/history/revision-counters.ts';
import { respond, VARY, writeContent } from './respond.ts';
import type { Content, Format, Reply, Route, Site } from './route.ts';
import { createMemoryCache } from './memory-cache.ts';
import { parseId } from '../../urls/records.ts';
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

const [zip, unzip] = [promisify<Uint8Array | string, Buffer>(gzip), promisify<Buffer, Buffer>(gunzip)];

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

interface ServedRoute {
  site: Site;
  pages: PageCache;
  route: Route;
  format: Format;
}

/**
 * Answers a visitor without a session, from the cache or by the handler. A page is cached under what its request means,
 * and made from nothing else: whatever else an address is filled with, it is the same page.
 */
export async function servePage(
  { site, pages, route, format }: ServedRoute,
  request: Request,
  response: Response,
  handle: () => Promise<Reply>,
): Promise<void> {
  const url = keepMeaning(request, route, format);
  const known = url === request.originalUrl ? null : await pages.find(url);
  if (known) {
    await send(request, response, known);
    return;
  }
  const claimId = route.fresh === 'claim' ? parseId(String(request.params.id)) : null;
  // Before the handler reads: a write in between makes the page outdated at once, but never wrong for good.
  const [madeFrom, madeAt] = [await site.store.readRevisions(claimId), site.clock()];
  const reply = await handle();
  if (reply.kind !== 'page' && reply.kind !== 'file' && reply.kind !== 'written') {
    respond(site, response, format, reply);
    return;
  }
  const page = await compress(writeContent(site, format, reply, null));
  pages.put(url, { ...page, claimId, madeFrom, madeAt });
  await send(request, response, page);
}

/**
 * Takes from a request the parameters that its route doesn't know, and gives the address of what it means: with the path as
 * the route has it, since Express reads it in any case, and each parameter as it is understood. The API refuses what it
 * doesn't know, so there everything is kept.
 */
function keepMeaning(request: Request, { path, json, operation, query, isApi }: Route, format: Format): string {
  const typed = request.query;
  const shape = new Map<string, z.ZodType>(Object.entries((query ?? operation?.query)?.shape ?? {}));
  const names = [...(isApi ? Object.keys(typed) : shape.keys())].filter((name) => Object.hasOwn(typed, name));
  Object.defineProperty(request, 'query', { value: Object.fromEntries(names.map((name) => [name, typed[name]])) });
  const pairs = names.flatMap((name) => {
    const meant = (shape.get(name)?.safeParse(typed[name]).data ?? typed[name]) as string | number | readonly string[];
    return [meant].flat().map((value): [string, string] => [name, String(value)]);
  });
  const search = new URLSearchParams(pairs).toString();
  const template = format === 'json' && json !== null ? json : path;
  const place = template.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(request.params[name])));
  return search === '' ? place : `${place}?${search}`;
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
