/** SVG as text. It has attributes and classes but no styles, which the content security policy forbids. */
import { escapeXml } from '../text/xml.ts';
import {
  FONTS,
  type TextLine,
  type Font,
  isolate,
  isRightToLeft,
  type TextRole,
  FONT_FAMILY,
  LINE_HEIGHTS,
} from './text.ts';
import type { Visibility } from './fit.ts';
import type { Point, Kind } from './model.ts';

/** An element with its content; attributes that are null are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | null>>,
  ...content: readonly string[]
): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => (value === null ? '' : ` ${key}="${escapeXml(String(value))}"`))
    .join('');
  return content.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${content.join('')}</${name}>`;
}

/** One line of text. A right-to-left line begins at the right end of its room. */
export function drawText(medium: Medium, line: TextLine, tint?: Tint): string {
  const { role, text, lang, x, y, width, align } = line;
  // A cue on a card continues with the name of whoever is cited: one line, whatever their directions.
  const rightToLeft = isRightToLeft(text) && !(role === 'cue' && align === 'start');
  const start = rightToLeft || align === 'end' ? x + width : x;
  const anchor = align === 'middle' ? 'middle' : align === 'end' && !rightToLeft ? 'end' : null;
  return element(
    'text',
    {
      ...{ x: round(align === 'middle' ? x + width / 2 : start), y },
      ...(medium === 'page' ? {} : writeFont(FONTS[role])),
      // Slanted letters are a Latin custom.
      'font-style': isSlanted(role) && /\p{Script=Latin}/u.test(text) ? 'italic' : null,
      'text-anchor': anchor,
      direction: rightToLeft ? 'rtl' : null,
      [medium === 'page' ? 'lang' : 'xml:lang']: lang === 'en' ? null : lang,
      ...paint(medium, role, tint),
    },
    escapeXml(isolate(text)),
  );
}

/** In a page the stylesheet sets a role's size and weight. */
function writeFont({ size, weight, spacing }: Font): Record<string, string | number | null> {
  return {
    'font-size': size,
    'font-weight': weight === 400 ? null : weight,
    'letter-spacing': spacing === undefined ? null : `${spacing}em`,
  };
}

function isSlanted(role: TextRole): boolean {
  const { italic = false }: Font = FONTS[role];
  return italic;
}

export function writeCurve([start, ...rest]: readonly Point[]): string {
  if (!start) return '';
  const bends: string[] = [];
  let from = start;
  for (let at = 0; at + 2 < rest.length; at += 3) {
    const [first, second, to] = rest.slice(at, at + 3) as [Point, Point, Point];
    bends.push(isStraight(from, first, second, to) ? writeStraight(from, to) : writeBend(first, second, to));
    from = to;
  }
  return `M${writePoint(start)}${bends.join('')}`;
}

function isStraight(from: Point, first: Point, second: Point, to: Point): boolean {
  return writePoint(from) === writePoint(first) && writePoint(second) === writePoint(to);
}

function writeStraight(from: Point, to: Point): string {
  if (round(from.y) === round(to.y)) return `H${round(to.x)}`;
  return round(from.x) === round(to.x) ? `V${round(to.y)}` : `L${writePoint(to)}`;
}

function writeBend(...points: readonly Point[]): string {
  return `C${points.map(writePoint).join(' ')}`;
}

function writePoint({ x, y }: Point): string {
  return `${round(x)},${round(y)}`;
}

/** To a tenth of a pixel, which keeps the SVG short. */
export function round(length: number): number {
  return Math.round(length * 10) / 10;
}

/** The base line of a line of text that ends at `bottom`. */
export function findBaseline(role: TextRole, bottom: number): number {
  return round(bottom - (LINE_HEIGHTS[role] - FONTS[role].size * 0.72) / 2);
}

/** Where a drawing is shown: within a page of ours, or as a file of its own. */
export type Medium = 'page' | 'file';

type ShapeRole =
  | 'canvas'
  | 'band'
  | 'rule'
  | 'line'
  | 'arrow'
  | 'gap'
  | 'gap-arrow'
  | 'outline'
  | 'dot'
  | 'badge-box'
  | 'fold'
  | 'apart'
  | 'flow'
  | 'hub';

export const LIGHT = {
  page: '#ffffff',
  band: '#f6f8fa',
  line: '#dce2e8',
  rail: '#a3a9b0',
  ink: '#1a2430',
  quiet: '#4c5866',
  link: '#073a85',
  document: '#073a85',
  'document-fill': '#edf3fb',
  origin: '#853606',
  'origin-fill': '#fdf1e7',
  person: '#5a5a63',
  'person-fill': '#f6f8fa',
  unnamed: '#ab21ba',
  'unnamed-fill': '#faeefb',
  read: '#0b6347',
  warning: '#a3121f',
} as const;

type Colour = keyof typeof LIGHT;

/** `kind`, `fill` and `dot` stand for colours that depend on the statement's kind. */
type ColourRule = Colour | 'kind' | 'fill' | 'dot' | 'none';

