/** Backups of the served file: made in a thread, since copying keeps it until it is done. */
import { accessSync, constants, existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import { ConfigError, type Config } from './config.ts';
import { isCopyDue, listCopies, type Copy } from './storage/backups/copies.ts';
import { readAddresses } from './storage/cluster/nodes.ts';
import type { Backups } from './web/http/route.ts';

const MINUTE = 60_000;

/**
 * @returns null where no folder is set
 * @throws ConfigError where there is no such folder, or it can't be written
 */
export function createBackups(config: Config, log: Logger, clock = () => new Date()): Backups | null {
  const { database, backupDir, backupKeep } = config;
  if (backupDir === null) return null;
  if (database === ':memory:' || readAddresses(database) !== null) {
    throw new ConfigError('BACKUP_DIR needs a DATABASE that is a file');
  }
  checkFolder(backupDir);
  let running: Promise<void> | null = null;
  let failure: { at: Date; message: string } | null = null;

  async function makeOne(): Promise<void> {
    const at = clock();
    try {
      const { name, size } = await copyInThread({ database, folder: backupDir!, keep: backupKeep, at });
      failure = null;
      log.info({ size }, `made the backup ${name}`);
    } catch (error) {
      failure = { at, message: (error as Error).message };
      log.error({ err: error }, 'the backup failed');
    }
  }

  return {
    list: () => listCopies(backupDir),
    make: () => (running ??= makeOne().finally(() => (running = null))),
    readState: () => ({ isRunning: running !== null, failure }),
  };
}

function checkFolder(folder: string): void {
  if (!existsSync(folder)) throw new ConfigError(`BACKUP_DIR ${folder} can't be used: there is no such folder`);
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    throw new ConfigError(`BACKUP_DIR ${folder} can't be used: it is not a writable folder`);
  }
}

/** Makes a backup whenever the newest is older than that; looks each minute, so that one that failed is tried again. */
export function startSchedule(backups: Backups, every: number, clock = () => new Date()): NodeJS.Timeout | null {
  if (every === 0) return null;
  const look = (): void => {
    if (isCopyDue(listSafely(backups), every * MINUTE, clock())) void backups.make();
  };
  look();
  return setInterval(look, MINUTE).unref();
}

/** Where the folder is gone, making a backup says so. */
function listSafely(backups: Backups): readonly Copy[] {
  try {
    return backups.list();
  } catch {
    return [];
  }
}

/** What the thread is told, and answers. */
export interface CopyOrder {
  database: string;
  folder: string;
  keep: number;
  at: Date;
}
export type CopyAnswer = { ok: true; copy: Copy } | { ok: false; message: string };

function copyInThread(order: CopyOrder): Promise<Copy> {
  const worker = new Worker(new URL('backup-thread.js', import.meta.url), { workerData: order, execArgv: [] });
  // It keeps no process that wants to end: what it leaves unfinished the next one removes.
  worker.unref();
  return new Promise((resolve, reject) => {
    worker.once('message', (answer: CopyAnswer) => {
      if (answer.ok) resolve(answer.copy);
      else reject(new Error(answer.message));
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the thread that copies ended')));
  });
}
