import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  drawTimeLine,
  layOutTimeLine,
  type TimeLineLayout,
  type TimeLineWords,
  type TimeRow,
  scaleTime,
} from '../../src/drawing/timeline.ts';
import type { Box } from '../../src/drawing/model.ts';
import { HOSTILE } from '../support/hostile.ts';
import { findFaults } from '../support/svg-faults.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const row = (interval: TimeRow['interval'], more: Partial<TimeRow> = {}): TimeRow => ({
  ...{ kind: 'document', read: true, name: { text: 'IANS', lang: null }, about: '4 June 2025 · Report' },
  ...{ notes: [], flags: [], href: '#s-1', interval, cites: [] },
  ...more,
});
const lineOf = (rows: readonly TimeRow[]): TimeLineWords => ({
  ...{ title: 'Time line', description: 'Some statements.', rows, ends: ['4 June 2025', '17 June 2025'] },
});

/** Moments and intervals from minutes to centuries apart. */
const anInterval = fc
  .record({
    days: fc.oneof(fc.nat(3), fc.nat(400), fc.nat(80_000)),
    hours: fc.nat(23),
    length: fc.constantFrom(0, 0, HOUR / 60, DAY, 30 * DAY, 365 * DAY),
  })
  .map(({ days, hours, length }) => ({ start: days * DAY + hours * HOUR, end: days * DAY + hours * HOUR + length }));

const names = [
  'IANS',
  'Security Council of the Russian Federation',
  '연합뉴스',
  'وكالة المرفأ للأنباء',
  'Х'.repeat(60),
];
const aTimeLine = fc
  .array(fc.record({ interval: anInterval, cites: fc.array(fc.nat(20)), notes: fc.nat(2) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((list) => {
    const sorted = list.toSorted((a, b) => a.interval.start - b.interval.start || a.interval.end - b.interval.end);
    return lineOf(
      sorted.map(({ interval, cites, notes }, at) =>
        row(interval, {
          name: { text: names[at % names.length]!, lang: null },
          notes: Array.from({ length: notes }, () => `13 days after ${names[(at + 1) % names.length]!}`),
          cites: [...new Set(cites.map((cited) => cited % list.length))].filter((cited) => cited !== at),
        }),
      ),
    );
  });

const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** All that lies where it should not, in words. */
function findTroubles({ rows, width, height, hops, breaks, axis }: TimeLineLayout): string[] {
  const troubles: string[] = [];
  const boxes = rows.flatMap(({ box, mark }) => [box, mark]);
  for (const [at, a] of boxes.entries()) {
    for (const [to, b] of boxes.entries()) if (to > at && overlaps(a, b)) troubles.push(`${at} lies on ${to}`);
    if (a.x < 0 || a.y < 0 || a.x + a.width > width || a.y + a.height > height) troubles.push(`${at} is off`);
  }
  for (const [at, { mark, track, lines, box }] of rows.entries()) {
    if (mark.x < track.x || mark.x + mark.width > track.x + track.width) troubles.push(`mark ${at} is off its track`);
    for (const line of lines) {
      if (line.y > box.y + box.height || line.y < box.y || line.x + line.width > box.x + box.width)
        troubles.push(`words of ${at}`);
    }
  }
  for (const { from, to } of hops) if (from.y === to.y) troubles.push('a hop within a row');
  for (const x of breaks) if (x < axis.x || x > axis.x + axis.width) troubles.push('a break off the scale');
  return troubles;
}

describe('time line', () => {
  it('nothing overlaps in 200 random time lines', () => {
    fc.assert(
      fc.property(aTimeLine, (line) => {
        for (const form of ['wide', 'narrow'] as const) expect(findTroubles(layOutTimeLine(line, form))).toEqual([]);
      }),
      { numRuns: 200, endOnFailure: true },
    );
  });

  it('the marks of a time line go from left to right in the order of time', () => {
    fc.assert(
      fc.property(aTimeLine, (line) => {
        const { rows } = layOutTimeLine(line, 'wide');
        const ends = rows.flatMap(({ mark, row: { interval } }) =>
          interval.start === interval.end ? [{ at: interval.start, x: mark.x }] : [],
        );
        for (const a of ends) for (const b of ends) if (a.at < b.at) expect(a.x).toBeLessThan(b.x);
      }),
      { numRuns: 200, endOnFailure: true },
    );
  });

  it('a time line draws a moment as a dot and a long interval as a bar', () => {
    const { rows } = layOutTimeLine(
      lineOf([row({ start: 0, end: 30 * DAY }), row({ start: DAY, end: DAY }), row({ start: 9 * DAY, end: 9 * DAY })]),
      'wide',
    );
    expect(rows.map(({ mark }) => mark.width > 14)).toEqual([true, false, false]);
  });

  it('a time line draws what came before a date as a bar that is open to the left and ends before it', () => {
    for (const form of ['wide', 'narrow'] as const) {
      const line = lineOf([
        row({ start: null, end: DAY }),
        row({ start: DAY, end: DAY }),
        row({ start: 9 * DAY, end: 9 * DAY }),
      ]);
      const layout = layOutTimeLine(line, form);
      expect(findTroubles(layout)).toEqual([]);
      const [before, dated] = layout.rows.map(({ mark }) => mark);
      expect(before!.x).toBe(layout.axis.x);
      expect(before!.x + before!.width).toBeLessThanOrEqual(dated!.x);
    }
  });

  it('a time line with hostile words is well-formed SVG that links every statement', () => {
    const rows = HOSTILE.slice(0, 20).map((text, at) =>
      row(
        { start: at * DAY, end: at * DAY },
        { name: { text, lang: null }, notes: [text], href: `#s-${at}`, cites: at > 0 ? [at - 1] : [] },
      ),
    );
    const drawn = drawTimeLine({ ...lineOf(rows), title: HOSTILE[0]! });
    expect(drawTimeLine({ ...lineOf(rows), title: HOSTILE[0]! })).toEqual(drawn);
    for (const svg of [drawn.wide, drawn.narrow]) {
      expect(findFaults(svg)).toEqual([]);
      expect(svg.match(/<a href="#s-\d+"/g)).toHaveLength(rows.length);
    }
    expect(drawn.wide).toContain('aria-labelledby="time-line-wide-title"');
    expect(drawn.narrow).toContain('aria-labelledby="time-line-narrow-title"');
  });
});

describe('time scale', () => {
  const at = (moments: readonly number[]) => {
    const { place, breaks } = scaleTime(
      moments.map((moment) => ({ start: moment, end: moment })),
      600,
    );
    return { places: moments.map((moment) => Math.round(place(moment))), breaks: breaks.length };
  };

  it('a time scale is linear where the gaps are alike', () => {
    expect(at([0, DAY, 2 * DAY, 3 * DAY])).toEqual({ places: [0, 200, 400, 600], breaks: 0 });
  });

  it('a time scale is broken where one gap is far longer than the others', () => {
    const { places, breaks } = at([0, DAY, 2 * DAY, 4000 * DAY]);
    expect(breaks).toBe(1);
    expect(places[1]).toBeGreaterThan(50);
    expect(places.at(-1)).toBe(600);
  });

  it('a time scale keeps close moments apart and centres a single one', () => {
    expect(at([0, HOUR / 60, 1000 * DAY, 2000 * DAY]).places[1]).toBeGreaterThanOrEqual(22);
    expect(at([DAY]).places).toEqual([300]);
  });
});
