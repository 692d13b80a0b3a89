/** Two servers over one file: each shows what the other has written, and neither undoes it. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { KINDS, writeUntilGone } from '../support/kill-clients.ts';
import { addWriters, countKinds, examineAll, noRecords } from '../support/kill-rounds.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { expectReading, expectWholeEnd, fillDatabase, openDesks, type Desk } from './desk.ts';

const folder = makeTempFolder();
const serveDesk = openDesks();

const readText = async ({ get }: Desk): Promise<unknown> =>
  ((await (await get('/claims/1.json')).json()) as { claim: { text: unknown } }).claim.text;

test('what is saved at one is shown by the other at once, and both are told of an edit that meets another', async () => {
  const database = join(folder, 'shared.sqlite');
  const writer = await fillDatabase(database);
  const open = () => serveDesk(database, writer);
  const [one, other] = [await open(), await open()];
  for (const revision of [1, 2, 3]) {
    // Kept by both.
    expect(await readText(other)).toBe(await readText(one));
    const text = `Version ${revision + 1}.`;
    expect((await (revision % 2 === 1 ? one : other).edit(text, revision)).status).toBe(303);
    expect([await readText(one), await readText(other)]).toEqual([text, text]);
  }
  const met = await Promise.all([one.edit('Of the one.', 4), other.edit('Of the other.', 4)]);
  expect(met.map(({ status }) => status).sort()).toEqual([303, 409]);
  expect(await met.find(({ status }) => status === 409)!.text()).toMatch(
    /Of the one\.[^]*Of the other\.|Of the other\.[^]*Of the one\./,
  );
  one.child.kill('SIGTERM');
  expect(await one.ended).toMatchObject({ code: 0, stderr: '' });
  expect((await other.edit('After one has gone.', 5)).status).toBe(303);
  await expectReading(other);
  await expectWholeEnd(other, database);
});

test('many write at both, one is killed, and nothing is lost', async () => {
  const database = join(folder, 'crowded.sqlite');
  const writers = await addWriters(database);
  const serve = () => serveDesk(database, writers[0]!);
  const servers = [await serve(), await serve()];
  const records = noRecords();
  const gone = new AbortController();
  const writing = servers.map(({ port }) => writeUntilGone(`http://127.0.0.1:${port}`, writers, records, gone.signal));
  const untilSaved = async (count: number): Promise<void> => {
    for (const until = performance.now() + 120_000; records.acknowledged.length < count; await sleep(10)) {
      if (records.odd.length > 0 || performance.now() > until) break;
    }
  };
  await untilSaved(200);
  servers[0]!.child.kill('SIGKILL');
  await untilSaved(300);
  servers[1]!.child.kill('SIGKILL');
  setTimeout(() => gone.abort(), 5000).unref();
  await Promise.all(writing);
  process.stdout.write(`acknowledged by two servers: ${JSON.stringify(countKinds(records))}\n`);
  expect(records.odd).toEqual([]);
  expect(records.acknowledged.length).toBeGreaterThanOrEqual(300);
  for (const kind of KINDS.slice(0, 4)) expect(countKinds(records)[kind], kind).toBeGreaterThan(0);
  expect(await examineAll(database, records)).toEqual([]);
});
