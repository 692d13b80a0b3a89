import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNearestPassage, findPassage } from '../../src/text/excerpts.ts';

const TEXT = 'The council said “nothing was agreed” on Monday.\nA spokesman — who was not named — told the Courier so.';

describe('an excerpt in a text', () => {
  it.each([
    ['on Monday', 'on Monday'],
    ['"nothing was agreed"', '“nothing was agreed”'],
    ['on Monday. A spokesman', 'on Monday.\nA spokesman'],
    ['spokesman - who was not named -', 'spokesman — who was not named —'],
    ['  the Courier  ', 'the Courier'],
  ])('the excerpt %j is found as it stands in the text', (excerpt, passage) => {
    expect(findPassage(TEXT, excerpt)).toBe(passage);
  });

  it.each(['on Tuesday', '', 'council said nothing'])('the excerpt %j is not found', (excerpt) => {
    expect(findPassage(TEXT, excerpt)).toBeNull();
  });

  it('an excerpt is matched literally, whatever its characters are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (excerpt) => {
        const passage = findPassage(`before ${excerpt} after`, excerpt);
        return excerpt.trim() === '' ? passage === null : passage !== null;
      }),
    );
  });
});

describe('the nearest passage', () => {
  it('the nearest passage is the one that shares the most words', () => {
    expect(findNearestPassage(TEXT, 'a spokesman who was unnamed told the Courier')).toBe(
      'A spokesman — who was not named — told the',
    );
  });

  it('the nearest passage counts a word as often as the excerpt has it', () => {
    expect(findNearestPassage('no no no no yes but not here', 'yes but no')).toBe('no yes but');
  });

  it('no nearest passage is found when less than half of the words are shared', () => {
    expect(findNearestPassage(TEXT, 'an altogether different sentence')).toBeNull();
    expect(findNearestPassage('', 'words')).toBeNull();
    expect(findNearestPassage(TEXT, '…')).toBeNull();
  });

  it('the nearest passage is always a part of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, excerpt) => {
        const passage = findNearestPassage(text, excerpt);
        return passage === null || text.includes(passage);
      }),
    );
  });
});
