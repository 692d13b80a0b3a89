import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteExcerpt, surroundExcerpt } from '../../src/text/sentences.ts';

const someText = fc
  .array(fc.constantFrom('a', 'é', '한', '😀', '👩🏽‍🚒', ' ', '\n'), { maxLength: 40 })
  .map((list) => list.join(''));

describe('the surroundings of an excerpt', () => {
  const text = 'It rained. The bridge is shut, TASS said on Monday. Nobody was hurt.';
  const within = (words: string) => surroundExcerpt(text, text.indexOf(words), text.indexOf(words) + words.length);

  it('an excerpt is shown within its sentence', () => {
    expect(within('TASS said')).toEqual({ before: 'The bridge is shut, ', exact: 'TASS said', after: ' on Monday.' });
  });

  it('an excerpt of several sentences is shown within all of them', () => {
    expect(within('shut, TASS said on Monday. Nobody')).toEqual({
      before: 'The bridge is ',
      exact: 'shut, TASS said on Monday. Nobody',
      after: ' was hurt.',
    });
  });

  it('an excerpt in an endless sentence is cut off with an ellipsis', () => {
    const long = `${'word '.repeat(200)}TASS said ${'word '.repeat(200)}`;
    const at = long.indexOf('TASS');
    const { before, exact, after } = surroundExcerpt(long, at, at + 9);
    expect(exact).toBe('TASS said');
    expect(before).toMatch(/^…word word/);
    expect(after).toMatch(/word…$/);
    expect(before.length + after.length).toBeLessThan(500);
  });

  it('the surroundings of an excerpt are always those of the text', () => {
    const law = fc.property(someText, fc.nat(60), fc.integer({ min: 1, max: 20 }), (any, from, length) => {
      const [start, end] = [Math.min(from, any.length), Math.min(from + length, any.length)];
      if (start === end) return;
      const { before, exact, after } = surroundExcerpt(any, start, end);
      expect(exact).toBe(any.slice(start, end));
      expect(any.slice(0, start)).toContain(before.replace('…', ''));
      expect(any.slice(end)).toContain(after.replace('…', ''));
    });
    fc.assert(law, { seed: 20250619 });
  });

  it('an excerpt without its text is shown with the words that were kept around it', () => {
    expect(quoteExcerpt('TASS said', 'shut, ', ' on')).toEqual({
      before: '…shut, ',
      exact: 'TASS said',
      after: ' on…',
    });
    expect(quoteExcerpt('TASS said', null, '.')).toEqual({ before: '', exact: 'TASS said', after: '.' });
  });

  it('of the words that were kept around it only its own sentence is shown, and no half word', () => {
    expect(quoteExcerpt('the Lamp says', 'orning, and no more ferries. So ', ', with two tracks.\n\nThe repa')).toEqual(
      {
        before: 'So ',
        exact: 'the Lamp says',
        after: ', with two tracks.',
      },
    );
    expect(quoteExcerpt('the Lamp says', 'ridge of Orrin, ', ' on the bri')).toEqual({
      before: '…of Orrin, ',
      exact: 'the Lamp says',
      after: ' on the…',
    });
  });
});
