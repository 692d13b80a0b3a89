/** What each node of a cluster has, as a file. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { waitUntil, type TestCluster } from './rqlite.ts';

/**
 * Waits until all nodes have the same rows in every table, those of search indexes included.
 * @returns a copy of one, in this folder
 * @throws Error that names the tables in which they go on to differ
 */
export async function copyNodes({ nodes }: TestCluster, folder: string): Promise<string> {
  const paths = nodes.map((_, i) => join(folder, `node-${i}.sqlite`));
  let different = '';
  const areEqual = async (): Promise<boolean> => {
    const files = nodes.map(async ({ url }) => (await fetch(`${url}/db/backup?noleader`)).arrayBuffer());
    const tables = (await Promise.all(files)).map((file, i) => {
      writeFileSync(paths[i]!, new Uint8Array(file));
      return hashTables(paths[i]!);
    });
    different = Object.keys(tables[0]!)
      .filter((name) => tables.some((one) => one[name] !== tables[0]![name]))
      .join();
    return different === '';
  };
  await waitUntil(areEqual).catch(() => Promise.reject(new Error(`the nodes differ in ${different}`)));
  return paths[0]!;
}

function hashTables(path: string): Record<string, string> {
  const client = new Database(path, { readonly: true });
  const names = client.prepare("select name from sqlite_schema where type = 'table' and rootpage > 0").pluck().all();
  const hashes = (names as string[]).map((name): [string, string] => {
    const hash = createHash('sha256');
    for (const row of client.prepare(`select * from "${name}"`).raw().iterate()) hash.update(JSON.stringify(row));
    return [name, hash.digest('hex')];
  });
  client.close();
  return Object.fromEntries(hashes);
}
