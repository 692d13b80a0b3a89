/** The time line as SVG, for the claim's page. */
import { paint, tintGroup } from '../colours.ts';
import { frameDrawing } from '../claim/frame.ts';
import { drawText, element, round } from '../svg.ts';
import {
  layOutTimeLine,
  MARK,
  type PlacedRow,
  type TimeHop,
  type TimeLineForm,
  type TimeLineLayout,
  type TimeLineWords,
} from './layout.ts';

/** Both forms of the time line; the page shows one. */
export function drawTimeLine(words: TimeLineWords): { wide: string; narrow: string } {
  return { wide: drawForm(words, 'wide'), narrow: drawForm(words, 'narrow') };
}

function drawForm(words: TimeLineWords, form: TimeLineForm): string {
  const layout = layOutTimeLine(words, form);
  const frame = { name: form, width: layout.width, height: Math.ceil(layout.height) + 2, noun: 'time-line' } as const;
  // What looks alike is one path: a page holds each drawing twice.
  return frameDrawing(words, 'page', frame, [
    ...layout.labels.map((label) => drawText('page', label)),
    element('path', { d: writeScale(layout), ...paint('page', 'rule') }),
    element('path', { d: writeBreaks(layout), 'stroke-width': 1.5, ...paint('page', 'line') }),
    element('path', { d: layout.hops.map(writeHop).join(''), 'stroke-width': 1.5, ...paint('page', 'line') }),
    ...layout.rows.map(drawRow),
  ]);
}

function writeScale({ axis, rows }: TimeLineLayout): string {
  const tracks = rows.map(({ track }) => `M${track.x},${round(track.y + track.height / 2)}h${track.width}`);
  return [`M${axis.x},${axis.y}h${axis.width}`, ...tracks].join('');
}

/** Two slanted strokes through the scale and through each row's: time is left out here. */
function writeBreaks({ axis, rows, breaks }: TimeLineLayout): string {
  const heights = [axis.y, ...rows.map(({ track }) => round(track.y + track.height / 2))];
  return breaks.flatMap((x) => heights.map((y) => `M${round(x - 4)},${y + 5}l4,-10m3,0l-4,10`)).join('');
}

/** Down or up from the cited mark, then along the citing one's row. */
function writeHop({ from, to }: TimeHop): string {
  const side = to.x < from.x ? -1 : 1;
  const down = to.y < from.y ? -1 : 1;
  const bend = round(Math.min(8, Math.abs(to.x - from.x), Math.abs(to.y - from.y) / 2));
  return `M${from.x},${from.y}V${round(to.y - down * bend)}q0,${down * bend} ${side * bend},${down * bend}H${to.x}`;
}

function drawRow({ row, box, lines, mark }: PlacedRow): string {
  const words = lines.map((line) => drawText('page', line, row)).join(' ');
  const outline = element('rect', { ...mark, rx: MARK / 2, 'stroke-width': 2, ...paint('page', 'dot', row) });
  // What is clicked is the whole row of words, not their letters alone.
  const ground = element('rect', { ...box, ...paint('page', 'canvas') });
  return element('g', tintGroup('page', row), element('a', { href: row.href }, ground, words, outline));
}
