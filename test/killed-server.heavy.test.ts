/** Whatever was said to be saved is there, however often the server is killed while many write. */
import { copyFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { beforeAll, expect, test } from 'vitest';
import { examineFile } from '../src/cli/doctor.ts';
import { makeRandom } from '../src/newsroom/random.ts';
import { openStore } from '../src/storage/store.ts';
import { findPort } from './support/ports.ts';
import { importByCommand, KINDS, writeUntilGone, type Records, type Writer } from './support/kill-clients.ts';
import { addPerson, signIn } from './support/people.ts';
import { startProgram } from './support/run-command.ts';
import { makeTempFolder } from './support/temp-folder.ts';

/** `KILLS=200` takes half an hour. */
const KILLS = Number(process.env.KILLS ?? 10);
/** After so many the database begins anew: examining all of it takes longer each time. */
const IN_ONE_BASE = 20;
/** Of these kills an import by the command goes on beside the server. */
const EVERY = 4;
/** The server is killed when so many writes were acknowledged, or fewer, and a few milliseconds later. */
const MOST_WRITES = 60;
const LATER = 30;

const SECRET = 'a secret of forty letters, for the tests.';
const folder = makeTempFolder();
const TEMPLATE = join(folder, 'template.sqlite');
const writers: Writer[] = [];

beforeAll(async () => {
  const store = await openStore(TEMPLATE, { secret: SECRET });
  for (const email of ['ada@desk.example', 'kim@desk.example', 'lee@desk.example']) {
    const userId = await addPerson(store, email);
    const order = { userId, name: 'robot', scope: 'write', expiresAt: null } as const;
    const made = await store.accounts.makeToken(order, new Date());
    if (made.kind !== 'made') throw new Error(made.kind);
    writers.push({ cookie: await signIn(store, email), token: made.secret });
  }
  await store.close();
});

async function serve(database: string) {
  const port = await findPort();
  const env = { DATABASE: database, PORT: String(port), SECRET, RATE_LIMIT: '0', FETCH: 'off' };
  const { child, ended } = startProgram('src/main.ts', [], { env });
  let said = '';
  child.stdout!.on('data', (chunk: string) => (said += chunk));
  while (!said.includes('listens on')) {
    const early = ended.then(({ stderr }) => Promise.reject(new Error(`It ended: ${stderr}`)));
    await Promise.race([once(child.stdout!, 'data'), early]);
  }
  return { base: `http://127.0.0.1:${port}`, child, ended };
}

/** What is not as it was said to be, once the file was opened again. */
async function examine(database: string, { acknowledged, imports }: Records): Promise<string[]> {
  const client = new Database(database);
  const lost = acknowledged.filter(({ sql, params }) => client.prepare(sql).get(...params) === undefined);
  const count = client.prepare('select count(*) from claim where uid in (select value from json_each(?))').pluck();
  const halves = imports.filter((uids) => ![0, uids.length].includes(count.get(JSON.stringify(uids)) as number));
  client.close();
  const faults: string[] = [];
  await examineFile(database, false, (line) => faults.push(line));
  return [
    ...lost.map(({ kind, params }) => `lost: ${kind} ${params.join()}`),
    ...halves.map(([first]) => `half an import, of ${first}`),
    ...faults,
  ];
}

test(`what was acknowledged survives ${KILLS} kills, whole`, { timeout: KILLS * 60_000 }, async () => {
  const random = makeRandom(KILLS);
  const counts = Object.fromEntries(KINDS.map((kind) => [kind, 0]));
  const database = join(folder, 'served.sqlite');
  let records: Records = { acknowledged: [], imports: [], odd: [] };
  for (let kill = 0; kill < KILLS; kill += 1) {
    if (kill % IN_ONE_BASE === 0) {
      for (const ending of ['', '-wal', '-shm']) rmSync(database + ending, { force: true });
      copyFileSync(TEMPLATE, database);
      records = { acknowledged: [], imports: [], odd: [] };
    }
    const before = records.acknowledged.length;
    const { base, child, ended } = await serve(database);
    const writing = writeUntilGone(base, writers, records);
    const beside = kill % EVERY === 0 ? importByCommand(database, folder, records) : null;
    const enough = before + 1 + random() * MOST_WRITES;
    // What takes longest is waited for once.
    const isEnough = (): boolean =>
      records.acknowledged.length >= enough &&
      (kill < KILLS - 1 ||
        KINDS.every((kind) => counts[kind]! > 0 || records.acknowledged.some((one) => one.kind === kind)));
    while (!isEnough() && records.odd.length === 0) await sleep(1);
    await sleep(random() * LATER);
    child.kill('SIGKILL');
    expect((await ended).signal).toBe('SIGKILL');
    await Promise.all([writing, beside]);
    for (const { kind } of records.acknowledged.slice(before)) counts[kind]! += 1;
    if ((kill + 1) % IN_ONE_BASE === 0 || kill === KILLS - 1)
      process.stdout.write(`${kill + 1} kills, acknowledged: ${JSON.stringify(counts)}\n`);
    expect([kill, await examine(database, records)]).toEqual([kill, []]);
    expect(records.odd).toEqual([]);
  }
  for (const kind of KINDS) expect(counts[kind], kind).toBeGreaterThan(0);
});
