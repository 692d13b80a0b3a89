/** axe-core finds no violation on what an editor passes through, in light and in dark; nothing overflows on a phone. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkAccess, OVERFLOW, runAxe } from '../support/axe.ts';
import { describeInBrowser, openSampleSite, signInAda, type Site } from '../support/browser.ts';

describeInBrowser('accessibility of drafts', () => {
  let site: Site;
  let admins: Page;

  beforeAll(async () => {
    site = await openSampleSite();
    admins = await site.openPage();
    await signInAda(admins, site.base);
  });
  afterAll(() => site.close());

  const check = (page: Page, path: string, status = 200) => checkAccess(page, site.base + path, status);
  const press = (name: string) => admins.getByRole('button', { name, exact: true }).last().click();
  const here = () => new URL(admins.url()).pathname;

  async function fill(fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, value] of Object.entries(fields)) await admins.fill(`[name=${name}]`, value);
  }

  it('the proposals of a story, the preview of one claim and of several, and what was saved are accessible', async () => {
    await admins.goto(`${site.base}/claims/new`);
    const text = 'Yonhap said the quay was shut, citing TASS. Officials said the crane had fallen over.';
    await fill({ 'story-text': text });
    await press('Continue');
    await fill({ 'story-publisher': 'IANS', 'story-title': 'A quay is closed' });
    await admins.locator('.proposal summary').first().click();
    expect(await runAxe(admins)).toEqual([]);
    const takes = admins.getByRole('checkbox', { name: /^Accept proposal/ });
    await takes.first().check();
    await press('Preview');
    expect(await admins.title()).toMatch(/^Preview/);
    await check(admins, here());
    await press('Keep editing');
    await check(admins, here());
    await takes.last().check();
    await press('Preview');
    expect(await admins.getByRole('heading', { level: 1 }).innerText()).toBe('2 claims');
    await check(admins, here());
    await press('Save');
    expect(await admins.locator('.kicker').innerText()).toMatch(/^saved$/i);
    await check(admins, here() + new URL(admins.url()).search);
  });

  it('the first step with drafts, the cards with errors and with questions, and their preview are accessible', async () => {
    const names = { line: 'IANS < Nobody we know < TASS', text: 'The quay is closed.' };
    await admins.goto(`${site.base}/claims/new`);
    await admins.getByText('I only have the names').click();
    expect(await runAxe(admins)).toEqual([]);
    await fill(names);
    await press('Continue');
    expect(await admins.locator('[name=card-1-kind]').isVisible()).toBe(true);
    await check(admins, here());
    await admins.locator('details', { hasText: 'Document, wording, stance' }).first().locator('summary').click();
    await fill({ 'card-0-date': 'soon', 'card-0-document': 'No such document' });
    await press('Preview');
    expect(await admins.title()).toMatch(/^Error:/);
    await check(admins, here(), 422);
    await check(admins, '/claims/new');
    await admins.goto(`${site.base}/claims/1/chains/new`);
    await admins.getByText('I only have the names').click();
    await fill({ line: 'Bild < Yonhap < TASS' });
    await press('Continue');
    await check(admins, here());
  });

  it('the sign-in in place of a draft’s page is accessible and fits a phone', async () => {
    const page = await site.openPage({ viewport: { width: 390, height: 900 } });
    await signInAda(page, site.base);
    await page.goto(`${site.base}/claims/new`);
    await page.fill('[name=story-text]', 'Yonhap said the quay was shut, citing TASS.');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Continue', exact: true }).last().click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Sign in to continue');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await runAxe(page)).toEqual([]);
      expect(await page.evaluate<number>(OVERFLOW)).toBeLessThanOrEqual(0);
    }
  });
});
