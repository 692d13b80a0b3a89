/** What browsers may do with our pages, and other sites with our data. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler, Request } from 'express';
import type { Config } from '../../config.ts';
import { CrossSite } from '../http/errors.ts';
import { isForFrames, isForOthers } from '../../urls/site.ts';
import helmet from 'helmet';
import { parseUrl } from '../../model/url.ts';

/** Data and pictures have a file extension, pages have none. `/assets/` is for our own pages. */
const FILE = /^\/(?!assets\/)(.*\.[a-z0-9]+|oembed)$/;
const API = /^\/api(\/|$)/;

/** With `*` browsers send no cookies, so other sites see what everybody sees; for more, a script needs a token. */
const OPEN = {
  'Access-Control-Allow-Origin': '*',
  // Fetch, section 3.3.3.
  'Access-Control-Expose-Headers':
    'ETag, Link, Location, Retry-After, RateLimit, RateLimit-Policy, WWW-Authenticate, X-Request-Id',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

/** Opens twins, exports, pictures, feeds and the API to every site (CORS), but no pages. */
export const openData: RequestHandler = (request, response, next) => {
  const isApi = API.test(request.path);
  if (!isApi && !FILE.test(request.path)) {
    next();
    return;
  }
  if (isApi || ['GET', 'HEAD', 'OPTIONS'].includes(request.method)) response.set(OPEN);
  if (request.method !== 'OPTIONS' || request.get('Access-Control-Request-Method') === undefined) {
    next();
    return;
  }
  // A preflight, good for two hours.
  response
    .set({
      'Access-Control-Allow-Methods': isApi ? 'GET, HEAD, POST' : 'GET, HEAD',
      'Access-Control-Allow-Headers': 'Authorization, Content-Type, If-None-Match',
      'Access-Control-Max-Age': '7200',
    })
    .status(204)
    .end();
};

/**
 * Refuses forms that other sites sent, by `Sec-Fetch-Site` (Fetch Metadata, W3C) or, over plain http, by `Origin`. A page
 * can forge neither. A request with neither is refused.
 */
export function refuseCrossSite(config: Pick<Config, 'baseUrl' | 'isBaseUrlGiven'>): RequestHandler {
  return (request, _response, next) => {
    if (!isSameSite(request, config)) throw new CrossSite();
    next();
  };
}

function isSameSite(
  request: Request,
  { baseUrl, isBaseUrlGiven }: Pick<Config, 'baseUrl' | 'isBaseUrlGiven'>,
): boolean {
  const site = request.get('Sec-Fetch-Site');
  // `none`: started by the visitor, such as sending a form again.
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = request.get('Origin');
  if (origin === undefined) return false;
  if (origin === baseUrl) return true;
  // Without BASE_URL the requested host must do, which another site can't choose.
  return !isBaseUrlGiven && parseUrl(origin)?.host === request.get('Host');
}

/**
 * Scripts, styles and pictures are our own files, never inline, and only embeds may be framed. The headers depend on the
 * address alone, so cached pages and 304s have them too.
 */
export function createSecurityHeaders(baseUrl: string): SecurityHeaders {
  const [own, shared, framed] = [
    listHeaders(baseUrl, {}),
    listHeaders(baseUrl, { isShared: true }),
    listHeaders(baseUrl, { isShared: true, isFramed: true }),
  ];
  return (path) => (isForFrames(path) ? framed : isForOthers(path) ? shared : own);
}

/** By path. */
export type SecurityHeaders = (path: string) => Headers;

type Headers = Readonly<Record<string, string>>;

/** Sends them with every answer, whatever it is. */
export function secure(headersAt: SecurityHeaders): RequestHandler {
  return (request, response, next) => {
    response.set(headersAt(request.path));
    next();
  };
}

/** What somebody who reads at a path without a cookie is told besides what is there: the two above, for pages that are kept. */
export function listReadersHeaders(path: string, headersAt: SecurityHeaders): Headers {
  return { ...headersAt(path), ...(API.test(path) || FILE.test(path) ? OPEN : {}) };
}

function listHeaders(
  baseUrl: string,
  { isShared = false, isFramed = false }: { isShared?: boolean; isFramed?: boolean },
): Headers {
  const headers: Record<string, string> = {};
  const setHeader = (name: string, value: string): void => void (headers[name] = value);
  const response = { setHeader, removeHeader: () => undefined } as unknown as ServerResponse;
  const write = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // For suggestions while somebody types.
        connectSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: [isFramed ? '*' : "'none'"],
        // No Trusted Types policy exists that could turn text into a script or markup.
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ["'none'"],
      },
    },
    // With `no-referrer`, browsers would send our forms with `Origin: null`, and `refuseCrossSite` would refuse them.
    referrerPolicy: { policy: 'same-origin' },
    // Browsers ignore it over plain http, and a developer's machine must not have it.
    strictTransportSecurity: baseUrl.startsWith('https:'),
    // The older form of `frame-ancestors`, which has no exceptions.
    xFrameOptions: isFramed ? false : { action: 'deny' },
    // Sites with `Cross-Origin-Embedder-Policy: require-corp` only frame pages that have it too.
    crossOriginEmbedderPolicy: isFramed,
    crossOriginResourcePolicy: { policy: isShared ? 'cross-origin' : 'same-origin' },
  });
  // What it says depends on no request.
  write({} as IncomingMessage, response, () => undefined);
  return headers;
}
