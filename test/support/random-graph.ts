import fc from 'fast-check';
import {
  BASES,
  MANNERS,
  STANCES,
  type Attribution,
  type ClaimGraph,
  type SourceKind,
} from '../../src/model/records.ts';
import { graph, keyOf, uidOf } from './graph.ts';

const DAYS = ['2025-06-04', '2025-06-09', '2025-06-17'];
const OTHER_DATES = [
  '2025',
  '2025-06',
  '2024-12',
  '2025-06~',
  '2025-06-04~',
  '2025-06-02/2025-06-05',
  '2025-06-04T09:12+09:00',
  '2025-06-17T00:12Z',
  '2025-06-17T09:13+09:00',
];
const OTHER_KINDS: readonly SourceKind[] = ['government', 'organisation', 'person', 'account'];
const MOST = 9;

/** What a statement was said in: nothing, a document of its source, or one of somebody else. */
const PLACES = ['none', 'none', 'own', 'own', 'own', 'unread', 'by-e', 'shared-by-e'] as const;

const often = <T>(value: T, others: fc.Arbitrary<T>, weight = 2): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: others });

/** One of `arbitrary` for each statement that there may be. */
const each = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.array(arbitrary, { minLength: MOST, maxLength: MOST });

const shape = {
  speakers: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: MOST, size: 'max' }),
  // Mostly from a lower to a higher number: with as many back, nearly every graph would be one circle.
  joins: fc.array(
    fc.record({
      from: fc.nat(2519), // any remainder by 1 to 9 alike
      step: fc.oneof(
        { weight: 4, arbitrary: fc.integer({ min: 1, max: 4 }) },
        { weight: 1, arbitrary: fc.integer({ min: -2, max: -1 }) },
      ),
      shown: fc.constantFrom('own', 'own', 'own', 'other', 'both', 'no'),
      trust: fc.nat(11),
      manner: fc.constantFrom(...MANNERS),
    }),
    { maxLength: 14, size: 'max' },
  ),
  // Joins with less trust than it are disputed: in some claims most of them.
  doubtful: fc.constantFrom(...[1, 1, 1, 9]),
  // A chain through all, for with more loose ends than that there is hardly a choke point.
  spine: fc.constantFrom(false, false, true),
  // With two sides in every graph, no chain would be long.
  stances: fc.oneof(
    fc.constant(Array<(typeof STANCES)[number]>(MOST).fill('asserts')),
    each(often('asserts', fc.constantFrom(...STANCES), 1)),
  ),
  bases: each(often('unknown', fc.constantFrom(...BASES), 1)),
  places: each(fc.constantFrom(...PLACES)),
  retracted: each(fc.constantFrom(...Array<boolean>(14).fill(false), true)),
  parents: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('d', 'e', 'f'), { maxKeys: 2 }),
  grandparent: fc.boolean(),
  unnamed: fc.subarray(['b', 'e'], { maxLength: 1 }),
  others: fc.array(fc.constantFrom(...OTHER_KINDS), { maxLength: 3 }),
};
const plainDates = each(fc.option(fc.constantFrom(...DAYS)));
const anyDates = each(fc.option(fc.constantFrom(...DAYS, ...DAYS, ...OTHER_DATES)));

type Shape = {
  [Key in keyof typeof shape]: (typeof shape)[Key] extends fc.Arbitrary<infer Value> ? Value : never;
} & { dates: (string | null)[]; loop?: boolean; selfish?: number };

/**
 * Small claims of every shape that can be stored: none to nine statements in any order, circles, several statements of a
 * source, families two deep, unnamed sources, denials, dates to the day, every basis and manner, documents read and unread,
 * of others and shared, and evidence in them, in others and none. What one claim says of a dispute or a retraction, every
 * one says: an import that says nothing of it takes none back.
 */
export const randomGraph: fc.Arbitrary<ClaimGraph> = fc
  .record({ ...shape, dates: plainDates })
  .map((shape) => build({ ...shape, doubtful: 0, retracted: shape.retracted.map((_, place) => place === 6) }))
  .map((built) => ({ ...built, attributions: built.attributions.map(disputeSome) }));

function disputeSome(edge: Attribution): Attribution {
  return /^.@2->.@4$/.test(keyOf(edge.uid)) ? { ...edge, disputeReason: 'It was never said.' } : edge;
}

/**
 * The same with any disputes and retractions, and with what only a graph can hold: families that go round in a loop,
 * statements that cite themselves, missing sources; dates of every precision, and disputes of which only one thing is known.
 */
