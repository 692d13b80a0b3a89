import Database from 'better-sqlite3';
import { createLocalEngine, prepareClient } from '../../src/storage/better-sqlite3.ts';
import { createClusterEngine } from '../../src/storage/cluster/engine.ts';
import { createNodes } from '../../src/storage/cluster/nodes.ts';
import { readClaimFiles } from '../../src/cli/claim-files.ts';
import { listSampleFiles } from '../../src/cli/sample.ts';
import type { Engine } from '../../src/storage/engine.ts';
import { migrate } from '../../src/storage/migrations.ts';
import { createStore, type Store } from '../../src/storage/store.ts';
import type { ClaimRecord } from '../../src/model/records.ts';
import type { ClaimToImport } from '../../src/storage/types.ts';
import { clusterNodes } from './cluster-engine.ts';
import { bootNode, createNodeClient } from './rqlite-client.ts';

let template: Buffer | undefined;

function readTemplate(): Buffer {
  if (!template) {
    const client = new Database(':memory:');
    migrate(client);
    template = client.serialize();
    client.close();
  }
  return template;
}

/** A migrated database of its own, in memory: a copy of one that is migrated once a test file. */
export function freshClient(): Database.Database {
  return prepareClient(new Database(readTemplate()));
}

interface FreshStore {
  store: Store;
  engine: Engine;
  client: Database.Database;
}

/**
 * A store over a fresh database, with what a test may want beneath it. In the project `cluster` it is one on rqlite: each
 * is emptied again for the store after next but one.
 */
export function freshStore(): FreshStore {
  const nodes = clusterNodes();
  return nodes ? freshClusterStore(nodes) : openStoreOn(freshClient());
}

function openStoreOn(client: Database.Database): FreshStore {
  const engine = createLocalEngine(client);
  return { store: createStore(engine), engine, client };
}

let sample: Buffer | undefined;

/**
 * A store with the sample newsroom in it, and its claims by their numbers: claim 1 is the worked example. It is imported
 * once a worker.
 */
export async function freshSample(): Promise<FreshStore & { claims: ClaimRecord[] }> {
  const { incoming } = await readClaimFiles((await listSampleFiles()).reverse());
  const claims = incoming.map(({ record }) => record);
  if (sample && !clusterNodes()) return { ...openStoreOn(prepareClient(new Database(sample))), claims };
  const fresh = freshStore();
  await importAll(fresh.store, incoming);
  if (!clusterNodes()) sample = fresh.client.serialize();
  return { ...fresh, claims };
}

let made = 0;

function freshClusterStore(nodes: readonly string[]): FreshStore {
  const url = nodes[made++ % nodes.length]!;
  bootNode(url, readTemplate());
  const engine = createClusterEngine(createNodes([new URL(url)]));
  return { store: createStore(engine), engine, client: createNodeClient(url) };
}

export const AT = '2025-06-18T09:00:00Z';

/** A record as it comes in, with nothing beside it. */
export function asIncoming(record: ClaimRecord, place = 'test'): ClaimToImport {
  return { record, texts: new Map(), url: null, place };
}

/** Puts records in, or fails the test with the problems found. */
export async function putIn(store: Store, ...records: readonly ClaimRecord[]): Promise<void> {
  await importAll(
    store,
    records.map((record) => asIncoming(record)),
  );
}

async function importAll(store: Store, incoming: readonly ClaimToImport[]): Promise<void> {
  const outcome = await store.claims.import(incoming, { at: AT, actor: 'test', reason: null });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems, null, 1));
}
