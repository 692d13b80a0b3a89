/** Three nodes of rqlite as one database, some of which die. */
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClusterEngine } from '../../../src/storage/cluster/engine.ts';
import { createNodes } from '../../../src/storage/cluster/nodes.ts';
import { Conflict, Unavailable, UnusableDatabase } from '../../../src/storage/errors.ts';
import { createStore, migrateDatabase, openStore, type Store } from '../../../src/storage/store.ts';
import { addPerson, signIn } from '../../support/people.ts';
import { aRecord, uidFrom } from '../../support/records.ts';
import { findLeader, startNodes, waitUntil, type TestCluster, type TestNode } from '../../support/rqlite.ts';
import { putIn } from '../../support/store.ts';
import { openApp } from '../../web/open-app.ts';
import { readHtml } from '../../web/html.ts';

const CHAIN = 'ians@17->yonhap->tass';
const BY = { at: '2025-06-20T08:00:00Z', actor: 'Ada', reason: null };
const draft = (key: string) => ({ base: null, record: aRecord(key, CHAIN), texts: new Map() });

/** What one node has, whatever the others have. */
async function readNode({ url }: TestNode, sql: string): Promise<unknown[][]> {
  const rows = await createNodes([new URL(url)]).queryNode(url, { sql, params: [] });
  return rows ?? [];
}

describe('a cluster of three', () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await startNodes(3);
  });
  afterAll(() => cluster.close());

  test('servers that start at once bring it to the newest schema together', async () => {
    const counts = await Promise.all([1, 2, 3].map(() => migrateDatabase(cluster.database)));
    expect(Math.max(...counts)).toBe(2);
    expect(await migrateDatabase(cluster.database)).toBe(0);
  });

  test('two writers lose no acknowledged claim when the leader is killed six times', async () => {
    const { nodes, database } = cluster;
    const stores = await Promise.all(
      [database, [...nodes].reverse().map(({ url }) => url)].map((list) => openStore(String(list))),
    );
    await stores[0]!.claims.save(draft('first'), BY);
    const acknowledged: string[] = [];
    const gaps: number[] = [];
    let isOver = false;

    async function write(store: Store, name: string): Promise<void> {
      for (let i = 0, last = performance.now(); !isOver; i++) {
        const key = `${name} ${i}`;
        while (!isOver) {
          try {
            await store.claims.save(draft(key), BY);
          } catch (error) {
            const cause = (error as Error).cause ?? error;
            // Written by a try that the cluster could not answer for.
            if (!(cause instanceof Conflict)) {
              if (!(cause instanceof Unavailable)) throw error;
              await sleep(50);
              continue;
            }
          }
          acknowledged.push(uidFrom(`claim ${key}`));
          gaps.push(performance.now() - last);
          last = performance.now();
          break;
        }
      }
    }

    const writing = Promise.all(stores.map((store, i) => write(store, `writer ${i}`)));
    for (let kill = 0; kill < 6; kill++) {
      const leader = await findLeader(cluster);
      const before = acknowledged.length;
      await waitUntil(() => Promise.resolve(acknowledged.length >= before + 20));
      await leader.kill();
      const after = acknowledged.length;
      await waitUntil(() => Promise.resolve(acknowledged.length >= after + 20));
      await leader.start();
    }
    isOver = true;
    await writing;

    const total = acknowledged.length;
    const longest = gaps.sort((a, b) => b - a).slice(0, 12);
    process.stdout.write(`${total} claims acknowledged; longest gaps in ms: ${longest.map(Math.round).join(', ')}\n`);
    const leader = await findLeader(cluster);
    const state = `select (select group_concat(uid) from (select uid from claim order by uid)),
      (select count(*) from statement), (select count(*) from attribution), (select max(rowid) from history),
      (select count(*) from claim_search), (select group_concat(claims) from source_stat)`;
    const [wanted] = await readNode(leader, state);
    for (const node of nodes) await waitUntil(async () => String((await readNode(node, state))[0]) === String(wanted));
    const stored = new Set(String(wanted![0]).split(','));
    expect(acknowledged.filter((uid) => !stored.has(uid))).toEqual([]);
    // No half chains.
    expect(wanted!.slice(1, 3)).toEqual([3 * stored.size, 2 * stored.size]);
    for (const node of nodes) {
      expect(await readNode(node, 'pragma integrity_check')).toEqual([['ok']]);
      expect(await readNode(node, 'pragma foreign_key_check')).toEqual([]);
    }
  });

  test('with two nodes dead, readers who are signed out read on, and editors are told', async () => {
    const store = await openStore(cluster.database);
    await putIn(store, aRecord('still', CHAIN, { claim: { text: 'Still here.' } }));
    await addPerson(store, 'kim@desk.example');
    const cookie = await signIn(store, 'kim@desk.example');
    const { get, post } = openApp({ store: () => store });
    const id = (await store.claims.list({ status: 'published', after: null, limit: 1 })).items[0]!.id;
    await waitUntil(async () => {
      const counts = await Promise.all(cluster.nodes.map((node) => readNode(node, 'select count(*) from session')));
      return counts.every((rows) => rows[0]?.[0] === 1);
    });
    const leader = await findLeader(cluster);
    const dead = [leader, cluster.nodes.find((node) => node !== leader)!];
    await Promise.all(dead.map((node) => node.kill()));
    try {
      // The one that is left takes a moment to notice.
      await waitUntil(async () => (await get('/').set('Cookie', cookie)).status === 503);
      for (const path of ['/', '/claims', `/claims/${id}.json`, '/search?q=here', '/healthz']) {
        expect([path, (await get(path)).status]).toEqual([path, 200]);
      }
      expect((await get(`/claims/${id}.json`)).text).toContain('Still here.');
      const fields = { text: 'Typed “by” hand.', language: 'en', revision: '1', confirmed: 'yes' };
      const begun = performance.now();
      const { status, headers, text } = await post(`/claims/${id}/edit`, fields, cookie);
      process.stdout.write(`told after ${Math.round(performance.now() - begun)} ms\n`);
      expect([status, headers['retry-after']]).toEqual([503, '5']);
      expect(readHtml(text).text).toContain('The database can’t be reached');
      expect(text).toContain('Nothing was saved');
      expect(text).toContain('Typed “by” hand.');
    } finally {
      await Promise.all(dead.map((node) => node.start()));
    }
    await waitUntil(async () => (await get('/').set('Cookie', cookie)).status === 200);
  });
});

