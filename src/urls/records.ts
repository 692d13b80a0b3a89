/** Builds every address, with `outward-urls.ts`. All of them are percent-encoded: fit for headers and attributes alike. */
import { claimPath, recordPath } from './slug.ts';
import type { ClaimStatus, FindingKind, SourceKind, Uid } from '../model/records.ts';
import type { ClaimSort, Asked } from '../model/queries.ts';

/** A page and its JSON twin. */
export interface Address {
  html: string;
  json: string;
}

/** Where everything is searched, and what this is. */

export const homeAddress: Address = { html: '/', json: '/index.json' };

/** The JSON Schema of `hearsay.claim/1`. */
export const schemaPath = '/schemas/hearsay.claim-1.json';

export const tokensPath = '/account/tokens';

/** Where somebody's token is revoked. */
export function revokeTokenPath(id: number): string {
  return `${tokensPath}/${id}/revoke`;
}

export const accountAddress: Address = { html: '/account', json: '/account.json' };
export const usersAddress: Address = { html: '/users', json: '/users.json' };
export const newClaimPath = '/claims/new';
export const invitePath = '/users/invite';
export const signOutPath = '/sign-out';

/** Where claims are brought in, and a table to begin with. */
export const importPath = '/import';
export const importTemplatePath = '/import/template.csv';

/** Everything that is published, one claim a line. */
export const exportAllPath = '/export.ndjson';

/** Somebody who has an account. */
export function userAddress(id: string): Address {
  const path = `/users/${encodeURIComponent(id)}`;
  return { html: path, json: `${path}.json` };
}

/** Where people sign in; they come back to `from`. */
export function signInPath(from: string): string {
  return from === '/' ? '/sign-in' : `/sign-in?return=${encodeURIComponent(from)}`;
}

