/**
 * Copies of a SQLite file that is served meanwhile. `VACUUM INTO` reads one state in one go, however much is written; the online
 * backup, which the shell's `.backup` uses, begins again with every write of another process.
 */
import {
  closeSync,
  createWriteStream,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import Database from 'better-sqlite3';
import { checkPath, createFile, openReadingClient } from '../better-sqlite3.ts';
import type { Nodes } from '../cluster/nodes.ts';
import { readSchemaVersion } from '../migrations.ts';

/** No copy was made or restored, and nothing was changed. The message is one line. */
export class CopyError extends Error {
  override name = 'CopyError';
}

/** A copy in the folder of backups. */
export interface Copy {
  name: string;
  /** In bytes. */
  size: number;
  madeAt: Date;
}

/**
 * Copies a database. The target has its name when the copy is whole, was read for damage and lies on the disk; until then it is
 * `TARGET.PID.unfinished`, which the next run removes where this one is killed. Keeps its thread until it is done.
 * @param target a copy of before is replaced
 * @returns the size, in bytes
 * @throws CopyError; UnusableDatabase where there is no database
 */
export function makeCopy(database: string, target: string): number {
  checkPath(database, { create: false });
  if (existsSync(target) && realpathSync(target) === realpathSync(database)) {
    throw new CopyError(`${target} is the database itself`);
  }
  const unfinished = beginCopy(target);
  try {
    writeCopy(database, unfinished);
    putInPlace(unfinished, target);
    return statSync(target).size;
  } catch (error) {
    throw endCopy(database, target, error);
  }
}

/**
 * The same of a cluster, as its leader has it.
 * @throws CopyError
 */
export async function copyCluster(nodes: Nodes, target: string): Promise<number> {
  const unfinished = beginCopy(target);
  const name = nodes.names.join(', ');
  try {
    createFile(unfinished);
    await pipeline(Readable.fromWeb((await nodes.download()) as Download), createWriteStream(unfinished));
    leaveWal(unfinished);
    checkCopied(unfinished, name);
    putInPlace(unfinished, target);
    return statSync(target).size;
  } catch (error) {
    throw endCopy(name, target, error);
  }
}

/** Nodes keep theirs in WAL mode, which needs files beside it. */
function leaveWal(path: string): void {
  const client = new Database(path);
  try {
    client.pragma('journal_mode = DELETE');
  } finally {
    client.close();
  }
}

/** What `fetch` gives, by the other of its two names. */
type Download = Parameters<typeof Readable.fromWeb>[0];

/** @returns the path at which the copy is to be made */
function beginCopy(target: string): string {
  refuseTarget(target);
  removeUnfinished(dirname(resolve(target)));
  return nameUnfinished(target);
}

/** Removes what there is of a copy. @returns what to throw */
function endCopy(database: string, target: string, error: unknown): CopyError {
  rmSync(nameUnfinished(target), { force: true });
  if (error instanceof CopyError) return error;
  return new CopyError(`${database} can't be copied to ${target}: ${(error as Error).message}`, { cause: error });
}

/** In milliseconds: another process may be about to recover the file. It is waited for in SQLite, since nobody else waits here. */
const PATIENCE = 10_000;

/** Copies a database into a file that is not there yet, and compares: same schema, no damage. */
export function writeCopy(database: string, path: string): void {
  createFile(path);
  const client = openReadingClient(database);
  let version: number | null;
  try {
    client.pragma(`busy_timeout = ${PATIENCE}`);
    version = readSchemaVersion(client);
    if (version === null) throw new CopyError(`${database} is no database of Hearsay`);
    client.prepare('vacuum into ?').run(path);
  } finally {
    client.close();
  }
  if (checkCopied(path, database) !== version) throw new CopyError(`the copy of ${database} has another schema`);
}

/** @returns the schema's version @throws CopyError for damage, and what is no database of ours */
function checkCopied(path: string, database: string): number {
  const copied = new Database(path, { readonly: true });
  try {
    const fault = copied.pragma('quick_check(1)', { simple: true });
    if (fault !== 'ok') throw new CopyError(`the copy of ${database} is damaged: ${String(fault)}`);
    const version = readSchemaVersion(copied);
    if (version === null) throw new CopyError(`${database} is no database of Hearsay`);
    return version;
  } finally {
    copied.close();
  }
}

/** Gives a whole file its name, once it would survive a power cut. */
export function putInPlace(path: string, target: string): void {
  flush(path);
  renameSync(path, target);
  flush(dirname(resolve(target)));
}

function flush(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** What SQLite keeps beside a file that is open tells of a database in use: a copy is no place for another. */
function refuseTarget(target: string): void {
  const folder = dirname(resolve(target));
  if (!existsSync(folder)) throw new CopyError(`there is no folder ${folder}`);
  if (!existsSync(target)) return;
  if (!statSync(target).isFile()) throw new CopyError(`${target} is not a file`);
  if (existsSync(`${target}-wal`) || existsSync(`${target}-journal`)) {
    throw new CopyError(`${target} is in use as a database`);
  }
}

export const nameUnfinished = (target: string): string => `${target}.${process.pid}.unfinished`;

const UNFINISHED = /\.(\d+)\.unfinished(?:-(?:journal|wal|shm))?$/;

/** Removes what runs that were killed have left in a folder. */
export function removeUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = Number(UNFINISHED.exec(name)?.[1]);
    if (pid > 0 && (pid === process.pid || !isRunning(pid))) rmSync(join(folder, name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const NAME = /^hearsay-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.sqlite$/;

/** What a copy of this time is called in a folder of many. */
export function nameCopy(at: Date): string {
  return `hearsay-${at.toISOString().replace(/[-:]|\.\d+/g, '')}.sqlite`;
}

/** The copies in a folder, the newest first. */
export function listCopies(folder: string): Copy[] {
  return readdirSync(folder)
    .flatMap((name) => {
      const madeAt = readTime(name);
      return madeAt === null ? [] : [{ name, size: statSync(join(folder, name)).size, madeAt }];
    })
    .sort((a, b) => b.madeAt.getTime() - a.madeAt.getTime());
}

function readTime(name: string): Date | null {
  const [, year, month, day, hour, minute, second] = NAME.exec(basename(name)) ?? [];
  return year === undefined ? null : new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** Whether none is younger. One of a later time was made before the clock was set back, and doesn't count. */
export function isCopyDue(copies: readonly Copy[], every: number, now: Date): boolean {
  return !copies.some(({ madeAt }) => madeAt <= now && now.getTime() - madeAt.getTime() < every);
}

/** Makes a copy in a folder of many, and removes the oldest beyond `keep`, never the new one. */
export function addCopy(database: string, folder: string, keep: number, now: Date): Copy {
  const name = nameCopy(now);
  const size = makeCopy(database, join(folder, name));
  const others = listCopies(folder).filter((copy) => copy.name !== name);
  for (const old of others.slice(keep - 1)) rmSync(join(folder, old.name), { force: true });
  return { name, size, madeAt: readTime(name)! };
}
