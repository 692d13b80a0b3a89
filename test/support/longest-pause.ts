import { setImmediate } from 'node:timers/promises';

/** How long this thread was held at a stretch while that was done, and how long all of it took, in milliseconds. */
export async function measurePauses(work: () => Promise<unknown>): Promise<{ longest: number; all: number }> {
  const begun = performance.now();
  let [longest, last, isOver] = [0, begun, false];
  const ticking = (async () => {
    while (!isOver) {
      await setImmediate();
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    }
  })();
  await work();
  isOver = true;
  const all = performance.now() - begun;
  await ticking;
  return { longest, all };
}
