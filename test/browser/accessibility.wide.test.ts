/** axe-core finds no violation on any page, in light and in dark; nothing overflows on a phone. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkAccess, runAxe } from '../support/axe.ts';
import { describeInBrowser, openSampleSite, signInAda, type Site } from '../support/browser.ts';
import { choose, itThoroughly } from '../support/thorough.ts';

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

  const check = (page: Page, path: string, status = 200) => checkAccess(page, site.base + path, status);

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
  it.each(choose(READ, 0))('%s is accessible to readers and fits a phone', async (path) => check(readers, path));

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
  it.each(choose(EDITED, 0))('%s is accessible to editors and fits a phone', async (path) => check(admins, path));

  itThoroughly(
    'a claim without one of its sources, and the evidence that opens beside a drawing, are accessible',
    async () => {
      const { record } = (await site.store.claims.load(1))!;
      const { uid } = record.sources.find(({ name }) => name === 'Yonhap')!;
      await check(readers, `/claims/1?without=${uid}`);
      await readers.setViewportSize({ width: 1280, height: 900 });
      await readers.locator('.drawing:visible a[data-hop]').first().hover();
      await readers.locator('.evidence-box').waitFor();
      expect(await runAxe(readers)).toEqual([]);
      await readers.locator('h1').hover();
      await readers.locator('.evidence-box').waitFor({ state: 'hidden' });
    },
  );

  it('error pages are accessible and fit a phone', async () => {
    const wrong = [
      ['/claims/1?without=x', 400],
      ['/no-such-page', 404],
      ['/claims?after=x', 400],
      ['/claims?source=Tas&hops=x', 400],
      ['/claims?source=Tas', 400],
      ['/search?q=a', 422],
    ] as const;
    for (const [path, status] of choose(wrong, 1, 4)) await check(readers, path, status);
  });

  itThoroughly('a claim with a rating and its form are accessible and fit a phone', async () => {
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

  itThoroughly('the page that shows a new token once is accessible', async () => {
    await admins.goto(`${site.base}/account`);
    await admins.fill('[name=name]', 'archive');
    await admins.getByRole('button', { name: 'Create token' }).click();
    expect([await admins.title(), await runAxe(admins)]).toEqual(['The token is ready – Hearsay', []]);
  });

  it('the forms of a statement and of a hop are accessible and fit a phone', async () => {
    await check(admins, `/statements/${statement}/edit`);
    await check(admins, `/attributions/${attribution}/edit`);
  });
});
