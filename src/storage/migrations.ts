import type Database from 'better-sqlite3';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { fileURLToPath } from 'node:url';

export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../db/migrations', import.meta.url));

/** The database can't be brought to this program's schema; nothing was changed. The message is one line. */
export class BrokenMigration extends Error {
  override name = 'BrokenMigration';
  /** @param database as messages name it */
  constructor(database: string, reason: string, options?: ErrorOptions) {
    super(`DATABASE ${database} can't be brought to the newest schema: ${reason}`, options);
  }
}

export type MigrationFile = ReturnType<typeof readMigrationFiles>[number];

export const JOURNAL =
  'create table if not exists __drizzle_migrations (id integer primary key, hash text not null, created_at numeric)';

export function readFiles(folder: string = MIGRATIONS_FOLDER): MigrationFile[] {
  return readMigrationFiles({ migrationsFolder: folder });
}

/**
 * @param last when the newest of the applied migrations was made; null for none
 * @throws BrokenMigration when a newer program made it: this one would not maintain what the newer schema needs
 */
export function choosePending(
  files: readonly MigrationFile[],
  last: number | null,
  database: string,
): readonly MigrationFile[] {
  if (last === null) return files;
  if (files.every((file) => file.folderMillis < last)) {
    throw new BrokenMigration(database, 'a newer version of Hearsay wrote it; start that version, or use a backup');
  }
  return files.filter((file) => file.folderMillis > last);
}

/**
 * Applies all pending migrations, or none when one fails.
 *
 * Drizzle's own migrator runs the files inside a transaction, where `PRAGMA foreign_keys = OFF` has no effect, so
 * rebuilding a table would empty tables that cascade from it. Here foreign keys are switched off before the transaction
 * begins and checked before it ends. The table of applied migrations is Drizzle's.
 * @returns how many migrations were applied
 * @throws BrokenMigration when a migration fails or leaves dangling references, or when a newer program wrote the file
 */
export function migrate(client: Database.Database, folder: string = MIGRATIONS_FOLDER): number {
  const files = readFiles(folder);
  // Take no lock when there is nothing to do: another process may hold it for long.
  if (listPending(client, files).length === 0) return 0;
  client.pragma('foreign_keys = OFF');
  try {
    return client.transaction(() => applyPending(client, files)).immediate();
  } finally {
    client.pragma('foreign_keys = ON');
    // Migrations that rebuild a table turn it on, because renaming fails while other tables' triggers name the table.
    client.pragma('legacy_alter_table = OFF');
  }
}

/** Whether the file has the newest schema. @throws BrokenMigration when a newer program wrote it */
export function isUpToDate(client: Database.Database, folder: string = MIGRATIONS_FOLDER): boolean {
  return listPending(client, readFiles(folder)).length === 0;
}

/** The newest migration that was applied, by its time; null for a file that none was applied to. */
export function readSchemaVersion(client: Database.Database): number | null {
  const noted = client.prepare("select 1 from sqlite_schema where name = '__drizzle_migrations'").get() !== undefined;
  if (!noted) return null;
  return client.prepare('select max(created_at) from __drizzle_migrations').pluck().get() as number | null;
}

function listPending(client: Database.Database, files: readonly MigrationFile[]): readonly MigrationFile[] {
  const last = readSchemaVersion(client);
  return last === null ? files : choosePending(files, last, client.name);
}

function applyPending(client: Database.Database, files: readonly MigrationFile[]): number {
  client.exec(JOURNAL);
  const pending = listPending(client, files);
  for (const file of pending) applyFile(client, file);
  const broken = client.pragma('foreign_key_check') as { table: string; parent: string }[];
  if (broken[0]) {
    const { table, parent } = broken[0];
    const count = `${broken.length} broken ${broken.length === 1 ? 'reference' : 'references'}`;
    throw new BrokenMigration(client.name, `a migration leaves ${count}, first from ${table} to ${parent}`);
  }
  return pending.length;
}

function applyFile(client: Database.Database, { sql, hash, folderMillis }: MigrationFile): void {
  try {
    for (const statement of sql) client.exec(statement);
  } catch (error) {
    throw new BrokenMigration(client.name, `a migration fails: ${(error as Error).message}`, { cause: error });
  }
  client.prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)').run(hash, folderMillis);
}
