import { drawText, element, findBaseline, round, paint, tintGroup, frameDrawing, NARROW_WIDTH } from './svg.ts';
import { shareRooms, type Visibility } from './fit.ts';
import type { Kind, Box, Point } from './model.ts';
import type { TextWithLanguage, ShownName } from '../wording/names.ts';
import { type TextLine, type TextRole, wrapText, FONTS, LINE_HEIGHTS, measure } from './text.ts';

/** Both forms of the time line, of which the page shows one. */
export function drawTimeLine(words: TimeLineWords): { wide: string; narrow: string } {
  const [wide, narrow] = shareRooms([FORMS.wide.width]) as [Visibility, Visibility];
  return { wide: drawForm(words, 'wide', wide), narrow: drawForm(words, 'narrow', narrow) };
}

function drawForm(words: TimeLineWords, form: TimeLineForm, showing: Visibility): string {
  const layout = layOutTimeLine(words, form);
  const height = Math.ceil(layout.height) + 2;
  const frame = { name: form, width: layout.width, height, noun: 'time-line', showing } as const;
  // Lines that look alike are one path: a page holds each drawing twice.
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

/** Two slanted strokes through the scale and each row's track, where time is left out. */
function writeBreaks({ axis, rows, breaks }: TimeLineLayout): string {
  const heights = [axis.y, ...rows.map(({ track }) => round(track.y + track.height / 2))];
  return breaks.flatMap((x) => heights.map((y) => `M${round(x - 4)},${y + 5}l4,-10m3,0l-4,10`)).join('');
}

function writeHop({ from, to }: TimeLineLayout['hops'][number]): string {
  const side = to.x < from.x ? -1 : 1;
  const down = to.y < from.y ? -1 : 1;
  const bend = round(Math.min(8, Math.abs(to.x - from.x), Math.abs(to.y - from.y) / 2));
  return `M${from.x},${from.y}V${round(to.y - down * bend)}q0,${down * bend} ${side * bend},${down * bend}H${to.x}`;
}

function drawRow({ row, box, lines, mark }: TimeLineLayout['rows'][number]): string {
  const words = lines.map((line) => drawText('page', line, row)).join(' ');
  const isOpen = row.interval.start === null;
  const outline = isOpen
    ? element('path', { d: writeOpenBar(mark), 'stroke-width': 2, ...paint('page', 'line') })
    : element('rect', { ...mark, rx: MARK / 2, 'stroke-width': 2, ...paint('page', 'dot', row) });
  // The whole row of words can be clicked, not only their letters.
  const ground = element('rect', { ...box, ...paint('page', 'canvas') });
  return element('g', tintGroup('page', row), element('a', { href: row.href }, ground, words, outline));
}

/** Open to the left: nobody knows how long before. */
function writeOpenBar({ x, y, width, height }: Box): string {
  const r = height / 2;
  return `M${x},${y}H${round(x + width - r)}a${r},${r} 0 0 1 0,${height}H${x}`;
}

export interface TimeRow {
  kind: Kind;
  read: boolean;
  name: ShownName;
  /** "17 June 2025 · Report", "before 17 June 2025". */
  about: string;
  /** "13 days after TASS", one for each hop. */
  notes: readonly string[];
  flags: readonly string[];
  href: string;
  /** Without a start it lies somewhere before its end. */
  interval: { start: number | null; end: number };
  cites: readonly number[];
}

export interface TimeLineWords {
  title: string;
  description: string;
  rows: readonly TimeRow[];
  ends: readonly [string, string];
}

type TimeLineForm = 'wide' | 'narrow';
export type TimeLineLayout = ReturnType<typeof layOutTimeLine>;

const FORMS = {
  wide: { width: 880, words: 300, trackX: 330, trackWidth: 530 },
  narrow: { width: NARROW_WIDTH, words: NARROW_WIDTH, trackX: 12, trackWidth: 304 },
} as const;

const MARK = 14;
const AXIS_HEIGHT = 40;
const ROW_PADDING = 8;
const TRACK = 24;
const MOST_WORD_LINES = 2;
const ROOM_BEFORE = 28;

export function layOutTimeLine({ rows, ends }: TimeLineWords, form: TimeLineForm) {
  const { width, words, trackX, trackWidth } = FORMS[form];
  const inset = MARK / 2;
  // What came before the first date stands left of it.
  const left = rows.some(({ interval: { start } }) => start === null) ? ROOM_BEFORE : inset;
  const scale = scaleTime(
    rows.map(({ interval: { start, end } }) => ({ start: start ?? end, end })),
    trackWidth - inset - left,
  );
  const place = (moment: number): number => round(trackX + left + scale.place(moment));
  let y = AXIS_HEIGHT;
  const placed = rows.map((row) => {
    const { lines, height } = setWords(row, words - 8, y + ROW_PADDING);
    const isWide = form === 'wide';
    const box = { x: 0, y, width: words, height: height + (isWide ? 2 : 1) * ROW_PADDING };
    const track = isWide
      ? { x: trackX, y, width: trackWidth, height: box.height }
      : { x: trackX, y: y + box.height, width: trackWidth, height: TRACK };
    y = track.y + track.height;
    const { start, end } = row.interval;
    const mark =
      start === null ? placeMark(track, trackX, place(end) - inset) : placeMark(track, place(start), place(end));
    return { row, box, lines, track, mark };
  });
  return {
    width,
    height: y,
    rows: placed,
    hops: rows.flatMap(({ cites }, citing) =>
      cites.map((cited) => ({ from: middleOf(placed[cited]!.mark), to: middleOf(placed[citing]!.mark) })),
    ),
    breaks: scale.breaks.map((at) => round(trackX + left + at)),
    axis: { x: trackX, y: AXIS_HEIGHT - 12, width: trackWidth },
    labels: labelEnds(ends, trackX, trackWidth),
  };
}

function setWords(row: TimeRow, room: number, top: number): { lines: TextLine[]; height: number } {
  const lines: TextLine[] = [];
  let y = top;
  const write = (role: TextRole, { text, lang }: TextWithLanguage): void => {
    for (const line of wrapText(text, FONTS[role], room, MOST_WORD_LINES)) {
      y += LINE_HEIGHTS[role];
      lines.push({ role, text: line, lang, x: 4, y: findBaseline(role, y), width: room, align: 'start' });
    }
  };
  write('name', row.name);
  if (row.name.original) write('about', row.name.original);
  write('about', { text: row.about, lang: 'en' });
  for (const note of row.notes) write('about', { text: note, lang: null });
  for (const flag of row.flags) write('flag', { text: flag, lang: 'en' });
  return { lines, height: y - top };
}

/** A dot for a moment, a bar for an interval. */
function placeMark(track: Box, start: number, end: number): Box {
  const y = round(track.y + (track.height - MARK) / 2);
  if (end - start < MARK) return { x: round((start + end - MARK) / 2), y, width: MARK, height: MARK };
  return { x: start, y, width: round(end - start), height: MARK };
}

function middleOf({ x, y, width, height }: Box): Point {
  return { x: round(x + width / 2), y: y + height / 2 };
}

/** The last date is left out where the two would touch. */
function labelEnds([first, last]: TimeLineWords['ends'], x: number, width: number): TextLine[] {
  const label = (text: string, left: number): TextLine => ({
    ...{ role: 'heading', text, lang: 'en', x: left, y: AXIS_HEIGHT - 20, width: 0, align: 'start' },
  });
  const room = measure(last, 'heading');
  const isRoom = measure(first, 'heading') + room + 12 <= width;
  return isRoom && first !== last ? [label(first, x), label(last, round(x + width - room))] : [label(first, x)];
}

/** Milliseconds since 1970; an instant where both are the same. */
export interface TimeInterval {
  start: number;
  end: number;
}

/** A gap longer than so many times the usual one is broken. */
const MOST_TIMES_USUAL = 8;
/** Two moments are this far apart at least, as long as there is room. */
const LEAST_GAP = 22;

/**
 * Stays readable when dates lie minutes and years apart: true to scale as far as gaps are alike, with a break in the
 * middle of each gap that is far longer than the usual one. All lengths are pixels from the left end.
 */
export function scaleTime(intervals: readonly TimeInterval[], width: number) {
  const moments = [...new Set(intervals.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const gaps = moments.slice(1).map((moment, place) => moment - moments[place]!);
  const usual = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
  const shares = gaps.map((gap) => Math.min(gap, usual * MOST_TIMES_USUAL));
  const all = shares.reduce((sum, share) => sum + share, 0);
  const least = gaps.length === 0 ? 0 : Math.min(LEAST_GAP, width / gaps.length);
  const rest = width - least * gaps.length;
  const places = new Map<number, number>();
  const breaks: number[] = [];
  // A single moment stands in the middle.
  let x = gaps.length === 0 ? width / 2 : 0;
  for (const [place, moment] of moments.entries()) {
    places.set(moment, x);
    const gap = gaps[place];
    if (gap === undefined) break;
    const length = least + (rest * shares[place]!) / all;
    if (shares[place]! < gap) breaks.push(x + length / 2);
    x += length;
  }
  return { place: (moment: number) => places.get(moment)!, breaks };
}
