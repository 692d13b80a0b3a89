import pLimit from 'p-limit';
import { Busy } from '../http/errors.ts';

/** Runs work in its turn. Throws `Busy` at once when too much is waiting. */
export function createQueue({ atOnce, waiting }: { atOnce: number; waiting: number }) {
  const limit = pLimit(atOnce);
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (limit.pendingCount >= waiting) throw new Busy();
    return limit(work);
  };
}

/** Each picture takes a thread for 100 to 200 ms. */
export const renderInTurn = createQueue({ atOnce: 2, waiting: 20 });
