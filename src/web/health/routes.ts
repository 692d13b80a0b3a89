import type { DataReply, Route, Site } from '../http/route.ts';
import { describeTwin } from '../records/schemas.ts';

/** For whatever watches the process. */
export const healthRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/healthz',
    json: null,
    role: 'reader',
    handler: showHealth,
    operation: describeTwin(
      { id: 'readHealth', group: 'This site', summary: 'Whether the database answers' },
      'It does.',
    ),
  },
];

async function showHealth({ store, log }: Site): Promise<DataReply> {
  const reply = { kind: 'data', type: 'application/json', cache: 'no-store' } as const;
  try {
    await store.ping();
    return { ...reply, status: 200, body: { ok: true, database: 'answers' } };
  } catch (error) {
    log.error({ err: error }, 'the database does not answer');
    return { ...reply, status: 503, body: { ok: false, database: 'does not answer' } };
  }
}
