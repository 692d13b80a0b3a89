import { LINE_HEIGHTS, measure, type TextLine, type TextRole, wrapText, FONTS } from './text.ts';
import { drawText, element, findBaseline, round, paint, type Medium, frameDrawing, NARROW_WIDTH } from './svg.ts';
import { shareRooms, type Visibility } from './fit.ts';
import { listOriginal, type TextWithLanguage, type ShownName } from '../wording/names.ts';
import { writeNumber } from '../wording/values.ts';

const MEDIUM: Medium = 'page';
const HEADING = 34;
const BETWEEN = 14;
const HUB_PADDING = 14;

/** The wide form: the most room for the words of a side, for the flows, and for the source in the middle. */
const MOST_SIDE = 235;
const FLOW = 105;
const HUB = 200;
const WIDEST = 2 * (MOST_SIDE + FLOW) + HUB;
const FLOWS_AT_HUB = 150;
const GAP = 8;
/** The narrow form: flows run in lanes beside the words. */
const LANES = 56;
const LANE_GAP = 3;
const WORDS_AT = 96;
const TURN = 12;

/** Both forms of the drawing, of which the page shows one; null where nobody cites and nobody is cited. */
export function drawFlow(flow: Flow): { wide: string; narrow: string } | null {
  if (flow.citing.ends.length === 0 && flow.cited.ends.length === 0) return null;
  const [wide, narrow] = shareRooms([WIDEST]) as [Visibility, Visibility];
  return { wide: drawWideFlow(flow, wide), narrow: drawNarrowFlow(flow, narrow) };
}

function drawWideFlow(flow: Flow, showing: Visibility): string {
  const scale = scaleFlow(flow, FLOWS_AT_HUB);
  const hub = setLabel(wrapName(flow.name, HUB - 2 * HUB_PADDING), null, 0);
  const [citing, cited] = [flow.citing, flow.cited].map((side) => layOutSide(side, scale)) as [Side, Side];
  const atHub = Math.max(...[citing, cited].map(({ labels }) => sum(labels.map(({ thickness }) => thickness))));
  const hubHeight = Math.max(hub.height, atHub) + 2 * HUB_PADDING;
  const height = Math.ceil(Math.max(hubHeight, stackHeight(citing.labels), stackHeight(cited.labels)));
  const middle = HEADING + height / 2;
  const hubAt = citing.width + FLOW;
  const width = hubAt + HUB + FLOW + cited.width;
  const box = { x: hubAt, y: round(middle - hubHeight / 2), width: HUB, height: round(hubHeight) };
  const words = { x: hubAt + HUB_PADDING, y: middle - hub.height / 2, width: HUB - 2 * HUB_PADDING };
  return frameDrawing(flow, MEDIUM, { name: 'wide', width, height: HEADING + height + 2, showing }, [
    drawHeading(flow.citing.heading, 0, 20, citing.width, 'end'),
    drawWideSide(citing, middle, { from: 0, hub: hubAt }, 'end'),
    drawHeading(flow.cited.heading, width - cited.width, 20, cited.width, 'start'),
    drawWideSide(cited, middle, { from: width - cited.width, hub: hubAt + HUB }, 'start'),
    element('rect', { ...box, rx: 8, 'stroke-width': 1.5, ...paint(MEDIUM, 'hub') }),
    drawLines(hub, words, 'middle'),
  ]);
}

interface Side {
  labels: readonly FlowLabel[];
  width: number;
}

function layOutSide(side: FlowSide, scale: (times: number) => number): Side {
  const labels = labelSide(side, MOST_SIDE, scale);
  const widths = labels.flatMap(({ lines }) => lines.map(({ text, role }) => measure(text, role)));
  return { labels, width: Math.ceil(Math.max(measure(side.heading, 'heading'), ...widths)) };
}

/**
 * The labels of a side one below the other about the middle, each with its flow.
 * @param align where the words stand against the flows: on the left side they end there
 */
