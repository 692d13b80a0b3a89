import { describeFindings } from '../../../src/wording/findings.ts';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../../src/provenance/analysis.ts';
import { findFamilies } from '../../../src/provenance/graph/origins.ts';
import { indexGraph } from '../../../src/provenance/graph/graph.ts';
import type { ClaimGraph } from '../../../src/model/records.ts';
import { graph, keyOf, tellFindings, uidOf } from '../../support/graph.ts';

function tellFamilies(claim: ClaimGraph): Record<string, string | null> {
  const index = indexGraph(claim);
  const families = findFamilies(index);
  return Object.fromEntries(
    index.statements.map(({ uid }, position) => [keyOf(uid), families[position] ? keyOf(families[position]) : null]),
  );
}

describe('source families', () => {
  test('sources with the same topmost parent are one family', () => {
    const parents = { tass: 'agencies', agencies: 'russia', council: 'russia' };
    expect(tellFamilies(graph('tass->council ians', { parents }))).toEqual({
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
    expect(tellFamilies({ ...claim, sources })).toEqual({ a: 'b' });
  });

  test('an unnamed or missing source has no family', () => {
    const claim = graph('a b', { kinds: { a: 'unnamed' }, parents: { a: 'b' } });
    expect(tellFamilies(claim)).toEqual({ a: null, b: 'b' });
    expect(tellFamilies({ ...claim, sources: [] })).toEqual({ a: null, b: null });
  });
});

describe('independent origins', () => {
  test.each([
    ['three outlets resting on one', graph('a->t b->t c->t'), 1],
    ['two families', graph('a->x b->y'), 2],
    ['two sources of one family', graph('a->x b->y', { parents: { x: 'p', y: 'p' } }), 1],
    ['two statements of one source', graph('a->x@1 b->x@2'), 1],
    ['an unnamed source', graph('a->x b->y', { kinds: { y: 'unnamed' } }), 1],
    ['a denial', graph('a->x b->y', { stances: { y: 'denies' } }), 1],
    ['a doubt', graph('a->x b->y', { stances: { y: 'doubts' } }), 1],
    ['only a denial', graph('a->x', { stances: { x: 'denies' } }), 0],
    ['a dropped attribution', graph('a@1->x a@2', { dates: { 'a@1': '2025-06-04', 'a@2': '2025-06-17' } }), 1],
    ['a report that cites nobody', graph('a->x b'), 2],
    ['a circle without origin', graph('a->b->a'), 0],
    ['an origin out of reach of any report', graph('a->b->a b->o r->p'), 2],
  ])('independent origins are counted for %s', (_, claim, expected) => {
    expect(analyse(claim).independentOrigins).toBe(expected);
  });

  test('unnamed origins are marked as such, and each is a finding', () => {
    const analysis = analyse(graph('a->x b->y', { kinds: { y: 'unnamed' }, seen: 'a->x b->y' }));
    expect(analysis.origins.map(({ statement, named }) => [keyOf(statement), named])).toEqual([
      ['x', true],
      ['y', false],
    ]);
    expect(tellFindings(analysis)).toEqual(['single-origin x', 'unnamed-origin y']);
  });
});

describe('single-origin', () => {
  const seen = { seen: 'a->x b->y' };

  test('the finding single-origin has all named origins as its witnesses', () => {
    const claim = graph('a->x b->y', { ...seen, parents: { x: 'p', y: 'p' } });
    const analysis = analyse(claim);
    expect(tellFindings(analysis)).toEqual(['single-origin x y']);
    expect(describeFindings(claim, analysis)[0]?.message).toBe(
      '2 reports have at most 1 independent origin between them: x and y, one family.',
    );
  });

  test('the finding single-origin is not raised for one report, two families or unnamed origins alone', () => {
    expect(tellFindings(analyse(graph('a->x', { seen: 'a->x' })))).toEqual([]);
    expect(tellFindings(analyse(graph('a->x b->y', seen)))).toEqual([]);
    const unnamed = graph('a->x b->y', { ...seen, kinds: { x: 'unnamed', y: 'unnamed' } });
    expect(tellFindings(analyse(unnamed))).toEqual(['unnamed-origin x', 'unnamed-origin y']);
  });
});

describe('attribution-dropped', () => {
  function tellDropped(shorthand: string, dates: Record<string, string>, stances = {}): string[] {
    const findings = tellFindings(analyse(graph(shorthand, { dates, stances })));
    return findings.filter((finding) => finding.startsWith('attribution-dropped'));
  }

  test('an attribution is dropped only by a certainly later statement of the same source and stance', () => {
    const dates = { 'a@1': '2025-06-04', 'a@2': '2025-06-17' };
    expect(tellDropped('a@1->x a@2', dates)).toEqual(['attribution-dropped a@1 a@2']);
    expect(tellDropped('a@1->x a@2', { ...dates, 'a@1': '2025-06' })).toEqual([]);
    expect(tellDropped('a@1->x a@2', { ...dates, 'a@1': '2025-06-17' })).toEqual([]);
    expect(tellDropped('a@1->x a@2', { 'a@2': '2025-06-17' })).toEqual([]);
    expect(tellDropped('a@1->x a@2', { 'a@1': '2025-06-04' })).toEqual([]);
    expect(tellDropped('a@1->x b', { 'a@1': '2025-06-04', b: '2025-06-17' })).toEqual([]);
    expect(tellDropped('a@1->x a@2', dates, { 'a@2': 'denies' })).toEqual([]);
    expect(tellDropped('a@1->x a@2', dates, { 'a@1': 'denies', 'a@2': 'denies' })).toHaveLength(1);
    expect(tellDropped('a@1->x a@2->y', dates)).toEqual([]);
    expect(tellDropped('a@1 a@2->y', dates)).toEqual([]);
  });

  test('each statement that drops an attribution is a finding, with the earliest one that gave it', () => {
    const dates = {
      'a@1': '2025-06-05',
      'a@2': '2025-06-04',
      'a@3': '2025-06-17',
      'a@4': '2025-06-18',
      'a@5': '2025-06-04',
    };
    expect(tellDropped('a@1->x a@2->x a@3 a@4 a@5', dates)).toEqual([
      'attribution-dropped a@2 a@3',
      'attribution-dropped a@2 a@4',
    ]);
  });

  test('a dropped attribution is dated by day or by minute, each compared with its own kind', () => {
    // The day of a@1 may end, in the last zone of the world, after a@3; a@2 is an hour before it.
    const dates = { 'a@1': '2025-06-04', 'a@2': '2025-06-05T10:00Z', 'a@3': '2025-06-05T11:00Z', 'a@4': '2025-06-05' };
    expect(tellDropped('a@1->x a@2->x a@3 a@4', dates)).toEqual([
      'attribution-dropped a@1 a@4',
      'attribution-dropped a@2 a@3',
    ]);
    const both = { 'a@1': '2025-06-04T10:00Z', 'a@2': '2025-06-03', 'a@3': '2025-06-09' };
    expect(tellDropped('a@1->x a@2->x a@3', both)).toEqual(['attribution-dropped a@2 a@3']);
  });
});
