/** Who cites whom in an invented claim. */
import type { Stance } from '../model/records.ts';
import type { Dice } from './random.ts';
import type { ChainPart } from './sources.ts';

/** Statements by their place, reports first; each hop names the citing and the cited one. */
export interface Shape {
  nodes: readonly { part: ChainPart; stance: Stance }[];
  hops: readonly (readonly [citing: number, cited: number])[];
}

/** From a report to an end: mostly one or two hops, six at most. */
const LENGTHS = [1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 4, 5, 6];

/**
 * A chain; or several reports that meet in one, two chains, a report that cites two which both cite a third, a claim
 * that somebody denies, or, one time in four hundred, a circle.
 */
export function drawShape(dice: Dice): Shape {
  const nodes: { part: ChainPart; stance: Stance }[] = [];
  const hops: [number, number][] = [];
  const add = (part: ChainPart, stance: Stance = 'asserts'): number => nodes.push({ part, stance }) - 1;
  const cite = (citing: number, cited: number): number => (hops.push([citing, cited]), cited);
  const goOn = (from: number, length: number, stance: Stance = 'asserts'): number => {
    for (let at = from, left = length; ; left -= 1) {
      if (left === 0) return at;
      at = cite(at, add(left === 1 ? 'end' : 'middle', stance));
    }
  };
  const chance = dice.between(0, 399);
  const first = add('report');
  if (chance < 240) goOn(first, dice.pick(LENGTHS));
  else if (chance < 310) {
    const middle = cite(first, add('middle'));
    for (let more = dice.between(1, 2); more > 0; more -= 1) cite(add('report'), middle);
    goOn(middle, dice.between(1, 2));
  } else if (chance < 335) {
    goOn(first, dice.pick(LENGTHS));
    goOn(add('report'), dice.pick(LENGTHS));
  } else if (chance < 350) {
    const end = cite(cite(first, add('middle')), add('end'));
    cite(cite(first, add('middle')), end);
  } else if (chance < 399) {
    const end = goOn(first, dice.pick(LENGTHS));
    const denying = add('report', dice.chance(0.8) ? 'denies' : 'doubts');
    if (dice.chance(0.5)) goOn(denying, dice.between(1, 2), 'denies');
    if (dice.chance(0.3)) cite(denying, end);
  } else {
    const end = goOn(first, 3);
    cite(end, first + 1);
  }
  return { nodes, hops };
}

const LAYERS = 12;

/**
 * The shape that citations of many have: many reports, fewer statements the nearer to the origins, each citing one to
 * three of the layers behind it, a few back, so that there are circles.
 */
export function drawLargeShape(dice: Dice, size: number): Shape {
  // The square root makes the first layers the widest.
  const layerOf = (n: number): number => Math.floor(LAYERS * (1 - Math.sqrt(1 - n / size)));
  const firstOf = (layer: number): number => Math.min(size, Math.ceil(size * (1 - (1 - layer / LAYERS) ** 2)));
  const joined = new Set<number>();
  const hops: [number, number][] = [];
  const join = (citing: number, cited: number): void => {
    if (citing === cited || joined.has(citing * size + cited)) return;
    joined.add(citing * size + cited);
    hops.push([citing, cited]);
  };
  for (let n = 0; n < size; n += 1) {
    const layer = layerOf(n);
    const [behind, beyond] = [firstOf(layer + 1), firstOf(layer + 3)];
    if (behind >= size) continue;
    for (let left = dice.chance(0.6) ? 1 : dice.between(2, 3); left > 0; left -= 1) {
      const cited = dice.between(behind, beyond - 1);
      join(n, cited);
      if (dice.chance(0.002)) join(cited, n);
    }
  }
  const nodes = Array.from({ length: size }, (_, n) => {
    const part: ChainPart = n < firstOf(3) ? 'report' : n < firstOf(9) ? 'middle' : 'end';
    return { part, stance: dice.chance(0.02) ? ('denies' as const) : ('asserts' as const) };
  });
  return { nodes, hops };
}
