import { existsSync, realpathSync } from 'node:fs';
import { ConfigError, readConfig, type Config } from '../config.ts';
import { writeStamp } from '../model/dates.ts';
import { CopyError } from '../storage/backups/copies.ts';
import { isPassing, UnusableDatabase, withoutQuery } from '../storage/errors.ts';
import { BrokenMigration } from '../storage/migrations.ts';
import { openStore, type Store } from '../storage/store.ts';

/** The message is for whoever called the command. */
export class CommandError extends Error {
  override name = 'CommandError';
}

export type Task = (store: Store, config: Config) => Promise<void>;

/**
 * Runs a command over the store and closes it whatever happens. Exit status 1 when the command failed.
 * @param understand parses the arguments before anything is opened, and returns the task
 * @param create whether a missing database is created; one that is only read from has to be there
 */
export async function runCommand(
  understand: () => Task,
  { env = process.env, create = true }: { env?: NodeJS.ProcessEnv; create?: boolean } = {},
): Promise<void> {
  try {
    const task = understand();
    const config = readConfig(env);
    const store = await openStore(config.database, { create });
    try {
      await task(store, config);
    } finally {
      await store.close();
    }
  } catch (error) {
    reportFailure(error);
  }
}

const EXPECTED_ERRORS = [CommandError, ConfigError, CopyError, UnusableDatabase, BrokenMigration];

/** One line for what the caller can fix, the whole error with its stack for anything else. */
export function reportFailure(error: unknown): void {
  process.stderr.write(`${writeFailure(error)}\n`);
  process.exitCode = 1;
}

function writeFailure(thrown: unknown): string {
  const error = withoutQuery(thrown);
  const { code, message, stack } = error as Error & { code?: unknown };
  if (EXPECTED_ERRORS.some((kind) => error instanceof kind)) return message;
  if (typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS_')) return message;
  if (isPassing(error)) return `DATABASE can't be used: ${message}`;
  if (typeof code === 'string' && code.startsWith('SQLITE_')) return `DATABASE can't be used: ${message} (${code})`;
  return stack ?? String(error);
}

/** Whether a module is the program itself, and not imported by it. */
export function isProgram({ filename }: ImportMeta): boolean {
  // Node names the program as it was called: perhaps by a symbolic link, perhaps without its ending.
  const [, program = ''] = process.argv;
  const path = [program, `${program}.ts`].find((name) => existsSync(name));
  return path !== undefined && realpathSync(path) === filename;
}

export function stampNow(): string {
  return writeStamp(new Date());
}
