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
    const claim = `${site.base}/claims/1`;
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
    await frame.getByText('2 to 3 hops', { exact: true }).waitFor();
    expect(await page.evaluate<number>('document.images[0].naturalWidth')).toBeGreaterThan(200);
    expect(await page.context().cookies()).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('a claim fits the frame that it is offered, with nothing to scroll', async () => {
    const drawn = new Map<string, number>();
    const framed = await site.openPage();
    // One in four: short and long ones, with and without somebody who denies them.
    const ids = await site.store.claims.listIds(0, 100, 'published');
    for (const id of ids.filter((_, at) => at % 4 === 0)) {
      for (const room of ['', 'maxwidth=320', 'maxwidth=500', 'maxwidth=640&maxheight=500', 'maxwidth=2000']) {
        const claim = `${site.base}/claims/${id}`;
        const answer = await fetch(`${site.base}/oembed?url=${encodeURIComponent(claim)}&${room}`);
        const { width, height } = (await answer.json()) as { width: number; height: number };
        await framed.setViewportSize({ width, height });
        await framed.goto(`${claim}/embed`);
        const { over, shown } = await framed.evaluate<{ over: number; shown: string[] }>(`({
          over: Math.max(document.documentElement.scrollHeight - innerHeight, document.documentElement.scrollWidth - innerWidth),
          shown: [...document.querySelectorAll('.drawing')].filter((form) => form.checkVisibility()).map((form) => form.classList[1]),
        })`);
        expect(over, `claim ${id} in ${width} × ${height}`).toBe(0);
        expect(shown.length).toBeLessThan(2);
        for (const form of shown) drawn.set(form, (drawn.get(form) ?? 0) + 1);
      }
    }
    for (const form of ['wide', 'medium', 'narrow']) expect(drawn.get(`drawing--${form}`), form).toBeGreaterThan(0);
  });

  it('an embedded claim shows the drawing in frames that have room for it, and nowhere a part of it', async () => {
    const framed = await site.openPage();
    const claim = `${site.base}/claims/1`;
    const answer = await fetch(`${site.base}/oembed?url=${encodeURIComponent(claim)}`);
    const { width, height } = (await answer.json()) as { width: number; height: number };
    await framed.setViewportSize({ width, height });
    await framed.goto(`${claim}/embed`);
    expect(await framed.locator('.drawing--medium').isVisible()).toBe(true);
    await framed.setViewportSize({ width, height: height - 1 });
    expect(await framed.locator('.drawing >> visible=true').count()).toBe(0);
    await framed.setViewportSize({ width: width - 1, height: 2000 });
    expect(await framed.locator('.drawing--narrow').isVisible()).toBe(true);
  });

  it('links in an embedded claim open the claim’s page in the whole window', async () => {
    for (const link of ['h1 a', '.drawing--wide a']) {
      await page.goto(blogUrl());
      await page.evaluate('Object.assign(document.querySelector("iframe"), { width: 1400, height: 700 })');
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
