import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { FINDING_KINDS, SEVERITIES, type ClaimGraph, type Finding, type Uid } from '../../src/model/records.ts';
import { analyse } from '../../src/provenance/analysis.ts';
import { describeFindings } from '../../src/wording/findings.ts';
import { writeHeadline } from '../../src/wording/headline.ts';
import { listDownstream } from '../../src/provenance/graph/graph.ts';
import { measureGraph } from '../../src/provenance/graph/hops.ts';
import { orderInTime } from '../../src/provenance/graph/timeline.ts';
import {
  analyseByBruteForce,
  listBelow,
  listDownstreamByBruteForce,
  listJoinsByBruteForce,
} from '../support/brute-force.ts';
import { checkLaw, findDifference } from '../support/compare-analyses.ts';
import { anyGraph } from '../support/random-graph.ts';

// Some seconds in all, but a machine may have other things to do.
vi.setConfig({ testTimeout: 180_000 });

const RUNS = 2000;

/** For laws that brute force has no part in. */
function check(law: (graph: ClaimGraph) => void): void {
  checkLaw(anyGraph, 700, (graph) => {
    law(graph);
    return null;
  });
}

test('analyse and brute force agree', () => {
  checkLaw(anyGraph, RUNS, (graph) => findDifference(analyse(graph), analyseByBruteForce(graph)));
});

test('what is downstream agrees with brute force', () => {
  check((graph) => {
    for (const { uid } of graph.statements)
      expect(listDownstream(graph, uid).toSorted()).toEqual(listDownstreamByBruteForce(graph, uid));
  });
});

test('the analysis does not depend on the order of the input and does not change it', () => {
  check((graph) => {
    const before = structuredClone(graph);
    const turned: ClaimGraph = {
      sources: graph.sources.toReversed(),
      documents: graph.documents.toReversed(),
      statements: graph.statements.toReversed(),
      attributions: graph.attributions.toReversed(),
    };
    expect(analyse(turned)).toEqual(analyse(graph));
    expect(writeHeadline(turned, analyse(turned))).toBe(writeHeadline(graph, analyse(graph)));
    expect(graph).toEqual(before);
  });
});

