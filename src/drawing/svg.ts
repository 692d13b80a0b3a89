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
  const { size, weight, italic, spacing }: Font = FONTS[role];
  // A cue on a card continues with the name of whoever is cited: one line, whatever their directions.
  const rightToLeft = isRightToLeft(text) && !(role === 'cue' && align === 'start');
  const start = rightToLeft || align === 'end' ? x + width : x;
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
      [medium === 'page' ? 'lang' : 'xml:lang']: lang === 'en' ? null : lang,
      ...paint(medium, role, tint),
    },
    escapeXml(isolate(text)),
  );
}

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
  flow: { fill: 'none', stroke: 'rail' },
  hub: { fill: 'band', stroke: 'quiet' },
};

/** What colours a shape: the statement's kind, and whether it was read; otherwise it has no fill. */
export interface Tint {
  kind: Kind;
  read: boolean;
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
  if (paint === 'kind') return LIGHT[tint.kind];
  if (paint === 'fill') return tint.read ? LIGHT[`${tint.kind}-fill`] : LIGHT.page;
  if (paint === 'dot') return tint.read ? LIGHT[tint.kind] : LIGHT.page;
  return LIGHT[paint];
}

/** The attributes of a group whose elements share a tint: in a page they inherit its colours. */
export function tintGroup(medium: Medium, { kind, read }: Tint): Readonly<Record<string, string>> {
  return medium === 'page' ? { class: read ? `is-${kind}` : `is-${kind} is-unread` } : {};
}

interface Frame {
  name: 'wide' | 'narrow';
  /** Whether a wide drawing shrinks with its page and never scrolls. */
  shrinks?: boolean;
  noun?: 'time-line';
  width: number;
  height: number;
}

/** Drawings wider than a page shrink to fit up to this width; wider ones scroll. */
export const WIDEST_FITTED = 1500;
const NARROWEST_FITTED = 1000;

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
  const { name, width, height, noun = 'drawing' } = frame;
  const ids = { title: `${noun}-${name}-title`, desc: `${noun}-${name}-desc` };
  const background = medium === 'file' ? element('rect', { width, height, ...paint(medium, 'canvas') }) : '';
  return element(
    'svg',
    {
      xmlns: medium === 'file' ? 'http://www.w3.org/2000/svg' : null,
      class: medium === 'page' ? nameFrame(frame) : null,
      ...{ width, height, viewBox: `0 0 ${width} ${height}`, role: 'graphics-document' },
      'aria-labelledby': ids.title,
      'aria-describedby': ids.desc,
      'font-family': FONT_FAMILY,
    },
    element('title', { id: ids.title }, escapeXml(caption.title)),
    element('desc', { id: ids.desc }, escapeXml(caption.description)),
    background,
    ...content,
  );
}

function nameFrame({ name, width, shrinks = false }: Frame): string {
  if (shrinks) return `drawing drawing--${name} drawing--shrinks`;
  const fits = width > NARROWEST_FITTED && width <= WIDEST_FITTED;
  return `drawing drawing--${name}${fits ? ' drawing--fits' : ''}`;
}
