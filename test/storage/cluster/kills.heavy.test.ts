/** Whatever was said to be saved is on each node, however often our server or the leader is killed while many write. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { KINDS, writeUntilGone, type Records } from '../../support/kill-clients.ts';
import {
  addWriters,
  countKinds,
  examineAll,
  killServers,
  noRecords,
  serveBase,
  type Base,
} from '../../support/kill-rounds.ts';
import { PATIENCE } from '../../support/patience.ts';
import { copyNodes } from '../../support/node-copies.ts';
import { findLeader, startNodes, type TestCluster } from '../../support/rqlite.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

/** `CLUSTER_KILLS=100` takes half an hour, on a machine that does nothing else. */
const KILLS = Number(process.env.CLUSTER_KILLS ?? 5);
const LEADER_KILLS = Number(process.env.LEADER_KILLS ?? 6);

const folder = makeTempFolder();

async function openBase(): Promise<Base & { cluster: TestCluster }> {
  const cluster = await startNodes(3);
  const { database, close } = cluster;
  const writers = await addWriters(database);
  const examine = async (records: Records) => examineAll(await copyNodes(cluster, folder), records);
  return { cluster, database, writers, examine, close };
}

/** Waits until so many more writes were acknowledged. @returns the longest time without one, in milliseconds */
async function watchSaving({ acknowledged, odd }: Records, count = 50): Promise<number> {
  const enough = acknowledged.length + count;
  let longest = 0;
  for (let last = performance.now(); acknowledged.length < enough && odd.length === 0; last = performance.now()) {
    const before = acknowledged.length;
    while (acknowledged.length === before && odd.length === 0) {
      if (performance.now() - last > PATIENCE) throw new Error('nothing is saved any more');
      await sleep(1);
    }
    longest = Math.max(longest, performance.now() - last);
  }
  return Math.round(longest);
}

test(`what was acknowledged is on each node after ${KILLS} kills of the server`, { timeout: KILLS * 60_000 }, () =>
  killServers(KILLS, folder, openBase),
);

test(
  `two servers lose nothing by ${LEADER_KILLS} kills of the leader, and go on within three seconds`,
  { timeout: 60_000 + LEADER_KILLS * 60_000 },
  async () => {
    const { cluster, database, writers, examine, close } = await openBase();
    const { nodes } = cluster;
    const records = noRecords();
    const gaps: number[] = [];
    const orders = [database, [...nodes].reverse().map(({ url }) => url)].map(String);
    const servers = await Promise.all(orders.map(serveBase));
    const gone = new AbortController();
    try {
      const writing = servers.map(({ port }) =>
        writeUntilGone(`http://127.0.0.1:${port}`, writers, records, gone.signal),
      );
      for (let kill = 0; kill < LEADER_KILLS; kill += 1) {
        const leader = await findLeader(cluster);
        await watchSaving(records);
        await leader.kill();
        gaps.push(await watchSaving(records));
        await leader.start();
      }
      for (const { child } of servers) child.kill('SIGKILL');
      setTimeout(() => gone.abort(), 5000).unref();
      await Promise.all(writing);
      const counts = JSON.stringify(countKinds(records));
      process.stdout.write(`acknowledged: ${counts}; longest milliseconds without a write: ${gaps.join(', ')}\n`);
      expect(records.odd).toEqual([]);
      expect(await examine(records)).toEqual([]);
      // Half of them: on a machine that has other work to do as well, one may take longer.
      expect(gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)]).toBeLessThan(3000);
      for (const kind of KINDS.slice(0, 5)) expect(countKinds(records)[kind], kind).toBeGreaterThan(0);
    } finally {
      for (const { child } of servers) child.kill('SIGKILL');
      await close();
    }
  },
);
