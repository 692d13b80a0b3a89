import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { writeBadge } from '../../src/wording/values.ts';
import { drawBadge } from '../../src/drawing/images.ts';

describe('badge', () => {
  it.each([
    [{ hops: { fewest: 2, most: 3 }, independentOrigins: 1 }, '2 to 3 hops · at most 1 independent origin'],
    [{ hops: { fewest: 1, most: 1 }, independentOrigins: 2 }, '1 hop · at most 2 independent origins'],
    [{ hops: { fewest: 0, most: 0 }, independentOrigins: 0 }, '0 hops · no independent origins'],
    [{ hops: null, independentOrigins: 0 }, 'no origin reached · no independent origins'],
  ])('a badge writes the hops and the independent origins of %j', (analysis, words) => {
    expect(writeBadge(analysis)).toBe(words);
    const svg = XmlDocument.fromString(drawBadge(analysis));
    expect(svg.root.get('@aria-label')?.content).toBe(`Hearsay: ${words}`);
  });
});
