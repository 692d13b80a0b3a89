import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';

const css = readFileSync(join(import.meta.dirname, '../../views/assets/hearsay.css'), 'utf8');
const [light, dark] = [...css.matchAll(/:root \{([^}]*)\}/g)].map(([, block]) => readTokens(block!));

function readTokens(block: string): Record<string, string> {
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name!, value!] as const),
  );
}

/** WCAG 2.2: relative luminance of an sRGB colour, and the ratio of two. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const value = parseInt(colour.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter! + 0.05) / (darker! + 0.05);
}

/** What stands on what, and the least that it needs: text 4.5, kind tags 5, lines that mean something 3. */
const PAIRS: [text: string, ground: string, least: number][] = [
  ...['page', 'band', 'warning-fill', 'caution-fill'].flatMap((ground): [string, string, number][] => [
    ['ink', ground, 4.5],
    ['quiet', ground, 4.5],
    ['link', ground, 4.5],
  ]),
  ['ink', 'mark', 4.5],
  ['page', 'ink', 4.5],
  ...['document', 'origin', 'unnamed'].flatMap((kind): [string, string, number][] => [
    [kind, 'page', 5],
    [kind, 'caution-fill', 5],
    [kind, `${kind}-fill`, 4.5],
  ]),
  ['read', 'page', 4.5],
  ['read', 'caution-fill', 4.5],
  ['warning', 'page', 4.5],
  ['warning', 'warning-fill', 4.5],
  ['warning', 'caution-fill', 4.5],
  ['caution', 'page', 4.5],
  ['caution', 'band', 4.5],
  ['caution', 'caution-fill', 4.5],
  ...['removed', 'added'].flatMap((change): [string, string, number][] => [
    [change, 'page', 4.5],
    [change, 'band', 4.5],
    [change, 'caution-fill', 4.5],
  ]),
];

describe('colours', () => {
  it('light and dark mode define the same colour tokens', () => {
    expect(Object.keys(dark!).length).toBeGreaterThan(15);
    expect(Object.keys(light!).sort()).toEqual(Object.keys(dark!).sort());
  });

  test.each(PAIRS)('the contrast of %s on %s is at least %f to 1', (text, ground, least) => {
    for (const tokens of [light!, dark!]) {
      expect(contrast(tokens[text]!, tokens[ground]!)).toBeGreaterThanOrEqual(least);
    }
  });

  it('style rules name colours only by tokens, and every token is used', () => {
    const rules = css.replace(/:root \{[^}]*\}/g, '').replace(/\/\*.*?\*\//gs, '');
    expect(rules.match(/#[0-9a-f]{3,8}\b/gi)).toBeNull();
    const used = new Set([...rules.matchAll(/var\(--([\w-]+)/g)].map(([, name]) => name));
    const known = new Set([...Object.keys(light!), 'radius', 'kind', 'fill', 'dot', 'tone']);
    expect([...used].filter((name) => !known.has(name!))).toEqual([]);
    expect(Object.keys(light!).filter((name) => !used.has(name))).toEqual([]);
  });
});
