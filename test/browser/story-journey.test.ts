/** An editor pastes a story, and takes a chain of it, in a browser without JavaScript. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowser, openSite, type Site } from '../support/browser.ts';
import { addPerson, PASSWORD } from '../support/people.ts';
import { STORY } from '../web/documents/reading-desk.ts';

describeInBrowser('a story', () => {
  let site: Site;
  let page: Page;
  beforeAll(async () => {
    site = await openSite();
    await addPerson(site.store, 'ed@news.example', 'editor', 'Ed');
    page = await site.openPage({ javaScriptEnabled: false });
    await page.goto(`${site.base}/sign-in`);
    await page.fill('[name=email]', 'ed@news.example');
    await page.fill('[name=password]', PASSWORD);
    await page.locator('main form button').first().click();
  });
  afterAll(async () => {
    await site.close();
  });

  const press = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).last().click();

  it('an editor without JavaScript reads a story, corrects a source, saves, and finds the chain on the claim page', async () => {
    await page.goto(`${site.base}/documents/new`);
    await page.fill('[name=title]', 'Bridge stays closed');
    await page.fill('[name=publisher]', 'Coastwire');
    await page.fill('[name=publishedAt]', '2025-03-03');
    await page.fill('[name=text]', STORY);
    await press('Save and find attributions');
    // The publisher is new: the form asks, and leads on to the reading once that is told.
    await page.check('[name=publisher-pick][value=new]');
    await page.selectOption('[name=publisher-kind]', 'agency');
    await press('Save and find attributions');
    expect(page.url()).toMatch(/\/documents\/1\/read$/);

    const proposal = page.locator('.proposal', { hasText: 'Transport Ministry of Norland' }).first();
    expect(await proposal.locator('h3').innerText()).toMatch(/Coastwire.*Meridian news agency.*Ministry of Norland/s);
    expect(await page.locator('.reading-text mark.read-cue', { hasText: 'citing' }).count()).toBe(1);
    await proposal.getByRole('checkbox').check();
    await proposal.getByLabel('Claim').fill('The bridge at Sandhythe is closed until Friday.');
    await proposal.locator('summary').click();
    await proposal.getByLabel('Source cited in hop 1').fill('Meridian');
    await press('Preview');

    // The mended name is not known: the question stands at its hop, and what was typed is still there.
    expect(await page.title()).toMatch(/^Error:/);
    const link = page.locator('.error-summary a').first();
    expect(await page.locator((await link.getAttribute('href'))!).count()).toBe(1);
    expect(await proposal.getByLabel('Claim').inputValue()).toBe('The bridge at Sandhythe is closed until Friday.');
    const [hop, other] = [proposal.locator('.reading-hop').nth(0), proposal.locator('.reading-hop').nth(1)];
    await hop.getByLabel('A new source').check();
    await hop.getByLabel('Kind of the new source').selectOption('agency');
    await other.getByLabel('Kind of the new source').selectOption('government');
    await press('Preview');
    expect(await page.locator('.lead').innerText()).toContain('1 claim and 2 new sources');
    await press('Save');

    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('From Bridge stays closed');
    await page.getByRole('link', { name: 'The bridge at Sandhythe is closed until Friday.' }).click();
    expect(await page.locator('.lead').first().innerText()).toMatch(
      /Coastwire's report goes back at least 2 hops: the trail ends at .*Ministry of Norland/,
    );
    expect(await page.locator('.evidence .support--read').count()).toBe(1);
    expect(await page.locator('.evidence .support--second-hand').count()).toBe(1);
  });
});
