/** The text of a page's article, without menus, forms, comments and the like. */
import { Readability } from '@mozilla/readability';
import { ELEMENT_NODE, parsePage, TEXT_NODE, type PageElement, type PageNode } from './dom.ts';

const BLOCKS = new Set([
  ...['ADDRESS', 'ARTICLE', 'ASIDE', 'BLOCKQUOTE', 'DETAILS', 'DIV', 'DL', 'FIGCAPTION', 'FIGURE', 'FOOTER'],
  ...['H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'HEADER', 'HR', 'MAIN', 'NAV', 'OL', 'P', 'PRE', 'SECTION', 'TABLE', 'UL'],
]);
const LINES = new Set(['DD', 'DT', 'LI', 'SUMMARY', 'TR']);

/** What separates an element from what is before and after it. */
function separate(name: string): string {
  if (BLOCKS.has(name)) return '\n\n';
  if (LINES.has(name)) return '\n';
  return name === 'TD' || name === 'TH' ? ' ' : '';
}

/** Empty where the page has no article. */
export function readArticleText(html: string): string {
  const page = parsePage(html);
  const reader = new Readability<PageElement>(page, {
    disableJSONLD: true,
    serializer: (node) => node as PageElement,
  });
  const article = reader.parse()?.content;
  return article ? writeText(article) : '';
}

/** A text that is marked up, or that may be: what JSON-LD has as the body of an article. */
export function readMarkedText(text: string): string {
  const root = /<\/?[a-z]/iu.test(text) ? parsePage(text).documentElement : null;
  return root ? writeText(root) : tidyText(text);
}

/** An element's text with its paragraphs and lines, as they are seen. */
function writeText(root: PageNode): string {
  const parts: string[] = [];
  const walk = (node: PageNode): void => {
    if (node.nodeType === TEXT_NODE) parts.push((node.textContent ?? '').replace(/\s+/gu, ' '));
    if (node.nodeType !== ELEMENT_NODE) return;
    const space = separate(node.nodeName);
    parts.push(node.nodeName === 'BR' ? '\n' : space);
    for (const child of node.childNodes) walk(child);
    parts.push(space);
  };
  walk(root);
  return tidyText(parts.join(''));
}

// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]+/gu;

/** Without control characters, and with at most one empty line in a row. */
function tidyText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/gu, '\n')
    .replace(UNSEEN, ' ')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}

/** What walls before a page speak of, in the languages that have the most of them. Each line is one subject. */
const WALL_SUBJECTS = [
  /\bcookies?\b|쿠키|クッキー/iu,
  /\bconsent|einwillig|zustimm|consentimiento|consenso|동의|同意/iu,
  /\bpartners?\b|partenaires|\bpartnern?\b|socios/iu,
  /personal data|données personnelles|données à caractère|personenbezogen|datos personales|dati personali|개인정보/iu,
  /privacy|vie privée|datenschutz|privacidad|프라이버시/iu,
  /advertising|publicité|werbung|publicidad|pubblicità|광고/iu,
];
const LONGEST_WALL = 4_000;

/** Whether a text asks for consent rather than tells a story. */
export function isConsentWall(text: string): boolean {
  return text.length <= LONGEST_WALL && WALL_SUBJECTS.filter((subject) => subject.test(text)).length >= 4;
}
