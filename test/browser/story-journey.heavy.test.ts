/** An editor pastes a story, and takes a chain of it, in a browser without JavaScript. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowser, openSite, type Site } from '../support/browser.ts';
import { addPerson, PASSWORD } from '../support/people.ts';
import { STORY } from '../web/claims/edit/reading/desk.ts';

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

  it('an editor without JavaScript pastes a story, corrects a source, previews, saves, and is on the claim page', async () => {
    await page.goto(`${site.base}/claims/new`);
    await page.getByLabel('Paste its text').fill(STORY);
    await press('Continue');
    expect(page.url()).toMatch(/\/drafts\/[0-9a-f-]{36}$/);
    // The story names its publisher itself, which is new here: that is asked beside it.
    expect(await page.getByLabel('Published by').inputValue()).toBe('Coastwire');
    await page.getByLabel('Title', { exact: true }).fill('Bridge stays closed');
    await page.getByLabel('Date', { exact: true }).fill('3 March 2025');
    await page.locator('[name=story-publisher-pick][value=new]').check();
    await page.locator('[name=story-publisher-kind]').selectOption('agency');

    const proposal = page.locator('.proposal', { hasText: 'Transport Ministry of Norland' }).first();
    expect(await proposal.locator('h3').innerText()).toMatch(/Coastwire.*Meridian news agency.*Ministry of Norland/s);
    expect(await page.locator('.proposal [type=checkbox]:checked').count()).toBe(0);
    expect(await page.locator('.reading-text mark.read-cue', { hasText: 'citing' }).count()).toBe(1);
    await page.locator('.reading-text').getByRole('link', { name: 'proposal 1', exact: true }).first().press('Enter');
    expect(await page.locator(':target').getAttribute('id')).toBe(await proposal.getAttribute('id'));
    await proposal.getByRole('checkbox').check();
    await proposal.getByLabel('Claim').fill('The bridge at Sandhythe is closed until Friday.');
    await proposal.locator('summary').first().click();
    await proposal.locator('[name$=card-1-source]').fill('Meridian');
    await press('Preview');

    // The mended name is not known: the question stands at its card, and what was typed is still there.
    const link = page.locator('.error-summary a').first();
    expect(await page.locator((await link.getAttribute('href'))!).count()).toBe(1);
    expect(await proposal.getByLabel('Claim').inputValue()).toBe('The bridge at Sandhythe is closed until Friday.');
    await proposal.getByLabel('A new source, “Meridian”').check();
    await proposal.locator('[name$=card-1-kind]').selectOption('agency');
    await press('Preview');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(
      'The bridge at Sandhythe is closed until Friday.',
    );
    expect(await page.locator('main').innerText()).toMatch(/Coastwire · news agency[\s\S]*Meridian · news agency/);
    await press('Save');

    expect(page.url()).toContain('/claims/1-the-bridge-at-sandhythe');
    expect(await page.locator('.lead').first().innerText()).toMatch(
      /Coastwire's report goes back at least 2 hops: the trail ends at .*Ministry of Norland/,
    );
    expect(await page.locator('.evidence .support--read').count()).toBe(1);
    expect(await page.locator('.evidence .support--second-hand').count()).toBe(1);
  });
});
