/** What other sites show of a claim: the badge, and the picture beside a link (Open Graph, `og:image`). */
import { escapeXml } from '../text/xml.ts';
import { drawClaimFile, type DrawingRequest } from './claim/claim.ts';
import { FONT_FAMILY, type Font, isolate, isRightToLeft, wrapText, measureText } from './text.ts';
import { element, LIGHT } from './svg.ts';
import { createRequire } from 'node:module';
import { renderAsync } from '@resvg/resvg-js';
import type { Analysis } from '../model/records.ts';
import { writeBadge } from '../wording/values.ts';

export const PREVIEW = { width: 1200, height: 630 } as const;

const AROUND = 44;
const INNER = PREVIEW.width - 2 * AROUND;
/** Three lines of each leave the drawing half of the height. */
const MOST_LINES = 3;
const TITLE: Font = { size: 40, weight: 700 };
const HEADLINE: Font = { size: 23, weight: 400 };
const LEADING = 1.25;
const BETWEEN = 16;
const LARGEST = 1.5;

export async function drawPreview(request: DrawingRequest): Promise<string> {
  const title = wrapText(request.record.claim.text, TITLE, INNER, MOST_LINES);
  const headline = wrapText(request.headline, HEADLINE, INNER, MOST_LINES);
  const headlineTop = AROUND + title.length * TITLE.size * LEADING + BETWEEN;
  const drawingTop = headlineTop + headline.length * HEADLINE.size * LEADING + BETWEEN;
  const { width, height } = PREVIEW;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      'font-family': FONT_FAMILY,
    },
    element('rect', { width, height, fill: LIGHT.page }),
    element('rect', { width, height: 10, fill: LIGHT.link }),
    ...writeLines(title, TITLE, AROUND, LIGHT.ink),
    ...writeLines(headline, HEADLINE, headlineTop, LIGHT.quiet),
    fitDrawing(await drawClaimFile(request), Math.ceil(drawingTop)),
  );
}

function writeLines(lines: readonly string[], { size, weight }: Font, top: number, fill: string): string[] {
  return lines.map((text, at) => {
    const fromRight = isRightToLeft(text);
    return element(
      'text',
      {
        ...{ x: fromRight ? AROUND + INNER : AROUND, y: Math.round(top + size * (1 + at * LEADING)) },
        ...{ 'font-size': size, 'font-weight': weight, fill, direction: fromRight ? 'rtl' : null },
      },
      escapeXml(isolate(text)),
    );
  });
}

function fitDrawing(file: string, top: number): string {
  const [svg = ''] = /<svg[^]*<\/svg>/u.exec(file) ?? [];
  const [, width = 0, height = 0] = (/ width="([\d.]+)" height="([\d.]+)"/u.exec(svg) ?? []).map(Number);
  const room = { width: INNER, height: PREVIEW.height - AROUND / 2 - top };
  const scale = Math.min(LARGEST, room.width / width, room.height / height);
  const x = Math.round((PREVIEW.width - scale * width) / 2);
  const y = Math.round(top + (room.height - scale * height) / 2);
  return svg.replace(
    / width="[\d.]+" height="[\d.]+"/u,
    ` x="${x}" y="${y}" width="${Math.floor(scale * width)}" height="${Math.floor(scale * height)}"`,
  );
}

const { resolve } = createRequire(import.meta.url);

/**
 * A machine may have no font at all. Arimo is as wide as `text.ts` takes letters to be (Latin, Greek, Cyrillic,
 * Hebrew); DejaVu Sans has Arabic and many more beside. Chinese, Japanese and Korean need a font of the machine's own.
 */
const ARIMO = '@expo-google-fonts/arimo';

const FONT_FILES = [
  `${ARIMO}/400Regular/Arimo_400Regular.ttf`,
  `${ARIMO}/400Regular_Italic/Arimo_400Regular_Italic.ttf`,
  `${ARIMO}/600SemiBold/Arimo_600SemiBold.ttf`,
  `${ARIMO}/700Bold/Arimo_700Bold.ttf`,
  'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
  'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf',
].map((file) => resolve(file));

/** @param svg a whole file, drawn by this folder */
export async function renderPng(svg: string): Promise<Buffer> {
  const image = await renderAsync(anchorRightToLeft(nameFont(svg)), {
    font: { fontFiles: FONT_FILES, loadSystemFonts: true, defaultFontFamily: 'Arimo', sansSerifFamily: 'Arimo' },
  });
  return image.asPng();
}

/** The same picture on every machine, whatever is called Helvetica there. */
function nameFont(svg: string): string {
  return svg.replaceAll(/ font-family="[^"]*"/gu, ' font-family="Arimo, DejaVu Sans"');
}

/** resvg turns letters round, but not the end of the line that `x` stands for. */
function anchorRightToLeft(svg: string): string {
  return svg.replaceAll(/<text [^>]*direction="rtl"[^>]*>/gu, (tag) => {
    const turned = tag.replace(' direction="rtl"', '');
    return turned.includes(' text-anchor=') ? turned : turned.replace('<text ', '<text text-anchor="end" ');
  });
}

const BADGE_FONT: Font = { size: 12, weight: 600 };
const BADGE_HEIGHT = 24;
const BADGE_PADDING = 8;
const BADGE_LABEL = 'hearsay';

/** The badge as an SVG file that needs nothing else. It is an image: it stands within somebody's link. */
export function drawBadge(analysis: Pick<Analysis, 'hops' | 'independentSources'>): string {
  const words = writeBadge(analysis);
  const [left, right] = [BADGE_LABEL, words].map(
    (text) => Math.ceil(measureText(text, BADGE_FONT)) + 2 * BADGE_PADDING,
  ) as [number, number];
  const write = (text: string, x: number, fill: string): string =>
    element('text', { x, y: 16, fill, 'text-anchor': 'middle' }, escapeXml(text));
  const width = left + right;
  const svg = element(
    'svg',
    {
      ...{ xmlns: 'http://www.w3.org/2000/svg', width, height: BADGE_HEIGHT, viewBox: `0 0 ${width} ${BADGE_HEIGHT}` },
      ...{ role: 'img', 'aria-label': `Hearsay: ${words}` },
      ...{ 'font-family': FONT_FAMILY, 'font-size': BADGE_FONT.size, 'font-weight': BADGE_FONT.weight },
    },
    element('title', {}, escapeXml(`Hearsay: ${words}`)),
    element('rect', { width, height: BADGE_HEIGHT, rx: 4, fill: LIGHT.ink }),
    element('path', {
      d: `M${left},0H${width - 4}a4,4 0 0 1 4,4V${BADGE_HEIGHT - 4}a4,4 0 0 1 -4,4H${left}Z`,
      fill: LIGHT.link,
    }),
    write(BADGE_LABEL, left / 2, LIGHT.page),
    write(words, left + right / 2, LIGHT.page),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svg}\n`;
}
