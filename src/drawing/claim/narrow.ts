/** The narrow drawing: cards from top to bottom, with rails beside them. */
import type { Uid } from '../../model/records.ts';
import type { Visibility } from '../fit.ts';
import type { CardSize } from '../graphviz.ts';
import type { Box, HopWords, LineKind, Picture, Point } from '../model.ts';
import { drawArrow, drawLegend, drawLine } from '../shapes.ts';
import { drawText, element, frameDrawing, NARROW_WIDTH, paint, round, tintGroup, type Medium } from '../svg.ts';
import { measure } from '../text.ts';
import { BADGE_HEIGHT, composeCard, composeFold, drawCard, drawFold, type Card, type Fold } from './card.ts';
import { tellBesideRails } from './cues.ts';
import type { WideLayout } from './wide.ts';

type NarrowLayout = ReturnType<typeof layOutNarrow>;

/** Beside the cards, for the bar or the cross of an end. */
const RIGHT = 8;
const DOT = 7;
const LANE = 20;
/** All lanes together take no more than this: where there are many they stand closer. */
const MOST_FOR_LANES = 100;
const BETWEEN_CARDS = 16;
const HEADING_HEIGHT = 32;
const DOT_FROM_TOP = 26;
/** A fold has no heading of its own. */
const BEFORE_FOLD = 4;
const BEFORE_BAND = 6;
/** So far a loop reaches below the statement that it leaves and above that which it leads to. */
const LOOP = 20;
/** A rail changes lanes within this height. */
const BEND = 24;

/**
 * @param wide of the same picture, if there is one: cards of a column keep their order
 */
export function layOutNarrow(picture: Picture, wide: Pick<WideLayout, 'cards' | 'folds'> | null) {
  const columns = orderColumns(picture, wide);
  const order = columns.flatMap(({ statements }) => statements);
  const placeOf = new Map(order.map((uid, place) => [uid, place]));
  const rails = assignLanes(order, picture.hops);
  const lane = Math.min(LANE, MOST_FOR_LANES / rails.lanes);
  const left = round(2 * DOT + (rails.lanes - 1) * lane + 14);
  const width = round(NARROW_WIDTH - left - RIGHT);
  const headings: { text: string; y: number; role: 'heading' | 'side' }[] = [];
  const bands: Box[] = [];
  const stops: Stop[] = [];
  let y = 0;
  for (const { side, heading, statements } of columns) {
    if (side !== null) {
      y += BEFORE_BAND;
      bands.push({ x: 0.5, y: y + 0.5, width: NARROW_WIDTH - 1, height: 0 });
      headings.push({ text: side, y: y + 24, role: 'side' });
      y += HEADING_HEIGHT;
    }
    if (heading !== null) headings.push({ text: heading, y: y + 20, role: 'heading' });
    y += heading === null ? BEFORE_FOLD : HEADING_HEIGHT;
    for (const uid of statements) {
      const node = composeStop(picture, uid, width, (statement) => placeOf.get(statement)!);
      if (node.isBadged) y += BADGE_HEIGHT / 2;
      const box = { x: left, y, width: node.width, height: node.height };
      stops.push({ ...node, box, dot: { x: round(DOT + 1 + rails.dots[stops.length]! * lane), y: y + node.dotAt } });
      y += node.height + BETWEEN_CARDS;
    }
    const band = bands.at(-1);
    if (band) band.height = round(y - band.y - 2);
  }
  const cards = stops.flatMap(({ card, box, dot }) => (card === null ? [] : [{ card, box, dot }]));
  return { height: y, headings, bands, stops, cards, rails, left };
}

interface Stop {
  card: Card | null;
  fold: Fold | null;
  box: Box;
  /** Where its rail passes. */
  dot: Point;
}

function composeStop(picture: Picture, uid: Uid, width: number, place: (statement: Uid) => number) {
  const folded = picture.folds.get(uid);
  if (folded) {
    const fold = composeFold(folded);
    return { card: null, fold, ...sizeOf(fold), dotAt: fold.height / 2 };
  }
  const card = composeCard(picture.cards.get(uid)!, width, tellBesideRails(picture, uid, place));
  return { card, fold: null, ...sizeOf(card), dotAt: DOT_FROM_TOP };
}

function sizeOf({ width, height, isBadged }: CardSize): CardSize {
  return { width, height, isBadged };
}

