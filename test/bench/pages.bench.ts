/**
 * Pages over HTTP, on kept connections, each beside Express sending a constant page of the same size.
 *
 * All servers are in this process, the one that asks is another. The constant server has the application's
 * request log and security headers; the bare one has nothing but Express as it comes. Both send the page unpacked, as
 * `response.send` does, with its ETag. Rounds are short and go through all of them in turn, so that whatever else the
 * machine does falls on all alike; told is the median.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import { pino } from 'pino';
import { createApp } from '../../src/app.ts';
import { createPageFetcher } from '../../src/fetching/pages.ts';
import type { Config } from '../../src/config.ts';
import type { Store } from '../../src/storage/store.ts';
import { claimAddress } from '../../src/urls/records.ts';
import { COMMON_WORD, RARE_WORD } from './invented-claims.ts';
import type { Load, Outcome } from './load-pages.ts';
import { openBase } from './open-base.ts';
import { claimsAddress } from '../../src/urls/site.ts';
import { createSecurityHeaders, secure } from '../../src/web/middleware/security.ts';
import { requestLog } from '../../src/web/middleware/traffic.ts';

export const name = 'Pages over HTTP, in requests a second, beside Express sending a constant page of the same size';

const SIZES = [1_000, 100_000] as const;
const ROUNDS = 7;
/** A round asks for fewer; so no round meets what another has asked for, where there are that many. */
const PATHS_A_ROUND = 900;
const MILLISECONDS = 250;
const CLAIMS = 100;
const BASE_URL = 'http://hearsay.test';
const BROWSER = { 'Accept-Encoding': 'gzip, deflate, br' };
/** Written as a browser's own line is; the log is written, and thrown away. */
const log = pino(pino.destination('/dev/null'));

type Ask = Omit<Load, 'port' | 'milliseconds' | 'first'>;

/** What is asked for of a base, and the least ratio that is aimed at. */
interface Target extends Ask {
  title: string;
  aim: number | null;
}

/** What is compared, and what came of each round. */
interface Contest {
  target: Target;
  size: number;
  loads: Record<'page' | 'constant' | 'bare', Omit<Load, 'first'>>;
  rounds: Record<'page' | 'constant' | 'bare', Rate[]>;
}

/** Of one round: answers a second, and answers a second of the servers' own processor time. */
interface Rate {
  perSecond: number;
  perProcessorSecond: number;
}

export async function run(): Promise<string[]> {
  const stores = await Promise.all(SIZES.map(openBase));
  const servers: Server[] = [];
  const asking = fork(join(import.meta.dirname, 'load-pages.ts'));
  try {
    const contests: Contest[] = [];
    for (const [n, store] of stores.entries()) contests.push(...(await prepare(store, SIZES[n]!, servers)));
    // The first is not counted: it warms up.
    for (let round = 0; round <= ROUNDS; round += 1) await runRound(asking, contests, round);
    return contests.map((contest) => describe(contest, contests));
  } finally {
    asking.kill();
    for (const server of servers) server.close();
    await Promise.all(stores.map((store) => store.close()));
  }
}

