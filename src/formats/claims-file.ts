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
import { readHopRows, readTable, type RowProblem, type Table } from './csv/reader.ts';
import { splitRecords, type RawRecord } from './record-stream.ts';
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
    use: 'a table with one row per hop, from any spreadsheet.',
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

/** More problems than this help nobody: reading ends there. */
const MOST_PROBLEMS = 200;

/**
 * Reads the claims of a file as they come, in constant memory where it is a list or has one claim on each line.
 * @param chunks of the text
 * @param place what the text is called in problems: a file's name
 * @returns parts in the order of the file, the last of them where there are too many problems to go on
 */
export async function* streamClaims(
  chunks: AsyncIterable<string> | Iterable<string>,
  place: string,
  context: ClaimsContext,
): AsyncGenerator<ReadClaims> {
  let [count, alike] = [0, 0];
  let unknown: string | null = null;
  for await (const record of splitRecords(chunks, place, isHearsay)) {
    const part = await readRaw(record, context);
    // What is one sentence for a whole file need not be said of each line.
    if (part.unknown !== undefined && part.unknown === unknown) alike += 1;
    else if (part.unknown !== undefined)
      part.problems.push(...refuse([say((unknown = part.unknown))], part.place).problems);
    const room = MOST_PROBLEMS - count - alike;
    count += part.problems.length;
    yield { ...part, problems: part.problems.slice(0, Math.max(room, 1)) };
    if (count + alike < MOST_PROBLEMS) continue;
    yield refuse([say('reading ended here, after so many problems')], part.place);
    break;
  }
  if (alike > 0) yield refuse([say(`the same of ${alike.toLocaleString('en')} more records`)], place);
}

const say = (message: string): Issue => ({ field: '', message });

/** Reads all claims in a text, and collects every problem. @param place what the text is called in problems */
export async function readClaims(text: string, place: string, context: ClaimsContext): Promise<ReadClaims> {
  const result: ReadClaims = { incoming: [], problems: [], notices: [] };
  for await (const { incoming, problems, notices } of streamClaims([text], place, context)) {
    for (const claim of incoming) result.incoming.push(claim);
    for (const problem of problems) result.problems.push(problem);
    for (const notice of notices) result.notices.push(notice);
  }
  return result;
}

/** `unknown` is what is said of a record in no format. */
type ReadPart = ReadClaims & { place: string; unknown?: string };

async function readRaw(record: RawRecord, context: ClaimsContext): Promise<ReadPart> {
  const { place } = record;
  if ('message' in record) return { place, ...refuse([say(record.message)], place) };
  const content: Content | { message: string } = 'table' in record ? { table: record.table } : parseJson(record.json);
  if ('message' in content) return { place, ...refuse([say(content.message)], place) };
  const format = IMPORT_FORMATS.find(({ detect }) => detect(content));
  if (format) return { place, ...(await format.read(content, place, context)) };
  return { place, ...refuse([], place), unknown: describeUnknown(describeUnknownJson(content.json)) };
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
  const incoming = claims.claims.map(({ row, value }) => {
    return { ...value, isForeign: true, place: `${place}, row ${row}` };
  });
  return { incoming, problems: [], notices: placeRows([...hops.notices, ...claims.notices], place) };
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

/** Characters by which a text in another format is told. */
const START = 1_000;

function parseJson(json: string): Content | { message: string } {
  try {
    return { json: JSON.parse(json) as unknown };
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
