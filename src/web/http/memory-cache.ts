import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** What an entry costs beside its own bytes, about: its key, its place and what else hangs on it. */
const OVERHEAD = 1000;

/**
 * Keeps things in memory up to so many bytes: what was not asked for longest makes room. What would take more than an
 * eighth of the room is left out, and so is what was there before it.
 * @param room in bytes
 * @param measure how many bytes a thing takes up
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

/** The key of a thing that is found by all that it is made of, as JSON has it. */
export function hashKey(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
