import { fileURLToPath } from 'node:url';
import type { RequestListener } from 'node:http';
import express from 'express';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { FetchPage } from './model/web-pages.ts';
import type { Store } from './storage/store.ts';
import { errorHandler, refuseUnknownPath } from './web/http/error-handler.ts';
import { createSecurityHeaders, listReadersHeaders, openData, secure } from './web/middleware/security.ts';
import { createFront, serveCached } from './web/http/front.ts';
import { createPageCache } from './web/http/page-cache.ts';
import type { Backups, Damage, MakeHeavyPage, Metrics, Site } from './web/http/route.ts';
import type { AskStories } from './web/records/story-jobs.ts';
import { mountRoutes } from './web/routes.ts';
import { compileViews, readAssets, type Assets } from './web/views/engine.ts';
import { answerInTurn, requestLog } from './web/middleware/traffic.ts';

const VIEWS = fileURLToPath(new URL('../views', import.meta.url));
const ASSETS = `${VIEWS}/assets`;

export interface AppParts {
  store: Store;
  config: Config;
  clock: () => Date;
  log: Logger;
  /** Used unless FETCH is off. */
  fetchPage: FetchPage | null;
  makeHeavyPage?: MakeHeavyPage | null;
  metrics?: Metrics | null;
  backups?: Backups | null;
  damage?: Damage;
  /** Whether the process takes no more requests. */
  isStopping?: () => boolean;
  /** Where there is none, stories are read here, and others wait. */
  askStories?: AskStories;
}

/** Loads the reader with its first story: most processes leave that to their thread. */
const askHere = (async (job) => {
  const { doStoryJob } = await import('./web/records/story-jobs.ts');
  return doStoryJob(job);
}) as AskStories;

/** Keeps in mind whether damage was met. */
export function watchDamage(): Damage {
  let isFound = false;
  return { isFound: () => isFound, note: () => (isFound = true) };
}

/** What handlers stand on. */
export function createSite(parts: AppParts, assets: Assets = readAssets(ASSETS)): Site {
  const { config, fetchPage } = parts;
  return {
    ...{ makeHeavyPage: null, askStories: askHere, metrics: null, backups: null, isStopping: () => false },
    ...{ damage: watchDamage(), ...parts },
    fetchPage: config.isFetchOn ? fetchPage : null,
    render: compileViews(VIEWS, assets),
  };
}

/** The whole application, in the order in which a request meets its parts. */
export function createApp(parts: AppParts): RequestListener {
  const { config, log } = parts;
  const assets = readAssets(ASSETS);
  const site = createSite(parts, assets);
  const headersAt = createSecurityHeaders(config.baseUrl);
  const pages = createPageCache(site, (path) => listReadersHeaders(path, headersAt));

  const app = express();
  app.disable('x-powered-by');
  // Whatever NODE_ENV says, Express's own error pages show no stack.
  app.set('env', 'production');
  app.set('query parser', 'simple');
  app.set('trust proxy', config.trustProxy);
  app.use(requestLog(log));
  app.use(secure(headersAt));
  app.use(openData);
  // As early as possible, since most requested pages are cached.
  app.use(serveCached(site, pages));
  app.use(assets.router);
  app.use(mountRoutes(site, pages));
  app.use(refuseUnknownPath);
  app.use(errorHandler(site));
  return answerInTurn(createFront(site, pages, app));
}
