import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { createLocalEngine, openClient } from '../../src/storage/better-sqlite3.ts';
import { BrokenMigration, migrate, MIGRATIONS_FOLDER } from '../../src/storage/migrations.ts';
import { createStore, openStore } from '../../src/storage/store.ts';
import { aRecord } from '../support/records.ts';
import { putIn } from '../support/store.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const folder = makeTempFolder();

interface Journal {
  entries: { idx: number; version: string; when: number; tag: string; breakpoints: boolean }[];
}

/** A migrations folder as drizzle-kit lays it out, with these files on top of others. */
function writeMigrations(name: string, files: readonly string[], base?: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, 'meta'), { recursive: true });
  if (base) cpSync(base, path, { recursive: true });
  const journal: Journal = base
    ? (JSON.parse(readFileSync(join(base, 'meta/_journal.json'), 'utf8')) as Journal)
    : { entries: [] };
  for (const sql of files) {
    const idx = journal.entries.length;
    const when = (journal.entries.at(-1)?.when ?? 0) + 1000;
    journal.entries.push({ idx, version: '6', when, tag: `${idx}_file`, breakpoints: true });
    writeFileSync(join(path, `${idx}_file.sql`), sql);
  }
  writeFileSync(join(path, 'meta/_journal.json'), JSON.stringify({ version: '7', dialect: 'sqlite', ...journal }));
  return path;
}

function open(name: string): Database.Database {
  return openClient(join(folder, name));
}

const tablesOf = (client: Database.Database): unknown[] =>
  client
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name")
    .pluck()
    .all();

/** All that is in the file, schema and rows. */
function dump(client: Database.Database): unknown {
  const schema = client.prepare('select type, name, sql from sqlite_schema order by type, name').all();
  const rows = tablesOf(client).map((name) => client.prepare(`select * from "${String(name)}"`).all());
  return { schema, rows };
}

const hashFile = (name: string): string =>
  createHash('sha256')
    .update(readFileSync(join(folder, name)))
    .digest('hex');

const FAMILY = `CREATE TABLE parent (id integer PRIMARY KEY, name text) STRICT;
--> statement-breakpoint
CREATE TABLE child (id integer PRIMARY KEY, parent_id integer NOT NULL REFERENCES parent(id) ON DELETE CASCADE) STRICT;
--> statement-breakpoint
INSERT INTO parent VALUES (1, 'one'), (2, 'two');
--> statement-breakpoint
INSERT INTO child VALUES (10, 1), (20, 2), (21, 2);`;

/** What drizzle-kit generates when a column gets a constraint. */
const REBUILD = `PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE \`__new_parent\` (id integer PRIMARY KEY, name text NOT NULL) STRICT;
--> statement-breakpoint
INSERT INTO \`__new_parent\`("id", "name") SELECT "id", "name" FROM \`parent\`;--> statement-breakpoint
DROP TABLE \`parent\`;--> statement-breakpoint
ALTER TABLE \`__new_parent\` RENAME TO \`parent\`;--> statement-breakpoint
PRAGMA foreign_keys=ON;`;

describe('migrating an empty file', () => {
  test('an empty file is migrated to the newest schema, and a second time nothing changes', () => {
    const client = open('twice.sqlite');
    expect(migrate(client)).toBe(readdirSync(MIGRATIONS_FOLDER).filter((name) => name.endsWith('.sql')).length);
    const before = dump(client);
    const changes = client.prepare('select total_changes()').pluck();
    const count = changes.get();
    expect(migrate(client)).toBe(0);
    expect(dump(client)).toEqual(before);
    expect(changes.get()).toBe(count);
    client.close();
  });
});

describe('pending migrations', () => {
  test('pending migrations run in order after those that have run', () => {
    const client = open('steps.sqlite');
    const first = writeMigrations('steps-1', [FAMILY]);
    expect(migrate(client, first)).toBe(1);
    expect(migrate(client, writeMigrations('steps-2', [REBUILD, 'CREATE TABLE third (id integer)'], first))).toBe(2);
    expect(tablesOf(client)).toEqual(['__drizzle_migrations', 'child', 'parent', 'third']);
    client.close();
  });

  test('a failing migration takes back those before it', () => {
    const client = open('fails.sqlite');
    const before = dump(client);
    const migrations = writeMigrations('fails', [FAMILY, 'INSERT INTO nowhere VALUES (1)']);
    expect(() => migrate(client, migrations)).toThrow(BrokenMigration);
    expect(() => migrate(client, migrations)).toThrow(
      `DATABASE ${client.name} can't be brought to the newest schema: a migration fails: no such table: nowhere`,
    );
    expect(dump(client)).toEqual(before);
    expect(client.inTransaction).toBe(false);
    expect(client.pragma('foreign_keys', { simple: true })).toBe(1);
    client.close();
  });

  test('an older program refuses a database that a newer one migrated', () => {
    const client = open('newer.sqlite');
    const older = writeMigrations('older', [FAMILY]);
    migrate(client, writeMigrations('newer', [REBUILD], older));
    const before = dump(client);
    expect(() => migrate(client, older)).toThrow(/a newer version of Hearsay wrote it/);
    expect(dump(client)).toEqual(before);
    client.close();
  });

  test('migrating does not wait for a lock when nothing is pending', () => {
    const [writer, other] = [open('busy.sqlite'), open('busy.sqlite')];
    migrate(writer);
    other.pragma('busy_timeout = 0');
    writer.exec('begin immediate');
    expect(migrate(other)).toBe(0);
    writer.exec('rollback');
    writer.close();
    other.close();
  });
});

