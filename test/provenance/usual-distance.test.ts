import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/provenance/analysis.ts';
import { findUsualDistance } from '../../src/provenance/usual-distance.ts';
import { graph, keyOf } from '../support/graph.ts';

const countUp = (...statements: number[]) =>
  statements.flatMap((count, hops) => (count > 0 ? [{ hops, statements: count }] : []));

describe('the distance of a statement', () => {
  test('is the fewest hops to an origin, and a circle on the way is one hop', () => {
    const { distances } = analyse(graph('ians->tass->council ians->yonhap->tass a->b->c->b c->d x->y->x'));
    expect(Object.fromEntries([...distances].map(([uid, hops]) => [keyOf(uid), hops]))).toEqual({
      ...{ council: 0, tass: 1, yonhap: 2, ians: 2 },
      ...{ d: 0, c: 1, b: 1, a: 2 },
      ...{ x: null, y: null },
    });
  });
});

describe('the usual distance', () => {
  test('is the median, of an even number the nearer of the two in the middle, and the range', () => {
    expect(findUsualDistance([])).toBeNull();
    expect(findUsualDistance(countUp(0, 0, 1))).toEqual({ usual: 2, fewest: 2, most: 2 });
    expect(findUsualDistance(countUp(2, 2))).toEqual({ usual: 0, fewest: 0, most: 1 });
    expect(findUsualDistance(countUp(2, 3))).toEqual({ usual: 1, fewest: 0, most: 1 });
    expect(findUsualDistance(countUp(1, 0, 1, 0, 0, 1))).toEqual({ usual: 2, fewest: 0, most: 5 });
  });
});
