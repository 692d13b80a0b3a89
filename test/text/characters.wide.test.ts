import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countText } from '../../src/text/characters.ts';
import { locateEvidence } from '../../src/text/excerpts.ts';
import { runs } from '../support/thorough.ts';

const piece = { document: 'd', prefix: null, suffix: null, start: null, end: null };

describe('counted text', () => {
  it('a counted text slices and counts as an array of its characters does', () => {
    const unit = fc.constantFrom('a', 'é', '한', '😀', '𐐷', '\n');
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 1_500 }), fc.nat(1_600), fc.nat(60), (characters, start, length) => {
        const counted = countText(characters.join(''));
        expect(counted.slice(start, start + length)).toBe(characters.slice(start, start + length).join(''));
        expect(counted.countTo(characters.slice(0, start).join('').length)).toBe(Math.min(start, characters.length));
      }),
      { numRuns: 200, endOnFailure: true },
    );
  });

  it('a counted text accepts lone surrogates', () => {
    const counted = countText(`a\ud83d b\ude00 ${'😀'.repeat(300)}`);
    expect(counted.slice(0, 6)).toBe('a\ud83d b\ude00 ');
    expect(counted.slice(305, 307)).toBe('😀');
    expect(countText('').slice(0, 5)).toBe('');
  });
});

it('many excerpts are located in a long text that is counted once', () => {
  const text = countText(`${'😀 said. '.repeat(24_000)}The end.`);
  const pieces = Array.from({ length: runs(1_000) }, () => locateEvidence({ ...piece, exact: 'The end.' }, text));
  expect(pieces.at(-1)).toMatchObject({ start: 192_000, end: 192_008, suffix: null });
  expect(pieces.at(-1)!.prefix).toHaveLength(36);
});
