import { escapeXml } from '../../text/xml.ts';
import type { Analysis } from '../../model/records.ts';
import { FONT_FAMILY, measureText, type Font } from '../text.ts';
import { element, LIGHT } from '../svg.ts';
import { writeBadge } from '../../wording/values.ts';

const FONT: Font = { size: 12, weight: 600 };
const HEIGHT = 24;
const AROUND = 8;
const LABEL = 'hearsay';

/** The badge as an SVG file that needs nothing else. It is an image: it stands within somebody's link. */
export function drawBadge(analysis: Pick<Analysis, 'hops' | 'independentOrigins'>): string {
  const words = writeBadge(analysis);
  const [left, right] = [LABEL, words].map((text) => Math.ceil(measureText(text, FONT)) + 2 * AROUND) as [
    number,
    number,
  ];
  const write = (text: string, x: number, fill: string): string =>
    element('text', { x, y: 16, fill, 'text-anchor': 'middle' }, escapeXml(text));
  const width = left + right;
  const svg = element(
    'svg',
    {
      ...{ xmlns: 'http://www.w3.org/2000/svg', width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}` },
      ...{ role: 'img', 'aria-label': `Hearsay: ${words}` },
      ...{ 'font-family': FONT_FAMILY, 'font-size': FONT.size, 'font-weight': FONT.weight },
    },
    element('title', {}, escapeXml(`Hearsay: ${words}`)),
    element('rect', { width, height: HEIGHT, rx: 4, fill: LIGHT.ink }),
    element('path', {
      d: `M${left},0H${width - 4}a4,4 0 0 1 4,4V${HEIGHT - 4}a4,4 0 0 1 -4,4H${left}Z`,
      fill: LIGHT.link,
    }),
    write(LABEL, left / 2, LIGHT.page),
    write(words, left + right / 2, LIGHT.page),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svg}\n`;
}
