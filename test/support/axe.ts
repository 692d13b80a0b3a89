/** axe-core's judgement of a page. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { choose } from './thorough.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** How much wider than the window the page is. */
export const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

interface Violation {
  id: string;
  nodes: { target: string[]; failureSummary: string }[];
}

/** The rules of axe-core that depend on colours and on the width of the window. */
const SEEN = [
  'color-contrast',
  'link-in-text-block',
  'target-size',
  'scrollable-region-focusable',
  'nested-interactive',
  'aria-hidden-focus',
  'region',
];

/** The page has no violation, by day on a desktop and in the dark on a phone, and fits its window: an address with its host. */
export async function checkAccess(page: Page, address: string, status = 200): Promise<void> {
  const schemes = choose(['dark', 'light'] as const, 0);
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: colorScheme === 'light' ? 1280 : 390, height: 900 });
    if (colorScheme === schemes[0]) {
      expect((await page.goto(address))?.status()).toBe(status);
      await page.evaluate(AXE);
    }
    // The page is the same: in the light and on a desktop, what can differ is how it is seen and touched.
    const violations = await page.evaluate<Violation[], string[]>(
      async (rules) => {
        const { axe } = globalThis as unknown as {
          axe: { run: (options: object) => Promise<{ violations: Violation[] }> };
        };
        return (await axe.run(rules.length === 0 ? {} : { runOnly: rules })).violations;
      },
      colorScheme === schemes[0] ? [] : SEEN,
    );
    const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
    expect(told, `${address} ${colorScheme}`).toEqual([]);
    const overflow = await page.evaluate<number>(OVERFLOW);
    expect(overflow, `${address} ${colorScheme}: wider than the window`).toBeLessThanOrEqual(0);
  }
}

/** The rules that the page breaks as it is. */
export async function runAxe(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe: runner } = globalThis as unknown as { axe: { run: () => Promise<{ violations: Violation[] }> } };
    return (await runner.run()).violations.map(({ id }) => id);
  });
}
