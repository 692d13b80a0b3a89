export interface DistanceCount {
  hops: number;
  statements: number;
}

export interface UsualDistance {
  /** Null where no distance is the usual one. */
  usual: number | null;
  fewest: number;
  most: number;
}

/**
 * How far a source's statements are from the end that they rest on. The usual distance is the median. A tie has none:
 * where the median lies between two distances, or another one is as common.
 * @param counts by hops to the nearest settled end, ascending; each counts one statement at least
 * @returns null when no statement leads to a settled end
 */
export function findUsualDistance(counts: readonly DistanceCount[]): UsualDistance | null {
  const [first, last] = [counts[0], counts.at(-1)];
  if (!first || !last) return null;
  return { usual: findMedian(counts), fewest: first.hops, most: last.hops };
}

function findMedian(counts: readonly DistanceCount[]): number | null {
  const half = counts.reduce((sum, { statements }) => sum + statements, 0) / 2;
  let passed = 0;
  const middle = counts.find(({ statements }) => (passed += statements) >= half)!;
  const isBetween = passed === half;
  const isRivalled = counts.some((other) => other !== middle && other.statements >= middle.statements);
  return isBetween || isRivalled ? null : middle.hops;
}
