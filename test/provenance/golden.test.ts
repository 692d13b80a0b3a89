import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/provenance/analysis.ts';
import { measureGraph } from '../../src/provenance/graph/hops.ts';
import { orderInTime } from '../../src/provenance/graph/timeline.ts';
import { writeHeadline } from '../../src/wording/headline.ts';
import type { ClaimGraph, Hops, SideAnalysis } from '../../src/model/records.ts';
import { graph, keyOf, keysOf, tellFindings, type GraphOptions } from '../support/graph.ts';

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
    view: 'is believed to',
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
    view: 'unnamed',
    reportedly: 'unnamed',
  },
  bases: { council: 'own-act', chief: 'own-act', msmt: 'document' },
  parents: { tass: 'russia', council: 'russia', kcna: 'north-korea', chief: 'north-korea' },
};

/** A claim of the stories of 4 and 17 June, in which IANS's own hops are read and the others known at second hand. */
function storyGraph(shorthand: string, options: GraphOptions = {}): ClaimGraph {
  const hops = shorthand.split(' ').flatMap((chain) => {
    const statements = chain.split('->');
    return statements.slice(1).map((cited, place) => `${statements[place]}->${cited}`);
  });
  const dates: Record<string, string> = { 'ians@04': '2025-06-04', 'ians@17': '2025-06-17' };
  return graph(shorthand, {
    ...SPEAKERS,
    dates: Object.fromEntries(Object.entries(dates).filter(([statement]) => shorthand.includes(statement))),
    // A story may hold several statements of IANS, and each has been read.
    documents: Object.fromEntries(
      shorthand
        .split(/ |->/)
        .filter((statement) => statement.startsWith('ians'))
        .map((statement) => [statement, `${statement.slice(0, 'ians@04'.length)}-story`]),
    ),
    seen: hops.filter((hop) => hop.startsWith('ians')).join(' '),
    relayed: hops.filter((hop) => !hop.startsWith('ians')).join(' '),
    ...options,
  });
}

const exactly = (fewest: number, most = fewest): Hops => ({ fewest, most, open: false });
const atLeast = (fewest: number, most = fewest): Hops => ({ fewest, most, open: true });

const tellEnds = ({ ends }: SideAnalysis): string[] => ends.map(({ statement, kind }) => `${keyOf(statement)} ${kind}`);

describe('the golden example', () => {
  const claim = storyGraph('ians@17->tass->council ians@17->yonhap->tass');
  const analysis = analyse(claim);

  test('the golden example has 2 to 3 hops from one report to one origin', () => {
    expect(claim.statements.length).toBe(4);
    expect(claim.attributions.length).toBe(4);
    expect(analysis.hops).toEqual(exactly(2, 3));
    expect(analysis.reports.map(({ statement, hops }) => [keyOf(statement), hops])).toEqual([
      ['ians@17', exactly(2, 3)],
    ]);
    expect(tellEnds(analysis)).toEqual(['council origin']);
    expect(analysis.independentSources).toBe(1);
    expect(analysis.contested).toBeNull();
  });

  test('the golden example has two chains, both through TASS, and no circle', () => {
    expect(analysis.chainCount).toBe(2n);
    expect(analysis.chains.map(({ hops, statements }) => [hops, ...keysOf(statements)])).toEqual([
      [2, 'ians@17', 'tass', 'council'],
      [3, 'ians@17', 'yonhap', 'tass', 'council'],
    ]);
    expect(keysOf(analysis.chokePoints)).toEqual(['tass']);
    expect(analysis.circles).toEqual([]);
    expect(analysis.breakPoints.map(keysOf)).toEqual([['council'], ['tass']]);
  });

  test("only IANS's own hops of the golden example have been read", () => {
    const support = [...analysis.support].map(([uid, value]) => [keyOf(uid), value]);
    expect(Object.fromEntries(support)).toEqual({
      'ians@17->tass': 'read',
      'ians@17->yonhap': 'read',
      'yonhap->tass': 'second-hand',
      'tass->council': 'second-hand',
    });
    expect(keyOf(analysis.reports[0]!.weakestHop!)).toBe('tass->council');
  });

  test('the golden example has three findings and no echo', () => {
    expect(tellFindings(analysis)).toEqual([
      'choke-point tass',
      'second-hand-hop tass council',
      'second-hand-hop yonhap tass',
    ]);
    expect(analysis.findings.map(({ severity }) => severity)).toEqual(['info', 'info', 'info']);
  });

  test('the golden example has the headline of its page', () => {
    expect(writeHeadline(claim, analysis)).toBe(
      "IANS's report is 2 to 3 hops from its origin, the Security Council of Russia; every chain passes through TASS; only IANS's own story has been read here.",
    );
  });

  test('the Security Council and TASS came before IANS, and neither is dated', () => {
    const { entries, first } = orderInTime(measureGraph(claim));
    expect(entries.map(({ statement, before }) => [keyOf(statement.uid), before])).toEqual([
      ['council', '2025-06-17'],
      ['tass', '2025-06-17'],
      ['yonhap', '2025-06-17'],
      ['ians@17', null],
    ]);
    expect(first).toEqual({ kind: 'certain', statement: analysis.ends[0]!.statement });
  });
});

