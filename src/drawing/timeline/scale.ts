/**
 * A scale of time that stays readable when dates lie minutes and years apart: true to scale as far as gaps are alike,
 * with a break where one is far longer than the usual. Time always runs from left to right.
 */

/** Milliseconds since 1970; an instant where both are the same. */
export interface Interval {
  start: number;
  end: number;
}

export interface TimeScale {
  /** Where a moment of one of the intervals' ends is, in pixels from the left end. */
  place: (moment: number) => number;
  /** In the middle of each gap that is drawn shorter than it is. */
  breaks: readonly number[];
}

/** A gap longer than so many times the usual one is broken. */
const MOST_TIMES_USUAL = 8;
/** Two moments are this far apart at least, as long as there is room. */
const LEAST_GAP = 22;

/** @param width of the whole in pixels */
export function scaleTime(intervals: readonly Interval[], width: number): TimeScale {
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
  return { place: (moment) => places.get(moment)!, breaks };
}