/** What a list of claims is asked for; what is missing, null or what goes without saying is not in the address. */
export interface ClaimsAsked {
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

/** The list of claims, or of those that filters leave. */
export function claimsAddress(asked: ClaimsAsked = {}): Address {
  const { status, sort, after = null } = asked;
  return addQuery(
    { html: '/claims', json: '/claims.json' },
    {
      ...listFilters(asked),
      status: status === 'published' ? null : (status ?? null),
      sort: sort === 'newest' ? null : (sort ?? null),
      after,
    },
  );
}

/** The filters as they stand in a query. */
export function listFilters({ q = null, source, origin, findings = [], hops, topic = null }: ClaimsAsked) {
  return {
    ...{ q, source: writeValue(source), origin: writeValue(origin) },
    ...{ finding: findings, hops: writeValue(hops), topic },
  };
}

function writeValue(value: number | string | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

/** The same pages asked for more closely; what is null is not asked. */
export function addQuery(
  { html, json }: Address,
  asked: Readonly<Record<string, string | readonly string[] | null>>,
): Address {
  const given = Object.entries(asked).flatMap(([name, value]) => {
    const values = typeof value === 'string' ? [value] : (value ?? []);
    return values.map((each): [string, string] => [name, each]);
  });
  const query = given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
  return { html: html + query, json: json + query };
}

/** What is looked for, in which kind of records (all when null), and where that list goes on. */
export interface SearchAsked {
  q?: string | null;
  type?: SearchType | null;
  status?: ClaimStatus;
  after?: number | null;
}

export type SearchType = 'claims' | 'sources' | 'documents';

/** The search; without words, its empty form. */
export function searchAddress({ q = null, type = null, status, after }: SearchAsked = {}): Address {
  return addQuery(
    { html: '/search', json: '/search.json' },
    { q, type, status: status === 'published' ? null : (status ?? null), after: writeValue(after) },
  );
}

/** One claim. The number decides; the words are for people. */
export function claimAddress({ id, text }: { id: number; text: string }): Address {
  const path = encodeURI(claimPath(id, text));
  return { html: path, json: `${path}.json` };
}

/** Where a list of sources goes on: after this folded name, and after this number among those of one name. */
export interface SourceKey {
  name: string;
  id: number;
}

/** The list of sources, or of those that a name and a kind leave. */
export function sourcesAddress(
  asked: { name?: string | null; kind?: SourceKind | null; after?: SourceKey | null } = {},
): Address {
  const { name = null, kind = null, after = null } = asked;
  return addQuery(
    { html: '/sources', json: '/sources.json' },
    { q: name, kind, after: after === null ? null : `${after.id} ${after.name}` },
  );
}

/** One source; with `after`, the claims that follow the one with this number. */
export function sourceAddress({ id, name }: { id: number; name: string }, after: number | null = null): Address {
  return writeAddress('sources', id, name, { after });
}

/** The claims that a source speaks in, anywhere in a chain or as an origin. */
export function claimsOfSourcePath(id: number, as: 'source' | 'origin'): string {
  return claimsAddress({ [as]: id }).html;
}

/** The list of documents, or of those of one publisher; with `after`, what follows the one with this number. */
export function documentsAddress(asked: { publisher?: number | null; after?: number | null } = {}): Address {
  const { publisher = null, after = null } = asked;
  return addQuery(
    { html: '/documents', json: '/documents.json' },
    { publisher: publisher === null ? null : String(publisher), after: after === null ? null : String(after) },
  );
}

/** One document. */
export function documentAddress({ id, title }: { id: number; title: string }): Address {
  return writeAddress('documents', id, title, {});
}

/** What has been changed of a source or a document; with `before`, what came before this revision. */
export function recordHistoryAddress(
  folder: 'sources' | 'documents',
  id: number,
  before: number | null = null,
): Address {
  const path = `/${folder}/${id}/history`;
  return addQuery({ html: path, json: `${path}.json` }, { before: before === null ? null : String(before) });
}

function writeAddress(
  folder: 'sources' | 'documents',
  id: number,
  words: string,
  asked: Readonly<Record<string, number | null>>,
): Address {
  const path = encodeURI(recordPath(folder, id, words));
  const query = Object.entries(asked).map(([name, value]) => [name, value === null ? null : String(value)] as const);
  return addQuery({ html: path, json: `${path}.json` }, Object.fromEntries(query));
}

/** A claim's drawing alone; all of it, or what was asked for. */
export function drawingPath(claim: { id: number; text: string }, asked: Asked): string {
  const path = `${claimAddress(claim).html}.svg`;
  return addQuery({ html: path, json: path }, writeAsked(asked)).html;
}

/** What is asked of a drawing as it stands in a query. */
export function writeAsked({ focus, depth, from }: Asked) {
  return { focus, depth: writeValue(depth), from };
}

/** A claim's page around one of its statements, within the chains of one report when one was asked for. */
export function focusAddress(page: string, uid: Uid, anchor: string, from: Uid | null = null): string {
  return `${addQuery({ html: page, json: page }, { focus: uid, from }).html}#${anchor}`;
}

/** A claim's page with as much as lies within so many hops. */
export function withDepth(page: string, depth: number): string {
  return `${addQuery({ html: page, json: page }, { depth: String(depth) }).html}#${drawingAnchor}`;
}

/** A claim's page with one report's chains and no others. */
export function reportAddress(page: string, report: Uid): string {
  return `${addQuery({ html: page, json: page }, { from: report }).html}#${drawingAnchor}`;
}

/** A claim in another format; the ending names it. */
export function claimFormatPath(claim: { id: number; text: string }, ending: string): string {
  return `${claimAddress(claim).html}.${ending}`;
}

/** A document's excerpts as annotations; with `after`, those that follow one of them. */
export function annotationsPath(document: { id: number; title: string }, after: string | null = null): string {
  const path = `${documentAddress(document).html}/annotations.jsonld`;
  return addQuery({ html: path, json: path }, { after }).html;
}

/** What has been changed of a claim; with `before`, the page of what came before this revision. */
export function historyAddress(claim: { id: number; text: string }, before: number | null = null): Address {
  const path = `${claimAddress(claim).html}/history`;
  return addQuery({ html: path, json: `${path}.json` }, { before: before === null ? null : String(before) });
}

/** A claim as it was after one of its revisions. */
export function revisionAddress(claim: { id: number; text: string }, revision: number): Address {
  const path = `${historyAddress(claim).html}/${revision}`;
  return { html: path, json: `${path}.json` };
}

/** Where forms are sent that make a claim as it was, or take back one revision of it. */
export function revertPath(claim: { id: number; text: string }, revision: number, what: 'restore' | 'undo'): string {
  return `${revisionAddress(claim, revision).html}/${what}`;
}

/** The forms of editors. */
export function editClaimPath(id: number): string {
  return `/claims/${id}/edit`;
}

export function addChainPath(id: number): string {
  return `/claims/${id}/chains/new`;
}

export function editStatementPath(uid: Uid): string {
  return `/statements/${uid}/edit`;
}

export function editAttributionPath(uid: Uid): string {
  return `/attributions/${uid}/edit`;
}

export const newSourcePath = '/sources/new';
export const newDocumentPath = '/documents/new';

export function editSourcePath(id: number): string {
  return `/sources/${id}/edit`;
}

/** Where a source is merged into another, and where that is taken back. */
export function mergeSourcePath(id: number): string {
  return `/sources/${id}/merge`;
}

export function editDocumentPath(id: number): string {
  return `/documents/${id}/edit`;
}

/** Reads the number from `12-some-words` or `12`; null when it can't be a claim's, a source's or a document's. */
export function parseId(param: string): number | null {
  const [, digits] = /^([1-9]\d{0,15})(?:-.*)?$/su.exec(param) ?? [];
  const id = Number(digits);
  return Number.isSafeInteger(id) ? id : null;
}

/** What the address of a record is made of. */
export interface RecordWords {
  folder: 'claims' | 'sources' | 'documents';
  id: number;
  words: string;
}

/** Whether an address's parameter is the record's number followed by its own words: the page's one address. */
export function isRecordParam(param: string, { folder, id, words }: RecordWords): boolean {
  return `/${folder}/${param}` === recordPath(folder, id, words);
}

/** Whether a request's URL is this very address, or the same by the number alone, as programs name twins and files. */
export function isAddress(url: string, address: string): boolean {
  return url === address || url === address.replace(/^(\/[a-z]+\/\d+)-[^/?.]+/u, '$1');
}

/** Where a page's readers find it from outside. */
export function absoluteUrl(baseUrl: string, path: string): string {
  return baseUrl + path;
}

/** What all of this means. */
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

/** Within a claim's page: the drawing. */
export const drawingAnchor = 'drawing';

/** Within a claim's page: a statement's line in the tree. */
export function statementAnchor(uid: Uid): string {
  return `s-${uid}`;
}

/** Within a claim's page: a hop's row in the table. */
export function hopAnchor(uid: Uid): string {
  return `h-${uid}`;
}

/** A hop's row on the page of its claim. */
export function hopAddress(claim: { id: number; text: string }, uid: Uid): string {
  return `${claimAddress(claim).html}#${hopAnchor(uid)}`;
}

/** Within a claim's page: where a long branch goes on. */
export function continuationAnchor(uid: Uid): string {
  return `c-${uid}`;
}

/** A link out, or null unless it leads to the web: escaping leaves `javascript:` intact. */
export function outboundUrl(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  return ['http:', 'https:'].includes(new URL(url).protocol) ? url : null;
}

/**
 * The same page, opened at an excerpt (a text fragment, https://wicg.github.io/scroll-to-text-fragment/). Long
 * excerpts are named by their first and last words.
 */
export function excerptUrl(url: string | null, excerpt: string): string | null {
  const page = outboundUrl(url);
  if (page === null) return null;
  const words = excerpt.trim().split(/\s+/u);
  const ends = words.length > 12 ? [words.slice(0, 5), words.slice(-5)] : [words];
  const directive = ends.map((part) => encodeURIComponent(part.join(' ')).replaceAll('-', '%2D')).join(',');
  return `${page}${page.includes('#') ? '' : '#'}:~:text=${directive}`;
}
