/** The real application on a port of its own, in Debian's Chromium. */
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { describe } from 'vitest';
import { createApp } from '../../src/app.ts';
import { createPageFetcher } from '../../src/fetching/pages.ts';
import type { Reach } from '../../src/fetching/request.ts';
import { createPageReader } from '../../src/threads.ts';
import type { Store } from '../../src/storage/store.ts';
import { PATIENCE } from './patience.ts';
import { addPerson, PASSWORD } from './people.ts';
import { freshSample, freshStore } from './store.ts';

const ADA = 'ada@news.example';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const executablePath = PLACES.find((path) => existsSync(path));

/** Chromium looks outside at every start unless it is told not to. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Tests in a browser. Without one they are skipped, and the run says so at its end; in CI that is a failure. */
export const describeInBrowser = describe.skipIf(executablePath === undefined && process.env.CI !== 'true');

interface SiteOptions {
  store?: Store;
  reach?: Reach;
}

export interface Site {
  store: Store;
  base: string;
  /** Opens a page in a browser profile of its own. */
  openPage: (options?: BrowserContextOptions) => Promise<Page>;
  close: () => Promise<void>;
}

/** Serves a database, an empty one unless another is given, to a browser. */
export async function openSite({ reach, store = freshStore().store }: SiteOptions = {}): Promise<Site> {
  if (executablePath === undefined) throw new Error('There is no Chromium: apt-get install chromium');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}`;
  const config = { database: ':memory:', port, host: '127.0.0.1', baseUrl: base, isBaseUrlGiven: true };
  const more = {
    secret: null,
    trustProxy: 0,
    rateLimit: 0,
    maxConnections: 10_000,
    requestTimeout: 120,
    isFetchOn: true,
    hasMetrics: false,
    ...{ backupDir: null, backupEvery: 0, backupKeep: 1 },
    logLevel: 'silent',
    sessionIdle: 9999,
    sessionLongest: 9999,
    isAdminFactorAsked: false,
  };
  const log = pino({ level: 'silent' });
  server.on(
    'request',
    createApp({
      store,
      config: { ...config, ...more },
      clock: () => new Date(),
      log,
      fetchPage: createPageFetcher(createPageReader(), reach),
    }),
  );
  const browser = await startBrowser(executablePath);
  const contexts: BrowserContext[] = [];
  const openPage = async (options?: BrowserContextOptions): Promise<Page> => {
    const context = await browser.newContext(options);
    contexts.push(context);
    context.setDefaultTimeout(PATIENCE);
    return context.newPage();
  };
  const close = async (): Promise<void> => {
    await Promise.all(contexts.map((context) => context.close()));
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await store.close();
  };
  return { store, base, openPage, close };
}

let started: Promise<Browser> | undefined;

/** The files of a worker share one browser, which ends with it: starting one takes a second and a half of processor. */
async function startBrowser(path: string): Promise<Browser> {
  const browser = await started;
  if (browser?.isConnected()) return browser;
  started = chromium.launch({ executablePath: path, args: QUIET, timeout: PATIENCE });
  return started;
}

/** The same with the sample newsroom in it, whose claim 1 is the worked example, and Ada, an admin. */
export async function openSampleSite(): Promise<Site> {
  const { store } = await freshSample();
  await addPerson(store, ADA, 'admin', 'Ada');
  return openSite({ store });
}

/** Signs Ada in by the form. */
export async function signInAda(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/sign-in`);
  await page.fill('[name=email]', ADA);
  await page.fill('[name=password]', PASSWORD);
  await page.locator('main form button').first().click();
}
