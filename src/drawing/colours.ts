/**
 * The colours of a drawing. In a page the stylesheet gives them, light or dark (`.d-…` in hearsay.css); a file that
 * stands alone has the light ones written into it. test/drawing/colours.test.ts holds the two together.
 */
import type { TextRole } from './text/fonts.ts';
import type { Kind } from './model.ts';

/** Where a drawing is looked at: within a page of ours, or by itself. */
export type Place = 'page' | 'file';

export type ShapeRole =
  'canvas' | 'band' | 'rule' | 'line' | 'arrow' | 'outline' | 'dot' | 'badge-box' | 'flow' | 'hub';

/** The light tokens of the stylesheet. */
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

export type Token = keyof typeof LIGHT;

/** `kind`, `fill` and `dot` stand for colours of the kind that a thing is of. */
export type Paint = Token | 'kind' | 'fill' | 'dot' | 'none';

export const PAINTS: Readonly<Record<TextRole | ShapeRole, { fill: Paint; stroke?: Paint }>> = {
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
  badge: { fill: 'page' },
  key: { fill: 'quiet' },
  canvas: { fill: 'page' },
  band: { fill: 'band' },
  rule: { fill: 'none', stroke: 'line' },
  line: { fill: 'none', stroke: 'quiet' },
  arrow: { fill: 'quiet' },
  outline: { fill: 'fill', stroke: 'kind' },
  dot: { fill: 'dot', stroke: 'kind' },
  'badge-box': { fill: 'ink' },
  flow: { fill: 'none', stroke: 'rail' },
  hub: { fill: 'band', stroke: 'quiet' },
};

/** What a thing is of: its kind, and whether it is known only second-hand, which has no fill. */
export interface Tint {
  kind: Kind;
  read: boolean;
}

/** The attributes that give a thing its colours. */
export function paint(place: Place, role: TextRole | ShapeRole, tint?: Tint): Readonly<Record<string, string>> {
  if (place === 'page') return { class: `d-${role}` };
  const { fill, stroke } = PAINTS[role];
  return stroke === undefined
    ? { fill: resolve(fill, tint) }
    : { fill: resolve(fill, tint), stroke: resolve(stroke, tint) };
}

function resolve(paint: Paint, tint: Tint = { kind: 'document', read: true }): string {
  if (paint === 'none') return 'none';
  if (paint === 'kind') return LIGHT[tint.kind];
  if (paint === 'fill') return tint.read ? LIGHT[`${tint.kind}-fill`] : LIGHT.page;
  if (paint === 'dot') return tint.read ? LIGHT[tint.kind] : LIGHT.page;
  return LIGHT[paint];
}

/** The attributes of a group whose things are of one kind: in a page the colours come down from it. */
export function tintGroup(place: Place, { kind, read }: Tint): Readonly<Record<string, string>> {
  return place === 'page' ? { class: read ? `is-${kind}` : `is-${kind} is-unread` } : {};
}
