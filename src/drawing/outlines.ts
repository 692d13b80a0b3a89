/** The shapes that tell what a statement is, whatever the colours. */
import { FOLD } from './claim/card-layout.ts';
import { paint, type Place, type Tint } from './colours.ts';
import type { Kind } from './model.ts';
import { element, round } from './svg.ts';

/** How far the sides of a hexagon stand in at its upper and lower end. */
export const SLANT = 13;
const CUT = 11;
const ROUND = 5;
const ROUNDEST = 30;

interface Size {
  width: number;
  height: number;
}

/**
 * A shape with its upper left corner at 0, 0: a page with a folded corner, a hexagon, a pill, cut corners. It is dashed
 * and empty when the statement is known only second-hand.
 */
export function drawOutline(place: Place, tint: Tint, size: Size, small = false): string {
  const attributes = {
    'stroke-width': small ? 1.5 : 1.8,
    'stroke-dasharray': tint.read ? null : small ? '3 2.2' : '5.5 4',
    'stroke-linejoin': 'round',
    ...paint(place, 'outline', tint),
  };
  const scale = small ? 0.45 : 1;
  const path = element('path', { d: OUTLINES[tint.kind](size, scale), ...attributes });
  return tint.kind === 'document' && tint.read
    ? path + element('path', { d: foldOf(size, scale), ...attributes })
    : path;
}

const OUTLINES: Readonly<Record<Kind, (size: Size, scale: number) => string>> = {
  document: ({ width: w, height: h }, scale) => {
    const r = round(ROUND * scale);
    const f = round(FOLD * scale);
    return `M${r},0H${round(w - f)}L${w},${f}V${round(h - r)}Q${w},${h} ${round(w - r)},${h}H${r}Q0,${h} 0,${round(h - r)}V${r}Q0,0 ${r},0Z`;
  },
  origin: ({ width: w, height: h }, scale) => {
    const s = round(SLANT * scale);
    return `M${s},0H${round(w - s)}L${w},${h / 2}L${round(w - s)},${h}H${s}L0,${h / 2}Z`;
  },
  person: ({ width: w, height: h }) => {
    const r = Math.min(h / 2, ROUNDEST);
    return `M${r},0H${round(w - r)}A${r},${r} 0 0 1 ${w},${r}V${round(h - r)}A${r},${r} 0 0 1 ${round(w - r)},${h}H${r}A${r},${r} 0 0 1 0,${round(h - r)}V${r}A${r},${r} 0 0 1 ${r},0Z`;
  },
  unnamed: ({ width: w, height: h }, scale) => {
    const c = round(CUT * scale * (scale < 1 ? 1.3 : 1));
    return `M${c},0H${round(w - c)}L${w},${c}V${round(h - c)}L${round(w - c)},${h}H${c}L0,${round(h - c)}V${c}Z`;
  },
};

function foldOf({ width: w }: Size, scale: number): string {
  const f = round(FOLD * scale);
  const r = round(4 * scale);
  return `M${round(w - f)},0V${round(f - r)}Q${round(w - f)},${f} ${round(w - f + r)},${f}H${w}Z`;
}
