/** Addresses of what is for other people's pages and programs. They are built here and in `urls.ts` alone. */
import { addQuery, claimAddress, listFilters, parseId, type ClaimsAsked, type Address } from './records.ts';

/** The newest changes of the claims of a list, as an Atom feed. */
export function feedPath(asked: ClaimsAsked = {}): string {
  const path = '/feed.atom';
  return addQuery({ html: path, json: path }, listFilters(asked)).html;
}

/** A claim small, to stand in a frame on somebody else's page. */
export function embedPath(claim: { id: number; text: string }): string {
  return `${claimAddress(claim).html}/embed`;
}

/** A claim's numbers as an image of one line. */
export function badgePath(claim: { id: number; text: string }): string {
  return `${claimAddress(claim).html}/badge.svg`;
}

/** The picture that other sites show beside a link to a claim. */
export function previewPath(claim: { id: number; text: string }): string {
  return `${claimAddress(claim).html}/preview.png`;
}

/** Where programs ask how to embed a page (https://oembed.com). */
export const oembedPath = '/oembed';

/** How to embed the page with this address, which is absolute. */
export function oembedOf(url: string): string {
  const asked = addQuery({ html: oembedPath, json: oembedPath }, { url, format: 'json' });
  return asked.html;
}

/** Reads the number of the claim from the whole address of its page on this site; null when it is none. */
export function parseClaimUrl(url: string, baseUrl: string): number | null {
  if (!URL.canParse(url)) return null;
  const { origin, pathname } = new URL(url);
  const [, param] = /^\/claims\/([^/.]+)$/.exec(pathname) ?? [];
  return origin === new URL(baseUrl).origin && param !== undefined ? parseId(param) : null;
}

/** Whether other sites may show what is here in a frame. */
export function isForFrames(path: string): boolean {
  return /^\/claims\/[^/]+\/embed$/.test(path);
}

/** Whether other sites may load what is here: images, feeds, and what stands in frames. */
export function isForOthers(path: string): boolean {
  return isForFrames(path) || /^\/(claims\/.+\.(svg|png)|feed\.atom|oembed)$/.test(path);
}

export const robotsPath = '/robots.txt';
export const sitemapPath = '/sitemap.xml';

/** The kinds of records whose pages a sitemap names. */
export type SitemapKind = 'claims' | 'sources' | 'documents';

/** One part of a large sitemap, counted from 1. */
export function sitemapPartPath(kind: SitemapKind, part: number): string {
  return `/sitemap-${kind}-${part}.xml`;
}

/** What programs can do here: in words, and as OpenAPI. */
export const apiAddress: Address = { html: '/api', json: '/openapi.json' };

/** Within the page of the API: a kind of problem. */
export function problemAnchor(name: string): string {
  return `problem-${name}`;
}

/** A list at the API, asked for as its page is; `limit` unless it goes without saying. */
export function apiListPath(page: Address, limit: number | null): string {
  const path = `/api${page.html}`;
  return limit === null ? path : `${path}${path.includes('?') ? '&' : '?'}limit=${limit}`;
}
