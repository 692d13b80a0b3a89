import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../../src/extraction/model.ts';
import type { Span } from '../../src/text/words.ts';
import { prepareStory } from '../../src/extraction/story.ts';
import { readStory } from '../../src/extraction/reading.ts';
import { readHalf } from './marked/read-halves.ts';
import { runs } from '../support/thorough.ts';

const settings = { numRuns: runs(150), endOnFailure: true };

/** Pieces that stories are made of, and that stories should not be made of. */
const PIECES = [
  ...[
    'Reuters',
    'TASS',
    'the ministry',
    'officials',
    'he',
    'it',
    'Ms. Ødegård',
    'Ri Chang-dae',
    'said',
    'reported',
    'told',
    'citing',
  ],
  ...[
    'quoted',
    'as saying',
    'according to',
    'that',
    'which',
    'who',
    'and',
    'but',
    'denied',
    'reportedly',
    'is believed to',
    'rain',
    'fell',
  ],
  ...[
    '“',
    '”',
    '"',
    "'",
    '‘',
    '’',
    '``',
    "''",
    '«',
    '»',
    ',',
    '.',
    ':',
    ';',
    '?',
    '(',
    ')',
    '—',
    '-',
    '…',
    '/',
    '\n',
    '\r\n',
    '\n\n',
  ],
  ...[
    '\u00a0',
    '\u2003',
    '\t',
    '\u200b',
    '\ufeff',
    '😀',
    '👩‍🔬',
    '朝鮮',
    'é',
    '\u0301',
    '\ud800',
    '\udc00',
    '$5',
    '3,000',
    'U.S.',
    'can’t',
    "don't",
  ],
  ...['__proto__', 'constructor', 'http://a.example/b-c?d=e', '@user', '#tag', 'state-run', 'x'.repeat(300)],
];
const text = fc
  .array(fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom(' ', ' ', ' ', '', '  ')), { maxLength: 120 })
  .map((parts) => parts.flat().join(''));

function listSpans({ attributions, unread }: Reading): Span[] {
  const own = attributions.flatMap(({ source, cue, content, via }) => [
    source?.spans ?? [],
    cue.spans,
    content.spans,
    via?.spans ?? [],
  ]);
  return [...own.flat(), ...unread.flatMap(({ spans }) => spans)];
}

describe('tokens of a story', () => {
  it('the tokens of a story are in order, at their places, and leave out only white space', () => {
    fc.assert(
      fc.property(text, (story) => {
        const { tokens } = prepareStory(story, 0);
        let at = 0;
        let left = '';
        for (const { start, end, text: own } of tokens) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(own).toBe(story.slice(start, end));
          left += story.slice(at, start);
          at = end;
        }
        expect((left + story.slice(at)).replace(/(?:\s|\u200b|\ufeff|[\ud800-\udfff]|\u0301)/gu, '')).toBe('');
      }),
      settings,
    );
  });
});

describe('the reading of a story', () => {
  it.each([
    'told Reuters ',
    '?- 😀 😀 @user  ',
    '&\u0301:-',
    'TASS@user한국@useras\u0301',
    'and  can’t : ‘ é__proto__ ',
  ])('the story %j, once refused, is read', (story) => expect(readStory(story).refused).toBeNull());

  it('the spans of a reading lie within the text, are not empty and are not blank', () => {
    fc.assert(
      fc.property(text, (story) => {
        for (const [start, end] of listSpans(readStory(story))) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(story.length);
          expect(story.slice(start, end).trim()).not.toBe('');
        }
      }),
      settings,
    );
  });

  it('a story is read the same each time, and its reading survives JSON', () => {
    fc.assert(
      fc.property(text, (story) => {
        const reading = readStory(story, { id: 'a' });
        expect(readStory(story, { id: 'a' })).toEqual(reading);
        expect(JSON.parse(JSON.stringify(reading))).toEqual(reading);
      }),
      settings,
    );
  });

  it('a story is read the same whatever was read before it', () => {
    // The capitals first make "zorb9thing" a known word, which is then not split.
    const words = ['üopec9th', 'zorb9thing', 'eding-9th', "ing'sed9th", 'opec&9thx'];
    const stories = [
      ...words.flatMap((word) =>
        [word, word.toUpperCase()].map((each) => `The ${each} group said on Monday that ${each} rain fell.`),
      ),
      ...readHalf('tuning').map((story) => story.text),
    ];
    const read = (story: string) => ({ tokens: prepareStory(story, 0).tokens, reading: readStory(story) });
    const forward = stories.map(read);
    const backward = stories.toReversed().map(read);
    expect(backward.toReversed()).toEqual(forward);
  });

  it('the parents of attributions exist and form no circle', () => {
    fc.assert(
      fc.property(text, (story) => {
        const { attributions } = readStory(story);
        const parents = new Map(attributions.map(({ id, parent }) => [id, parent]));
        for (const { id } of attributions) {
          const seen = new Set<string>();
          for (let at: string | null = id; at !== null; at = parents.get(at)!) {
            expect(parents.has(at)).toBe(true);
            expect(seen.has(at)).toBe(false);
            seen.add(at);
          }
        }
      }),
      settings,
    );
  });

  it('the chains of a reading begin with the publisher and have one attribution a hop', () => {
    fc.assert(
      fc.property(text, (story) => {
        const { attributions, chains } = readStory(story, { publisher: 'The Islander' });
        const ids = new Set(attributions.map(({ id }) => id));
        for (const chain of chains) {
          expect(chain.names[0]).toBe('The Islander');
          expect(chain.unnamed).toHaveLength(chain.names.length);
          expect(chain.attributions.length).toBe(Math.max(1, chain.names.length - 1));
          expect(chain.attributions.every((id) => ids.has(id))).toBe(true);
        }
      }),
      settings,
    );
  });

  it('any text is read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (story) => {
        expect(readStory(story).refused).toBeNull();
      }),
      settings,
    );
  });
});

describe('long texts', () => {
  const LONG = {
    quotes: '"',
    brackets: '(',
    letters: 'a',
    hyphens: 'a-',
    words: 'said ',
    names: 'Aaa ',
    lines: '\n',
    citing: 'citing X, ',
  };
  it.each(Object.entries(LONG))('a long text of nothing but %s is read', (_, piece) => {
    // A tenth of the longest: time that grows with the square would still be seen as a test that never ends.
    expect(readStory(piece.repeat(Math.floor(50_000 / piece.length))).refused).toBeNull();
  });
});
