/** Whether pictures can show a script on a machine that has no font of its own. */
import { renderAsync } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { FONT_FILES } from '../../src/drawing/images.ts';

/** Of each script, letters that a story would have; of Chinese both forms, of Arabic those of Persian and Urdu. */
const SCRIPTS: Readonly<Record<string, string>> = {
  Latin: 'Aéßłđıœ',
  Greek: 'Αθήνα',
  Cyrillic: 'Жїўљ',
  Hebrew: 'אבגם',
  Arabic: 'ابتثحعغفقکگپچژٹڈڑںےی',
  Armenian: 'Հայ',
  Georgian: 'საქ',
  Devanagari: 'अआकखगहिू',
  Bengali: 'অআকখি',
  Thai: 'กขคงไทย',
  'simplified Chinese': '中国发说龙爱',
  'traditional Chinese': '國發說龍愛',
  Japanese: '日本ひらカタ々働込',
  Korean: '연합뉴스뷁',
  punctuation: '“”‘’–—…«»、。「」→←',
};

async function render(text: string): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60"><text x="10" y="40" font-size="30" font-family="Arimo, DejaVu Sans">${text}</text></svg>`;
  const image = await renderAsync(svg, {
    font: { fontFiles: [...FONT_FILES], loadSystemFonts: false, defaultFontFamily: 'Arimo' },
  });
  return image.pixels;
}

describe('the fonts of pictures', () => {
  /** No font may have this one. */
  const box = render('\u{10FFFD}');
  const nothing = render(' ');

  it('a letter without a glyph is a box', async () => {
    expect((await box).equals(await nothing)).toBe(false);
    expect((await render('ሀ')).equals(await box)).toBe(true);
  });

  it.each(Object.entries(SCRIPTS))('letters of %s are shown, none as a box', async (_script, letters) => {
    for (const letter of letters) {
      const shown = await render(letter);
      expect(shown.equals(await box), `${letter} is a box`).toBe(false);
      expect(shown.equals(await nothing), `${letter} is not shown`).toBe(false);
    }
  });
});
