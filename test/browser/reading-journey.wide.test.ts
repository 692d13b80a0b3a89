/** What a reader does, with JavaScript and without: from a name to a claim, its hop, the words, who said them, and away with it. */
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HearsayClaim } from '../../src/formats/hearsay/schema.ts';
import { describeInBrowser, openSampleSite } from '../support/browser.ts';
import { choose } from '../support/thorough.ts';

describeInBrowser('reading and searching', () => {
  let site: Awaited<ReturnType<typeof openSampleSite>>;

  beforeAll(async () => {
    site = await openSampleSite();
  });
  afterAll(() => site.close());

  async function open(javaScriptEnabled: boolean, width: number): Promise<{ page: Page; context: BrowserContext }> {
    const page = await site.openPage({ javaScriptEnabled, viewport: { width, height: 800 } });
    return { page, context: page.context() };
  }

  const WAYS = [
    ['without JavaScript', false, 1280],
    ['with JavaScript', true, 1280],
    ['on a phone', false, 390],
  ] as const;
  it.each(choose(WAYS, 1))(
    'a reader %s searches, follows a hop to its excerpts and its source, and downloads the claim',
    async (_, script, width) => {
      const { page, context } = await open(script, width);
      await page.goto(site.base);
      await page.getByLabel('Search claims, sources and documents').fill('shoigu follows up');
      await page.getByLabel('Search claims, sources and documents').press('Enter');
      expect(await page.locator('mark').first().textContent()).toMatch(/Shoigu/u);
      await page.getByRole('link', { name: /follows up what was agreed/u }).click();
      expect(await page.textContent('.lead')).toContain('2 to 3 hops from its origin, the Security Council of Russia');

      // A finding leads to the hop that it is about, the hop to the statement whose document shows it.
      await page.getByRole('link', { name: 'Yonhap → TASS' }).click();
      const hop = page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`);
      expect(await hop.textContent()).toContain('citing the TASS report');
      await hop.getByRole('link', { name: 'IANS, 17 June 2025' }).click();
      const statement = page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`);
      await statement.getByRole('link', { name: /all its excerpts/u }).click();
      expect(await page.getByText('citing the TASS report').first().isVisible()).toBe(true);
      expect(await page.locator('mark').count()).toBeGreaterThan(3);

      // Who said it, and what else comes from them.
      await page.goBack();
      await page.locator('.evidence').getByRole('link', { name: 'TASS', exact: true }).first().click();
      expect(await page.textContent('h1')).toContain('TASS');
      await page.getByRole('link', { name: 'Sort and filter these claims' }).click();
      expect(await page.textContent('h1')).toContain('TASS');
      expect(await page.locator('.list tbody tr').count()).toBeGreaterThan(2);
      await page.getByRole('link', { name: /follows up what was agreed/u }).click();

      await page.locator('.actions').getByText('Download', { exact: true }).click();
      const href = await page.getByRole('link', { name: 'JSON', exact: true }).getAttribute('href');
      const claim = (await (await context.request.get(site.base + href!)).json()) as HearsayClaim;
      expect(claim).toMatchObject({ format: 'hearsay.claim/1', analysis: { hops: { fewest: 2, most: 3 } } });
      await context.close();
    },
  );

  const NAMES = [
    ['연합뉴스', 'Yonhap'],
    ['Совет Безопасности', 'Security Council of Russia'],
    ['澜港日报', '澜港日报'],
    ['وكالة المرفأ', 'وكالة المرفأ للأنباء'],
  ] as const;
  it.each(choose(NAMES, 3))('a search without JavaScript finds and marks %s', async (words, name) => {
    const { page, context } = await open(false, 390);
    await page.goto(`${site.base}/search?${new URLSearchParams({ q: words }).toString()}`);
    expect(await page.locator('main').textContent()).toContain(name);
    expect(await page.locator('mark').count()).toBeGreaterThan(0);
    await context.close();
  });
});
