import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeHopTemplate } from '../../src/formats/csv/columns.ts';
import { describeInBrowser, openSampleSite, signInAda, type Site } from '../support/browser.ts';

describeInBrowser('importing', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSampleSite();
  });
  afterAll(async () => {
    await site.close();
  });

  const choose = (page: Page, content: string) =>
    page.setInputFiles('[name=file]', { name: 'hops.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

  it('an editor without JavaScript corrects a refused table, previews it and imports it', async () => {
    const page = await site.openPage({ javaScriptEnabled: false });
    await signInAda(page, site.base);
    await page.goto(site.base);
    await page.getByRole('link', { name: 'Import', exact: true }).click();
    await choose(page, writeHopTemplate().replace('2025-03-02', 'early March'));
    await press(page, 'Continue');
    expect(await page.title()).toBe('Error: Import claims – Hearsay');
    const told = await page.getByRole('row').nth(1).innerText();
    expect(told.replace(/\s+/g, ' ')).toMatch(/^hops.csv, row 2 citing_date must be a date/);

    await choose(page, writeHopTemplate());
    await press(page, 'Continue');
    expect(await page.locator('h1').innerText()).toBe('Preview of the import');
    await page.fill('[name=reason]', 'From the partner’s table.');
    await press(page, 'Import 1 claim');
    expect(await page.getByRole('status').innerText()).toContain('Imported claims: 1 new, 0 updated, 0 unchanged.');
    const [imported] = await site.store.claims.findSimilar('The bridge at Lund closes for a year.', 1);
    const { revisions } = await site.store.history.list(
      (await site.store.claims.load(imported!.id))!.record.claim.uid,
      { before: null, limit: 1 },
    );
    expect(revisions[0]).toMatchObject({ actor: 'Ada', reason: 'From the partner’s table.' });
  });
});
