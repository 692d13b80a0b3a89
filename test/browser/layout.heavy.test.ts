/** Pages on the narrowest screen, at twice their size, and by keyboard. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowser, openSampleSite, signInAda } from '../support/browser.ts';

const READERS = [
  ...['/', '/claims', '/claims/18', '/claims/1', '/claims/1/history'],
  ...[
    '/sources',
    '/sources?q=nobody',
    '/sources/13',
    '/sources/1',
    '/documents',
    '/documents/33',
    '/sign-in',
    '/nowhere',
  ],
];
const EDITORS = [
  ...['/claims/new', '/claims/1/edit', '/claims/1/chains/new', '/sources/1/edit', '/sources/1/merge'],
  ...['/documents/33', '/documents/33/edit', '/users', '/account'],
];

/** What stands out of the window on the right, if anything does: WCAG 2.2, 1.4.10 (reflow). */
const FIND_OVERFLOW = `(() => {
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const wide = [...document.querySelectorAll('main *')].filter((element) => element.getBoundingClientRect().right > clientWidth + 1);
  return ['wider by ' + (scrollWidth - clientWidth), ...wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 80))];
})()`;

/** Table cells that are too narrow for one of their words, which is then broken without a hyphen. */
const FIND_BROKEN_WORDS = `(() => {
  document.body.style.overflowWrap = 'normal';
  const cells = [...document.querySelectorAll('main :is(th, td)')].filter((cell) => cell.scrollWidth > cell.clientWidth + 1);
  document.body.style.overflowWrap = '';
  return cells.map((cell) => cell.textContent.trim().slice(0, 60));
})()`;

/** What follows the last part that is shown of each line about a statement or a hop. */
const FIND_LINE_ENDS = `[...document.querySelectorAll('.line .meta, .attribution .meta')].flatMap((line) => {
  const last = [...line.children].filter((part) => part.innerText.trim() !== '').at(-1);
  return last ? [getComputedStyle(last, '::after').content] : [];
})`;

/** What has the focus: its words, its outline, and its place in the order of the page. */
const DESCRIBE_FOCUS = `(() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const { width, height } = element.getBoundingClientRect();
  return {
    html: element.outerHTML.slice(0, 100),
    isSeen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && width > 1 && height > 1,
    place: [...document.querySelectorAll('*')].indexOf(element),
  };
})()`;

interface Focus {
  html: string;
  isSeen: boolean;
  place: number;
}

/** As many stops as are tried on one page. */
const MOST_STOPS = 80;

/** Goes from the top of a page from stop to stop, until it leaves the page. */
async function walk(page: Page): Promise<Focus[]> {
  const stops: Focus[] = [];
  while (stops.length < MOST_STOPS) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate<Focus | null>(DESCRIBE_FOCUS);
    if (!focus || stops.some(({ place }) => place === focus.place)) break;
    stops.push(focus);
  }
  return stops;
}

describeInBrowser('layout', () => {
  let site: Awaited<ReturnType<typeof openSampleSite>>;
  let readers: Page;
  let editors: Page;

  beforeAll(async () => {
    site = await openSampleSite();
    readers = await site.openPage();
    editors = await site.openPage();
    await signInAda(editors, site.base);
  });
  afterAll(async () => {
    await site.close();
  });

  it('no page scrolls sideways at 320 pixels or at twice the size on a desktop', async () => {
    for (const [page, paths] of [
      [readers, READERS],
      [editors, EDITORS],
    ] as const) {
      for (const path of paths) {
        await page.setViewportSize({ width: 320, height: 640 });
        await page.goto(site.base + path);
        expect(await page.evaluate(FIND_OVERFLOW), `${path}, 320`).toEqual([]);
        await page.setViewportSize({ width: 640, height: 450 });
        expect(await page.evaluate(FIND_OVERFLOW), `${path}, 640`).toEqual([]);
      }
    }
  });

  it('no word is broken in a table, from a desktop to a tablet', async () => {
    for (const [page, paths] of [
      [readers, READERS],
      [editors, EDITORS],
    ] as const) {
      for (const path of paths) {
        await page.goto(site.base + path);
        for (const width of [1280, 1024, 820]) {
          await page.setViewportSize({ width, height: 900 });
          expect(await page.evaluate(FIND_BROKEN_WORDS), `${path}, ${width}`).toEqual([]);
        }
      }
    }
  });

  it('keyboard focus is visible at every stop, follows the page’s order and starts at the skip link', async () => {
    const stations = [
      ...['/', '/claims/1', '/sources/13', '/sources', '/documents/33'].map((path) => [readers, path] as const),
      ...['/claims/new', '/documents/33'].map((path) => [editors, path] as const),
    ];
    for (const [page, path] of stations) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(site.base + path);
      const stops = await walk(page);
      expect(stops.length, path).toBeGreaterThan(5);
      expect(stops[0]!.html).toContain('class="skip"');
      expect(
        stops.filter(({ isSeen }) => !isSeen).map(({ html }) => html),
        path,
      ).toEqual([]);
      const places = stops.map(({ place }) => place);
      expect(places, path).toEqual(places.toSorted((a, b) => a - b));
    }
  });

  it('bars are drawn in the reader’s forced colours', async () => {
    await readers.setViewportSize({ width: 1280, height: 900 });
    await readers.emulateMedia({ forcedColors: 'active' });
    await readers.goto(`${site.base}/sources/13`);
    const forced = `getComputedStyle(document.querySelector('.bar')).fill === getComputedStyle(document.body).color`;
    expect(await readers.evaluate(forced)).toBe(true);
    await readers.emulateMedia({ forcedColors: 'none' });
  });

  it('no line of the evidence ends with a separator when an editor prints it', async () => {
    await editors.goto(`${site.base}/claims/18`);
    await editors.emulateMedia({ media: 'print' });
    const ends = await editors.evaluate<string[]>(FIND_LINE_ENDS);
    await editors.emulateMedia({ media: null });
    expect(ends.length).toBeGreaterThan(4);
    expect(ends.filter((end) => end !== 'none')).toEqual([]);
  });
});
