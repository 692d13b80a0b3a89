import { describe, expect, it } from 'vitest';
import { createQueue } from '../../../src/web/claims/picture-queue.ts';
import { Busy } from '../../../src/web/http/errors.ts';

describe('the queue of long work', () => {
  it('long work is done some at a time in turn, and refused when too much waits', async () => {
    const run = createQueue({ atOnce: 2, waiting: 2 });
    const ends: (() => void)[] = [];
    const begun: number[] = [];
    const work = (number: number) => () => {
      begun.push(number);
      return new Promise<number>((resolve) => ends.push(() => resolve(number)));
    };
    const done = [1, 2, 3, 4].map((number) => run(work(number)));
    await expect(run(work(5))).rejects.toThrow(Busy);
    expect(begun).toEqual([1, 2]);
    ends[1]!();
    expect(await done[1]).toBe(2);
    expect(begun).toEqual([1, 2, 3]);
    ends[0]!();
    expect(await done[0]).toBe(1);
    expect(begun).toEqual([1, 2, 3, 4]);
    for (const end of ends) end();
    expect(await Promise.all(done)).toEqual([1, 2, 3, 4]);
  });

  it('long work that fails makes room for the next', async () => {
    const run = createQueue({ atOnce: 1, waiting: 1 });
    const failed = run(() => Promise.reject(new Error('no')));
    const next = run(() => Promise.resolve('yes'));
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('yes');
    expect(await run(() => Promise.resolve('again'))).toBe('again');
  });
});
