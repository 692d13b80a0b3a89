/** oEmbed 1.0 (https://oembed.com): how a site shows a page of ours in a frame. */
import { create } from 'xmlbuilder2';
import { escapeXml, writeXmlText } from '../../text/xml.ts';
import { absoluteUrl, embedPath } from '../../urls/records.ts';

/** An `<iframe>`; sizes in pixels. */
export interface Frame {
  /** Absolute. */
  src: string;
  title: string;
  width: number;
  height: number;
}

/** The frame around a claim. @param size that the claim fits */
export function frameClaim(
  claim: Readonly<{ id: number; text: string }>,
  baseUrl: string,
  size: Pick<Frame, 'width' | 'height'>,
): Frame {
  return { src: absoluteUrl(baseUrl, embedPath(claim)), title: claim.text, ...size };
}

export interface Embedding {
  frame: Frame;
  provider: { name: string; url: string };
  /** In seconds. */
  cacheAge: number;
}

/** As HTML, with everything escaped. */
export function writeFrame({ src, title, width, height }: Frame): string {
  const [from, name] = [escapeXml(src), escapeXml(title)];
  return `<iframe src="${from}" title="${name}" width="${width}" height="${height}" loading="lazy"></iframe>`;
}

/** As JSON (2.3.4.1). */
export function writeOembedJson(embedding: Embedding): string {
  return JSON.stringify(Object.fromEntries(listFields(embedding)));
}

/** As XML (2.3.4.2). */
export function writeOembedXml(embedding: Embedding): string {
  const root = create({ version: '1.0', encoding: 'UTF-8', standalone: true }).ele('oembed');
  for (const [name, value] of listFields(embedding)) root.ele(name).txt(writeXmlText(String(value)));
  return `${root.end()}\n`;
}

/** The fields of the type `rich` (2.3.4.4). */
function listFields({ frame, provider, cacheAge }: Embedding): readonly (readonly [string, string | number])[] {
  return [
    ['version', '1.0'],
    ['type', 'rich'],
    ['title', frame.title],
    ['provider_name', provider.name],
    ['provider_url', provider.url],
    ['cache_age', cacheAge],
    ['html', writeFrame(frame)],
    ['width', frame.width],
    ['height', frame.height],
  ];
}
