/** What other sites' pages may read here, and show. */
import type { RequestHandler } from 'express';

/** Data and pictures have an ending; pages have none. Ours for pages (`/assets/`) are nobody else's. */
const FILE = /^\/(?!assets\/)(.*\.[a-z0-9]+|oembed)$/;
const API = /^\/api(\/|$)/;

/** What a page's script sees of an answer beside the body (Fetch, 3.3.3). */
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
  // A browser asks before it sends: for how long it need not ask again, in seconds.
  response
    .set({
      'Access-Control-Allow-Methods': isApi ? 'GET, HEAD, POST' : 'GET, HEAD',
      'Access-Control-Allow-Headers': 'Authorization, Content-Type, If-None-Match',
      'Access-Control-Max-Age': '7200',
    })
    .status(204)
    .end();
};