describe('one node', () => {
  let cluster: TestCluster;
  let url: URL;
  beforeAll(async () => {
    cluster = await startNodes(1, { alone: true });
    url = new URL(cluster.database);
    await migrateDatabase(cluster.database);
  });
  afterAll(() => cluster.close());

  test('a commit whose answers are lost is written once', async () => {
    let lost = 0;
    // Hands everything on, and cuts the line before the first three answers to a commit.
    const line = createServer((incoming, outgoing) => {
      const options = { method: 'POST', headers: incoming.headers };
      const onward = request(new URL(incoming.url!, url), options, (answer) => {
        if (incoming.url!.startsWith('/db/execute') && lost++ < 3) {
          answer.resume().once('end', () => incoming.socket.destroy());
        } else answer.pipe(outgoing.writeHead(answer.statusCode!));
      });
      incoming.pipe(onward);
    });
    const store = createStore(createClusterEngine(createNodes([await listen(line)])));
    try {
      await store.claims.save(draft('cut off'), BY);
      expect(lost).toBe(4);
      const id = (await store.claims.findId(uidFrom('claim cut off')))!;
      expect(await store.claims.load(id)).toMatchObject({ revision: 1 });
      await expect(store.claims.save(draft('cut off'), BY)).rejects.toThrow(Conflict);
    } finally {
      line.closeAllConnections();
      line.close();
    }
  });

  test('what is asked for together is one round trip: a claim is', async () => {
    const nodes = createNodes([url]);
    let asked = 0;
    const query: typeof nodes.query = (...all) => {
      asked += 1;
      return nodes.query(...all);
    };
    const store = createStore(createClusterEngine({ ...nodes, query }));
    const uid = await store.claims.save(draft('together'), BY);
    const id = (await store.claims.findId(uid))!;
    asked = 0;
    expect((await store.claims.load(id))!.record.statements).toHaveLength(3);
    expect(asked).toBe(1);
  });

  test('a node that does not check foreign keys is refused', async () => {
    const loose = await startNodes(1, { alone: true, flags: [] });
    try {
      await expect(openStore(loose.database)).rejects.toThrow(UnusableDatabase);
      await expect(openStore(loose.database)).rejects.toThrow('start its rqlited with -fk');
    } finally {
      await loose.close();
    }
  });
});

async function listen(server: Server): Promise<URL> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}
