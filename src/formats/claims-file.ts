/**
 * Every format in which claims are imported, for the command and the page alike. A format is recognized by a file's
 * content; only a table may be recognized by its name.
 */
import type { Uid } from '../model/records.ts';
import { readClaimsOfRows } from './csv/claims.ts';
import { isObject } from './claim-review/json-ld.ts';
import { isSchemaOrg, readClaimReviews } from './claim-review/reader.ts';
import { CLAIMS_KG_COLUMN, readOtherFeed } from './claim-review/feeds.ts';
import { describeUnknownJson, describeUnknownText } from './unknown-content.ts';
import { readHearsayClaim, type IncomingClaim } from './hearsay/reader.ts';
import { isTable, readHopRows, readTable, type RowProblem, type Table } from './csv/reader.ts';
import { listMentions, type KnownRecords, type Mentions } from './csv/catalogue.ts';
import type { Issue } from '../model/issues.ts';

/** A claim with the file, line or row that it is from. */
export interface PlacedClaim extends IncomingClaim {
  place: string;
}

export interface PlacedProblem extends Issue {
  place: string;
}

export interface ReadClaims {
  incoming: PlacedClaim[];
  problems: PlacedProblem[];
  /** What the files have that is not kept. */
  notices: PlacedProblem[];
}

export interface ClaimsContext {
  /** Now, UTC to the second: for claims without a time of recording. */
  at: string;
  makeUid: () => Uid;
  lookUp: (mentions: Mentions) => Promise<KnownRecords>;
}

/** A whole table, or one record of JSON. */
interface Content {
  table?: string;
  json?: unknown;
}

export interface ImportFormat {
  name: string;
  /** For messages that list every format. */
  form: string;
  use: string;
  detect: (content: Content) => boolean;
  read: (content: Content, place: string, context: ClaimsContext) => Promise<ReadClaims> | ReadClaims;
}

/** To add a format, add an entry: the first that recognizes a record reads it. */
export const IMPORT_FORMATS: readonly ImportFormat[] = [
  {
    name: 'CSV',
    form: 'CSV of hops',
    use: 'a table with one row per hop, from any spreadsheet. It can only add new claims.',
    detect: ({ table }) => table !== undefined,
    read: ({ table = '' }, place, context) => readRows(table, place, context),
  },
  {
    name: 'ClaimReview',
    form: 'ClaimReview as JSON-LD',
    use: 'fact checks in schema.org’s format, one or a feed, as JSON-LD; also as Google’s Fact Check Tools API and ClaimsKG give them. Each becomes a draft; anything that can’t be used is listed.',
    detect: ({ json }) => isSchemaOrg(json) || readOtherFeed(json) !== null,
    read: ({ json }, place, { at }) => readReviews(readOtherFeed(json) ?? json, place, at),
  },
  {
    name: 'hearsay.claim/1',
    form: 'hearsay.claim/1 as JSON, or one claim per line as NDJSON',
    use: 'Hearsay’s own format: one claim as JSON, or one per line as NDJSON. Nothing is lost.',
    // Everything missing from a record of some other format would be a list that helps nobody.
    detect: ({ json }) => isHearsay(json) || typeof json !== 'object' || json === null,
    read: ({ json }, place) => {
      const reading = readHearsayClaim(json);
      if (!reading.ok) return refuse(reading.problems, place);
      return { incoming: [{ ...reading.value, place }], problems: [], notices: [] };
    },
  },
];

const isHearsay = (json: unknown): boolean =>
  isObject(json) && ('claim' in json || String(json.format).startsWith('hearsay.'));

const refuse = (problems: readonly Issue[], place: string): ReadClaims => {
  return { incoming: [], problems: problems.map((problem) => ({ place, ...problem })), notices: [] };
};

function readReviews(json: unknown, place: string, at: string): ReadClaims {
  const reading = readClaimReviews(json, at);
  if (!reading.ok) return refuse(reading.problems, place);
  const notices = reading.notices.map((message) => ({ place, field: '', message }));
  return { incoming: reading.claims.map((claim) => ({ ...claim, place })), problems: [], notices };
}

/**
 * Reads the claims in a text, and collects every problem.
 * @param place what the text is called in problems: a file's name
 */
