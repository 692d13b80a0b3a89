/**
 * A process of its own: the application and what it is compared with, each on a port. Tells the ports, and on each message
 * how much processor time it has used, in microseconds.
 */
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import express from 'express';
import { createApp } from '../../src/app.ts';
import type { Config } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import type { Store } from '../../src/storage/store.ts';
import { claimAddress } from '../../src/urls/records.ts';
import { openBase } from './open-base.ts';

/** What is asked for, from which port. */
export interface Contestant {
  port: number;
  paths: readonly string[];
  etag: string | null;
}

export interface Contestants {
  kept: Contestant;
  unchanged: Contestant;
  anew: Contestant;
  first: Contestant;
  /** Constants as large as the page of `kept`, packed as it is sent, or not. */
  expressPacked: Contestant;
  expressPlain: Contestant;
  barePacked: Contestant;
  bareUnchanged: Contestant;
}

const SIZE = 1_000;
const CLAIMS = 100;
const DEPTHS = 90;
const CONFIG: Config = {
  ...{ database: '', port: 0, host: '127.0.0.1', baseUrl: 'http://hearsay.test', isBaseUrlGiven: true, secret: null },
  ...{
    trustProxy: 0,
    rateLimit: 1000,
    maxConnections: 10_000,
    requestTimeout: 120,
    isFetchOn: false,
    hasMetrics: false,
  },
  ...{ sessionIdle: 9999, sessionLongest: 9999 },
  ...{ isAdminFactorAsked: false, backupDir: null, backupEvery: 0, backupKeep: 1, logLevel: 'info' },
};

const store = await openBase(SIZE);
// As in production: a line each, on the standard output.
const { log } = createLog('info');
const parts = { config: CONFIG, clock: () => new Date(), log, fetchPage: null };
const kept = await listen(createApp({ ...parts, store }));
const stale = await listen(createApp({ ...parts, config: { ...CONFIG, rateLimit: 0 }, store: growOlder(store) }));

const ids = Array.from({ length: CLAIMS }, (_, n) => 1 + Math.floor((n * SIZE) / CLAIMS));
const loaded = await Promise.all(ids.map(async (id) => (await store.claims.load(id))!));
const claims = loaded.filter(({ record }) => record.claim.status === 'published');
// Drafts and withdrawn claims have no page for signed-out readers.
const paths = claims.map(({ id, record }) => claimAddress({ id, text: record.claim.text }).html);
const answer = await fetch(`http://127.0.0.1:${kept}${paths[0]!}`);
const etag = answer.headers.get('etag');
const page = await answer.text();
for (const path of paths) await (await fetch(`http://127.0.0.1:${kept}${path}`)).text();
const packed = gzipSync(page);
// Each depth is drawn by itself, though all of them show these small claims whole.
const depths = Array.from({ length: DEPTHS }, (_, n) => n + 10);
const constant = { paths: ['/'], etag: null };
const contestants: Contestants = {
  kept: { port: kept, paths, etag: null },
  unchanged: { port: kept, paths: [paths[0]!], etag },
  anew: { port: stale, paths, etag: null },
  first: { port: stale, paths: depths.flatMap((depth) => paths.map((path) => `${path}?depth=${depth}`)), etag: null },
  expressPacked: { ...constant, port: await listen(sendByExpress(packed)) },
  expressPlain: { ...constant, port: await listen(sendByExpress(page)) },
  barePacked: { ...constant, port: await listen(sendBare(200, packed)) },
  bareUnchanged: { ...constant, port: await listen(sendBare(304, '')) },
};
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send!(user + system);
});
process.send!(contestants);

async function listen(listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** The store as if something was written before each request. */
function growOlder(young: Store): Store {
  let grown = 0;
  return {
    ...young,
    readRevisions: async (claimId) => {
      const revisions = await young.readRevisions(claimId);
      return { ...revisions, catalogue: revisions.catalogue + (grown += 1) };
    },
  };
}

function sendByExpress(body: string | Buffer): RequestListener {
  const app = express();
  app.get('/', (_request, response) => void response.send(body));
  return app;
}

function sendBare(status: number, body: string | Buffer): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': body.length }).end(body);
  };
}
