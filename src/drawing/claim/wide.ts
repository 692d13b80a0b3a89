/** The wide drawing: from the reports on the left to the ends on the right, the contesting side below by itself. */
import type { Uid } from '../../model/records.ts';
import { compareUids } from '../../provenance/graph/graph.ts';
import { drawCard, type Card, type Label, composeLabel, composeCard } from './card.ts';
import type { Box, Picture, Curve, Kind, Point, PictureSide } from '../model.ts';
import { drawText, element, round, writeCurve, paint, type Medium, frameDrawing, WIDEST_FITTED } from '../svg.ts';
import { drawArrow, drawCrossOut, drawLine, drawLegend, SLANT } from '../shapes.ts';
import type { GraphLayout, GraphToLayOut, LayOutGraph } from '../graphviz.ts';
import { heightOfLanes, layOutAsides, type Aside } from './asides.ts';

const NARROWEST = 640;
/** The legend of a drawing that scrolls is in sight before anybody scrolls. */
const LEGEND_WHEN_SCROLLED = 720;

export function drawWide(picture: Picture, layout: WideLayout, medium: Medium, note: string | null): string {
  const width = Math.ceil(Math.max(layout.width, NARROWEST));
  const legendWidth = width > WIDEST_FITTED ? LEGEND_WHEN_SCROLLED : width - 2 * AROUND;
  const legend = drawLegend(medium, picture, legendWidth, note);
  const top = Math.ceil(layout.height) + 14;
  return frameDrawing(picture, medium, { name: 'wide', width, height: Math.ceil(top + legend.height) }, [
    ...layout.headings.map((heading) => drawSideHeading(medium, heading)),
    ...layout.columns.map((column) => drawColumn(medium, column)),
    ...layout.asides.map((aside) => drawAside(medium, aside)),
    ...layout.asideLabels.map(({ label, box, hop }) => drawAsideLabel(medium, label, box, hop)),
    ...layout.lines.map((line) => drawHop(medium, line)),
    ...layout.labels.map(({ label, box, hop }) => drawLabel(medium, label, box, hop)),
    ...layout.cards.map(({ card, box }) => drawCard(medium, card, box, 'middle')),
    element('g', { transform: `translate(${AROUND},${top})` }, legend.svg),
  ]);
}

function drawColumn(medium: Medium, { heading, box }: WideLayout['columns'][number]): string {
  return (
    element('rect', { ...box, height: Math.ceil(box.height), rx: 8, ...paint(medium, 'band') }) +
    drawText(medium, {
      ...{ role: 'heading', text: heading, lang: 'en' },
      ...{ x: box.x, y: box.y + 22, width: box.width, align: 'middle' },
    })
  );
}

function drawSideHeading(medium: Medium, { text, y }: WideLayout['headings'][number]): string {
  return drawText(medium, { role: 'side', text, lang: 'en', x: AROUND, y, width: 0, align: 'start' });
}

/** What carries nothing on is drawn below all that does. */
function drawAside(medium: Medium, { hop, citing, cited, line, curve, crossing }: Aside): string {
  const drawn = drawLine(medium, line, writeCurve(curve)) + drawCrossOut(medium, line, crossing);
  return medium === 'file'
    ? drawn
    : element('g', { 'data-hop': hop, 'data-citing': citing, 'data-cited': cited }, drawn);
}

/** Other lines run behind its words. */
function drawAsideLabel(medium: Medium, label: Label, box: Box, hop: Uid | null): string {
  const { x, y, width, height } = box;
  return element('rect', { x, y, width, height, ...paint(medium, 'canvas') }) + drawLabel(medium, label, box, hop);
}

/** In a page the script finds a hop by its uid, and a pointer needs no steady hand. */
function drawHop(medium: Medium, { hop, citing, cited, line, before, after }: HopLine): string {
  const drawn =
    drawLine(medium, line, writeCurve(before)) +
    drawArrow(medium, line, after) +
    drawCrossOut(medium, line, middleOf(before));
  if (medium === 'file') return drawn;
  const around = { fill: 'none', stroke: 'transparent', 'stroke-width': 14, 'pointer-events': 'stroke' };
  const hit = element('path', { d: writeCurve(before) + writeCurve(after), ...around });
  return element('g', { 'data-hop': hop, 'data-citing': citing, 'data-cited': cited }, drawn, hit);
}

/** A point on the curve, halfway through its middle bend. */
function middleOf(curve: Curve): Point {
  const bend = 3 * Math.floor((curve.length - 1) / 6);
  const [a, b, c, d] = curve.slice(bend, bend + 4) as [Point, Point, Point, Point];
  const mix = (axis: 'x' | 'y'): number => (a[axis] + 3 * b[axis] + 3 * c[axis] + d[axis]) / 8;
  return { x: mix('x'), y: mix('y') };
}

function drawLabel(medium: Medium, { lines, href }: Label, box: Box, hop: Uid | null): string {
  const { x, y, width, height } = box;
  const texts = lines
    .map((line) => drawText(medium, { ...line, x: round(x + line.x), y: round(y + line.y) }))
    .join(' ');
  const hit = element('rect', { x, y, width, height, fill: 'none', 'pointer-events': 'all' });
  if (medium === 'file') return href === null ? texts : element('a', { href }, texts);
  return element(href === null ? 'g' : 'a', { href, 'data-hop': hop }, hit, texts);
}

