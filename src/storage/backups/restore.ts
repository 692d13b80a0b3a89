/** Puts a copy in the place of a database that nobody has open, and keeps what was there. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { checkPath, listFileFaults, openReadingClient } from '../better-sqlite3.ts';
import { isUpToDate } from '../migrations.ts';
import { CopyError, nameCopy, nameUnfinished, putInPlace, removeUnfinished, writeCopy } from './copies.ts';

/**
 * @param target where the database will be; one that is there is kept beside it
 * @returns the path under which that is kept, or null
 * @throws CopyError, UnusableDatabase, BrokenMigration: nothing was changed
 */
export function restoreCopy(copy: string, target: string, now: Date): string | null {
  checkPath(copy, { create: false });
  if (resolve(copy) === resolve(target)) throw new CopyError(`${copy} is the database itself`);
  checkPath(target);
  checkCopy(copy);
  removeUnfinished(dirname(resolve(target)));
  const unfinished = nameUnfinished(target);
  try {
    writeCopy(copy, unfinished);
    if (!existsSync(target)) {
      putInPlace(unfinished, target);
      return null;
    }
    const kept = `${target}.before-${nameCopy(now)}`;
    setAside(target, kept, () => putInPlace(unfinished, target));
    return kept;
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

/** @throws CopyError for damage; BrokenMigration for one that a newer program wrote */
function checkCopy(copy: string): void {
  const client = openReadingClient(copy);
  try {
    const [fault] = listFileFaults(client);
    if (fault !== undefined) throw new CopyError(`${copy} is damaged, and nothing was restored: ${fault}`);
    isUpToDate(client);
  } finally {
    client.close();
  }
}

/**
 * Renames a database with all that it has, while nobody else can open it. Leaving the WAL needs a lock that nobody gets while
 * another process has the file open, idle or not.
 */
function setAside(target: string, kept: string, putNew: () => void): void {
  let client: Database.Database | null = null;
  try {
    client = new Database(target, { timeout: 0 });
    client.pragma('journal_mode = DELETE');
    client.exec('begin exclusive');
  } catch (error) {
    client?.close();
    const { code = '' } = error as { code?: string };
    if (code.startsWith('SQLITE_BUSY')) {
      throw new CopyError(`${target} is open: stop the server and all commands first. Nothing was restored`);
    }
    setUnreadableAside(target, kept);
    client = null;
  }
  if (client) renameSync(target, kept);
  try {
    putNew();
  } catch (error) {
    renameSync(kept, target);
    throw error;
  } finally {
    client?.close();
  }
}

/** A file that SQLite can't read tells nothing of who has it open, but for what lies beside it. */
function setUnreadableAside(target: string, kept: string): void {
  const beside = [`${target}-wal`, `${target}-shm`].filter((path) => existsSync(path));
  if (beside.length > 0) {
    throw new CopyError(
      `${target} can't be read, and may be open: stop the server, move away ${[target, ...beside].join(', ')}, and try again. ` +
        'Nothing was restored',
    );
  }
  renameSync(target, kept);
}
