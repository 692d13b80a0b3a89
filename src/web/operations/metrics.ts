/** Figures about this process for Prometheus, named by its conventions (https://prometheus.io/docs/practices/naming/). */
import { stat } from 'node:fs/promises';
import type { IncomingMessage, Server } from 'node:http';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Damage, Metrics } from '../http/route.ts';

/** In seconds. Most answers take a millisecond, pages of large claims some seconds. */
const BUCKETS = [0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 1, 5, 30];

interface Process {
  server: Server;
  /** Path of the SQLite file; null where there is none on this machine. */
  file: string | null;
  /** How many lines of the log could not be written. */
  countDroppedLines: () => number;
  damage: Damage;
}

/**
 * Counts every answer of the server, and reads the rest when it is asked. No label says who asked or for which record.
 */
export function createMetrics({ server, file, countDroppedLines, damage }: Process): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  watchAnswers(server, registers);
  new Gauge({
    ...{ name: 'hearsay_open_connections', help: 'Connections of clients that are open', registers },
    async collect() {
      this.set(await new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count))));
    },
  });
  new Gauge({
    ...{ name: 'hearsay_log_lines_dropped', help: 'Lines of the log that could not be written', registers },
    collect() {
      this.set(countDroppedLines());
    },
  });
  new Gauge({
    ...{ name: 'hearsay_database_damaged', help: '1 once damage was found in the database, otherwise 0', registers },
    collect() {
      this.set(Number(damage.isFound()));
    },
  });
  if (file !== null) {
    new Gauge({
      ...{ name: 'hearsay_database_bytes', help: 'Size of the database and of its WAL', registers },
      labelNames: ['file'] as const,
      async collect() {
        for (const [name, path] of Object.entries({ database: file, wal: `${file}-wal` })) {
          const size = await stat(path).then(
            ({ size }) => size,
            () => 0,
          );
          this.set({ file: name }, size);
        }
      },
    });
  }
  return { type: registry.contentType, write: () => registry.metrics() };
}

function watchAnswers(server: Server, registers: Registry[]): void {
  const answers = new Histogram({
    ...{ name: 'hearsay_http_request_duration_seconds', help: 'From a request to the end of its answer', registers },
    labelNames: ['method', 'route', 'status'] as const,
    buckets: BUCKETS,
  });
  server.on('request', (request, response) => {
    const start = performance.now();
    response.once('close', () => {
      // Node gives the status that was meant even where the client left before it was sent.
      const status = response.writableFinished ? String(response.statusCode) : 'aborted';
      const labels = { method: nameMethod(request), route: nameRoute(request), status };
      answers.observe(labels, (performance.now() - start) / 1000);
    });
  });
}

/** One of a fixed number: clients can send any. */
function nameMethod({ method }: IncomingMessage): string {
  return ['GET', 'HEAD', 'POST', 'OPTIONS'].includes(method ?? '') ? method! : 'other';
}

/** The pattern of the route, such as `/claims/:id`, or `other`: what was answered from the cache, assets, unknown addresses. */
function nameRoute(request: IncomingMessage & { route?: { path?: unknown } }): string {
  const path = request.route?.path;
  return typeof path === 'string' ? path : 'other';
}
