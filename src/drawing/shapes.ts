import type { Box, Kind, Curve } from './model.ts';
import { element, round, writeCurve, drawText, paint, type Medium, type Tint, tintGroup } from './svg.ts';
import type { Support } from '../model/records.ts';
import { measure, wrapText, FONTS } from './text.ts';

/** How far the sides of a hexagon stand in at its upper and lower end. */
export const SLANT = 13;
const CUT = 11;
const ROUND = 5;
const ROUNDEST = 30;

type Size = Pick<Box, 'width' | 'height'>;

/**
 * A shape with its upper left corner at 0, 0: a page with a folded corner, a hexagon, a pill, cut corners. It is dashed
 * and empty when the statement is known only second-hand.
 */
export function drawOutline(medium: Medium, tint: Tint, size: Size, small = false): string {
  const attributes = {
    'stroke-width': small ? 1.5 : 1.8,
    'stroke-dasharray': tint.read ? null : small ? '3 2.2' : '5.5 4',
    'stroke-linejoin': 'round',
    ...paint(medium, 'outline', tint),
  };
  const scale = small ? 0.45 : 1;
  const path = element('path', { d: OUTLINES[tint.kind](size, scale), ...attributes });
  return tint.kind === 'document' && tint.read
    ? path + element('path', { d: drawFold(size, scale), ...attributes })
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

function drawFold({ width: w }: Size, scale: number): string {
  const f = round(FOLD * scale);
  const r = round(4 * scale);
  return `M${round(w - f)},0V${round(f - r)}Q${round(w - f)},${f} ${round(w - f + r)},${f}H${w}Z`;
}

/** The size of a folded corner: it ends above the first line. */
const FOLD = 15;
const ARROW = 9;
const ARROW_HALF = 3.6;

export function drawSupportedLine(medium: Medium, support: Support, d: string): string {
  return element('path', {
    ...{ d, 'stroke-width': 1.7 },
    'stroke-dasharray': support === 'seen' ? null : '0.1 4.6',
    'stroke-linecap': support === 'seen' ? null : 'round',
    ...paint(medium, 'line'),
  });
}

/** The part of a hop's line that leads to the cited card, with its arrow. */
export function drawArrow(medium: Medium, support: Support, curve: Curve): string {
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
    drawSupportedLine(medium, support, writeCurve([...curve.slice(0, -1), base])) +
    element('path', { d: triangle, ...paint(medium, 'arrow') })
  );
}

const KEY_ROW = 28;
const SMALL = { width: 28, height: 18 };
const BETWEEN_KEYS = 20;

const KEYS: readonly { text: string; tint?: Tint; support?: 'seen' | 'relayed' }[] = [
  { text: 'In a document', tint: { kind: 'document', read: true } },
  { text: 'Origin', tint: { kind: 'origin', read: true } },
  { text: 'Person', tint: { kind: 'person', read: true } },
  { text: 'Unnamed source', tint: { kind: 'unnamed', read: true } },
  { text: 'Known only second-hand', tint: { kind: 'document', read: false } },
  { text: 'Hop seen', support: 'seen' },
  { text: 'Hop relayed, or no evidence', support: 'relayed' },
];

/**
 * Draws the legend with its upper left corner at 0, 0.
 * @param note a last sentence, such as how much of the claim is shown
 */
export function drawLegend(medium: Medium, width: number, note: string | null): { svg: string; height: number } {
  const parts = [element('path', { d: `M0,0.5H${width}`, ...paint(medium, 'rule') })];
  let [x, y] = [0, 14];
  for (const key of KEYS) {
    const needs = SMALL.width + 8 + Math.ceil(measure(key.text, 'key'));
    if (x > 0 && x + needs > width) [x, y] = [0, y + KEY_ROW];
    parts.push(
      element(
        'g',
        { transform: `translate(${x},${y})` },
        drawGlyph(medium, key),
        drawKeyText(medium, key.text, SMALL.width + 8, 13.5),
      ),
    );
    x += needs + BETWEEN_KEYS;
  }
  y += KEY_ROW + 2;
  const sentence = `Each arrow means “attributes the claim to”. ${note ?? ''}`.trim();
  for (const line of wrapText(sentence, FONTS.key, width, 4)) {
    parts.push(drawKeyText(medium, line, 0, y + 11));
    y += 18;
  }
  return { svg: parts.join(''), height: y + 4 };
}

function drawGlyph(medium: Medium, { tint, support }: (typeof KEYS)[number]): string {
  if (tint) return element('g', tintGroup(medium, tint), drawOutline(medium, tint, SMALL, true));
  const middle = SMALL.height / 2;
  const across = [0, 1, 2, 3].map((third) => ({ x: (third * SMALL.width) / 3, y: middle }));
  return drawArrow(medium, support ?? 'seen', across);
}

function drawKeyText(medium: Medium, text: string, x: number, y: number): string {
  return drawText(medium, { role: 'key', text, lang: 'en', x, y, width: 0, align: 'start' });
}
