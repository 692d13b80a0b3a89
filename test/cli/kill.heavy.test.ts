import { copyFileSync, existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { writeHearsayClaim } from '../../src/formats/hearsay/writer.ts';
import { analyse } from '../../src/provenance/analysis.ts';
import { openStore } from '../../src/storage/store.ts';
import { aRecord } from '../support/records.ts';
import { runProgram, startProgram } from '../support/run-command.ts';
import { putIn } from '../support/store.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const COUNT = 1000;
const folder = makeTempFolder();
const FILE = join(folder, 'claims.ndjson');
const TEMPLATE = join(folder, 'template.sqlite');

beforeAll(async () => {
  const store = await openStore(TEMPLATE);
  await putIn(store, aRecord('before', 'ians->tass'));
  await store.close();
  const lines = Array.from({ length: COUNT }, (_, i) => {
    const record = aRecord(`many ${i}`, 'ians->tass');
    const file = writeHearsayClaim(record, analyse(record), {
      exportedAt: '2025-06-18T09:00:00Z',
      url: 'https://a.example',
    });
    return JSON.stringify({ ...file, analysis: undefined });
  });
  writeFileSync(FILE, lines.join('\n'));
});

/** A database of its own with one claim in it. */
function copyTemplate(name: string): string {
  const path = join(folder, name);
  copyFileSync(TEMPLATE, path);
  return path;
}

/** How many claims there are, once SQLite has put right what the kill left; the test fails when anything is amiss. */
function examine(path: string): number {
  const client = new Database(path);
  const read = (sql: string): unknown => client.prepare(sql).pluck().get();
  expect(client.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(client.pragma('foreign_key_check')).toEqual([]);
  const count = read('select count(*) from claim') as number;
  for (const table of ['claim_summary', "history where subject = 'claim'"]) {
    expect(read(`select count(*) from ${table}`)).toBe(count);
  }
  expect(read('select count(*) from statement')).toBe(2 * count);
  expect(read('select sum(claims) from source_stat')).toBe(2 * count);
  expect(read('select attributions from source_pair')).toBe(count);
  client.close();
  return count;
}

interface Outcome {
  count: number;
  /** Whether pages of it lay in the WAL already. */
  wasWriting: boolean;
}

/** Starts an import of all claims, kills it when the wait is over, and looks at what is left. */
async function killImport(name: string, wait: (path: string) => Promise<unknown>): Promise<Outcome> {
  const path = copyTemplate(name);
  const { child, ended } = startProgram('src/cli/import.ts', [FILE], { env: { DATABASE: path } });
  await Promise.race([wait(path), ended]);
  child.kill('SIGKILL');
  const { signal } = await ended;
  const wasWriting = signal === 'SIGKILL' && sizeOf(`${path}-wal`) > 0;
  return { count: examine(path), wasWriting };
}

describe('a killed import', () => {
  test('an import killed at any moment leaves either all of its claims or none', async () => {
    // How long it takes here and now, undisturbed.
    const whole = copyTemplate('whole.sqlite');
    const begun = performance.now();
    expect(await runProgram('src/cli/import.ts', [FILE], { env: { DATABASE: whole } })).toMatchObject({ code: 0 });
    const duration = performance.now() - begun;
    expect(examine(whole)).toBe(1 + COUNT);

    // Some at any moment, some as soon as the commit has written so much. Two at a time: there are two cores.
    const waits = [
      ...[0.6, 0.75, 0.9].map((part) => () => sleep(duration * part)),
      ...[1, 100_000, 300_000, 500_000, 800_000].map((bytes) => (path: string) => waitForWal(path, bytes)),
    ];
    const outcomes: Outcome[] = [];
    const work = async (): Promise<void> => {
      for (let wait = waits.pop(); wait; wait = waits.pop()) {
        outcomes.push(await killImport(`killed-${waits.length}.sqlite`, wait));
      }
    };
    await Promise.all([work(), work()]);
    expect(outcomes).toHaveLength(8);
    for (const { count } of outcomes) expect([1, 1 + COUNT]).toContain(count);
    // Of these the WAL held pages that were never committed: they are what this test is about.
    expect(outcomes.filter(({ count, wasWriting }) => wasWriting && count === 1).length).toBeGreaterThan(0);
  });
});

const sizeOf = (path: string): number => (existsSync(path) ? statSync(path).size : 0);

async function waitForWal(path: string, bytes: number): Promise<void> {
  while (sizeOf(`${path}-wal`) < bytes) await sleep(1);
}
