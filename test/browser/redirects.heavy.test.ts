/** Browsers keep some redirects until their caches are emptied; ours must not be among them. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowser, openSampleSite, type Site } from '../support/browser.ts';

const BY = { at: '2025-06-19T09:00:00Z', actor: 'Ada', reason: null };

describeInBrowser('a browser that has been here before', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSampleSite();
  });
  afterAll(() => site.close());

  async function rename(text: string): Promise<void> {
    const { revision, record } = (await site.store.claims.load(1))!;
    const claim = { ...record.claim, text };
    await site.store.claims.save({ base: { id: 1, revision }, record: { ...record, claim }, texts: new Map() }, BY);
  }

  it('finds a claim that was renamed and named back', async () => {
    await rename('The bridge is closed.');
    const [first, second] = ['closed', 'shut'].map((word) => `${site.base}/claims/1-the-bridge-is-${word}`);
    const page = await site.openPage();
    const visit = async (url: string | undefined) => [(await page.goto(url!))?.status(), page.url()];
    expect(await visit(first)).toEqual([200, first]);
    await rename('The bridge is shut.');
    expect(await visit(first)).toEqual([200, second]);
    await rename('The bridge is closed.');
    expect(await visit(second)).toEqual([200, first]);
    expect(await visit(first)).toEqual([200, first]);
  });

  it('finds a source whose merge was undone', async () => {
    const version = async (id: number) => ({ id, revision: (await site.store.sources.load(id))!.revision });
    const page = await site.openPage();
    await page.goto(`${site.base}/sources/1`);
    const address = page.url();
    const before = await Promise.all([version(1), version(2)]);
    expect(await site.store.sources.merge(...before, BY)).toMatchObject({ ok: true });
    await page.goto(address);
    expect(page.url()).toContain('/sources/2-');
    await site.store.sources.undoMerge(await version(1), BY);
    expect((await page.goto(address))?.status()).toBe(200);
    expect(page.url()).toBe(address);
  });
});
