import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MarkedStory, Span } from './model.ts';
import { parseMarked } from './parse-marked.ts';
import { escapeMarks, parseMarks } from './parse-marks.ts';
import { readHalf, SETS } from './read-halves.ts';

const parse = (source: string): MarkedStory[] => parseMarked(source, 'x.txt', 'x');
const cut = (story: MarkedStory, spans: readonly Span[]): string[] =>
  spans.map(([from, to]) => story.text.slice(from, to));

const STORY = `// A remark.
# 01
[t1+2 It rained], [s1 Yonhap, [h1 an agency],] [c1 said], [c2 citing] [s2 the TASS report].

[t1 "Hard\\[er\\]."]
--
publisher IANS | Indo-Asian News Service
2 under 1; denies; unnamed; name TASS | Tass
`;

describe('a marked story', () => {
  const [story] = parse(STORY) as [MarkedStory];
  const [first, second] = story.attributions;

  it('a marked story has its text without the marks', () => {
    expect(story.text).toBe('It rained, Yonhap, an agency, said, citing the TASS report.\n\n"Hard[er]."');
    expect(story).toMatchObject({ id: 'x-01', given: null, publisher: ['IANS', 'Indo-Asian News Service'] });
  });

  it('the spans of a marked story may nest, be shared and be in pieces', () => {
    expect(cut(story, first!.content)).toEqual(['It rained', '"Hard[er]."']);
    expect(cut(story, second!.content)).toEqual(['It rained']);
    expect(cut(story, first!.source)).toEqual(['Yonhap, an agency,']);
    expect(cut(story, second!.cue)).toEqual(['citing']);
  });

  it('the head of a source is the marked one, or the last word of its first noun phrase', () => {
    expect(cut(story, [first!.head!])).toEqual(['an agency']);
    expect(cut(story, [second!.head!])).toEqual(['report']);
  });

  it('the notes of a marked story give stance, parent, names and whether the source is unnamed', () => {
    expect(first).toMatchObject({ parent: null, stance: 'asserts', unnamed: false, names: [], optional: false });
    expect(second).toMatchObject({ parent: '1', stance: 'denies', unnamed: true, names: ['TASS', 'Tass'] });
  });

  it('a marked story has a chain to each end', () => {
    expect(story.chains.map((chain) => chain.map(({ attribution }) => attribution?.id ?? 'publisher'))).toEqual([
      ['publisher', '1', '2'],
    ]);
  });
});

it('a chain also ends at an attribution with content of its own, and begins without an unknown publisher', () => {
  const [story] = parse('# 1\n[t1 [s2 B] [c2 says] [t2 so] and so], [s1 A] [c1 says]\n--\n1 own\n2 under 1\n') as [
    MarkedStory,
  ];
  expect(story.chains.map((chain) => chain.map(({ attribution }) => attribution?.id))).toEqual([['1'], ['1', '2']]);
});

it('the given publisher of a marked story becomes its publisher', () => {
  expect(parse('# 1\nNothing.\n--\ngiven dpa\n')[0]).toMatchObject({ given: 'dpa', publisher: ['dpa'], chains: [] });
});

it.each([
  ['Jens Egede, the harbour master', 'Egede'],
  ['the chief of the external policy office', 'chief'],
  ['The National Agency for Roads (NAR)', 'Agency'],
  ["the army's", 'army'],
  ['Russian news agency TASS', 'TASS'],
  ['two people familiar with the plan', 'people'],
  ['þórunn Sigurðardóttir', 'Sigurðardóttir'],
])('the head of %s is found', (source, head) => {
  const [story] = parse(`# 1\n[s1 ${source}] [c1 says] [t1 so]\n`) as [MarkedStory];
  expect(cut(story, [story.attributions[0]!.head!])).toEqual([head]);
});

