import { describe, expect, test } from 'vitest';
import type { ClaimGraph, SideAnalysis } from '../../../src/model/records.ts';
import { analyse } from '../../../src/provenance/analysis.ts';
import { graph, keyOf, keysOf, uidOf } from '../../support/graph.ts';

function tellSide({ hops, reports, ends, circles, chains }: SideAnalysis) {
  return {
    hops: hops && [hops.fewest, hops.most, hops.open],
    reports: keysOf(reports.map(({ statement }) => statement)),
    ends: ends.map(({ statement, kind }) => `${keyOf(statement)} ${kind}`),
    circles: circles.map(keysOf),
    chains: chains.map(({ statements }) => keysOf(statements).join(' ')),
  };
}

describe('the two sides', () => {
  test('a denial is no report, end or hop of the claim, even where its chain is longer', () => {
    const claim = graph('a->o d->e->f->m', {
      stances: { d: 'denies', e: 'denies', f: 'denies', m: 'doubts' },
      bases: { o: 'own-act', m: 'own-act' },
    });
    const { contested, ...asserted } = analyse(claim);
    expect(tellSide(asserted)).toEqual({
      hops: [1, 1, false],
      reports: ['a'],
      ends: ['o origin'],
      circles: [],
      chains: ['a o'],
    });
    expect(tellSide(contested!)).toMatchObject({ hops: [3, 3, false], reports: ['d'], ends: ['m origin'] });
  });

  test('an attribution between the sides is a reply, which joins nothing', () => {
    const claim = graph('a->o d->a', { stances: { d: 'denies' }, documents: { d: 'story' } });
    const { contested, replies, ...asserted } = analyse(claim);
    expect(keysOf(replies)).toEqual(['d->a']);
    expect(asserted.reports.map(({ statement }) => keyOf(statement))).toEqual(['a']);
    expect(tellSide(contested!)).toMatchObject({ hops: [0, 0, false], reports: ['d'], ends: ['d unsourced'] });
  });

  test('an asserting statement that cites a denial alone is an end of its own side', () => {
    const claim = graph('a->d', { stances: { d: 'denies' }, documents: { a: 'story' } });
    expect(tellSide(analyse(claim))).toMatchObject({ hops: [0, 0, false], reports: ['a'], ends: ['a unsourced'] });
  });

  test('statements of the two sides that cite one another are no circle', () => {
    const { circles, contested } = analyse(graph('a->d->a', { stances: { d: 'denies' } }));
    expect([circles, contested?.circles]).toEqual([[], []]);
  });

  test('a claim that nobody asserts has an empty side of its own', () => {
    const { contested, ...asserted } = analyse(graph('d->e', { stances: { d: 'denies', e: 'denies' } }));
    expect(tellSide(asserted)).toEqual({ hops: null, reports: [], ends: [], circles: [], chains: [] });
    expect(tellSide(contested!).hops).toEqual([1, 1, true]);
  });

  test('nothing contests a claim that everybody asserts', () => {
    expect(analyse(graph('a->b')).contested).toBeNull();
  });
});

describe('hops to settled and to open ends', () => {
  const hopsOf = (claim: ClaimGraph) => {
    const { hops, reports } = analyse(claim);
    return [hops, ...reports.map((report) => report.hops)];
  };

  test('a report that leads to an open end alone is at least so many hops away', () => {
    const least = { fewest: 1, most: 2, open: true };
    expect(hopsOf(graph('a->b->o a->o'))).toEqual([least, least]);
  });

  test('a settled end counts where there is one, however far it is', () => {
    const settled = { fewest: 3, most: 3, open: false };
    expect(hopsOf(graph('a->b->c->o a->x', { bases: { o: 'document' } }))).toEqual([settled, settled]);
    expect(hopsOf(graph('a->b->c->o a->x', { kinds: { o: 'unnamed' } }))).toEqual([settled, settled]);
    expect(hopsOf(graph('a->b->c->o a->x', { documents: { o: 'story' } }))).toEqual([settled, settled]);
  });

  test('of a claim the reports that lead to a settled end count, the others only where there is none', () => {
    const [ofClaim, ...ofReports] = hopsOf(graph('a->o b->c->d->x', { bases: { o: 'own-act' } }));
    expect(ofClaim).toEqual({ fewest: 1, most: 1, open: false });
    expect(ofReports).toEqual([
      { fewest: 1, most: 1, open: false },
      { fewest: 3, most: 3, open: true },
    ]);
  });

  test('a report that is a dropped end, or leads to one alone, has no hops', () => {
    const dates = { 'a@1': '2025-06-04', 'a@2': '2025-06-17' };
    expect(hopsOf(graph('a@1->x a@2', { dates, kinds: { x: 'unnamed' } }))).toEqual([
      { fewest: 1, most: 1, open: false },
      { fewest: 1, most: 1, open: false },
      null,
    ]);
    expect(hopsOf(graph('a@1->a@3 r->a@2', { dates: { ...dates, 'a@3': '2025-06-18' } }))).toContain(null);
    expect(analyse(graph('a@1->a@3', { dates: { 'a@1': '2025-06-04', 'a@3': '2025-06-18' } })).hops).toBeNull();
  });

  test('distances are those to the nearest settled end', () => {
    const { distances } = analyse(graph('a->b->o a->x', { bases: { o: 'own-act' } }));
    expect(Object.fromEntries([...distances].map(([uid, hops]) => [keyOf(uid), hops]))).toEqual({
      a: 2,
      b: 1,
      o: 0,
      x: null,
    });
  });
});

