/** The narrow drawing: cards from top to bottom, with rails beside them. */
import type { Uid } from '../../model/records.ts';
import { drawCard, BADGE_HEIGHT, composeCard, type Card, type CueOnCard } from './card.ts';
import { measure, isRightToLeft } from '../text.ts';
import type { Box, HopWords, LineKind, Picture, Point } from '../model.ts';
import { drawText, element, round, paint, tintGroup, type Medium, frameDrawing } from '../svg.ts';
import { drawLine, drawLegend } from '../shapes.ts';
import type { WideLayout } from './wide.ts';

type NarrowLayout = ReturnType<typeof layOutNarrow>;

const NARROW_WIDTH = 344;
/** Beside the cards, for the bar or the cross of an end. */
const RIGHT = 8;
const DOT = 7;
const LANE = 20;
/** All lanes together take no more than this: where there are many they stand closer. */
const MOST_FOR_LANES = 100;
const BETWEEN_CARDS = 16;
const HEADING_HEIGHT = 32;
const DOT_FROM_TOP = 26;
/** A rail changes lanes within this height. */
const BEND = 24;

/** @param wide of the same picture: cards of a column keep their order */
export function layOutNarrow(picture: Picture, wide: WideLayout) {
  const heights = new Map(wide.cards.map(({ card, box }) => [card.words.uid, box.y]));
  const columns = picture.sides.flatMap(({ heading: side, columns: own }) =>
    own.map(({ heading, statements }, at) => ({
      side: at === 0 ? side : null,
      heading,
      statements: statements.toSorted((a, b) => heights.get(a)! - heights.get(b)!),
    })),
  );
  const order = columns.flatMap(({ statements }) => statements);
  const rails = assignLanes(order, picture.hops);
  const lane = Math.min(LANE, MOST_FOR_LANES / rails.lanes);
  const left = round(2 * DOT + (rails.lanes - 1) * lane + 14);
  const headings: { text: string; y: number; role: 'heading' | 'side' }[] = [];
  const cards: { card: Card; box: Box; dot: Point }[] = [];
  let y = 0;
  for (const { side, heading, statements } of columns) {
    if (side !== null) {
      headings.push({ text: side, y: y + 24, role: 'side' });
      y += HEADING_HEIGHT;
    }
    headings.push({ text: heading, y: y + 20, role: 'heading' });
    y += HEADING_HEIGHT;
    for (const uid of statements) {
      const card = composeCard(
        picture.cards.get(uid)!,
        round(NARROW_WIDTH - left - RIGHT),
        describeHops(picture, order, uid),
      );
      if (card.words.meeting > 1) y += BADGE_HEIGHT / 2;
      const box = { x: left, y, width: card.width, height: card.height };
      const dot = { x: round(DOT + 1 + rails.dots[cards.length]! * lane), y: y + DOT_FROM_TOP };
      cards.push({ card, box, dot });
      y += card.height + BETWEEN_CARDS;
    }
  }
  return { height: y, headings, cards, rails, left };
}

/** The attributions of a statement, each as a line: "“citing” Yonhap (via IANS)". */
function describeHops({ hops, cards }: Picture, order: readonly Uid[], uid: Uid): CueOnCard[] {
  const own = hops.filter(({ citing }) => citing === uid);
  const place = (statement: Uid): number => order.indexOf(statement);
  return own
    .sort((a, b) => place(a.cited) - place(b.cited))
    .map((hop) => ({
      line: hop.line,
      text: describeHop(hop, cards.get(hop.cited)!.name.text, place(hop.cited) < place(uid)),
      original: hop.cue.original ?? null,
    }));
}

function describeHop({ cue, how }: HopWords, name: string, isAbove: boolean): string {
  // Each in its own direction, whatever the other's.
  const said = [cue.text, name].map((text) => (isRightToLeft(text) ? `\u2068${text}\u2069` : text)).join(' ');
  const notes = [how?.text, isAbove ? 'further up' : null].filter((note) => note);
  return notes.length > 0 ? `${said} (${notes.join(', ')})` : said;
}

export function drawNarrow(picture: Picture, layout: NarrowLayout, medium: Medium): string {
  const legend = drawLegend(medium, picture, NARROW_WIDTH - 2, null);
  const top = layout.height + 4;
  return frameDrawing(
    picture,
    medium,
    { name: 'narrow', width: NARROW_WIDTH, height: Math.ceil(top + legend.height) },
    [
      ...layout.headings.map((heading) => drawHeading(medium, layout.left, heading)),
      ...layout.rails.rails.map((rail) => drawLaneHop(medium, layout, rail)),
      ...layout.cards.map(({ card, box, dot }) => {
        const tie = element('path', { d: `M${dot.x + DOT},${dot.y}H${box.x}`, ...paint(medium, 'rule') });
        return tie + drawDot(medium, card, dot) + drawCard(medium, card, box, 'end');
      }),
      element('g', { transform: `translate(1,${top})` }, legend.svg),
    ],
  );
}

