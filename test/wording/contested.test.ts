import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/provenance/analysis.ts';
import { writeHeadline } from '../../src/wording/headline.ts';
import { graph, type GraphOptions } from '../support/graph.ts';

function headline(shorthand: string, options: GraphOptions = {}): string {
  const claim = graph(shorthand, options);
  return writeHeadline(claim, analyse(claim));
}

describe('who denies or doubts a claim', () => {
  test.each<[string, string, GraphOptions, string]>([
    [
      'what is only denied',
      'A->B',
      { stances: { A: 'denies', B: 'denies' }, bases: { B: 'own-act' }, relayed: 'A->B' },
      'Nobody on record asserts it. Denied by B, through A.',
    ],
    [
      'a denial',
      'A B',
      { stances: { B: 'denies' }, bases: { B: 'own-act' }, documents: { A: 'a' } },
      "A's report gives no source. Denied by B.",
    ],
    [
      'a denial by an outlet that gives no source',
      'A B',
      { stances: { B: 'denies' }, documents: { A: 'a', B: 'b' } },
      "A's report gives no source. Denied by B, which gives no source.",
    ],
    [
      'a denial by a ministry',
      'A B',
      { stances: { B: 'denies' }, documents: { A: 'a', B: 'b' }, kinds: { B: 'government' } },
      "A's report gives no source. Denied by B.",
    ],
    [
      'a denial whose end is open',
      'A B->C',
      { stances: { B: 'denies', C: 'denies' }, documents: { A: 'a', B: 'b' }, relayed: 'B->C' },
      "A's report gives no source. A denial is reported by B; the trail ends at C, whose report nobody here has read.",
    ],
    [
      'a denial that nobody reports',
      'A B',
      { stances: { B: 'denies' }, documents: { A: 'a' } },
      "A's report gives no source. A denial by B, whose report nobody here has read, is on record.",
    ],
    [
      'a denial that only the report answers',
      'A->B',
      { stances: { B: 'denies' }, seen: 'A->B' },
      "A's report cites only a denial, by B. A denial is reported by A; the trail ends at B, whose report nobody here has read.",
    ],
    [
      'an own denial that only the report answers',
      'A->B',
      { stances: { B: 'denies' }, bases: { B: 'own-act' }, seen: 'A->B' },
      "A's report cites only a denial, by B. Denied by B, as reported by A.",
    ],
    [
      'a denial by an unnamed source',
      'A B->u',
      {
        kinds: { u: 'unnamed', v: 'unnamed' },
        names: { u: 'officials', v: 'a blog' },
        stances: { B: 'denies', u: 'denies' },
        documents: { A: 'a' },
        relayed: 'B->u',
      },
      "A's report gives no source. Denied by an unnamed source (“officials”), through B.",
    ],
    [
      'a denial repeated without its attribution',
      'A B@1->u B@2',
      {
        kinds: { u: 'unnamed', v: 'unnamed' },
        names: { u: 'officials', v: 'a blog' },
        stances: { 'B@1': 'denies', 'B@2': 'denies', u: 'denies' },
        documents: { A: 'a', 'B@2': 'b' },
        relayed: 'B@1->u',
        dates: { 'B@1': '2025-06-04', 'B@2': '2025-06-17' },
      },
      "A's report gives no source. Denied by an unnamed source (“officials”), through B (4 June 2025). B repeated its denial on 17 June 2025 without the attribution it gave on 4 June 2025.",
    ],
    [
      'a denial that nothing shows',
      'A B->C',
      { stances: { B: 'denies', C: 'denies' }, bases: { C: 'own-act' }, documents: { A: 'a' } },
      "A's report gives no source. Denied by C, through B, though there is no evidence that B cites C.",
    ],
    [
      'a denial in a circle',
      'A B->C->B',
      { stances: { B: 'denies', C: 'denies' }, documents: { A: 'a' }, relayed: 'B->C C->B' },
      "A's report gives no source. A denial by B and C goes round in a circle and reaches no end.",
    ],
    [
      'denials and a doubt',
      'A B C E F G',
      {
        stances: { B: 'denies', C: 'denies', E: 'denies', F: 'denies', G: 'doubts' },
        bases: { B: 'own-act', C: 'own-act', E: 'own-act', F: 'own-act', G: 'own-act' },
        documents: { A: 'a' },
      },
      "A's report gives no source. Denied by B, C, E and F. Doubted by G.",
    ],
    [
      'many denials through others',
      'A B->b C->c E->e F->f',
      {
        stances: {
          B: 'denies',
          C: 'denies',
          E: 'denies',
          F: 'denies',
          b: 'denies',
          c: 'denies',
          e: 'denies',
          f: 'denies',
        },
        bases: { b: 'own-act', c: 'own-act', e: 'own-act', f: 'own-act' },
        documents: { A: 'a' },
      },
      "A's report gives no source. Denied by b, c, e and f.",
    ],
  ])('the headline describes %s', (_, shorthand, options, expected) => {
    expect(headline(shorthand, options)).toBe(expected);
  });

  test('a denial that was read makes the headline say of which statements it speaks', () => {
    const contested: GraphOptions = { stances: { D: 'denies' }, bases: { D: 'own-act', C: 'own-act' } };
    const read = (keys: string) => Object.fromEntries([...keys].map((key) => [key, key.toLowerCase()]));
    const shorthand = 'A->B->C D';
    const relayed = 'A->B B->C';
    const tell = (keys: string) => headline(shorthand, { ...contested, relayed, documents: read(keys) });
    expect(tell('D')).toContain('; nobody here has read any statement that asserts it. Denied by D.');
    expect(tell('ABC')).toContain('; every statement that asserts it has been read here. Denied by D.');
    expect(tell('ABCD')).toContain('; every statement has been read here. Denied by D.');
    expect(tell('AD')).toContain("; of the statements that assert it, only A's own story has been read here.");
    expect(tell('A')).toContain("; only A's own story has been read here.");
    expect(tell('AB')).toContain('; of the statements that assert it, all but the statement by C have been read here.');
    expect(tell('ABD')).toContain('; all but the statement by C have been read here.');
  });
});
