/** Sitemaps (https://www.sitemaps.org/protocol.html): what there is to be found, for search engines. */
import { create } from 'xmlbuilder2';

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** Addresses a file. The protocol takes 50,000, but readers wait while a file is written: this takes a tenth of a second. */
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
