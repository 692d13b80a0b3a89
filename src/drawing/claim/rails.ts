/** The rails of a narrow drawing: each hop runs down a lane from the citing statement to the cited one. */
import type { Support, Uid } from '../../model/records.ts';
import type { HopWords } from '../model.ts';

/** One hop's way: out of a statement's lane, down a lane, into another statement's lane. */
export interface Rail {
  support: Support;
  /** Places in the order of the cards. */
  from: number;
  to: number;
  /** The lane of the citing statement, the one it runs down, and that of the cited statement. */
  lanes: readonly [from: number, down: number, to: number];
  /** It runs into another hop's lane at once, which leads to the same statement. */
  joins: boolean;
}

export interface Rails {
  /** By place: the lane of the statement's dot. */
  dots: readonly number[];
  rails: readonly Rail[];
  lanes: number;
}

interface Lane {
  target: Uid;
  support: Support;
  from: number;
  fromLane: number;
}

/**
 * Gives every hop a lane, as commit graphs do: a statement stands in the first lane that leads to it, its first hop goes
 * on in that lane, others take the first that is free. Hops that lead up, which circles have, get none.
 * @param order the statements from top to bottom
 */
export function layRails(order: readonly Uid[], hops: readonly HopWords[]): Rails {
  const placeOf = new Map(order.map((uid, place) => [uid, place]));
  const lanes: (Lane | null)[] = [];
  const dots: number[] = [];
  const rails: Rail[] = [];
  for (const [place, uid] of order.entries()) {
    const leading = lanes.flatMap((lane, number) => (lane?.target === uid ? [number] : []));
    const own = leading[0] ?? takeLane(lanes, null);
    dots.push(own);
    for (const number of leading) {
      const { support, from, fromLane } = lanes[number]!;
      rails.push({ support, from, to: place, lanes: [fromLane, number, own], joins: false });
      lanes[number] = null;
    }
    const down = hops
      .filter(({ citing, cited }) => citing === uid && placeOf.get(cited)! > place)
      .sort((a, b) => placeOf.get(a.cited)! - placeOf.get(b.cited)!);
    for (const { cited, support } of down) {
      const shared = lanes.findIndex((lane) => lane?.target === cited && lane.support === support);
      if (shared >= 0) {
        rails.push({ support, from: place, to: placeOf.get(cited)!, lanes: [own, shared, shared], joins: true });
      } else {
        takeLane(lanes, { target: cited, support, from: place, fromLane: own }, own);
      }
    }
  }
  return { dots, rails, lanes: lanes.length };
}

/** Takes the wished lane, or the first that is free. */
function takeLane(lanes: (Lane | null)[], lane: Lane | null, wish?: number): number {
  const free = lanes.findIndex((taken) => taken === null);
  const number = wish !== undefined && lanes[wish] === null ? wish : free >= 0 ? free : lanes.length;
  lanes[number] = lane;
  return number;
}
