/** A claim in a frame on another site's page, in a browser. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowser, openSampleSite } from '../support/browser.ts';
import { PATIENCE } from '../support/patience.ts';

describeInBrowser('an embedded claim', () => {
  let site: Awaited<ReturnType<typeof openSampleSite>>;
  let blog: Server;
  let page: Page;
  const complaints: string[] = [];

  /** Another host than ours: another site to the browser, not only another origin. */
  const blogUrl = () => `http://localhost:${(blog.address() as AddressInfo).port}/`;

  beforeAll(async () => {
    site = await openSampleSite();
    const claim = `${site.base}/claims/${site.golden}`;
    // What the claim's own page tells people and programs to put there.
    const { html } = (await (await fetch(`${site.base}/oembed?url=${encodeURIComponent(claim)}`)).json()) as {
      html: string;
    };
    const framed = `<iframe id="whole" src="${claim}"></iframe>`;
    blog = createServer((request, response) => {
      response.setHeader('Content-Type', 'text/html');
      // The strictest site: it shows only what says that others may show it.
      if (request.url === '/') response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
      response.end(
        request.url === '/whole'
          ? framed
          : `<!doctype html><title>A blog</title><h1>A blog</h1>${html}<img src="${claim}/badge.svg" alt="">`,
      );
    });
    await new Promise<void>((resolve) => blog.listen(0, 'localhost', resolve));
    page = await site.openPage();
    page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
    page.on('pageerror', (error) => void complaints.push(error.message));
  });
  afterAll(async () => {
    blog.closeAllConnections();
    blog.close();
    await site.close();
  });

  it('a claim in a frame on another site is shown with its badge and sets no cookie', async () => {
    await page.goto(blogUrl());
    const frame = page.frameLocator('iframe');
    await frame.locator('.lead').getByText('every chain passes through TASS').waitFor();
    expect(await frame.locator('.drawing--narrow').isVisible()).toBe(true);
    expect(await frame.locator('.drawing--wide').isVisible()).toBe(false);
    expect(await page.evaluate<number>('document.images[0].naturalWidth')).toBeGreaterThan(200);
    expect(await page.context().cookies()).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('an embedded claim shows the wide drawing when its frame is wide', async () => {
    await page.goto(blogUrl());
    await page.evaluate('document.querySelector("iframe").width = 1100');
    const frame = page.frameLocator('iframe');
    await frame.locator('.drawing--wide').waitFor();
    expect(await frame.locator('.drawing--narrow').isVisible()).toBe(false);
  });

  it('links in an embedded claim open the claim’s page in the whole window', async () => {
    for (const link of ['h1 a', '.drawing--narrow a']) {
      await page.goto(blogUrl());
      await page.frameLocator('iframe').locator(link).first().click();
      await page.waitForURL(`${site.base}/claims/**`);
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Shoigu');
    }
  });

  it('a claim’s own page cannot be framed by another site', async () => {
    complaints.length = 0;
    await page.goto(`${blogUrl()}whole`);
    await expect.poll(() => complaints.join(), { timeout: PATIENCE }).toMatch(/frame-ancestors/);
  });
});
