/** Migrations of a cluster. Each is replicated like any other write. */
import { BrokenMigration, choosePending, JOURNAL, readFiles, type MigrationFile } from '../migrations.ts';
import { UnusableDatabase } from '../errors.ts';
import type { Nodes, BoundSql } from './nodes.ts';

/**
 * Applies all pending migrations in one transaction. Where several servers start at once, one of them does.
 * @returns how many migrations were applied
 * @throws BrokenMigration when one fails, needs foreign keys off, or a newer program made the newest of those applied;
 * UnusableDatabase when the cluster does not answer, or a node does not check foreign keys
 */
export async function migrateCluster(nodes: Nodes, folder?: string): Promise<number> {
  const name = nodes.names.join(', ');
  await checkForeignKeys(nodes);
  const files = readFiles(folder);
  const pending = await listPending(nodes, files, name);
  if (pending.length === 0) return 0;
  refuseRebuilds(pending, name);
  const attempt = await nodes.execute([write(JOURNAL), ...pending.flatMap(planFile)]);
  const failure =
    attempt.kind === 'answered' ? attempt.results.find(({ error }) => error !== null)?.error : attempt.reason;
  if (failure === undefined) return pending.length;
  // Another server may have been faster, or an answer was lost.
  if ((await listPending(nodes, files, name)).length === 0) return pending.length;
  throw new BrokenMigration(name, `a migration fails: ${failure}`);
}

/** Whether the cluster has the newest schema. @throws BrokenMigration when a newer program wrote it; UnusableDatabase */
export async function isClusterUpToDate(nodes: Nodes): Promise<boolean> {
  return (await listPending(nodes, readFiles(), nodes.names.join(', '))).length === 0;
}

async function checkForeignKeys(nodes: Nodes): Promise<void> {
  for (const name of nodes.names) {
    const rows = await nodes.queryNode(name, write('pragma foreign_keys'));
    if (rows && rows[0]?.[0] !== 1) {
      throw new UnusableDatabase(
        `DATABASE ${name} can't be used: start its rqlited with -fk, which checks foreign keys`,
      );
    }
  }
}

async function listPending(
  nodes: Nodes,
  files: readonly MigrationFile[],
  name: string,
): Promise<readonly MigrationFile[]> {
  const [table] = await read(nodes, "select 1 from sqlite_schema where name = '__drizzle_migrations'", name);
  if (!table) return files;
  const [row] = await read(nodes, 'select max(created_at) from __drizzle_migrations', name);
  return choosePending(files, row![0] as number | null, name);
}

async function read(nodes: Nodes, sql: string, name: string): Promise<unknown[][]> {
  const attempt = await nodes.query([write(sql)], 'weak');
  if (attempt.kind !== 'answered') {
    throw new UnusableDatabase(`DATABASE ${name} can't be used: no leader of the cluster answers (${attempt.reason})`);
  }
  const { rows, error } = attempt.results[0]!;
  if (error !== null) throw new UnusableDatabase(`DATABASE ${name} can't be used: ${error}`);
  return rows ?? [];
}

function write(sql: string, ...params: readonly unknown[]): BoundSql {
  return { sql, params };
}

function planFile({ sql, hash, folderMillis }: MigrationFile): BoundSql[] {
  const journal = write('insert into __drizzle_migrations (hash, created_at) values (?, ?)', hash, folderMillis);
  return [...sql.map((text) => write(text)), journal];
}

/** Foreign keys can't be switched off in a transaction, and rebuilding a table with them empties those that refer to it. */
function refuseRebuilds(files: readonly MigrationFile[], name: string): void {
  if (!files.some(({ sql }) => sql.some((text) => /^\s*pragma\b/im.test(text)))) return;
  throw new BrokenMigration(
    name,
    'a migration rebuilds a table, which a cluster can’t do: take a backup from the cluster, run “npm run migrate” on that ' +
      'file, and load it into the cluster again',
  );
}
