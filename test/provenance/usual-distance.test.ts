import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/provenance/analysis.ts';
import { findUsualDistance } from '../../src/provenance/usual-distance.ts';
import { graph, keyOf } from '../support/graph.ts';

const countUp = (...statements: number[]) =>
  statements.flatMap((count, hops) => (count > 0 ? [{ hops, statements: count }] : []));

describe('distance of a statement', () => {
  test('the distance of a statement is the fewest hops to an origin, with a circle as one hop', () => {
    const { distances } = analyse(graph('ians->tass->council ians->yonhap->tass a->b->c->b c->d x->y->x'));
    expect(Object.fromEntries([...distances].map(([uid, hops]) => [keyOf(uid), hops]))).toEqual({
      ...{ council: 0, tass: 1, yonhap: 2, ians: 2 },
      ...{ d: 0, c: 1, b: 1, a: 2 },
      ...{ x: null, y: null },
    });
  });
});

describe('usual distance', () => {
  test('the usual distance is the lower median, with its range', () => {
    expect(findUsualDistance([])).toBeNull();
    expect(findUsualDistance(countUp(0, 0, 1))).toEqual({ usual: 2, fewest: 2, most: 2 });
    expect(findUsualDistance(countUp(2, 2))).toEqual({ usual: 0, fewest: 0, most: 1 });
    expect(findUsualDistance(countUp(2, 3))).toEqual({ usual: 1, fewest: 0, most: 1 });
    expect(findUsualDistance(countUp(1, 0, 1, 0, 0, 1))).toEqual({ usual: 2, fewest: 0, most: 5 });
  });
});
