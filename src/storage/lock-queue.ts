/**
 * SQLite has one writer at a time, and waits for it by keeping the thread, which answers everybody here. So nothing waits
 * inside of SQLite: what meets a lock is tried again later.
 */
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { isLocked, Locked } from './errors.ts';

/** In milliseconds: how long a query is tried. An import of thousands of claims holds the lock for seconds. */
const PATIENCE = 10_000;

/** In milliseconds, between two tries. */
const PAUSE = 10;

export interface LockQueue {
  read: <Result>(work: () => Result) => Promise<Result>;
  /** Writes that wait are tried in order, so that none is overtaken for ever. */
  write: <Result>(work: () => Result) => Promise<Result>;
}

interface Waiting {
  /** Returns whether it is done, well or not. */
  attempt: () => boolean;
  giveUp: () => void;
  until: number;
}

/** @param patience in milliseconds; after that `Locked` is thrown, and nothing was written */
export function createLockQueue(patience = PATIENCE): LockQueue {
  const line: Waiting[] = [];

  async function serveLine(): Promise<void> {
    for (let first = line[0]; first; first = line[0]) {
      if (first.attempt()) {
        line.shift();
        await setImmediate();
      } else if (performance.now() >= first.until) {
        line.shift();
        first.giveUp();
      } else await sleep(PAUSE);
    }
  }

  return {
    async read(work) {
      for (const until = performance.now() + patience; ;) {
        try {
          return work();
        } catch (error) {
          if (!isLocked(error)) throw error;
          if (performance.now() >= until) throw new Locked({ cause: error });
        }
        await sleep(PAUSE);
      }
    },

    write: (work) =>
      new Promise((resolve, reject) => {
        const attempt = (): boolean => {
          try {
            resolve(work());
          } catch (error) {
            if (isLocked(error)) return false;
            // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as it was thrown
            reject(error);
          }
          return true;
        };
        if (line.length === 0 && attempt()) return;
        const giveUp = (): void => {
          reject(new Locked());
        };
        if (line.push({ attempt, giveUp, until: performance.now() + patience }) === 1) void serveLine();
      }),
  };
}
