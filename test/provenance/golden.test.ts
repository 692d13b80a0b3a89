import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/provenance/analysis.ts';
import { describeFindings } from '../../src/wording/findings.ts';
import { writeHeadline } from '../../src/wording/headline.ts';
import type { ClaimGraph } from '../../src/model/records.ts';
import { graph, keyOf, keysOf, tellFindings, uidOf, type GraphOptions } from '../support/graph.ts';

/** The speakers of the two IANS stories. */
const SPEAKERS: GraphOptions = {
  names: {
    ians: 'IANS',
    yonhap: 'Yonhap',
    tass: 'TASS',
    council: 'Security Council of Russia',
    russia: 'Russian state',
    kcna: 'KCNA',
    chief: 'chief of the external policy office, foreign ministry of North Korea',
    'north-korea': 'North Korean state',
    msmt: 'MSMT',
    report: 'a Russian news report',
    spec: 'speculation',
    belief: 'is believed to',
    reportedly: 'reportedly',
  },
  kinds: {
    council: 'government',
    russia: 'government',
    chief: 'person',
    'north-korea': 'government',
    msmt: 'organisation',
    report: 'unnamed',
    spec: 'unnamed',
    belief: 'unnamed',
    reportedly: 'unnamed',
  },
  parents: { tass: 'russia', council: 'russia', kcna: 'north-korea', chief: 'north-korea' },
};

/** A claim of the stories of 4 and 17 June, in which IANS's own hops are seen and the others are relayed. */
function storyGraph(shorthand: string, options: GraphOptions = {}): ClaimGraph {
  const hops = shorthand.split(' ').flatMap((chain) => {
    const statements = chain.split('->');
    return statements.slice(1).map((cited, place) => `${statements[place]}->${cited}`);
  });
  const dates: Record<string, string> = { 'ians@04': '2025-06-04', 'ians@17': '2025-06-17' };
  return graph(shorthand, {
    ...SPEAKERS,
    dates: Object.fromEntries(Object.entries(dates).filter(([statement]) => shorthand.includes(statement))),
    seen: hops.filter((hop) => hop.startsWith('ians')).join(' '),
    relayed: hops.filter((hop) => !hop.startsWith('ians')).join(' '),
    ...options,
  });
}

describe('the golden example', () => {
  const claim = storyGraph('ians@17->tass->council ians@17->yonhap->tass');
  const analysis = analyse(claim);

  test('the golden example has 2 to 3 hops from one report to one named origin', () => {
    expect(claim.statements.length).toBe(4);
    expect(claim.attributions.length).toBe(4);
    expect(analysis.hops).toEqual({ fewest: 2, most: 3 });
    expect(analysis.reports.map(({ statement, hops }) => [keyOf(statement), hops])).toEqual([
      ['ians@17', { fewest: 2, most: 3 }],
    ]);
    expect(analysis.origins).toEqual([{ statement: uidOf('statement', 'council'), named: true }]);
    expect(analysis.independentOrigins).toBe(1);
  });

  test('the golden example has two chains, both through TASS, and no circle', () => {
    expect(analysis.chainCount).toBe(2n);
    expect(analysis.chains.map(({ hops, statements }) => [hops, ...keysOf(statements)])).toEqual([
      [2, 'ians@17', 'tass', 'council'],
      [3, 'ians@17', 'yonhap', 'tass', 'council'],
    ]);
    expect(keysOf(analysis.chokePoints)).toEqual(['tass']);
    expect(analysis.circles).toEqual([]);
  });

  test('the golden example has been seen to the first hop', () => {
    const support = [...analysis.support].map(([uid, value]) => [keyOf(uid), value]);
    expect(Object.fromEntries(support)).toEqual({
      'ians@17->tass': 'seen',
      'ians@17->yonhap': 'seen',
      'yonhap->tass': 'relayed',
      'tass->council': 'relayed',
    });
    expect(analysis.reports[0]?.seenTo).toBe(1);
    expect(keyOf(analysis.reports[0]!.weakestLink!)).toBe('tass->council');
  });

  test('the golden example has three findings and no echo', () => {
    expect(tellFindings(analysis)).toEqual(['choke-point tass', 'relayed-hop tass council', 'relayed-hop yonhap tass']);
    expect(analysis.findings.map(({ severity }) => severity)).toEqual(['info', 'info', 'info']);
    expect(describeFindings(claim, analysis).map(({ message }) => message)).toEqual([
      'Every chain passes through TASS.',
      'That TASS cites the Security Council of Russia is known only at second hand.',
      'That Yonhap cites TASS is known only at second hand.',
    ]);
  });

  test('the golden example has the headline of its page', () => {
    expect(writeHeadline(claim, analysis)).toBe(
      "IANS's report is 2 to 3 hops from its origin, the Security Council of Russia; every chain passes through TASS; only the first hop has been seen.",
    );
  });
});

interface Row {
  claim: string;
  graph: ClaimGraph;
  hops: { fewest: number; most: number };
  independentOrigins: number;
  findings: string[];
  headline: string;
}

