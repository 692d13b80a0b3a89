/** How much was wanted and how much found, counted. */

export const MEASURES = [
  'source',
  'cue',
  'content',
  'whole',
  'parent',
  'stance',
  'unnamed',
  'publisher',
  'chain',
] as const;
export type Measure = (typeof MEASURES)[number];

/** `met` of those wanted were found, and `right` of those found were wanted. One number twice, but for chains. */
export interface Tally {
  wanted: number;
  met: number;
  found: number;
  right: number;
}

export type Tallies = Record<Measure, Tally>;

export function emptyTallies(): Tallies {
  return Object.fromEntries(MEASURES.map((measure) => [measure, { wanted: 0, met: 0, found: 0, right: 0 }])) as Tallies;
}

export function sumTallies(all: readonly Tallies[]): Tallies {
  const sum = emptyTallies();
  for (const tallies of all) {
    for (const measure of MEASURES) {
      for (const key of ['wanted', 'met', 'found', 'right'] as const) sum[measure][key] += tallies[measure][key];
    }
  }
  return sum;
}

export interface Score {
  precision: number | null;
  recall: number | null;
  f1: number | null;
}

/** In percent; null where there is nothing to divide by. */
export function scoreTally({ wanted, met, found, right }: Tally): Score {
  const precision = found === 0 ? null : (100 * right) / found;
  const recall = wanted === 0 ? null : (100 * met) / wanted;
  if (wanted === 0 && found === 0) return { precision, recall, f1: null };
  const [p, r] = [precision ?? 0, recall ?? 0];
  return { precision, recall, f1: p + r === 0 ? 0 : (2 * p * r) / (p + r) };
}
