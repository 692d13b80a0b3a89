import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { contrast, deltaE, simulate, type Blindness } from '../support/colours.ts';
import { LIGHT, COLOURS } from '../../src/drawing/svg.ts';

const css = readFileSync(join(import.meta.dirname, '../../views/assets/hearsay.css'), 'utf8');
const [light, dark] = [...css.matchAll(/:root \{([^}]*)\}/g)].map(([, block]) => {
  return Object.fromEntries(
    [...block!.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name!, value!]),
  );
});
const SCHEMES = { light: light!, dark: dark! };
const KINDS = ['document', 'origin', 'person', 'unnamed'];
const PAIRS = KINDS.flatMap((one, at) => KINDS.slice(at + 1).map((other) => [one, other] as const));
const BLINDNESSES: readonly Blindness[] = ['none', 'protanopia', 'deuteranopia', 'tritanopia'];

describe('colour measures', () => {
  it('contrast, colour difference and colour blindness are computed by the published formulas', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(deltaE('#ffffff', '#000000')).toBeCloseTo(100, 1);
    expect(deltaE('#ff0000', '#00ff00')).toBeCloseTo(170.6, 0);
    // Red and green of one lightness fall together, blue and yellow don't.
    expect(deltaE(simulate('#c05c4c', 'deuteranopia'), simulate('#7a8030', 'deuteranopia'))).toBeLessThan(18);
    expect(simulate('#777777', 'protanopia')).toMatch(/^#7[678]7[678]7[678]$/);
  });
});

describe.each(['light', 'dark'] as const)('kinds in %s mode', (scheme) => {
  const tokens = SCHEMES[scheme];

  test.each(PAIRS)('the colours of %s and %s differ for every kind of colour vision', (one, other) => {
    for (const blindness of BLINDNESSES) {
      const distance = deltaE(simulate(tokens[one]!, blindness), simulate(tokens[other]!, blindness));
      expect(distance, blindness).toBeGreaterThanOrEqual(18);
    }
  });

  test.each(KINDS)('the kind %s has a tag of contrast 5 to 1 and text of 4.5 to 1 on its card', (kind) => {
    for (const ground of [`${kind}-fill`, 'page']) {
      expect(contrast(tokens[kind]!, tokens[ground]!), ground).toBeGreaterThanOrEqual(5);
      for (const text of ['ink', 'quiet', 'read', 'warning', 'link']) {
        expect(contrast(tokens[text]!, tokens[ground]!), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    }
    expect(contrast(tokens[kind]!, tokens.band!)).toBeGreaterThanOrEqual(3);
  });

  it('lines, headings and badges contrast with what is behind them', () => {
    for (const ground of ['page', 'band']) expect(contrast(tokens.quiet!, tokens[ground]!)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(tokens.page!, tokens.ink!)).toBeGreaterThanOrEqual(4.5);
  });
});

describe('colours of an SVG file', () => {
  it('an SVG file uses the light colours of the stylesheet', () => {
    for (const [token, colour] of Object.entries(LIGHT)) expect(light![token], token).toBe(colour);
  });

  test.each(Object.entries(COLOURS))(
    'the role %s has the same fill and stroke in the page and in a file',
    (role, { fill, stroke }) => {
      const rules = [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)];
      const [rule] = rules.filter(([, selectors]) => selectors!.split(',').some((one) => one.trim() === `.d-${role}`));
      const inCss = Object.fromEntries(
        [...(rule?.[2] ?? '').matchAll(/(fill|stroke): ([^;]+);/g)].map(([, key, paint]) => [key!, paint!] as const),
      ) as Record<string, string>;
      const name = (paint: string) => (paint === 'none' ? 'none' : `var(--${paint})`);
      expect(inCss.fill?.replace(', var(--kind))', ')')).toBe(name(fill));
      expect(inCss.stroke).toBe(stroke && name(stroke));
    },
  );
});
