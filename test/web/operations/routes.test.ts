import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import supertest from 'supertest';
import { afterEach, describe, expect, it } from 'vitest';
import { createApp, watchDamage } from '../../../src/app.ts';
import type { Store } from '../../../src/storage/store.ts';
import { Damaged, Locked, Unavailable } from '../../../src/storage/errors.ts';
import { VERSION } from '../../../src/version.ts';
import { createMetrics } from '../../../src/web/operations/metrics.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { openApp } from '../open-app.ts';

/** A store whose database is gone. */
const failing =
  (error: Error) =>
  (store: Store): Store => ({ ...store, ping: () => Promise.reject(error) });
const broken = failing(new Error('SQLITE_IOERR'));

describe('/healthz', () => {
  it('/healthz answers 200 while the database answers', async () => {
    const { status, body, headers } = await openApp().get('/healthz');
    expect(status).toBe(200);
    expect(body).toEqual({ ok: true, database: 'answers', version: VERSION });
    expect(headers['cache-control']).toBe('no-store');
  });

  it('/healthz answers 503 when the database does not answer', async () => {
    const { get, lines } = openApp({ store: broken });
    const { status, body } = await get('/healthz');
    expect(status).toBe(503);
    expect(body).toEqual({ ok: false, database: 'does not answer', version: VERSION });
    expect(lines.some(({ msg }) => msg === 'the database does not answer')).toBe(true);
  });

  it.each([
    [new Unavailable(), 'does not answer'],
    [new Locked(), 'does not answer'],
    [new Damaged('database disk image is malformed'), 'is damaged'],
  ])('/healthz restarts no server for what a restart does not mend: %s', async (error, database) => {
    const { get } = openApp({ store: failing(error) });
    const { status, body } = await get('/healthz');
    expect({ status, body }).toEqual({ status: 200, body: { ok: true, database, version: VERSION } });
    expect((await get('/readyz')).status).toBe(503);
  });

  it('/healthz tells of damage, and neither restarts the server for it nor keeps requests away', async () => {
    const { get, parts } = openApp();
    parts.damage.note();
    const { status, body } = await get('/healthz');
    expect(status).toBe(200);
    expect(body).toEqual({ ok: true, database: 'is damaged', version: VERSION });
    expect((await get('/readyz')).status).toBe(200);
  });
});

describe('/readyz', () => {
  it('/readyz answers 200 while requests may come', async () => {
    const { status, body, headers } = await openApp().get('/readyz');
    expect({ status, body }).toEqual({ status: 200, body: { ok: true } });
    expect(headers['cache-control']).toBe('no-store');
  });

  it('/readyz answers 503 and why, when the database does not answer and while the server stops', async () => {
    const gone = await openApp({ store: broken }).get('/readyz');
    expect(gone).toMatchObject({ status: 503, body: { ok: false, reason: 'the database does not answer' } });
    const stopping = openApp({ isStopping: () => true });
    expect(await stopping.get('/readyz')).toMatchObject({ status: 503, body: { reason: 'the server is stopping' } });
    expect((await stopping.get('/healthz')).status).toBe(200);
  });
});

describe('/metrics', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  /** The application with METRICS on, over a file of so many bytes. */
  async function openMeasured(bytes: number) {
    const damage = watchDamage();
    const file = join(makeTempFolder(), 'measured.sqlite');
    writeFileSync(file, Buffer.alloc(bytes));
    const server = createServer();
    servers.push(server);
    const metrics = createMetrics({ server, file, countDroppedLines: () => 3, damage });
    const { parts } = openApp();
    server.on('request', createApp({ ...parts, metrics })).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const ask = async (path: string, method = 'GET') => {
      const answer = await fetch(`${base}${path}`, { method, redirect: 'manual' });
      return { type: answer.headers.get('content-type'), status: answer.status, text: await answer.text() };
    };
    return { get: ask, damage };
  }

  it('/metrics is not there unless it is switched on', async () => {
    const app = createApp({ ...openApp().parts, metrics: null });
    expect((await supertest(app).get('/metrics')).status).toBe(404);
  });

  it('/metrics counts answers by method, route and status, and names no record, no address and nobody', async () => {
    const { get } = await openMeasured(4096);
    for (const path of ['/search?q=private', '/search?q=other', '/claims/987654', '/nowhere-at-all']) await get(path);
    await get('/healthz', 'PROPFIND');
    const { status, type, text } = await get('/metrics');
    expect(status).toBe(200);
    expect(type).toMatch(/^text\/plain/);
    const count = (labels: string): string | undefined =>
      new RegExp(`^hearsay_http_request_duration_seconds_count\\{${labels}\\} (\\d+)$`, 'm').exec(text)?.[1];
    expect(count('method="GET",route="/search",status="200"')).toBe('2');
    expect(count('method="GET",route="/claims/:id",status="404"')).toBe('1');
    expect(count('method="GET",route="other",status="404"')).toBe('1');
    expect(text).toMatch(/_count\{method="other",route="[^"]*",status="405"\} 1/);
    expect(text).not.toMatch(/private|987654|nowhere|127\.0\.0\.1|PROPFIND/);
  });

  it('/metrics tells the size of the database, whether it is damaged, open connections, dropped lines of the log and the delay of the event loop', async () => {
    const { get, damage } = await openMeasured(4096);
    const { text } = await get('/metrics');
    expect(text).toContain('hearsay_database_bytes{file="database"} 4096\n');
    expect(text).toContain('hearsay_database_bytes{file="wal"} 0\n');
    expect(text).toContain('hearsay_log_lines_dropped 3\n');
    expect(text).toContain('hearsay_database_damaged 0\n');
    damage.note();
    expect((await get('/metrics')).text).toContain('hearsay_database_damaged 1\n');
    expect(text).toMatch(/^hearsay_open_connections 1$/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds \d/m);
    expect(text).toMatch(/^process_resident_memory_bytes \d/m);
  });
});