export async function readClaims(text: string, place: string, context: ClaimsContext): Promise<ReadClaims> {
  const result: ReadClaims = { incoming: [], problems: [], notices: [] };
  for (const record of isTable(text, place) ? [{ place, content: { table: text } }] : splitRecords(text, place)) {
    const part =
      'message' in record
        ? refuse([{ field: '', message: record.message }], record.place)
        : await readRecord(record.content, record.place, context);
    for (const claim of part.incoming) result.incoming.push(claim);
    for (const problem of part.problems) result.problems.push(problem);
    for (const notice of part.notices) result.notices.push(notice);
  }
  return result;
}

async function readRecord(content: Content, place: string, context: ClaimsContext): Promise<ReadClaims> {
  const format = IMPORT_FORMATS.find(({ detect }) => detect(content));
  if (format) return format.read(content, place, context);
  return refuse([{ field: '', message: describeUnknown(describeUnknownJson(content.json)) }], place);
}

function describeUnknown(what: string): string {
  return `seems to be ${what}. Read here: ${IMPORT_FORMATS.map(({ form }) => form).join('; ')}`;
}

async function readRows(text: string, place: string, context: ClaimsContext): Promise<ReadClaims> {
  const reading = readTable(text);
  if (!reading.ok) return refuseRows(reading.problems, place);
  const reviews = readOtherFeed(nameCells(reading.table));
  if (reviews !== null) return readReviews(reviews, place, context.at);
  const hops = readHopRows(reading.table);
  if (!hops.ok) return refuseRows(hops.problems, place);
  const known = await context.lookUp(listMentions(hops.rows));
  const { at: now, makeUid } = context;
  const claims = readClaimsOfRows(hops.rows, { known, now, makeUid });
  if (!claims.ok) return refuseRows(claims.problems, place);
  const incoming = claims.claims.map(({ row, value }) => ({ ...value, place: `${place}, row ${row}` }));
  return { incoming, problems: [], notices: placeRows(hops.notices, place) };
}

/** The rows by the names of their columns, where these are ClaimsKG's. */
function nameCells({ columns, rows }: Table): object[] {
  if (!columns.includes(CLAIMS_KG_COLUMN)) return [];
  return rows.map(({ cells }) => Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? ''])));
}

function refuseRows(problems: readonly RowProblem[], place: string): ReadClaims {
  return { incoming: [], problems: placeRows(problems, place), notices: [] };
}

function placeRows(rows: readonly RowProblem[], place: string): PlacedProblem[] {
  return rows.map(({ row, column, message }) => {
    return { place: row === 0 ? place : `${place}, row ${row}`, field: column, message };
  });
}

type JsonRecord = { place: string } & ({ content: Content } | { message: string });

/** One record, or one per line when the whole is no JSON and some line is a record by itself. */
function splitRecords(text: string, place: string): JsonRecord[] {
  const whole = parseJson(text);
  if ('content' in whole) return splitList(whole.content.json, place) ?? [{ place, ...whole }];
  const lines = text.split('\n').map((json, i) => ({ place: `${place}, line ${i + 1}`, json: json.trim() }));
  const records = lines.filter(({ json }) => json !== '');
  const isRecord = (json: string): boolean => json.startsWith('{') && 'content' in parseJson(json);
  const isList = records.length > 1 && records.some(({ json }) => isRecord(json));
  return (isList ? records : [{ place, json: text }]).map((one) => ({ place: one.place, ...parseJson(one.json) }));
}

/** Characters by which a text in another format is told. */
const START = 1_000;

/** Claims in a list, an item each; null for anything else. */
function splitList(json: unknown, place: string): JsonRecord[] | null {
  if (!Array.isArray(json) || !json.some(isHearsay)) return null;
  return json.map((item: unknown, at) => ({ place: `${place}, item ${at + 1}`, content: { json: item } }));
}

function parseJson(json: string): { content: Content } | { message: string } {
  try {
    return { content: { json: JSON.parse(json.replace(/^\ufeff/u, '')) as unknown } };
  } catch (error) {
    const { message } = error as Error;
    if (json.trim() === '') return { message: 'is empty' };
    const what = describeUnknownText(json.slice(0, START));
    return { message: what === null ? `is not JSON${locateError(json, message)}` : describeUnknown(what) };
  }
}

/** The line of the error where V8 gives its position, or else V8's message, which quotes the place. */
function locateError(json: string, message: string): string {
  const at = /at position (\d+)/.exec(message)?.[1];
  return at === undefined
    ? `: ${message.replace(/\s+/g, ' ')}`
    : ` (line ${json.slice(0, Number(at)).split('\n').length})`;
}

export function decodeText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