/** The columns one below the other, each in the order that its cards have in the wide drawing. */
function orderColumns({ sides, hops }: Picture, wide: Pick<WideLayout, 'cards' | 'folds'> | null) {
  const heights = new Map([
    ...(wide?.cards ?? []).map(({ card, box }) => [card.words.uid, box.y] as const),
    ...(wide?.folds ?? []).map(({ fold, box }) => [fold.words.uid, box.y] as const),
  ]);
  const heightOf = (uid: Uid): number => heights.get(uid) ?? 0;
  return sides.flatMap(({ heading: side, columns }) =>
    columns.map(({ heading, statements }, at) => ({
      side: at === 0 ? side : null,
      heading,
      statements: followCircles(
        statements.toSorted((a, b) => heightOf(a) - heightOf(b)),
        hops,
      ),
    })),
  );
}

/** A circle begins where a chain comes into it and goes down from there, so that little more than its last hop leads up. */
function followCircles(statements: readonly Uid[], hops: readonly HopWords[]): readonly Uid[] {
  const within = hops.filter(({ course, citing }) => course === 'within' && statements.includes(citing));
  if (within.length === 0) return statements;
  const isEntered = (uid: Uid): boolean => hops.some(({ course, cited }) => course === 'onward' && cited === uid);
  const followed = new Set<Uid>();
  const follow = (uid: Uid): void => {
    if (followed.has(uid)) return;
    followed.add(uid);
    for (const { citing, cited } of within) if (citing === uid) follow(cited);
  };
  for (const uid of [...statements.filter(isEntered), ...statements]) follow(uid);
  return [...followed];
}

export function drawNarrow(picture: Picture, layout: NarrowLayout, medium: Medium, showing: Visibility): string {
  const legend = drawLegend(medium, picture, NARROW_WIDTH - 2, null);
  const top = layout.height + (layout.bands.length > 0 ? 14 : 4);
  const height = Math.ceil(top + legend.height);
  return frameDrawing(picture, medium, { name: 'narrow', width: NARROW_WIDTH, height, showing }, [
    ...layout.bands.map((box) => element('rect', { ...box, rx: 10, ...paint(medium, 'apart') })),
    ...layout.headings.map((heading) => drawHeading(medium, layout.left, heading)),
    ...layout.rails.rails.map((rail) => drawRail(medium, layout, rail)),
    ...layout.stops.map((stop) => drawStop(medium, stop)),
    element('g', { transform: `translate(1,${top})` }, legend.svg),
  ]);
}

function drawStop(medium: Medium, { card, fold, box, dot }: Stop): string {
  const tie = element('path', { d: `M${dot.x},${dot.y}H${box.x}`, ...paint(medium, 'rule') });
  if (fold) return tie + drawFold(medium, fold, box);
  return tie + drawDot(medium, card!, dot) + drawCard(medium, card!, box, 'end');
}

function drawHeading(medium: Medium, lanes: number, { text, y, role }: NarrowLayout['headings'][number]): string {
  const left = role === 'side' ? 12 : lanes;
  const end = round(left + measure(text, role) + 8);
  return (
    drawText(medium, { role, text, lang: 'en', x: left, y, width: NARROW_WIDTH - left, align: 'start' }) +
    element('path', { d: `M${end},${y - 4}H${NARROW_WIDTH - RIGHT}`, ...paint(medium, 'rule') })
  );
}

function drawDot(medium: Medium, { words }: Card, { x, y }: Point): string {
  const circle = element('circle', { cx: x, cy: y, r: DOT - 0.5, 'stroke-width': 2, ...paint(medium, 'dot', words) });
  return element('g', tintGroup(medium, words), circle);
}

function drawRail(medium: Medium, { stops, rails }: NarrowLayout, rail: Rail): string {
  const lane = Math.min(LANE, MOST_FOR_LANES / rails.lanes);
  const [from, along, to] = rail.lanes.map((number) => round(DOT + 1 + number * lane)) as [number, number, number];
  const start = stops[rail.from]!.dot.y;
  const end = stops[rail.to]!.dot.y;
  if (rail.to < rail.from) return drawLoop(medium, rail.line, { x: from, y: start }, along, { x: to, y: end });
  const turn = (x: number, y: number): string => `C${x},${y}`;
  const half = BEND / 2;
  const out = from === along ? '' : `${turn(from, start + half)} ${along},${start + half} ${along},${start + BEND}`;
  // Where it joins another hop's lane, that one is drawn already.
  if (rail.joins) return drawLine(medium, rail.line, `M${from},${start}${out}`);
  const into = along === to ? '' : `${turn(along, end - half)} ${to},${end - half} ${to},${end}`;
  const straight = `V${into === '' ? end : end - BEND}`;
  return drawLine(medium, rail.line, `M${from},${start}${out}${straight}${into}`);
}

