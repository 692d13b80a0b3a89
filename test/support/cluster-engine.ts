/** Loaded before each file of the project `cluster`: its stores are on nodes of rqlite, three a worker, kept from file to file. */
import { startNodes } from './rqlite.ts';

const KEY = Symbol.for('hearsay.test.nodes');
const shared = globalThis as { [KEY]?: readonly string[] };

/** The addresses of the nodes that stores are made on; null in all other projects. */
export function clusterNodes(): readonly string[] | null {
  return shared[KEY] ?? null;
}

if (process.env.ENGINE === 'rqlite') {
  shared[KEY] ??= (await startNodes(3, { alone: true })).nodes.map(({ url }) => url);
}
