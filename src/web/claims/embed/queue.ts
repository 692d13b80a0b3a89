/** Work that takes long, some of it at a time. */
import { Busy } from '../../http/errors.ts';

/** Runs a piece of work when its turn comes. Throws `Busy` at once when too many wait, else what the work throws. */
export type Queue = <T>(work: () => Promise<T>) => Promise<T>;

/** @param bounds how many run at a time, and how many more may wait */
export function createQueue({ atOnce, waiting: most }: { atOnce: number; waiting: number }): Queue {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running < atOnce) running += 1;
    else if (waiting.length < most) await new Promise<void>((begin) => waiting.push(begin));
    else throw new Busy();
    try {
      return await work();
    } finally {
      // The place goes from hand to hand: nobody who comes now is before those who wait.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
