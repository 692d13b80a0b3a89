import { accessSync, closeSync, constants, existsSync, openSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/sqlite-proxy';
import { LRUCache } from 'lru-cache';
import * as schema from '../../db/schema.ts';
import { nameDatabase, readAddresses } from './cluster/nodes.ts';
import type { Engine, Write } from './engine.ts';
import { Damaged, isLocked, nameConstraint, Refused, Unwritable, UnusableDatabase } from './errors.ts';
import { createLockQueue } from './lock-queue.ts';

const STATEMENTS_KEPT = 200;

/**
 * Opens the file, or creates it.
 * @param path of the SQLite file; `:memory:` for a temporary database
 * @param create whether to create a missing file
 * @throws UnusableDatabase
 */
export function openClient(path: string, { create = true } = {}): Database.Database {
  checkPath(path, { create });
  let client: Database.Database | undefined;
  try {
    if (path !== ':memory:' && !existsSync(path)) createFile(path);
    client = new Database(path);
    return prepareClient(client);
  } catch (error) {
    client?.close();
    throw new UnusableDatabase(`DATABASE ${path} can't be used: ${(error as Error).message}`, { cause: error });
  }
}

/** Faults of a file that are told at a time. */
const FAULTS = 100;

/** Looks for damaged pages and indexes. */
export const INTEGRITY_CHECK = `pragma integrity_check(${FAULTS})`;

/** What it finds, a line each. @param place where, such as "the file" */
export function describeDamage(place: string, found: readonly string[]): string[] {
  return found.filter((fault) => fault !== 'ok').map((fault) => `${place}: ${fault.split('\n').join(' ')}`);
}

/** What SQLite itself finds wrong with a file, a line each: damaged pages and indexes, and rows that name what is not there. */
export function listFileFaults(client: Database.Database): string[] {
  try {
    const damage = client.prepare(INTEGRITY_CHECK).pluck().all() as string[];
    const dangling = client
      .prepare('select "table", parent, count(*) as count from pragma_foreign_key_check group by 1, 2 limit ?')
      .all(FAULTS) as { table: string; parent: string; count: number }[];
    return [
      ...describeDamage('the file', damage),
      ...dangling.map(({ table, parent, count }) => `the file: ${count} of ${table} name what is not in ${parent}`),
    ];
  } catch (error) {
    return [`the file: ${(error as Error).message}`];
  }
}

/** Makes every index anew from the rows. @throws SqliteError where the rows can't be read either */
export function rebuildIndexes(client: Database.Database): void {
  client.exec('reindex');
}

/** Opens a file that another connection of ours has brought to the newest schema, to read alone. */
export function openReadingClient(path: string): Database.Database {
  return new Database(path, { readonly: true });
}

/** For its owner alone: it has what is not published. SQLite gives its side files the same mode. */
export function createFile(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch {
    // SQLite says what is wrong with it.
  }
}

/** Gives the reason that SQLite hides behind "unable to open database file". @throws UnusableDatabase */
export function checkPath(path: string, { create = true } = {}): void {
  if (path === ':memory:') return;
  if (readAddresses(path)) {
    throw new UnusableDatabase(
      `DATABASE ${nameDatabase(path)} can't be used: this needs a file, and that is a cluster`,
    );
  }
  const folder = dirname(resolve(path));
  if (!existsSync(folder)) throw new UnusableDatabase(`DATABASE ${path} can't be used: there is no folder ${folder}`);
  if (existsSync(path) && statSync(path).isDirectory()) {
    throw new UnusableDatabase(`DATABASE ${path} can't be used: it is a folder`);
  }
  if (!create && !existsSync(path)) throw new UnusableDatabase(`DATABASE ${path} can't be used: there is no such file`);
  // SQLite's side files too: a command run by another user may have left them.
  for (const place of [folder, path, `${path}-wal`, `${path}-shm`].filter((place) => existsSync(place))) {
    try {
      accessSync(place, constants.R_OK | constants.W_OK);
    } catch {
      throw new UnusableDatabase(`DATABASE ${path} can't be used: ${place} is not writable`);
    }
  }
}

/** Sets what each connection needs. FULL is set explicitly because better-sqlite3 opens a WAL file as NORMAL. */
export function prepareClient(client: Database.Database): Database.Database {
  client.pragma('journal_mode = WAL');
  client.pragma('synchronous = FULL');
  client.pragma('foreign_keys = ON');
  client.pragma('busy_timeout = 5000');
  // Of 16 MB. With SQLite's 2 MB a large commit writes the pages of its many indexes again and again.
  client.pragma('cache_size = -16000');
  return client;
}

/**
 * The engine over better-sqlite3, which is synchronous. Drizzle is given a way to the database that may wait, so that every
 * query can: see `lock-queue.ts`. Closing writes the WAL back to the file.
 * @param patience in milliseconds: how long a query is tried while another program holds a lock
 */
export function createLocalEngine(client: Database.Database, { patience }: { patience?: number } = {}): Engine {
  // Only opening the file may wait inside of SQLite: then there is nobody to answer.
  client.pragma('busy_timeout = 0');
  const queue = createLockQueue(patience);
  const prepared = new LRUCache<string, Database.Statement<unknown[], unknown[]>>({ max: STATEMENTS_KEPT });
  const prepare = (sql: string) => {
    const known = prepared.get(sql);
    if (known) return known;
    const statement = client.prepare<unknown[], unknown[]>(sql);
    prepared.set(sql, statement.reader ? statement.raw() : statement);
    return statement;
  };
  /** Null where the schema, which is read for it, is locked. */
  const prepareAtOnce = (sql: string) => {
    try {
      return prepare(sql);
    } catch (error) {
      if (isLocked(error)) return null;
      throw error;
    }
  };
  const query = (sql: string, params: unknown[], method: Method): QueryResult => {
    try {
      const statement = prepare(sql);
      if (!statement.reader) return { rows: [], ...statement.run(...params) };
      return { rows: (method === 'get' ? statement.get(...params) : statement.all(...params)) as unknown[] };
    } catch (error) {
      throw nameDamage(error);
    }
  };
  const othersCommits = client.prepare<[], number>('pragma data_version').pluck();
  // SQLite's number counts the commits of other connections alone.
  let ours = 0;
  const run = client.transaction((writes: readonly Write[]) => {
    for (const write of writes) {
      const { sql, params } = write.toSQL();
      prepare(sql).run(...params);
    }
  });
  return {
    db: drizzle(
      async (sql, params: unknown[], method) => {
        // Without waiting, so that what is asked for together is read together.
        const { readonly } = prepareAtOnce(sql) ?? (await queue.read(() => prepare(sql)));
        if (readonly) return queue.read(() => query(sql, params, method));
        return queue.write(() => {
          ours += 1;
          try {
            return query(sql, params, method);
          } catch (error) {
            throw nameWriteFailure(error);
          }
        });
      },
      { schema },
    ),
    commit: (writes) =>
      queue.write(() => {
        ours += 1;
        try {
          run.immediate(writes);
        } catch (error) {
          throw nameError(nameWriteFailure(error));
        }
      }),
    countCommits: () => {
      try {
        return ours + othersCommits.get()!;
      } catch {
        // Whatever is wrong, the query that is asked instead meets it too.
        return null;
      }
    },
    close: toPromise(() => {
      try {
        // If another process blocks the checkpoint, it will write the WAL back when it closes.
        if (client.open && !client.memory) client.pragma('wal_checkpoint(TRUNCATE)');
      } catch (error) {
        // On a full disk the WAL stays, with all that was written: whoever opens the file next reads it.
        if (!(error instanceof Database.SqliteError)) throw error;
      }
      client.close();
    }),
  };
}

type Method = 'run' | 'all' | 'values' | 'get';

/** `changes` is what better-auth reads of a write. */
interface QueryResult {
  rows: unknown[];
  changes?: number;
}

/** Does the work synchronously and turns an exception into a rejection. */
function toPromise(work: () => void): () => Promise<void> {
  return () =>
    new Promise((resolve) => {
      work();
      resolve();
    });
}

const DAMAGED = /^SQLITE_(CORRUPT|NOTADB|IOERR_(READ|SHORT_READ|CORRUPTFS|DATA))/;

function nameDamage(error: unknown): unknown {
  const isDamage = error instanceof Database.SqliteError && DAMAGED.test(error.code);
  return isDamage ? new Damaged(`${error.message} (${error.code})`, { cause: error }) : error;
}

const UNWRITABLE = /^SQLITE_(FULL|READONLY|IOERR|CANTOPEN)/;

function nameWriteFailure(thrown: unknown): unknown {
  const error = nameDamage(thrown);
  const isUnwritable = error instanceof Database.SqliteError && UNWRITABLE.test(error.code);
  return isUnwritable ? new Unwritable(`${error.message} (${error.code})`, { cause: error }) : error;
}

function nameError(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_CONSTRAINT')) return error;
  return nameConstraint(error.message, { cause: error }) ?? new Refused(error.message, { cause: error });
}
