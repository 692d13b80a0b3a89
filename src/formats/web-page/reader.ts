import type { FetchProblem, WebPage } from '../../model/web-pages.ts';
import { isConsentWall, readArticleText, readMarkedText } from './article.ts';
import { parsePage } from './dom.ts';
import { readMetadata } from './metadata.ts';

/** Less is no article, unless the page says that it is one. */
const SHORTEST = 140;

export type ReadPage = { ok: true; page: WebPage } | { ok: false; problem: FetchProblem };

/**
 * Reads a page of the web: what it says of itself, and its article. A page that has no article and does not say that it is
 * one gives nothing, since its title would be that of a wall or of a menu.
 * @param contentType as the server gave it
 * @param url of the page, after redirects
 */
export function readWebPage(bytes: Uint8Array, contentType: string, url: string): ReadPage {
  const html = decodeHtml(bytes, contentType);
  const { isDocument, body, ...page } = readMetadata(parsePage(html), url);
  const shown = readArticleText(html);
  // Pages that scripts fill may have their text in JSON-LD alone.
  const text = shown.length < SHORTEST && body !== null && body.length > shown.length ? readMarkedText(body) : shown;
  if (!isDocument && isConsentWall(text)) return { ok: false, problem: { kind: 'consent-wall' } };
  if (!isDocument && text.length < SHORTEST) return { ok: false, problem: { kind: 'no-article' } };
  return { ok: true, page: { ...page, text: text === '' ? null : text } };
}

/** How far into the page a declaration counts; the standard says 1,024 bytes, and many pages need more. */
const PRESCAN = 4_096;

const MARKS: readonly (readonly [label: string, bytes: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16be', [0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
];

/** The bytes as text, by the order of the HTML standard (13.2.3, "determining the character encoding"). */
function decodeHtml(bytes: Uint8Array, contentType: string): string {
  const mark = MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0];
  const labels = [mark, /charset\s*=\s*["']?([^\s"';,]+)/iu.exec(contentType)?.[1], readDeclaration(bytes)];
  for (const label of labels) {
    const text = label === undefined ? null : decodeAs(label, bytes);
    if (text !== null) return text;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // What browsers take an undeclared page for in most of the world.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** `<meta charset>` or `<meta http-equiv>`. One that says UTF-16 can't be true, since it was found byte by byte. */
function readDeclaration(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, PRESCAN));
  const label = /<meta\s[^>]*?charset\s*=\s*["']?\s*([^\s"'/>;]+)/iu.exec(head)?.[1];
  return label !== undefined && /^utf-?16/iu.test(label) ? 'utf-8' : label;
}

/** Null for a label that the Encoding Standard doesn't have. */
function decodeAs(label: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return null;
  }
}
