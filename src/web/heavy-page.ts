/** What a thread makes of a request that takes long: the page, or what else its handler answers. */
import { withoutQuery } from '../storage/errors.ts';
import { flattenError } from './http/errors.ts';
import { renderForm, writeContent } from './http/respond.ts';
import { REFRESH } from './http/other-thread.ts';
import type { HeavyPage, HeavyPageJob, Site } from './http/route.ts';
import { exportAllPath } from '../urls/site.ts';
import { writeExportLine } from './claims/files/routes.ts';
import { chooseSite } from './http/visitor.ts';
import { rebuildRequest } from './middleware/request-body.ts';
import { routes } from './routes.ts';

export async function makeHeavyPage(site: Site, job: HeavyPageJob): Promise<HeavyPage> {
  const begun = performance.now();
  const { method, path, format, visitor } = job;
  if (path === exportAllPath) return makeExportLine(site, job, begun);
  if (path === REFRESH) return refresh(site, job, begun);
  const route = routes.find((one) => one.method === method && one.path === path)!;
  try {
    const request = await rebuildRequest(route, job);
    const from = method === 'get' ? chooseSite(site, visitor) : site;
    const reply = await route.handler(from, request, format, visitor);
    if (reply.kind === 'redirect') return { kind: 'reply', reply, cost: performance.now() - begun };
    if (reply.kind === 'data') {
      const written = { ...reply, body: null, text: JSON.stringify(reply.body) };
      return { kind: 'reply', reply: written, cost: performance.now() - begun };
    }
    if (reply.kind === 'form') {
      const written = { ...reply, model: {}, html: renderForm(site, reply, visitor) };
      return { kind: 'reply', reply: written, cost: performance.now() - begun };
    }
    if (reply.kind !== 'page' && reply.kind !== 'file') throw new Error(`${path} gives no page`);
    const content = writeContent(site, format, reply, visitor);
    return { kind: 'content', content, cost: performance.now() - begun };
  } catch (error) {
    return fail(error, begun);
  }
}

/** One claim of the export of all. */
async function makeExportLine(site: Site, { params, query }: HeavyPageJob, begun: number): Promise<HeavyPage> {
  try {
    const body = await writeExportLine(site, Number(params.id), String(query.exportedAt));
    return { kind: 'content', content: { headers: {}, body }, cost: performance.now() - begun };
  } catch (error) {
    return fail(error, begun);
  }
}

async function refresh({ store }: Site, { params }: HeavyPageJob, begun: number): Promise<HeavyPage> {
  try {
    await store.claims.refreshSummary(Number(params.id));
    return { kind: 'content', content: { headers: {}, body: '' }, cost: performance.now() - begun };
  } catch (error) {
    return fail(error, begun);
  }
}

function fail(error: unknown, begun: number): HeavyPage {
  return { kind: 'error', error: flattenError(withoutQuery(error)), cost: performance.now() - begun };
}
