import { describe, expect, test } from 'vitest';
import { analyse } from '../../../src/provenance/analysis.ts';
import { CHAINS_LISTED, listShortestChains } from '../../../src/provenance/graph/chains.ts';
import { listDownstream } from '../../../src/provenance/graph/graph.ts';
import { measureGraph } from '../../../src/provenance/graph/hops.ts';
import type { ClaimGraph } from '../../../src/model/records.ts';
import { graph, keysOf, keyOf, tellFindings, uidOf } from '../../support/graph.ts';

/** Everything that the shape of a graph decides, in shorthand. */
function tellShape(claim: ClaimGraph) {
  const analysis = analyse(claim);
  return {
    hops: analysis.hops && [analysis.hops.fewest, analysis.hops.most],
    reports: analysis.reports.map(({ statement, hops }) => [keyOf(statement), hops && [hops.fewest, hops.most]]),
    ends: keysOf(analysis.ends.map(({ statement }) => statement)),
    circles: analysis.circles.map(keysOf),
    chokePoints: keysOf(analysis.chokePoints),
    chains: analysis.chains.map(({ hops, statements }) => `${hops} ${keysOf(statements).join(' ')}`),
  };
}

describe('graphs without circles', () => {
  test('an empty claim has no hops, reports, ends, chains or findings', () => {
    expect(analyse(graph(''))).toEqual({
      hops: null,
      reports: [],
      ends: [],
      independentSources: 0,
      chokePoints: [],
      circles: [],
      chainCount: 0n,
      chains: [],
      contested: null,
      breakPoints: [],
      replies: [],
      findings: [],
      support: new Map(),
      lag: new Map(),
      distances: new Map(),
      read: new Map(),
      void: new Set(),
    });
  });

  test('a lone statement is both report and end', () => {
    expect(tellShape(graph('a'))).toEqual({
      hops: [0, 0],
      reports: [['a', [0, 0]]],
      ends: ['a'],
      circles: [],
      chokePoints: [],
      chains: ['0 a'],
    });
    expect(analyse(graph('a')).reports[0]).toMatchObject({ weakestHop: null });
  });

  test('all statements between the report and the end of a single chain are choke points', () => {
    expect(tellShape(graph('a->b->c->d'))).toEqual({
      hops: [3, 3],
      reports: [['a', [3, 3]]],
      ends: ['d'],
      circles: [],
      chokePoints: ['b', 'c'],
      chains: ['3 a b c d'],
    });
  });

  test('a statement that a hop jumps over is no choke point', () => {
    const shape = tellShape(graph('a->b->c->d->e b->d'));
    expect(shape.chokePoints).toEqual(['b', 'd']);
    expect(shape.chains).toEqual(['3 a b d e', '4 a b c d e']);
  });

  test('a sole end is no choke point, but a statement that all reports rest on is', () => {
    expect(tellShape(graph('a->c b->c')).chokePoints).toEqual([]);
    expect(tellShape(graph('a->c b->c c->d')).chokePoints).toEqual(['c']);
  });

  test('a statement on the way to only some of the ends is no choke point', () => {
    const shape = tellShape(graph('a->b->c->d c->e b->x'));
    expect(shape.ends).toEqual(['d', 'e', 'x']);
    expect(shape.chokePoints).toEqual(['b']);
  });

  test('a statement that only some of the reports rest on is no choke point', () => {
    expect(tellShape(graph('a->b->c->d z->c')).chokePoints).toEqual(['c']);
  });

  test('a report that is also an end leaves no choke point', () => {
    expect(tellShape(graph('a->b->c z')).chokePoints).toEqual([]);
  });

  test('choke points are listed from the report to the end', () => {
    expect(tellShape(graph('a->z->m->b->o')).chokePoints).toEqual(['z', 'm', 'b']);
  });

  test('the separate parts of a graph are measured together', () => {
    expect(tellShape(graph('a->b x->y->z'))).toEqual({
      hops: [1, 2],
      reports: [
        ['a', [1, 1]],
        ['x', [2, 2]],
      ],
      ends: ['b', 'z'],
      circles: [],
      chokePoints: [],
      chains: ['1 a b', '2 x y z'],
    });
  });

  test('a repeated attribution or one of a statement to itself changes no count', () => {
    const claim = graph('a->b->c');
    const [first] = claim.attributions;
    const twice = { ...first!, uid: 'twice' };
    const itself = { ...first!, uid: 'itself', cited: first!.citing };
    const odd = { ...claim, attributions: [...claim.attributions, twice, itself] };
    expect(tellShape(odd)).toEqual(tellShape(claim));
  });
});

