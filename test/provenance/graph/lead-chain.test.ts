import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClaimGraph } from '../../../src/model/records.ts';
import { analyse } from '../../../src/provenance/analysis.ts';
import { findLeadChain, listGlyphSteps } from '../../../src/provenance/graph/lead-chain.ts';
import { measureGraph } from '../../../src/provenance/graph/hops.ts';
import { graph, keyOf } from '../../support/graph.ts';
import { randomGraph } from '../../support/random-graph.ts';

function lead(claim: ClaimGraph) {
  const measured = measureGraph(claim);
  return findLeadChain(measured, analyse(claim, measured));
}

function tell(claim: ClaimGraph): string | null {
  const chain = lead(claim);
  if (chain === null) return null;
  const stations = chain.stations.map((station) => station.map(keyOf).join('+'));
  return `${stations.join(' ')} (${[...chain.supports, chain.end].join(', ')})`;
}

describe('the chain that is shown alone', () => {
  test('is the shortest', () => {
    const claim = graph('ians->yonhap yonhap->tass ians->tass tass->council', {
      bases: { council: 'own-act' },
      seen: 'ians->tass ians->yonhap',
      relayed: 'tass->council yonhap->tass',
    });
    expect(tell(claim)).toBe('ians tass council (read, second-hand, origin)');
  });

  test('passes over open and dropped ends where hops are counted to a settled one', () => {
    const bases = { origin: 'witnessed' } as const;
    expect(tell(graph('a->open a->b b->origin', { bases }))).toBe('a b origin (unsupported, unsupported, origin)');
  });

  test('a report that cites nobody is a chain of its own', () => {
    expect(tell(graph('a', { documents: { a: 'story' } }))).toBe('a (unsourced)');
  });

  test('there is none out of a circle, and none of a denial', () => {
    expect(tell(graph('a->b b->a'))).toBeNull();
    expect(tell(graph('a', { stances: { a: 'denies' } }))).toBeNull();
  });

  test('a circle on its way is one station, joined by the weakest attribution', () => {
    const claim = graph('a->b b->c c->b b->d c->d', { seen: 'a->b b->d' });
    expect(tell(claim)).toBe('a b+c d (read, unsupported, open)');
  });

  test('has as many hops as the claim’s nearest report, to an end that these are counted to', () => {
    fc.assert(
      fc.property(randomGraph, (claim) => {
        const { hops, ends, reports } = analyse(claim);
        const chain = lead(claim);
        if (hops === null) return;
        expect(chain!.supports.length).toBe(hops.fewest);
        expect(chain!.end === 'open').toBe(hops.open);
        expect(ends).toContainEqual({ statement: chain!.stations.at(-1)![0], kind: chain!.end });
        expect(reports.map(({ statement }) => statement)).toContain(chain!.stations[0]![0]);
      }),
      { numRuns: 500 },
    );
  });
});

function steps(claim: ClaimGraph): string | null {
  const measured = measureGraph(claim);
  return listGlyphSteps(measured, analyse(claim, measured))?.join(' ') ?? null;
}

describe('the steps of a hop glyph', () => {
  test('are its hops by their support, and the end by its kind', () => {
    const claim = graph('ians->tass tass->council', {
      bases: { council: 'own-act' },
      seen: 'ians->tass',
      relayed: 'tass->council',
    });
    expect(steps(claim)).toBe('read second-hand origin');
    expect(steps(graph('a', { documents: { a: 'story' } }))).toBe('unsourced');
  });

  test('tell of a circle on the way, and of one that leads nowhere else', () => {
    expect(steps(graph('a->b b->c c->b b->d c->d', { seen: 'a->b b->d' }))).toBe('read circle unsupported open');
    expect(steps(graph('a->b b->c c->b'))).toBe('circle');
  });

  test('there are none where nobody asserts it', () => {
    expect(steps(graph('a', { stances: { a: 'denies' } }))).toBeNull();
    expect(steps(graph(''))).toBeNull();
  });

  test('an end whose attribution is disputed, or that answers the other side, is not said to give no source', () => {
    const documents = { a: 'story' };
    expect(steps(graph('a->b', { documents, disputed: 'a->b' }))).toBe('disputed');
    expect(steps(graph('a->b', { documents, stances: { b: 'denies' } }))).toBe('reply');
  });
});
