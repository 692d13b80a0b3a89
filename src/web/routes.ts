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
import {
  demandLines,
  HEADERS,
  isLongBody,
  keepLongBody,
  readForm,
  readJsonBody,
  readUpload,
  rebuildRequest,
  unlessLong,
} from './middleware/request-body.ts';
import { createCostLimit, limitAddress, limitWrites, type CostLimit } from './middleware/traffic.ts';
import { servePage, type PageCache } from './http/page-cache.ts';
import { wantsJson } from './http/problems.ts';
import { respond } from './http/respond.ts';
import { readLine } from './forms/forms.ts';
import type { Format, HeavyPageJob, Reply, Route, Site, Visitor } from './http/route.ts';
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
    json: [unlessLong(readJsonBody())],
    short: [readForm({ isRoomy: false })],
    form: [unlessLong(readForm())],
    upload: [unlessLong(readForm()), unlessLong(readUpload())],
  };
  const limits = { writes, take, costs: createCostLimit() };
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
  writes: RequestHandler;
  take: Readonly<Record<'json' | 'short' | 'form' | 'upload', readonly RequestHandler[]>>;
  costs: CostLimit;
}

/** No body is read before the request is known to come from one of our forms or with a token. */
function serve(
  site: Site,
  pages: PageCache,
  route: Route,
  format: Format,
  { writes, take, costs }: Limits,
): RequestHandler[] {
  const steps = [admit(site, route, format), answer(site, pages, route, format, costs)] as const;
  if (route.method === 'get') return [...steps];
  // The forms for accounts are short, and their sessions and counts are this thread's.
  const isForEditors = route.role === 'editor' && !route.recent;
  const keep = site.makeHeavyPage && isForEditors ? [keepLongBody(route)] : [];
  if (route.takesLines) return [steps[0], writes, demandLines, steps[1]];
  if (route.isApi) return [steps[0], writes, ...keep, ...take.json, steps[1]];
  const body = [...keep, ...(route.upload ? take.upload : isForEditors ? take.form : take.short)];
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
 * What another thread answers: the page of a large claim, a form that changes one, and whatever is long to read. Null for
 * all others.
 * @throws what its handler throws; Busy; TooMany for a reader who had too much made
 */
async function makeElsewhere(site: Site, costs: CostLimit, asked: HeavyRequest): Promise<Reply | null> {
  const { makeHeavyPage } = site;
  const { request, route, format, visitor } = asked;
  if (!makeHeavyPage || !(await isHeavy(site, asked))) return null;
  if (!visitor) costs.check(request);
  const { params, query } = request;
  const body: unknown = request.body;
  const headers = Object.fromEntries(
    HEADERS.map((name) => [name, request.get(name) ?? ''] as const).filter(([, text]) => text !== ''),
  );
  const job: HeavyPageJob = { method: route.method, path: route.path, format, params, query, visitor, headers, body };
  try {
    const made = await makeHeavyPage(job);
    if (!visitor) costs.add(request, made.cost);
    if (made.kind === 'error') throw restoreError(made.error);
    return made.kind === 'reply' ? made.reply : { kind: 'written', content: made.content };
  } catch (error) {
    // The page that says so has the form as it was typed.
    if (isLongBody(body) && !route.isApi) {
      const { body: typed } = (await rebuildRequest(route, job)) as { body: unknown };
      Object.assign(request, { body: typed });
    }
    throw error;
  }
}

async function isHeavy({ store, config }: Site, { request, route, visitor }: HeavyRequest): Promise<boolean> {
  if (isLongBody(request.body)) return true;
  const draft =
    route.path === DRAFT && visitor ? await store.drafts.measure(visitor.id, String(request.params.uid)) : null;
  if (draft && draft.length > LONG_DRAFT) return true;
  const id = draft ? draft.claim : await findClaimOf({ store, config }, route.path, request);
  return id !== null && (await store.claims.isLarge(id));
}

const DRAFT = '/drafts/:uid';
/** In characters: what is typed into a form is rarely so long, and never right. */
const LONG_DRAFT = 1_000_000;

/** The number of the claim that a page is of, or is a form for; null for all others. */
async function findClaimOf(
  { store, config }: Pick<Site, 'store' | 'config'>,
  path: string,
  { params: { id, uid }, query: { url }, body }: Request,
): Promise<number | null> {
  if (path === oembedPath) return typeof url === 'string' ? parseClaimUrl(url, config.baseUrl) : null;
  if (path === DRAFT) return parseId(readLine(body, 'claim'));
  if (path === '/api/claims/:uid') return store.claims.findId(String(uid));
  const kind = /^\/(claim|statement|attribution)s\/:(?:uid|id)\b/.exec(path)?.[1];
  if (kind === 'claim') return parseId(String(id));
  return kind === 'statement' || kind === 'attribution' ? store.claims.findOwner(kind, String(uid)) : null;
}