const ROWS: Row[] = [
  {
    claim: 'Shoigu arrived in Pyongyang for the second time in under two weeks',
    graph: storyGraph('ians@17->tass'),
    hops: { fewest: 1, most: 1 },
    independentOrigins: 1,
    findings: [],
    headline: "IANS's report is 1 hop from its origin, TASS; that hop has been seen.",
  },
  {
    claim: 'Shoigu arrived in Pyongyang (4 June)',
    graph: storyGraph('ians@04->report ians@17'),
    hops: { fewest: 0, most: 1 },
    independentOrigins: 0,
    findings: ['attribution-dropped ians@04 ians@17', 'unnamed-origin report'],
    headline:
      '2 reports, by IANS (4 June 2025) and IANS (17 June 2025), are 0 to 1 hops from their 2 origins, IANS (17 June 2025) and an unnamed source (“a Russian news report”); that hop has been seen.',
  },
  {
    claim: "He travelled on Putin's instructions",
    graph: storyGraph('ians@04->tass ians@17->tass'),
    hops: { fewest: 1, most: 1 },
    independentOrigins: 1,
    findings: ['single-origin tass'],
    headline:
      '2 reports, by IANS (4 June 2025) and IANS (17 June 2025), are 1 hop from their origin, TASS; every hop has been seen.',
  },
  {
    claim: 'Kim and Shoigu to discuss carrying out the treaty and a commemoration',
    graph: storyGraph('ians@04->tass->council'),
    hops: { fewest: 2, most: 2 },
    independentOrigins: 1,
    findings: ['relayed-hop tass council'],
    headline:
      "IANS's report is 2 hops from its origin, the Security Council of Russia; only the first hop has been seen.",
  },
  {
    claim: 'Ri Chang-dae met Shoigu in Moscow a week earlier',
    graph: storyGraph('ians@04->yonhap'),
    hops: { fewest: 1, most: 1 },
    independentOrigins: 1,
    findings: [],
    headline: "IANS's report is 1 hop from its origin, Yonhap; that hop has been seen.",
  },
  {
    claim: 'At that meeting they discussed the troop deployment',
    graph: storyGraph('ians@04->reportedly'),
    hops: { fewest: 1, most: 1 },
    independentOrigins: 0,
    findings: ['unnamed-origin reportedly'],
    headline: "IANS's report is 1 hop from its origin, an unnamed source (“reportedly”); that hop has been seen.",
  },
  {
    claim: 'Kim may visit Russia for a summit',
    graph: storyGraph('ians@04->spec@04 ians@17->spec@17'),
    hops: { fewest: 1, most: 1 },
    independentOrigins: 0,
    findings: ['unnamed-origin spec@04', 'unnamed-origin spec@17'],
    headline:
      '2 reports, by IANS (4 June 2025) and IANS (17 June 2025), are 1 hop from their 2 unnamed origins; every hop has been seen.',
  },
  {
    claim: 'North Korea is believed to have received defence technology',
    graph: storyGraph('ians@04->belief ians@17->belief'),
    hops: { fewest: 1, most: 1 },
    independentOrigins: 0,
    findings: ['unnamed-origin belief'],
    headline:
      '2 reports, by IANS (4 June 2025) and IANS (17 June 2025), are 1 hop from their origin, an unnamed source (“is believed to”); every hop has been seen.',
  },
  {
    claim: 'North Korea and Russia cooperated militarily in breach of UN resolutions',
    graph: storyGraph('ians@04->msmt ians@04-denial->kcna->chief', {
      stances: { 'ians@04-denial': 'denies', kcna: 'denies', chief: 'denies' },
      dates: { 'ians@04': '2025-06-04', 'ians@04-denial': '2025-06-04' },
    }),
    hops: { fewest: 1, most: 2 },
    independentOrigins: 1,
    findings: ['single-origin msmt', 'contradicted chief ians@04-denial kcna', 'relayed-hop kcna chief'],
    headline:
      '2 reports, by IANS (4 June 2025), are 1 to 2 hops from their 2 origins, chief of the external policy office, foreign ministry of North Korea and MSMT (at most 1 independent); only the first hop has been seen; 3 statements deny it.',
  },
  {
    claim: "The MSMT's report is a fabrication and a political provocation",
    graph: storyGraph('ians@04->kcna->chief'),
    hops: { fewest: 2, most: 2 },
    independentOrigins: 1,
    findings: ['relayed-hop kcna chief'],
    headline:
      "IANS's report is 2 hops from its origin, chief of the external policy office, foreign ministry of North Korea; only the first hop has been seen.",
  },
];

describe('the other claims of the two stories', () => {
  test.each(ROWS)('the claim “$claim” has the right hops, origins, findings and headline', (row) => {
    const analysis = analyse(row.graph);
    expect(analysis.hops).toEqual(row.hops);
    expect(analysis.independentOrigins).toBe(row.independentOrigins);
    expect(tellFindings(analysis)).toEqual(row.findings);
    expect(writeHeadline(row.graph, analysis)).toBe(row.headline);
  });
});
