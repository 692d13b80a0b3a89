/** A server that is killed again and again while many write, over any engine. */
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { examineFile } from '../../src/cli/doctor.ts';
import { makeRandom } from '../../src/newsroom/random.ts';
import { openStore } from '../../src/storage/store.ts';
import { importByCommand, KINDS, writeUntilGone, type Records, type Writer } from './kill-clients.ts';
import { addPerson, signIn } from './people.ts';
import { startServer, type Serving } from './run-command.ts';

/** After so many kills the database begins anew: examining all of it takes longer each time. */
const IN_ONE_BASE = 20;
/** Of these kills an import by the command goes on beside the server; before the next ones, one by the page is waited for. */
const EVERY = 4;
/** The server is killed when so many writes were acknowledged, or fewer, and a few milliseconds later. */
const MOST_WRITES = 60;
const LATER = 30;

export const SECRET = 'a secret of forty letters, for the tests.';

/** A database that servers are started over. */
export interface Base {
  /** The value of DATABASE. */
  database: string;
  writers: readonly Writer[];
  /** What is not as it was said to be, now that nobody writes. */
  examine: (records: Records) => Promise<string[]>;
  close: () => Promise<void>;
}

/** Makes those who will write, each with a session and a token. */
export async function addWriters(database: string): Promise<Writer[]> {
  const store = await openStore(database, { secret: SECRET });
  const writers: Writer[] = [];
  for (const email of ['ada@desk.example', 'kim@desk.example', 'lee@desk.example']) {
    const userId = await addPerson(store, email);
    const order = { userId, name: 'robot', scope: 'write', expiresAt: null } as const;
    const made = await store.accounts.makeToken(order, new Date());
    if (made.kind !== 'made') throw new Error(made.kind);
    writers.push({ cookie: await signIn(store, email), token: made.secret });
  }
  await store.close();
  return writers;
}

export function serveBase(database: string): Promise<Serving> {
  return startServer({ DATABASE: database, SECRET, RATE_LIMIT: '0', FETCH: 'off' }, () => undefined);
}

/** What a file lacks of what was acknowledged, what is there by halves, and what the doctor finds. */
export async function examineAll(file: string, { acknowledged, imports }: Records): Promise<string[]> {
  const client = new Database(file);
  const lost = acknowledged.filter(({ sql, params }) => client.prepare(sql).get(...params) === undefined);
  const count = client.prepare('select count(*) from claim where uid in (select value from json_each(?))').pluck();
  const halves = imports.filter((uids) => ![0, uids.length].includes(count.get(JSON.stringify(uids)) as number));
  client.close();
  const faults: string[] = [];
  await examineFile(file, false, (line) => faults.push(line));
  return [
    ...lost.map(({ kind, params }) => `lost: ${kind} ${params.join()}`),
    ...halves.map(([first]) => `half an import, of ${first}`),
    ...faults,
  ];
}

export type Counts = Record<string, number>;

export const noRecords = (): Records => ({ acknowledged: [], imports: [], odd: [] });

export const countKinds = ({ acknowledged }: Records, from = 0): Counts =>
  Object.fromEntries(KINDS.map((kind) => [kind, acknowledged.slice(from).filter((one) => one.kind === kind).length]));

/** Kills the server so many times, examines the database after each, and expects that nothing is lost. */
export async function killServers(kills: number, folder: string, openBase: () => Promise<Base>): Promise<void> {
  const random = makeRandom(kills);
  const counts = countKinds(noRecords());
  let base: Base | null = null;
  let records = noRecords();
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      if (!base || kill % IN_ONE_BASE === 0) {
        await base?.close();
        base = await openBase();
        records = noRecords();
      }
      const { database, writers } = base;
      const before = records.acknowledged.length;
      const { port, child, ended } = await serveBase(database);
      const gone = new AbortController();
      const writing = writeUntilGone(`http://127.0.0.1:${port}`, writers, records, gone.signal);
      const beside = kill % EVERY === 0 ? importByCommand(database, folder, records) : null;
      const enough = before + 1 + random() * MOST_WRITES;
      // What takes longest is waited for once.
      const isEnough = (): boolean =>
        records.acknowledged.length >= enough &&
        (kill % EVERY !== 1 || countKinds(records, before)['import by the page']! > 0) &&
        (kill < kills - 1 ||
          KINDS.every((kind) => counts[kind]! > 0 || records.acknowledged.some((one) => one.kind === kind)));
      while (!isEnough() && records.odd.length === 0) await sleep(1);
      await sleep(random() * LATER);
      child.kill('SIGKILL');
      expect((await ended).signal).toBe('SIGKILL');
      const late = setTimeout(() => gone.abort(), 5000);
      await Promise.all([writing, beside]);
      clearTimeout(late);
      for (const [kind, count] of Object.entries(countKinds(records, before))) counts[kind]! += count;
      if ((kill + 1) % IN_ONE_BASE === 0 || kill === kills - 1) {
        process.stdout.write(`${kill + 1} kills, acknowledged: ${JSON.stringify(counts)}\n`);
      }
      expect([kill, await base.examine(records)]).toEqual([kill, []]);
      expect(records.odd).toEqual([]);
    }
  } finally {
    await base?.close();
  }
  for (const kind of KINDS) expect(counts[kind], kind).toBeGreaterThan(0);
}
