import { createHash } from 'node:crypto';

/** Keeps things in memory up to so many bytes: what was not asked for longest makes room. */
export interface MemoryCache<Thing> {
  get: (key: string) => Thing | undefined;
  /** Puts it in the place of what was there. What would take more than an eighth of the room is left out. */
  put: (key: string, thing: Thing) => void;
  /** How many bytes are taken up. */
  weigh: () => number;
}

/** What a thing costs beside its own bytes, about: its key, its place and what else hangs on it. */
const OVERHEAD = 1000;

/**
 * @param room in bytes
 * @param measure how many bytes a thing takes up
 */
export function createMemoryCache<Thing>(room: number, measure: (thing: Thing) => number): MemoryCache<Thing> {
  // A Map keeps the order in which keys came: the first was not asked for longest.
  const things = new Map<string, Thing>();
  let taken = 0;
  const cost = (thing: Thing): number => measure(thing) + OVERHEAD;
  const drop = (key: string, thing: Thing): void => {
    things.delete(key);
    taken -= cost(thing);
  };
  return {
    get: (key) => {
      const thing = things.get(key);
      if (thing !== undefined) {
        things.delete(key);
        things.set(key, thing);
      }
      return thing;
    },
    put: (key, thing) => {
      const before = things.get(key);
      if (before !== undefined) drop(key, before);
      if (cost(thing) > room / 8) return;
      things.set(key, thing);
      taken += cost(thing);
      for (const [oldest, other] of things) {
        if (taken <= room) break;
        drop(oldest, other);
      }
    },
    weigh: () => taken,
  };
}

/** The key of a thing that is found by all that it is made of, as JSON has it. */
export const keyOf = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
