/** The commands that look after a database, where that is a cluster. */
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/storage/store.ts';
import { examineAll, noRecords, SECRET } from '../support/kill-rounds.ts';
import { aRecord } from '../support/records.ts';
import { createNodeClient } from '../support/rqlite-client.ts';
import { findLeader, startNodes, type TestCluster } from '../support/rqlite.ts';
import { runProgram } from '../support/run-command.ts';
import { putIn } from '../support/store.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const folder = makeTempFolder();
const COPY = join(folder, 'copy.sqlite');
let cluster: TestCluster;

beforeAll(async () => {
  cluster = await startNodes(3);
  const store = await openStore(cluster.database);
  await putIn(store, aRecord('one', 'ians->tass->council'), aRecord('two', 'ians@2->tass@2'));
  await store.close();
});
afterAll(() => cluster.close());

const run = (program: string, ...args: string[]) =>
  runProgram(`src/cli/${program}.ts`, args, { env: { DATABASE: cluster.database } });

describe('npm run doctor', () => {
  test('checks each node and what is derived, and repairs that', async () => {
    const sound = {
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(/^Checked 2 claims, .* Nothing is wrong\.\n$/) as string,
    };
    expect(await run('doctor')).toMatchObject(sound);
    createNodeClient((await findLeader(cluster)).url).exec('update source_stat set claims = 9 where source_id = 2');
    const found = await run('doctor');
    expect(found.code).toBe(1);
    expect(found.stdout).toMatch(
      /^source_stat: the counts of source 2 is not what the claims add up to\n.* 1 fault found\. “npm run doctor -- --repair” makes anew what is derived\.\n$/,
    );
    expect(await run('doctor', '--repair')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('1 fault found and repaired.') as string,
    });
    expect(await run('doctor')).toMatchObject(sound);
  });

  test('tells of a node that does not answer', async () => {
    // Without its leader the cluster answers nobody until it has another.
    const leader = await findLeader(cluster);
    const last = cluster.nodes.findLast((node) => node !== leader)!;
    await last.kill();
    try {
      const { code, stdout } = await run('doctor');
      expect([code, stdout.split('\n')[0]]).toEqual([1, `the node ${last.url} does not answer`]);
    } finally {
      await last.start();
    }
  });
});

describe('npm run backup', () => {
  test('copies what the leader has into a file that is whole, and its owner’s alone', async () => {
    writeFileSync(`${COPY}.4194999.unfinished`, 'of one that was killed');
    const { code, stdout, stderr } = await run('backup', COPY);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const names = cluster.nodes.map(({ url }) => url).join(', ');
    expect(stdout).toContain(`Copied ${names} to ${COPY} (`);
    expect(readdirSync(folder).filter((name) => name.includes('unfinished'))).toEqual([]);
    expect(statSync(COPY).mode & 0o777).toBe(0o600);
    const served = join(folder, 'served.sqlite');
    copyFileSync(COPY, served);
    const store = await openStore(served);
    expect(await store.claims.countAll()).toBe(2);
    await store.close();
    expect(await examineAll(served, noRecords())).toEqual([]);
  });

  test('says so where no node gives one, and leaves the copy of before', async () => {
    const before = readFileSync(COPY);
    const { url } = cluster.nodes[0]!;
    const nowhere = await runProgram('src/cli/backup.ts', [COPY], { env: { DATABASE: 'http://127.0.0.1:1' } });
    expect(nowhere).toMatchObject({ code: 1, stdout: '' });
    expect(nowhere.stderr).toMatch(/^http:\/\/127\.0\.0\.1:1 can't be copied to .*copy\.sqlite: .*\n$/);
    expect(readFileSync(COPY)).toEqual(before);
    const missing = await runProgram('src/cli/backup.ts', [join(folder, 'no', 'copy')], { env: { DATABASE: url } });
    expect(missing.stderr).toBe(`there is no folder ${join(folder, 'no')}\n`);
  });

  test('is brought back as npm run restore says, which does not do it itself', async () => {
    const { code, stdout, stderr } = await run('backup', '--restore', COPY);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^DATABASE is a cluster, .* http:\/\/NODE:4001\/db\/load\n$/);
    const other = await startNodes(3);
    try {
      const headers = { 'content-type': 'application/octet-stream' };
      const loaded = await fetch(`${other.nodes[1]!.url}/db/load`, {
        method: 'POST',
        headers,
        body: readFileSync(COPY),
      });
      expect(loaded.status).toBe(200);
      const store = await openStore(other.database);
      expect(await store.claims.countAll()).toBe(2);
      await putIn(store, aRecord('three', 'ians->tass'));
      await store.close();
      const env = { DATABASE: other.database };
      expect(await runProgram('src/cli/doctor.ts', [], { env })).toMatchObject({ code: 0, stderr: '' });
    } finally {
      await other.close();
    }
  });
});

test('a cluster that a newer program wrote stops the server and the doctor in a line', async () => {
  const newer = await startNodes(1, { alone: true });
  try {
    await (await openStore(newer.database)).close();
    createNodeClient(newer.database).exec(
      "insert into __drizzle_migrations (hash, created_at) values ('of tomorrow', 99999999999999)",
    );
    const env = { DATABASE: newer.database, PORT: '0', SECRET };
    const line = /^DATABASE http:.* can't be brought to the newest schema: a newer version of Hearsay wrote it; .*\n$/;
    for (const program of ['src/main.ts', 'src/cli/doctor.ts']) {
      const { code, stdout, stderr } = await runProgram(program, [], { env });
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(line);
    }
  } finally {
    await newer.close();
  }
});

test('a command that needs a file says that this is a cluster', async () => {
  const { code, stderr } = await run('generate', '--claims', '10');
  expect(code).toBe(1);
  expect(stderr).toMatch(/^DATABASE http:.* can't be used: this needs a file, and that is a cluster\n$/);
  expect(existsSync(join(process.cwd(), 'http:'))).toBe(false);
});
