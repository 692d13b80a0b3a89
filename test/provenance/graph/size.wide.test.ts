import { describeFindings } from '../../../src/wording/findings.ts';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../../src/provenance/analysis.ts';
import { CHAINS_LISTED } from '../../../src/provenance/graph/chains.ts';
import { listDownstream } from '../../../src/provenance/graph/graph.ts';
import type { ClaimGraph } from '../../../src/model/records.ts';
import { graph } from '../../support/graph.ts';
import { isThorough } from '../../support/thorough.ts';

describe('large graphs', () => {
  const [deep, wide] = isThorough ? [100_000, 30_000] : [20_000, 10_000];

  function makeLarge(statements: number, joins: [number, number][]): ClaimGraph {
    const [source, statement, attribution] = [
      graph('a').sources[0]!,
      graph('a').statements[0]!,
      graph('a->b').attributions[0]!,
    ];
    const uid = (n: number): string => String(n).padStart(6, '0');
    return {
      sources: [source],
      documents: [],
      statements: Array.from({ length: statements }, (_, n) => ({ ...statement, uid: uid(n) })),
      attributions: joins.map(([citing, cited], n) => ({
        ...attribution,
        uid: `hop-${n}`,
        citing: uid(citing),
        cited: uid(cited),
      })),
    };
  }

  test('a chain of very many statements is analysed', () => {
    const joins = Array.from({ length: deep - 1 }, (_, n): [number, number] => [n, n + 1]);
    const claim = makeLarge(deep, joins);
    const analysis = analyse(claim);
    expect(analysis.hops).toEqual({ fewest: deep - 1, most: deep - 1, open: true });
    expect(analysis.chokePoints.length).toBe(deep - 2);
    expect(analysis.chains[0]?.statements.length).toBe(deep);
    expect(listDownstream(claim, claim.statements.at(-1)!.uid).length).toBe(deep - 1);
  });

  test('a circle of very many statements is analysed', () => {
    const joins = Array.from({ length: wide }, (_, n): [number, number] => [n, (n + 1) % wide]);
    const claim = makeLarge(wide, joins);
    const analysis = analyse(claim);
    expect(analysis.circles[0]?.length).toBe(wide);
    expect(analysis.hops).toBeNull();
    expect(describeFindings(claim, analysis)[0]?.message.length).toBeLessThan(200);
  });

  test('very many reports on one end and one report on very many ends are analysed', () => {
    const joins = Array.from({ length: wide - 1 }, (_, n): [number, number] => [n + 1, 0]);
    const many = analyse(makeLarge(wide, joins));
    expect(many.chainCount).toBe(BigInt(wide - 1));
    expect(many.chains.length).toBe(CHAINS_LISTED);
    const one = analyse(
      makeLarge(
        wide,
        joins.map(([from, to]): [number, number] => [to, from]),
      ),
    );
    expect(one.hops).toEqual({ fewest: 1, most: 1, open: true });
    expect(one.ends.length).toBe(wide - 1);
    expect(one.chains.length).toBe(CHAINS_LISTED);
  });
});
