/** Addresses below claims, sources and documents, percent-encoded for headers and attributes. */
import { foldText } from '../text/words.ts';
import type { Selection } from '../model/queries.ts';
import type { Uid } from '../model/records.ts';
import { parseUrl } from '../model/url.ts';

export interface Address {
  html: string;
  json: string;
}

type RecordFolder = 'claims' | 'sources' | 'documents';
type ClaimWords = Readonly<{ id: number; text: string }>;
type DocumentWords = Readonly<{ id: number; title: string }>;
/** A parameter without a value is left out; one with several comes as often. */
type Query = Readonly<Record<string, string | number | readonly string[] | null | undefined>>;

/** How long a slug may get, in characters: it is cut at the end of a word. File names have less room. */
const LONGEST_SLUG = 60;
const LONGEST_IN_FILE_NAME = 40;

/**
 * A record's address as people read it: `/claims/12-shoigu-arrived-in-pyongyang`. The number decides; the words are for
 * people. Letters and digits of any script are kept, and accents are dropped; a text without any gives `/claims/12`.
 * Not encoded: headers and browsers need `encodeURI`.
 */
export function recordPath(folder: RecordFolder, id: number, words: string): string {
  const slug = writeSlug(words);
  return slug === '' ? `/${folder}/${id}` : `/${folder}/${id}-${slug}`;
}

function writeSlug(text: string, longest = LONGEST_SLUG): string {
  let slug = '';
  for (const [word] of foldText(text).matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const longer = slug === '' ? word : `${slug}-${word}`;
    if (isLong(longer, longest)) return slug === '' ? Array.from(word).slice(0, longest).join('') : slug;
    slug = longer;
  }
  return slug;
}

/** Characters are counted only where there may be too many. */
const isLong = (text: string, longest: number): boolean => text.length > longest && Array.from(text).length > longest;

export function addQuery({ html, json }: Address, query: Query): Address {
  const given = Object.entries(query).flatMap(([name, value]) =>
    [value ?? []].flat().map((each): [string, string] => [name, String(each)]),
  );
  const search = given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
  return { html: html + search, json: json + search };
}

export function addQueryToPath(path: string, query: Query): string {
  return addQuery({ html: path, json: path }, query).html;
}

function withTwin(path: string): Address {
  return { html: path, json: `${path}.json` };
}

export function claimAddress({ id, text }: ClaimWords): Address {
  return withTwin(encodeURI(recordPath('claims', id, text)));
}

/** With `after`, the source's claims that follow the one with this number. */
export function sourceAddress({ id, name }: { id: number; name: string }, after: number | null = null): Address {
  return addQuery(withTwin(encodeURI(recordPath('sources', id, name))), { after });
}

export function documentAddress({ id, title }: DocumentWords): Address {
  return withTwin(encodeURI(recordPath('documents', id, title)));
}

/** Reads the number from `12-some-words` or `12`; null when it can't be a claim's, a source's or a document's. */
export function parseId(param: string): number | null {
  const [, digits] = /^([1-9]\d{0,15})(?:-.*)?$/su.exec(param) ?? [];
  const id = Number(digits);
  return Number.isSafeInteger(id) ? id : null;
}

export interface RecordWords {
  folder: RecordFolder;
  id: number;
  words: string;
}

/** Whether an address's parameter is the record's number followed by its own words: the page's one address. */
export function isRecordParam(param: string, { folder, id, words }: RecordWords): boolean {
  return `/${folder}/${param}` === recordPath(folder, id, words);
}

export function absoluteUrl(baseUrl: string, path: string): string {
  return baseUrl + path;
}

export function claimFormatPath(claim: ClaimWords, ending: string): string {
  return `${claimAddress(claim).html}.${ending}`;
}

/** What a claim's file is called once it is downloaded: `hearsay-21-shoigu-s-17-june-visit-to-pyongyang.json`. */
export function nameClaimFile({ id, text }: ClaimWords, ending: string): string {
  const words = writeSlug(text, LONGEST_IN_FILE_NAME);
  return `hearsay-${id}${words === '' ? '' : `-${words}`}.${ending}`;
}

/** The drawing has a file to scale and one of pixels. */
export type DrawingEnding = 'svg' | 'png';

export function drawingPath(claim: ClaimWords, selection: Selection, ending: DrawingEnding = 'svg'): string {
  return addQueryToPath(claimFormatPath(claim, ending), listSelection(selection));
}

export function listSelection({ focus, depth, from, without }: Selection) {
  return { focus, depth, from, without };
}