describe('circles', () => {
  test('a claim that is one circle has no report, end or chain', () => {
    const claim = graph('a->b->c->a');
    expect(tellShape(claim)).toEqual({
      hops: null,
      reports: [],
      ends: [],
      circles: [['a', 'b', 'c']],
      chokePoints: [],
      chains: [],
    });
    expect(tellFindings(analyse(claim)).slice(0, 2)).toEqual(['circle a b c', 'no-end a b c']);
  });

  test('a report that leads into a circle with no way out reaches no end', () => {
    const claim = graph('r->a->b->a');
    expect(tellShape(claim)).toMatchObject({ hops: null, reports: [['r', null]], ends: [], chains: [] });
    expect(tellFindings(analyse(claim)).slice(0, 2)).toEqual(['circle a b', 'no-end r']);
  });

  test('a circle on the way counts as one station and a choke point with all its statements', () => {
    const claim = graph('r->a->b->c->a c->o');
    expect(tellShape(claim)).toMatchObject({
      hops: [2, 2],
      circles: [['a', 'b', 'c']],
      chokePoints: ['a', 'b', 'c'],
      chains: ['2 r a b c o'],
    });
  });

  test('a circle at the top is no report, and the rest of the claim is measured', () => {
    const claim = graph('a->b->a b->o r->o');
    expect(tellShape(claim)).toMatchObject({
      hops: [1, 1],
      reports: [['r', [1, 1]]],
      ends: ['o'],
      chains: ['1 r o'],
    });
    expect(tellFindings(analyse(claim))[0]).toBe('circle a b');
    expect(tellFindings(analyse(claim)).join()).not.toContain('no-end');
  });

  test('a claim whose topmost circle leads to an end has no report, and an end', () => {
    const claim = graph('a->b->a b->o');
    expect(tellShape(claim)).toMatchObject({ hops: null, reports: [], ends: ['o'], chains: [] });
    expect(tellFindings(analyse(claim))[0]).toBe('circle a b');
    expect(tellFindings(analyse(claim)).join()).not.toContain('no-end');
  });

  test('two circles are two stations, and several attributions between them count as one', () => {
    const claim = graph('r->a->b->a a->c b->c b->d c->d->c d->o');
    expect(tellShape(claim)).toMatchObject({
      hops: [3, 3],
      circles: [
        ['a', 'b'],
        ['c', 'd'],
      ],
      chokePoints: ['a', 'b', 'c', 'd'],
      chains: ['3 r a b c d o'],
    });
    expect(analyse(claim).chainCount).toBe(1n);
  });

  test('a circle within another is one circle with it', () => {
    expect(tellShape(graph('a->b->c->d->a b->c->b')).circles).toEqual([['a', 'b', 'c', 'd']]);
  });

  test('two circles that share a statement are one circle', () => {
    expect(tellShape(graph('a->b->a b->c->b')).circles).toEqual([['a', 'b', 'c']]);
  });

  test('two closed circles without a report both witness the finding no-end', () => {
    expect(tellFindings(analyse(graph('a->b->a x->y->x y->a'))).slice(0, 3)).toEqual([
      'circle a b',
      'circle x y',
      'no-end x y',
    ]);
  });

  test('dead ends do not count for chains, choke points or hops', () => {
    const claim = graph('r->a->b->o r->x->y->x a->x');
    expect(tellShape(claim)).toMatchObject({ hops: [3, 3], chokePoints: ['a', 'b'], chains: ['3 r a b o'] });
  });

  test('a report that reaches no end does not affect choke points', () => {
    expect(tellShape(graph('a->x->y->x r->b->c->o r->c')).chokePoints).toEqual(['c']);
  });

  test('a report that reaches no end is a finding while the other report is measured', () => {
    const claim = graph('r->o s->x->y->x');
    expect(tellShape(claim)).toMatchObject({
      hops: [1, 1],
      reports: [
        ['r', [1, 1]],
        ['s', null],
      ],
    });
    expect(tellFindings(analyse(claim)).slice(0, 2)).toEqual(['circle x y', 'no-end s']);
  });
});

