/** The addresses of everything but single records: lists and search, accounts, the API, and what other sites ask for. */
import type { ClaimSort, SourceKey } from '../model/queries.ts';
import type { ClaimStatus, FindingKind, SourceKind } from '../model/records.ts';
import { addQuery, addQueryToPath, parseId, type Address } from './records.ts';

export const homeAddress: Address = { html: '/', json: '/index.json' };

/** The query of a list of claims; what is missing, null or the default is not in the address. */
export interface ClaimListQuery {
  q?: string | null;
  /** Sources by their numbers, or by what was typed. */
  source?: number | string | null;
  origin?: number | string | null;
  /** All of these. */
  findings?: readonly FindingKind[];
  hops?: number | null;
  topic?: string | null;
  /** Those of another status than published are for editors. */
  status?: ClaimStatus;
  sort?: ClaimSort;
  /** Where the list goes on, as the page before says. */
  after?: string | null;
}

export function claimsAddress(query: ClaimListQuery = {}): Address {
  const { status, sort, after } = query;
  return addQuery(
    { html: '/claims', json: '/claims.json' },
    { ...writeFilters(query), status: writeStatus(status), sort: sort === 'newest' ? null : sort, after },
  );
}

function writeFilters({ q, source, origin, findings, hops, topic }: ClaimListQuery) {
  return { q, source, origin, finding: findings, hops, topic };
}

/** Null for the default. */
function writeStatus(status: ClaimStatus | undefined): ClaimStatus | null {
  return status === undefined || status === 'published' ? null : status;
}

/** The claims that a source speaks in, anywhere in a chain or as an origin. */
export function claimsOfSourcePath(id: number, as: 'source' | 'origin'): string {
  return claimsAddress({ [as]: id }).html;
}

/** The newest changes of the claims of a list, as an Atom feed. */
export function feedPath(query: ClaimListQuery = {}): string {
  return addQueryToPath('/feed.atom', writeFilters(query));
}

export function sourcesAddress({
  name,
  kind,
  after,
}: { name?: string | null; kind?: SourceKind | null; after?: SourceKey | null } = {}): Address {
  return addQuery(
    { html: '/sources', json: '/sources.json' },
    { q: name, kind, after: after && `${after.id} ${after.name}` },
  );
}

/** The documents of everybody or of one publisher; with `after`, those that follow the one with this number. */
export function documentsAddress({
  publisher,
  after,
}: { publisher?: number | null; after?: number | null } = {}): Address {
  return addQuery({ html: '/documents', json: '/documents.json' }, { publisher, after });
}

export type SearchType = 'claims' | 'sources' | 'documents';

/** The search in one type of records, or in all of them; without words, its empty form. */
export function searchAddress({
  q,
  type,
  status,
  after,
}: { q?: string | null; type?: SearchType | null; status?: ClaimStatus; after?: number | null } = {}): Address {
  return addQuery({ html: '/search', json: '/search.json' }, { q, type, status: writeStatus(status), after });
}

/** Where people sign in; they come back to `from`. */
export function signInPath(from: string): string {
  return from === '/' ? '/sign-in' : `/sign-in?return=${encodeURIComponent(from)}`;
}

export const signOutPath = '/sign-out';

/** The address of a one-time link, which pages, commands and the first start all hand out. */
export function welcomePath(token: string): string {
  return `/welcome?token=${encodeURIComponent(token)}`;
}

export const accountAddress: Address = { html: '/account', json: '/account.json' };
export const tokensPath = '/account/tokens';

export function revokeTokenPath(id: number): string {
  return `${tokensPath}/${id}/revoke`;
}

export const usersAddress: Address = { html: '/users', json: '/users.json' };
export const invitePath = '/users/invite';

export function userAddress(id: string): Address {
  const path = `/users/${encodeURIComponent(id)}`;
  return { html: path, json: `${path}.json` };
}

export const importPath = '/import';
export const importTemplatePath = '/import/template.csv';

/** Everything that is published, one claim a line. */
export const exportAllPath = '/export.ndjson';

/** The JSON Schema of `hearsay.claim/1`. */
export const schemaPath = '/schemas/hearsay.claim-1.json';

/** What programs can do here: in words, and as OpenAPI. */
export const apiAddress: Address = { html: '/api', json: '/openapi.json' };

/** Within the page of the API: a kind of problem. */
export function problemAnchor(name: string): string {
  return `problem-${name}`;
}

/** The list at the API that has the query of a page; `limit` is null for the default. */
export function apiListPath(page: Address, limit: number | null): string {
  const path = `/api${page.html}`;
  return limit === null ? path : `${path}${path.includes('?') ? '&' : '?'}limit=${limit}`;
}

/** The definitions of words, measures and findings. */
export const aboutAddress: Address = { html: '/about', json: '/about.json' };

/** Where a kind of finding is defined. */
export function findingDefinition(kind: FindingKind): string {
  return `${aboutAddress.html}#${findingAnchor(kind)}`;
}

/** Within the page of definitions: a kind of finding. */
export function findingAnchor(kind: FindingKind): string {
  return `finding-${kind}`;
}

/** Where a word is defined. */
export function termDefinition(word: string): string {
  return `${aboutAddress.html}#${termAnchor(word)}`;
}

/** Within the page of definitions: a word. */
export function termAnchor(word: string): string {
  return `term-${word.replaceAll(' ', '-')}`;
}

/** What the reading of stories finds and misses. */
export const aboutReadingAddress: Address = { html: '/about/reading', json: '/about/reading.json' };

/** Where programs ask how to embed a page (https://oembed.com). */
export const oembedPath = '/oembed';

/** How to embed the page with this address, which is absolute. */
export function oembedOf(url: string): string {
  return addQueryToPath(oembedPath, { url, format: 'json' });
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

/** One part of a large sitemap, counted from 1. */
export function sitemapPartPath(kind: SitemapKind, part: number): string {
  return `/sitemap-${kind}-${part}.xml`;
}

/** The kinds of records whose pages a sitemap names. */
export type SitemapKind = 'claims' | 'sources' | 'documents';
