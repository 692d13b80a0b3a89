import { Router, type Request, type RequestHandler, type Response } from 'express';
import { aboutRoutes } from './about/routes.ts';
import { askPassword } from './accounts/ended-session.ts';
import { accountRoutes } from './accounts/routes.ts';
import { apiRoutes } from './api/routes.ts';
import { backupRoutes } from './backups/routes.ts';
import { claimRoutes } from './claims/routes.ts';
import { documentRoutes } from './documents/routes.ts';
import { editingRoutes } from './claims/edit/routes.ts';
import { embedRoutes } from './claims/embed/routes.ts';
import { exchangeRoutes } from './claims/files/routes.ts';
import { followRoutes } from './feeds/routes.ts';
import { historyRoutes } from './claims/history/routes.ts';
import { importRoutes } from './importing/routes.ts';
import { FactorMissing, restoreError, WrongMethod } from './http/errors.ts';
import { demandLines, readForm, readJsonBody, readUpload } from './middleware/request-body.ts';
import { createCostLimit, limitAddress, limitWrites, type CostLimit } from './middleware/traffic.ts';
import { servePage, type PageCache } from './http/page-cache.ts';
import { wantsJson } from './http/problems.ts';
import { respond } from './http/respond.ts';
import type { Format, Reply, Route, Site, Visitor } from './http/route.ts';
import { operationRoutes } from './operations/routes.ts';
import { searchRoutes } from './search/routes.ts';
import { sourceRoutes } from './sources/routes.ts';
import { carriesName, chooseSite, demandRole, hasRole, lacksFactor, readVisitor, visitorOf } from './http/visitor.ts';
import { isPassing, withoutQuery } from '../storage/errors.ts';
import { parseId } from '../urls/records.ts';
import { oembedPath, parseClaimUrl, secondFactorPath, signInPath } from '../urls/site.ts';
import { groupBy } from '../model/grouping.ts';
import { refuseCrossSite } from './middleware/security.ts';
import { drawingRoutes } from './claims/show/drawing.ts';

/** `/claims/new`, `/claims/:id.svg` and other formats come before `/claims/:id`, which would take them. */
export const routes: readonly Route[] = [
  ...editingRoutes,
  ...drawingRoutes,
  ...exchangeRoutes,
  ...embedRoutes,
  ...followRoutes,
  ...importRoutes,
  ...claimRoutes,
  ...historyRoutes,
  ...sourceRoutes,
  ...documentRoutes,
  ...aboutRoutes,
  ...searchRoutes,
  ...operationRoutes,
  ...accountRoutes,
  ...backupRoutes,
  ...apiRoutes(() => routes),
];

/** Mounts each route, and its JSON twin before it: `/claims/:id` would take `/claims/12.json` too. */
export function mountRoutes(site: Site, pages: PageCache, list: readonly Route[] = routes): Router {
  const router = Router();
  if (site.config.rateLimit > 0) router.use(limitAddress(site.config.rateLimit));
  const writes = limitWrites();
  const take = {
    json: [writes, readJsonBody()],
    lines: [writes, demandLines],
    form: [readForm()],
    upload: [readForm(), readUpload()],
  };
  const limits = { take, costs: createCostLimit() };
  for (const route of list) {
    if (route.json !== null) router[route.method](route.json, ...serve(site, pages, route, 'json', limits));
    router[route.method](route.path, ...serve(site, pages, route, 'html', limits));
  }
  const addresses = list.flatMap((route) =>
    [route.path, route.json].flatMap((path) => (path === null ? [] : [{ path, route }])),
  );
  for (const [path, at] of groupBy(addresses, ({ path }) => path)) {
    router.all(path, refuseMethod(at.map(({ route }) => route)));
  }
  return router;
}

/** Tells programs the methods of an address, with 405 or as the answer to OPTIONS. */
function refuseMethod(methods: readonly Route[]): RequestHandler {
  const allowed = methods.flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]));
  const isApi = methods.some((route) => route.isApi);
  return (request, response, next) => {
    if (request.method !== 'OPTIONS') throw new WrongMethod(allowed);
    if (!isApi) {
      next();
      return;
    }
    response.status(204).set('Allow', allowed.join(', ')).end();
  };
}

interface Limits {
  take: Readonly<Record<'json' | 'lines' | 'form' | 'upload', readonly RequestHandler[]>>;
  costs: CostLimit;
}

