/** Backups made while the database is served and written, some of them killed. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as makeUid } from 'uuid';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../src/storage/store.ts';
import { addWriters, examineAll, noRecords, SECRET } from '../support/kill-rounds.ts';
import { runProgram, startProgram, startServer, type Running } from '../support/run-command.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

/** So that a copy takes a while. */
const CLAIMS = 3000;
const KILLS = Number(process.env.KILLS ?? 10);
/** A second. */
const WRITES = 20;

const folder = makeTempFolder();
const DATABASE = join(folder, 'served.sqlite');
const COPY = join(folder, 'copy.sqlite');
const running: Running[] = [];
let writing: NodeJS.Timeout;
const saved: string[] = [];
const failed: unknown[] = [];
let slowest = 0;

beforeAll(async () => {
  const options = ['--claims', String(CLAIMS), '--seed', '1', DATABASE];
  expect(await runProgram('src/cli/generate.ts', options)).toMatchObject({ code: 0 });
  const [writer] = await addWriters(DATABASE);
  const env = { DATABASE, SECRET, RATE_LIMIT: '0', FETCH: 'off' };
  const { port } = await startServer(env, (started) => running.push(started));
  // A kept connection may be closed by the server, which nothing was sent over for a while, just when it is used again.
  const headers = { cookie: writer!.cookie, 'Sec-Fetch-Site': 'same-origin', connection: 'close' };
  const write = async (): Promise<void> => {
    const name = `Agency ${makeUid()}`;
    const begun = performance.now();
    const body = new URLSearchParams({ name, kind: 'agency', namesake: 'yes' });
    const { status } = await fetch(`http://127.0.0.1:${port}/sources/new`, {
      method: 'POST',
      redirect: 'manual',
      headers,
      body,
    });
    slowest = Math.max(slowest, performance.now() - begun);
    if (status === 303) saved.push(name);
    else failed.push(status);
  };
  const start = performance.now();
  let sent = 0;
  // A timer that comes late makes up for it.
  writing = setInterval(() => {
    for (; sent < ((performance.now() - start) / 1000) * WRITES; sent += 1)
      void write().catch((error: Error) => failed.push(String(error.cause)));
  }, 10);
});
afterAll(() => {
  clearInterval(writing);
  for (const { child } of running) child.kill('SIGKILL');
});

const backUp = () => startProgram('src/cli/backup.ts', [COPY], { env: { DATABASE } });

function listNames(path: string): Set<string> {
  const client = new Database(path, { readonly: true });
  const names = client.prepare("select name from source where name like 'Agency %'").pluck().all();
  client.close();
  return new Set(names as string[]);
}

test('a backup is whole and has all that was saved before it began, at twenty writes a second', async () => {
  while (saved.length < 2 * WRITES) await sleep(50);
  const before = [...saved];
  slowest = 0;
  const begun = performance.now();
  const { code, stdout, stderr } = await backUp().ended;
  const seconds = (performance.now() - begun) / 1000;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^Copied .*served\.sqlite to .*copy\.sqlite \(\d+ MB\) and checked it\.\n/);
  const rate = (saved.length - before.length) / seconds;
  process.stdout.write(
    `a backup in ${seconds.toFixed(1)} s, beside ${rate.toFixed(1)} writes a second, the slowest in ${slowest.toFixed(0)} ms\n`,
  );
  expect(rate).toBeGreaterThan(0.8 * WRITES);
  expect(failed).toEqual([]);
  const copied = listNames(COPY);
  expect(before.filter((name) => !copied.has(name))).toEqual([]);
  expect(await examineAll(COPY, noRecords())).toEqual([]);
});

test(`${KILLS} killed backups leave the one of before, and no file that opens as an empty newsroom`, async () => {
  const before = listNames(COPY);
  for (let kill = 0; kill < KILLS; kill += 1) {
    const { child, ended } = backUp();
    const unfinished = `${COPY}.${child.pid}.unfinished`;
    while (!existsSync(unfinished) && child.exitCode === null) await sleep(2);
    await sleep((kill / KILLS) * 300);
    child.kill('SIGKILL');
    const { signal } = await ended;
    const names = readdirSync(folder).filter((name) => name.startsWith('copy.sqlite'));
    // What was left by the one killed before is gone.
    expect(names.filter((name) => name.endsWith('.unfinished')).length).toBeLessThanOrEqual(1);
    if (signal === 'SIGKILL') expect(listNames(COPY)).toEqual(before);
  }
  const other = join(folder, 'other.sqlite');
  const first = startProgram('src/cli/backup.ts', [other], { env: { DATABASE } });
  while (!readdirSync(folder).some((name) => name.startsWith('other.sqlite'))) await sleep(2);
  first.child.kill('SIGKILL');
  await first.ended;
  expect(existsSync(other)).toBe(false);
  expect((await backUp().ended).code).toBe(0);
  expect(readdirSync(folder).filter((name) => name.includes('unfinished'))).toEqual([]);
  expect(failed).toEqual([]);
  // What is there can be restored from.
  const restored = join(folder, 'restored.sqlite');
  expect(await runProgram('src/cli/backup.ts', ['--restore', COPY, restored])).toMatchObject({ code: 0, stderr: '' });
  const store = await openStore(restored);
  expect(await store.claims.countAll()).toBe(CLAIMS);
  await store.close();
});