describe('foreign keys', () => {
  test('the rows of a cascading child are kept when its parent table is rebuilt', () => {
    const client = open('rebuild.sqlite');
    const first = writeMigrations('rebuild-1', [FAMILY]);
    migrate(client, first);
    migrate(client, writeMigrations('rebuild-2', [REBUILD], first));
    expect(client.prepare('select id, parent_id from child order by id').raw().all()).toEqual([
      [10, 1],
      [20, 2],
      [21, 2],
    ]);
    expect(client.prepare('select name from parent order by id').pluck().all()).toEqual(['one', 'two']);
    // The rebuilt table is the one that is referred to, and keys are watched again.
    expect(() => client.exec('insert into child values (30, 3)')).toThrow('FOREIGN KEY');
    client.exec('delete from parent where id = 2');
    expect(client.prepare('select id from child').pluck().all()).toEqual([10]);
    client.close();
  });

  test('a migration that breaks a foreign key leaves the file as it was, byte for byte', () => {
    const client = open('broken.sqlite');
    const first = writeMigrations('broken-1', [FAMILY]);
    migrate(client, first);
    client.close();
    const before = hashFile('broken.sqlite');

    const again = open('broken.sqlite');
    const loses = writeMigrations(
      'broken-2',
      [`${REBUILD}--> statement-breakpoint\nDELETE FROM parent WHERE id = 2`],
      first,
    );
    expect(() => migrate(again, loses)).toThrow(BrokenMigration);
    expect(() => migrate(again, loses)).toThrow('2 broken references, first from child to parent');
    expect(again.pragma('foreign_keys', { simple: true })).toBe(1);
    again.close();
    expect(hashFile('broken.sqlite')).toBe(before);
  });
});

describe('rebuilding tables', () => {
  // Triggers of other tables name some of them, and a rename looks at those: hence legacy_alter_table.
  test.each(['attribution', 'statement', 'source', 'document_text', 'claim', 'claim_source'])(
    'the data survives a rebuild of the table %s',
    async (table) => {
      const client = open(`ours-${table}.sqlite`);
      migrate(client);
      const store = createStore(createLocalEngine(client));
      await putIn(store, aRecord('rebuilt', 'ians->tass->council ians->yonhap->tass', { seen: 'ians->tass' }));
      const loaded = await store.claims.load(1);
      const { sql } = client.prepare('select sql from sqlite_schema where name = ?').get(table) as { sql: string };
      const rebuild = [
        sql.replace(`\`${table}\``, `\`__new_${table}\``).replaceAll(`"${table}".`, ''),
        `INSERT INTO __new_${table} SELECT * FROM ${table}`,
        `DROP TABLE ${table}`,
        'PRAGMA legacy_alter_table = ON',
        `ALTER TABLE __new_${table} RENAME TO ${table}`,
      ].join(';\n--> statement-breakpoint\n');
      expect(migrate(client, writeMigrations(`ours-${table}`, [rebuild], MIGRATIONS_FOLDER))).toBe(1);
      expect(await createStore(createLocalEngine(client)).claims.load(1)).toEqual(loaded);
      expect(client.pragma('legacy_alter_table', { simple: true })).toBe(0);
      client.close();
    },
  );
});

describe('connections', () => {
  test('every connection enforces foreign keys, waits for locks and syncs every write', async () => {
    const path = join(folder, 'pragmas.sqlite');
    await (await openStore(path)).close();
    // better-sqlite3 opens a file that is in WAL mode already as NORMAL: the second time is the test.
    for (const client of [openClient(path), openClient(path)]) {
      migrate(client);
      const read = (name: string): unknown => client.pragma(name, { simple: true });
      expect(read('journal_mode')).toBe('wal');
      expect(read('synchronous')).toBe(2);
      expect(read('foreign_keys')).toBe(1);
      expect(read('busy_timeout')).toBe(5000);
      client.close();
    }
  });

  test('closing the store leaves a single file', async () => {
    const store = await openStore(join(folder, 'closed.sqlite'));
    await putIn(store, aRecord('kept', 'ians->tass'));
    await store.close();
    expect(readdirSync(folder).filter((name) => name.startsWith('closed.sqlite'))).toEqual(['closed.sqlite']);
    const again = await openStore(join(folder, 'closed.sqlite'));
    expect(await again.claims.countAll()).toBe(1);
    await again.close();
  });
});
