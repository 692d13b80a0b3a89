/** axe-core finds no violation on any page, in light and in dark; nothing overflows on a phone. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowser, openSampleSite, signInAda, type Site } from '../support/browser.ts';
import { choose } from '../support/thorough.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** How much wider than the window the page is. */
const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

interface Violation {
  id: string;
  nodes: { target: string[]; failureSummary: string }[];
}

/** The rules of axe-core that depend on colours and on the width of the window. */
const SEEN = [
  'color-contrast',
  'link-in-text-block',
  'target-size',
  'scrollable-region-focusable',
  'nested-interactive',
  'aria-hidden-focus',
  'region',
];

describeInBrowser('accessibility', () => {
  let site: Site;
  let readers: Page;
  let admins: Page;
  let statement: string;
  let attribution: string;

  beforeAll(async () => {
    site = await openSampleSite();
    const { record } = (await site.store.claims.load(1))!;
    [statement, attribution] = [record.statements[0]!.uid, record.attributions[0]!.uid];
    readers = await site.openPage();
    admins = await site.openPage();
    await signInAda(admins, site.base);
    const { id: userId } = (await site.store.accounts.findByEmail('ada@news.example'))!;
    const token = { userId, name: 'night desk', scope: 'write', expiresAt: null } as const;
    await site.store.accounts.makeToken(token, new Date());
  });
  afterAll(async () => {
    await site.close();
  });

  async function check(page: Page, path: string, status = 200): Promise<void> {
    const schemes = choose(['dark', 'light'] as const, 0);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: colorScheme === 'light' ? 1280 : 390, height: 900 });
      if (colorScheme === schemes[0]) {
        expect((await page.goto(site.base + path))?.status()).toBe(status);
        await page.evaluate(AXE);
      }
      // The page is the same: in the light and on a desktop, what can differ is how it is seen and touched.
      const violations = await page.evaluate<Violation[], string[]>(
        async (rules) => {
          const { axe } = globalThis as unknown as {
            axe: { run: (options: object) => Promise<{ violations: Violation[] }> };
          };
          return (await axe.run(rules.length === 0 ? {} : { runOnly: rules })).violations;
        },
        colorScheme === schemes[0] ? [] : SEEN,
      );
      const told = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
      );
      expect(told, `${path} ${colorScheme}`).toEqual([]);
      const overflow = await page.evaluate<number>(OVERFLOW);
      expect(overflow, `${path} ${colorScheme}: wider than the window`).toBeLessThanOrEqual(0);
    }
  }

  /** The first are those of a quick run. */
  const READ = [
    '/claims/1',
    '/claims/17?depth=2',
    '/claims?finding=second-hand-hop&source=TASS&hops=1&sort=hops',
    '/search?q=TASS',
    '/sources/13',
    '/',
    '/claims',
    '/claims?finding=circle&topic=diplomacy',
    '/claims/18',
    '/claims/15',
    '/claims/1/embed',
    '/claims/14/embed',
    '/claims/1/history',
    '/claims/1/history/1',
    // One with a retraction, one with names in many scripts, one that is denied.
    '/claims/14',
    '/claims/10',
    '/about',
    '/sources',
    '/documents',
    '/documents/33',
    '/search',
    '/search?q=Shoigv',
    '/search?q=shoigu&type=claims',
    '/sign-in',
    '/about/reading',
    '/api',
  ];
  it.each(choose(READ, 0, 1, 2, 3, 4))('%s is accessible to readers and fits a phone', async (path) =>
    check(readers, path),
  );

  const EDITED = [
    ...[
      '/claims/new',
      '/claims/1/edit',
      '/import',
      '/account',
      '/claims/1',
      '/claims/1/chains/new',
      '/claims/1/history',
    ],
    ...['/sources/new', '/sources/1', '/sources/1/edit', '/sources/1/merge', '/documents/new', '/documents/33'],
    ...['/documents/33/edit', '/documents/22/reuse', '/search?q=shoigu&status=draft', '/users', '/users/invite'],
    ...['/backups', '/claims?status=draft'],
  ];
  it.each(choose(EDITED, 0, 1, 2, 3))('%s is accessible to editors and fits a phone', async (path) =>
    check(admins, path),
  );

  it('a claim without one of its sources, and the evidence that opens beside a drawing, are accessible', async () => {
    const { record } = (await site.store.claims.load(1))!;
    const { uid } = record.sources.find(({ name }) => name === 'Yonhap')!;
    await check(readers, `/claims/1?without=${uid}`);
    await readers.setViewportSize({ width: 1280, height: 900 });
    await readers.locator('.drawing:visible a[data-hop]').first().hover();
    await readers.locator('.evidence-box').waitFor();
    expect(await axe(readers)).toEqual([]);
    await readers.locator('h1').hover();
    await readers.locator('.evidence-box').waitFor({ state: 'hidden' });
  });

  it('error pages are accessible and fit a phone', async () => {
    await check(readers, '/claims/1?without=x', 400);
    await check(readers, '/no-such-page', 404);
    await check(readers, '/claims?after=x', 400);
    await check(readers, '/claims?source=Tas&hops=x', 400);
    await check(readers, '/claims?source=Tas', 400);
    await check(readers, '/search?q=a', 422);
  });

  it('a claim with a rating and its form are accessible and fit a phone', async () => {
    const { id, revision, record } = (await site.store.claims.load(16))!;
    const rating = {
      ...({ text: 'Misleading', reviewer: 'Fact Desk', reviewerKind: 'organisation', reviewerUrl: null } as const),
      ...{ publisher: 'The Herald', archivedUrl: 'https://archive.example/1' },
      ...{ ratedAt: '2025-06-05', reviewUrl: 'https://desk.example/1', value: 2, best: 5, worst: 1 },
    };
    const rated = { ...record, claim: { ...record.claim, rating } };
    const by = { at: '2025-06-21T00:00:00Z', actor: 'Ada', reason: null };
    await site.store.claims.save({ base: { id, revision }, record: rated, texts: new Map() }, by);
    await check(readers, '/claims/16');
    await check(admins, '/claims/16/edit');
  });

  it('the page that shows a new token once is accessible', async () => {
    await admins.goto(`${site.base}/account`);
    await admins.fill('[name=name]', 'archive');
    await admins.getByRole('button', { name: 'Create token' }).click();
    await admins.evaluate(AXE);
    const ids = await admins.evaluate(async () => {
      const { axe: runner } = globalThis as unknown as { axe: { run: () => Promise<{ violations: Violation[] }> } };
      return (await runner.run()).violations.map(({ id }) => id);
    });
    expect([await admins.title(), ids]).toEqual(['The token is ready – Hearsay', []]);
  });

  it('the forms of a statement and of a hop are accessible and fit a phone', async () => {
    await check(admins, `/statements/${statement}/edit`);
    await check(admins, `/attributions/${attribution}/edit`);
  });

  async function axe(page = admins): Promise<string[]> {
    await page.evaluate(AXE);
    return page.evaluate(async () => {
      const { axe: runner } = globalThis as unknown as { axe: { run: () => Promise<{ violations: Violation[] }> } };
      return (await runner.run()).violations.map(({ id }) => id);
    });
  }

  const press = (name: string) => admins.getByRole('button', { name, exact: true }).last().click();
  const here = () => new URL(admins.url()).pathname;

  async function fill(fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, value] of Object.entries(fields)) await admins.fill(`[name=${name}]`, value);
  }

  it('the proposals of a story, the preview of one claim and of several, and what was saved are accessible', async () => {
    await admins.goto(`${site.base}/claims/new`);
    const text = 'Yonhap said the quay was shut, citing TASS. Officials said the crane had fallen over.';
    await fill({ 'story-text': text });
    await press('Continue');
    await fill({ 'story-publisher': 'IANS', 'story-title': 'A quay is closed' });
    await admins.locator('.proposal summary').first().click();
    expect(await axe()).toEqual([]);
    const takes = admins.getByRole('checkbox', { name: /^Accept proposal/ });
    await takes.first().check();
    await press('Preview');
    expect(await admins.title()).toMatch(/^Preview/);
    await check(admins, here());
    await press('Keep editing');
    await check(admins, here());
    await takes.last().check();
    await press('Preview');
    expect(await admins.getByRole('heading', { level: 1 }).innerText()).toBe('2 claims');
    await check(admins, here());
    await press('Save');
    expect(await admins.locator('.kicker').innerText()).toMatch(/^saved$/i);
    await check(admins, here() + new URL(admins.url()).search);
  });

  it('the first step with drafts, the cards with errors and with questions, and their preview are accessible', async () => {
    const names = { line: 'IANS < Nobody we know < TASS', text: 'The quay is closed.' };
    await admins.goto(`${site.base}/claims/new`);
    await admins.getByText('I only have the names').click();
    expect(await axe()).toEqual([]);
    await fill(names);
    await press('Continue');
    expect(await admins.locator('[name=card-1-kind]').isVisible()).toBe(true);
    await check(admins, here());
    await admins.locator('details', { hasText: 'Document, wording, stance' }).first().locator('summary').click();
    await fill({ 'card-0-date': 'soon', 'card-0-document': 'No such document' });
    await press('Preview');
    expect(await admins.title()).toMatch(/^Error:/);
    await check(admins, here(), 422);
    await check(admins, '/claims/new');
    await admins.goto(`${site.base}/claims/1/chains/new`);
    await admins.getByText('I only have the names').click();
    await fill({ line: 'Bild < Yonhap < TASS' });
    await press('Continue');
    await check(admins, here());
  });

  it('the sign-in in place of a draft’s page is accessible and fits a phone', async () => {
    const page = await site.openPage({ viewport: { width: 390, height: 900 } });
    await signInAda(page, site.base);
    await page.goto(`${site.base}/claims/new`);
    await page.fill('[name=story-text]', 'Yonhap said the quay was shut, citing TASS.');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Continue', exact: true }).last().click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Sign in to continue');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await axe(page)).toEqual([]);
      expect(await page.evaluate<number>(OVERFLOW)).toBeLessThanOrEqual(0);
    }
  });
});
