/** SVG as text. No styles: the content security policy forbids them, so there are attributes and classes only. */
import { escapeXml } from '../text/xml.ts';
import type { TextLine } from './claim/card-layout.ts';
import { paint, type Place, type Tint } from './colours.ts';
import { FONTS } from './text/fonts.ts';
import type { Point } from './model.ts';
import { isolate, isRightToLeft } from './text/line-breaks.ts';
import type { Font } from './text/width.ts';

export type SvgAttributes = Readonly<Record<string, string | number | null>>;

/** An element with what is in it; an attribute that is null is left out. */
export function element(name: string, attributes: SvgAttributes, ...content: readonly string[]): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => (value === null ? '' : ` ${key}="${escapeXml(String(value))}"`))
    .join('');
  return content.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${content.join('')}</${name}>`;
}

/** One line of text in its place. A line that is read from the right begins at the right end of its room. */
export function drawText(place: Place, line: TextLine, tint?: Tint): string {
  const { role, text, lang, x, y, width, align } = line;
  const { size, weight, italic, spacing }: Font = FONTS[role];
  // A cue on a card goes on with the name of whoever is cited: one line, whatever their directions.
  const rightToLeft = isRightToLeft(text) && !(role === 'cue' && align === 'start');
  const start = rightToLeft || align === 'end' ? x + width : x;
  // Its end is on the right for a line that is read from the left.
  const anchor = align === 'middle' ? 'middle' : align === 'end' && !rightToLeft ? 'end' : null;
  return element(
    'text',
    {
      ...{ x: align === 'middle' ? x + width / 2 : start, y, 'font-size': size },
      'font-weight': weight === 400 ? null : weight,
      // Slanted letters are a Latin custom.
      'font-style': italic && /\p{Script=Latin}/u.test(text) ? 'italic' : null,
      'letter-spacing': spacing === undefined ? null : `${spacing}em`,
      'text-anchor': anchor,
      direction: rightToLeft ? 'rtl' : null,
      [place === 'page' ? 'lang' : 'xml:lang']: lang === 'en' ? null : lang,
      ...paint(place, role, tint),
    },
    escapeXml(isolate(text)),
  );
}

/** Path data through points, as Graphviz gives them: a beginning, then two that bend and one to go through. */
export function writeCurve([start, ...rest]: readonly Point[]): string {
  if (!start) return '';
  const bends: string[] = [];
  for (let at = 0; at + 2 < rest.length; at += 3) {
    bends.push(
      `C${rest
        .slice(at, at + 3)
        .map(writePoint)
        .join(' ')}`,
    );
  }
  return `M${writePoint(start)}${bends.join('')}`;
}

function writePoint({ x, y }: Point): string {
  return `${round(x)},${round(y)}`;
}

/** To a tenth of a pixel: nobody sees more, and it is shorter. */
export function round(length: number): number {
  return Math.round(length * 10) / 10;
}
