import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/provenance/analysis.ts';
import { writeHeadline } from '../../src/wording/headline.ts';
import { nameSource } from '../../src/wording/names.ts';
import type { SourceKind } from '../../src/model/records.ts';
import { graph, uidOf, type GraphOptions } from '../support/graph.ts';

function headline(shorthand: string, options: GraphOptions = {}): string {
  const claim = graph(shorthand, options);
  return writeHeadline(claim, analyse(claim));
}

describe('headline', () => {
  test.each<[string, string, GraphOptions, string]>([
    ['nothing', '', {}, 'No statement has been recorded yet.'],
    ['a lone report that nobody has read', 'A', {}, "It is not known whom A's report cites; nobody here has read it."],
    ['a lone report that was read', 'A', { documents: { A: 'd' } }, "A's report gives no source."],
    [
      'two lone reports that nobody has read',
      'A B',
      {},
      'It is not known whom the 2 reports by A and B cite; nobody here has read any of the statements.',
    ],
    [
      'two lone reports that were read',
      'A B',
      { documents: { A: 'd', B: 'e' } },
      '2 reports, by A and B, give no source; every statement has been read here.',
    ],
    [
      'a lone report that nobody has read beside a chain',
      'A B->C',
      { seen: 'B->C' },
      "B's report goes back at least 1 hop: the trail ends at C, whose report nobody here has read; it is not known whom A's report cites; only B's own story has been read here.",
    ],
    [
      'a lone statement by an unnamed source',
      'u',
      { kinds: { u: 'unnamed', v: 'unnamed' }, names: { u: 'officials', v: 'a blog' } },
      'It is not known whom the statement by an unnamed source (“officials”) cites; nobody here has read it.',
    ],
    [
      'a lone statement by an unnamed source that was read',
      'u',
      { kinds: { u: 'unnamed', v: 'unnamed' }, names: { u: 'officials', v: 'a blog' }, documents: { u: 'd' } },
      'The statement by an unnamed source (“officials”) gives no source.',
    ],
    [
      'a witness',
      'A',
      { bases: { A: 'witnessed' }, documents: { A: 'd' } },
      'A speaks as a witness; that statement has been read here.',
    ],
    [
      'a witness whose words nobody has read',
      'A',
      { bases: { A: 'witnessed' } },
      'A speaks as a witness; nobody here has read that statement.',
    ],
    [
      'the own act of a person',
      'A',
      { bases: { A: 'own-act' }, kinds: { A: 'person' } },
      'A speaks of their own act; nobody here has read that statement.',
    ],
    [
      'own acts of several',
      'A B',
      { bases: { A: 'own-act', B: 'own-act' } },
      'A and B speak of their own acts; nobody here has read any of the statements.',
    ],
    [
      'a document and an inference',
      'A B',
      { bases: { A: 'document', B: 'inferred' } },
      'A relies on a document; B infers it; nobody here has read any of the statements.',
    ],
    [
      'a report whose only attribution is disputed',
      'A->B',
      { disputed: 'A->B', documents: { A: 'd' } },
      "A's report gives no undisputed source; what A attributes to B is disputed.",
    ],
    [
      'a report that answers a denial, unread there',
      'A->B',
      { stances: { B: 'denies' }, documents: { A: 'd' } },
      "A's report cites only a denial, by B. A denial is reported by A, though there is no evidence that A cites B; the trail ends at B, whose report nobody here has read.",
    ],
    [
      'a report whose only attribution is a reply to a denial',
      'A->B',
      { stances: { B: 'denies' }, seen: 'A->B' },
      "A's report cites only a denial, by B. A denial is reported by A; the trail ends at B, whose report nobody here has read.",
    ],
    ['a report that cites itself', 'A->A', { documents: { A: 'd' } }, "A's report cites only itself."],
    [
      'nothing read',
      'A->B',
      {},
      "A's report goes back at least 1 hop: the trail ends at B; nobody here has read any of the statements; there is no evidence that A cites B.",
    ],
    [
      'an open end',
      'A->B',
      { seen: 'A->B' },
      "A's report goes back at least 1 hop: the trail ends at B, whose report nobody here has read.",
    ],
    [
      'an origin at second hand',
      'A->B',
      { seen: 'A->B', bases: { B: 'own-act' } },
      "A's report is 1 hop from its origin, B; only A's own story has been read here.",
    ],
    [
      'an end that gives no source',
      'A->B',
      { seen: 'A->B', documents: { B: 'd' } },
      "A's report is 1 hop from B, which gives no source; every statement has been read here.",
    ],
    [
      'ends of many kinds',
      'A->B A->C A->u A->v A->E->F',
      {
        kinds: { u: 'unnamed', v: 'unnamed' },
        names: { u: 'officials', v: 'a blog' },
        bases: { B: 'own-act' },
        documents: { C: 'c', A: 'a', E: 'e' },
        relayed: 'A->B A->C A->u A->v A->E E->F',
      },
      "A's report is 1 hop from its origin, B, from C, which gives no source, and from 2 unnamed sources; another trail ends at F, whose report nobody here has read; only the statements by A, C and E have been read here.",
    ],
    [
      'two origins',
      'A->B A->C',
      { bases: { B: 'own-act', C: 'own-act' }, relayed: 'A->B A->C' },
      "A's report is 1 hop from its 2 origins, B and C; nobody here has read any of the statements.",
    ],
    [
      'two origins of one family',
      'A->B A->C',
      { bases: { B: 'own-act', C: 'own-act' }, relayed: 'A->B A->C', parents: { B: 'P', C: 'P' } },
      "A's report is 1 hop from its 2 origins of one family, B and C; nobody here has read any of the statements.",
    ],
    [
      'two origins of one source',
      'A->B@1 A->B@2',
      {
        bases: { 'B@1': 'own-act', 'B@2': 'own-act' },
        dates: { 'B@1': '2025-01', 'B@2': '2025-02' },
        relayed: 'A->B@1 A->B@2',
      },
      "A's report is 1 hop from its 2 origins, statements by B; nobody here has read any of the statements.",
    ],
    [
      'three origins of two families',
      'A->B A->C A->E',
      { bases: { B: 'own-act', C: 'own-act', E: 'own-act' }, parents: { B: 'P', C: 'P' }, relayed: 'A->B A->C A->E' },
      "A's report is 1 hop from its 3 origins of 2 families, B, C and E; nobody here has read any of the statements.",
    ],
    [
      'a disputed attribution at an end that was read',
      'A->B->X A->C',
      { disputed: 'B->X', documents: { A: 'a', B: 'b', C: 'c' }, relayed: 'A->B A->C' },
      "A's report is 1 hop from B, whose attribution is disputed, and from C, which gives no source; what B attributes to X is disputed.",
    ],
    [
      'one at an open end',
      'A->B->X',
      { disputed: 'B->X', seen: 'A->B' },
      "A's report goes back at least 1 hop: the trail ends at B, whose attribution is disputed; only A's own story has been read here; what B attributes to X is disputed.",
    ],
    [
      'one at an unnamed end',
      'A->u->X',
      { kinds: { u: 'unnamed', v: 'unnamed' }, names: { u: 'officials', v: 'a blog' }, disputed: 'u->X', seen: 'A->u' },
      "A's report is 1 hop from an unnamed source (“officials”), whose attribution is disputed; only A's own story has been read here; what an unnamed source (“officials”) attributes to X is disputed.",
    ],
    [
      'one at an end without its earlier attribution',
      'A@1->B A@2->X',
      { disputed: 'A@2->X', seen: 'A@1->B', dates: { 'A@1': '2025-06-04', 'A@2': '2025-06-17' } },
      "A's report of 4 June 2025 goes back at least 1 hop: the trail ends at B, whose report nobody here has read; A attributed it on 4 June 2025, but the attribution it gave on 17 June 2025 is disputed; only A's own story of 4 June 2025 has been read here; what A (17 June 2025) attributes to X is disputed.",
    ],
    [
      'an attribution dropped where nobody has read',
      'A@1->B R->A@2',
      { relayed: 'A@1->B R->A@2', dates: { 'A@1': '2025-06-04', 'A@2': '2025-06-17' } },
      "A's report of 4 June 2025 goes back at least 1 hop: the trail ends at B; R's report leads to A (17 June 2025) and no further; A, which attributed it on 4 June 2025, is not known to have done so on 17 June 2025; nobody here has read any of the statements.",
    ],
    [
      'an attribution dropped',
      'A@1->B R->A@2',
      { relayed: 'A@1->B R->A@2', dates: { 'A@1': '2025-06-04', 'A@2': '2025-06-17' }, documents: { 'A@2': 'd' } },
      "A's report of 4 June 2025 goes back at least 1 hop: the trail ends at B, whose report nobody here has read; R's report leads to A (17 June 2025) and no further; A repeated it on 17 June 2025 without the attribution it gave on 4 June 2025; only the statement by A (17 June 2025) has been read here.",
    ],
    [
      'an open end in what somebody else published',
      'A->B',
      { seen: 'A->B', documents: { B: 'd' }, publishers: { d: 'X' } },
      "A's report goes back at least 1 hop: the trail ends at B, whose own report nobody here has read; every statement has been read here, the one by B as published by somebody else.",
    ],
    [
      'a statement on the way in what somebody else published',
      'A->B->C',
      { seen: 'A->B', documents: { B: 'd' }, publishers: { d: 'X' }, relayed: 'B->C' },
      "A's report goes back at least 2 hops: the trail ends at C, whose report nobody here has read; all but the statement by C have been read here, the one by B as published by somebody else.",
    ],
    [
      'a circle that nothing cites',
      'A->B->A B->C',
      { relayed: 'A->B B->A B->C' },
      'Statements by A and B cite one another in a circle and lead to C; nobody here has read any of the statements.',
    ],
    [
      'a circle that leads to an origin',
      'A->B->A B->C',
      { relayed: 'A->B B->A B->C', bases: { C: 'own-act' } },
      'Statements by A and B cite one another in a circle and lead to their origin, C; nobody here has read any of the statements.',
    ],
    [
      'a circle alone',
      'A->B->A',
      { relayed: 'A->B B->A' },
      'Statements by A and B cite one another in a circle and reach no end; nobody here has read any of the statements.',
    ],
    [
      'two circles',
      'A->B->A C->E->C',
      { relayed: 'A->B B->A C->E E->C' },
      'Statements by A, B, C and E cite one another in 2 circles and reach no end; nobody here has read any of the statements.',
    ],
    [
      'a report that leads into a circle',
      'A->B->C->B',
      { relayed: 'A->B B->C C->B' },
      "A's report leads into a circle and reaches no end; nobody here has read any of the statements.",
    ],
    [
      'a report that leads to an end beside one that leads to none',
      'A->O B->C->D->C',
      { relayed: 'A->O B->C C->D D->C', bases: { O: 'own-act' } },
      "A's report is 1 hop from its origin, O; B's report leads into a circle and reaches no end; nobody here has read any of the statements.",
    ],
    [
      'reports that end differently',
      'A->O B->P',
      { relayed: 'A->O B->P', bases: { O: 'own-act' }, documents: { P: 'p' } },
      "A's report is 1 hop from its origin, O; B's report is 1 hop from P, which gives no source; only the statement by P has been read here.",
    ],
    [
      'a circle that every chain passes',
      'A->B->C->B C->O A->B Z->B C->P P->O',
      { relayed: 'A->B B->C C->B C->O Z->B C->P P->O', bases: { O: 'own-act' } },
      '2 reports, by A and Z, are 2 to 3 hops from their origin, O; every chain passes through the circle of B and C; nobody here has read any of the statements.',
    ],
    [
      'no evidence at all',
      'A->B->C->E',
      { bases: { E: 'own-act' } },
      "A's report is 3 hops from its origin, E; nobody here has read any of the statements; there is no evidence for any of the 3 hops.",
    ],
    [
      'a guess as the last hop',
      'A->B->C',
      { seen: 'A->B', documents: { B: 'b' } },
      "A's report goes back at least 2 hops: the trail ends at C, whose report nobody here has read; there is no evidence that B cites C.",
    ],
    [
      'two hops without evidence',
      'A->B->C',
      { bases: { C: 'own-act' }, documents: { A: 'a', B: 'b', C: 'c' } },
      "A's report is 2 hops from its origin, C; every statement has been read here; there is no evidence that A cites B or that B cites C.",
    ],
    [
      'retractions',
      'A->B->C',
      {
        bases: { C: 'own-act' },
        relayed: 'A->B B->C',
        statements: { B: { retractedAt: '2025-06-18' }, C: { retractedAt: '2025-06' } },
      },
      "A's report is 2 hops from its origin, C; nobody here has read any of the statements. The statement by B was retracted on 18 June 2025. The statement by C was retracted in June 2025.",
    ],
    [
      'all read but one',
      'A->B->C->E',
      { bases: { E: 'own-act' }, documents: { A: 'a', B: 'b', C: 'c' }, relayed: 'A->B B->C C->E' },
      "A's report is 3 hops from its origin, E; all but the statement by E have been read here.",
    ],
    [
      'what rests on a void statement',
      'A->B->C D->A',
      { disputed: 'A->B', relayed: 'D->A B->C', documents: { A: 'a' } },
      "D's report is 1 hop from A, whose attribution is disputed; only the statement by A has been read here; what A attributes to B is disputed.",
    ],
    [
      'a circle with a disputed attribution',
      'A->B->A',
      { disputed: 'B->A', seen: 'A->B' },
      "A's report goes back at least 1 hop: the trail ends at B, whose attribution is disputed; only A's own story has been read here; what B attributes to A is disputed.",
    ],
    [
      'statements that cite the other side',
      'A->B C->E',
      {
        stances: { B: 'denies', C: 'denies' },
        manners: { 'C->E': 'copies' },
        relayed: 'A->B C->E',
        documents: { A: 'a', C: 'c' },
      },
      "A's report cites only a denial, by B; it is not known whom E's report cites; of the statements that assert it, only A's own story has been read here. Denied by C. A denial is reported by A; the trail ends at B, whose report nobody here has read.",
    ],
    [
      'the statement of a ministry',
      'm->B',
      { kinds: { m: 'government' }, names: { m: 'Ministry of Defence' }, bases: { B: 'own-act' }, relayed: 'm->B' },
      "The Ministry of Defence's statement is 1 hop from its origin, B; nobody here has read any of the statements.",
    ],
    [
      'a chain from an unnamed source',
      'v->B',
      {
        kinds: { u: 'unnamed', v: 'unnamed' },
        names: { u: 'officials', v: 'a blog' },
        bases: { B: 'own-act' },
        relayed: 'v->B',
      },
      'The statement by an unnamed source (“a blog”) is 1 hop from its origin, B; nobody here has read any of the statements.',
    ],
  ])('the headline describes %s', (_, shorthand, options, expected) => {
    expect(headline(shorthand, options)).toBe(expected);
  });

  test('who disputes an attribution is named', () => {
    const dispute = (by: string) => ({ 'A->B': { disputedBy: uidOf('source', by), disputedAt: '2025-06' } });
    const tell = (by: string, kind: SourceKind = 'organisation') => {
      return headline('A->B C', { documents: { A: 'a' }, kinds: { B: kind }, attributions: dispute(by) });
    };
    expect(tell('B')).toContain('; B disputes what A attributes to it.');
    expect(tell('B', 'person')).toContain('; B disputes what A attributes to them.');
    expect(tell('C')).toContain('; C disputes what A attributes to B.');
    expect(tell('A')).toContain('; A disputes what A attributes to B.');
  });

  test('a hop that uses a statement without credit is not called a citation', () => {
    expect(headline('A->B', { manners: { 'A->B': 'copies' }, documents: { A: 'a', B: 'b' } })).toContain(
      'there is no evidence that A uses B without credit.',
    );
  });

  const many = (count: number, ends: number): string => {
    return Array.from({ length: count }, (_, n) => `r${n}->o${n % ends}`).join(' ');
  };

  test('the headline of many reports names only four of them', () => {
    expect(headline(many(3000, 1))).toBe(
      '3000 reports, by r0, r1, r10, r100 and 2996 others, go back at least 1 hop: the trail ends at o0; ' +
        'nobody here has read any of the statements; there is no evidence for any of the 3000 hops.',
    );
    expect(headline(many(100, 5), { relayed: many(100, 5) })).toBe(
      '100 reports, by r0, r10, r15, r20 and 96 others, go back at least 1 hop: the trails end at o0, o1, o2, o3 and ' +
        '1 other; nobody here has read any of the statements.',
    );
    expect(headline(many(100, 100), { relayed: many(100, 100), documents: { r1: 'd' } })).toBe(
      '100 reports, by r0, r1, r10, r11 and 96 others, go back at least 1 hop: the trails end at o0, o1, o10, o11 and ' +
        "96 others, whose reports nobody here has read; only r1's own story has been read here.",
    );
    const lone = Array.from({ length: 100 }, (_, n) => `r${n}`).join(' ');
    expect(headline(lone)).toBe(
      'It is not known whom the 100 reports by r0, r1, r10, r11 and 96 others cite; nobody here has read any of the statements.',
    );
  });

  test('many reports with origins of their own are told together', () => {
    const bases = Object.fromEntries(Array.from({ length: 5 }, (_, n) => [`o${n}`, 'own-act' as const]));
    expect(headline(many(10, 5), { bases, relayed: many(10, 5) })).toBe(
      '10 reports, by r0, r5, r1, r6 and 6 others, are between them 1 hop from their 5 origins, o0, o1, o2, o3 and 1 other; ' +
        'nobody here has read any of the statements.',
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
    ['Harbour Master of Sandhythe', 'person', 'the Harbour Master of Sandhythe'],
    ['Government Gazette', 'government', 'Government Gazette'],
    ['Ministry of Sound', 'outlet', 'Ministry of Sound'],
    ['Совет Безопасности', 'government', 'Совет Безопасности'],
  ])('the source %s, of kind %s, is named %s', (name, kind, expected) => {
    const [source] = graph('x', { names: { x: name }, kinds: { x: kind } }).sources;
    expect(nameSource(source)).toBe(expected);
  });
});