function drawHeading(medium: Medium, lanes: number, { text, y, role }: NarrowLayout['headings'][number]): string {
  const left = role === 'side' ? 1 : lanes;
  const end = round(left + measure(text, role) + 8);
  return (
    drawText(medium, { role, text, lang: 'en', x: left, y, width: NARROW_WIDTH - left, align: 'start' }) +
    element('path', { d: `M${end},${y - 4}H${NARROW_WIDTH}`, ...paint(medium, 'rule') })
  );
}

function drawDot(medium: Medium, { words }: Card, { x, y }: Point): string {
  const circle = element('circle', { cx: x, cy: y, r: DOT - 0.5, 'stroke-width': 2, ...paint(medium, 'dot', words) });
  return element('g', tintGroup(medium, words), circle);
}

function drawLaneHop(medium: Medium, { cards, rails }: NarrowLayout, rail: LaneHop): string {
  const lane = Math.min(LANE, MOST_FOR_LANES / rails.lanes);
  const [from, down, to] = rail.lanes.map((number) => round(DOT + 1 + number * lane)) as [number, number, number];
  const start = cards[rail.from]!.dot.y;
  const end = cards[rail.to]!.dot.y;
  const turn = (x: number, y: number): string => `C${x},${y}`;
  const half = BEND / 2;
  const out = from === down ? '' : `${turn(from, start + half)} ${down},${start + half} ${down},${start + BEND}`;
  // Where it joins another hop's lane, that one is drawn already.
  if (rail.joins) return drawLine(medium, rail.line, `M${from},${start}${out}`);
  const into = down === to ? '' : `${turn(down, end - half)} ${to},${end - half} ${to},${end}`;
  const straight = `V${into === '' ? end : end - BEND}`;
  return drawLine(medium, rail.line, `M${from},${start}${out}${straight}${into}`);
}

/** One hop's way: out of a statement's lane, down a lane, into another statement's lane. */
interface LaneHop {
  line: LineKind;
  from: number;
  to: number;
  /** The lane of the citing statement, the one it runs down, and that of the cited statement. */
  lanes: readonly [from: number, down: number, to: number];
  /** It runs into another hop's lane at once, which leads to the same statement. */
  joins: boolean;
}

interface Lane {
  target: Uid;
  line: LineKind;
  from: number;
  fromLane: number;
}

/**
 * Gives every hop a lane, as commit graphs do: a statement stands in the first lane that leads to it, its first hop goes
 * on in that lane, others take the first that is free. What leads up, as in a circle, or aside gets none.
 * @param order the statements from top to bottom
 * @returns the hops, and in `dots` the lane of each statement's dot
 */
function assignLanes(order: readonly Uid[], hops: readonly HopWords[]) {
  const placeOf = new Map(order.map((uid, place) => [uid, place]));
  const lanes: (Lane | null)[] = [];
  const dots: number[] = [];
  const rails: LaneHop[] = [];
  for (const [place, uid] of order.entries()) {
    const leading = lanes.flatMap((lane, number) => (lane?.target === uid ? [number] : []));
    const own = leading[0] ?? takeLane(lanes, null);
    dots.push(own);
    for (const number of leading) {
      const { line, from, fromLane } = lanes[number]!;
      rails.push({ line, from, to: place, lanes: [fromLane, number, own], joins: false });
      lanes[number] = null;
    }
    const down = hops
      .filter(({ citing, cited, course }) => course !== 'aside' && citing === uid && placeOf.get(cited)! > place)
      .sort((a, b) => placeOf.get(a.cited)! - placeOf.get(b.cited)!);
    for (const { cited, line } of down) {
      const shared = lanes.findIndex((lane) => lane?.target === cited && lane.line === line);
      if (shared >= 0) {
        rails.push({ line, from: place, to: placeOf.get(cited)!, lanes: [own, shared, shared], joins: true });
      } else {
        takeLane(lanes, { target: cited, line, from: place, fromLane: own }, own);
      }
    }
  }
  return { dots, rails, lanes: lanes.length };
}

function takeLane(lanes: (Lane | null)[], lane: Lane | null, wish?: number): number {
  const free = lanes.findIndex((taken) => taken === null);
  const number = wish !== undefined && lanes[wish] === null ? wish : free >= 0 ? free : lanes.length;
  lanes[number] = lane;
  return number;
}