/** From the citing card to its label (`before`), and from there to the cited card (`after`). */
type HopLine = ReturnType<typeof layOutLines>[number];

/**
 * Lines between neighbours bend within the gap beside the cards; longer ones go as Graphviz laid them, round all that
 * stands in their way. On each side of a card they are spread.
 */
function layOutLines(
  { hops, columns }: GraphToLayOut,
  cards: Picture['cards'],
  placed: Pick<GraphLayout, 'cards' | 'labels' | 'lines'>,
) {
  const ends = hops.flatMap(({ uid, citing, cited }): LineEnd[] => {
    const [before, after] = placed.lines.get(uid)!;
    const endAt = (card: Uid, curve: Curve, end: LineEnd['end']): LineEnd => {
      return { card, box: placed.cards.get(card)!, kind: cards.get(card)!.kind, curve, end };
    };
    return [endAt(citing, before, 'first'), endAt(cited, after, 'last')];
  });
  const curves = spreadEnds(ends);
  const columnOf = new Map(columns.flatMap(({ statements }, at) => statements.map((uid) => [uid, at] as const)));
  const gutters = columns.map((_, at) => findGutters({ hops, columns }, placed, columnOf, at));
  return hops.map(({ uid, citing, cited, line, course }, at) => {
    const column = columnOf.get(citing)!;
    const { beforeLabels, afterLabels } = gutters[column]!;
    const [before, after] = [curves[2 * at]!, curves[2 * at + 1]!];
    const isNext = columnOf.get(cited) === column + 1;
    return {
      ...{ hop: uid, citing, cited, line },
      before: bendWithin(beforeLabels, before[0]!, before.at(-1)!),
      after:
        course === 'within'
          ? bendWithin(beforeLabels, after.at(-1)!, after[0]!).toReversed()
          : isNext
            ? bendWithin(afterLabels, after[0]!, after.at(-1)!)
            : after,
    };
  });
}

/** The strips on both sides of the labels that stand after a column. */
function findGutters(
  { columns, hops }: GraphToLayOut,
  placed: Pick<GraphLayout, 'cards' | 'labels'>,
  columnOf: ReadonlyMap<Uid, number>,
  at: number,
): { beforeLabels: Gutter; afterLabels: Gutter } {
  const ofCards = (column: number): Box[] => (columns[column]?.statements ?? []).map((uid) => placed.cards.get(uid)!);
  const labels = hops.filter(({ citing }) => columnOf.get(citing) === at).map(({ uid }) => placed.labels.get(uid)!);
  const left = (boxes: readonly Box[]): number => Math.min(...boxes.map(({ x }) => x));
  const right = (boxes: readonly Box[]): number => Math.max(...boxes.map(({ x, width }) => x + width));
  return {
    beforeLabels: { left: right(ofCards(at)), right: left(labels) },
    afterLabels: { left: right(labels), right: left(ofCards(at + 1)) },
  };
}

/** Lines end so far from the corners of a card, which may be cut. */
const FROM_CORNER = 14;

const LINES_APART = 18;

interface LineEnd {
  card: Uid;
  box: Box;
  kind: Kind;
  curve: Curve;
  end: 'first' | 'last';
}

/**
 * Spreads the lines that end on one side of a card, which were all laid out to its middle, in the order in which they
 * come; and brings them up to the slanted side of a hexagon.
 * @returns the lines with their ends moved, in the order given
 */
function spreadEnds(ends: readonly LineEnd[]): Curve[] {
  const sides = new Map<string, number[]>();
  for (const [number, { card, box, curve, end }] of ends.entries()) {
    const side = `${card} ${isLeft(box, pointAt(curve, end)) ? 'left' : 'right'}`;
    sides.set(side, [...(sides.get(side) ?? []), number]);
  }
  const moved = ends.map(({ curve }) => curve);
  for (const numbers of sides.values()) {
    // Seen from the card, the other end tells where the line comes from.
    const otherY = (number: number): number =>
      pointAt(moved[number]!, ends[number]!.end === 'first' ? 'last' : 'first').y;
    const inOrder = numbers.toSorted((a, b) => otherY(a) - otherY(b) || a - b);
    for (const [place, number] of inOrder.entries()) {
      moved[number] = moveEnd(ends[number]!, place - (inOrder.length - 1) / 2, inOrder.length);
    }
  }
  return moved;
}

function moveEnd({ curve, box, kind, end }: LineEnd, steps: number, count: number): Curve {
  const step = Math.min(LINES_APART, (box.height - 2 * FROM_CORNER) / Math.max(1, count - 1));
  const middle = box.y + box.height / 2;
  const points = [...curve];
  const [at, beside] = end === 'first' ? [0, 1] : [points.length - 1, points.length - 2];
  const [point, bend] = [points[at]!, points[beside]!];
  const y = middle + steps * step;
  const inset = kind === 'origin' ? (SLANT * Math.abs(y - middle)) / (box.height / 2) : 0;
  points[at] = { x: point.x + (isLeft(box, point) ? inset : -inset), y };
  points[beside] = { x: bend.x, y: bend.y + y - point.y };
  return points;
}

