import { describe, expect, test } from 'vitest';
import { BASES, type ClaimGraph } from '../../../src/model/records.ts';
import { analyse } from '../../../src/provenance/analysis.ts';
import { findFamilies } from '../../../src/provenance/graph/ends.ts';
import { graph, keyOf, uidOf, type GraphOptions } from '../../support/graph.ts';

function tellFamilies(claim: ClaimGraph): Record<string, string | null> {
  const families = findFamilies(new Map(claim.sources.map((source) => [source.uid, source])));
  return Object.fromEntries([...families].map(([uid, family]) => [keyOf(uid), family && keyOf(family)]));
}

describe('source families', () => {
  test('sources with the same topmost parent are one family', () => {
    const parents = { tass: 'agencies', agencies: 'russia', council: 'russia' };
    expect(tellFamilies(graph('tass->council ians', { parents }))).toMatchObject({
      tass: 'russia',
      council: 'russia',
      ians: 'ians',
    });
  });

  test('sources whose parents form a loop are one family, named by its smallest', () => {
    const parents = { z: 'd', d: 'b', b: 'c', c: 'd' };
    expect(tellFamilies(graph('z b c d a', { parents }))).toEqual({ a: 'a', b: 'b', c: 'b', d: 'b', z: 'b' });
    expect(tellFamilies(graph('a', { parents: { a: 'a' } }))).toEqual({ a: 'a' });
  });

  test('a source with a missing parent belongs to the last source that is there', () => {
    const claim = graph('a', { parents: { a: 'b', b: 'c' } });
    const sources = claim.sources.filter(({ uid }) => uid !== uidOf('source', 'c'));
    expect(tellFamilies({ ...claim, sources })).toEqual({ a: 'b', b: 'b' });
  });

  test('an unnamed source has no family', () => {
    expect(tellFamilies(graph('a b', { kinds: { a: 'unnamed' }, parents: { a: 'b' } }))).toEqual({ a: null, b: 'b' });
  });
});

/** The ends of both sides, each with its kind. */
function tellEnds(claim: ClaimGraph): string[] {
  const { ends, contested } = analyse(claim);
  return [...ends, ...(contested?.ends ?? [])].map(({ statement, kind }) => `${keyOf(statement)} ${kind}`);
}

