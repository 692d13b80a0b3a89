import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  quoteExcerpt,
  surroundExcerpt,
  findUnits,
  markText,
  type ExcerptSpan,
  type TextPart,
} from '../../../src/web/documents/show/excerpts.ts';

const someText = fc
  .array(fc.constantFrom('a', 'é', '한', '😀', '👩🏽‍🚒', ' ', '\n'), { maxLength: 40 })
  .map((list) => list.join(''));

describe('places in code points', () => {
  it('places in code points are converted to the units of the text', () => {
    const law = fc.property(someText, fc.array(fc.nat(60)), (text, places) => {
      const points = Array.from(text);
      const units = findUnits(text, places);
      for (const place of places) expect(units.get(place)).toBe(points.slice(0, place).join('').length);
    });
    fc.assert(law, { seed: 20250617 });
  });
});

describe('a text with marked excerpts', () => {
  const spans = (...list: [number, number][]): ExcerptSpan[] =>
    list.map(([start, end], i) => ({ start, end, number: i + 1, href: `#${i + 1}` }));
  const tell = (parts: readonly TextPart[]): string =>
    parts
      .map(({ text, href, ends }) => `${href ? `[${text}]${href}` : text}${ends.map((n) => `^${n}`).join('')}`)
      .join('');

  it('a text is cut where its excerpts begin and end, and nothing of it is lost', () => {
    const law = fc.property(someText, fc.array(fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 9 }))), (text, list) => {
      const all = spans(
        ...list
          .map(([start, length]): [number, number] => [start, Math.min(text.length, start + length)])
          .filter(([start, end]) => start < end),
      );
      const parts = markText(text, all);
      expect(parts.map((part) => part.text).join('')).toBe(text);
      let at = 0;
      for (const part of parts) {
        const over = all.filter(({ start, end }) => start <= at && end >= at + part.text.length);
        const touching = all.filter(({ start, end }) => start < at + part.text.length && end > at);
        // No mark runs over an edge, every marked place leads to a hop of its own, every excerpt ends with its number.
        expect(touching).toEqual(over);
        expect(part.href === null).toBe(over.length === 0);
        if (part.href !== null) expect(over.map(({ href }) => href)).toContain(part.href);
        at += part.text.length;
        expect(part.ends).toEqual(all.filter(({ start, end }) => end === at && start < at).map(({ number }) => number));
      }
    });
    fc.assert(law, { seed: 20250618 });
  });

  it('overlapping excerpts link to the inner one and show the numbers of both', () => {
    expect(tell(markText('one two three four', spans([0, 13], [4, 7])))).toBe('[one ]#1[two]#2^2[ three]#1^1 four');
    expect(tell(markText('one two three', spans([0, 7], [4, 13])))).toBe('[one ]#1[two]#1^1[ three]#2^2');
    expect(tell(markText('one', spans([0, 3], [0, 3])))).toBe('[one]#1^1^2');
    expect(tell(markText('one', []))).toBe('one');
    expect(tell(markText('', []))).toBe('');
  });
});

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
});
