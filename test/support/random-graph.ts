import fc from 'fast-check';
import { STANCES, type ClaimGraph } from '../../src/model/records.ts';
import { graph } from './graph.ts';

const DAYS = ['2025-06-04', '2025-06-09', '2025-06-17'];

/**
 * Small claims of every shape: none to nine statements in any order, circles, several statements of a source, families
 * two deep, unnamed sources, denials, dates to the day and hops seen, relayed and unsupported.
 */
export const randomGraph: fc.Arbitrary<ClaimGraph> = fc
  .record({
    speakers: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 9, size: 'max' }),
    // Mostly from a lower to a higher number: with as many back, nearly every graph would be one circle.
    joins: fc.array(
      fc.record({
        from: fc.nat(2519), // any remainder by 1 to 9 alike,
        step: fc.oneof(
          { weight: 5, arbitrary: fc.integer({ min: 1, max: 4 }) },
          { weight: 1, arbitrary: fc.integer({ min: -2, max: -1 }) },
        ),
        shown: fc.constantFrom('seen', 'seen', 'seen', 'seen', 'relayed', 'no'),
      }),
      { maxLength: 14, size: 'max' },
    ),
    // A chain through all, for with more loose ends than that there is hardly a choke point.
    spine: fc.constantFrom(true, false, false),
    stances: fc.array(fc.constantFrom(...STANCES, 'asserts' as const, 'asserts' as const), {
      minLength: 9,
      maxLength: 9,
    }),
    dates: fc.array(fc.option(fc.constantFrom(...DAYS)), { minLength: 9, maxLength: 9 }),
    parents: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('d', 'e', 'f'), { maxKeys: 2 }),
    grandparent: fc.boolean(),
    unnamed: fc.subarray(['b', 'e'], { maxLength: 1 }),
  })
  .map(({ speakers, joins, spine, stances, dates, parents, grandparent, unnamed }) => {
    const statements = speakers.map((speaker, place) => `${speaker}@${place}`);
    const hops = new Map<string, string>();
    for (const { from, step, shown } of joins) {
      const citing = from % statements.length;
      const cited = Math.max(0, Math.min(citing + step, statements.length - 1));
      if (statements.length > 0 && citing !== cited) hops.set(`${statements[citing]}->${statements[cited]}`, shown);
    }
    if (spine)
      for (const [place, cited] of statements.slice(1).entries()) hops.set(`${statements[place]}->${cited}`, 'seen');
    const shownBy = (how: string): string =>
      [...hops]
        .filter(([, shown]) => shown === how)
        .map(([hop]) => hop)
        .join(' ');
    return graph([...statements, ...hops.keys()].join(' '), {
      stances: Object.fromEntries(statements.map((statement, place) => [statement, stances[place]!])),
      dates: Object.fromEntries(
        statements.flatMap((statement, place) => (dates[place] ? [[statement, dates[place]]] : [])),
      ),
      parents: grandparent ? { ...parents, d: 'f' } : parents,
      kinds: Object.fromEntries(unnamed.map((source) => [source, 'unnamed'])),
      seen: shownBy('seen'),
      relayed: shownBy('relayed'),
    });
  });
