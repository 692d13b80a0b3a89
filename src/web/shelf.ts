/** Keeps things in memory up to so many bytes: what was not asked for longest makes room. */
export interface Shelf<Thing> {
  get: (key: string) => Thing | undefined;
  /** Puts it in the place of what was there. What would take more than an eighth of the room is left out. */
  put: (key: string, thing: Thing) => void;
  /** How many bytes are taken up. */
  weigh: () => number;
}

/** What an entry costs beside its bytes, about: its key, its headers and its place. */
const OVERHEAD = 1000;

/** @param room in bytes */
export function createShelf<Thing extends { bytes: Buffer }>(room: number): Shelf<Thing> {
  // A Map keeps the order in which keys came: the first was not asked for longest.
  const things = new Map<string, Thing>();
  let taken = 0;
  const cost = ({ bytes }: Thing): number => bytes.length + OVERHEAD;
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