/** Out below the citing statement, up its own lane and into the cited one from above: with an arrow, for it goes up. */
function drawLoop(medium: Medium, line: LineKind, from: Point, lane: number, to: Point): string {
  const [below, above] = [from.y + LOOP, to.y - LOOP];
  const tip = { x: to.x + DOT * 0.7, y: to.y - DOT * 0.7 };
  const enter = { x: lane, y: to.y };
  const leave = { x: lane, y: from.y };
  return drawArrow(medium, line, [
    ...[from, { x: from.x, y: below }, { x: lane, y: below }, leave],
    ...[leave, enter, enter],
    ...[{ x: lane, y: above }, { x: tip.x + 5, y: above - 4 }, tip],
  ]);
}

/** One hop's line: out of a statement's lane, along a lane, into another statement's lane. */
interface Rail {
  line: LineKind;
  /** Places from the top; a loop leads up. */
  from: number;
  to: number;
  /** The lane of the citing statement, the one it runs along, and that of the cited statement. */
  lanes: readonly [from: number, along: number, to: number];
  /** It runs into another hop's lane at once, which leads to the same statement. */
  joins: boolean;
}

interface Lane {
  target: Uid;
  line: LineKind;
  from: number;
  fromLane: number;
  isLoop: boolean;
}

/**
 * Gives every hop a lane, as commit graphs do: a statement stands in the first lane that leads to it, its first hop goes
 * on in that lane, others take the first that is free. What leads back up, as in a circle, has a lane of its own right of
 * its statement; what leads aside has none.
 * @param order the statements from top to bottom
 * @returns the hops, and in `dots` the lane of each statement's dot
 */
function assignLanes(order: readonly Uid[], hops: readonly HopWords[]) {
  const placeOf = new Map(order.map((uid, place) => [uid, place]));
  const lanes: (Lane | null)[] = [];
  const dots: number[] = [];
  const rails: Rail[] = [];
  const around = hops.filter(({ course }) => course !== 'aside');
  for (const [place, uid] of order.entries()) {
    const leading = lanes.flatMap((lane, number) => (lane?.target === uid && !lane.isLoop ? [number] : []));
    const own = leading[0] ?? takeLane(lanes, null);
    dots.push(own);
    for (const number of leading) {
      const { line, from, fromLane } = lanes[number]!;
      rails.push({ line, from, to: place, lanes: [fromLane, number, own], joins: false });
      lanes[number] = null;
    }
    const down = around
      .filter(({ citing, cited }) => citing === uid && placeOf.get(cited)! > place)
      .sort((a, b) => placeOf.get(a.cited)! - placeOf.get(b.cited)!);
    for (const { cited, line } of down) {
      const shared = lanes.findIndex((lane) => lane?.target === cited && lane.line === line && !lane.isLoop);
      if (shared >= 0) {
        rails.push({ line, from: place, to: placeOf.get(cited)!, lanes: [own, shared, shared], joins: true });
      } else {
        takeLane(lanes, { target: cited, line, from: place, fromLane: own, isLoop: false }, { wish: own });
      }
    }
    for (const { citing, cited, line } of around) {
      if (cited !== uid || placeOf.get(citing)! < place) continue;
      takeLane(lanes, { target: citing, line, from: place, fromLane: own, isLoop: true }, { past: own });
    }
    // Their lanes are free from here on only: a loop that begins here would run into one that ends here.
    for (const [number, lane] of lanes.entries()) {
      if (!lane?.isLoop || lane.target !== uid) continue;
      rails.push({ line: lane.line, from: place, to: lane.from, lanes: [own, number, lane.fromLane], joins: false });
      lanes[number] = null;
    }
  }
  return { dots, rails, lanes: lanes.length };
}

/** Takes the lane that is wished for, or the first that is free past another. */
function takeLane(
  lanes: (Lane | null)[],
  lane: Lane | null,
  { wish, past = -1 }: { wish?: number; past?: number } = {},
): number {
  const free = lanes.findIndex((taken, number) => taken === null && number > past);
  const number =
    wish !== undefined && lanes[wish] === null ? wish : free >= 0 ? free : Math.max(lanes.length, past + 1);
  lanes[number] = lane;
  return number;
}
