import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInBrowser, openSite, type Site } from '../support/browser.ts';
import { graph } from '../support/graph.ts';
import { putIn } from '../support/store.ts';
import { aRecord } from '../web/open-app.ts';

describeInBrowser('the JSON-LD block of a claim page', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
    await putIn(site.store, aRecord(graph('a->b'), { text: '</script><script>document.title = "x"</script>' }));
  });
  afterAll(() => site.close());

  test('the JSON-LD block of a claim page is allowed by the content security policy and never run as a script', async () => {
    const page = await site.openPage();
    const told: string[] = [];
    page.on('console', (message) => told.push(message.text()));
    page.on('pageerror', (error) => told.push(error.message));
    await page.goto(`${site.base}/claims/1`);
    const block = await page.locator('script[type="application/ld+json"]').allTextContents();
    expect(block).toHaveLength(1);
    expect((JSON.parse(block[0]!) as { '@context': string })['@context']).toBe('https://schema.org');
    expect(await page.title()).not.toBe('x');
    expect(told).toEqual([]);
    // The policy does speak up where there is a script: one that is put in is not run either.
    const put = "document.createRange().createContextualFragment('<script>1</' + 'script>')";
    await expect(page.evaluate(`void document.body.append(${put})`)).rejects.toThrow('TrustedHTML');
    await page.close();
  });
});
