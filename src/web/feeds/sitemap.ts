/**
 * `/sitemap.xml` (https://www.sitemaps.org/protocol.html): every page of a record that readers see, in one file or, where
 * there are many, in numbered parts. And `/robots.txt` (RFC 9309), which points to it.
 */
import type { Request } from 'express';
import type { AddressedRecord } from '../../storage/addresses.ts';
import { NotFound } from '../http/errors.ts';
import type { FileReply, Route, Site } from '../http/route.ts';
import {
  sitemapPartPath,
  sitemapPath,
  type SitemapKind,
  homeAddress,
  claimsAddress,
  signInPath,
  searchAddress,
  feedPath,
} from '../../urls/site.ts';
import { absoluteUrl, claimAddress, documentAddress, sourceAddress } from '../../urls/records.ts';
import { create } from 'xmlbuilder2';

const PAGE_OF: Readonly<Record<SitemapKind, (record: AddressedRecord) => string>> = {
  claims: ({ id, words }) => claimAddress({ id, text: words }).html,
  sources: ({ id, words }) => sourceAddress({ id, name: words }).html,
  documents: ({ id, words }) => documentAddress({ id, title: words }).html,
};

export const SITEMAP_KINDS = Object.keys(PAGE_OF) as SitemapKind[];

export async function showSitemap(site: Site): Promise<FileReply> {
  const lasts: { kind: SitemapKind; last: number }[] = [];
  for (const kind of SITEMAP_KINDS) lasts.push({ kind, last: await site.store.addresses[kind].readLast() });
  const most = lasts.reduce((sum, { last }) => sum + last, 0);
  if (most <= SITEMAP_PAGE) return writeAll(site);
  const parts = lasts.flatMap(({ kind, last }) => {
    return Array.from({ length: Math.ceil(last / SITEMAP_PAGE) }, (_, before) => ({ kind, part: before + 1 }));
  });
  return writeIndex(site, parts);
}

/** The route of one kind's parts: `/sitemap-claims-1.xml`. */
export function showSitemapPart(kind: SitemapKind): Route['handler'] {
  return async (site, request) => {
    const part = readPart(request);
    const pages = part === null ? [] : await listPages(site, { kind, part }, SITEMAP_PAGE);
    if (part === null || pages.length === 0) throw new NotFound();
    return reply(writeSitemap(pages));
  };
}

interface Part {
  kind: SitemapKind;
  /** From 1; it covers the ids up to `part * SITEMAP_PAGE`. */
  part: number;
}

async function writeAll(site: Site): Promise<FileReply> {
  const home = absoluteUrl(site.config.baseUrl, homeAddress.html);
  const pages: { url: string; changedAt: string | null }[] = [{ url: home, changedAt: null }];
  for (const kind of SITEMAP_KINDS) pages.push(...(await listPages(site, { kind, part: 1 }, SITEMAP_PAGE)));
  return reply(writeSitemap(pages));
}

/** Leaves out parts of which readers see nothing. */
async function writeIndex(site: Site, parts: readonly Part[]): Promise<FileReply> {
  const urls: string[] = [];
  for (const { kind, part } of parts) {
    const isThere = (await listPages(site, { kind, part }, 1)).length > 0;
    if (isThere) urls.push(absoluteUrl(site.config.baseUrl, sitemapPartPath(kind, part)));
  }
  return reply(writeSitemapIndex(urls));
}

async function listPages({ store, config }: Site, { kind, part }: Part, limit: number) {
  const range = { from: (part - 1) * SITEMAP_PAGE + 1, to: part * SITEMAP_PAGE, limit };
  const records = await store.addresses[kind].list(range);
  return records.map((record) => {
    return { url: absoluteUrl(config.baseUrl, PAGE_OF[kind](record)), changedAt: record.changedAt };
  });
}

function readPart({ params }: Request): number | null {
  const part = String(params.part);
  return /^[1-9]\d{0,8}$/.test(part) ? Number(part) : null;
}

function reply(body: string): FileReply {
  return { kind: 'file', type: 'application/xml', body };
}

/** Views of a claim and steps of a list: crawlers would find a page for each of their values. */
const VIEW_PARAMETERS = ['focus', 'depth', 'from', 'before'];

export function showRobots({ config }: Site): FileReply {
  const list = claimsAddress().html;
  const lines = [
    'User-agent: *',
    `Disallow: ${signInPath('/')}`,
    `Disallow: ${searchAddress().html}`,
    `Disallow: ${feedPath()}?`,
    `Disallow: ${list}?`,
    // The longer rule wins (2.2.2): crawlers may page through the list.
    `Allow: ${claimsAddress({ after: '' }).html}`,
    ...VIEW_PARAMETERS.map((name) => `Disallow: /*?*${name}=`),
    '',
    `Sitemap: ${absoluteUrl(config.baseUrl, sitemapPath)}`,
    '',
  ];
  return { kind: 'file', type: 'text/plain', body: lines.join('\n') };
}

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** Addresses per file. The protocol allows 50,000, but writing 5,000 takes a tenth of a second, and requests wait meanwhile. */
export const SITEMAP_PAGE = 5_000;

/** @param pages absolute addresses, each with the time of its last change where that is known; at most `SITEMAP_PAGE` */
export function writeSitemap(pages: readonly { url: string; changedAt: string | null }[]): string {
  const set = create({ version: '1.0', encoding: 'UTF-8' }).ele(NAMESPACE, 'urlset');
  for (const { url, changedAt } of pages) {
    const entry = set.ele('url');
    entry.ele('loc').txt(url);
    if (changedAt !== null) entry.ele('lastmod').txt(changedAt);
  }
  return `${set.end()}\n`;
}

/** @param urls of sitemaps, absolute */
export function writeSitemapIndex(urls: readonly string[]): string {
  const index = create({ version: '1.0', encoding: 'UTF-8' }).ele(NAMESPACE, 'sitemapindex');
  for (const url of urls) index.ele('sitemap').ele('loc').txt(url);
  return `${index.end()}\n`;
}
