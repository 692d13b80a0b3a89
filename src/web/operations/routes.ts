/** For those who run the server, and their programs. */
import { Damaged, isPassing, withoutQuery } from '../../storage/errors.ts';
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
      { id: 'readHealth', group: 'This site', summary: 'Whether the server works, or should be restarted' },
      'It works. `database` says whether that answers, doesn’t for now, or is damaged, which no restart mends.',
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

/**
 * What a supervisor restarts the process by: where the database can't be used and nobody knows why. A restart mends neither
 * damage nor a lock, nor a cluster that does not answer; there the new process would not even start.
 */
async function showHealth(site: Site): Promise<DataReply> {
  const failure = await ask(site);
  if (failure instanceof Damaged) site.damage.note();
  const ok = failure === null || failure instanceof Damaged || isPassing(failure);
  const database = site.damage.isFound() ? 'is damaged' : failure === null ? 'answers' : 'does not answer';
  const body = { ok, database, version: VERSION };
  return { ...REPLY, status: ok ? 200 : 503, body };
}

/** Unlike health, which a supervisor restarts the process by: a server that stops is healthy, and takes no more requests. */
async function showReadiness(site: Site): Promise<DataReply> {
  const refuse = (reason: string): DataReply => ({ ...REPLY, status: 503, body: { ok: false, reason } });
  if (site.isStopping()) return refuse('the server is stopping');
  const isAnswering = (await ask(site)) === null;
  return isAnswering ? { ...REPLY, status: 200, body: { ok: true } } : refuse('the database does not answer');
}

/** @returns why the database does not answer; null where it does */
async function ask({ store, log }: Site): Promise<unknown> {
  try {
    await store.ping();
    return null;
  } catch (thrown) {
    const error = withoutQuery(thrown);
    log.error({ err: error }, 'the database does not answer');
    return error;
  }
}

async function showMetrics({ metrics }: Site): Promise<FileReply> {
  if (!metrics) throw new NotFound();
  return { kind: 'file', type: metrics.type, body: await metrics.write() };
}
