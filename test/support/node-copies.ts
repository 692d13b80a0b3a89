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
  let fault = '';
  const areEqual = async (): Promise<boolean> => {
    const files = await Promise.all(nodes.map(({ url }) => fetch(`${url}/db/backup?noleader`)));
    const failed = files.find(({ ok }) => !ok);
    if (failed) {
      fault = `a node gives no backup: ${failed.status} ${await failed.text()}`;
      return false;
    }
    const tables = await Promise.all(
      files.map(async (file, i) => {
        writeFileSync(paths[i]!, new Uint8Array(await file.arrayBuffer()));
        return hashTables(paths[i]!);
      }),
    );
    const names = Object.keys(tables[0]!).filter((name) => tables.some((one) => one[name] !== tables[0]![name]));
    fault = `the nodes differ in ${names.join()}`;
    return names.length === 0;
  };
  await waitUntil(areEqual).catch((error: unknown) => {
    throw new Error(fault, { cause: error });
  });
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
