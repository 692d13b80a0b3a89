/**
 * The server under open-loop load: each request goes out at its time, whether or not those before it were answered, and what
 * it waits for counts from then. `MINUTES=10 READS=60 WRITES=4 npm run bench -- soak`, both a second.
 */
import { copyFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { v7 as makeUid } from 'uuid';
import { throwDice, type Dice } from '../../src/newsroom/random.ts';
import { openStore } from '../../src/storage/store.ts';
import { writeClaim } from '../support/kill-clients.ts';
import { addPerson } from '../support/people.ts';
import { startServer } from '../support/run-command.ts';
import { findBase } from './open-base.ts';

export const name =
  'Readers and writers at a fixed rate, whatever the server takes: milliseconds from when each was due';

const CLAIMS = 10_000;
const MINUTES = Number(process.env.MINUTES ?? 1);
const READS = Number(process.env.READS ?? 60);
const WRITES = Number(process.env.WRITES ?? 4);
const SECRET = 'a secret of forty letters, for the bench.';
/** A token may write once a second. */
const TOKENS = 2 * WRITES;

interface Minute {
  reads: number[];
  writes: number[];
  failures: string[];
  megabytes: number;
}

export async function run(): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'hearsay-soak-'));
  const database = join(folder, 'served.sqlite');
  copyFileSync(await findBase(CLAIMS), database);
  const [tokens, claims] = [await makeTokens(database), listPublished(database)];
  const env = { DATABASE: database, SECRET, RATE_LIMIT: '0', FETCH: 'off', METRICS: 'on' };
  const { port, child, ended } = await startServer(env, () => undefined);
  try {
    const minutes: Minute[] = [];
    for (let n = 0; n < MINUTES; n += 1)
      minutes.push(await load(`http://127.0.0.1:${port}`, tokens, claims, throwDice(18, n)));
    return [...minutes.map(tellMinute), tellAll(minutes)];
  } finally {
    child.kill();
    await ended;
    rmSync(folder, { recursive: true });
  }
}

async function makeTokens(database: string): Promise<string[]> {
  const store = await openStore(database, { secret: SECRET });
  const userId = await addPerson(store, 'ada@desk.example');
  const tokens: string[] = [];
  for (let n = 0; n < TOKENS; n += 1) {
    const made = await store.accounts.makeToken(
      { userId, name: `robot ${n}`, scope: 'write', expiresAt: null },
      new Date(),
    );
    if (made.kind !== 'made') throw new Error(made.kind);
    tokens.push(made.secret);
  }
  await store.close();
  return tokens;
}

/** Their numbers, the newest first. Other claims have no page for signed-out readers. */
function listPublished(database: string): number[] {
  const client = new Database(database, { readonly: true });
  const sql = `select id from claim where status = 'published' order by id desc`;
  const ids = client.prepare<[], number>(sql).pluck().all();
  client.close();
  return ids;
}

/** A minute of requests, each at its time. */
async function load(base: string, tokens: readonly string[], claims: readonly number[], dice: Dice): Promise<Minute> {
  const minute: Minute = { reads: [], writes: [], failures: [], megabytes: 0 };
  const open = new Set<Promise<void>>();
  const start = performance.now();
  const send = (kind: 'reads' | 'writes', due: number, ask: () => Promise<Response>, status: number): void => {
    const asked = take(ask, status)
      .then((failure) =>
        failure === null ? minute[kind].push(performance.now() - due) : minute.failures.push(failure),
      )
      .then(() => void open.delete(asked));
    open.add(asked);
  };
  const sent = { reads: 0, writes: 0 };
  while (performance.now() - start < 60_000) {
    const seconds = (performance.now() - start) / 1000;
    for (; sent.reads < seconds * READS; sent.reads += 1) {
      const path = choosePath(claims, dice);
      send('reads', start + (sent.reads / READS) * 1000, () => fetch(base + path), 200);
    }
    for (; sent.writes < seconds * WRITES; sent.writes += 1) {
      const headers = {
        authorization: `Bearer ${tokens[sent.writes % tokens.length]!}`,
        'content-type': 'application/json',
      };
      const body = writeClaim(makeUid(), 'ians->yonhap->tass->council').line;
      const ask = () => fetch(`${base}/api/claims`, { method: 'POST', headers, body });
      send('writes', start + (sent.writes / WRITES) * 1000, ask, 201);
    }
    await sleep(2);
  }
  await Promise.all(open);
  const figures = await (await fetch(`${base}/metrics`)).text();
  minute.megabytes = Number(/^process_resident_memory_bytes (\S+)/m.exec(figures)![1]) / 1e6;
  return minute;
}

/** Null for the expected answer, else what came instead. */
async function take(ask: () => Promise<Response>, status: number): Promise<string | null> {
  try {
    const answer = await ask();
    await answer.arrayBuffer();
    return answer.status === status ? null : `${answer.status} at ${answer.url}`;
  } catch (error) {
    return String(error);
  }
}

/** Most readers come for a claim, and most of them for a few claims. */
function choosePath(claims: readonly number[], dice: Dice): string {
  const claim = `/claims/${claims[dice.rank(claims.length)]!}`;
  return dice.pick([
    ...[claim, claim, claim, claim, `${claim}.svg`, `${claim}.prov.json`],
    ...['/', '/claims?sort=hops', `/sources/${1 + dice.rank(100)}`, '/search?q=minister'],
  ]);
}

function tellMinute({ reads, writes, failures, megabytes }: Minute, n: number): string {
  const failed = failures.length === 0 ? 'none failed' : `${failures.length} failed (${failures[0]!})`;
  return `minute ${n + 1}: ${tellTimes('reads', reads)}; ${tellTimes('writes', writes)}; ${failed}; ${megabytes.toFixed(0)} MB`;
}

function tellAll(minutes: readonly Minute[]): string {
  const [reads, writes] = [minutes.flatMap((one) => one.reads), minutes.flatMap((one) => one.writes)];
  return `in all: ${tellTimes('reads', reads)}; ${tellTimes('writes', writes)}`;
}

function tellTimes(what: string, times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? NaN).toFixed(0);
  return `${times.length} ${what}, half within ${at(0.5)}, 99 % within ${at(0.99)}, the longest ${at(1)}`;
}
