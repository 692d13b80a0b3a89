/**
 * Lenient reading of schema.org in JSON-LD (https://www.w3.org/TR/json-ld11/) without its context: `schema:author` and
 * `https://schema.org/author` are the same, and a number may be a text, one value a list, a date in words. Each reader
 * gives the value in our form, or null when there is none.
 */
import { createHash } from 'node:crypto';
import { parseDate } from '../../model/dates.ts';
import { LIMITS } from '../../model/limits.ts';
import type { Uid } from '../../model/records.ts';
import { checkUrl } from '../checks.ts';

/** Deeper than any feed of reviews, and safe for recursion. */
const DEEPEST = 24;

export interface JsonLdNode {
  types: ReadonlySet<string>;
  members: ReadonlyMap<string, unknown>;
}

export interface FoundNodes {
  nodes: readonly { path: string; value: Record<string, unknown> }[];
  /** By `@id`: the first description of each. */
  named: ReadonlyMap<string, Record<string, unknown>>;
  /** Paths that were not searched. */
  tooDeep: readonly string[];
}

/** The outermost nodes of a type. @param value parsed JSON, anything at all */
export function findNodes(value: unknown, type: string): FoundNodes {
  const nodes: { path: string; value: Record<string, unknown> }[] = [];
  const named = new Map<string, Record<string, unknown>>();
  const tooDeep: string[] = [];
  const walk = (at: unknown, path: string, depth: number, isWithin: boolean): void => {
    if (typeof at !== 'object' || at === null) return;
    if (depth > DEEPEST) {
      tooDeep.push(path);
      return;
    }
    if (Array.isArray(at)) {
      at.forEach((one, place) => walk(one, `${path}[${place}]`, depth + 1, isWithin));
      return;
    }
    const object = at as Record<string, unknown>;
    const isFound = listTypes(object).has(type);
    if (isFound && !isWithin) nodes.push({ path: path === '' ? 'the review' : path, value: object });
    const id = object['@id'];
    if (typeof id === 'string' && Object.keys(object).length > 1 && !named.has(id)) named.set(id, object);
    for (const [name, member] of Object.entries(object)) {
      if (typeof member === 'object') {
        walk(member, path === '' ? name : `${path}.${name}`, depth + 1, isWithin || isFound);
      }
    }
  };
  walk(value, '', 0, false);
  return { nodes, named, tooDeep };
}

const shorten = (name: string): string => name.replace(/^(https?:\/\/schema\.org\/|schema:)/u, '');

function listTypes(value: Record<string, unknown>): Set<string> {
  const types = listValues(value['@type']);
  return new Set(types.flatMap((type) => (typeof type === 'string' ? [shorten(type)] : [])));
}

/** A node, or the one that an `@id` refers to. Null for anything else. */
export function readNode(value: unknown, named: FoundNodes['named']): JsonLdNode | null {
  const id = isObject(value) && Object.keys(value).length === 1 ? value['@id'] : value;
  const said = typeof id === 'string' ? named.get(id) : value;
  const object = said ?? value;
  if (!isObject(object) || '@value' in object) return null;
  const members = new Map<string, unknown>();
  for (const [name, member] of Object.entries(object)) {
    const plain = shorten(name);
    if (!plain.startsWith('@') && !members.has(plain)) members.set(plain, member);
  }
  return { types: listTypes(object), members };
}

const MOST_VALUES = 1_000;
/** Characters of a text that are read. */
const LONGEST = 20_000;

/** A member's values, also in a list (JSON-LD, 4.3: `@set` and `@list`). */
export function listValues(value: unknown, depth = 0): unknown[] {
  if (value === null || value === undefined || depth > 4) return [];
  if (Array.isArray(value)) return value.slice(0, MOST_VALUES).flatMap((one) => listValues(one, depth + 1));
  const wrapped = isObject(value) ? (value['@set'] ?? value['@list']) : undefined;
  return wrapped === undefined ? [value] : listValues(wrapped, depth + 1);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The first text of a member that is not empty, on one line, with HTML entities decoded. */
export function readText(value: unknown): string | null {
  for (const one of listValues(value)) {
    const plain = isObject(one) ? one['@value'] : one;
    const text = typeof plain === 'number' ? String(plain) : typeof plain === 'string' ? cleanText(plain) : '';
    if (text !== '') return text;
  }
  return null;
}

const NAMED: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ndash: '–', mdash: '—', hellip: '…' },
  ...{ lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', laquo: '«', raquo: '»', euro: '€', deg: '°' },
};

// `checks.ts` refuses control characters and those that turn the direction of writing.
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

