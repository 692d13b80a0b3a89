import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { analyse } from '../../src/provenance/analysis.ts';
import { CHAINS_LISTED } from '../../src/provenance/graph/chains.ts';
import { listDownstream } from '../../src/provenance/graph/graph.ts';
import { describeFindings } from '../../src/wording/findings.ts';
import { writeHeadline } from '../../src/wording/headline.ts';
import { FINDING_KINDS, SEVERITIES, UNDISPUTED, type ClaimGraph, type Finding } from '../../src/model/records.ts';
import { bruteForce } from '../support/brute-force.ts';
import { randomGraph } from '../support/random-graph.ts';

// Some seconds in all, but a machine may have other things to do.
vi.setConfig({ testTimeout: 60_000 });

/** The same graphs in every run, so that a failure is never a surprise to somebody who changed something else. */
function check(law: (graph: ClaimGraph) => void, numRuns = 2000): void {
  fc.assert(fc.property(randomGraph, law), { numRuns, seed: 20250617 });
}

/** For laws that brute force has no part in. */
function checkLaw(law: (graph: ClaimGraph) => void): void {
  check(law, 700);
}

function sorted<T>(items: readonly T[]): T[] {
  return items
    .map((item) => JSON.stringify(item))
    .sort()
    .map((text) => JSON.parse(text) as T);
}

function witnessesOf(findings: readonly Finding[], kind: Finding['kind']): (readonly string[])[] {
  return findings.filter((finding) => finding.kind === kind).map((finding) => finding.statements);
}

describe('analysis and brute force', () => {
  test('circles, origins, hops and reports agree with brute force', () => {
    check((graph) => {
      const analysis = analyse(graph);
      const expected = bruteForce(graph);
      expect(sorted(analysis.circles)).toEqual(sorted(expected.circles));
      expect(sorted(analysis.origins.map(({ statement }) => statement))).toEqual(sorted(expected.origins));
      expect(analysis.hops).toEqual(expected.hops);
      expect([...analysis.distances].sort()).toEqual([...expected.distances].sort());
      const strip = ({ statement, hops, seenTo }: { statement: string; hops: unknown; seenTo: number }) => ({
        statement,
        hops,
        seenTo,
      });
      expect(sorted(analysis.reports.map(strip))).toEqual(sorted(expected.reports.map(strip)));
      for (const { statement, weakestLink } of analysis.reports) {
        const { weakestLinks } = expected.reports.find((report) => report.statement === statement)!;
        if (weakestLink === null) expect(weakestLinks).toEqual([]);
        else expect(weakestLinks).toContain(weakestLink);
      }
    });
  });

  test('the chains, their number and their order agree with brute force', () => {
    check((graph) => {
      const analysis = analyse(graph);
      const chains = bruteForce(graph).chains;
      expect(analysis.chainCount).toBe(BigInt(chains.length));
      const lengths = analysis.chains.map(({ hops }) => hops);
      expect(lengths).toEqual(
        chains
          .map((chain) => chain.length - 1)
          .sort((a, b) => a - b)
          .slice(0, CHAINS_LISTED),
      );
      const listed = analysis.chains.map(({ statements }) => statements.join('+'));
      expect(new Set(listed).size).toBe(listed.length);
      const all = new Set(chains.map((chain) => chain.join('+')));
      expect(listed.filter((chain) => !all.has(chain))).toEqual([]);
    });
  });

  test('choke points agree with brute force', () => {
    check((graph) => {
      expect(sorted(analyse(graph).chokePoints)).toEqual(sorted(bruteForce(graph).chokePoints));
    });
  });

  test('independent origins and dropped attributions agree with brute force', () => {
    check((graph) => {
      const analysis = analyse(graph);
      const expected = bruteForce(graph);
      expect(analysis.independentOrigins).toBe(expected.independentOrigins);
      const dropped = witnessesOf(analysis.findings, 'attribution-dropped').map(([, later]) => later!);
      expect(sorted(dropped)).toEqual(sorted(expected.dropped));
    });
  });

  test('echoes agree with brute force', () => {
    check((graph) => {
      const echoes = witnessesOf(analyse(graph).findings, 'echo');
      expect(sorted(echoes)).toEqual(sorted(bruteForce(graph).echoes.map((statements) => statements.toSorted())));
    });
  });

  test('what is downstream agrees with brute force', () => {
    check((graph) => {
      const expected = bruteForce(graph).downstream;
      for (const { uid } of graph.statements) {
        const found = listDownstream(graph, uid);
        expect(new Set(found)).toEqual(expected.get(uid));
        expect(found.length).toBe(expected.get(uid)!.size);
      }
    });
  });
});

