/** For those who run the server, and their programs. */
import { VERSION } from '../../version.ts';
import { NotFound } from '../http/errors.ts';
import type { DataReply, FileReply, Route, Site } from '../http/route.ts';
import { describeFile, describeTwin } from '../records/schemas.ts';
import { healthSchema, readinessSchema } from '../records/twins.ts';

export const operationRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/healthz',
    json: null,
    role: 'reader',
    handler: showHealth,
    operation: describeTwin(
      { id: 'readHealth', group: 'This site', summary: 'Whether the database answers' },
      'It does; `database` says “is damaged” instead of “answers” once damage was found, which a restart doesn’t mend.',
      healthSchema,
    ),
  },
  {
    method: 'get',
    path: '/readyz',
    json: null,
    role: 'reader',
    handler: showReadiness,
    operation: describeTwin(
      { id: 'readReadiness', group: 'This site', summary: 'Whether to send requests here' },
      'The database answers, and the server is not about to stop.',
      readinessSchema,
    ),
  },
  {
    method: 'get',
    path: '/metrics',
    json: null,
    role: 'reader',
    handler: showMetrics,
    operation: describeFile(
      { id: 'readMetrics', group: 'This site', summary: 'Figures about the server for Prometheus' },
      'Times of answers by method, route and status, and the process’s own figures; 404 unless METRICS is on.',
      'text/plain',
    ),
  },
];

const REPLY = { kind: 'data', type: 'application/json', cache: 'no-store' } as const;

/** What a supervisor restarts the process by. Damage is told and is no reason: all that can be read still is. */
async function showHealth(site: Site): Promise<DataReply> {
  const ok = await answers(site);
  const database = !ok ? 'does not answer' : site.damage.isFound() ? 'is damaged' : 'answers';
  const body = { ok, database, version: VERSION };
  return { ...REPLY, status: ok ? 200 : 503, body };
}

/** Unlike health, which a supervisor restarts the process by: a server that stops is healthy, and takes no more requests. */
async function showReadiness(site: Site): Promise<DataReply> {
  const refuse = (reason: string): DataReply => ({ ...REPLY, status: 503, body: { ok: false, reason } });
  if (site.isStopping()) return refuse('the server is stopping');
  return (await answers(site)) ? { ...REPLY, status: 200, body: { ok: true } } : refuse('the database does not answer');
}

async function answers({ store, log }: Site): Promise<boolean> {
  try {
    await store.ping();
    return true;
  } catch (error) {
    log.error({ err: error }, 'the database does not answer');
    return false;
  }
}

async function showMetrics({ metrics }: Site): Promise<FileReply> {
  if (!metrics) throw new NotFound();
  return { kind: 'file', type: metrics.type, body: await metrics.write() };
}
