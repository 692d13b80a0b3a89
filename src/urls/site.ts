import type { ClaimSort, DocumentSort, SourceKey, SourcePlace } from '../model/queries.ts';
import type { ClaimStatus, DocumentKind, FindingKind, SourceKind } from '../model/records.ts';
import { addQuery, addQueryToPath, parseId, type Address } from './records.ts';
import { parseUrl } from '../model/url.ts';

export const homeAddress: Address = { html: '/', json: '/index.json' };

/** Missing values, nulls and defaults are left out of the address. */
export interface ClaimListQuery {
  q?: string | null;
  /** A source's number, or what was typed. */
  source?: number | string | null;
  /** Where that source stands. */
  as?: SourcePlace | null;
  origin?: number | string | null;
  findings?: readonly FindingKind[];
  hops?: number | null;
  topic?: string | null;
  /** Changed after this day, or this time in UTC. */
  since?: string | null;
  /** Other than `published` only for editors. */
  status?: ClaimStatus;
  sort?: ClaimSort;
  after?: string | null;
}

export function claimsAddress(query: ClaimListQuery = {}): Address {
  const { status, sort, after } = query;
  return addQuery(
    { html: '/claims', json: '/claims.json' },
    { ...writeFilters(query), status: writeStatus(status), sort: sort === 'newest' ? null : sort, after },
  );
}

function writeFilters({ q, source, as, origin, findings, hops, topic, since }: ClaimListQuery) {
  return { q, source, as, origin, finding: findings, hops, topic, since };
}

function writeStatus(status: ClaimStatus | undefined): ClaimStatus | null {
  return status === undefined || status === 'published' ? null : status;
}

/** The claims in which a source speaks, or stands so. */
export function claimsOfSourcePath(id: number, as: SourcePlace | 'origin' | null = null): string {
  return claimsAddress(as === 'origin' ? { origin: id } : { source: id, as }).html;
}

/** The last published claims of a list, as an Atom feed. */
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

/** Missing values, nulls and defaults are left out of the address. */
export interface DocumentListQuery {
  q?: string | null;
  /** A source's number. */
  publisher?: number | null;
  kind?: DocumentKind | null;
  language?: string | null;
  sort?: DocumentSort;
  after?: string | null;
}

export function documentsAddress({ q, publisher, kind, language, sort, after }: DocumentListQuery = {}): Address {
  const order = sort === 'date' ? null : sort;
  return addQuery(
    { html: '/documents', json: '/documents.json' },
    { q, publisher, kind, language, sort: order, after },
  );
}

export type SearchType = 'claims' | 'sources' | 'documents';

export function searchAddress({
  q,
  type,
  status,
  after,
}: { q?: string | null; type?: SearchType | null; status?: ClaimStatus; after?: number | null } = {}): Address {
  return addQuery({ html: '/search', json: '/search.json' }, { q, type, status: writeStatus(status), after });
}

/** Signing in leads back to `from`. */
export function signInPath(from: string): string {
  return from === '/' ? '/sign-in' : `/sign-in?return=${encodeURIComponent(from)}`;
}

/** The second step of signing in, which leads back to `from`. */
export function signInCodePath(from: string): string {
  return from === '/' ? codePath : `${codePath}?return=${encodeURIComponent(from)}`;
}

export const codePath = '/sign-in/code';
export const strengthPath = '/password-strength';
export const signOutPath = '/sign-out';

export function welcomePath(token: string): string {
  return `/welcome?token=${encodeURIComponent(token)}`;
}

export const accountAddress: Address = { html: '/account', json: '/account.json' };
export const sessionsPath = '/account/sessions';
export const tokensPath = '/account/tokens';
export const secondFactorPath = '/account/second-factor';

export function revokeTokenPath(id: number): string {
  return `${tokensPath}/${id}/revoke`;
}

export const usersAddress: Address = { html: '/users', json: '/users.json' };
export const eventsAddress: Address = { html: '/users/events', json: '/users/events.json' };
export const backupsAddress: Address = { html: '/backups', json: '/backups.json' };
export const invitePath = '/users/invite';

export function userAddress(id: string): Address {
  const path = `/users/${encodeURIComponent(id)}`;
  return { html: path, json: `${path}.json` };
}

export const importPath = '/import';
export const importTemplatePath = '/import/template.csv';

export const exportAllPath = '/export.ndjson';

export const schemaPath = '/schemas/hearsay.claim-1.json';

export const apiAddress: Address = { html: '/api', json: '/openapi.json' };

/** What each format of a claim holds. */
export const formatsSection = `${apiAddress.html}#formats`;

export function problemAnchor(name: string): string {
  return `problem-${name}`;
}

/** The API's list with the query of a page; `limit` is null for the default. */
export function apiListPath(page: Address, limit: number | null): string {
  const path = `/api${page.html}`;
  return limit === null ? path : `${path}${path.includes('?') ? '&' : '?'}limit=${limit}`;
}

/** Where the API reads one record. */
export const apiSourcePath = (uid: string): string => `/api/sources/${uid}`;
export const apiDocumentPath = (uid: string): string => `/api/documents/${uid}`;

export const aboutAddress: Address = { html: '/about', json: '/about.json' };

export function findingDefinition(kind: FindingKind): string {
  return `${aboutAddress.html}#${findingAnchor(kind)}`;
}

export function findingAnchor(kind: FindingKind): string {
  return `finding-${kind}`;
}

export function termDefinition(word: string): string {
  return `${aboutAddress.html}#${termAnchor(word)}`;
}

export function termAnchor(word: string): string {
  return `term-${word.replaceAll(' ', '-')}`;
}

export const aboutReadingAddress: Address = { html: '/about/reading', json: '/about/reading.json' };

/** See https://oembed.com. */
export const oembedPath = '/oembed';

/** @param url absolute, of a page */
export function oembedOf(url: string): string {
  return addQueryToPath(oembedPath, { url, format: 'json' });
}

/** The number in the absolute URL of a claim's page on this site; null for other URLs. */
export function parseClaimUrl(url: string, baseUrl: string): number | null {
  const parsed = parseUrl(url);
  if (!parsed) return null;
  const { origin, pathname } = parsed;
  const [, param] = /^\/claims\/([^/.]+)$/.exec(pathname) ?? [];
  return origin === new URL(baseUrl).origin && param !== undefined ? parseId(param) : null;
}

/** Whether other sites may frame it. */
export function isForFrames(path: string): boolean {
  return /^\/claims\/[^/]+\/embed$/.test(path);
}

/** Whether it is a claim's badge, which other sites show as a picture. */
export function isBadge(path: string): boolean {
  return /^\/claims\/[^/]+\/badge\.svg$/.test(path);
}

/** Whether other sites may load it: images, feeds and frames. */
export function isForOthers(path: string): boolean {
  return isForFrames(path) || /^\/(claims\/.+\.(svg|png)|feed\.atom|oembed)$/.test(path);
}

export const robotsPath = '/robots.txt';
export const sitemapPath = '/sitemap.xml';

/** `part` is counted from 1. */
export function sitemapPartPath(kind: SitemapKind, part: number): string {
  return `/sitemap-${kind}-${part}.xml`;
}

export type SitemapKind = 'claims' | 'sources' | 'documents';
