/** Where lines begin and end on their cards. */
import type { Uid } from '../../model/records.ts';
import type { Box, Kind, Point } from '../model.ts';
import { SLANT } from '../outlines.ts';
import type { Curve } from '../graphviz/places.ts';

/** Lines end so far from the corners of a card, which may be cut. */
const FROM_CORNER = 14;
/** As far apart as this, where there is room. */
const APART = 18;

export interface LineEnd {
  card: Uid;
  box: Box;
  kind: Kind;
  /** The line, and which of its ends is meant. */
  curve: Curve;
  end: 'first' | 'last';
}

/**
 * Spreads the lines that end on one side of a card, which were all laid out to its middle, in the order in which they
 * come; and brings them up to the slanted side of a hexagon.
 * @returns the lines with their ends moved, in the order given
 */
export function spreadEnds(ends: readonly LineEnd[]): Curve[] {
  const sides = new Map<string, number[]>();
  for (const [number, { card, box, curve, end }] of ends.entries()) {
    const side = `${card} ${isLeft(box, pointAt(curve, end)) ? 'left' : 'right'}`;
    sides.set(side, [...(sides.get(side) ?? []), number]);
  }
  const moved = ends.map(({ curve }) => curve);
  for (const numbers of sides.values()) {
    // Seen from the card, the other end tells where the line comes from.
    const otherY = (number: number): number =>
      pointAt(moved[number]!, ends[number]!.end === 'first' ? 'last' : 'first').y;
    const inOrder = numbers.toSorted((a, b) => otherY(a) - otherY(b) || a - b);
    for (const [place, number] of inOrder.entries()) {
      moved[number] = moveEnd(ends[number]!, place - (inOrder.length - 1) / 2, inOrder.length);
    }
  }
  return moved;
}

function moveEnd({ curve, box, kind, end }: LineEnd, steps: number, count: number): Curve {
  const step = Math.min(APART, (box.height - 2 * FROM_CORNER) / Math.max(1, count - 1));
  const middle = box.y + box.height / 2;
  const points = [...curve];
  const [at, beside] = end === 'first' ? [0, 1] : [points.length - 1, points.length - 2];
  const [point, bend] = [points[at]!, points[beside]!];
  const y = middle + steps * step;
  const inset = kind === 'origin' ? (SLANT * Math.abs(y - middle)) / (box.height / 2) : 0;
  points[at] = { x: point.x + (isLeft(box, point) ? inset : -inset), y };
  points[beside] = { x: bend.x, y: bend.y + y - point.y };
  return points;
}

function pointAt(curve: Curve, end: 'first' | 'last'): Point {
  return end === 'first' ? curve[0]! : curve.at(-1)!;
}

function isLeft(box: Box, { x }: Point): boolean {
  return x < box.x + box.width / 2;
}