async function prepare(store: Store, size: number, servers: Server[]): Promise<Contest[]> {
  const listen = async (app: RequestListener): Promise<number> => {
    const server = createServer(app).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const port = await listen(
    createApp({ store, config: CONFIG, clock: () => new Date(), log, fetchPage: createPageFetcher() }),
  );
  const contests: Contest[] = [];
  for (const target of await listTargets(store, size, port)) {
    const pages: string[] = [];
    for (const path of target.paths.slice(0, CLAIMS)) {
      const response = await fetch(`http://127.0.0.1:${port}${path}`);
      if (response.status !== 200) throw new Error(`${target.title}: ${path} answers ${response.status}`);
      pages.push(await response.text());
    }
    const page = takeMiddle(pages, ({ length }) => length);
    const asked = { milliseconds: MILLISECONDS, headers: target.headers };
    const plain = { ...asked, headers: BROWSER, paths: ['/'], status: 200 };
    contests.push({
      ...{ target, size },
      loads: {
        page: { ...asked, port, paths: target.paths, status: target.status },
        constant: { ...plain, port: await listen(sendConstantly(page, true)) },
        bare: { ...plain, port: await listen(sendConstantly(page, false)) },
      },
      rounds: { page: [], constant: [], bare: [] },
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
    isFetchOn: false,
    hasMetrics: false,
    sessionIdle: 9999,
    sessionLongest: 9999,
    isAdminFactorAsked: false,
    logLevel: 'info',
  },
};

function sendConstantly(page: string, withMiddleware: boolean): RequestListener {
  const app = express();
  if (withMiddleware) app.use(requestLog(log), secure(createSecurityHeaders(BASE_URL)));
  app.get('/', (_request, response) => void response.send(page));
  return app;
}

/** A query that means nothing is answered, and kept nowhere. */
const anew = (path: string): string => `${path}${path.includes('?') ? '&' : '?'}anew=1`;

async function listTargets(store: Store, size: number, port: number): Promise<Target[]> {
  // Spread over the base, so that their rows are not near each other.
  const ids = Array.from({ length: CLAIMS }, (_, n) => 1 + Math.floor((n * size) / CLAIMS));
  const claims = await Promise.all(ids.map(async (id) => (await store.claims.load(id))!));
  const paths = claims.map(({ id, record }) => claimAddress({ id, text: record.claim.text }).html);
  const list = claimsAddress().html;
  const older = ids.slice(1).map((id) => claimsAddress({ after: String(id) }).html);
  // Each depth is drawn by itself, though all of them show these small claims whole.
  const depths = Array.from({ length: 90 }, (_, n) => n + 10);
  const drawnFirst = depths.flatMap((depth) => paths.map((path) => `${path}?depth=${depth}`));
  const search = (words: string) => `/search?q=${words}`;
  const { headers } = await fetch(`http://127.0.0.1:${port}${paths[0]!}`);
  const plain = { headers: BROWSER, status: 200, aim: null };
  return [
    { ...plain, title: 'a claim’s page, kept', paths, aim: 1.3 },
    {
      ...plain,
      title: 'a claim’s page, not changed (304)',
      ...unchanged(headers.get('etag')),
      paths: [paths[0]!],
      aim: 1.6,
    },
    { ...plain, title: 'a claim’s page, made anew', paths: paths.map(anew), aim: 0.1 },
    { ...plain, title: 'a claim’s page, drawn for the first time', paths: drawnFirst },
    { ...plain, title: 'the list of claims, kept', paths: [list] },
    { ...plain, title: 'the list of claims, made anew', paths: [list, ...older].map(anew) },
    { ...plain, title: 'a search for a common word', paths: [anew(search(COMMON_WORD))] },
    { ...plain, title: 'a search for a rare word', paths: [anew(search(RARE_WORD))] },
  ];
}

const unchanged = (etag: string | null) => ({ headers: { ...BROWSER, 'If-None-Match': etag! }, status: 304 });

async function runRound(asking: ChildProcess, contests: readonly Contest[], round: number): Promise<void> {
  for (const { loads, rounds } of contests) {
    for (const who of ['constant', 'page', 'bare'] as const) {
      const before = process.cpuUsage();
      asking.send({ ...loads[who], first: (round + 1) * PATHS_A_ROUND } satisfies Load);
      const [outcome] = (await once(asking, 'message')) as [Outcome];
      if ('error' in outcome) throw new Error(outcome.error);
      const { user, system } = process.cpuUsage(before);
      const perProcessorSecond = outcome.answers / ((user + system) / 1e6);
      if (round > 0) rounds[who].push({ perSecond: outcome.answers / outcome.seconds, perProcessorSecond });
    }
  }
}

function describe(contest: Contest, contests: readonly Contest[]): string {
  const { target, size, rounds } = contest;
  const smaller = contests.find((other) => other.target.title === target.title && other.size < size);
  const aim = target.aim === null ? '' : ` (aim ${target.aim})`;
  const cost = smaller
    ? compareTo(smaller, 'constant').perProcessorSecond / compareTo(contest, 'constant').perProcessorSecond
    : null;
  return [
    `${String(size).padStart(6)} claims, ${target.title}: ${median(rounds.page.map(({ perSecond }) => perSecond)).toFixed(0)}/s`,
    `${tell(compareTo(contest, 'constant'))} times the constant page${aim}`,
    `${tell(compareTo(contest, 'bare'))} times bare Express`,
    ...(smaller && cost !== null ? [`costs ${cost.toFixed(2)} times as much as at ${smaller.size}`] : []),
  ].join('; ');
}

/** Of the ratios, each of one round, the medians. */
function compareTo({ rounds }: Contest, other: 'constant' | 'bare'): Rate {
  const ratio = (by: keyof Rate): number => median(rounds.page.map((rate, n) => rate[by] / rounds[other][n]![by]));
  return { perSecond: ratio('perSecond'), perProcessorSecond: ratio('perProcessorSecond') };
}

const tell = ({ perSecond, perProcessorSecond }: Rate): string =>
  `${perSecond.toFixed(2)} (by processor time ${perProcessorSecond.toFixed(2)})`;

const median = (values: readonly number[]): number => takeMiddle(values, (value) => value);

function takeMiddle<Value>(values: readonly Value[], measure: (value: Value) => number): Value {
  return [...values].sort((a, b) => measure(a) - measure(b))[Math.floor(values.length / 2)]!;
}
