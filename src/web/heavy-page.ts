/** What a thread makes of a request that takes long: the page, or what else its handler answers. */
import { withoutQuery } from '../storage/errors.ts';
import { flattenError } from './http/errors.ts';
import { renderForm, writeContent } from './http/respond.ts';
import { REFRESH } from './http/other-thread.ts';
import type { HeavyPage, HeavyPageJob, MadeElsewhere, Site } from './http/route.ts';
import { exportAllPath } from '../urls/site.ts';
import { writeExportLine } from './claims/files/routes.ts';
import { chooseSite } from './http/visitor.ts';
import { rebuildRequest } from './middleware/request-body.ts';
import { routes } from './routes.ts';

export async function makeHeavyPage(site: Site, job: HeavyPageJob): Promise<HeavyPage> {
  const begun = performance.now();
  const made = await make(site, job).catch((error: unknown): MadeElsewhere => {
    return { kind: 'error', error: flattenError(withoutQuery(error)) };
  });
  return { ...made, cost: performance.now() - begun };
}

async function make(site: Site, job: HeavyPageJob): Promise<MadeElsewhere> {
  const { method, path, format, params, query, visitor } = job;
  if (path === exportAllPath) {
    const body = await writeExportLine(site, Number(params.id), String(query.exportedAt));
    return { kind: 'content', content: { headers: {}, body } };
  }
  if (path === REFRESH) {
    await site.store.claims.refreshSummary(Number(params.id));
    return { kind: 'content', content: { headers: {}, body: '' } };
  }
  const route = routes.find((one) => one.method === method && one.path === path)!;
  const request = await rebuildRequest(route, job);
  const from = method === 'get' ? chooseSite(site, visitor) : site;
  const reply = await route.handler(from, request, format, visitor);
  if (reply.kind === 'redirect') return { kind: 'reply', reply };
  if (reply.kind === 'data')
    return { kind: 'reply', reply: { ...reply, body: null, text: JSON.stringify(reply.body) } };
  if (reply.kind === 'form') {
    return { kind: 'reply', reply: { ...reply, model: {}, html: renderForm(site, reply, visitor) } };
  }
  if (reply.kind !== 'page' && reply.kind !== 'file') throw new Error(`${path} gives no page`);
  return { kind: 'content', content: writeContent(site, format, reply, visitor) };
}
