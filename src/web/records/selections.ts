/** What lists of claims, sources and documents are asked for by their addresses: for pages and programs alike. */
import type { Issue } from '../../model/issues.ts';
import type { ClaimSort, DocumentKey, DocumentSort, SourceKey, SourcePlace } from '../../model/queries.ts';
import {
  FINDING_KINDS,
  type ClaimStatus,
  type DocumentKind,
  type FindingKind,
  type SourceKind,
} from '../../model/records.ts';
import type { ClaimFilters } from '../../storage/claims/filters.ts';
import type { ClaimKey } from '../../storage/claims/list.ts';
import type { DocumentFilters } from '../../storage/documents/list.ts';
import { toMatch } from '../../storage/search/terms.ts';
import type { StoredSource } from '../../storage/sources/sources.ts';
import type { Store } from '../../storage/store.ts';
import { parseId } from '../../urls/records.ts';
import type { ClaimListQuery, DocumentListQuery } from '../../urls/site.ts';
import { readLine, type Parsed } from '../forms/forms.ts';
import { Forbidden } from '../http/errors.ts';
import {
  claimQuery,
  documentQuery,
  parseDocumentKey,
  parseQuery,
  parseSourceKey,
  readQuery,
  sourceQuery,
} from './queries.ts';
import { writeName, joinName } from '../../wording/names.ts';

/** A list of claims; null where a filter is not set. */
export interface ClaimSelection {
  q: string | null;
  /** A source that speaks anywhere in the claim: its number, its uid or a name. `resolveSourceFilters` finds it. */
  source: string | null;
  /** Where that source stands; null for anywhere. */
  as: SourcePlace | null;
  /** The same for one that is an origin of it. */
  origin: string | null;
  /** All of these, in the order of `FINDING_KINDS`. */
  findings: readonly FindingKind[];
  hops: number | null;
  topic: string | null;
  /** Changed after this: a day, or a time in UTC. */
  since: string | null;
  status: ClaimStatus;
  sort: ClaimSort;
  after: ClaimKey | null;
}

export type ResolvedClaimSelection = Omit<ClaimSelection, 'source' | 'origin'> &
  Record<SourceField, StoredSource | null>;
export type SourceField = 'source' | 'origin';

const TYPED = ['q', 'source', 'as', 'origin', 'hops', 'topic', 'since', 'status', 'sort'] as const;

/** The filters as they were typed, for the form to show again. */
export type TypedFilters = Readonly<Record<(typeof TYPED)[number], string>> & { findings: readonly string[] };

/**
 * @param query of the request, as Express reads it
 * @returns what is asked for, or every issue at once, each with the field's name; `values` is what was typed
 */
export function parseClaimSelection(query: unknown): Parsed<ClaimSelection, TypedFilters> & { values: TypedFilters } {
  const values = readTyped(query);
  const parsed = parseQuery(claimQuery, query);
  const order = claimQuery.shape.sort.safeParse(values.sort || undefined).data;
  const given = (query as { after?: unknown } | undefined | null)?.after;
  const after = order && typeof given === 'string' ? parseClaimKey(given.trim(), order) : null;
  const issues = parsed.ok ? [] : parsed.issues.filter(({ field }) => field !== 'after');
  if (order !== undefined && given !== undefined && !after) issues.push({ field: 'after', message: KEYS[order] });
  if (values.as !== '' && values.source === '') issues.push({ field: 'as', message: 'goes with a source' });
  if (!parsed.ok || issues.length > 0) return { ok: false, issues, values };
  const { finding = [], status, sort } = parsed.value;
  const { q = null, source = null, as = null, origin = null, hops = null, topic = null, since = null } = parsed.value;
  const findings = FINDING_KINDS.filter((kind) => finding.includes(kind));
  return { ok: true, value: { q, source, as, origin, findings, hops, topic, since, status, sort, after }, values };
}

function readTyped(query: unknown): TypedFilters {
  const typed = Object.fromEntries(TYPED.map((name) => [name, readLine(query, name)])) as Omit<
    TypedFilters,
    'findings'
  >;
  const kinds: unknown[] = [(query as { finding?: unknown } | undefined | null)?.finding ?? []].flat();
  return { ...typed, findings: kinds.flatMap((kind) => (typeof kind === 'string' && kind.trim()) || []) };
}

