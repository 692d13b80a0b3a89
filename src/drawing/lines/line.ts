/** A hop's line: solid when it was seen, dotted when not, with an arrow at the statement that is cited. */
import type { Support } from '../../model/records.ts';
import { paint, type Place } from '../colours.ts';
import type { Point } from '../model.ts';
import type { Curve } from '../graphviz/places.ts';
import { element, round, writeCurve } from '../svg.ts';

const ARROW = 9;
const ARROW_HALF = 3.6;

/** A line along some path data. */
export function drawSupportedLine(place: Place, support: Support, d: string): string {
  return element('path', {
    ...{ d, 'stroke-width': 1.7 },
    'stroke-dasharray': support === 'seen' ? null : '0.1 4.6',
    'stroke-linecap': support === 'seen' ? null : 'round',
    ...paint(place, 'line'),
  });
}

/** The part of a hop's line that leads to the cited card, with its arrow. */
export function drawArrow(place: Place, support: Support, curve: Curve): string {
  const tip = curve.at(-1)!;
  const bend = curve.findLast(({ x, y }) => Math.hypot(tip.x - x, tip.y - y) > 1) ?? { x: tip.x - 1, y: tip.y };
  const length = Math.hypot(tip.x - bend.x, tip.y - bend.y);
  const [dx, dy] = [(tip.x - bend.x) / length, (tip.y - bend.y) / length];
  const base = { x: tip.x - dx * ARROW, y: tip.y - dy * ARROW };
  const corners = [
    tip,
    { x: base.x - dy * ARROW_HALF, y: base.y + dx * ARROW_HALF },
    { x: base.x + dy * ARROW_HALF, y: base.y - dx * ARROW_HALF },
  ];
  const triangle = `M${corners.map(({ x, y }) => `${round(x)},${round(y)}`).join('L')}Z`;
  return (
    drawSupportedLine(place, support, writeCurve([...curve.slice(0, -1), base])) +
    element('path', { d: triangle, ...paint(place, 'arrow') })
  );
}

/** Points along a curve, near enough to each other to tell what it passes through. */
export function sampleCurve(curve: readonly Point[], steps = 12): Point[] {
  const points: Point[] = curve.slice(0, 1);
  for (let at = 0; at + 3 < curve.length; at += 3) {
    const [a, b, c, d] = curve.slice(at, at + 4) as [Point, Point, Point, Point];
    for (let step = 1; step <= steps; step++) {
      const t = step / steps;
      const mix = (p: number, q: number, r: number, s: number): number =>
        (1 - t) ** 3 * p + 3 * (1 - t) ** 2 * t * q + 3 * (1 - t) * t ** 2 * r + t ** 3 * s;
      points.push({ x: mix(a.x, b.x, c.x, d.x), y: mix(a.y, b.y, c.y, d.y) });
    }
  }
  return points;
}