/** A claim's page around one of its statements; with `kept`, within what else was selected. */
export function focusAddress(
  page: string,
  uid: Uid,
  anchor: string,
  { from, without }: Pick<Selection, 'from' | 'without'> = { from: null, without: null },
): string {
  return `${addQueryToPath(page, { focus: uid, from, without })}#${anchor}`;
}

export function withDepth(page: string, depth: number): string {
  return `${addQueryToPath(page, { depth })}#${drawingAnchor}`;
}

export function reportAddress(page: string, report: Uid): string {
  return `${addQueryToPath(page, { from: report })}#${drawingAnchor}`;
}

export const drawingAnchor = 'drawing';

export function statementAnchor(uid: Uid): string {
  return `s-${uid}`;
}

export function hopAnchor(uid: Uid): string {
  return `h-${uid}`;
}

export function hopAddress(claim: ClaimWords, uid: Uid): string {
  return `${claimAddress(claim).html}#${hopAnchor(uid)}`;
}

/** Within a claim's page: where a long branch goes on. */
export function continuationAnchor(uid: Uid): string {
  return `c-${uid}`;
}

export function embedPath(claim: ClaimWords): string {
  return `${claimAddress(claim).html}/embed`;
}

export function badgePath(claim: ClaimWords): string {
  return `${claimAddress(claim).html}/badge.svg`;
}

export function previewPath(claim: ClaimWords): string {
  return `${claimAddress(claim).html}/preview.png`;
}

/** A claim's history; with `before`, the page of earlier revisions. */
export function historyAddress(claim: ClaimWords, before: number | null = null): Address {
  return addQuery(withTwin(`${claimAddress(claim).html}/history`), { before });
}

export function revisionAddress(claim: ClaimWords, revision: number): Address {
  return withTwin(`${historyAddress(claim).html}/${revision}`);
}

/** Where the forms post that restore a revision or undo one. */
export function revertPath(claim: ClaimWords, revision: number, what: 'restore' | 'undo'): string {
  return `${revisionAddress(claim, revision).html}/${what}`;
}

/** A source's or a document's history; with `before`, the page of earlier revisions. */
export function recordHistoryAddress(
  folder: 'sources' | 'documents',
  id: number,
  before: number | null = null,
): Address {
  return addQuery(withTwin(`/${folder}/${id}/history`), { before });
}

/** Where the Undo button of a source's or a document's page posts. */
export function recordUndoPath(folder: 'sources' | 'documents', id: number, revision: number): string {
  return `/${folder}/${id}/history/${revision}/undo`;
}

export const newClaimPath = '/claims/new';
/** A form of a claim or a chain that is not saved yet. */
export function draftPath(uid: Uid): string {
  return `/drafts/${uid}`;
}

export const newSourcePath = '/sources/new';
export const newDocumentPath = '/documents/new';

export function editClaimPath(id: number): string {
  return `/claims/${id}/edit`;
}

/** How a claim's status is changed by hand; withdrawing has a page that asks why. */
export type PublicationAction = 'publish' | 'withdraw' | 'restore';

export function publicationPath(id: number, action: PublicationAction): string {
  return `/claims/${id}/${action}`;
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

export function editSourcePath(id: number): string {
  return `/sources/${id}/edit`;
}

/** Where a source is merged, and where the merge is undone. */
export function mergeSourcePath(id: number): string {
  return `/sources/${id}/merge`;
}

export function editDocumentPath(id: number): string {
  return `/documents/${id}/edit`;
}

/** A document's excerpts as annotations; with `after`, those that follow one of them. */
export function annotationsPath(document: DocumentWords, after: string | null = null): string {
  return addQueryToPath(`${documentAddress(document).html}/annotations.jsonld`, { after });
}

/** The form of a new claim with a document as its story. */
export function readDocumentPath(id: number): string {
  return addQueryToPath(newClaimPath, { document: String(id) });
}

export function reuseAddress(id: number): Address {
  return withTwin(`/documents/${id}/reuse`);
}

/** The URL if it is http(s), else null: escaping in views would leave `javascript:` intact. */
export function outboundUrl(url: string | null): string | null {
  const protocol = url === null ? null : parseUrl(url)?.protocol;
  return protocol === 'http:' || protocol === 'https:' ? url : null;
}

/** Where the Wayback Machine is asked to save a page; its form for any page where there is no address. */
export function requestArchiveUrl(url: string | null): string {
  const page = outboundUrl(url);
  return page === null ? 'https://web.archive.org/save' : `https://web.archive.org/save/${page.replace(/#.*$/u, '')}`;
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