/** What `after` takes, by what the list is sorted by. */
const KEYS: Readonly<Record<ClaimSort, string>> = {
  newest: 'must be the number of a claim, such as 12',
  published: 'must be the number of a claim and when it was published here, such as 12_2025-06-18T09:00:00Z',
  updated: 'must be the number of a claim and when it was changed, such as 12_2025-06-18T09:00:00Z',
  hops: 'must be the number of a claim and its hops, such as 12_3',
  reports: 'must be the number of a claim and its reports, such as 12_3',
  'independent-sources': 'must be the number of a claim and its independent sources, such as 12_3',
};

/** `12`, or `12_3` where claims are sorted by something else before their numbers; null when it is neither. */
function parseClaimKey(after: string, sort: ClaimSort): ClaimKey | null {
  const [, digits, rest] = /^([1-9]\d{0,14})(?:_(.*))?$/su.exec(after) ?? [];
  if (digits === undefined) return null;
  const id = Number(digits);
  if (sort === 'newest') return rest === undefined ? { id, by: null } : null;
  if (rest === undefined) return null;
  // A draft was never published.
  if (sort === 'published' && rest === '') return { id, by: rest };
  if (sort === 'updated' || sort === 'published')
    return /^\d{4}-[\d:.TZ+-]{5,30}$/.test(rest) ? { id, by: rest } : null;
  return /^(-1|\d{1,6})$/.test(rest) ? { id, by: Number(rest) } : null;
}

export function writeClaimKey({ id, by }: ClaimKey): string {
  return by === null ? String(id) : `${id}_${by}`;
}

/**
 * Readers are told that the others are not for them: they know from the filter's name that there may be some.
 * @throws Forbidden
 */
export function refuseHidden({ status }: { status: ClaimStatus }, mayEdit: boolean): void {
  if (status === 'published' || mayEdit) return;
  throw new Forbidden([
    { field: 'status', message: 'must be “published”: only editors who are signed in see other claims' },
  ]);
}

export function toListQuery({ source, origin, after, ...rest }: ResolvedClaimSelection): ClaimListQuery {
  const numbers = { source: source?.id ?? null, origin: origin?.id ?? null };
  return { ...rest, ...numbers, after: after && writeClaimKey(after) };
}

export function toFilters({ q, source, origin, ...rest }: ResolvedClaimSelection): ClaimFilters {
  const { as, findings, hops, topic, since, status } = rest;
  const match = q === null ? null : toMatch(q);
  const numbers = { source: source?.id ?? null, origin: origin?.id ?? null };
  return { ...numbers, as, status, match, findings, hops, topic, since };
}

/** How many known sources are offered for an unknown name. */
const OFFERED = 5;
const UID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Candidates for an ambiguous or unknown name. */
export type SourceOffers = Readonly<Record<SourceField, readonly StoredSource[]>>;

type SourceResolution =
  { ok: true; value: ResolvedClaimSelection } | { ok: false; issues: readonly Issue[]; offers: SourceOffers };

/** Finds the sources, for a merged one its replacement. @param published whether only those count that readers see */
export async function resolveSourceFilters(
  store: Store,
  selection: ClaimSelection,
  published: boolean,
): Promise<SourceResolution> {
  const found: Record<SourceField, StoredSource | null> = { source: null, origin: null };
  const offers: Record<SourceField, readonly StoredSource[]> = { source: [], origin: [] };
  const issues: Issue[] = [];
  for (const field of ['source', 'origin'] as const) {
    const words = selection[field];
    if (words === null) continue;
    const resolved = await resolveSource(store, words, published);
    if (resolved.ok) {
      found[field] = resolved.value;
    } else {
      offers[field] = resolved.offers;
      issues.push({ field, message: resolved.message });
    }
  }
  return issues.length > 0 ? { ok: false, issues, offers } : { ok: true, value: { ...selection, ...found } };
}

/** Finds the one source that is meant, or those that may be. */
async function resolveSource(
  store: Store,
  words: string,
  published: boolean,
): Promise<{ ok: true; value: StoredSource } | { ok: false; message: string; offers: readonly StoredSource[] }> {
  const known = await pickVisible(store, await findSources(store, words), published);
  const [only] = known;
  if (known.length === 1 && only) return { ok: true, value: only };
  if (known.length > 1) return { ok: false, message: `several sources are called “${words}”`, offers: known };
  const offers = await pickVisible(store, await store.sources.findNearest(words, OFFERED), published);
  return { ok: false, message: `no source here is called “${words}”`, offers };
}

