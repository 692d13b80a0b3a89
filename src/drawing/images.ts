/** What other sites show of a claim: the badge, and the picture beside a link (Open Graph, `og:image`). */
import { escapeXml } from '../text/xml.ts';
import { drawClaimFile, type DrawingRequest } from './claim/claim.ts';
import { FONT_FAMILY, type Font, isolate, isRightToLeft, wrapText, measureText } from './text.ts';
import { element, LIGHT } from './svg.ts';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { renderAsync } from '@resvg/resvg-js';

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
  const { width, height } = measureFile(svg);
  const room = { width: INNER, height: PREVIEW.height - AROUND / 2 - top };
  const scale = Math.min(LARGEST, room.width / width, room.height / height);
  const x = Math.round((PREVIEW.width - scale * width) / 2);
  const y = Math.round(top + (room.height - scale * height) / 2);
  return svg.replace(
    / width="[\d.]+" height="[\d.]+"/u,
    ` x="${x}" y="${y}" width="${Math.floor(scale * width)}" height="${Math.floor(scale * height)}"`,
  );
}

/** In pixels of the picture per unit of the drawing: sharp on screens of twice the density, and in print. */
const SHARP = 2;
/** Rendering has a thread of its own, encoding does not: so many pixels take 40 ms. A larger drawing is less sharp. */
const MOST_PIXELS = 3_000_000;

/** The drawing alone, as sharp as there is time for. */
export async function renderDrawing(request: DrawingRequest): Promise<Buffer> {
  const svg = await drawClaimFile(request);
  const { width, height } = measureFile(svg);
  return renderPng(svg, Math.min(SHARP, Math.sqrt(MOST_PIXELS / (width * height))));
}

/** A file's size in its own units. */
function measureFile(svg: string): { width: number; height: number } {
  const [width = 1, height = 1] = (/ width="([\d.]+)" height="([\d.]+)"/u.exec(svg) ?? []).slice(1).map(Number);
  return { width, height };
}

const { resolve } = createRequire(import.meta.url);
/** A package without its font files among its exports. */
const besideEntry = (name: string, file: string): string => join(dirname(resolve(name)), '..', 'fonts', file);

/**
 * A machine may have no font at all. Arimo is as wide as `text.ts` takes letters to be (Latin, Greek, Cyrillic,
 * Hebrew); what it lacks is taken from the first of the others that has it. DejaVu Sans has Armenian, Georgian and
 * symbols; the Chinese font has kana and traditional characters too. Further scripts need a font of the machine's own.
 */
export const FONT_FILES: readonly string[] = [
  ...['400Regular', '400Regular_Italic', '600SemiBold', '700Bold'].map((style) =>
    resolve(`@expo-google-fonts/arimo/${style}/Arimo_${style}.ttf`),
  ),
  resolve('@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf'),
  resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
  resolve('@expo-google-fonts/noto-sans-devanagari/400Regular/NotoSansDevanagari_400Regular.ttf'),
  resolve('@expo-google-fonts/noto-sans-bengali/400Regular/NotoSansBengali_400Regular.ttf'),
  resolve('@expo-google-fonts/noto-sans-thai/400Regular/NotoSansThai_400Regular.ttf'),
  besideEntry('@embedpdf/fonts-sc', 'NotoSansHans-Regular.otf'),
  besideEntry('@embedpdf/fonts-kr', 'NotoSansKR-Regular.otf'),
];

/**
 * @param svg a whole file, drawn by this folder
 * @param scale pixels per unit
 */
export async function renderPng(svg: string, scale = 1): Promise<Buffer> {
  const image = await renderAsync(anchorRightToLeft(nameFont(svg)), {
    fitTo: { mode: 'zoom', value: scale },
    font: {
      ...{ fontFiles: [...FONT_FILES], loadSystemFonts: true },
      ...{ defaultFontFamily: 'Arimo', sansSerifFamily: 'Arimo' },
    },
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
/** @param words as `writeBadge` says them */
export function drawBadge(words: string): string {
  const [label, said] = [BADGE_LABEL, words].map((text) => Math.ceil(measureText(text, BADGE_FONT))) as [
    number,
    number,
  ];
  const [left, right] = [label + 2 * BADGE_PADDING, said + 2 * BADGE_PADDING];
  // Another font is drawn as wide as this one: it never leaves its box.
  const write = (text: string, x: number, textLength: number): string =>
    element(
      'text',
      { x, y: 16, fill: LIGHT.page, 'text-anchor': 'middle', textLength, lengthAdjust: 'spacingAndGlyphs' },
      escapeXml(text),
    );
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
    write(BADGE_LABEL, left / 2, label),
    write(words, left + right / 2, said),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svg}\n`;
}
