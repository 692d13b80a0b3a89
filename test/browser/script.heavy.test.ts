/** What hearsay.js adds to pages, in a browser that runs it. That nothing needs it: editing-journey.test.ts. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowser, openSampleSite, signInAda } from '../support/browser.ts';

const SCRIPT = join(import.meta.dirname, '../../views/assets/hearsay.js');

it('the script is smaller than 9 KiB', () => {
  expect(statSync(SCRIPT).size).toBeLessThan(9216);
});

describeInBrowser('the script', () => {
  let site: Awaited<ReturnType<typeof openSampleSite>>;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    site = await openSampleSite();
    page = await site.openPage({ permissions: ['clipboard-read', 'clipboard-write'] });
    page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
    page.on('pageerror', (error) => void complaints.push(error.message));
  });
  afterAll(async () => {
    await site.close();
    // The content security policy complains there, too.
    expect(complaints).toEqual([]);
  });

  /** What is lit and shown: the other forms of the drawing are lit as well. */
  const lit = () => page.locator('.is-lit:not(.drawing--medium *, .drawing--small *, .drawing--narrow *)');

  it('pointing at or focusing a hop’s words or its row lights up its line, cards, words and row', async () => {
    await page.goto(`${site.base}/claims/1`);
    // Its row has a link to where its excerpt is from.
    const words = page.locator('.drawing--wide a[data-hop]', { hasText: 'TASS report' });
    const hop = (await words.getAttribute('data-hop'))!;
    const line = page.locator(`.drawing--wide g[data-hop="${hop}"]`);
    const cards = ['data-citing', 'data-cited'].map(async (end) =>
      page.locator(`.drawing--wide [data-statement="${await page.locator(`#h-${hop}`).getAttribute(end)}"]`),
    );
    const all = [words, line, page.locator(`#h-${hop}`), ...(await Promise.all(cards))];
    const expectLit = async () => {
      for (const part of all) expect(await part.getAttribute('class')).toMatch(/\bis-lit\b/);
      expect(await lit().count()).toBe(all.length);
    };
    await words.hover();
    await expectLit();
    await page.locator('h1').hover();
    expect(await lit().count()).toBe(0);
    await page.locator(`#h-${hop}`).hover();
    await expectLit();
    await page.locator('h1').hover();
    // By keyboard: the words are a link to the row, and the row has links.
    await words.focus();
    await expectLit();
    await page.locator('.brand').focus();
    expect(await lit().count()).toBe(0);
    await page.locator(`#h-${hop} figcaption a`).first().focus();
    await expectLit();
  });

  it('source fields suggest sources by name or alias in any script while somebody types', async () => {
    await signInAda(page, site.base);
    await page.goto(`${site.base}/documents/new`);
    const input = page.locator('[name=publisher]');
    const options = page.locator(`#${(await input.getAttribute('list'))!} option`);
    const asked: string[] = [];
    page.on('request', (request) => void (request.url().includes('/sources.json') && asked.push(request.url())));
    for (const [typed, name] of [
      ['연합', 'Yonhap'],
      ['тасс', 'TASS'],
      ['yon', 'Yonhap'],
    ] as const) {
      await input.fill('');
      await input.pressSequentially(typed, { delay: 5 });
      await page.locator(`#${await input.getAttribute('list')} option[value="${name}"]`).waitFor({ state: 'attached' });
      expect(await options.count()).toBeLessThanOrEqual(10);
    }
    // One question a pause, not one a letter.
    expect(asked).toHaveLength(3);
    expect(await options.first().getAttribute('label')).toContain('연합뉴스');
    // What is chosen is not asked for.
    await input.fill('Yonhap');
    for (const path of ['/documents/new', '/sources/new', '/sources/1/merge']) {
      await page.goto(site.base + path);
      expect(await page.locator('input[data-suggest=sources][list]').count(), path).toBe(1);
    }
    expect(asked).toHaveLength(3);
  });

  it('a new password is rated while it is typed', async () => {
    await page.goto(`${site.base}/account`);
    const line = page.locator('.strength');
    expect(await line.isVisible()).toBe(false);
    await page.getByLabel('New password').pressSequentially('zebra-quartz-1948');
    await line.getByText('Good').waitFor();
    expect(await line.locator('meter').getAttribute('value')).toBe('2');
  });

  it('the copy button copies the text beside it', async () => {
    await page.goto(`${site.base}/`);
    const script = (await page.locator('script').getAttribute('src'))!;
    // A page of the test's own: which of ours have something to copy is not the script's business.
    const body = `<!doctype html><title>x</title><p data-copy>Hearsay, claim 12</p><script type="module" src="${script}"></script>`;
    await page.route('**/to-copy', (route) => route.fulfill({ contentType: 'text/html', body }));
    await page.goto(`${site.base}/to-copy`);
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByText('Copied').waitFor();
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe('Hearsay, claim 12');
  });

  it('opening the citation copies it and says so; sharing gives the page to the device, or else copies its address', async () => {
    const copied = () => page.evaluate<string>('navigator.clipboard.readText()');
    await page.goto(`${site.base}/claims/1`);
    const actions = page.locator('.actions');
    await actions.getByText('Copy citation').click();
    await actions.getByText('Copied').waitFor();
    expect(await copied()).toMatch(/^“Shoigu's 17 June visit .*” Hearsay at .*, revision \d+, .*\/history\/\d+$/);
    await page.keyboard.press('Escape');
    expect(await actions.locator('details[open]').count()).toBe(0);
    await page.evaluate('delete Navigator.prototype.share');
    await actions.getByRole('button', { name: 'Share' }).click();
    await actions.getByText('Link copied').waitFor();
    expect(await copied()).toBe(page.url());
    await page.evaluate('navigator.share = async (shared) => { window.shared = shared; }');
    await actions.getByRole('button', { name: 'Share' }).click();
    expect(await page.evaluate('window.shared.url')).toBe(page.url());
  });

  it('a download is saved under the name of its claim', async () => {
    await page.goto(`${site.base}/claims/1`);
    await page.locator('.actions').getByText('Download').click();
    for (const [name, ending] of [
      ['JSON', 'json'],
      ['PNG', 'png'],
    ] as const) {
      const begun = page.waitForEvent('download');
      await page.locator('.downloads').getByRole('link', { name, exact: true }).click();
      const fileName = (await begun).suggestedFilename();
      expect(fileName).toMatch(new RegExp(`^hearsay-\\d+-shoigu-s-17-june-visit-to-pyongyang\\.${ending}$`));
    }
  });
});