interface Row {
  claim: string;
  graph: ClaimGraph;
  hops: Hops;
  ends: string[];
  independentSources: number;
  findings: string[];
}

const ROWS: Row[] = [
  {
    claim: 'Shoigu arrived in Pyongyang for the second time in under two weeks',
    graph: storyGraph('ians@17->tass'),
    hops: atLeast(1),
    ends: ['tass open'],
    independentSources: 1,
    findings: ['open-end tass'],
  },
  {
    claim: 'Shoigu arrived in Pyongyang (4 June)',
    graph: storyGraph('ians@04->report ians@17'),
    hops: exactly(1),
    ends: ['ians@17 dropped', 'report unnamed'],
    independentSources: 0,
    findings: ['attribution-dropped ians@04 ians@17', 'unnamed-end report'],
  },
  {
    claim: "He travelled on Putin's instructions",
    graph: storyGraph('ians@04->tass ians@17->tass'),
    hops: atLeast(1),
    ends: ['tass open'],
    independentSources: 1,
    findings: ['single-origin tass', 'open-end tass'],
  },
  {
    claim: 'Kim and Shoigu to discuss carrying out the treaty and a commemoration',
    graph: storyGraph('ians@04->tass->council'),
    hops: exactly(2),
    ends: ['council origin'],
    independentSources: 1,
    findings: ['second-hand-hop tass council'],
  },
  {
    claim: 'Ri Chang-dae met Shoigu in Moscow a week earlier',
    graph: storyGraph('ians@04->yonhap'),
    hops: atLeast(1),
    ends: ['yonhap open'],
    independentSources: 1,
    findings: ['open-end yonhap'],
  },
  {
    claim: 'At that meeting they discussed the troop deployment',
    graph: storyGraph('ians@04->reportedly'),
    hops: exactly(1),
    ends: ['reportedly unnamed'],
    independentSources: 0,
    findings: ['unnamed-end reportedly'],
  },
  {
    claim: 'Kim may visit Russia for a summit',
    graph: storyGraph('ians@04->spec@04 ians@17->spec@17'),
    hops: exactly(1),
    ends: ['spec@04 unnamed', 'spec@17 unnamed'],
    independentSources: 0,
    findings: ['unnamed-end spec@04', 'unnamed-end spec@17'],
  },
  {
    claim: 'North Korea is believed to have received defence technology',
    graph: storyGraph('ians@04->view@04 ians@17->view@17'),
    hops: exactly(1),
    ends: ['view@04 unnamed', 'view@17 unnamed'],
    independentSources: 0,
    findings: ['unnamed-end view@04', 'unnamed-end view@17'],
  },
  {
    claim: 'North Korea and Russia cooperated militarily in breach of UN resolutions',
    graph: storyGraph('ians@04->msmt ians@04-denial->kcna->chief', {
      stances: { 'ians@04-denial': 'denies', kcna: 'denies', chief: 'denies' },
      dates: { 'ians@04': '2025-06-04', 'ians@04-denial': '2025-06-04' },
    }),
    hops: exactly(1),
    ends: ['msmt origin'],
    independentSources: 1,
    findings: ['contested chief ians@04-denial kcna', 'second-hand-hop kcna chief'],
  },
  {
    claim: "The MSMT's report is a fabrication and a political provocation",
    graph: storyGraph('ians@04->kcna->chief'),
    hops: exactly(2),
    ends: ['chief origin'],
    independentSources: 1,
    findings: ['second-hand-hop kcna chief'],
  },
];

describe('the other claims of the two stories', () => {
  test.each(ROWS)('the claim “$claim” has the right hops, ends, sources and findings', (row) => {
    const analysis = analyse(row.graph);
    expect(analysis.hops).toEqual(row.hops);
    expect(tellEnds(analysis)).toEqual(row.ends);
    expect(analysis.independentSources).toBe(row.independentSources);
    expect(tellFindings(analysis)).toEqual(row.findings);
  });

  test('the breach of resolutions has one report, and is contested through 2 hops by one family', () => {
    const { reports, contested } = analyse(ROWS.find(({ claim }) => claim.includes('breach'))!.graph);
    expect(reports.length).toBe(1);
    expect(contested).toMatchObject({ hops: exactly(2), independentSources: 1 });
    expect(tellEnds(contested!)).toEqual(['chief origin']);
  });
});
