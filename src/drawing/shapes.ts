import type { Box, CardWords, Kind, Curve, LineKind, Picture, Point } from './model.ts';
import { element, round, writeCurve, drawText, paint, type Medium, tintGroup } from './svg.ts';
import { measure, wrapText, FONTS } from './text.ts';

/** How far the sides of a hexagon stand in at its upper and lower end. */
export const SLANT = 13;
const CUT = 11;
const ROUND = 5;
const ROUNDEST = 30;

type Size = Pick<Box, 'width' | 'height'>;

type Form = Pick<CardWords, 'kind' | 'end' | 'read'>;

/**
 * A shape with its upper left corner at 0, 0: a page with a folded corner, a hexagon, a pill, cut corners. It is dashed
 * and empty when the statement is known only second-hand. An end that is no origin has a form of its own on the right:
 * a bar where no source is given, a torn edge where the trail is lost, a cross where an attribution was dropped.
 */
export function drawOutline(medium: Medium, form: Form, size: Size, small = false): string {
  const { kind, end, read } = form;
  const scale = small ? 0.45 : 1;
  const stroke = { 'stroke-linejoin': 'round', 'stroke-linecap': 'round', ...paint(medium, 'outline', form) };
  const thin = { 'stroke-width': small ? 1.5 : 1.8, ...stroke };
  const dashes = { 'stroke-dasharray': read ? null : small ? '3 2.2' : '5.5 4' };
  const draw = (d: string, attributes: Readonly<Record<string, string | number | null>>): string =>
    element('path', { d, ...attributes });
  if (end === 'open' && kind !== 'unnamed') {
    return draw(tearOff(kind, size, scale), { ...thin, ...dashes }) + draw(drawTear(size, scale), thin);
  }
  const parts = [draw(OUTLINES[kind](size, scale), { ...thin, ...dashes })];
  if (kind === 'document' && read) parts.push(draw(drawFold(size, scale), { ...thin, ...dashes }));
  if (end === 'unsourced') parts.push(draw(drawBar(size, scale), { ...stroke, 'stroke-width': small ? 3.5 : 6 }));
  if (end === 'dropped') parts.push(draw(drawCross({ x: size.width, y: size.height / 2 }, small ? 4 : 7), thin));
  return parts.join('');
}

/** The outline without its right side. */
function tearOff(kind: Kind, { width: w, height: h }: Size, scale: number): string {
  const r = kind === 'person' ? Math.min(h / 2, ROUNDEST) : round(ROUND * scale);
  return `M${w},0H${r}Q0,0 0,${r}V${round(h - r)}Q0,${h} ${r},${h}H${w}`;
}

function drawTear({ width: w, height: h }: Size, scale: number): string {
  const teeth = Math.max(2, Math.round(h / (14 * Math.max(scale, 0.6))));
  const step = h / (2 * teeth);
  const points = Array.from({ length: 2 * teeth }, (_, at) => {
    return `${round(at % 2 === 0 ? w - 6 * Math.max(scale, 0.6) : w)},${round((at + 1) * step)}`;
  });
  return `M${w},0L${points.join('L')}`;
}

function drawBar({ width: w, height: h }: Size, scale: number): string {
  const inset = round(Math.min(h / 4, 12 * Math.max(scale, 0.2)));
  return `M${w},${inset}V${round(h - inset)}`;
}

function drawCross({ x, y }: Point, half: number): string {
  const [left, right, top, bottom] = [x - half, x + half, y - half, y + half].map(round);
  return `M${left},${top}L${right},${bottom}M${left},${bottom}L${right},${top}`;
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

interface LineStyle {
  width: number;
  dashes: string | null;
  /** A reply answers a statement and does not come from it. */
  hasHead: boolean;
  role: 'line' | 'gap' | 'flow';
}

const LINE_STYLES: Readonly<Record<LineKind, LineStyle>> = {
  read: { width: 1.7, dashes: null, hasHead: true, role: 'line' },
  'second-hand': { width: 1.7, dashes: '0.1 4.6', hasHead: true, role: 'line' },
  unsupported: { width: 1.2, dashes: '14 6', hasHead: true, role: 'gap' },
  reply: { width: 1.3, dashes: '5 4', hasHead: false, role: 'line' },
  disputed: { width: 1.3, dashes: '9 3', hasHead: true, role: 'line' },
  idle: { width: 1.3, dashes: '1.5 7', hasHead: false, role: 'line' },
  lost: { width: 1, dashes: '2 4', hasHead: false, role: 'flow' },
};

export function drawLine(medium: Medium, line: LineKind, d: string): string {
  const { width, dashes, role } = LINE_STYLES[line];
  return element('path', {
    ...{ d, 'stroke-width': width, 'stroke-dasharray': dashes },
    'stroke-linecap': line === 'second-hand' ? 'round' : null,
    ...paint(medium, role),
  });
}

/** Where a disputed attribution's line is crossed out. */
export function drawCrossOut(medium: Medium, line: LineKind, at: Point): string {
  if (line !== 'disputed') return '';
  return element('path', { d: drawCross(at, 5), 'stroke-width': 1.8, ...paint(medium, 'gap') });
}

/** The part of an attribution's line that leads to the cited card, with its arrow where it has one. */
export function drawArrow(medium: Medium, line: LineKind, curve: Curve): string {
  const { hasHead, role } = LINE_STYLES[line];
  if (!hasHead) return drawLine(medium, line, writeCurve(curve));
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
    drawLine(medium, line, writeCurve([...curve.slice(0, -1), base])) +
    element('path', { d: triangle, ...paint(medium, role === 'gap' ? 'gap-arrow' : 'arrow') })
  );
}

