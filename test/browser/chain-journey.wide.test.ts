/** How much it takes to record a chain: in pages loaded, fields filled and clicks, with JavaScript and without. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { analyse } from '../../src/provenance/analysis.ts';
import { describeInBrowser, openSite, type Site } from '../support/browser.ts';
import { addPerson, signIn } from '../support/people.ts';
import { choose } from '../support/thorough.ts';

/** The worked example's story, in words of its own. */
const STORY = `PYONGYANG: The secretary flew in on Tuesday.
Russian news agency TASS quoted the Security Council of Russia as saying that the visit follows up what was agreed there on 4 June.
The visit comes a year after the two countries signed their treaty, Yonhap reported citing TASS.`;

const CLAIM = 'The visit of 17 June follows up what was agreed in Pyongyang on 4 June.';

const WAYS = [
  ['without JavaScript at 1280', false, 1280],
  ['without JavaScript at 390', false, 390],
  ['with JavaScript at 1280', true, 1280],
  ['with JavaScript at 390', true, 390],
] as const;

describeInBrowser('recording a chain', () => {
  let site: Site;
  let session: string;
  beforeAll(async () => {
    site = await openSite();
    await addPerson(site.store, 'ed@news.example', 'editor', 'Ed');
    session = await signIn(site.store, 'ed@news.example');
  });
  afterAll(() => site.close());

  /** A page at the form of a new claim, whose steps are counted from there on. */
  async function openForm(javaScriptEnabled: boolean, width: number) {
    const page = await site.openPage({ javaScriptEnabled, viewport: { width, height: 800 } });
    const cookies = session.split('; ').map((pair) => {
      const at = pair.indexOf('=');
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url: site.base };
    });
    await page.context().addCookies(cookies);
    const count = { loads: 0, fields: 0, clicks: 0 };
    page.on('domcontentloaded', () => void (count.loads += 1));
    const steps = {
      fill: (name: string, text: string) => ((count.fields += 1), page.locator(name).fill(text)),
      choose: (name: string, value: string) => ((count.fields += 1), page.locator(name).selectOption(value)),
      click: (find: (page: Page) => ReturnType<Page['locator']>) => ((count.clicks += 1), find(page).click()),
      press: (name: string) => ((count.clicks += 1), page.getByRole('button', { name, exact: true }).last().click()),
    };
    await page.goto(`${site.base}/claims/new`);
    return { page, count, ...steps };
  }

  async function loadSaved(page: Page) {
    const id = Number(/\/claims\/(\d+)-/.exec(page.url())![1]);
    return (await site.store.claims.load(id))!.record;
  }

  it.each(choose(WAYS, 2))(
    'both ways of the worked example are recorded from the text %s',
    async (_, script, width) => {
      const { page, count, fill, choose, click, press } = await openForm(script, width);
      await fill('[name=story-text]', STORY);
      await press('Continue');
      const named = (name: string) => page.locator('.proposal', { has: page.locator('h3', { hasText: name }) }).first();
      const [council, yonhap] = [named('Security Council'), named('Yonhap')];
      const prefix = (await council.getAttribute('id'))!;
      const other = (await yonhap.getAttribute('id'))!;
      const numberOf = (id: string) => Number(id.replace('p-', ''));
      await fill('[name=story-publisher]', 'IANS');
      await fill('[name=story-title]', 'The secretary in Pyongyang');
      await click(() => council.getByRole('checkbox'));
      await click(() => yonhap.getByRole('checkbox'));
      await fill(`[name=p-${numberOf(prefix)}-claim]`, CLAIM);
      await choose(`[name=p-${numberOf(other)}-join]`, `proposal-${numberOf(prefix)}`);
      await press('Preview');
      await press('Save');
      const record = await loadSaved(page);
      const analysis = analyse(record);
      expect(record.claim.text).toBe(CLAIM);
      expect(record.attributions.map(({ evidence }) => evidence.length)).toEqual([1, 1, 1, 1]);
      expect(analysis.hops).toEqual({ fewest: 2, most: 3, open: true });
      expect(analysis.chokePoints).toHaveLength(1);
      expect([...analysis.support.values()].sort()).toEqual(['read', 'read', 'second-hand', 'second-hand']);
      expect(count.loads).toBeLessThanOrEqual(4);
      expect(count.fields).toBeLessThanOrEqual(5);
      expect(count.clicks).toBeLessThanOrEqual(6);
      await page.context().close();
    },
  );

  it.each(choose(WAYS))('a line of known names is recorded %s', async (_, script, width) => {
    const { page, count, fill, click, press } = await openForm(script, width);
    await click(() => page.getByText('I only have the names'));
    await fill('[name=line]', 'IANS < Yonhap < TASS < Security Council of Russia');
    await fill('[name=text]', `${CLAIM} Recorded ${width} ${script}.`);
    await press('Continue');
    await press('Save');
    expect((await loadSaved(page)).statements).toHaveLength(4);
    expect(count.loads).toBeLessThanOrEqual(3);
    expect(count.fields).toBeLessThanOrEqual(2);
    expect(count.clicks).toBeLessThanOrEqual(3);
    await page.context().close();
  });

  it.each(choose(WAYS))('cards are put in, moved and taken out where one is %s', async (_, script, width) => {
    const { page, click, fill, press } = await openForm(script, width);
    await click(() => page.getByText('I only have the names'));
    await fill('[name=line]', 'IANS < TASS < Nobody Known');
    await press('Continue');
    await fill('[name=hop-0-cue]', 'citing');
    const values = () =>
      page
        .locator('[name$=-source]')
        .evaluateAll((all) => all.map((one) => (one as unknown as { value: string }).value));
    await click(() => page.getByRole('button', { name: 'Put a card before 2' }));
    expect(new URL(page.url()).hash).toBe('#card-1');
    await fill('[name=card-1-source]', 'Yonhap');
    await click(() => page.getByRole('button', { name: 'Move down 2' }));
    expect(new URL(page.url()).hash).toBe('#card-2');
    expect(await values()).toEqual(['IANS', 'TASS', 'Yonhap', 'Nobody Known']);
    expect(await page.inputValue('[name=hop-0-cue]')).toBe('citing');
    await click(() => page.getByRole('button', { name: 'Remove 4' }));
    expect(await values()).toEqual(['IANS', 'TASS', 'Yonhap']);
    expect((await page.locator('#card-2').boundingBox())!.y).toBeLessThan(800);
    // Typing the line again replaces the cards, and keeps what still fits.
    await fill('[name=line]', 'IANS < TASS < IANS');
    await press('Turn into cards');
    expect(await values()).toEqual(['IANS', 'TASS', 'IANS']);
    expect(await page.inputValue('[name=hop-0-cue]')).toBe('citing');
    await press('Discard');
    await page.context().close();
  });
});