describe('list of chains', () => {
  /** `count` steps, each by one of two ways: 2 to the power of `count` chains. */
  function ladder(count: number): ClaimGraph {
    const steps = Array.from({ length: count }, (_, n) => `s${n}->l${n}->s${n + 1} s${n}->r${n}->s${n + 1}`);
    return graph(steps.join(' '));
  }

  test('the chains of a claim are counted exactly even when there are far too many to list', () => {
    const analysis = analyse(ladder(200));
    expect(analysis.chainCount).toBe(2n ** 200n);
    expect(analysis.chains.length).toBe(CHAINS_LISTED);
    expect(new Set(analysis.chains.map(({ statements }) => statements.join())).size).toBe(CHAINS_LISTED);
    expect(analysis.chains.every(({ hops, statements }) => hops === 400 && statements.length === 401)).toBe(true);
    expect(analysis.chokePoints.length).toBe(199);
  });

  test('chains are listed shortest first', () => {
    const claim = graph('a->b->c->d->e a->c a->e z->d');
    expect(tellShape(claim).chains).toEqual(['1 a e', '2 z d e', '3 a c d e', '4 a b c d e']);
  });

  test('chains of one length are listed in the order of their statements', () => {
    const { chains } = tellShape(graph('b->e->o b->d->o b->c->o a->d'));
    expect(chains).toEqual(['2 a d o', '2 b c o', '2 b d o', '2 b e o']);
  });

  test('the list of chains stops at the number asked for', () => {
    const measured = measureGraph(ladder(3));
    const { asserting } = measured.components.sides;
    expect(listShortestChains(asserting, measured, 5).length).toBe(5);
    expect(listShortestChains(asserting, measured, 0)).toEqual([]);
    expect(listShortestChains(asserting, measured, 9).length).toBe(8);
  });
});

describe('downstream', () => {
  test('everything downstream of a statement is listed, nearest first', () => {
    const claim = graph('a->b->d->e c->d f->e g');
    expect(keysOf(listDownstream(claim, uidOf('statement', 'e')))).toEqual(['d', 'f', 'b', 'c', 'a']);
    expect(listDownstream(claim, uidOf('statement', 'a'))).toEqual([]);
  });

  test('everything else in a circle is downstream of its statements', () => {
    const claim = graph('r->a->b->c->a');
    expect(keysOf(listDownstream(claim, uidOf('statement', 'a')))).toEqual(['c', 'r', 'b']);
  });

  test('asking for what is downstream of a missing statement throws', () => {
    expect(() => listDownstream(graph('a'), 'nobody')).toThrow('Statement nobody is not in this claim');
  });
});

test('an attribution that names a missing statement is refused by name', () => {
  const claim = graph('a->b');
  const broken = { ...claim, statements: claim.statements.slice(0, 1) };
  expect(() => analyse(broken)).toThrow(
    `Attribution ${uidOf('attribution', 'a->b')} names statement ${uidOf('statement', 'b')}, which is not in its claim`,
  );
});
