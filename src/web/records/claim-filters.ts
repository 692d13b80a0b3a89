/** What a list of claims is asked for, by its address: for pages and programs alike. Pure. */
import { checkText } from '../../formats/checks.ts';
import { LIMITS } from '../../model/limits.ts';
import { CLAIM_STATUSES, FINDING_KINDS, type ClaimStatus, type FindingKind } from '../../model/records.ts';
import type { ClaimKey, ClaimFilters } from '../../storage/claims/list.ts';
import { isSearchable, toMatch } from '../../storage/search/terms.ts';
import type { StoredSource } from '../../storage/sources/sources.ts';
import type { Issue } from '../../model/issues.ts';
import { Forbidden } from '../http/errors.ts';
import { readLine, type Parsed } from '../forms/forms.ts';
import { CLAIM_SORTS, type ClaimSort } from '../../model/queries.ts';
import type { ClaimListQuery } from '../../urls/site.ts';

/** What somebody looks for is a few words; longer texts are cut nowhere, so they are refused. */
const LONGEST_QUERY = 200;
/** No claim is deeper than it has statements. */
const MOST_HOPS = LIMITS.statements;

/** A list as it is asked for; null where a filter is not set. */
export interface ClaimSelection {
  q: string | null;
  /** A source that speaks anywhere in the claim: its number, its uid or a name. Which one, `settleSources` tells. */
  source: string | null;
  /** The same for one that is an origin of it. */
  origin: string | null;
  /** All of these, in the order of `FINDING_KINDS`. */
  findings: readonly FindingKind[];
  /** At least so many. */
  hops: number | null;
  topic: string | null;
  status: ClaimStatus;
  sort: ClaimSort;
  after: ClaimKey | null;
}

/** The same, its sources known. */
export type ResolvedClaimSelection = Omit<ClaimSelection, 'source' | 'origin'> &
  Record<SourceField, StoredSource | null>;
export type SourceField = 'source' | 'origin';

/** The query string as it came: every field as text, for the form to show again. */
export interface TypedFilters extends Readonly<Record<Exclude<keyof ClaimSelection, 'findings'>, string>> {
  findings: readonly string[];
}

/**
 * Reads the filters of a list of claims (pages.md): `q`, `source`, `origin`, `finding` (several: all of them), `hops` (at
 * least), `topic`, `status`, `sort` and `after`. An empty field is one that is not set: forms send it so.
 * @param query of the request, as Express reads it
 * @returns what is asked for, or every issue at once, each with the field's name; `values` is what was typed
 */
export function parseClaimFilters(query: unknown): Parsed<ClaimSelection, TypedFilters> & { values: TypedFilters } {
  const values = readTyped(query);
  const { q, source, origin, findings, hops, topic, status, sort, after } = values;
  const known = FINDING_KINDS.filter((kind) => findings.includes(kind));
  const order = pick(CLAIM_SORTS, sort === '' ? 'newest' : sort);
  const key = order === undefined ? null : readClaimKey(after, order);
  const issues = [
    ...listRepeated(query).map((field) => ({ field, message: 'takes one value, not several' })),
    ...judgeWords(q),
    ...judge('source', source, { most: LIMITS.sourceName }),
    ...judge('origin', origin, { most: LIMITS.sourceName }),
    ...(findings.every((kind) => pick(FINDING_KINDS, kind)) ? [] : [takes('finding', FINDING_KINDS)]),
    ...(hops === '' || isHops(hops) ? [] : [{ field: 'hops', message: HOPS }]),
    ...judge('topic', topic, { most: LIMITS.topic }),
    ...(pick(CLAIM_STATUSES, status || 'published') ? [] : [takes('status', CLAIM_STATUSES)]),
    ...(order ? [] : [takes('sort', CLAIM_SORTS)]),
    ...(isThere(query, 'after') && order && !key ? [{ field: 'after', message: KEYS[order] }] : []),
  ];
  if (issues.length > 0) return { ok: false, issues, values };
  const value: ClaimSelection = {
    ...{ q: q || null, source: source || null, origin: origin || null, findings: known },
    ...{ hops: hops === '' ? null : Number(hops), topic: topic || null },
    ...{ status: pick(CLAIM_STATUSES, status || 'published')!, sort: order!, after: key },
  };
  return { ok: true, value, values };
}

const HOPS = `takes a whole number from 0 to ${MOST_HOPS.toLocaleString('en')}, such as 3`;

