/** What SQLite itself finds wrong with the copy of each node: each has a file of its own, on a disk of its own. */
import { FAULTS } from '../better-sqlite3.ts';
import type { Nodes } from './nodes.ts';

/** In milliseconds: how long a node may take to read all that it has, which nothing waits for. */
const PATIENCE = 3_600_000;

/** A line for each fault; a node that does not answer is one. */
export async function listNodeFaults({ names, queryNode }: Nodes): Promise<string[]> {
  const faults = names.map(async (name) => {
    const ask = (sql: string) => queryNode(name, { sql, params: [] }, PATIENCE);
    const damage = await ask(`pragma integrity_check(${FAULTS})`);
    const dangling = await ask('pragma foreign_key_check');
    if (!damage || !dangling) return [`the node ${name} does not answer`];
    return [
      ...damage.flat().filter((fault) => fault !== 'ok'),
      ...(dangling.length > 0 ? [`${dangling.length} rows name what is not there`] : []),
    ].map((fault) => `the node ${name}: ${String(fault).split('\n').join(' ')}`);
  });
  return (await Promise.all(faults)).flat();
}