const KEY_ROW = 28;
const SMALL = { width: 28, height: 18 };
const BETWEEN_KEYS = 20;

interface Key {
  text: string;
  isUsed: (picture: Used) => boolean;
  form?: Form;
  line?: LineKind;
}

/** What of a picture the legend explains. */
type Used = Pick<Picture, 'cards' | 'hops' | 'folds'>;

const ofCard =
  (isSo: (card: CardWords) => boolean) =>
  ({ cards }: Used): boolean =>
    [...cards.values()].some(isSo);

const ofLine =
  (line: LineKind) =>
  ({ hops, folds }: Used): boolean =>
    [...hops, ...folds.values()].some((drawn) => drawn.line === line);

const A_DOCUMENT: Form = { kind: 'document', end: null, read: true };

const KEYS: readonly Key[] = [
  { text: 'In a document', form: A_DOCUMENT, isUsed: ofCard(({ kind }) => kind === 'document') },
  {
    text: 'Origin',
    form: { kind: 'origin', end: 'origin', read: true },
    isUsed: ofCard(({ kind }) => kind === 'origin'),
  },
  { text: 'Person', form: { kind: 'person', end: null, read: true }, isUsed: ofCard(({ kind }) => kind === 'person') },
  {
    text: 'Unnamed source',
    form: { kind: 'unnamed', end: 'unnamed', read: true },
    isUsed: ofCard(({ kind }) => kind === 'unnamed'),
  },
  { text: 'Nobody here has read it', form: { ...A_DOCUMENT, read: false }, isUsed: ofCard(({ read }) => !read) },
  {
    text: 'Gives no source',
    form: { ...A_DOCUMENT, end: 'unsourced' },
    isUsed: ofCard(({ end }) => end === 'unsourced'),
  },
  {
    text: 'The trail ends here',
    form: { kind: 'document', end: 'open', read: false },
    isUsed: ofCard(({ end }) => end === 'open'),
  },
  {
    text: 'Attribution dropped',
    form: { ...A_DOCUMENT, end: 'dropped' },
    isUsed: ofCard(({ end }) => end === 'dropped'),
  },
  { text: 'Hop read', line: 'read', isUsed: ofLine('read') },
  { text: 'Hop second-hand', line: 'second-hand', isUsed: ofLine('second-hand') },
  { text: 'Hop without evidence', line: 'unsupported', isUsed: ofLine('unsupported') },
  { text: 'Answers it: no hop', line: 'reply', isUsed: ofLine('reply') },
  { text: 'Disputed: no hop', line: 'disputed', isUsed: ofLine('disputed') },
  { text: 'Leads nowhere: no hop', line: 'idle', isUsed: ofLine('idle') },
  { text: 'Lost with the source taken out', line: 'lost', isUsed: ofLine('lost') },
];

/**
 * Draws the legend of what a picture shows, with its upper left corner at 0, 0.
 * @param note a last sentence, such as how much of the claim is shown
 */
export function drawLegend(
  medium: Medium,
  picture: Used,
  width: number,
  note: string | null,
): { svg: string; height: number } {
  const parts = [element('path', { d: `M0,0.5H${width}`, ...paint(medium, 'rule') })];
  let [x, y] = [0, 14];
  for (const key of KEYS.filter(({ isUsed }) => isUsed(picture))) {
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
  const arrows = picture.hops.length === 0 ? '' : 'Each arrow means “attributes the claim to”.';
  const sentence = `${arrows} ${note ?? ''}`.trim();
  if (sentence !== '') {
    for (const line of wrapText(sentence, FONTS.key, width, 4)) {
      parts.push(drawKeyText(medium, line, 0, y + 11));
      y += 18;
    }
  }
  return { svg: parts.join(''), height: y + 4 };
}

function drawGlyph(medium: Medium, { form, line = 'read' }: Key): string {
  if (form) return element('g', tintGroup(medium, form), drawOutline(medium, form, SMALL, true));
  const middle = SMALL.height / 2;
  const across = [0, 1, 2, 3].map((third) => ({ x: (third * SMALL.width) / 3, y: middle }));
  return drawArrow(medium, line, across) + drawCrossOut(medium, line, { x: SMALL.width / 3, y: middle });
}

function drawKeyText(medium: Medium, text: string, x: number, y: number): string {
  return drawText(medium, { role: 'key', text, lang: 'en', x, y, width: 0, align: 'start' });
}
