/** A claim's page as a reader's window shows it: what lies in the first screen, what opens beside the drawing, what if. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowser, openSampleSite } from '../support/browser.ts';
import { choose, itThoroughly } from '../support/thorough.ts';

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

describeInBrowser('the page of a claim', () => {
  let site: Awaited<ReturnType<typeof openSampleSite>>;
  beforeAll(async () => {
    site = await openSampleSite();
  });
  afterAll(() => site.close());

  /** The claim of one hop comes before the worked example. */
  const addressOf = (claim: 'golden' | 'one hop') => `${site.base}/claims/${claim === 'golden' ? 1 : 2}`;

  async function openGolden(options: Parameters<typeof site.openPage>[0]): Promise<Page> {
    const page = await site.openPage(options);
    await page.goto(addressOf('golden'));
    return page;
  }

  /** A hop that is known only second-hand, in the drawing that this window shows. */
  const hopIn = (page: Page): Locator => page.locator('.drawing:visible a[data-hop]', { hasText: 'TASS report' });
  const rowOf = async (page: Page, link: Locator): Promise<Locator> =>
    page.locator(`[id="${(await link.getAttribute('href'))!.slice(1)}"]`);

  const WINDOWS = [
    ['a desktop', DESKTOP],
    ['a phone', PHONE],
  ] as const;

  it.each(choose(WINDOWS, 0))(
    'the first screen of %s has number and chain, and on a desktop the sentence and the drawing’s beginning',
    async (_, viewport) => {
      for (const claim of choose(['golden', 'one hop'] as const, 0)) {
        const page = await site.openPage({ viewport });
        await page.goto(addressOf(claim));
        const bottomOf = async (selector: string) => {
          const box = (await page.locator(selector).boundingBox())!;
          return box.y + box.height;
        };
        const whole =
          viewport === DESKTOP
            ? ['.distance-number', '.lead-chain', '.counts', '.lead']
            : ['.distance-number', '.lead-chain'];
        for (const part of whole) expect(await bottomOf(part), `${claim}: ${part}`).toBeLessThan(viewport.height);
        if (viewport === DESKTOP) {
          // A card's worth of the drawing, not its edge alone.
          const { y } = (await page.locator('.drawing:visible').first().boundingBox())!;
          expect(y, `${claim}: the drawing`).toBeLessThan(viewport.height - 200);
        }
        await page.context().close();
      }
    },
  );

  it.each([
    ['one hop', 1400],
    ['golden', 3000],
  ] as const)('the page of a claim is short on a desktop: %s, less than %i pixels', async (claim, most) => {
    const page = await site.openPage({ viewport: DESKTOP });
    await page.goto(addressOf(claim));
    expect(await page.evaluate<number>('document.documentElement.scrollHeight')).toBeLessThanOrEqual(most);
    await page.context().close();
  });

  it('pointing at a hop in the drawing shows its excerpt beside it, and pointing elsewhere hides it', async () => {
    const page = await openGolden({ viewport: DESKTOP });
    const box = page.locator('.evidence-box');
    expect(await box.isVisible()).toBe(false);
    await hopIn(page).hover();
    await box.locator('mark').waitFor();
    expect(await box.locator('mark').textContent()).toBe('citing the TASS report');
    expect(await box.innerText()).toMatch(/Yonhap to TASS.*Second-hand, via IANS.*In IANS, 17 June 2025/s);
    // What it copies is on the page once: its ids and its way back stay there.
    expect(await box.locator('[id], .back, .is-lit').count()).toBe(0);
    const { x, y, width, height } = (await box.boundingBox())!;
    expect([x >= 0, y >= 0, x + width <= DESKTOP.width, y + height <= DESKTOP.height]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    // Whoever moves into the box may read on.
    await box.hover();
    await page.waitForTimeout(400);
    expect(await box.isVisible()).toBe(true);
    await page.locator('h1').hover();
    await box.waitFor({ state: 'hidden' });
    await page.context().close();
  });

  itThoroughly('a hop that the pointer only passes over opens nothing', async () => {
    const page = await openGolden({ viewport: DESKTOP });
    const { x, y, width, height } = (await hopIn(page).boundingBox())!;
    const heading = (await page.locator('h1').boundingBox())!;
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.move(heading.x + 5, heading.y + 5);
    await page.waitForTimeout(500);
    expect(await page.locator('.evidence-box').isVisible()).toBe(false);
    await page.context().close();
  });

  it('focusing a hop or a statement by keyboard shows its evidence, and Escape closes it and leaves the focus', async () => {
    const page = await openGolden({ viewport: DESKTOP });
    const box = page.locator('.evidence-box');
    // The visitor comes from what is before the drawing, by the Tab key.
    await page.locator('.counts a').last().focus();
    const seen: string[] = [];
    for (let stop = 0; stop < 12; stop += 1) {
      await page.keyboard.press('Tab');
      const inDrawing = await page.evaluate<boolean>('!!document.activeElement.closest(".drawing")');
      if (!inDrawing) continue;
      await box.waitFor();
      seen.push(await box.innerText());
      if (seen.at(-1)!.includes('citing the TASS report')) break;
    }
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.at(-1)).toContain('citing the TASS report');
    const focused = await page.evaluate<string>('document.activeElement.outerHTML');
    await page.keyboard.press('Escape');
    await box.waitFor({ state: 'hidden' });
    expect(await page.evaluate<string>('document.activeElement.outerHTML')).toBe(focused);
    // And the words lead on to the row.
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toMatch(/^#[hs]-/);
    expect(await box.isVisible()).toBe(false);
    await page.context().close();
  });

  itThoroughly('the box of a statement shows all that it cites, and leads to its line in the list', async () => {
    const page = await openGolden({ viewport: DESKTOP });
    const box = page.locator('.evidence-box');
    const card = page.locator('.drawing:visible [data-statement] a', { hasText: 'IANS' }).first();
    await card.hover();
    await box.waitFor();
    expect(await box.locator('mark').allTextContents()).toEqual(
      expect.arrayContaining(['Russian news agency TASS quoted', 'Yonhap news agency reported citing']),
    );
    const href = (await card.getAttribute('href'))!;
    await box.getByRole('link', { name: 'Show in the list' }).click();
    expect(new URL(page.url()).hash).toBe(href);
    await box.waitFor({ state: 'hidden' });
    await page.context().close();
  });

  it('a tap opens the evidence where it is, and doesn’t leave the drawing', async () => {
    const page = await openGolden({ viewport: PHONE, hasTouch: true, isMobile: true });
    const box = page.locator('.evidence-box');
    const link = page.locator('.drawing:visible a[href^="#"]').first();
    await link.tap();
    await box.waitFor();
    expect(new URL(page.url()).hash).toBe('');
    const { x, width } = (await box.boundingBox())!;
    expect([x >= 0, x + width <= PHONE.width]).toEqual([true, true]);
    await box.getByRole('link', { name: 'Show in the list' }).tap();
    expect(new URL(page.url()).hash).toBe((await link.getAttribute('href'))!);
    await page.context().close();
  });

  it.each(choose(WINDOWS, 1))(
    'without JavaScript the drawing leads to its row, and the row back to the drawing: %s',
    async (_, viewport) => {
      const page = await openGolden({ viewport, javaScriptEnabled: false });
      expect(await page.locator('.back:visible').count()).toBe(0);
      const link = page.locator('.drawing:visible a[href^="#"]').first();
      const row = await rowOf(page, link);
      await link.click();
      const { y } = (await row.boundingBox())!;
      expect([y >= 0, y < viewport.height]).toEqual([true, true]);
      expect(await page.locator('.back:visible').count()).toBe(1);
      await row.getByRole('link', { name: 'Back to the drawing' }).click();
      expect(new URL(page.url()).hash).toBe('#drawing');
      expect(await page.locator('.back:visible').count()).toBe(0);
      await page.context().close();
    },
  );

  itThoroughly(
    'a reader without JavaScript asks what if there were no Yonhap, and comes back to the whole claim',
    async () => {
      const page = await openGolden({ viewport: DESKTOP, javaScriptEnabled: false });
      const number = () => page.locator('.distance-number').innerText();
      expect(await number()).toBe('2 to 3 hops');
      await page.getByLabel('What if there were no').selectOption('Yonhap');
      await page.getByRole('button', { name: 'Show', exact: true }).click();
      expect(await number()).toBe('2 hops without Yonhap');
      expect(await page.locator('.lead').innerText()).toBe(
        "Without Yonhap, IANS's report is 2 hops from its origin, the Security Council of Russia.",
      );
      expect(await page.getByLabel('What if there were no').locator('option:checked').innerText()).toBe('Yonhap');
      expect(await page.locator('.drawing:visible').first().innerHTML()).toContain('TAKEN OUT');
      // One of those without which nothing is left.
      await page.getByLabel('What if there were no').selectOption('TASS');
      await page.getByRole('button', { name: 'Show', exact: true }).click();
      expect(await number()).toBe('No end reached without TASS');
      expect(await page.locator('.lead').innerText()).toBe('Without TASS, no report reaches an end.');
      await page.getByRole('link', { name: 'Show all' }).click();
      expect(await number()).toBe('2 to 3 hops');
      await page.context().close();
    },
  );
});