export const COLOURS: Readonly<Record<TextRole | ShapeRole, { fill: ColourRule; stroke?: ColourRule }>> = {
  tag: { fill: 'kind' },
  name: { fill: 'ink' },
  about: { fill: 'quiet' },
  read: { fill: 'read' },
  unread: { fill: 'quiet' },
  flag: { fill: 'warning' },
  more: { fill: 'link' },
  cue: { fill: 'ink' },
  how: { fill: 'quiet' },
  heading: { fill: 'quiet' },
  side: { fill: 'ink' },
  badge: { fill: 'page' },
  key: { fill: 'quiet' },
  canvas: { fill: 'page' },
  band: { fill: 'band' },
  rule: { fill: 'none', stroke: 'line' },
  line: { fill: 'none', stroke: 'quiet' },
  arrow: { fill: 'quiet' },
  gap: { fill: 'none', stroke: 'warning' },
  'gap-arrow': { fill: 'warning' },
  outline: { fill: 'fill', stroke: 'kind' },
  dot: { fill: 'dot', stroke: 'kind' },
  'badge-box': { fill: 'ink' },
  fold: { fill: 'page', stroke: 'rail' },
  apart: { fill: 'none', stroke: 'rail' },
  flow: { fill: 'none', stroke: 'rail' },
  hub: { fill: 'band', stroke: 'quiet' },
};

/** What colours a shape: the statement's kind, and whether it was read; otherwise it has no fill, as when it is lost. */
export interface Tint {
  kind: Kind;
  read: boolean;
  isLost?: boolean;
}

export function paint(medium: Medium, role: TextRole | ShapeRole, tint?: Tint): Readonly<Record<string, string>> {
  if (medium === 'page') return { class: `d-${role}` };
  const { fill, stroke } = COLOURS[role];
  return stroke === undefined
    ? { fill: resolve(fill, tint) }
    : { fill: resolve(fill, tint), stroke: resolve(stroke, tint) };
}

function resolve(paint: ColourRule, tint: Tint = { kind: 'document', read: true }): string {
  if (paint === 'none') return 'none';
  const isFilled = tint.read && !tint.isLost;
  if (paint === 'kind') return tint.isLost ? LIGHT.quiet : LIGHT[tint.kind];
  if (paint === 'fill') return isFilled ? LIGHT[`${tint.kind}-fill`] : LIGHT.page;
  if (paint === 'dot') return isFilled ? LIGHT[tint.kind] : LIGHT.page;
  return LIGHT[paint];
}

/** The attributes of a group whose elements share a tint: in a page they inherit its colours. */
export function tintGroup(medium: Medium, { kind, read, isLost }: Tint): Readonly<Record<string, string>> {
  if (medium === 'file') return {};
  return { class: [`is-${kind}`, ...(read ? [] : ['is-unread']), ...(isLost ? ['is-lost'] : [])].join(' ') };
}

/** The forms of a drawing, from the widest on; the last fits a phone. */
export type FormName = 'wide' | 'medium' | 'small' | 'narrow';

/** As wide as the narrow form of every drawing is: no wider than a small phone has room for. */
export const NARROW_WIDTH = 328;

interface Frame {
  name: FormName;
  noun?: 'time-line';
  width: number;
  height: number;
  /** Null in a file of its own. */
  showing: Visibility | null;
}

/**
 * Puts a drawing together, with its name and description. It is a `graphics-document` (WAI-ARIA Graphics 1.0) and no
 * `img`, whose content is hidden from assistive technology: a drawing has links.
 */
export function frameDrawing(
  caption: { title: string; description: string },
  medium: Medium,
  frame: Frame,
  content: readonly string[],
): string {
  const { name, width, height, showing, noun = 'drawing' } = frame;
  const ids = { title: `${noun}-${name}-title`, desc: `${noun}-${name}-desc` };
  const background = medium === 'file' ? element('rect', { width, height, ...paint(medium, 'canvas') }) : '';
  return element(
    'svg',
    {
      xmlns: medium === 'file' ? 'http://www.w3.org/2000/svg' : null,
      class: showing === null ? null : nameFrame(name, showing),
      ...{ width, height, viewBox: `0 0 ${width} ${height}`, role: 'graphics-document' },
      'aria-labelledby': ids.title,
      'aria-describedby': ids.desc,
      'font-family': medium === 'file' ? FONT_FAMILY : null,
    },
    element('title', { id: ids.title }, escapeXml(caption.title)),
    element('desc', { id: ids.desc }, escapeXml(caption.description)),
    background,
    ...content,
  );
}

function nameFrame(name: FormName, { from, upTo, prints }: Visibility): string {
  const rooms = [from === null ? [] : `from-${from}`, upTo === null ? [] : `up-to-${upTo}`, prints ? 'prints' : []];
  return ['drawing', `drawing--${name}`, ...rooms.flat()].join(' ');
}

/** The forms of a drawing for pages, the widest first: from which width of its room each is shown, and its own height. */
export function measureForms({ wide, narrow }: { wide: string; narrow: string }): { from: number; height: number }[] {
  const forms = `${wide}${narrow}`.matchAll(/<svg class="([^"]*)" width="[\d.]+" height="([\d.]+)"/gu);
  return [...forms].map(([, names, height]) => {
    return { from: Number(/ from-(\d+)/u.exec(names!)?.[1] ?? 0), height: Number(height) };
  });
}
