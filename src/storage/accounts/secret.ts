import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/** In characters. */
export const SHORTEST_SECRET = 32;

/** The secret's file can't be used. The message names the file and the reason, never the content. */
export class UnusableSecret extends Error {
  override name = 'UnusableSecret';
}

export function makeSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * The secret of a database, created once in a file beside it that only its owner may read. A database in memory gets a
 * temporary one.
 * @throws UnusableSecret
 */
export function keepSecret(database: string): { value: string; isNew: boolean } {
  if (database === ':memory:') return { value: makeSecret(), isNew: true };
  const path = `${database}.secret`;
  let isNew = true;
  try {
    // `wx`: two processes that start at once agree on the first one's secret.
    writeFileSync(path, `${makeSecret()}\n`, { flag: 'wx', mode: 0o600, flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      // On a full disk it is there, empty, and would be taken for the secret of the next start.
      rmSync(path, { force: true });
      throw refuse(path, (error as Error).message, error);
    }
    isNew = false;
  }
  return { value: readSecret(path), isNew };
}

function readSecret(path: string): string {
  let secret: string;
  try {
    secret = readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw refuse(path, (error as Error).message, error);
  }
  if (secret.length < SHORTEST_SECRET) {
    throw refuse(path, `it has fewer than ${SHORTEST_SECRET} characters; remove it, and another is made`);
  }
  return secret;
}

function refuse(path: string, reason: string, cause?: unknown): UnusableSecret {
  return new UnusableSecret(`The secret ${path} can't be used: ${reason}`, { cause });
}
