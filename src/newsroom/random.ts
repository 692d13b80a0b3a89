/** Chance that is the same for the same seed, and the names of records that are made of it. */
import type { Uid } from '../model/records.ts';

/** Even numbers from 0 to 1, the same for the same seed (mulberry32). */
export function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One seed out of several numbers: neighbours have nothing in common. */
export function mixSeeds(...seeds: readonly number[]): number {
  let mixed = 0x9e3779b9;
  for (const seed of seeds) {
    mixed = Math.imul(mixed ^ seed, 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    mixed ^= mixed >>> 16;
  }
  return mixed >>> 0;
}

export interface Dice {
  chance: (share: number) => boolean;
  /** A whole number from `least` to `most`, both included. */
  between: (least: number, most: number) => number;
  pick: <Item>(items: readonly Item[]) => Item;
  /** A whole number below `count`: the nth comes up as often as 1 / (n + 1), which is Zipf's law. */
  rank: (count: number) => number;
}

export function throwDice(...seeds: readonly number[]): Dice {
  const random = makeRandom(mixSeeds(...seeds));
  return {
    chance: (share) => random() < share,
    between: (least, most) => least + Math.floor(random() * (most - least + 1)),
    pick: (items) => items[Math.floor(random() * items.length)]!,
    rank: (count) => Math.floor((count + 1) ** random()) - 1,
  };
}

/** What a uid begins with in time, so that new records lie behind older ones in every index of uids. */
const EPOCH = Date.UTC(2015, 0, 5, 6);
/** In milliseconds: between two claims of the newsroom. */
const PACE = 5 * 60_000;

/** When the newsroom writes the claim of a place. */
export const placeInTime = (place: number): number => EPOCH + place * PACE;

const KINDS = ['claim', 'statement', 'attribution', 'source', 'document'] as const;

/**
 * A UUIDv7 that is the same for the same seed, and of no other record.
 * @param place of a claim, or of a source among the sources
 * @param n among the records of this kind there, below 2 ** 20
 */
export function inventUid(seed: number, kind: (typeof KINDS)[number], place: number, n = 0): Uid {
  const time = hex(kind === 'source' ? EPOCH : placeInTime(place), 12);
  const own = hex(KINDS.indexOf(kind), 1) + hex(n, 5);
  const chance = hex(mixSeeds(seed, KINDS.indexOf(kind), place), 8);
  const tail = kind === 'source' ? hex(place, 6) + chance.slice(0, 1) : chance.slice(0, 7);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${own.slice(0, 3)}-8${own.slice(3)}-${hex(seed, 5).slice(-5)}${tail}`;
}

const hex = (value: number, digits: number): string => Math.trunc(value).toString(16).padStart(digits, '0');