describe('disputed attributions', () => {
  test('a statement known only through a disputed attribution is in no count', () => {
    const claim = graph('a->b', { disputed: 'a->b', documents: { a: 'story' } });
    const analysis = analyse(claim);
    expect(keysOf([...analysis.void])).toEqual(['b']);
    expect(tellSide(analysis)).toMatchObject({ hops: [0, 0, false], reports: ['a'], ends: ['a unsourced'] });
  });

  test('what only such a statement cites goes with it', () => {
    expect(keysOf([...analyse(graph('a->b->c->d', { disputed: 'a->b' })).void])).toEqual(['b', 'c', 'd']);
    expect(keysOf([...analyse(graph('a->b->c->d e->c', { disputed: 'a->b' })).void])).toEqual(['b']);
  });

  test('a document, or somebody whom nobody disputes, vouches for a statement', () => {
    expect(analyse(graph('a->b', { disputed: 'a->b', documents: { b: 'story' } })).void.size).toBe(0);
    expect(analyse(graph('a->b c->b', { disputed: 'a->b' })).void.size).toBe(0);
    expect(analyse(graph('a->b c->b', { disputed: 'a->b c->b' })).void.size).toBe(1);
  });

  test('a void statement contests nothing', () => {
    const claim = graph('a->o d->e', { stances: { d: 'asserts', e: 'denies' }, disputed: 'd->e' });
    expect(analyse(claim).contested).toBeNull();
    expect(analyse(claim).replies).toEqual([]);
  });

  test('statements that only vouch for one another in a circle are not void', () => {
    expect(analyse(graph('a->b b->c->b', { disputed: 'a->b' })).void.size).toBe(0);
  });

  test.each([
    ['when', { disputedAt: '2025-06-18' }],
    ['by whom', { disputedBy: uidOf('source', 'b') }],
    ['why', { disputeReason: 'It was never said.' }],
  ])('an attribution is disputed where only %s is recorded', (_, dispute) => {
    const claim = graph('a->b');
    const attributions = claim.attributions.map((attribution) => ({ ...attribution, ...dispute }));
    expect(analyse({ ...claim, attributions }).void.size).toBe(1);
  });
});

describe('break points', () => {
  const tell = (claim: ClaimGraph): string[] => analyse(claim).breakPoints.map((set) => keysOf(set).sort().join(' + '));

  test('a source without which no report by others reaches an end is a break point', () => {
    expect(tell(graph('ians->tass->council ians->yonhap->tass'))).toEqual(['council', 'tass']);
    expect(tell(graph('a->x b->x'))).toEqual(['x']);
  });

  test('a source counts with all its statements', () => {
    expect(tell(graph('a->x@1->o b->x@2->p'))).toEqual(['x']);
  });

  test('where no source is one, pairs of sources are', () => {
    expect(tell(graph('a->x->o a->y->p'))).toEqual(['o + p', 'o + y', 'p + x', 'x + y']);
    expect(tell(graph('a->x b->y'))).toEqual(['a + y', 'b + x', 'x + y']);
  });

  test('a set that takes out every report is no break point', () => {
    expect(tell(graph('a->x'))).toEqual(['x']);
    expect(tell(graph('a'))).toEqual([]);
    expect(tell(graph('a b'))).toEqual([]);
  });

  test('an unnamed source is no break point', () => {
    expect(tell(graph('a->u->o', { kinds: { u: 'unnamed' } }))).toEqual(['o']);
    expect(tell(graph('a->u', { kinds: { u: 'unnamed' } }))).toEqual([]);
  });

  test('a circle is gone with any source in it', () => {
    expect(tell(graph('a->x->y->x y->o x->p'))).toEqual(['x', 'y']);
  });

  test('reports that reach no end, and denials, ask for nothing', () => {
    expect(tell(graph('a->x r->c->d->c'))).toEqual(['x']);
    expect(tell(graph('a->x d->y', { stances: { d: 'denies', y: 'denies' } }))).toEqual(['x']);
  });

  test('every source of a chain longer than one pass holds is tried', () => {
    const names = Array.from({ length: 70 }, (_, n) => `s${String(n).padStart(2, '0')}`);
    expect(tell(graph(names.join('->')))).toEqual(names.slice(1));
  });
});