function drawWideSide(
  { labels, width }: Side,
  middle: number,
  { from, hub }: { from: number; hub: number },
  align: 'start' | 'end',
): string {
  const edge = align === 'end' ? from + width + GAP : from - GAP;
  const bend = (edge + hub) / 2;
  let y = middle - stackHeight(labels) / 2;
  let port = middle - sum(labels.map(({ thickness }) => thickness)) / 2;
  return labels
    .map((label) => {
      const row = round(y + rowHeight(label) / 2);
      const end = round(port + label.thickness / 2);
      y += rowHeight(label) + BETWEEN;
      port += label.thickness;
      const band = drawBand(label, `M${edge},${row}C${bend},${row} ${bend},${end} ${hub},${end}`);
      return link(label, band + drawLines(label, { x: from, y: row - label.height / 2, width }, align));
    })
    .join('');
}

function drawNarrowFlow(flow: Flow, showing: Visibility): string {
  const room = NARROW_WIDTH - WORDS_AT;
  const lanes = LANES - (Math.max(flow.citing.ends.length, flow.cited.ends.length, 1) - 1) * LANE_GAP;
  const scale = scaleFlow(flow, Math.max(20, lanes));
  const above = labelSide(flow.citing, room, scale);
  const below = labelSide(flow.cited, room, scale);
  const hub = setLabel(wrapName(flow.name, NARROW_WIDTH - 2 * HUB_PADDING), null, 0);
  const hubTop = HEADING + stackHeight(above) + BETWEEN + TURN;
  const hubHeight = hub.height + 2 * HUB_PADDING - 6;
  const headingBelow = hubTop + hubHeight + TURN;
  const belowTop = headingBelow + HEADING;
  const height = Math.ceil(belowTop + stackHeight(below) + 2);
  const box = { x: 1, y: round(hubTop), width: NARROW_WIDTH - 2, height: round(hubHeight) };
  return frameDrawing(flow, MEDIUM, { name: 'narrow', width: NARROW_WIDTH, height, showing }, [
    drawHeading(flow.citing.heading, WORDS_AT, 20, room, 'start'),
    drawNarrowSide(above, HEADING, hubTop, 'citing'),
    drawHeading(flow.cited.heading, WORDS_AT, headingBelow + 20, room, 'start'),
    drawNarrowSide(below, belowTop, hubTop + hubHeight, 'cited'),
    element('rect', { ...box, rx: 8, 'stroke-width': 1.5, ...paint(MEDIUM, 'hub') }),
    drawLines(
      hub,
      { x: HUB_PADDING, y: hubTop + (hubHeight - hub.height) / 2, width: NARROW_WIDTH - 2 * HUB_PADDING },
      'middle',
    ),
  ]);
}

/** The nearer a label is to the source, the further in is its lane, so that no two flows cross. */
function drawNarrowSide(labels: readonly FlowLabel[], top: number, hubEdge: number, side: 'citing' | 'cited'): string {
  const way = side === 'citing' ? 1 : -1;
  let y = top;
  const placed = labels.map((label) => {
    const at = { label, y: round(y + rowHeight(label) / 2) };
    y += rowHeight(label) + BETWEEN;
    return at;
  });
  let lane = 14;
  const outermostFirst = way === 1 ? placed : placed.toReversed();
  const drawn = outermostFirst.map(({ label, y: row }) => {
    const x = round(lane + label.thickness / 2);
    if (label.thickness > 0) lane += label.thickness + LANE_GAP;
    const d = `M${WORDS_AT - 8},${row}H${x + TURN}Q${x},${row} ${x},${row + way * TURN}V${round(hubEdge)}`;
    const room = { x: WORDS_AT, y: row - label.height / 2, width: NARROW_WIDTH - WORDS_AT };
    return link(label, drawBand(label, d) + drawLines(label, room, 'start'));
  });
  // Links are in reading order.
  return (way === 1 ? drawn : drawn.toReversed()).join('');
}

function drawBand({ thickness }: FlowLabel, d: string): string {
  return thickness === 0 ? '' : element('path', { d, 'stroke-width': thickness, ...paint(MEDIUM, 'flow') });
}