function cleanText(text: string): string {
  const decoded = text.slice(0, LONGEST).replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,6}));/giu, decodeEntity);
  return decoded.toWellFormed().replace(UNSEEN, ' ').replace(/\s+/gu, ' ').trim();
}

function decodeEntity(whole: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return NAMED[name] ?? whole;
  const code = decimal === undefined ? Number.parseInt(hexadecimal!, 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

/** A finite number, written as one or as a text: "3", "3.5", "3,5". */
export function readRatingNumber(value: unknown): number | null {
  const text = readText(value)?.replace(/^([+-]?\d+),(\d+)$/u, '$1.$2') ?? '';
  const number = /^[+-]?\d+(\.\d+)?$/u.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number + 0 : null;
}

/** The first web address of a member; one without a scheme is taken for https. */
export function readUrl(value: unknown): string | null {
  for (const one of listValues(value)) {
    const text = isObject(one) ? readText(one['@id'] ?? one['@value']) : readText(one);
    if (text === null) continue;
    const isBare = /^(\/\/)?([\p{L}\d-]+\.)+\p{L}{2,}([/?#:]\S*)?$/iu.test(text);
    const address = isBare ? `https://${text.replace(/^\/\//u, '')}` : text;
    if (checkUrl(address, LIMITS.url) === null) return address;
  }
  return null;
}

const MONTHS = 'january february march april may june july august september october november december'.split(' ');

/**
 * A date of EDTF (`model/dates.ts`), of ISO 8601 or written in English: "Jan 5, 2020", "5 January 2020", "2020/01/05". Midnight in
 * UTC is how programs write a day, and is read as one. "01/05/2020" may mean two days, and is none.
 */
export function readDate(value: unknown): string | null {
  const text = readText(value);
  if (text === null || text.length > 60) return null;
  const iso = text
    .replace(/^(\d{4})\/(\d{1,2})\/(\d{1,2})/u, '$1-$2-$3')
    .replace(/^(\d{4}-\d\d-\d\d) (\d\d:)/u, '$1T$2');
  return parseDate(padDate(iso))?.text.replace(/T00:00Z$/u, '') ?? readIsoTime(iso) ?? readWords(text);
}

/** 2020-1-5 as 2020-01-05. */
const padDate = (text: string): string => text.replace(/-(\d)(?!\d)/gu, '-0$1');

/** A time with seconds, fractions of them, or a zone without its colon. Without a zone it gives the day alone. */
function readIsoTime(text: string): string | null {
  const [, day, hour, minute, second = '00', fraction = '', zone] =
    /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?\s?(Z|[+-]\d\d:?\d\d)?$/iu.exec(text) ?? [];
  const date = day === undefined ? null : parseDate(day);
  if (!date || Number(second) > 59) return null;
  const offset = zone?.toUpperCase().replace(/^([+-]\d\d)(\d\d)$/u, '$1:$2') ?? 'Z';
  // ISO 8601 may write the end of a day as hour 24 (XML Schema 1.1 part 2, 3.3.7); it is the next one's beginning.
  const isEnd = hour === '24' && minute === '00' && !/[1-9]/u.test(second + fraction);
  const from = isEnd ? `${new Date(date.end).toISOString().slice(0, 10)}T00:00` : `${day}T${hour}:${minute}`;
  const time = parseDate(from + offset)?.text ?? null;
  if (time === null || zone !== undefined) return time !== null && /T00:00(Z|\+00:00)$/u.test(time) ? day! : time;
  return from.slice(0, 10);
}

function readWords(text: string): string | null {
  const [, first, month, second, year] =
    /^(?:[a-z]+,? )?(?:(\d{1,2})(?:st|nd|rd|th)? )?([a-z]{3,9})\.?(?: (\d{1,2})(?:st|nd|rd|th)?,?)? (\d{4})\b/iu.exec(
      text,
    ) ?? [];
  if (year === undefined || month === undefined) return null;
  const number = MONTHS.findIndex((name) => name.startsWith(month.toLowerCase().replace(/^sept$/u, 'sep'))) + 1;
  if (number === 0) return null;
  const day = first ?? second;
  const parts = [year, String(number), ...(day === undefined ? [] : [day])];
  return parseDate(parts.map((part) => part.padStart(2, '0')).join('-'))?.text ?? null;
}

/**
 * The same uid for the same key, so that reading a file twice makes nothing twice. It has the form of a UUIDv7 (RFC 9562,
 * 5.7) of the year 1970.
 * @param role keeps apart, say, a claim and a document with the same address
 */
export function deriveUid(key: string, role: string): Uid {
  const digest = createHash('sha256').update(`${role} ${key}`).digest('hex');
  return `00000000-0000-7${digest.slice(0, 3)}-8${digest.slice(3, 6)}-${digest.slice(6, 18)}`;
}
