import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNearestPassage, findPassage } from '../../src/text/passages.ts';

const TEXT = 'The council said “nothing was agreed” on Monday.\nA spokesman — who was not named — told the Courier so.';

describe('findPassage', () => {
  it.each([
    ['on Monday', 'on Monday'],
    ['"nothing was agreed"', '“nothing was agreed”'],
    ['on Monday. A spokesman', 'on Monday.\nA spokesman'],
    ['spokesman - who was not named -', 'spokesman — who was not named —'],
    ['  the Courier  ', 'the Courier'],
  ])('finds %j as it stands in the text', (excerpt, passage) => {
    expect(findPassage(TEXT, excerpt)).toBe(passage);
  });

  it.each(['on Tuesday', '', 'council said nothing'])('does not find %j', (excerpt) => {
    expect(findPassage(TEXT, excerpt)).toBeNull();
  });

  it('takes every character for itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (excerpt) => {
        const passage = findPassage(`before ${excerpt} after`, excerpt);
        return excerpt.trim() === '' ? passage === null : passage !== null;
      }),
    );
  });
});

describe('findNearestPassage', () => {
  it('finds the passage that has most of the words', () => {
    expect(findNearestPassage(TEXT, 'a spokesman who was unnamed told the Courier')).toBe(
      'A spokesman — who was not named — told the',
    );
  });

  it('counts a word as often as the excerpt has it', () => {
    expect(findNearestPassage('no no no no yes but not here', 'yes but no')).toBe('no yes but');
  });

  it('finds nothing where less than half is shared', () => {
    expect(findNearestPassage(TEXT, 'an altogether different sentence')).toBeNull();
    expect(findNearestPassage('', 'words')).toBeNull();
    expect(findNearestPassage(TEXT, '…')).toBeNull();
  });

  it('gives a passage of the text for any text and excerpt', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, excerpt) => {
        const passage = findNearestPassage(text, excerpt);
        return passage === null || text.includes(passage);
      }),
    );
  });
});
