/** Lines between neighbouring columns: all their bends lie in the gap between cards and labels, so they touch neither. */
import type { Point } from '../model.ts';
import type { Curve } from '../graphviz/places.ts';

/** A strip from top to bottom in which nothing stands. */
export interface Gutter {
  left: number;
  right: number;
}

/**
 * A line that changes its height within a gutter and runs straight before and after it.
 * @param from the left end
 * @param to the right end
 */
export function bendWithin(gutter: Gutter, from: Point, to: Point): Curve {
  const enter = { x: Math.max(from.x, gutter.left), y: from.y };
  const leave = { x: Math.min(to.x, gutter.right), y: to.y };
  const middle = (enter.x + leave.x) / 2;
  const bend = [{ x: middle, y: enter.y }, { x: middle, y: leave.y }, leave];
  return [from, ...runStraight(from, enter), ...bend, ...runStraight(leave, to)];
}

function runStraight(from: Point, to: Point): Point[] {
  return to.x - from.x < 0.5 ? [] : [from, to, to];
}
