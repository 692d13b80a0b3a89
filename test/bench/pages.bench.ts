/**
 * Each page and answer of the API over HTTP, on kept connections, at several numbers of claims: made anew and, where pages
 * are kept, kept; beside Express sending a constant of the same size and `node:http` sending it.
 *
 * All servers are in this process, the one that asks is another: told is the servers' own processor time. Rounds are short
 * and go through all of them in turn, so that whatever else the machine does falls on all alike; told are medians.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import { pino } from 'pino';
import { createPageReader } from '../../src/threads.ts';
import { createApp } from '../../src/app.ts';
import { createPageFetcher } from '../../src/fetching/pages.ts';
import type { Config } from '../../src/config.ts';
import type { Store } from '../../src/storage/store.ts';
import type { LoadedClaim } from '../../src/storage/types.ts';
import { claimAddress, sourceAddress } from '../../src/urls/records.ts';
import { COMMON_WORD, RARE_WORD } from '../../src/newsroom/words.ts';
import { median, type Measurement } from './benchmark.ts';
import type { Load, Outcome } from './load-pages.ts';
import { openBase, SIZES } from './open-base.ts';
import { claimsAddress } from '../../src/urls/site.ts';

export const name = 'Pages and the API over HTTP, beside Express and node:http sending a constant of the same size';

const ROUNDS = 5;
/** A round asks for fewer; so no round meets what another has asked for, where there are that many. */
const PATHS_A_ROUND = 900;
const MILLISECONDS = 250;
const CLAIMS = 100;
const BASE_URL = 'http://hearsay.test';
const BROWSER = { 'Accept-Encoding': 'gzip, deflate, br' };
/** Written as a browser's own line is; the log is written, and thrown away. */
const log = pino(pino.destination('/dev/null'));

/** What is asked for of a base. */
interface Target {
  title: string;
  paths: readonly string[];
  /** Whether it is kept for signed-out readers. */
  isKept: boolean;
}

const SERVERS = ['anew', 'kept', 'express', 'http'] as const;
type Server = (typeof SERVERS)[number];

/** What is compared, and what came of each round: milliseconds of the servers' processor time an answer. */
interface Contest {
  target: Target;
  size: number;
  loads: Partial<Record<Server, Omit<Load, 'first'>>>;
  rounds: Record<Server, number[]>;
}

export async function run(): Promise<Measurement[]> {
  const stores: Store[] = [];
  const servers: HttpServer[] = [];
  const asking = fork(join(import.meta.dirname, 'load-pages.ts'));
  try {
    const contests: Contest[] = [];
    for (const size of SIZES) {
      const store = await openBase(size);
      stores.push(store);
      contests.push(...(await prepare(store, size, servers)));
    }
    // The first is not counted: it warms up.
    for (let round = 0; round <= ROUNDS; round += 1) await runRound(asking, contests, round);
    return contests.flatMap(describe);
  } finally {
    asking.kill();
    for (const server of servers) server.close();
    await Promise.all(stores.map((store) => store.close()));
  }
}