function drawHeading(text: string, x: number, y: number, width: number, align: 'start' | 'end'): string {
  return drawText(MEDIUM, { role: 'heading', text, lang: 'en', x, y, width, align });
}

/** The lines of a label from `y` down. A space between them keeps the words of a link apart. */
function drawLines(
  { lines }: FlowLabel,
  { x, y, width }: { x: number; y: number; width: number },
  align: 'start' | 'middle' | 'end',
): string {
  return lines
    .map((line) => {
      // A right-to-left line ends where the others do.
      const room = align === 'start' ? Math.min(width, round(measure(line.text, line.role))) : width;
      return drawText(MEDIUM, { ...line, x, y: round(y + line.y), width: room, align });
    })
    .join(' ');
}

function link({ href }: FlowLabel, content: string): string {
  return href === null ? content : element('a', { href }, content);
}

/** A flow may be thicker than its words are high. */
function rowHeight({ height, thickness }: FlowLabel): number {
  return Math.max(height, thickness, LINE_HEIGHTS.name);
}

function stackHeight(labels: readonly FlowLabel[]): number {
  return sum(labels.map(rowHeight)) + (labels.length - 1) * BETWEEN;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}

export interface FlowEnd {
  name: ShownName;
  href: string;
  times: number;
  counts: string;
}

export interface FlowSide {
  heading: string;
  nobody: string;
  ends: readonly FlowEnd[];
  total: number;
  listHref: string;
}

export interface Flow {
  title: string;
  description: string;
  name: ShownName;
  citing: FlowSide;
  cited: FlowSide;
}

interface FlowLabel {
  href: string | null;
  lines: readonly Omit<TextLine, 'x' | 'width' | 'align'>[];
  height: number;
  /** Of its flow; 0 where none leads. */
  thickness: number;
}

export const MOST_ENDS = 8;
const MOST_LABEL_LINES = 2;

/** In pixels for each time, as long as all flows of a side have room. */
const THICKEST_TIME = 5;
const THINNEST = 1.5;

/** @param room the most that all flows of the fuller side may take together */
export function scaleFlow({ citing, cited }: Flow, room: number): (times: number) => number {
  const sum = ({ ends }: FlowSide): number => ends.slice(0, MOST_ENDS).reduce((all, { times }) => all + times, 0);
  const time = Math.min(THICKEST_TIME, room / Math.max(1, sum(citing), sum(cited)));
  return (times) => Math.max(THINNEST, Math.round(times * time * 10) / 10);
}

export function labelSide(side: FlowSide, width: number, scale: (times: number) => number): FlowLabel[] {
  const { ends, total, listHref, nobody } = side;
  const shown = ends.slice(0, MOST_ENDS);
  const rest = total - shown.length;
  const labels = shown.map(({ name, href, times, counts }): FlowLabel => {
    const lines = [...wrapName(name, width), ...wrapWords('about', { text: counts, lang: 'en' }, width)];
    return setLabel(lines, href, scale(times));
  });
  if (shown.length === 0) labels.push(setLabel(wrapWords('about', { text: nobody, lang: 'en' }, width), null, 0));
  if (rest > 0) {
    const text = `and ${writeNumber(rest)} more`;
    labels.push(setLabel(wrapWords('more', { text, lang: 'en' }, width), listHref, 0));
  }
  return labels;
}

interface FlowLine extends TextWithLanguage {
  role: TextRole;
}

function wrapName(name: ShownName, width: number): FlowLine[] {
  return listOriginal(name).flatMap((said, place) => wrapWords(place === 0 ? 'name' : 'about', said, width));
}

function wrapWords(role: TextRole, { text, lang }: TextWithLanguage, width: number): FlowLine[] {
  return wrapText(text, FONTS[role], width, MOST_LABEL_LINES).map((line) => ({ role, text: line, lang }));
}

function setLabel(words: readonly FlowLine[], href: string | null, thickness: number): FlowLabel {
  let height = 0;
  const lines = words.map((line) => {
    height += LINE_HEIGHTS[line.role];
    return { ...line, y: findBaseline(line.role, height) };
  });
  return { href, lines, height, thickness };
}
