/** What the shapes and lines mean, in rows as wide as the drawing. */
import { paint, tintGroup, type Place, type Tint } from '../colours.ts';
import { drawArrow } from '../lines/line.ts';
import { FONTS, measure } from '../text/fonts.ts';
import { drawOutline } from '../outlines.ts';
import { drawText, element } from '../svg.ts';
import { wrapText } from '../text/line-breaks.ts';

const ROW = 28;
const GLYPH = { width: 28, height: 18 };
const BETWEEN = 20;

const KEYS: readonly { text: string; tint?: Tint; support?: 'seen' | 'relayed' }[] = [
  { text: 'In a document', tint: { kind: 'document', read: true } },
  { text: 'Origin', tint: { kind: 'origin', read: true } },
  { text: 'Person', tint: { kind: 'person', read: true } },
  { text: 'Unnamed source', tint: { kind: 'unnamed', read: true } },
  { text: 'Known only second-hand', tint: { kind: 'document', read: false } },
  { text: 'Hop seen', support: 'seen' },
  { text: 'Hop relayed, or no evidence', support: 'relayed' },
];

export interface Legend {
  svg: string;
  height: number;
}

/**
 * Draws the legend with its upper left corner at 0, 0.
 * @param note a last sentence, such as how much of the claim is shown
 */
export function drawLegend(place: Place, width: number, note: string | null): Legend {
  const parts = [element('path', { d: `M0,0.5H${width}`, ...paint(place, 'rule') })];
  let [x, y] = [0, 14];
  for (const key of KEYS) {
    const needs = GLYPH.width + 8 + Math.ceil(measure(key.text, 'key'));
    if (x > 0 && x + needs > width) [x, y] = [0, y + ROW];
    parts.push(
      element(
        'g',
        { transform: `translate(${x},${y})` },
        drawGlyph(place, key),
        drawKeyText(place, key.text, GLYPH.width + 8, 13.5),
      ),
    );
    x += needs + BETWEEN;
  }
  y += ROW + 2;
  const said = `Each arrow means “attributes the claim to”. ${note ?? ''}`.trim();
  for (const line of wrapText(said, FONTS.key, width, 4)) {
    parts.push(drawKeyText(place, line, 0, y + 11));
    y += 18;
  }
  return { svg: parts.join(''), height: y + 4 };
}

function drawGlyph(place: Place, { tint, support }: (typeof KEYS)[number]): string {
  if (tint) return element('g', tintGroup(place, tint), drawOutline(place, tint, GLYPH, true));
  const middle = GLYPH.height / 2;
  const across = [0, 1, 2, 3].map((third) => ({ x: (third * GLYPH.width) / 3, y: middle }));
  return drawArrow(place, support ?? 'seen', across);
}

function drawKeyText(place: Place, text: string, x: number, y: number): string {
  return drawText(place, { role: 'key', text, lang: 'en', x, y, width: 0, align: 'start' });
}
