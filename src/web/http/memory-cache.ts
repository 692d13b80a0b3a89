import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** The approximate cost of an entry besides its own bytes. */
const OVERHEAD = 1000;

/**
 * An LRU cache with a limit in bytes. Something larger than an eighth of the limit is not stored, and removes what was
 * stored under its key.
 * @param room in bytes
 * @param measure the bytes of one thing
 */
export function createMemoryCache<Thing extends object>(
  room: number,
  measure: (thing: Thing) => number,
): LRUCache<string, Thing> {
  return new LRUCache({
    maxSize: room,
    maxEntrySize: Math.floor(room / 8),
    sizeCalculation: (thing) => measure(thing) + OVERHEAD,
  });
}

/** The key of something that is derived from these JSON values alone. */
export function hashKey(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
