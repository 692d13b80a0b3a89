import type { Hops } from '../model/records.ts';

export interface DistanceCount {
  hops: number;
  statements: number;
}

/**
 * How far a source's statements usually are from an origin: the median (of an even number the nearer one in the middle,
 * so that it is a distance that occurs), and the range.
 * @param counts by hops, ascending; each counts one statement at least
 * @returns null when no statement reaches an origin
 */
export function findUsualDistance(counts: readonly DistanceCount[]): (Hops & { usual: number }) | null {
  const [first, last] = [counts[0], counts.at(-1)];
  if (!first || !last) return null;
  const half = counts.reduce((sum, { statements }) => sum + statements, 0) / 2;
  let passed = 0;
  const usual = counts.find(({ statements }) => (passed += statements) >= half)!.hops;
  return { usual, fewest: first.hops, most: last.hops };
}
