/**
 * What a page says of itself outside its text: schema.org in JSON-LD (https://schema.org/NewsArticle), and where that
 * says nothing the `meta` elements of Open Graph (https://ogp.me), Dublin Core, Highwire Press and Parse.ly.
 */
import { LIMITS } from '../../model/limits.ts';
import type { DocumentKind } from '../../model/records.ts';
import type { CreditKind, PageCredit, WebPage } from '../../model/web-pages.ts';
import {
  findNodes,
  isObject,
  listValues,
  readDate,
  readNode,
  readText,
  readUrl,
  type FoundNodes,
  type JsonLdNode,
} from '../claim-review/json-ld.ts';
import { readLanguage } from '../claim-review/reviewed-claim.ts';
import type { PageDocument } from './dom.ts';
import { parseUrl } from '../../model/url.ts';

/** Types of schema.org that are a document, the most telling first, with its kind where it tells one. */
const TYPES: Readonly<Record<string, DocumentKind | null>> = {
  LiveBlogPosting: 'article',
  NewsArticle: 'article',
  ReportageNewsArticle: 'article',
  AnalysisNewsArticle: 'article',
  BackgroundNewsArticle: 'article',
  OpinionNewsArticle: 'article',
  AskPublicNewsArticle: 'article',
  ReviewNewsArticle: 'article',
  BlogPosting: 'article',
  ScholarlyArticle: 'paper',
  Report: null,
  SocialMediaPosting: 'post',
  DiscussionForumPosting: 'post',
  Article: 'article',
  Dataset: 'dataset',
  VideoObject: 'video',
  AudioObject: 'audio',
};

export interface PageMetadata extends Omit<WebPage, 'text'> {
  /** Whether it calls itself an article or another document, as front pages and consent walls don't. */
  isDocument: boolean;
  /** The text in its JSON-LD. */
  body: string | null;
}

const SECTIONS: readonly CreditKind[] = ['isBasedOn', 'citation', 'sourceOrganization'];
const MOST_CREDITS = 50;
const MOST_AUTHORS = 20;

/** @param url of the page, to which its addresses are relative */
export function readMetadata(document: PageDocument, url: string): PageMetadata {
  const { node, named, kind } = findDocumentNode(document);
  const of = (...members: string[]) => members.map((member) => node?.members.get(member));
  const meta = readMeta(document);
  const type = meta('og:type') ?? '';
  const names = (value: unknown) => listValues(value).flatMap((one) => readThing(one, named)?.name ?? []);
  const publisher = first(names(of('publisher')), meta('og:site_name', 'dc.publisher', 'dcterms.publisher'));
  const free = readText(of('isAccessibleForFree'));
  const authors = [...new Set(names(of('author', 'creator')))];
  return {
    title: cutTo(LIMITS.title, readText(of('headline', 'name')) ?? readTitle(document, meta, publisher)),
    publisher: cutTo(LIMITS.sourceName, publisher),
    publishedAt: firstDate([of('datePublished'), ...DATES.map((name) => meta(name)), readDateItem(document)]),
    language: readLanguage(
      [readText(of('inLanguage')) ?? of('inLanguage'), ...readLanguages(document, meta)].map(writeTag),
    ),
    kind: kind ?? (type === 'article' ? 'article' : type.startsWith('video') ? 'video' : null),
    authors: (authors.length > 0 ? authors : listMetaAuthors(meta)).slice(0, MOST_AUTHORS),
    credits: listCredits(of, named, meta, url),
    canonicalUrl: resolveUrl(document.querySelector('link[rel~="canonical"]')?.getAttribute('href') ?? null, url),
    isForSubscribers: listValues(of('isAccessibleForFree')).includes(false) || /^false$/iu.test(free ?? ''),
    isDocument: node !== null || type === 'article',
    body: readBody(of('articleBody')),
  };
}

interface DocumentNode {
  node: JsonLdNode | null;
  named: FoundNodes['named'];
  kind: DocumentKind | null;
}

/** The first block that describes a document. One that is not JSON is passed over: the others may be sound. */
function findDocumentNode(document: PageDocument): DocumentNode {
  const blocks = [...document.querySelectorAll('script[type="application/ld+json"]')].flatMap(({ textContent }) =>
    parseBlock(textContent ?? ''),
  );
  for (const [type, kind] of Object.entries(TYPES)) {
    const { nodes, named } = findNodes(blocks, type);
    if (nodes.length > 0) return { node: readNode(nodes[0]!.value, named), named, kind };
  }
  return { node: null, named: new Map(), kind: null };
}

function parseBlock(text: string): unknown[] {
  try {
    return [JSON.parse(text.replace(/^\s*(?:\/\/)?<!\[CDATA\[|(?:\/\/)?\]\]>\s*$/gu, ''))];
  } catch {
    return [];
  }
}

type ReadMeta = (...names: string[]) => string | null;

