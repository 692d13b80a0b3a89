import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listFoldedWords, walkWords } from '../../src/text/words.ts';
import { findNearestPassage } from '../../src/text/excerpts.ts';

const SEGMENTER = new Intl.Segmenter('und', { granularity: 'word' });

/** The words as the segmenter cuts them in one go. */
const cutWhole = (text: string) =>
  Array.from(SEGMENTER.segment(text)).flatMap(({ segment, index, isWordLike }) =>
    isWordLike === true ? [{ segment, index, isWordLike }] : [],
  );

describe('words of a text', () => {
  it('words of a text with blanks are cut as the segmenter cuts them in one go', () => {
    const word = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('can’t', '3.14', 'é', '👩‍👩‍👧'));
    fc.assert(
      fc.property(fc.array(word, { minLength: 100, maxLength: 200 }), fc.constantFrom(' ', '\n'), (words, blank) => {
        const text = words.join(blank);
        expect([...walkWords(text)]).toEqual(cutWhole(text));
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });

  it('no word is cut in two in a long text without blanks', () => {
    const [sentence, count] = ['俄罗斯安全会议秘书绍伊古抵达平壤。', 200];
    const words = cutWhole(sentence).map(({ segment }) => segment);
    expect(Array.from(walkWords(sentence.repeat(count)), ({ segment }) => segment)).toEqual(
      Array.from({ length: count }, () => words).flat(),
    );
  });

  it('a long text without blanks or words, or with one endless word, is walked to its end', () => {
    expect([...walkWords('。'.repeat(2_000))]).toEqual([]);
    const endless = Array.from(walkWords('a'.repeat(1_999)), ({ segment }) => segment);
    expect(endless.join('')).toBe('a'.repeat(1_999));
    expect(Array.from(walkWords('😀'.repeat(1_999)), ({ segment }) => segment)).toEqual([]);
  });
});

describe('a document of 200,000 characters', () => {
  const text = 'The minister said that nothing had been agreed on Monday. '.repeat(3_450).slice(0, 199_960);
  const long = `${text} Then came the spring.`;

  it('a document of 200,000 characters is cut into words', () => {
    expect(listFoldedWords(long).slice(-4)).toEqual(['then', 'came', 'the', 'spring']);
  });

  it('a document of 200,000 characters is searched for the passage nearest to an excerpt', () => {
    expect(findNearestPassage(long, 'then came a spring')).toBe('Then came the spring');
  });
});
