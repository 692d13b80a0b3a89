import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClaimGraph } from '../../../src/model/records.ts';
import { analyse } from '../../../src/provenance/analysis.ts';
import { isNamed } from '../../../src/provenance/graph/ends.ts';
import { findLeadChain } from '../../../src/provenance/graph/lead-chain.ts';
import { measureGraph } from '../../../src/provenance/graph/hops.ts';
import { takeOut } from '../../../src/provenance/graph/without.ts';
import { writeWithout } from '../../../src/wording/headline.ts';
import { graph, keyOf, uidOf } from '../../support/graph.ts';
import { randomGraph } from '../../support/random-graph.ts';

const GOLDEN = 'ians->yonhap yonhap->tass ians->tass tass->council';

function without(claim: ClaimGraph, source: string) {
  const measured = measureGraph(claim);
  const analysis = analyse(claim, measured);
  const remainder = takeOut(measured, analysis, uidOf('source', source));
  return {
    reports: remainder.reports.map(({ statement }) => keyOf(statement)),
    lost: remainder.lost.map(keyOf),
    ends: remainder.ends.map(({ statement, kind }) => `${keyOf(statement)} ${kind}`),
    hops: remainder.hops,
    independentSources: remainder.independentSources,
    standing: [...remainder.standing].map(keyOf).sort(),
    chain: findLeadChain(measured, analysis, remainder)?.stations.map((station) => station.map(keyOf).join('+')),
    sentence: writeWithout(claim, analysis, remainder),
  };
}

describe('a claim without one source', () => {
  const names = { ians: 'IANS', yonhap: 'Yonhap', tass: 'TASS', council: 'Security Council' };
  const golden = graph(GOLDEN, { names, bases: { council: 'own-act' } });

  test('keeps the chains that do not go through it', () => {
    expect(without(golden, 'yonhap')).toEqual({
      reports: ['ians'],
      lost: [],
      ends: ['council origin'],
      hops: { fewest: 2, most: 2, open: false },
      independentSources: 1,
      standing: ['council', 'ians', 'tass'],
      chain: ['ians', 'tass', 'council'],
      sentence: 'Without Yonhap, IANS’s report is 2 hops from its origin, Security Council.'.replace('’', "'"),
    });
  });

  test('makes nobody an end who is none: whoever cited it does not give no source', () => {
    expect(without(golden, 'tass')).toEqual({
      reports: [],
      lost: ['ians'],
      ends: [],
      hops: null,
      independentSources: 0,
      standing: [],
      chain: undefined,
      sentence: 'Without TASS, no report reaches an end.',
    });
  });

  test('says which reports are lost', () => {
    const claim = graph('a->b c->d', { names: { a: 'A', b: 'B', c: 'C', d: 'D' }, documents: { b: 'b1', d: 'd1' } });
    expect(without(claim, 'd')).toMatchObject({
      reports: ['a'],
      lost: ['c'],
      ends: ['b unsourced'],
      standing: ['a', 'b'],
    });
    expect(without(claim, 'd').sentence).toBe(
      "Without D, A's report is 1 hop from B, which gives no source; C's report no longer reaches an end.",
    );
  });

  test('leaves its own reports out, and says so where there are no others', () => {
    const claim = graph('a->b c->b', { names: { a: 'A', b: 'B', c: 'C' } });
    expect(without(claim, 'a').reports).toEqual(['c']);
    expect(without(graph('a->b', { names: { a: 'A' } }), 'a').sentence).toBe(
      'Without A, no report that reaches an end is left.',
    );
  });

  test('takes out the whole circle that it is part of', () => {
    expect(without(graph('a->b b->c c->b c->d'), 'b')).toMatchObject({ reports: [], lost: ['a'] });
  });

  test('agrees with the break points: each leaves no report by others that reaches an end, and nothing else does', () => {
    fc.assert(
      fc.property(randomGraph, (claim) => {
        const measured = measureGraph(claim);
        const analysis = analyse(claim, measured);
        const singles = new Set(analysis.breakPoints.filter((set) => set.length === 1).map(([uid]) => uid));
        for (const source of claim.sources.filter(isNamed)) {
          const { reports, lost } = takeOut(measured, analysis, source.uid);
          expect(reports.length === 0 && lost.length > 0).toBe(singles.has(source.uid));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('of a source that makes no statement nothing changes', () => {
    fc.assert(
      fc.property(randomGraph, (claim) => {
        const measured = measureGraph(claim);
        const analysis = analyse(claim, measured);
        const { hops, independentSources, lost } = takeOut(measured, analysis, 'nobody');
        expect({ hops, lost }).toEqual({ hops: analysis.hops, lost: [] });
        expect(independentSources).toBeLessThanOrEqual(analysis.independentSources);
      }),
      { numRuns: 200 },
    );
  });
});
