import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/provenance/analysis.ts';
import type { ClaimGraph } from '../../src/model/records.ts';
import { graph, keyOf, uidOf } from '../support/graph.ts';

describe('support', () => {
  function supportOf(claim: ClaimGraph): string | undefined {
    return analyse(claim).support.get(uidOf('attribution', 'a->b'));
  }

  test('support is seen with evidence in the citing document, relayed with evidence elsewhere, else unsupported', () => {
    expect(supportOf(graph('a->b', { seen: 'a->b' }))).toBe('seen');
    expect(supportOf(graph('a->b', { seen: 'a->b', relayed: 'a->b' }))).toBe('seen');
    expect(supportOf(graph('a->b', { relayed: 'a->b' }))).toBe('relayed');
    expect(supportOf(graph('a->b', { relayed: 'a->b', documents: { b: 'another-story' } }))).toBe('relayed');
    expect(supportOf(graph('a->b'))).toBe('unsupported');
  });

  test('evidence in a story makes the hops of all its statements seen', () => {
    const documents = { a: 'story', c: 'story' };
    const claim = graph('a->b c->d', { documents, seen: 'a->b c->d' });
    expect([...analyse(claim).support.values()]).toEqual(['seen', 'seen']);
  });
});

describe('hops seen', () => {
  function tellSeenTo(shorthand: string, seen: string): [string, number, string | null][] {
    const { reports } = analyse(graph(shorthand, { seen }));
    return reports.map(({ statement, seenTo, weakestLink }) => [
      keyOf(statement),
      seenTo,
      weakestLink && keyOf(weakestLink),
    ]);
  }

  test.each([
    ['a->b->c', '', ['a', 0, 'a->b']],
    ['a->b->c', 'b->c', ['a', 0, 'a->b']],
    ['a->b->c', 'a->b', ['a', 1, 'b->c']],
    ['a->b->c', 'a->b b->c', ['a', 2, null]],
    // the nearest gap counts, whichever way it lies; of several the first
    ['a->b a->c', '', ['a', 0, 'a->b']],
    ['a->b->d a->c->d', 'a->b a->c', ['a', 1, 'b->d']],
    ['a->b->c->d a->x->d', 'a->b b->c a->x', ['a', 1, 'x->d']],
    ['a->b->c->d a->d', 'a->b b->c c->d', ['a', 0, 'a->d']],
    // all seen: the most hops to an origin
    ['a->b->c->d a->d', 'a->b b->c c->d a->d', ['a', 3, null]],
    // the longest way counts only when no way reaches an origin
    ['a->b a->w->x->y->x', 'a->b a->w w->x x->y y->x', ['a', 1, null]],
    ['a->b->x->y->x', 'a->b b->x x->y y->x', ['a', 2, null]],
    // what lies within a circle, or leaves it, counts where the circle stands
    ['a->b->c->b c->d', 'a->b b->c c->d', ['a', 1, 'c->b']],
    ['a->b->c->b c->d', 'a->b b->c c->b', ['a', 1, 'c->d']],
    ['a->b->c->b c->d', 'a->b b->c c->b c->d', ['a', 2, null]],
    ['a', '', ['a', 0, null]],
  ])('the graph %s with %j seen gives the hops seen and the weakest link', (shorthand, seen, expected) => {
    expect(tellSeenTo(shorthand, seen)).toEqual([expected]);
  });

  test('the hops seen are measured for each report', () => {
    expect(tellSeenTo('a->b->o z->b', 'a->b')).toEqual([
      ['a', 1, 'b->o'],
      ['z', 0, 'z->b'],
    ]);
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