/** What `after` takes, by what the list is sorted by. */
const KEYS: Readonly<Record<ClaimSort, string>> = {
  newest: 'takes the number of a claim, such as 12',
  updated: 'takes the number of a claim and when it was changed, such as 12_2025-06-18T09:00:00Z',
  hops: 'takes the number of a claim and its hops, such as 12_3',
  reports: 'takes the number of a claim and its reports, such as 12_3',
};

/** What a form asks for once. `after` is no part of a form, so it is never empty either. */
const SINGLE = ['q', 'source', 'origin', 'hops', 'topic', 'status', 'sort'] as const;

function listRepeated(query: unknown): readonly string[] {
  const values = (typeof query === 'object' ? query : null) as Readonly<Record<string, unknown>> | null;
  return SINGLE.filter((name) => Array.isArray(values?.[name]));
}

function isThere(query: unknown, name: string): boolean {
  return typeof query === 'object' && query !== null && Object.hasOwn(query, name);
}

function readTyped(query: unknown): TypedFilters {
  const read = (name: string): string => readLine(query, name);
  const kinds = isThere(query, 'finding') ? [(query as { finding: unknown }).finding].flat() : [];
  return {
    ...{ q: read('q'), source: read('source'), origin: read('origin'), topic: read('topic'), hops: read('hops') },
    ...{ status: read('status'), sort: read('sort') },
    // One that comes twice is no place to go on from.
    after: Array.isArray((query as { after?: unknown } | undefined)?.after) ? '' : read('after'),
    findings: kinds.map((kind) => (typeof kind === 'string' ? kind.trim() : '?')).filter((kind) => kind !== ''),
  };
}

function judge(field: string, value: string, { most }: { most: number }): Issue[] {
  const reason = value === '' ? null : checkText(value, { most, lines: false });
  return reason === null ? [] : [{ field, message: reason }];
}

function judgeWords(q: string): Issue[] {
  const issues = judge('q', q, { most: LONGEST_QUERY });
  if (q === '' || issues.length > 0 || isSearchable(q)) return issues;
  return [{ field: 'q', message: 'takes a word of two letters or more' }];
}

function takes(field: string, values: readonly string[]): Issue {
  return { field, message: `takes one of ${values.join(', ')}` };
}

function pick<Value extends string>(values: readonly Value[], value: string): Value | undefined {
  return values.find((known) => known === value);
}

function isHops(value: string): boolean {
  return /^\d{1,6}$/.test(value) && Number(value) <= MOST_HOPS;
}

/** `12`, or `12_3` where claims are sorted by something else before their numbers; null when it is neither. */
function readClaimKey(after: string, sort: ClaimSort): ClaimKey | null {
  const [, digits, rest] = /^([1-9]\d{0,14})(?:_(.*))?$/su.exec(after) ?? [];
  if (digits === undefined) return null;
  const id = Number(digits);
  if (sort === 'newest') return rest === undefined ? { id, by: null } : null;
  if (rest === undefined) return null;
  if (sort === 'updated') return /^\d{4}-[\d:.TZ+-]{5,30}$/.test(rest) ? { id, by: rest } : null;
  return /^(-1|\d{1,6})$/.test(rest) ? { id, by: Number(rest) } : null;
}

/** As `after` has it. */
export function writeClaimKey({ id, by }: ClaimKey): string {
  return by === null ? String(id) : `${id}_${by}`;
}

/**
 * Readers are told that the others are not for them: they know from the filter's name that there may be some.
 * @throws Forbidden
 */
export function refuseHidden({ status }: ClaimSelection, mayEdit: boolean): void {
  if (status === 'published' || mayEdit) return;
  throw new Forbidden([{ field: 'status', message: 'takes “published”: other claims are for editors, signed in' }]);
}

/** For `claimsAddress`. */
export function toListQuery({ source, origin, after, ...asked }: ResolvedClaimSelection): ClaimListQuery {
  const numbers = { source: source?.id ?? null, origin: origin?.id ?? null };
  return { ...asked, ...numbers, after: after && writeClaimKey(after) };
}

/** For the store. */
export function toFilters({ q, source, origin, findings, hops, topic, status }: ResolvedClaimSelection): ClaimFilters {
  const match = q === null ? null : toMatch(q);
  return { status, match, source: source?.id ?? null, origin: origin?.id ?? null, findings, hops, topic };
}
