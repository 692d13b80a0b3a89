import Database from 'better-sqlite3';
import { createLocalEngine, prepareClient } from '../../src/storage/better-sqlite3.ts';
import { createClusterEngine } from '../../src/storage/cluster/engine.ts';
import { createNodes } from '../../src/storage/cluster/nodes.ts';
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
  return nodes ? freshClusterStore(nodes) : freshFileStore();
}

function freshFileStore(): FreshStore {
  const client = freshClient();
  const engine = createLocalEngine(client);
  return { store: createStore(engine), engine, client };
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
  const options = { at: AT, actor: 'test', reason: null };
  const outcome = await store.claims.import(
    records.map((record) => asIncoming(record)),
    options,
  );
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems, null, 1));
}
