/**
 * Attributions that lead aside: a reply to the other side, or one that carries nothing on and leads back. They leave and
 * arrive at the lower edge of a card and run beside the columns and through a corridor between the sides, where no card
 * and no label stands.
 */
import type { Uid } from '../../model/records.ts';
import { writeNumber } from '../../wording/values.ts';
import { LINE_HEIGHTS, measure, wrapText, FONTS } from '../text.ts';
import type { Box, Curve, HopWords, LineKind, Point } from '../model.ts';
import { findBaseline, round } from '../svg.ts';
import type { Label } from './card.ts';

const LANE = 22;
const AROUND_LANES = 8;
/** Where a line leaves a card's lower edge: before its badge, past its rounded corner. */
const FROM_SIDE = 36;
const BELOW_CARD = 8;
/** So far left of its column's cards a line runs up or down. */
const BESIDE_CARD = 6;
const CORNER = 5;
const WIDEST_LABEL = 520;

export interface Aside {
  hop: Uid;
  citing: Uid;
  cited: Uid;
  line: LineKind;
  curve: Curve;
  /** Where it is crossed out, if it is disputed. */
  crossing: Point;
}

/** The height of the corridor; each statement that leads aside has a lane in it. */
export function heightOfLanes(lanes: number): number {
  return lanes * LANE + 2 * AROUND_LANES;
}

/** @param top of the corridor */
export function layOutAsides(
  hops: readonly HopWords[],
  cards: ReadonlyMap<Uid, Box>,
  top: number,
  width: number,
): { asides: Aside[]; asideLabels: { label: Label; box: Box; hop: Uid | null }[] } {
  const lanes = [...new Set(hops.map(({ citing }) => citing))];
  const asides: Aside[] = [];
  const asideLabels = lanes.map((citing, lane) => {
    const own = hops.filter((hop) => hop.citing === citing);
    const y = round(top + AROUND_LANES + (lane + 0.5) * LANE);
    const from = cards.get(citing)!;
    for (const { uid, cited, line } of own) {
      const to = cards.get(cited)!;
      const crossing = { x: round((from.x + to.x) / 2 - BESIDE_CARD), y };
      asides.push({ hop: uid, citing, cited, line, curve: roundOff(leadAround(from, to, y)), crossing });
    }
    const left = Math.min(from.x, ...own.map(({ cited }) => cards.get(cited)!.x)) + BESIDE_CARD;
    const label = composeLaneLabel(own, Math.min(WIDEST_LABEL, width - 20));
    const x = Math.max(0, Math.min(left, width - label.width - 2));
    const box = { x: round(x), y: round(y - label.height / 2), width: label.width, height: label.height };
    return { label, box, hop: own.length === 1 ? own[0]!.uid : null };
  });
  return { asides, asideLabels };
}

function leadAround(from: Box, to: Box, lane: number): Point[] {
  const [out, back] = [from, to].map(({ x, y, height }) => {
    const [edge, below] = [y + height, y + height + BELOW_CARD];
    return [
      { x: x + FROM_SIDE, y: edge },
      { x: x + FROM_SIDE, y: below },
      { x: x - BESIDE_CARD, y: below },
      { x: x - BESIDE_CARD, y: lane },
    ];
  }) as [Point[], Point[]];
  return [...out, ...back.reverse()];
}

/** A line through these points, each corner rounded. */
function roundOff(points: readonly Point[]): Curve {
  const corners = points.filter((point, at) => at === 0 || !isSame(point, points[at - 1]!));
  const curve: Point[] = [corners[0]!];
  for (let at = 1; at < corners.length; at++) {
    const [before, corner, next] = [corners[at - 1]!, corners[at]!, corners[at + 1]];
    const enter = next ? stepBack(corner, before) : corner;
    curve.push(curve.at(-1)!, enter, enter);
    if (next) curve.push(corner, corner, stepBack(corner, next));
  }
  return curve;
}

function stepBack(corner: Point, towards: Point): Point {
  const length = Math.hypot(towards.x - corner.x, towards.y - corner.y);
  const step = Math.min(CORNER, length / 2) / length;
  return { x: corner.x + (towards.x - corner.x) * step, y: corner.y + (towards.y - corner.y) * step };
}

function isSame(a: Point, b: Point): boolean {
  return a.x === b.x && a.y === b.y;
}

/** The words of a lane: its cue, or how many it leads to. */
function composeLaneLabel(own: readonly HopWords[], room: number): Label {
  const [only] = own.length === 1 ? own : [];
  const how = only?.how ? ` · ${only.how.text}` : '';
  const text = only ? `${only.cue.text}${how}` : `leads to ${writeNumber(own.length)} statements, as no hop`;
  const [line = ''] = wrapText(text, FONTS.cue, room - 8, 1);
  const width = Math.ceil(measure(line, 'cue')) + 8;
  const height = LINE_HEIGHTS.cue + 2;
  const lang = only?.cue.lang ?? null;
  const y = findBaseline('cue', height - 1);
  return {
    width,
    height,
    lines: [{ role: 'cue', text: line, lang, x: 0, y, width, align: 'middle' }],
    href: only?.href ?? null,
  };
}
