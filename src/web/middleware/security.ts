/** What pages of other sites may read here, and what they may not send. */
import type { RequestHandler, Request } from 'express';
import type { Config } from '../../config.ts';
import { CrossSite } from '../http/errors.ts';
import { isForFrames, isForOthers } from '../../urls/site.ts';
import helmet from 'helmet';

/** Data and pictures have a file ending, pages have none. `/assets/` is for our own pages. */
const FILE = /^\/(?!assets\/)(.*\.[a-z0-9]+|oembed)$/;
const API = /^\/api(\/|$)/;

/** The headers that scripts of other sites may read (Fetch, 3.3.3). */
const SHOWN = 'ETag, Link, Location, Retry-After, RateLimit, RateLimit-Policy, WWW-Authenticate, X-Request-Id';

/**
 * Opens data to every site (CORS): twins, exports, pictures, feeds and the API. Browsers send no cookie along where an
 * answer says `*`, so other sites see what everybody sees; to see or write more, a script has to have a token. Pages
 * stay closed.
 */
export const openData: RequestHandler = (request, response, next) => {
  const isApi = API.test(request.path);
  if (!isApi && !FILE.test(request.path)) {
    next();
    return;
  }
  const isReading = ['GET', 'HEAD', 'OPTIONS'].includes(request.method);
  if (isApi || isReading) {
    response.set({
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Expose-Headers': SHOWN,
      'Cross-Origin-Resource-Policy': 'cross-origin',
    });
  }
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
 * Refuses forms that were not sent from this site. Browsers say where from in `Sec-Fetch-Site` (Fetch Metadata, W3C),
 * over plain http at least in `Origin`; a page can forge neither. A request with neither is refused.
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
  // `none`: the visitor's own doing, such as sending a form again.
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = request.get('Origin');
  if (origin === undefined) return false;
  if (origin === baseUrl) return true;
  // BASE_URL is not set, so the host that was asked for must do: another site can't choose it.
  return !isBaseUrlGiven && URL.canParse(origin) && new URL(origin).host === request.get('Host');
}

/**
 * Headers for every answer. Scripts, styles and pictures are our own files, never in the page; no framing (look.md) but of
 * what is made to be framed. They go by the address: what is kept, and what is not sent again, has them as well.
 */
export function securityHeaders(baseUrl: string): RequestHandler {
  const [own, shared, framed] = [
    writeHeaders(baseUrl, {}),
    writeHeaders(baseUrl, { isShared: true }),
    writeHeaders(baseUrl, { isShared: true, isFramed: true }),
  ];
  return (request, response, next) => {
    const { path } = request;
    const write = isForFrames(path) ? framed : isForOthers(path) ? shared : own;
    write(request, response, next);
  };
}

/** @param open to other sites: whether they may load it, and whether they may show it in a frame */
function writeHeaders(
  baseUrl: string,
  { isShared = false, isFramed = false }: { isShared?: boolean; isFramed?: boolean },
): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // What the script asks for while somebody types.
        connectSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: [isFramed ? '*' : "'none'"],
        // Text never becomes a script or markup: no policy is there that could make it one.
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ["'none'"],
      },
    },
    // With `no-referrer` browsers send `Origin: null` with our own forms, and forms are protected by their origin.
    referrerPolicy: { policy: 'same-origin' },
    // Over plain http browsers ignore it, and on a developer's machine it must not be.
    strictTransportSecurity: baseUrl.startsWith('https:'),
    // The older word for the same; it knows no exception.
    xFrameOptions: isFramed ? false : { action: 'deny' },
    // Sites that let in nothing but what asks to be let in want this of a frame's page, too.
    crossOriginEmbedderPolicy: isFramed,
    crossOriginResourcePolicy: { policy: isShared ? 'cross-origin' : 'same-origin' },
  });
}