describe('laws of analysis', () => {
  test('the fewest hops are at most the most, and the first chain has the fewest', () => {
    checkLaw((graph) => {
      const { hops, reports, chains } = analyse(graph);
      for (const each of [hops, ...reports.map((report) => report.hops)]) {
        if (each) expect(each.fewest).toBeLessThanOrEqual(each.most);
      }
      expect(chains[0]?.hops).toBe(hops?.fewest);
    });
  });

  test('there are no more independent origins than named origins', () => {
    checkLaw((graph) => {
      const { independentOrigins, origins } = analyse(graph);
      expect(independentOrigins).toBeLessThanOrEqual(origins.filter(({ named }) => named).length);
    });
  });

  test('the analysis does not depend on the order of the input and does not change it', () => {
    checkLaw((graph) => {
      const before = structuredClone(graph);
      const turned = {
        sources: graph.sources.toReversed(),
        statements: graph.statements.toReversed(),
        attributions: graph.attributions.toReversed(),
      };
      expect(analyse(turned)).toEqual(analyse(graph));
      expect(writeHeadline(turned, analyse(turned))).toBe(writeHeadline(graph, analyse(graph)));
      expect(graph).toEqual(before);
    });
  });

  test('findings are ordered, never repeated, and witnessed by statements of the claim', () => {
    checkLaw((graph) => {
      const { findings } = analyse(graph);
      const uids = new Set(graph.statements.map(({ uid }) => uid));
      // Ranks as letters, so that plain text order is the order asked for.
      const rank = (finding: Finding): string =>
        [
          9 - SEVERITIES.indexOf(finding.severity),
          String.fromCharCode(65 + FINDING_KINDS.indexOf(finding.kind)),
          ...finding.statements,
        ].join(' ');
      const ranks = findings.map(rank);
      expect(ranks).toEqual(ranks.toSorted());
      expect(new Set(ranks).size).toBe(ranks.length);
      for (const { statements } of findings) {
        expect(statements.length).toBeGreaterThan(0);
        for (const statement of statements) expect(uids).toContain(statement);
      }
    });
  });

  test('messages and headlines are whole sentences', () => {
    checkLaw((graph) => {
      const analysis = analyse(graph);
      for (const sentence of [
        writeHeadline(graph, analysis),
        ...describeFindings(graph, analysis).map(({ message }) => message),
      ]) {
        expect(sentence).toMatch(/^\S.*\S\.$/);
        expect(sentence).not.toMatch(
          /undefined|null|NaN|Infinity|(?<!to )\b1 (hop|report|statement)s|\b0 (?!to )|\s\s/,
        );
      }
    });
  });

  test('adding a statement that cites a report makes its hops one longer', () => {
    checkLaw((graph) => {
      const first = analyse(graph).reports[0];
      if (!first?.hops) return;
      const report = graph.statements.find(({ uid }) => uid === first.statement)!;
      const above = { ...report, uid: 'new-statement' };
      const hop = { uid: 'new-hop', citing: above.uid, cited: report.uid, evidence: [] };
      const longer = analyse({
        ...graph,
        statements: [...graph.statements, above],
        attributions: [...graph.attributions, { ...hop, manner: 'cites', cue: null, note: null, ...UNDISPUTED }],
      });
      const { fewest, most } = first.hops;
      const added = longer.reports.find(({ statement }) => statement === above.uid);
      expect(added).toMatchObject({ hops: { fewest: fewest + 1, most: most + 1 }, seenTo: 0, weakestLink: 'new-hop' });
      expect(longer.reports.map(({ statement }) => statement)).not.toContain(report.uid);
    });
  });
});

test('the random graphs hold enough of every case', () => {
  const counts = new Map<string, number>();
  const count = (what: string, happens: boolean): void =>
    void counts.set(what, (counts.get(what) ?? 0) + Number(happens));
  check((graph) => {
    const { circles, chainCount, chokePoints, hops, reports, independentOrigins, findings } = analyse(graph);
    count('empty', graph.statements.length === 0);
    count('two circles', circles.length > 1);
    count('several chains', chainCount > 4n);
    count('choke points', chokePoints.length > 0);
    count(
      'choke circle',
      chokePoints.some((uid) => circles.flat().includes(uid)),
    );
    count('fewest below most', hops !== null && hops.fewest < hops.most);
    count(
      'seen to two',
      reports.some(({ seenTo, weakestLink }) => seenTo > 1 && weakestLink !== null),
    );
    count(
      'all seen',
      reports.some(({ seenTo, weakestLink }) => seenTo > 0 && weakestLink === null),
    );
    count('some but not all reports lost', hops !== null && reports.some((report) => report.hops === null));
    count('independent origins', independentOrigins > 1);
    for (const kind of FINDING_KINDS)
      count(
        kind,
        findings.some((finding) => finding.kind === kind),
      );
  });
  counts.delete('retracted'); // the random graphs retract nothing
  expect(Object.fromEntries([...counts].filter(([, times]) => times < 20))).toEqual({});
  expect(counts.size).toBe(10 + FINDING_KINDS.length - 1);
});
