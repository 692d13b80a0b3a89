import type { Stations } from './cycles.ts';
import type { Hops } from '../../model/records.ts';

/**
 * Measures every station's hops to an origin.
 *
 * @returns by station the fewest and most steps over stations on the ways that reach an origin; null where none does.
 */
export function measureHops(stations: Stations): (Hops | null)[] {
  const hops: (Hops | null)[] = stations.cites.map(() => null);
  for (const origin of stations.origins) hops[origin] = { fewest: 0, most: 0 };
  for (const [station, cited] of stations.cites.entries()) {
    const onward = spanHops(cited.map((other) => hops[other]!));
    if (onward) hops[station] = { fewest: onward.fewest + 1, most: onward.most + 1 };
  }
  return hops;
}

/** The fewest and the most of several; null when there are none to take it from. */
export function spanHops(several: readonly (Hops | null)[]): Hops | null {
  let span: Hops | null = null;
  for (const hops of several) {
    if (hops && span) {
      span = { fewest: Math.min(span.fewest, hops.fewest), most: Math.max(span.most, hops.most) };
    } else {
      span ??= hops;
    }
  }
  return span;
}
