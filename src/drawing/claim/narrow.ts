/** The narrow drawing: cards from top to bottom, with rails beside them. */
import type { Uid } from '../../model/records.ts';
import { composeCard, type Card, type CueOnCard } from './card-layout.ts';
import { paint, tintGroup, type Place } from '../colours.ts';
import { drawCard } from './card.ts';
import { drawLegend } from './legend.ts';
import { drawSupportedLine } from '../lines/line.ts';
import type { WideLayout } from './wide-layout.ts';
import { measure } from '../text/fonts.ts';
import { frameDrawing } from './frame.ts';
import type { Box, HopWords, Picture } from '../model.ts';
import { BADGE_HEIGHT } from '../graphviz/places.ts';
import { layRails, type Rail, type Rails } from './rails.ts';
import { drawText, element, round } from '../svg.ts';
import { isRightToLeft } from '../text/line-breaks.ts';

export interface NarrowLayout {
  height: number;
  headings: readonly { text: string; y: number }[];
  cards: readonly { card: Card; box: Box; dot: { x: number; y: number } }[];
  rails: Rails;
  left: number;
}

const WIDTH = 344;
const DOT = 7;
const LANE = 20;
/** All lanes together take no more than this: where there are many they stand closer. */
const MOST_FOR_LANES = 100;
const BETWEEN = 16;
const HEADING = 32;
const DOT_FROM_TOP = 26;
/** A rail changes lanes within this height. */
const BEND = 24;

/** @param wide of the same picture: cards of a column keep their order */
export function layOutNarrow(picture: Picture, wide: WideLayout): NarrowLayout {
  const heights = new Map(wide.cards.map(({ card, box }) => [card.words.uid, box.y]));
  const columns = picture.columns.map(({ heading, statements }) => ({
    heading,
    statements: statements.toSorted((a, b) => heights.get(a)! - heights.get(b)!),
  }));
  const order = columns.flatMap(({ statements }) => statements);
  const rails = layRails(order, picture.hops);
  const lane = Math.min(LANE, MOST_FOR_LANES / rails.lanes);
  const left = round(2 * DOT + (rails.lanes - 1) * lane + 14);
  const headings: { text: string; y: number }[] = [];
  const cards: NarrowLayout['cards'][number][] = [];
  let y = 0;
  for (const { heading, statements } of columns) {
    headings.push({ text: heading, y: y + 20 });
    y += HEADING;
    for (const uid of statements) {
      const card = composeCard(picture.cards.get(uid)!, round(WIDTH - left - 1), tellHops(picture, order, uid));
      if (card.words.meeting > 1) y += BADGE_HEIGHT / 2;
      const box = { x: left, y, width: card.width, height: card.height };
      const dot = { x: round(DOT + 1 + rails.dots[cards.length]! * lane), y: y + DOT_FROM_TOP };
      cards.push({ card, box, dot });
      y += card.height + BETWEEN;
    }
  }
  return { height: y, headings, cards, rails, left };
}

/** The hops that lead on from a statement, each as a line: "“citing” Yonhap (via IANS)". */
function tellHops({ hops, cards }: Picture, order: readonly Uid[], uid: Uid): CueOnCard[] {
  const own = hops.filter(({ citing }) => citing === uid);
  const place = (statement: Uid): number => order.indexOf(statement);
  return own
    .sort((a, b) => place(a.cited) - place(b.cited))
    .map((hop) => ({
      support: hop.support,
      text: tellHop(hop, cards.get(hop.cited)!.name.text, place(hop.cited) < place(uid)),
    }));
}

function tellHop({ cue, how }: HopWords, name: string, isAbove: boolean): string {
  // Each in its own direction, whatever the other's.
  const said = [cue.text, name].map((text) => (isRightToLeft(text) ? `\u2068${text}\u2069` : text)).join(' ');
  const notes = [how?.text, isAbove ? 'further up' : null].filter((note) => note);
  return notes.length > 0 ? `${said} (${notes.join(', ')})` : said;
}

export function drawNarrow(picture: Picture, layout: NarrowLayout, place: Place): string {
  const legend = drawLegend(place, WIDTH - 2, null);
  const top = layout.height + 4;
  return frameDrawing(picture, place, { name: 'narrow', width: WIDTH, height: Math.ceil(top + legend.height) }, [
    ...layout.headings.map((heading) => drawHeading(place, layout.left, heading)),
    ...layout.rails.rails.map((rail) => drawRail(place, layout, rail)),
    ...layout.cards.map(({ card, box, dot }) => {
      const tie = element('path', { d: `M${dot.x + DOT},${dot.y}H${box.x}`, ...paint(place, 'rule') });
      return tie + drawDot(place, card, dot) + drawCard(place, card, box, 'end');
    }),
    element('g', { transform: `translate(1,${top})` }, legend.svg),
  ]);
}

function drawHeading(place: Place, left: number, { text, y }: { text: string; y: number }): string {
  const end = round(left + measure(text, 'heading') + 8);
  return (
    drawText(place, { role: 'heading', text, lang: 'en', x: left, y, width: WIDTH - left, align: 'start' }) +
    element('path', { d: `M${end},${y - 4}H${WIDTH}`, ...paint(place, 'rule') })
  );
}

function drawDot(place: Place, { words }: Card, { x, y }: { x: number; y: number }): string {
  const circle = element('circle', { cx: x, cy: y, r: DOT - 0.5, 'stroke-width': 2, ...paint(place, 'dot', words) });
  return element('g', tintGroup(place, words), circle);
}

function drawRail(place: Place, { cards, rails }: NarrowLayout, rail: Rail): string {
  const lane = Math.min(LANE, MOST_FOR_LANES / rails.lanes);
  const [from, down, to] = rail.lanes.map((number) => round(DOT + 1 + number * lane)) as [number, number, number];
  const start = cards[rail.from]!.dot.y;
  const end = cards[rail.to]!.dot.y;
  const turn = (x: number, y: number): string => `C${x},${y}`;
  const half = BEND / 2;
  const out = from === down ? '' : `${turn(from, start + half)} ${down},${start + half} ${down},${start + BEND}`;
  // Where it joins another hop's lane, that one is drawn already.
  if (rail.joins) return drawSupportedLine(place, rail.support, `M${from},${start}${out}`);
  const into = down === to ? '' : `${turn(down, end - half)} ${to},${end - half} ${to},${end}`;
  const straight = `V${into === '' ? end : end - BEND}`;
  return drawSupportedLine(place, rail.support, `M${from},${start}${out}${straight}${into}`);
}
