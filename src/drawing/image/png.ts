/** Turns a picture of ours into PNG, for sites that show no SVG. */
import { createRequire } from 'node:module';
import { renderAsync } from '@resvg/resvg-js';

const { resolve } = createRequire(import.meta.url);

/**
 * A machine may have no font at all. Arimo is as wide as `text-width.ts` takes letters to be (Latin, Greek, Cyrillic,
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
