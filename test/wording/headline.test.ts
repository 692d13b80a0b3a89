import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/provenance/analysis.ts';
import { writeHeadline } from '../../src/wording/headline.ts';
import { nameSource } from '../../src/wording/names.ts';
import type { SourceKind } from '../../src/model/records.ts';
import { graph, type GraphOptions } from '../support/graph.ts';

function headline(shorthand: string, options: GraphOptions = {}): string {
  const claim = graph(shorthand, options);
  return writeHeadline(claim, analyse(claim));
}

describe('headline', () => {
  test.each<[string, string, GraphOptions, string]>([
    ['nothing', '', {}, 'No statement has been recorded yet.'],
    ['a lone statement', 'A', {}, "A's report cites nobody: it is its own origin."],
    ['a name in s', 'Reuters', {}, "Reuters's report cites nobody: it is its own origin."],
    ['two lone statements', 'A B', {}, '2 reports, by A and B, cite nobody: each is its own origin.'],
    ['one hop', 'A->B', {}, "A's report is 1 hop from its origin, B; that hop has not been seen."],
    ['one hop seen', 'A->B', { seen: 'A->B' }, "A's report is 1 hop from its origin, B; that hop has been seen."],
    ['none seen', 'A->B->C', { relayed: 'A->B' }, "A's report is 2 hops from its origin, C; no hop has been seen."],
    ['all seen', 'A->B->C', { seen: 'A->B B->C' }, "A's report is 2 hops from its origin, C; every hop has been seen."],
    [
      'the first two seen',
      'A->B->C->D',
      { seen: 'A->B B->C' },
      "A's report is 3 hops from its origin, D; only the first 2 hops have been seen.",
    ],
    [
      'the first two seen, one of them two hops off on another way',
      'A->B->E->F A->C->B',
      { seen: 'A->B A->C B->E C->B' },
      "A's report is 3 to 4 hops from its origin, F; every chain passes through B and E; only the first 2 hops have been seen.",
    ],
    [
      'a gap first',
      'A->B->C->D',
      { seen: 'B->C C->D' },
      "A's report is 3 hops from its origin, D; 2 of 3 hops have been seen.",
    ],
    [
      'a gap between',
      'A->B->C->D',
      { seen: 'A->B C->D' },
      "A's report is 3 hops from its origin, D; 2 of 3 hops have been seen.",
    ],
    [
      'what the reports rest on seen, something else not',
      'A->B X->Y->X',
      { seen: 'A->B' },
      "A's report is 1 hop from its origin, B; 1 of 3 hops has been seen.",
    ],
    [
      'several reports',
      'A->C->D B->C',
      {},
      '2 reports, by A and B, are 2 hops from their origin, D; every chain passes through C; no hop has been seen.',
    ],
    [
      'several origins',
      'A->B A->C->D',
      {},
      "A's report is 1 to 2 hops from its 2 origins, B and D; no hop has been seen.",
    ],
    [
      'several origins of one family',
      'A->B A->C',
      { parents: { B: 'P', C: 'P' } },
      "A's report is 1 hop from its 2 origins, B and C (at most 1 independent); no hop has been seen.",
    ],
    [
      'many reports with one origin',
      'A->X B->X C->X D->X E->X F->X',
      {},
      '6 reports, by A, B, C, D and 2 others, are 1 hop from their origin, X; no hop has been seen.',
    ],
    [
      'an unnamed origin',
      'A->u',
      { kinds: { u: 'unnamed' }, names: { u: 'officials' } },
      "A's report is 1 hop from its origin, an unnamed source (“officials”); that hop has not been seen.",
    ],
    [
      'unnamed origins only',
      'A->u A->v',
      { kinds: { u: 'unnamed', v: 'unnamed' } },
      "A's report is 1 hop from its 2 unnamed origins; no hop has been seen.",
    ],
    [
      'unnamed origins beside a named one',
      'A->B A->u A->v',
      { kinds: { u: 'unnamed', v: 'unnamed' } },
      "A's report is 1 hop from its 3 origins, B and 2 unnamed sources (at most 1 independent); no hop has been seen.",
    ],
    [
      'an unnamed report',
      'u->B',
      { kinds: { u: 'unnamed' }, names: { u: 'a blog' } },
      'The report by an unnamed source (“a blog”) is 1 hop from its origin, B; that hop has not been seen.',
    ],
    [
      'a report of a body',
      'm->B',
      { kinds: { m: 'government' }, names: { m: 'Ministry of Defence' } },
      "The Ministry of Defence's report is 1 hop from its origin, B; that hop has not been seen.",
    ],
    ['no origin', 'A->B->C->B', {}, "A's report reaches no origin; no hop has been seen."],
    ['no origin for two', 'A->B->C->B D->B', {}, '2 reports, by A and D, reach no origin; no hop has been seen.'],
    [
      'no origin for one of two',
      'A->O B->C->D->C',
      {},
      "A's report is 1 hop from its origin, O; B's report reaches no origin; no hop has been seen.",
    ],
    [
      'no report',
      'A->B->A B->O',
      {},
      'No report leads to an origin: statements by A and B cite one another in a circle; no hop has been seen.',
    ],
    [
      'an origin that no report leads to',
      'A->B->A B->O R->P',
      {},
      "R's report is 1 hop from its origin, P; no hop has been seen.",
    ],
    [
      'several choke points',
      'A->B->C->D Z->B',
      { seen: 'A->B Z->B B->C C->D' },
      '2 reports, by A and Z, are 3 hops from their origin, D; every chain passes through B and C; every hop has been seen.',
    ],
    [
      'a denial',
      'A->B',
      { stances: { B: 'denies' } },
      "A's report is 1 hop from its origin, B; that hop has not been seen; 1 statement denies it.",
    ],
    [
      'denials, doubts and a retraction',
      'A->B->C',
      { stances: { A: 'doubts', B: 'denies', C: 'denies' }, statements: { C: { retractedAt: '2025-06-18' } } },
      "A's report is 2 hops from its origin, C; no hop has been seen; 2 statements deny it; 1 statement doubts it; 1 statement was retracted.",
    ],
    [
      'two statements of one source',
      'A@04->B A@17->B',
      { dates: { 'A@04': '2025-06-04', 'A@17': '2025-06-17T09:12+09:00' } },
      '2 reports, by A (4 June 2025) and A (17 June 2025), are 1 hop from their origin, B; no hop has been seen.',
    ],
  ])('the headline describes %s', (_, shorthand, options, expected) => {
    expect(headline(shorthand, options)).toBe(expected);
  });

  test('the headline of thousands of reports names only four of them', () => {
    const many = Array.from({ length: 3000 }, (_, n) => `r${n}->o`).join(' ');
    expect(headline(many)).toMatch(
      /^3000 reports, by r0, r1, r10, r100 and 2996 others, are 1 hop from their origin, o;/,
    );
  });
});

describe('the article of a source name', () => {
  test.each<[string, SourceKind, string]>([
    ['Security Council of Russia', 'government', 'the Security Council of Russia'],
    ['Ministry of Foreign Affairs', 'government', 'the Ministry of Foreign Affairs'],
    ['UN Human Rights Office of Somewhere', 'organisation', 'UN Human Rights Office of Somewhere'],
    ['Council of Europe', 'organisation', 'the Council of Europe'],
    ['The Ministry of Defence', 'government', 'The Ministry of Defence'],
    ['North Korea', 'government', 'North Korea'],
    ['Kremlin', 'government', 'Kremlin'],
    ['Government Gazette', 'government', 'Government Gazette'],
    ['Ministry of Sound', 'outlet', 'Ministry of Sound'],
    ['Совет Безопасности', 'government', 'Совет Безопасности'],
  ])('the source %s, of kind %s, is named %s', (name, kind, expected) => {
    const [source] = graph('x', { names: { x: name }, kinds: { x: kind } }).sources;
    expect(nameSource(source)).toBe(expected);
  });
});
