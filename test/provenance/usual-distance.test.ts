import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/provenance/analysis.ts';
import { findUsualDistance } from '../../src/provenance/usual-distance.ts';
import { graph, keyOf } from '../support/graph.ts';

const countUp = (...statements: number[]) =>
  statements.flatMap((count, hops) => (count > 0 ? [{ hops, statements: count }] : []));

describe('distance of a statement', () => {
  test('the distance of a statement is the fewest hops to a settled end, with a circle as one hop', () => {
    const bases = { council: 'own-act', d: 'witnessed' } as const;
    const shorthand = 'ians->tass->council ians->yonhap->tass a->b->c->b c->d x->y->x p->open';
    const { distances } = analyse(graph(shorthand, { bases }));
    expect(Object.fromEntries([...distances].map(([uid, hops]) => [keyOf(uid), hops]))).toEqual({
      ...{ council: 0, tass: 1, yonhap: 2, ians: 2 },
      ...{ d: 0, c: 1, b: 1, a: 2 },
      ...{ x: null, y: null, p: null, open: null },
    });
  });
});

describe('usual distance', () => {
  test('the usual distance is the median, with its range', () => {
    expect(findUsualDistance([])).toBeNull();
    expect(findUsualDistance(countUp(0, 0, 1))).toEqual({ usual: 2, fewest: 2, most: 2 });
    expect(findUsualDistance(countUp(2, 3))).toEqual({ usual: 1, fewest: 0, most: 1 });
    expect(findUsualDistance(countUp(1, 0, 3, 0, 0, 1))).toEqual({ usual: 2, fewest: 0, most: 5 });
  });

  test.each([
    ['the middle lies between two distances', countUp(2, 2)],
    ['several distances are equally common', countUp(1, 0, 1, 0, 0, 1)],
    ['another distance is more common than the median', countUp(4, 3, 0, 3)],
  ])('no distance is the usual one where %s', (_, counts) => {
    expect(findUsualDistance(counts)).toEqual({ usual: null, fewest: 0, most: counts.at(-1)!.hops });
  });
});
