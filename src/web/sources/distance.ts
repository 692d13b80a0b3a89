/** How far a source's statements lie from an origin, in words and bars. */
import { findUsualDistance, type DistanceCount } from '../../provenance/usual-distance.ts';
import type { SourceStat } from '../../storage/sources/list.ts';
import { writeCount, writeHops, writeNumber } from '../../wording/counts.ts';

export interface DistanceModel {
  /** "1 hop", "no origin reached". */
  usual: string;
  /** "0 to 3 hops"; null when all are as far. */
  range: string | null;
  rows: readonly { hops: string; statements: string; width: number }[];
  /** "2 statements reach no origin."; null when all do. */
  lost: string | null;
}

/** The longest bar, in the units of its drawing. */
const LONGEST = 100;

/** Null for a source that speaks in no published claim. */
export function buildDistance(counts: readonly DistanceCount[], { statements }: SourceStat): DistanceModel | null {
  if (statements === 0) return null;
  const found = findUsualDistance(counts);
  const lost = statements - counts.reduce((all, count) => all + count.statements, 0);
  const most = Math.max(...counts.map((count) => count.statements));
  return {
    usual: found ? writeCount(found.usual, 'hop') : 'no origin reached',
    range: found && found.fewest < found.most ? writeHops(found) : null,
    rows: counts.map((count) => ({
      hops: count.hops === 0 ? '0 hops: it is the origin' : writeCount(count.hops, 'hop'),
      statements: writeNumber(count.statements),
      width: Math.max(1, Math.round((LONGEST * count.statements) / most)),
    })),
    lost: lost === 0 ? null : `${writeCount(lost, 'statement')} ${lost === 1 ? 'reaches' : 'reach'} no origin.`,
  };
}

/** The same for programs. */
export function writeDistance(counts: readonly DistanceCount[], { statements }: SourceStat): object {
  const withOrigin = counts.reduce((all, count) => all + count.statements, 0);
  return { hops: findUsualDistance(counts), statements: counts, withoutOrigin: statements - withOrigin };
}