/** No body is read before the request is known to come from one of our forms or with a token. */
function serve(site: Site, pages: PageCache, route: Route, format: Format, { take, costs }: Limits): RequestHandler[] {
  const steps = [admit(site, route, format), answer(site, pages, route, format, costs)] as const;
  if (route.method === 'get') return [...steps];
  if (route.isApi) return [steps[0], ...(route.takesLines ? take.lines : take.json), steps[1]];
  const body = route.upload ? take.upload : take.form;
  const [admitLate, failLate] = putOff(steps[0]);
  return [refuseCrossSite(site.config), admitLate, ...body, failLate, askPassword(site, route), steps[1]];
}

/** Where it can't be told for the moment who sends a form, what was typed is read all the same, and comes back with the error. */
function putOff(step: RequestHandler): readonly [RequestHandler, RequestHandler] {
  return [
    async (request, response, next) => {
      try {
        await step(request, response, next);
      } catch (error) {
        if (!isPassing(withoutQuery(error))) throw error;
        response.locals.delayed = error;
        next();
      }
    },
    (_request, response, next) => {
      if (response.locals.delayed) throw response.locals.delayed;
      next();
    },
  ];
}

/** Checks the role. Visitors who could sign in are sent there, and come back; with a form they sign in in place (`askPassword`). */
function admit(site: Site, route: Route, format: Format): RequestHandler {
  const { method, role, isApi, json, isForSetUp = false } = route;
  return async (request, response, next) => {
    const visitor = await readVisitor(site, request, response, route);
    if (method === 'get' && format === 'html' && !isApi && !visitor && !hasRole(null, role) && !wantsJson(request)) {
      sendToSignIn(request, response);
      return;
    }
    // Pictures and files go on; a form is kept (`askPassword`).
    if (method === 'get' && !isForSetUp && (json !== null || role !== 'reader') && lacksFactor(site, visitor)) {
      if (format === 'json' || wantsJson(request)) throw new FactorMissing();
      response.set('Cache-Control', 'no-store').redirect(303, secondFactorPath);
      return;
    }
    if (visitor || method === 'get' || isApi) demandRole(visitor, role);
    next();
  };
}

function sendToSignIn(request: Request, response: Response): void {
  response.set('Cache-Control', 'no-store').redirect(303, signInPath(request.originalUrl));
}

function answer(site: Site, pages: PageCache, route: Route, format: Format, costs: CostLimit): RequestHandler {
  const { fresh, handler, method } = route;
  return async (request, response) => {
    const visitor = visitorOf(response) ?? null;
    const from = method === 'get' ? chooseSite(site, visitor) : site;
    const handle = async () =>
      (await makeElsewhere(from, costs, { request, route, format, visitor })) ??
      handler(from, request, format, visitor);
    if (fresh !== undefined && !carriesName(site, request)) {
      await servePage({ site, pages, route, format }, request, response, handle);
    } else respond(site, response, format, await handle());
  };
}

interface HeavyRequest {
  request: Request;
  route: Route;
  format: Format;
  visitor: Visitor | null;
}

/**
 * The page of a large claim, made in another thread; null for all others.
 * @throws what its handler throws; Busy; TooMany for a reader who had too much made
 */
async function makeElsewhere(
  { store, config, makeHeavyPage }: Site,
  costs: CostLimit,
  { request, route, format, visitor }: HeavyRequest,
): Promise<Reply | null> {
  const { params, query } = request;
  const id = makeHeavyPage && route.method === 'get' ? await findClaimOf({ store, config }, route.path, request) : null;
  if (id === null || !makeHeavyPage || !(await store.claims.isLarge(id))) return null;
  if (!visitor) costs.check(request);
  const made = await makeHeavyPage({ path: route.path, format, params, query, visitor });
  if (!visitor) costs.add(request, made.cost);
  if (made.kind === 'error') throw restoreError(made.error);
  return made.kind === 'reply' ? made.reply : { kind: 'written', content: made.content };
}

/** The number of the claim that a page is of, or is a form for; null for all others. */
async function findClaimOf(
  { store, config }: Pick<Site, 'store' | 'config'>,
  path: string,
  { params: { id, uid }, query: { url } }: Request,
): Promise<number | null> {
  if (path === oembedPath) return typeof url === 'string' ? parseClaimUrl(url, config.baseUrl) : null;
  const kind = /^\/(claim|statement|attribution)s\/:(?:uid|id)\b/.exec(path)?.[1];
  if (kind === 'claim') return parseId(String(id));
  return kind === 'statement' || kind === 'attribution' ? store.claims.findOwner(kind, String(uid)) : null;
}