/** A number that is no source's may be a name: there is a channel called 24. */
async function findSources(store: Store, words: string): Promise<StoredSource[]> {
  const id = /^\d+$/.test(words) ? parseId(words) : null;
  const numbered = id === null ? null : await store.sources.load(id);
  if (numbered) return [await store.sources.loadReplacement(numbered)];
  if (!UID.test(words)) return store.sources.findByName(words);
  const replacement = (await store.sources.findReplacements([words])).get(words);
  return replacement ? [replacement] : store.sources.loadByUids([words]);
}

async function pickVisible(
  store: Store,
  sources: readonly StoredSource[],
  published: boolean,
): Promise<StoredSource[]> {
  if (!published) return [...sources];
  const visible = await store.sources.pickPublic(sources.map(({ id }) => id));
  return sources.filter(({ id }) => visible.has(id));
}

/** The same issues with the names that are offered, for programs: they see no links. */
export function describeOffers(
  issues: readonly Issue[],
  offers: Readonly<Partial<Record<string, readonly StoredSource[]>>>,
): Issue[] {
  return issues.map(({ field, message }) => ({ field, message: message + listNames(offers[field] ?? []) }));
}

function listNames(offers: readonly StoredSource[]): string {
  const names = offers.map(({ id, source }) => joinName(writeName(source), String(id)));
  return names.length === 0 ? '' : `; there are ${names.join(', ')}`;
}

/** A list of sources; null where a filter is not set. */
export interface SourceSelection {
  name: string | null;
  kind: SourceKind | null;
  after: SourceKey | null;
}

/** @throws Invalid */
export function readSourceSelection(query: unknown): SourceSelection {
  const { q: name = null, kind = null, after } = readQuery(query, sourceQuery);
  return { name, kind, after: after === undefined ? null : parseSourceKey(after) };
}

/** A list of documents; null where a filter is not set. */
export interface DocumentSelection {
  q: string | null;
  publisher: StoredSource | null;
  kind: DocumentKind | null;
  /** A tag in lower case. */
  language: string | null;
  sort: DocumentSort;
  after: DocumentKey | null;
}

const TYPED_OF_DOCUMENTS = ['q', 'publisher', 'kind', 'language', 'sort'] as const;

/** The filters as they were typed, for the form to show again. */
export type TypedDocumentFilters = Readonly<Record<(typeof TYPED_OF_DOCUMENTS)[number], string>>;

type DocumentResolution = { values: TypedDocumentFilters } & (
  { ok: true; value: DocumentSelection } | { ok: false; issues: readonly Issue[]; offers: readonly StoredSource[] }
);

/** @param mayEdit whether sources count that readers don't see */
export async function resolveDocumentSelection(
  store: Store,
  query: unknown,
  mayEdit: boolean,
): Promise<DocumentResolution> {
  const values = Object.fromEntries(
    TYPED_OF_DOCUMENTS.map((name) => [name, readLine(query, name)]),
  ) as TypedDocumentFilters;
  const parsed = parseQuery(documentQuery, query);
  if (!parsed.ok) return { ok: false, issues: parsed.issues, offers: [], values };
  const { q = null, publisher, kind = null, language, sort, after } = parsed.value;
  const filters = { q, kind, language: language?.toLowerCase() ?? null };
  const key = after === undefined ? null : parseDocumentKey(after);
  if (publisher === undefined) return { ok: true, value: { ...filters, publisher: null, sort, after: key }, values };
  const resolved = await resolveSource(store, publisher, !mayEdit);
  if (resolved.ok) return { ok: true, value: { ...filters, publisher: resolved.value, sort, after: key }, values };
  const { message, offers } = resolved;
  return { ok: false, issues: [{ field: 'publisher', message }], offers, values };
}

export function toDocumentQuery({ publisher, after, ...rest }: DocumentSelection): DocumentListQuery {
  return { ...rest, publisher: publisher?.id ?? null, after: after && `${after.id}_${after.by}` };
}

/** @param mayEdit whether documents are listed that readers don't see */
export function toDocumentFilters(
  { q, publisher, kind, language }: DocumentSelection,
  mayEdit: boolean,
): DocumentFilters {
  const match = q === null ? null : toMatch(q);
  return { publisher: publisher?.id ?? null, kind, language, match, published: !mayEdit };
}
