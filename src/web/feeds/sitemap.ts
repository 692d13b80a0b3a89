/** `/sitemap.xml`: every page of a record that readers see, in one file or, where they are many, in parts by number. */
import type { Request } from 'express';
import { SITEMAP_PAGE, writeSitemap, writeSitemapIndex } from '../../formats/web/sitemap.ts';
import type { AddressedRecord } from '../../storage/addresses.ts';
import { NotFound } from '../http/errors.ts';
import type { FileReply, Route, Site } from '../http/route.ts';
import { sitemapPartPath, sitemapPath, type SitemapKind, homeAddress } from '../../urls/site.ts';
import { absoluteUrl, claimAddress, documentAddress, sourceAddress } from '../../urls/records.ts';

/** Where the page of a record is. */
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
    return reply(sitemapPartPath(kind, part), writeSitemap(pages));
  };
}

interface Part {
  kind: SitemapKind;
  /** It has the numbers up to `part * SITEMAP_PAGE`. */
  part: number;
}

async function writeAll(site: Site): Promise<FileReply> {
  const home = absoluteUrl(site.config.baseUrl, homeAddress.html);
  const pages: { url: string; changedAt: string | null }[] = [{ url: home, changedAt: null }];
  for (const kind of SITEMAP_KINDS) pages.push(...(await listPages(site, { kind, part: 1 }, SITEMAP_PAGE)));
  return reply(sitemapPath, writeSitemap(pages));
}

/** Parts of which readers see nothing are not there. */
async function writeIndex(site: Site, parts: readonly Part[]): Promise<FileReply> {
  const urls: string[] = [];
  for (const { kind, part } of parts) {
    const isThere = (await listPages(site, { kind, part }, 1)).length > 0;
    if (isThere) urls.push(absoluteUrl(site.config.baseUrl, sitemapPartPath(kind, part)));
  }
  return reply(sitemapPath, writeSitemapIndex(urls));
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

function reply(path: string, body: string): FileReply {
  return { kind: 'file', type: 'application/xml', path, body };
}