function pointAt(curve: Curve, end: 'first' | 'last'): Point {
  return end === 'first' ? curve[0]! : curve.at(-1)!;
}

function isLeft(box: Box, { x }: Point): boolean {
  return x < box.x + box.width / 2;
}

type Gutter = Record<'left' | 'right', number>;

/** A line from left to right that changes its height within a gutter and is straight before and after it. */
function bendWithin(gutter: Gutter, from: Point, to: Point): Curve {
  const enter = { x: Math.max(from.x, gutter.left), y: from.y };
  const leave = { x: Math.min(to.x, gutter.right), y: to.y };
  const middle = (enter.x + leave.x) / 2;
  const bend = [{ x: middle, y: enter.y }, { x: middle, y: leave.y }, leave];
  return [from, ...runStraight(from, enter), ...bend, ...runStraight(leave, to)];
}

function runStraight(from: Point, to: Point): Point[] {
  return to.x - from.x < 0.5 ? [] : [from, to, to];
}

export type WideLayout = ReturnType<typeof layOutWide>;

const CARD_WIDTH = 208;

/** Around the cards of a column, and so around the whole drawing. */
export const AROUND = 12;
const HEADING = 44;
const BELOW = 16;
const SIDE_HEADING = 30;
const BETWEEN_SIDES = 18;

/** Lays out each side by itself, one below the other, and in between what leads from one to the other. */
export function layOutWide(picture: Picture, placeCards: LayOutGraph) {
  const cards = new Map([...picture.cards].map(([uid, words]) => [uid, composeCard(words, CARD_WIDTH)]));
  const sides: LaidSide[] = [];
  const headings: { text: string; y: number }[] = [];
  const asides = picture.hops.filter(({ course }) => course === 'aside');
  const corridor = { top: 0, lanes: new Set(asides.map(({ citing }) => citing)).size };
  let y = 0;
  for (const [place, { heading, columns }] of picture.sides.entries()) {
    if (heading !== null) {
      if (place > 0) y += BETWEEN_SIDES;
      headings.push({ text: heading, y: y + 18 });
      y += SIDE_HEADING;
    }
    const side = layOutSide(picture, columns, cards, placeCards, y);
    sides.push(side);
    y += side.height;
    if (place === 0 && corridor.lanes > 0) {
      corridor.top = y;
      y += heightOfLanes(corridor.lanes);
    }
  }
  const width = Math.max(...sides.map((side) => side.width), 0) + 2 * AROUND;
  const cardBoxes = new Map(sides.flatMap(({ cardBoxes: boxes }) => [...boxes]));
  return {
    width,
    height: y,
    headings,
    columns: sides.flatMap(({ columns }) => columns),
    cards: [...cards].map(([uid, card]) => ({ card, box: cardBoxes.get(uid)! })),
    labels: sides.flatMap(({ labels }) => labels),
    lines: sides.flatMap(({ lines }) => lines),
    ...layOutAsides(asides, cardBoxes, corridor.top, width),
  };
}

type LaidSide = ReturnType<typeof layOutSide>;

function layOutSide(
  picture: Picture,
  columns: PictureSide['columns'],
  allCards: ReadonlyMap<Uid, Card>,
  placeCards: LayOutGraph,
  top: number,
) {
  const cards = new Map(
    columns.flatMap(({ statements }) => statements.map((uid) => [uid, allCards.get(uid)!] as const)).sort(compareKeys),
  );
  const hops = picture.hops.filter(({ citing, course }) => course !== 'aside' && cards.has(citing));
  const labels = new Map(hops.map((hop) => [hop.uid, composeLabel(hop)]));
  const placed = placeCards({ columns, hops }, cards, labels);
  const move = <T extends Point>(at: T): T => {
    return { ...at, x: round(at.x + AROUND), y: round(at.y + top + HEADING) };
  };
  const cardBoxes = new Map([...placed.cards].map(([uid, box]) => [uid, move(box)]));
  const labelBoxes = new Map([...placed.labels].map(([uid, box]) => [uid, move(box)]));
  const height = placed.height + HEADING + BELOW;
  return {
    width: placed.width,
    height,
    cardBoxes,
    columns: columns.map(({ heading, statements }) => {
      const { x } = cardBoxes.get(statements[0]!)!;
      return { heading, box: { x: x - AROUND, y: top, width: CARD_WIDTH + 2 * AROUND, height } };
    }),
    labels: hops.map(({ uid }) => ({ label: labels.get(uid)!, box: labelBoxes.get(uid)!, hop: uid })),
    lines: layOutLines({ columns, hops }, picture.cards, {
      ...{ cards: cardBoxes, labels: labelBoxes },
      lines: new Map([...placed.lines].map(([uid, [before, after]]) => [uid, [before.map(move), after.map(move)]])),
    }),
  };
}

function compareKeys([a]: readonly [Uid, unknown], [b]: readonly [Uid, unknown]): number {
  return compareUids(a, b);
}
