import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { measureText, type Font, isolate, isRightToLeft, wrapText } from '../../src/drawing/text.ts';
import { measureCost } from '../support/cost.ts';

const FONT: Font = { size: 10, weight: 400 };

describe('text width', () => {
  it('the width of Latin text is that of Helvetica and 7%', () => {
    expect(measureText('Mm', FONT)).toBeCloseTo(2 * 8.33 * 1.07, 5);
    expect(measureText('il', FONT)).toBeLessThan(measureText('mw', FONT) / 2);
    expect(measureText('', FONT)).toBe(0);
  });

  it('accents and isolates add nothing to the width of a text', () => {
    expect(measureText('é', FONT)).toBe(measureText('e', FONT));
    expect(measureText('e\u0301', FONT)).toBe(measureText('e', FONT));
    expect(measureText('\u2068a\u2069', FONT)).toBe(measureText('a', FONT));
  });

  it('a Chinese, Japanese or Korean character is as wide as it is high', () => {
    for (const letter of ['澜', 'の', '한', '。']) expect(measureText(letter, FONT)).toBeCloseTo(10.7, 5);
  });

  it('the width of a text grows with size, weight and spacing', () => {
    expect(measureText('Yonhap', { size: 20, weight: 400 })).toBeCloseTo(2 * measureText('Yonhap', FONT), 5);
    expect(measureText('Yonhap', { size: 10, weight: 700 })).toBeGreaterThan(measureText('Yonhap', FONT));
    expect(measureText('ab', { ...FONT, spacing: 0.1 })).toBeGreaterThan(measureText('ab', FONT));
  });
});

describe('text wrapping', () => {
  test.each([
    ['Security Council of Russia', 70, ['Security', 'Council of', 'Russia']],
    ['Yonhap', 70, ['Yonhap']],
    ['  two\n\twords ', 200, ['two words']],
    ['', 70, []],
    ['Совет Безопасности', 70, ['Совет', 'Безопаснос', 'ти']],
    ['澜港大桥四十余颗螺栓受损', 70, ['澜港大桥四十', '余颗螺栓受损']],
  ])('the text “%s” is wrapped at the width %f', (text, width, lines) => {
    expect(wrapText(text, FONT, width, 9)).toEqual(lines);
  });

  it('a wrapped line never begins with a closing mark or ends with an opening one', () => {
    const lines = wrapText('He said (“never again”), twice, and (once more) left.', FONT, 60, 20);
    for (const line of lines) {
      expect(line).not.toMatch(/^[”),.]/);
      expect(line).not.toMatch(/[“(]$/);
    }
  });

  it('a text that does not fit its lines ends with an ellipsis', () => {
    expect(wrapText('one two three four five six', FONT, 50, 2)).toEqual(['one two', 'three fo…']);
  });

  it('wrapping keeps every letter and the width, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: 30, max: 200 }), (text, width) => {
        const lines = wrapText(text, FONT, width, 200);
        const bare = (words: string) => words.replace(/[\s\p{Cc}]/gu, '');
        expect(bare(lines.join(''))).toBe(bare(text.toWellFormed()));
        for (const line of lines) {
          const isOneLetter = [...new Intl.Segmenter().segment(line)].length === 1;
          if (!isOneLetter) expect(measureText(line, FONT)).toBeLessThanOrEqual(width);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('wrapping a long text costs less than quadratic time', async () => {
    const wrap = (words: number) => wrapText('verylongword'.repeat(words), FONT, 100, 3);
    expect(wrap(20_000)).toHaveLength(3);
    const cost = { short: await measureCost(() => wrap(2_000)), long: await measureCost(() => wrap(20_000)) };
    // Ten times the length; what is quadratic costs a hundred times as much.
    expect(cost.long / cost.short).toBeLessThan(40);
  });
});

describe('text direction', () => {
  it('the direction of a text is that of its first letter', () => {
    for (const text of ['وكالة', '“بحسب ما', '12 שלום']) expect(isRightToLeft(text), text).toBe(true);
    for (const text of ['IANS', '“IANS وكالة”', '한여울통신', '', '…12']) expect(isRightToLeft(text), text).toBe(false);
  });

  it('a text is isolated when it mixes directions', () => {
    expect(isolate('وكالة IANS')).toBe('\u2068وكالة IANS\u2069');
    for (const text of ['IANS', 'وكالة 12', '澜港日报 IANS', '']) expect(isolate(text)).toBe(text);
  });
});
