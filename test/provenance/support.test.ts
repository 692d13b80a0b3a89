import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/provenance/analysis.ts';
import type { ClaimGraph } from '../../src/model/records.ts';
import { graph, keyOf, uidOf, type GraphOptions } from '../support/graph.ts';

describe('support', () => {
  function supportOf(claim: ClaimGraph): string | undefined {
    return analyse(claim).support.get(uidOf('attribution', 'a->b'));
  }

  test('support is read with evidence in the citing document, second-hand with evidence elsewhere, else unsupported', () => {
    expect(supportOf(graph('a->b', { seen: 'a->b' }))).toBe('read');
    expect(supportOf(graph('a->b', { seen: 'a->b', relayed: 'a->b' }))).toBe('read');
    expect(supportOf(graph('a->b', { relayed: 'a->b' }))).toBe('second-hand');
    expect(supportOf(graph('a->b', { relayed: 'a->b', documents: { b: 'another-story' } }))).toBe('second-hand');
    expect(supportOf(graph('a->b'))).toBe('unsupported');
  });

  test('a document that is only named, or published by others, makes nothing read', () => {
    expect(supportOf(graph('a->b', { seen: 'a->b', unread: 'a-story' }))).toBe('second-hand');
    const elsewhere: GraphOptions = { seen: 'a->b', publishers: { 'a-story': 'c' } };
    expect(supportOf(graph('a->b', elsewhere))).toBe('second-hand');
    expect(supportOf(graph('a->b', { ...elsewhere, kinds: { a: 'person' } }))).toBe('read');
    expect(supportOf(graph('a->b', { ...elsewhere, parents: { a: 'p', c: 'p' } }))).toBe('read');
  });

  test('evidence in a story makes the hops of all its statements read', () => {
    const documents = { a: 'story', c: 'story' };
    const claim = graph('a->b c->d', { documents, seen: 'a->b c->d', parents: { a: 'p', c: 'p' } });
    expect([...analyse(claim).support.values()]).toEqual(['read', 'read']);
  });

  test('a text that is kept is as good as a date of retrieval', () => {
    const claim = graph('a->b', { seen: 'a->b', unread: 'a-story' });
    const documents = claim.documents.map((document) => ({ ...document, sha256: '0'.repeat(64) }));
    expect(supportOf({ ...claim, documents })).toBe('read');
    expect(analyse({ ...claim, documents }).read.get(uidOf('statement', 'a'))).toBe(true);
    expect(analyse(claim).read.get(uidOf('statement', 'a'))).toBe(false);
  });
});

describe('weakest hop', () => {
  function tellWeakest(shorthand: string, seen: string, options: GraphOptions = {}): [string, string | null][] {
    const { reports } = analyse(graph(shorthand, { ...options, seen }));
    return reports.map(({ statement, weakestHop }) => [keyOf(statement), weakestHop && keyOf(weakestHop)]);
  }

  test.each([
    ['a->b->c', '', 'a->b'],
    ['a->b->c', 'b->c', 'a->b'],
    ['a->b->c', 'a->b', 'b->c'],
    ['a->b->c', 'a->b b->c', null],
    // the nearest counts, whichever way it lies; of several the one on the shortest chain, then the first
    ['a->b a->c', '', 'a->b'],
    ['a->b->d a->c->d', 'a->b a->c', 'b->d'],
    ['a->b->c->d a->x->d', 'a->b b->c a->x', 'x->d'],
    ['a->b->c->d a->x->d', 'a->b a->x', 'x->d'],
    ['a->b->c->d a->d', 'a->b b->c c->d', 'a->d'],
    // what leads to no end is on no chain
    ['a->b->o a->x->y->x', 'a->b', 'b->o'],
    ['a->w->x->y->x', '', null],
    // what lies within a circle, or leaves it, counts where the circle stands
    ['a->b->c->b c->d', 'a->b b->c c->d', 'c->b'],
    ['a->b->c->b c->d', 'a->b b->c c->b', 'c->d'],
    ['a->b->c->b c->d', 'a->b b->c c->b c->d', null],
    ['a', '', null],
  ])('of the graph %s with %j read', (shorthand, seen, expected) => {
    expect(tellWeakest(shorthand, seen)).toEqual([['a', expected]]);
  });

  test('each report has its own, on either side', () => {
    expect(tellWeakest('a->b->o z->b', 'a->b')).toEqual([
      ['a', 'b->o'],
      ['z', 'z->b'],
    ]);
    const stances = { d: 'denies', e: 'denies', f: 'denies' } as const;
    const { contested } = analyse(graph('d->e->f', { stances, seen: 'd->e' }));
    expect(keyOf(contested!.reports[0]!.weakestHop!)).toBe('e->f');
  });

  test('a disputed hop is on no chain', () => {
    expect(tellWeakest('a->b->c a->x', 'a->b b->c', { disputed: 'a->x' })).toEqual([['a', null]]);
  });
});

test('the lag of each hop is found by its attribution', () => {
  const dates = { a: '2025-06-17', b: '2025-06-04', c: '2025' };
  const { lag } = analyse(graph('a->b->c', { dates }));
  expect(Object.fromEntries([...lag].map(([uid, value]) => [keyOf(uid), value]))).toEqual({
    'a->b': 'P13D',
    'b->c': null,
  });
});
