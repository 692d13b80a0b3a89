/**
 * Gets one resource of the public web, as bytes. Whoever names the address may be tricked, so no private, loopback,
 * link-local or reserved address is connected to: it is the address connected to that is checked, after DNS and for
 * each redirect, so no spelling and no name that changes its answer gets by.
 */
import { lookup as lookUp } from 'node:dns';
import { get as getHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { get as getHttps } from 'node:https';
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net';
import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { useAgent } from 'request-filtering-agent';
import { LIMITS } from '../model/limits.ts';
import type { FetchProblem } from '../model/web-pages.ts';
import { parseUrl } from '../model/url.ts';

export interface Reach {
  /** Addresses of this machine that may be reached all the same: for tests, which serve pages of their own. */
  allowed?: readonly string[];
  /** Instead of the system's DNS. */
  lookup?: LookupFunction;
}

export interface Resource {
  /** Where redirects led. */
  url: string;
  contentType: string;
  bytes: Uint8Array;
}

/** Why a resource can't be had. */
export class FetchError extends Error {
  override name = 'FetchError';
  readonly problem: FetchProblem;
  constructor(problem: FetchProblem) {
    super(problem.kind);
    this.problem = problem;
  }
}

const HTML = ['text/html', 'application/xhtml+xml'];

/**
 * @param signal ends it, at any point
 * @throws FetchError, and no other error
 */
export async function requestPage(address: string, signal: AbortSignal, reach: Reach = {}): Promise<Resource> {
  let url = parseAddress(address);
  try {
    for (let redirects = 0; redirects <= LIMITS.fetchRedirects; redirects += 1) {
      const response = await send(url, signal, reach);
      const location = findRedirect(response);
      if (location === null) return await readResource(url, response);
      response.destroy();
      url = parseAddress(location, url);
    }
  } catch (error) {
    throw explain(error, signal);
  }
  throw new FetchError({ kind: 'redirects' });
}

function parseAddress(address: string, base?: URL): URL {
  const url = parseUrl(address, base);
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '')
    throw new FetchError({ kind: 'address' });
  return url;
}

/**
 * Addresses of the public IPv6 internet begin with 001 (RFC 4291, 2.4). The agent takes the IPv4 addresses that were once
 * written as IPv6 ones (`::7f00:1` for 127.0.0.1), and others that were never assigned, for public.
 */
const GLOBAL_IPV6 = new BlockList();
GLOBAL_IPV6.addSubnet('2000::', 3, 'ipv6');

const isUnassigned = (address: string, allowed: readonly string[]): boolean =>
  // Mapped IPv4 addresses are the agent's to check.
  isIPv6(address) && !/^::ffff:/iu.test(address) && !allowed.includes(address) && !GLOBAL_IPV6.check(address, 'ipv6');

async function send(url: URL, signal: AbortSignal, { allowed = [], lookup = lookUp }: Reach): Promise<IncomingMessage> {
  const literal = url.hostname.replace(/^\[|\]$/gu, '');
  if (isIP(literal) > 0 && isUnassigned(literal, allowed)) throw new FetchError({ kind: 'private' });
  const options: RequestOptions = {
    signal,
    lookup: checkLookup(lookup, allowed),
    agent: useAgent(url.href, { allowIPAddressList: [...allowed] }),
    headers: {
      'User-Agent': 'Hearsay/0.1',
      Accept: `${HTML.join(', ')};q=0.9`,
      'Accept-Encoding': 'gzip, deflate, br',
    },
  };
  return new Promise((resolve, reject) => {
    const get = url.protocol === 'https:' ? getHttps : getHttp;
    get(url, options, resolve).once('error', reject);
  });
}

/** A name with one address that is refused is refused as a whole: the next connection might take that one. */
function checkLookup(lookup: LookupFunction, allowed: readonly string[]): LookupFunction {
  return (host, options, done) => {
    lookup(host, options, (error, found, family) => {
      const addresses = typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address);
      const isRefused = addresses.some((address) => isUnassigned(address, allowed));
      done(error ?? (isRefused ? new FetchError({ kind: 'private' }) : null), found, family);
    });
  };
}

/** Node reads headers as Latin-1, and servers send addresses in other scripts as UTF-8. */
function findRedirect({ statusCode = 0, headers }: IncomingMessage): string | null {
  const { location } = headers;
  if (location === undefined || ![301, 302, 303, 307, 308].includes(statusCode)) return null;
  return Buffer.from(location, 'latin1').toString();
}

async function readResource(url: URL, response: IncomingMessage): Promise<Resource> {
  try {
    const { statusCode: status = 0, headers } = response;
    if (status < 200 || status > 299) throw new FetchError({ kind: 'status', status });
    const contentType = headers['content-type'] ?? '';
    // Shown to editors, and as long as the server likes.
    const type = contentType.split(';', 1)[0]!.trim().toLowerCase().slice(0, 100);
    if (type !== '' && !HTML.includes(type)) throw new FetchError({ kind: 'type', type });
    if (Number(headers['content-length'] ?? 0) > LIMITS.fetchedBytes) throw new FetchError({ kind: 'too-large' });
    return { url: url.href, contentType, bytes: await readBody(unpack(response)) };
  } finally {
    response.destroy();
  }
}

/** The body as it was before the server packed it. */
function unpack(response: IncomingMessage): Readable {
  const encoding = response.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'identity' || encoding === '') return response;
  const makers = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress };
  if (!Object.hasOwn(makers, encoding)) throw new FetchError({ kind: 'broken' });
  // What goes wrong with either stream reaches whoever reads from the second.
  return pipeline(response, makers[encoding as keyof typeof makers](), () => undefined);
}

/** Counts what comes out, not what comes in: a few kilobytes can unpack to gigabytes. */
async function readBody(body: Readable): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > LIMITS.fetchedBytes) throw new FetchError({ kind: 'too-large' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function explain(error: unknown, signal: AbortSignal): FetchError {
  if (error instanceof FetchError) return error;
  if (signal.aborted) return new FetchError({ kind: 'timeout' });
  const { code = '', message } = error as NodeJS.ErrnoException;
  // The agent's errors have no code of their own.
  if (/is not allowed\. Because/u.test(message)) return new FetchError({ kind: 'private' });
  if (['ENOTFOUND', 'EAI_AGAIN', 'ENODATA'].includes(code)) return new FetchError({ kind: 'unknown-host' });
  return new FetchError({ kind: /^(Z_|ERR__ERROR|HPE_|ECONNRESET$)/u.test(code) ? 'broken' : 'unreachable' });
}
