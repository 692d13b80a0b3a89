import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryCache } from '../../../src/web/http/memory-cache.ts';

const of = (length: number) => ({ length });
/** Room for so many things of 1,000 bytes. */
const shelfFor = (things: number) => createMemoryCache<{ length: number }>(things * 2000, ({ length }) => length);

describe('the memory cache', () => {
  it('the memory cache drops what has not been used for longest', () => {
    const shelf = shelfFor(9);
    for (const key of 'abcdefghi') shelf.put(key, of(1000));
    shelf.get('a');
    shelf.put('j', of(1000));
    expect([...'abcdefghij'].filter((key) => shelf.get(key) !== undefined).join('')).toBe('acdefghij');
  });

  it('the memory cache replaces an entry with a later one of the same key', () => {
    const shelf = shelfFor(10);
    shelf.put('a', of(900));
    const later = of(10);
    shelf.put('a', later);
    expect(shelf.get('a')).toBe(later);
    expect(shelf.weigh()).toBe(1010);
  });

  it('the memory cache does not keep an entry that is too large, nor the one before it', () => {
    const shelf = shelfFor(10);
    shelf.put('a', of(1));
    shelf.put('b', of(1));
    shelf.put('a', of(2000));
    expect(shelf.get('a')).toBeUndefined();
    expect(shelf.weigh()).toBe(1001);
  });

  it('the memory cache never exceeds its size and counts what it holds', () => {
    const act = fc.tuple(fc.constantFrom(...'abcdefghijkl'), fc.nat(3000));
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const shelf = shelfFor(10);
        for (const [key, length] of acts) {
          shelf.put(key, of(length));
          expect(shelf.weigh()).toBeLessThanOrEqual(20_000);
        }
        const held = [...'abcdefghijkl'].flatMap((key) => shelf.get(key) ?? []);
        expect(shelf.weigh()).toBe(held.reduce((sum, { length }) => sum + length + 1000, 0));
      }),
      { numRuns: 200, endOnFailure: true },
    );
  });
});
