import { describe, expect, test } from 'vitest';
import type { HopGlyph } from '../../src/model/records.ts';
import { describeGlyphLegend, describeHopGlyph } from '../../src/wording/hop-glyph.ts';

const words = (...glyph: HopGlyph): string => describeHopGlyph(glyph)!.words;
const shapes = (...glyph: HopGlyph): string[] =>
  describeHopGlyph(glyph)!.steps.map(({ shape, skipped }) => shape ?? `+${skipped}`);

describe('a hop glyph in words', () => {
  test('says how many hops, how each is supported, and where they end', () => {
    expect(words('read', 'second-hand', 'origin')).toBe('2 hops: read, second-hand; ends at the origin');
    expect(words('read', 'open')).toBe('1 hop, read; the trail ends there');
    expect(words('unsupported', 'unsupported', 'unnamed')).toBe(
      '2 hops, all without evidence; ends at an unnamed source',
    );
    expect(words('unsourced')).toBe('no hops; ends where no source is given');
    expect(words('dropped')).toBe('no hops; ends where the attribution was dropped');
    expect(words('read', 'disputed')).toBe('1 hop, read; ends at a disputed attribution');
    expect(words('read', 'reply')).toBe('1 hop, read; ends at a reply to the other side');
  });

  test('says where it goes through a circle, and where it leads to nothing else', () => {
    expect(words('read', 'circle', 'second-hand', 'open')).toBe(
      '2 hops: read, second-hand, through a circle; the trail ends there',
    );
    expect(words('circle')).toBe('leads only into a circle');
  });

  test('counts the hops of a long chain by their support', () => {
    const hops = [...Array<'read'>(7).fill('read'), 'second-hand', 'unsupported'] as const;
    expect(words(...hops, 'origin')).toBe('9 hops: 7 read, 1 second-hand, 1 without evidence; ends at the origin');
  });

  test('nobody asserts it: there is none', () => {
    expect(describeHopGlyph(null)).toBeNull();
  });
});

describe('a hop glyph in shapes', () => {
  test('has a shape a hop and one for the end', () => {
    expect(shapes('read', 'circle', 'second-hand', 'origin')).toEqual(['read', 'circle', 'second-hand', 'origin']);
  });

  test('leaves out the middle of a chain of more than eight hops, and says how much', () => {
    const of = (hops: number): string[] => shapes(...Array<'read'>(hops).fill('read'), 'origin');
    expect(of(8)).toHaveLength(9);
    expect(of(9)).toEqual(['read', 'read', 'read', 'read', '+3', 'read', 'read', 'origin']);
    expect(of(5000)[4]).toBe('+4994');
  });

  test('its legend says once what each shape is that is drawn', () => {
    const glyphs = [describeHopGlyph(['read', 'origin']), null, describeHopGlyph(['read', 'unsupported', 'open'])];
    expect(describeGlyphLegend(glyphs).map(({ words: said }) => said)).toEqual([
      'hop read',
      'hop without evidence',
      'origin',
      'trail ends here',
    ]);
  });
});