it.each([
  ['[s1 A] [c1 says] [t1 so', 2, 'the content 1 is not closed'],
  ['A]', 2, '"]" closes nothing'],
  ['A\n[q1 B]', 3, '"[" opens no mark'],
  ['[s1  A] [c1 says] [t1 so]', 2, 'a mark must hold words'],
  ['[s1 A] [t1 so]', 1, 'attribution 1 has no cue'],
  ['[s1 A] [c1 says]', 1, 'attribution 1 has no content'],
  ['[s1 A] [h1 B] [c1 says] [t1 so]', 1, 'the head of 1 is not in its source'],
  ['[s1 [h1 A] [h1 B]] [c1 says] [t1 so]', 1, 'attribution 1 has two heads'],
  ['[c1 says] [t1 so]\n--\n1 under 2', 1, '1 is under 2, which is not marked'],
  ['[c1 says] [t1 so]\n--\n1 under 1', 1, 'the parents of 1 go round in a circle'],
  ['[c1 says] [t1 so]\n--\n2 denies', 1, 'a note on 2, which is not marked in the text'],
  ['[c1 says] [t1 so]\n\n--\n1 denied', 5, '"denied" is not known of an attribution'],
  ['So.\n--\npublished by dpa', 4, 'a note begins with'],
  ['So.\n--\nyes', 4, '"yes" is no note'],
  ['So.\n# 01\nSo.', 3, 'there are two items 01'],
  ['\n', 1, 'item 01 has no text'],
  ['So.\\', 2, 'the text ends with "\\"'],
])('the marks %j are refused in line %i', (item, line, reason) => {
  expect(() => parse(`# 01\n${item}`)).toThrow(`x.txt:${String(line)}: ${reason}`);
});

it('text before the first item is refused', () => {
  expect(() => parse('So.')).toThrow('x.txt:1: text before the first item');
});

/** A text with marks in it, and what is to be read from it. */
interface Written {
  marked: string;
  text: string;
  spans: [role: string, id: number, text: string][];
}

const words = fc.stringMatching(/^[^\s\\][^\\]{0,8}[^\s\\]$/u);
const { written } = fc.letrec<{ written: Written; mark: Written; plain: Written }>((tie) => ({
  plain: words.map((text) => ({ marked: escapeMarks(text), text, spans: [] })),
  mark: fc.tuple(fc.constantFrom('s', 'c', 't', 'h'), fc.nat(99), tie('written')).map(([letter, id, inner]) => ({
    marked: `[${letter}${String(id)} ${inner.marked}]`,
    text: inner.text,
    spans: [...inner.spans, [letter, id, inner.text]],
  })),
  written: fc
    .array(fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('plain'), tie('mark')), {
      minLength: 1,
      maxLength: 4,
    })
    .map((parts) => ({
      marked: parts.map(({ marked }) => marked).join(' '),
      text: parts.map(({ text }) => text).join(' '),
      spans: parts.flatMap(({ spans }) => spans),
    })),
}));

it('removing the marks gives the text back, with each span at its words', () => {
  const fail = (line: number, reason: string): never => {
    throw new Error(`${String(line)}: ${reason}`);
  };
  fc.assert(
    fc.property(written, ({ marked, text, spans }) => {
      const read = parseMarks(marked, fail);
      expect(read.text).toBe(text);
      expect(read.marks.map(({ role, ids, span }) => [role, Number(ids[0]), read.text.slice(...span)])).toEqual(
        spans.map(([letter, id, held]) => [{ s: 'source', c: 'cue', t: 'content', h: 'head' }[letter], id, held]),
      );
    }),
    { numRuns: 200, endOnFailure: true },
  );
});

describe('the marked sets', () => {
  const sets = SETS.map((halves) =>
    halves.map((half) => readHalf(half).map(({ id, construction }) => ({ id, construction }))),
  );

  it.each(sets.map((halves, n) => [n + 1, halves] as const))(
    'set %i is split within each construction by the hash of the story’s id',
    (number, halves) => {
      const all = halves.flat();
      const order = (id: string): string =>
        createHash('sha256')
          .update(`hearsay-${String(number)} ${id}`)
          .digest('hex');
      for (const construction of new Set(all.map((story) => story.construction))) {
        const of = (stories: typeof all): string[] =>
          stories.filter((story) => story.construction === construction).map(({ id }) => id);
        const ids = of(all).sort((a, b) => (order(a) < order(b) ? -1 : 1));
        expect(of(halves[0]!).sort()).toEqual(ids.slice(0, Math.ceil(ids.length / 2)).sort());
      }
    },
  );

  it('each half of the first set has at least 160 stories, and of the second 55', () => {
    expect(sets.map((halves, n) => halves.map(({ length }) => length >= [160, 55][n]!))).toEqual([
      [true, true],
      [true, true],
    ]);
  });
});
