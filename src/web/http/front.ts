/** Answers signed-out readers from the page cache: before Express, or as the first that a request meets there. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { RequestHandler } from 'express';
import { logAnswer } from '../middleware/traffic.ts';
import { sendPage } from './kept-page.ts';
import type { PageCache } from './page-cache.ts';
import type { Site } from './route.ts';
import { carriesName } from './visitor.ts';

/**
 * Answers what is kept before Express, which alone takes several times as long over a request. What has to wait for
 * anything, even a query, is the application's.
 */
export function createFront(
  site: Pick<Site, 'store' | 'log'>,
  pages: PageCache,
  application: RequestListener,
): RequestListener {
  return (request, response) => {
    const page = takesKept(site, request) ? pages.peek(request.url!) : null;
    if (!page) {
      application(request, response);
      return;
    }
    const id = randomUUID();
    logAnswer(site.log, request, response, id);
    sendPage(request, response, page, ['X-Request-Id', id, ...page.common]).catch(() => response.destroy());
  };
}

/** Answers with a page that the database says is fresh, before any routing. */
export function serveCached(site: Site, pages: PageCache): RequestHandler {
  return async (request, response, next) => {
    const page = takesKept(site, request) ? await pages.find(request.originalUrl) : null;
    if (page) await sendPage(request, response, page);
    else next();
  };
}

/** Whether a request may be answered with what everybody gets. */
function takesKept(site: Pick<Site, 'store'>, request: IncomingMessage): boolean {
  return (request.method === 'GET' || request.method === 'HEAD') && !carriesName(site, request);
}
