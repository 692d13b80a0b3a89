/** A time line before it is drawn: a row for each statement, the earliest first, with a mark on one scale of time. */
import type { TextLine } from '../claim/card-layout.ts';
import { FONTS, LINE_HEIGHTS, measure, type TextRole } from '../text/fonts.ts';
import type { Box, Kind, Point } from '../model.ts';
import { scaleTime, type Interval } from './scale.ts';
import { round } from '../svg.ts';
import { wrapText } from '../text/line-breaks.ts';
import type { TextWithLanguage } from '../../wording/name-views.ts';

/** One statement with a date. */
export interface TimeRow {
  kind: Kind;
  read: boolean;
  name: TextWithLanguage;
  /** "17 June 2025 · Report". */
  about: string;
  /** "13 days after TASS", one for each hop. */
  notes: readonly string[];
  /** What must not be missed. */
  flags: readonly string[];
  /** Where the statement is told in full. */
  href: string;
  interval: Interval;
  /** The rows, by their place, that it cites. */
  cites: readonly number[];
}

export interface TimeLineWords {
  /** What the drawing is called, and what it tells in a sentence. */
  title: string;
  description: string;
  /** In the order of time. */
  rows: readonly TimeRow[];
  /** The first and the last date. */
  ends: readonly [string, string];
}

/** Beside each other, or the mark below the words. */
export type TimeLineForm = 'wide' | 'narrow';

export interface PlacedRow {
  row: TimeRow;
  /** Of the words: what a link covers. */
  box: Box;
  lines: readonly TextLine[];
  /** The strip in which its mark stands. */
  track: Box;
  /** A dot where it is a moment, a bar where it is an interval. */
  mark: Box;
}

/** From the mark of the cited row to that of the citing one. */
export interface TimeHop {
  from: Point;
  to: Point;
}

export interface TimeLineLayout {
  width: number;
  height: number;
  rows: readonly PlacedRow[];
  hops: readonly TimeHop[];
  /** Where the scale is broken. */
  breaks: readonly number[];
  /** The scale itself. */
  axis: { x: number; y: number; width: number };
  labels: readonly TextLine[];
}

const FORMS = {
  wide: { width: 960, words: 300, trackX: 330, trackWidth: 610 },
  narrow: { width: 344, words: 344, trackX: 12, trackWidth: 320 },
} as const;
export const MARK = 14;
const AXIS = 40;
const ROW_PADDING = 8;
const TRACK = 24;
const MOST_LINES = 2;

/** Places everything: rows below each other, marks by their dates. */
export function layOutTimeLine({ rows, ends }: TimeLineWords, form: TimeLineForm): TimeLineLayout {
  const { width, words, trackX, trackWidth } = FORMS[form];
  const inset = MARK / 2;
  const scale = scaleTime(
    rows.map(({ interval }) => interval),
    trackWidth - 2 * inset,
  );
  const place = (moment: number): number => round(trackX + inset + scale.place(moment));
  let y = AXIS;
  const placed = rows.map((row): PlacedRow => {
    const { lines, height } = setWords(row, words - 8, y + ROW_PADDING);
    const isWide = form === 'wide';
    const box = { x: 0, y, width: words, height: height + (isWide ? 2 : 1) * ROW_PADDING };
    const track = isWide
      ? { x: trackX, y, width: trackWidth, height: box.height }
      : { x: trackX, y: y + box.height, width: trackWidth, height: TRACK };
    y = track.y + track.height;
    return { row, box, lines, track, mark: placeMark(track, place(row.interval.start), place(row.interval.end)) };
  });
  return {
    width,
    height: y,
    rows: placed,
    hops: rows.flatMap(({ cites }, citing) =>
      cites.map((cited) => ({ from: middleOf(placed[cited]!.mark), to: middleOf(placed[citing]!.mark) })),
    ),
    breaks: scale.breaks.map((at) => round(trackX + inset + at)),
    axis: { x: trackX, y: AXIS - 12, width: trackWidth },
    labels: labelEnds(ends, trackX, trackWidth),
  };
}

function setWords(row: TimeRow, room: number, top: number): { lines: TextLine[]; height: number } {
  const lines: TextLine[] = [];
  let y = top;
  const write = (role: TextRole, { text, lang }: TextWithLanguage): void => {
    for (const line of wrapText(text, FONTS[role], room, MOST_LINES)) {
      y += LINE_HEIGHTS[role];
      const baseline = round(y - (LINE_HEIGHTS[role] - FONTS[role].size * 0.72) / 2);
      lines.push({ role, text: line, lang, x: 4, y: baseline, width: room, align: 'start' });
    }
  };
  write('name', row.name);
  write('about', { text: row.about, lang: 'en' });
  for (const note of row.notes) write('about', { text: note, lang: null });
  for (const flag of row.flags) write('flag', { text: flag, lang: 'en' });
  return { lines, height: y - top };
}

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
    ...{ role: 'heading', text, lang: 'en', x: left, y: AXIS - 20, width: 0, align: 'start' },
  });
  const room = measure(last, 'heading');
  const isRoom = measure(first, 'heading') + room + 12 <= width;
  return isRoom && first !== last ? [label(first, x), label(last, round(x + width - room))] : [label(first, x)];
}
