import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findUnits, markText, type ExcerptSpan, type TextPart } from '../../../src/web/documents/show/excerpts.ts';

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