export const anyGraph: fc.Arbitrary<ClaimGraph> = fc
  .record({
    shape: fc.record({
      ...shape,
      dates: anyDates,
      loop: fc.constantFrom(false, false, false, true),
      selfish: fc.integer({ min: -3 * MOST, max: MOST - 1 }),
    }),
    missing: fc.constantFrom(null, null, null, null, 'c'),
    known: fc.constantFrom('disputedAt', 'disputedBy', 'disputeReason'),
    turned: fc.boolean(),
  })
  .map(({ shape, missing, known, turned }) => {
    const built = build(shape);
    const isParent = (uid: string): boolean => built.sources.some(({ parent }) => parent === uid);
    const disputes = { disputedAt: '2025-06-18', disputedBy: built.sources[0]?.uid ?? null, disputeReason: 'No.' };
    return {
      ...built,
      sources: built.sources.filter(({ uid }) => isParent(uid) || missing === null || uid !== uidOf('source', missing)),
      attributions: built.attributions.map(({ evidence, ...edge }) => ({
        ...edge,
        ...(edge.disputeReason === null ? {} : { disputeReason: null, [known]: disputes[known] }),
        evidence: turned ? evidence.toReversed() : evidence,
      })),
    };
  });

function build(shape: Shape): ClaimGraph {
  const statements = shape.speakers.map((speaker, place) => `${speaker}@${place}`);
  const byStatement = <T>(values: readonly T[]): Record<string, T & {}> =>
    Object.fromEntries(statements.flatMap((key, place) => (values[place] ? [[key, values[place]]] : [])));
  const documents = byStatement(statements.map((key, place) => nameDocument(key, shape.places[place]!)));
  const names = Object.values(documents);
  const hops = listHops(statements, shape);
  const list = (fits: (join: Hop, hop: string) => boolean): string =>
    [...hops].flatMap(([hop, join]) => (fits(join, hop) ? [hop] : [])).join(' ');
  const { parents, loop, grandparent } = shape;
  return graph([...statements, ...hops.keys()].join(' '), {
    documents,
    stances: byStatement(shape.stances),
    bases: byStatement(shape.bases),
    dates: byStatement(shape.dates),
    statements: byStatement(shape.retracted.map((is) => (is ? { retractedAt: '2025-06-20' } : null))),
    unread: names.filter((name) => name.endsWith('-unread')).join(' '),
    publishers: Object.fromEntries(names.flatMap((name) => (name.endsWith('-by-e') ? [[name, 'e']] : []))),
    kinds: listKinds(shape),
    parents: loop ? { ...parents, d: 'f', f: 'e', e: 'd' } : grandparent ? { ...parents, d: 'f' } : parents,
    seen: list(({ shown }, hop) => hop.split('->')[0]! in documents && (shown === 'own' || shown === 'both')),
    relayed: list(({ shown }) => shown === 'other' || shown === 'both'),
    disputed: list(({ disputed }) => disputed),
    manners: Object.fromEntries([...hops].map(([hop, { manner }]) => [hop, manner])),
  });
}

function listKinds({ others, unnamed }: Shape): Record<string, SourceKind> {
  return {
    ...{ a: 'agency', b: 'outlet', c: others[0] ?? 'agency', d: others[1] ?? 'outlet', e: others[2] ?? 'agency' },
    ...(unnamed[0] === undefined ? {} : { [unnamed[0]]: 'unnamed' }),
  };
}

function nameDocument(statement: string, place: (typeof PLACES)[number]): string | null {
  if (place === 'none') return null;
  return place.startsWith('shared') ? place : `${statement}-${place}`;
}

type Hop = Pick<Shape['joins'][number], 'shown' | 'manner'> & { disputed: boolean };

const PLAIN: Hop = { shown: 'own', disputed: false, manner: 'cites' };

function listHops(statements: readonly string[], { joins, doubtful, spine, selfish }: Shape): Map<string, Hop> {
  const hops = new Map<string, Hop>();
  for (const { from, step, trust, ...join } of joins) {
    const citing = from % statements.length;
    const cited = Math.max(0, Math.min(citing + step, statements.length - 1));
    if (statements.length > 0 && citing !== cited)
      hops.set(`${statements[citing]}->${statements[cited]}`, { ...join, disputed: trust < doubtful });
  }
  if (spine)
    for (const [place, cited] of statements.slice(1).entries()) hops.set(`${statements[place]}->${cited}`, PLAIN);
  const own = statements[selfish ?? -1];
  if (own !== undefined) hops.set(`${own}->${own}`, PLAIN);
  return hops;
}
