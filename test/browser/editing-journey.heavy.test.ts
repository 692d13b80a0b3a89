/** The main task of an editor, from an empty installation on, in a browser without JavaScript. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowser, openSite, type Site } from '../support/browser.ts';

const PASSWORD = 'a long enough password';

describeInBrowser('editing', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(async () => {
    await site.close();
  });

  const newPage = async (): Promise<Page> => {
    const page = await site.openPage({ javaScriptEnabled: false });
    return page;
  };
  // The Enter key has a hidden button of the same name.
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).last().click();
  const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText();

  async function comeIn(page: Page, link: string, name: string): Promise<void> {
    await page.goto(link);
    await page.fill('[name=name]', name);
    if (await page.locator('[name=email]:not([readonly])').count())
      await page.fill('[name=email]', `${name}@news.example`.toLowerCase());
    await page.fill('[name=password]', PASSWORD);
    await page.locator('main form button').first().click();
  }

  /** Types names into the form of a claim or of a chain, and goes on to their cards. */
  async function typeNames(page: Page, path: string, line: string, text?: string): Promise<void> {
    await page.goto(path);
    await page.getByText('I only have the names').click();
    await page.fill('[name=line]', line);
    if (text !== undefined) await page.fill('[name=text]', text);
    await press(page, 'Continue');
    await press(page, 'Keep editing');
  }

  /** Fills in the words that make a hop, and where they stand. */
  async function fillHop(page: Page, hop: number, cue: string, excerpt: string): Promise<void> {
    await page.fill(`[name=hop-${hop}-cue]`, cue);
    await page.fill(`[name=hop-${hop}-excerpt]`, excerpt);
  }

  it('an editor without JavaScript joins, records two chains, corrects mistakes, resolves a conflict and restores a revision', async () => {
    const made = await site.store.accounts.makeLink({ purpose: 'first-admin' }, 'start', new Date());
    expect(made.kind).toBe('made');
    const admin = await newPage();
    await comeIn(admin, `${site.base}/welcome?token=${'token' in made ? made.token : ''}`, 'Ada');

    // Ada invites Ed.
    await admin.goto(`${site.base}/users/invite`);
    await admin.fill('[name=email]', 'ed@news.example');
    await admin.locator('main form button').first().click();
    const [link] = /http[^\s<"]+\/welcome\?token=[^\s<"]+/.exec(await admin.content())!;
    const ed = await newPage();
    await comeIn(ed, link, 'Ed');

    // The first chain, from one line: names that are well known are not asked about.
    const text = 'The visit of 17 June follows up what was agreed on 4 June.';
    await typeNames(ed, `${site.base}/claims/new`, 'IANS < TASS < Security Council of Russia', text);
    await ed.fill('[name=story-publisher]', 'IANS');
    await ed.fill('[name=story-url]', 'https://news.example/17-june');
    await ed.fill('[name=story-title]', 'IANS report, 17 June 2025');
    await ed.fill('[name=story-date]', '2025-06-17');
    await fillHop(ed, 0, 'quoted', 'TASS quoted');
    await fillHop(ed, 1, 'quoted … as saying', 'quoted the Russian Security Council as saying');
    await press(ed, 'Preview');
    expect(await ed.locator('.lead').innerText()).toContain('2 hops');
    await press(ed, 'Save');
    expect(await heading(ed)).toBe(text);
    await press(ed, 'Publish');
    const address = ed.url();
    const path = /^(.*\/claims\/\d+)/.exec(address)![1]!;

    // The second chain, which meets the first at TASS. A card is put in where one was forgotten.
    await typeNames(ed, `${path}/chains/new`, 'IANS < TASS');
    await ed.getByRole('button', { name: 'Put a card before 2' }).click();
    expect(new URL(ed.url()).hash).toBe('#card-1');
    await ed.fill('[name=card-1-source]', 'Yonhap');
    await ed.fill('[name=story-url]', 'https://NEWS.example/17-june?utm_source=x');
    await fillHop(ed, 0, 'reported citing', 'Yonhap reported citing');
    await fillHop(ed, 1, 'citing the TASS report', 'citing the TASS report');
    await press(ed, 'Preview');
    expect(await ed.getByText('already in this claim').count()).toBe(2);
    await press(ed, 'Save');
    expect(await ed.locator('.lead').first().innerText()).toMatch(
      /goes back at least 2 to 3 hops: .*Security Council of Russia.*every chain passes through TASS/,
    );

    // A slip of the pen: every issue is linked to its field, and nothing is lost.
    await ed.goto(`${path}/edit`);
    await ed.fill('[name=aboutDate]', '2025-02-30');
    await ed.fill('[name=language]', '?');
    await ed.fill('[name=note]', 'A note that must not be lost.');
    await press(ed, 'Save');
    const links = ed.locator('.error-summary a');
    expect(await links.count()).toBe(2);
    for (const link of await links.all()) {
      const href = (await link.getAttribute('href'))!;
      expect(await ed.locator(href).getAttribute('aria-invalid')).toBe('true');
    }
    expect(await ed.inputValue('[name=note]')).toBe('A note that must not be lost.');

    // Ada changes the claim while Ed has it open.
    await admin.goto(`${path}/edit`);
    await admin.fill('[name=text]', 'Ada’s wording of the claim.');
    await press(admin, 'Save');
    await ed.fill('[name=aboutDate]', '2025-06-17');
    await ed.fill('[name=language]', 'en');
    await ed.fill('[name=text]', 'Ed’s wording of the claim.');
    await press(ed, 'Save');
    const differences = ed.locator('.differences');
    expect(await differences.innerText()).toContain('Ada’s wording of the claim.');
    expect(await ed.inputValue('[name=text]')).toBe('Ed’s wording of the claim.');
    await press(ed, 'Save');
    expect(await heading(ed)).toBe('Ed’s wording of the claim.');

    // The claim as it was with its first two chains comes back.
    await ed.goto(`${path}/history/3`);
    await press(ed, 'Restore revision 3');
    expect(await heading(ed)).toBe('The visit of 17 June follows up what was agreed on 4 June.');
    await ed.goto(`${path}/history`);
    expect(await ed.locator('main').innerText()).toMatch(/Restored revision 3/);

    // Signed out, Ed is a reader.
    await press(ed, 'Sign out');
    await ed.goto(`${path}/edit`);
    expect(ed.url()).toContain('/sign-in');
  });
});
