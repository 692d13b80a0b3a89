/** `/about/reading`: what the reading of stories finds and misses. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { buildAboutReadingModel, FIGURES as MEASURED, type Figures } from '../../../src/web/about/reading.ts';
import { compileViews, readAssets } from '../../../src/web/views/engine.ts';
import { readHtml } from '../html.ts';
import { openApp } from '../open-app.ts';
import { read } from '../signed-in.ts';

describe('the page about reading', () => {
  const FIGURES: Figures = {
    measuredOn: '2025-06-20',
    wordsPerSecond: 21_000,
    sets: [
      {
        texts: 'Stories of our own, set aside before any rule was tuned',
        scores: [
          { what: 'Source', precision: 80, recall: 60.5, f1: 68.9 },
          { what: 'Whole chain', precision: null, recall: null, f1: 0 },
        ],
      },
    ],
  };

  it('the page about reading is public and says what is not measured yet', async () => {
    const { get } = openApp();
    const page = read(await get('/about/reading'));
    expect(page.text).toContain('What it misses');
    expect(page.text.includes('Not measured yet')).toBe(MEASURED === null);
    expect((await get('/about/reading.json')).body).toEqual({ figures: MEASURED });
  });

  it('the page about reading shows what was measured', () => {
    const views = fileURLToPath(new URL('../../../views', import.meta.url));
    const render = compileViews(views, readAssets(`${views}/assets`));
    const menu = { main: [], searchHref: null, signInHref: null, person: null };
    const frame = { title: 'How stories are read', canonical: null, json: null, menu };
    const page = readHtml(render('about/reading', frame, buildAboutReadingModel(FIGURES)));
    expect(page.problems()).toEqual([]);
    expect(page.text).toMatch(/Measured 20 June 2025.*21,000 words a second/);
    expect(page.text).toMatch(/Source 80% 60.5% 68.9% Whole chain not given not given 0%/);
    const none = readHtml(render('about/reading', frame, buildAboutReadingModel(null)));
    expect(none.text).toContain('Not measured yet. Until it is, treat every proposal as a guess.');
  });
});