describe('kinds of ends', () => {
  test.each(BASES)('a named end of basis %s', (basis) => {
    const isFirstHand = basis !== 'told' && basis !== 'unknown';
    const bases = { b: basis };
    expect(tellEnds(graph('a->b', { bases }))).toEqual([isFirstHand ? 'b origin' : 'b open']);
    expect(tellEnds(graph('a->b', { bases, documents: { b: 'story' } }))).toEqual([
      isFirstHand ? 'b origin' : 'b unsourced',
    ]);
  });

  test('an end whose document nobody has read is open', () => {
    expect(tellEnds(graph('a->b', { documents: { b: 'story' }, unread: 'story' }))).toEqual(['b open']);
  });

  test('an agency or outlet has been read only in a publication of its own family', () => {
    const elsewhere: GraphOptions = { documents: { b: 'story' }, publishers: { story: 'c' } };
    expect(tellEnds(graph('a->b', elsewhere))).toEqual(['b open']);
    expect(tellEnds(graph('a->b', { ...elsewhere, kinds: { b: 'outlet' } }))).toEqual(['b open']);
    expect(tellEnds(graph('a->b', { ...elsewhere, parents: { b: 'p', c: 'p' } }))).toEqual(['b unsourced']);
    for (const kind of ['person', 'account', 'government', 'organisation'] as const) {
      expect(tellEnds(graph('a->b', { ...elsewhere, kinds: { b: kind } }))).toEqual(['b unsourced']);
    }
  });

  test('an unnamed source is an unnamed end, whatever its basis and whether it was read', () => {
    const kinds = { b: 'unnamed' } as const;
    expect(tellEnds(graph('a->b', { kinds }))).toEqual(['b unnamed']);
    expect(tellEnds(graph('a->b', { kinds, bases: { b: 'witnessed' }, documents: { b: 'story' } }))).toEqual([
      'b unnamed',
    ]);
    expect(tellEnds({ ...graph('a->b'), sources: [] })).toEqual(['b unnamed']);
  });

  test('a source that attributed the claim before is a dropped end, whatever its basis', () => {
    const dates = { 'a@1': '2025-06-04', 'a@2': '2025-06-17' };
    expect(tellEnds(graph('a@1->x a@2', { dates }))).toEqual(['a@2 dropped', 'x open']);
    expect(tellEnds(graph('a@1->x a@2', { dates, bases: { 'a@2': 'witnessed' } }))).toEqual(['a@2 dropped', 'x open']);
    expect(tellEnds(graph('a@1->x a@2', { dates, kinds: { a: 'unnamed' } }))).toEqual(['a@2 unnamed', 'x open']);
  });

  test.each([
    ['of another stance', { stances: { 'a@2': 'denies' } }],
    ['on the same day', { dates: { 'a@1': '2025-06-17', 'a@2': '2025-06-17' } }],
    ['without a date', { dates: { 'a@2': '2025-06-17' } }],
    ['that was disputed', { disputed: 'a@1->x' }],
  ] as [string, GraphOptions][])('an earlier attribution %s drops nothing', (_, options) => {
    const dates = { 'a@1': '2025-06-04', 'a@2': '2025-06-17' };
    expect(tellEnds(graph('a@1->x a@2', { dates, ...options }))).toContain('a@2 open');
  });

  test('each side has ends of its own, and a reply leads to none', () => {
    const claim = graph('a->x d->a d->y', { stances: { d: 'denies', y: 'denies' } });
    expect(analyse(claim).ends.map(({ statement }) => keyOf(statement))).toEqual(['x']);
    expect(analyse(claim).contested?.ends.map(({ statement }) => keyOf(statement))).toEqual(['y']);
  });
});

describe('independent sources', () => {
  const dates = { 'a@1': '2025-06-04', 'a@2': '2025-06-17' };
  test.each([
    ['three outlets resting on one', graph('a->t b->t c->t'), 1],
    ['two families', graph('a->x b->y'), 2],
    ['two sources of one family', graph('a->x b->y', { parents: { x: 'p', y: 'p' } }), 1],
    ['two statements of one source', graph('a->x@1 b->x@2'), 1],
    [
      'an origin, one that gives no source, and an open end',
      graph('a->x b->y c->z', { bases: { x: 'own-act' }, documents: { y: 'story' } }),
      3,
    ],
    ['an unnamed source', graph('a->x b->y', { kinds: { y: 'unnamed' } }), 1],
    ['several unnamed sources', graph('a->x b->y', { kinds: { x: 'unnamed', y: 'unnamed' } }), 0],
    ['a denial', graph('a->x b->y', { stances: { b: 'denies', y: 'denies' } }), 1],
    ['a doubt', graph('a->x b->y', { stances: { b: 'doubts', y: 'doubts' } }), 1],
    ['a dropped attribution', graph('a@1->x a@2', { dates }), 1],
    ['a report that cites nobody', graph('a->x b'), 2],
    ['a circle without an end', graph('a->b->a'), 0],
    ['an end out of reach of any report', graph('a->b->a b->o r->p'), 2],
    ['a source that disputes what is attributed to it', graph('a->x b->y', { disputed: 'a->x' }), 2],
  ])('independent sources are counted for %s', (_, claim, expected) => {
    expect(analyse(claim).independentSources).toBe(expected);
  });

  test('the contesting side counts its own', () => {
    const claim = graph('a->x d->y e->z', { stances: { d: 'denies', y: 'denies', e: 'doubts', z: 'doubts' } });
    expect(analyse(claim).independentSources).toBe(1);
    expect(analyse(claim).contested?.independentSources).toBe(2);
    expect(analyse(graph('d', { stances: { d: 'denies' } })).independentSources).toBe(0);
  });
});
