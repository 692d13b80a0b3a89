import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryCache } from '../../../src/web/http/memory-cache.ts';

const of = (length: number) => ({ length });
/** Room for so many things of 1,000 bytes. */
const cacheFor = (things: number) => createMemoryCache<{ length: number }>(things * 2000, ({ length }) => length);

describe('the memory cache', () => {
  it('the memory cache drops what has not been used for longest', () => {
    const cache = cacheFor(9);
    for (const key of 'abcdefghi') cache.set(key, of(1000));
    cache.get('a');
    cache.set('j', of(1000));
    expect([...'abcdefghij'].filter((key) => cache.get(key) !== undefined).join('')).toBe('acdefghij');
  });

  it('the memory cache replaces an entry with a later one of the same key', () => {
    const cache = cacheFor(10);
    cache.set('a', of(900));
    const later = of(10);
    cache.set('a', later);
    expect(cache.get('a')).toBe(later);
    expect(cache.calculatedSize).toBe(1010);
  });

  it('the memory cache does not keep an entry that is too large, nor the one before it', () => {
    const cache = cacheFor(10);
    cache.set('a', of(1));
    cache.set('b', of(1));
    cache.set('a', of(2000));
    expect(cache.get('a')).toBeUndefined();
    expect(cache.calculatedSize).toBe(1001);
  });

  it('the memory cache never exceeds its size and counts what it holds', () => {
    const act = fc.tuple(fc.constantFrom(...'abcdefghijkl'), fc.nat(3000));
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const cache = cacheFor(10);
        for (const [key, length] of acts) {
          cache.set(key, of(length));
          expect(cache.calculatedSize).toBeLessThanOrEqual(20_000);
        }
        const held = [...'abcdefghijkl'].flatMap((key) => cache.get(key) ?? []);
        expect(cache.calculatedSize).toBe(held.reduce((sum, { length }) => sum + length + 1000, 0));
      }),
      { numRuns: 200, endOnFailure: true },
    );
  });
});