async function prepare(store: Store, size: number, servers: HttpServer[]): Promise<Contest[]> {
  const listen = async (app: RequestListener): Promise<number> => {
    const server = createServer(app).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const port = await listen(
    createApp({
      store,
      config: CONFIG,
      clock: () => new Date(),
      log,
      fetchPage: createPageFetcher(createPageReader()),
    }),
  );
  const contests: Contest[] = [];
  for (const target of await listTargets(store, size)) {
    const pages: string[] = [];
    const paths: string[] = [];
    for (const path of target.paths) {
      const response = await fetch(`http://127.0.0.1:${port}${path}`);
      if (response.status !== 200) throw new Error(`${target.title}: ${path} answers ${response.status}`);
      pages.push(await response.text());
      // Where it was redirected to, with the words of its address.
      const { pathname, search } = new URL(response.url);
      paths.push(pathname + search);
    }
    const page = takeMiddle(pages, ({ length }) => length);
    const asked = { milliseconds: MILLISECONDS, headers: BROWSER, status: 200 };
    contests.push({
      ...{ target, size },
      loads: {
        anew: { ...asked, port, paths: paths.map(makeAnew) },
        ...(target.isKept && { kept: { ...asked, port, paths } }),
        express: { ...asked, paths: ['/'], port: await listen(sendByExpress(page)) },
        http: { ...asked, paths: ['/'], port: await listen(sendByHttp(page)) },
      },
      rounds: { anew: [], kept: [], express: [], http: [] },
    });
  }
  return contests;
}

const CONFIG: Config = {
  ...{ database: '', port: 0, host: '127.0.0.1', baseUrl: BASE_URL, isBaseUrlGiven: true },
  ...{
    secret: null,
    trustProxy: 0,
    rateLimit: 0,
    maxConnections: 10_000,
    requestTimeout: 120,
    isFetchOn: false,
    hasMetrics: false,
    sessionIdle: 9999,
    sessionLongest: 9999,
    isAdminFactorAsked: false,
    ...{ backupDir: null, backupEvery: 0, backupKeep: 1 },
    logLevel: 'info',
  },
};

function sendByExpress(page: string): RequestListener {
  const app = express();
  app.get('/', (_request, response) => void response.send(page));
  return app;
}

function sendByHttp(page: string): RequestListener {
  const body = Buffer.from(page);
  return (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': body.length }).end(body);
  };
}

/** A query that means nothing is answered, and kept nowhere. */
const makeAnew = (path: string): string => `${path}${path.includes('?') ? '&' : '?'}anew=1`;

async function listTargets(store: Store, size: number): Promise<Target[]> {
  // Spread over the base, so that their rows are not near each other.
  const ids = Array.from({ length: CLAIMS }, (_, n) => 2 + Math.floor((n * (size - 2)) / CLAIMS));
  const loaded = await Promise.all(ids.map(async (id) => (await store.claims.load(id))!));
  const claims = loaded.filter(({ record }) => record.claim.status === 'published' && record.statements.length < 500);
  const addresses = claims.map(({ id, record }) => claimAddress({ id, text: record.claim.text }));
  const paths = addresses.map(({ html }) => html);
  const list = claimsAddress().html;
  const older = ids.slice(1).map((id) => claimsAddress({ after: String(id) }).html);
  const cited = await findMostCited(store, loaded);
  const documents = claims.map(({ record, numbers }) => `/documents/${numbers.get(record.documents[0]!.uid)!}`);
  const target = (title: string, all: readonly string[], isKept = true): Target => ({ title, paths: all, isKept });
  const searching = (words: string) => [`/search?q=${words}`];
  return [
    target('the first page', ['/']),
    target('a claim’s page', paths),
    target(
      'a claim’s twin',
      addresses.map(({ json }) => json),
    ),
    target(
      'a claim’s drawing',
      claims.map(({ id }) => `/claims/${id}.svg`),
    ),
    target(
      'a claim as PROV',
      claims.map(({ id }) => `/claims/${id}.prov.json`),
    ),
    target(
      'a claim as CSV',
      claims.map(({ id }) => `/claims/${id}.csv`),
    ),
    target(
      'a claim’s history',
      claims.map(({ id }) => `/claims/${id}/history`),
    ),
    target(
      'a claim, embedded',
      claims.map(({ id }) => `/claims/${id}/embed`),
    ),
    target('the list of claims', [list, ...older]),
    target('the list by hops', [`${list}?sort=hops`]),
    target('the list of a topic and a finding', [`${list}?topic=elections&finding=contested`]),
    target('a search for a rare word', searching(RARE_WORD), false),
    target('a search for a common word', searching(COMMON_WORD), false),
    target('a search for a beginning', searching(COMMON_WORD.slice(0, 4)), false),
    target('the page of the most cited source', [cited]),
    target('the list of sources', ['/sources']),
    target('a document’s page', documents),
    target('the list of documents', ['/documents']),
    target('the feed', ['/feed.atom']),
    target('a sitemap', ['/sitemap-claims-1.xml']),
    target('API: claims', ['/api/claims'], false),
    target(
      'API: a claim',
      claims.map(({ record }) => `/api/claims/${record.claim.uid}`),
      false,
    ),
    target('API: sources', ['/api/sources'], false),
    target('API: documents', ['/api/documents'], false),
  ];
}

/** The address of the source that these claims name most often, which is that of all. */
async function findMostCited(store: Store, claims: readonly LoadedClaim[]): Promise<string> {
  const numbers = new Set(claims.flatMap(({ record, numbers: own }) => record.sources.map(({ uid }) => own.get(uid)!)));
  const stats = [...(await store.sources.readStats(numbers))];
  const [id] = stats.sort(([, a], [, b]) => b.statements - a.statements)[0]!;
  const { source } = (await store.sources.load(id))!;
  return sourceAddress({ id, name: source.name }).html;
}

async function runRound(asking: ChildProcess, contests: readonly Contest[], round: number): Promise<void> {
  for (const { loads, rounds } of contests) {
    for (const who of SERVERS) {
      const load = loads[who];
      if (!load) continue;
      const before = process.cpuUsage();
      asking.send({ ...load, first: (round + 1) * PATHS_A_ROUND } satisfies Load);
      const [outcome] = (await once(asking, 'message')) as [Outcome];
      if ('error' in outcome) throw new Error(outcome.error);
      const { user, system } = process.cpuUsage(before);
      if (round > 0) rounds[who].push((user + system) / 1000 / outcome.answers);
    }
  }
}

function describe({ target, size, rounds }: Contest): Measurement[] {
  const beside = (own: readonly number[], others: readonly number[]): number =>
    median(own.map((milliseconds, n) => milliseconds / others[n]!));
  return (['anew', 'kept'] as const)
    .filter((who) => rounds[who].length > 0)
    .map((who) => ({
      what: who === 'anew' ? target.title : `${target.title}, kept`,
      claims: size,
      milliseconds: median(rounds[who]),
      ratios: { Express: beside(rounds[who], rounds.express), 'node:http': beside(rounds[who], rounds.http) },
    }));
}

function takeMiddle<Value>(values: readonly Value[], measure: (value: Value) => number): Value {
  return [...values].sort((a, b) => measure(a) - measure(b))[Math.floor(values.length / 2)]!;
}