test('findings are ordered, never repeated, and witnessed by statements of the claim', () => {
  check((graph) => {
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
  check((graph) => {
    const analysis = analyse(graph);
    for (const sentence of [
      writeHeadline(graph, analysis),
      ...describeFindings(graph, analysis).map(({ message }) => message),
    ]) {
      expect(sentence).toMatch(/^\S.*\S(\.|\.”)$/);
      expect(sentence).not.toMatch(/undefined|null|NaN|Infinity|(?<!to )\b1 (hop|report|statement)s|\b0 (?!to )|\s\s/);
    }
  });
});

test('adding a statement that cites a report makes its hops one longer', () => {
  check((graph) => {
    const first = analyse(graph).reports.find(({ hops }) => hops !== null);
    if (!first?.hops) return;
    const report = graph.statements.find(({ uid }) => uid === first.statement)!;
    const above = { ...report, uid: 'new-statement', statedAt: null };
    const hop = { uid: 'new-hop', citing: above.uid, cited: report.uid, evidence: [], manner: 'cites' as const };
    const undisputed = { cue: null, note: null, disputedAt: null, disputedBy: null, disputeReason: null };
    const longer = analyse({
      ...graph,
      statements: [...graph.statements, above],
      attributions: [...graph.attributions, { ...hop, ...undisputed }],
    });
    const { fewest, most, open } = first.hops;
    const added = longer.reports.find(({ statement }) => statement === above.uid);
    const hops = { fewest: fewest + 1, most: most + 1, open };
    expect(added).toEqual({ statement: above.uid, hops, weakestHop: 'new-hop' });
    expect(longer.reports.map(({ statement }) => statement)).not.toContain(report.uid);
  });
});

test('what nobody is known to have said changes nothing but itself', () => {
  check((graph) => {
    const { void: gone, ...analysis } = analyse(graph);
    const findings = analysis.findings.filter(({ kind }) => kind !== 'disputed-hop');
    const rest = analyse({
      ...graph,
      statements: graph.statements.filter(({ uid }) => !gone.has(uid)),
      attributions: graph.attributions.filter(({ citing, cited }) => !gone.has(citing) && !gone.has(cited)),
    });
    expect(rest.void.size).toBe(0);
    expect(rest.findings.filter(({ kind }) => kind !== 'disputed-hop')).toEqual(findings);
    for (const member of ['hops', 'reports', 'ends', 'chains', 'breakPoints', 'contested', 'replies'] as const)
      expect(rest[member]).toEqual(analysis[member]);
  });
});

test('in time the cited stands before the citing, and an undated one before whatever is dated above it', () => {
  check((graph) => {
    const { entries, first } = orderInTime(measureGraph(graph));
    const analysis = analyse(graph);
    const joins = listJoinsByBruteForce(graph);
    const order = entries.map(({ statement }) => statement.uid);
    expect(order.toSorted()).toEqual(
      graph.statements
        .map(({ uid }) => uid)
        .filter((uid) => !analysis.void.has(uid))
        .sort(),
    );
    const isAbove = (upper: Uid, lower: Uid): boolean => listBelow(joins, upper).has(lower);
    for (const { citing, cited } of joins)
      if (!isAbove(cited, citing)) expect(order.indexOf(cited)).toBeLessThan(order.indexOf(citing));
    for (const { statement, date, before } of entries) {
      const above = entries.filter(
        (entry) => isAbove(entry.statement.uid, statement.uid) && !isAbove(statement.uid, entry.statement.uid),
      );
      const dated = above.flatMap((entry) => entry.date ?? []);
      const earliest = dated.reduce((least, { end }) => Math.min(least, end), Infinity);
      if (date || dated.length === 0) expect(before).toBeNull();
      else expect(dated.filter(({ end }) => end === earliest).map(({ text }) => text)).toContain(before);
    }
    const ends = analysis.ends.map(({ statement }) => statement);
    const firsts = first.kind === 'certain' ? [first.statement] : first.kind === 'uncertain' ? first.statements : [];
    for (const statement of firsts) expect(ends).toContain(statement);
  });
});

test('the random graphs hold enough of every case', () => {
  const counts = new Map<string, number>();
  const count = (what: string, happens: boolean): void =>
    void counts.set(what, (counts.get(what) ?? 0) + Number(happens));
  for (const graph of fc.sample(anyGraph, { numRuns: RUNS, seed: 20250617 })) {
    const analysis = analyseByBruteForce(graph);
    const { circles, chainCount, chokePoints, hops, reports, ends, breakPoints, contested, findings } = analysis;
    count('empty', graph.statements.length === 0);
    count('two circles', circles.length > 1);
    count('several chains', chainCount > 4n);
    count('choke points', chokePoints.length > 0);
    count(
      'choke circle',
      chokePoints.some((uid) => circles.flat().includes(uid)),
    );
    count('fewest below most', hops !== null && hops.fewest < hops.most);
    count('open hops', hops?.open === true);
    count('open and settled reports', new Set(reports.flatMap((report) => report.hops?.open ?? [])).size === 2);
    count(
      'weakest hop further up',
      reports.some(({ weakestHop, statement }) =>
        graph.attributions.some(({ uid, citing }) => uid === weakestHop && citing !== statement),
      ),
    );
    count(
      'all read',
      reports.some(
        ({ statement, weakestHop }) => weakestHop === null && !ends.some((end) => end.statement === statement),
      ),
    );
    count('some but not all reports lost', hops !== null && reports.some((report) => report.hops === null));
    count('independent sources', analysis.independentSources > 1);
    for (const size of [1, 2]) count(`break points of ${size}`, breakPoints[0]?.length === size);
    for (const kind of ['origin', 'unsourced', 'open', 'unnamed', 'dropped'])
      count(
        `${kind} end`,
        ends.some((end) => end.kind === kind),
      );
    count('contested chains', (contested?.chainCount ?? 0n) > 1n);
    count('contested circles', (contested?.circles.length ?? 0) > 0);
    count('replies', analysis.replies.length > 1);
    count('void', analysis.void.size > 0);
    count('void by cascade', analysis.void.size > 1);
    for (const kind of FINDING_KINDS.filter((kind) => kind !== 'certainty-raised' && kind !== 'number-changed'))
      count(
        kind,
        findings.some((finding) => finding.kind === kind),
      );
  }
  expect(Object.fromEntries([...counts].filter(([, times]) => times < 20))).toEqual({});
});
