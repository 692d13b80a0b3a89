import type Database from 'better-sqlite3';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { fileURLToPath } from 'node:url';
import { cutWords } from '../text/folding.ts';
import { fingerprint } from '../text/reuse/fingerprint.ts';

export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../db/migrations', import.meta.url));

/** The database can't be brought to this program's schema. Nothing was changed. The message says it in one line. */
export class BrokenMigration extends Error {
  override name = 'BrokenMigration';
  constructor(client: Database.Database, reason: string, options?: ErrorOptions) {
    super(`DATABASE ${client.name} can't be brought to the newest schema: ${reason}`, options);
  }
}

type MigrationFile = ReturnType<typeof readMigrationFiles>[number];

/**
 * Brings the database to the newest schema: all pending migrations or none.
 *
 * Drizzle's own migrator wraps the files in a transaction, in which `PRAGMA foreign_keys = OFF` does nothing, so a
 * table rebuild would empty tables that cascade. Here foreign keys are off before the transaction begins, and are
 * checked before it ends. The book-keeping is Drizzle's.
 * @returns how many migrations were applied
 * @throws BrokenMigration when one fails or leaves rows that name rows that aren't there, and when the database was
 * written by a newer program
 */
export function migrate(client: Database.Database, folder: string = MIGRATIONS_FOLDER): number {
  const files = readMigrationFiles({ migrationsFolder: folder });
  // The usual case asks for no lock: another process may be writing for long.
  if (listPending(client, files).length === 0) return 0;
  client.pragma('foreign_keys = OFF');
  // What fills a new index calls them: SQLite can't cut Chinese or Thai.
  client.function('cut_words', { deterministic: true }, (text) => cutWords(String(text)).join(' '));
  client.function('fingerprint_text', { deterministic: true }, (text) => JSON.stringify(fingerprint(String(text))));
  try {
    return client.transaction(() => applyPending(client, files)).immediate();
  } finally {
    client.pragma('foreign_keys = ON');
    // A file that rebuilds a table turns it on: a rename would refuse triggers of others that name the table.
    client.pragma('legacy_alter_table = OFF');
  }
}

function listPending(client: Database.Database, files: readonly MigrationFile[]): readonly MigrationFile[] {
  const noted = client.prepare("select 1 from sqlite_schema where name = '__drizzle_migrations'").get() !== undefined;
  if (!noted) return files;
  const last = client.prepare('select max(created_at) from __drizzle_migrations').pluck().get() as number | null;
  if (last === null) return files;
  // After a step back to an older version, the newer one's rules and counters would not be kept any more.
  if (files.every((file) => file.folderMillis < last)) {
    throw new BrokenMigration(client, 'a newer version of Hearsay wrote it; start that version, or use a backup');
  }
  return files.filter((file) => file.folderMillis > last);
}

function applyPending(client: Database.Database, files: readonly MigrationFile[]): number {
  client.exec(
    'create table if not exists __drizzle_migrations (id integer primary key, hash text not null, created_at numeric)',
  );
  const pending = listPending(client, files);
  for (const file of pending) applyFile(client, file);
  const broken = client.pragma('foreign_key_check') as { table: string; parent: string }[];
  if (broken[0]) {
    const { table, parent } = broken[0];
    const count = `${broken.length} broken ${broken.length === 1 ? 'reference' : 'references'}`;
    throw new BrokenMigration(client, `a migration leaves ${count}, first from ${table} to ${parent}`);
  }
  return pending.length;
}

function applyFile(client: Database.Database, { sql, hash, folderMillis }: MigrationFile): void {
  try {
    for (const statement of sql) client.exec(statement);
  } catch (error) {
    throw new BrokenMigration(client, `a migration fails: ${(error as Error).message}`, { cause: error });
  }
  client.prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)').run(hash, folderMillis);
}