/** The first of these names that has a value, whether it is a `name` or a `property`, in any case. */
function readMeta(document: PageDocument): ReadMeta {
  const values = new Map<string, string>();
  for (const element of document.querySelectorAll('meta[content]')) {
    const name = (element.getAttribute('property') ?? element.getAttribute('name'))?.trim().toLowerCase();
    const value = readText(element.getAttribute('content'));
    if (name !== undefined && value !== null && !values.has(name)) values.set(name, value);
  }
  return (...names) => names.map((name) => values.get(name)).find((value) => value !== undefined) ?? null;
}

function readTitle(document: PageDocument, meta: ReadMeta, publisher: string | null): string | null {
  const given = meta('og:title', 'dc.title', 'dcterms.title', 'citation_title', 'parsely-title');
  if (given !== null) return given;
  const whole = readText(document.querySelector('title')?.textContent);
  // “Story – The Post”: the site's name is no part of the title.
  const [, title, site] = /^(.+?)\s+[|–—-]\s+([^|–—]+)$/u.exec(whole ?? '') ?? [];
  if (title !== undefined && site === publisher) return title;
  return whole ?? readText(document.querySelector('h1')?.textContent);
}

const DATES = [
  ...['article:published_time', 'og:article:published_time', 'parsely-pub-date', 'citation_publication_date'],
  ...['dc.date.issued', 'dcterms.issued', 'dc.date', 'dcterms.date', 'dcterms.created', 'date', 'pubdate'],
];

function readDateItem(document: PageDocument): string | null {
  const element = document.querySelector('[itemprop~="datePublished"]');
  return element?.getAttribute('datetime') ?? element?.getAttribute('content') ?? null;
}

const firstDate = (values: readonly unknown[]): string | null =>
  values.map(readDate).find((date) => date !== null) ?? null;

/** A page's `lang` comes first: og:locale is often the default of its software. */
function readLanguages(document: PageDocument, meta: ReadMeta): (string | null)[] {
  const own = document.documentElement?.getAttribute('lang') ?? null;
  return [own === '' ? null : own, meta('dc.language', 'dcterms.language', 'content-language', 'og:locale')];
}

/** `en_US`, as Open Graph writes it, as `en-US`. */
const writeTag = (tag: unknown): unknown => (typeof tag === 'string' ? tag.trim().replaceAll('_', '-') : tag);

function listMetaAuthors(meta: ReadMeta): string[] {
  const author = meta('author', 'article:author', 'dc.creator', 'dcterms.creator', 'parsely-author', 'byl');
  return author === null || /^https?:/iu.test(author) ? [] : [author];
}

function listCredits(
  of: (member: string) => unknown,
  named: FoundNodes['named'],
  meta: ReadMeta,
  base: string,
): PageCredit[] {
  const things = SECTIONS.flatMap((kind) =>
    listValues(of(kind)).flatMap((value) => {
      const thing = readThing(value, named);
      return thing === null ? [] : [{ kind, ...thing }];
    }),
  );
  // Google's names for the address of a wire's story, and of the first to report it.
  const sources = ['syndication-source', 'original-source'].flatMap((name) => resolveUrl(meta(name), base) ?? []);
  const lines = [readText(of('creditText'))].flatMap((name) => name ?? []);
  const all: PageCredit[] = [
    ...things,
    ...sources.map((url) => ({ kind: 'isBasedOn' as const, name: null, url })),
    ...lines.map((name) => ({ kind: 'credit' as const, name, url: null })),
  ];
  const unique = new Map(all.map((credit) => [[credit.kind, credit.name, credit.url].join('\n'), credit]));
  return [...unique.values()].slice(0, MOST_CREDITS);
}

/** A person, an organisation or a work: its name and its address. A text is one or the other. */
function readThing(value: unknown, named: FoundNodes['named']): { name: string | null; url: string | null } | null {
  const node = isObject(value) || (typeof value === 'string' && named.has(value)) ? readNode(value, named) : null;
  const text = node ? null : readText(value);
  const isAddress = text !== null && /^https?:\/\//iu.test(text);
  const name = node ? readText([node.members.get('name'), node.members.get('headline')]) : isAddress ? null : text;
  const id = isObject(value) ? value['@id'] : null;
  const url = node ? (readUrl(node.members.get('url')) ?? readUrl(id)) : isAddress ? readUrl(text) : null;
  return name === null && url === null ? null : { name: cutTo(LIMITS.title, name), url };
}

/** Lines are kept, unlike those of names. */
function readBody(values: readonly unknown[]): string | null {
  const text = values.find((value) => typeof value === 'string' && value.trim() !== '');
  return typeof text === 'string' ? text : null;
}

function resolveUrl(address: string | null, base: string): string | null {
  return address === null ? null : readUrl(parseUrl(address, base)?.href);
}

const first = (values: readonly string[], otherwise: string | null): string | null => values[0] ?? otherwise;

const cutTo = (most: number, text: string | null): string | null =>
  text === null ? null : Array.from(text).slice(0, most).join('').trim();
