import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { writeBadge } from '../../src/wording/values.ts';
import { drawBadge } from '../../src/drawing/images.ts';

describe('badge', () => {
  it.each([
    [
      { hops: { fewest: 2, most: 3, open: false }, independentSources: 1 },
      '2 to 3 hops · at most 1 independent source',
    ],
    [
      { hops: { fewest: 1, most: 1, open: true }, independentSources: 2 },
      'at least 1 hop · at most 2 independent sources',
    ],
    [{ hops: { fewest: 0, most: 0, open: false }, independentSources: 0 }, '0 hops · no independent sources'],
    [{ hops: null, independentSources: 0 }, 'no end reached · no independent sources'],
  ])('a badge writes the hops and the independent sources of %j', (analysis, words) => {
    expect(writeBadge(analysis)).toBe(words);
    const svg = XmlDocument.fromString(drawBadge(writeBadge(analysis)));
    expect(svg.root.get('@aria-label')?.content).toBe(`Hearsay: ${words}`);
    svg.dispose();
  });

  it('the words of a badge stay in their boxes in any font', () => {
    const svg = XmlDocument.fromString(drawBadge(writeBadge({ hops: null, independentSources: 12 })));
    const read = (xpath: string) =>
      svg.find(xpath, { s: 'http://www.w3.org/2000/svg' }).map((attribute) => attribute.content);
    const width = Number(svg.root.get('@width')?.content);
    const [[first, second], lengths] = [read('//s:text/@x').map(Number), read('//s:text/@textLength').map(Number)];
    expect(read('//s:text/@lengthAdjust')).toEqual(['spacingAndGlyphs', 'spacingAndGlyphs']);
    expect(lengths.every((length) => length > 20)).toBe(true);
    const [ends, begins] = [first! + lengths[0]! / 2, second! - lengths[1]! / 2];
    expect([first! - lengths[0]! / 2 > 0, ends < begins, second! + lengths[1]! / 2 < width]).toEqual([
      true,
      true,
      true,
    ]);
    svg.dispose();
  });
});
