/** What a thread makes of a request for a large claim's page: the page, or what else its handler answers. */
import type { Request } from 'express';
import { withoutQuery } from '../storage/errors.ts';
import { flattenError } from './http/errors.ts';
import { renderForm, writeContent } from './http/respond.ts';
import type { HeavyPage, HeavyPageJob, Site } from './http/route.ts';
import { exportAllPath } from '../urls/site.ts';
import { writeExportLine } from './claims/files/routes.ts';
import { chooseSite } from './http/visitor.ts';
import { routes } from './routes.ts';

export async function makeHeavyPage(site: Site, job: HeavyPageJob): Promise<HeavyPage> {
  const begun = performance.now();
  const { path, format, params, query, visitor } = job;
  if (path === exportAllPath) return makeExportLine(site, job, begun);
  const route = routes.find((one) => one.method === 'get' && one.path === path)!;
  try {
    // All that these handlers read of a request.
    const reply = await route.handler(
      chooseSite(site, visitor),
      { params, query } as unknown as Request,
      format,
      visitor,
    );
    if (reply.kind === 'redirect') return { kind: 'reply', reply, cost: performance.now() - begun };
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

function fail(error: unknown, begun: number): HeavyPage {
  return { kind: 'error', error: flattenError(withoutQuery(error)), cost: performance.now() - begun };
}
