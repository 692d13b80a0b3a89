/** Where the lines of the wide drawing run, from the citing card through the label to the cited card. */
import type { Uid } from '../../model/records.ts';
import type { GraphLayout, GraphToLayOut } from '../graphviz.ts';
import type { Box, Curve, Kind, Picture, Point } from '../model.ts';
import { SLANT } from '../shapes.ts';

/** From the citing card to its label (`before`), and from there to the cited card (`after`). */
export type HopLine = ReturnType<typeof layOutLines>[number];

/**
 * Lines between neighbours bend within the gap beside the cards; longer ones go as Graphviz laid them, round all that
 * stands in their way. On each side of a card they are spread.
 */
export function layOutLines(
  { hops, columns }: GraphToLayOut,
  cards: Picture['cards'],
  placed: Pick<GraphLayout, 'cards' | 'labels' | 'lines'>,
) {
  const ends = hops.flatMap(({ uid, citing, cited }): LineEnd[] => {
    const [before, after] = placed.lines.get(uid)!;
    const endAt = (card: Uid, curve: Curve, end: LineEnd['end']): LineEnd => {
      return { card, box: placed.cards.get(card)!, kind: cards.get(card)?.kind ?? null, curve, end };
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
  /** Null for a fold. */
  kind: Kind | null;
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
