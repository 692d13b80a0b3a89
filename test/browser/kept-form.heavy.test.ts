/** What an editor typed outlives the session, in a browser without JavaScript. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPerson, PASSWORD } from '../support/people.ts';
import { describeInBrowser, openSite, type Site } from '../support/browser.ts';

describeInBrowser('what was typed into a form', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
    await addPerson(site.store, 'ed@news.example', 'editor', 'Ed');
  });
  afterAll(async () => {
    await site.close();
  });

  async function openAsEd(options: Parameters<Site['openPage']>[0] = { javaScriptEnabled: false }): Promise<Page> {
    const page = await site.openPage(options);
    await page.goto(`${site.base}/sign-in?return=/documents/new`);
    await page.fill('[name=email]', 'ed@news.example');
    await page.fill('[name=password]', PASSWORD);
    await page.locator('main form button').first().click();
    return page;
  }
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText();

  describe('when the session ends', () => {
    it('a document is saved after the password was given in place', async () => {
      const page = await openAsEd();
      const text = '  Two lines\n\nof a “story”, 한국어 <b>&amp;';
      await page.fill('[name=title]', 'A story');
      await page.fill('[name=publisher]', 'IANS');
      await page.fill('[name=url]', 'https://news.example/story');
      await page.fill('[name=text]', text);
      await page.context().clearCookies();
      await press(page, 'Save');
      expect(await heading(page)).toBe('Sign in to continue');
      await page.fill('[name=sign-in-email]', 'ed@news.example');
      await page.fill('[name=sign-in-password]', 'not it');
      await press(page, 'Sign in and continue');
      expect(await page.title()).toMatch(/^Error: /);
      await page.fill('[name=sign-in-password]', PASSWORD);
      await press(page, 'Sign in and continue');
      expect(await heading(page)).toBe('A story');
      const [saved] = await site.store.documents.findByUrl('https://news.example/story');
      const { uid } = saved!.document;
      expect((await site.store.documents.readTexts([uid])).get(uid)).toBe(text);
    });
  });

  describe('when it is too much to be sent', () => {
    it('is there again on Back', async () => {
      const page = await openAsEd();
      await page.fill('[name=title]', 'A long story');
      await page.fill('[name=publisher]', 'IANS');
      await page.fill('[name=text]', 'A line.\nAnother.');
      // Typing twelve megabytes takes Chromium minutes; too many fields are refused in the same way.
      await page.evaluate(`for (let i = 0; i < 5000; i += 1) {
        const field = document.querySelector('[name=title]').cloneNode();
        document.querySelector('form.form').append(Object.assign(field, { name: 'more-' + i, hidden: true }));
      }`);
      await press(page, 'Save');
      expect(await heading(page)).toBe('This is too much to be sent at once');
      await page.goBack();
      expect(await page.inputValue('[name=title]')).toBe('A long story');
      expect(await page.inputValue('[name=publisher]')).toBe('IANS');
      expect(await page.inputValue('[name=text]')).toBe('A line.\nAnother.');
    });
  });
});
