import { readFile, stat } from 'node:fs/promises';
import { readProvClaims } from '../exchange/prov-claims.ts';
import { readHearsayClaim } from '../exchange/read-hearsay-claim.ts';
import { isSchemaOrg, readClaimReviews, type ClaimReviews } from '../exchange/read-claim-reviews.ts';
import { isProvJson } from '../exchange/read-prov-json.ts';
import type { ImportProblem, Incoming } from '../storage/import-claims.ts';
import { stampNow } from './command.ts';

/** All claims of a command are in memory at once, and go in together. */
const LARGEST = 64 * 1024 * 1024;

export interface ReadFiles {
  incoming: Incoming[];
  problems: ImportProblem[];
  /** What of the files is not kept. */
  notices: ImportProblem[];
}

/**
 * Reads claims from files of `hearsay.claim/1`, one as JSON or one a line as NDJSON, of PROV-JSON, and of `ClaimReview`s
 * as JSON-LD. What a file is shows in what it holds. Collects every problem.
 * @param at when this is, UTC to the second: for claims that don't tell when they were recorded
 */
export async function readClaimFiles(paths: readonly string[], at = stampNow()): Promise<ReadFiles> {
  const result: ReadFiles = { incoming: [], problems: [], notices: [] };
  for (const path of paths) await readClaimFile(path, at, result);
  return result;
}

async function readClaimFile(path: string, at: string, result: ReadFiles): Promise<void> {
  const { incoming, problems } = result;
  const text = await readText(path).catch((error: unknown) => error as Error);
  if (text instanceof Error) {
    problems.push({ place: path, field: '', message: tellFileError(text) });
    return;
  }
  for (const { place, json } of splitRecords(path, text)) {
    const value = parseJson(json);
    const foreign = value.ok ? readForeign(value.value, at) : null;
    if (foreign) {
      takeForeign(foreign, place, result);
      continue;
    }
    const reading = value.ok ? readHearsayClaim(value.value) : { ok: false as const, problems: [value.problem] };
    if (reading.ok) incoming.push({ ...reading.value, place });
    else problems.push(...reading.problems.map((problem) => ({ place, ...problem })));
  }
}

/** Null for what is meant as none of the formats of others. */
function readForeign(value: unknown, at: string): ClaimReviews | null {
  if (isProvJson(value)) return readProvClaims(value, at);
  return isSchemaOrg(value) ? readClaimReviews(value, at) : null;
}

function takeForeign(reading: ClaimReviews, place: string, { incoming, problems, notices }: ReadFiles): void {
  if (!reading.ok) {
    for (const problem of reading.problems) problems.push({ place, ...problem });
    return;
  }
  for (const claim of reading.claims) incoming.push({ ...claim, place });
  for (const message of reading.notices) notices.push({ place, field: '', message });
}

/** The file can't be a file of claims, whatever is in it. */
class UnreadableFile extends Error {}

async function readText(path: string): Promise<string> {
  const { size } = await stat(path);
  if (size > LARGEST) {
    throw new UnreadableFile(
      `is too large: ${Math.ceil(size / 1024 / 1024)} MiB, where 64 MiB is the most; split it by lines`,
    );
  }
  const bytes = await readFile(path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableFile('is not UTF-8 text');
  }
}

function tellFileError(error: Error): string {
  if (error instanceof UnreadableFile) return error.message;
  const reasons: Record<string, string> = {
    ENOENT: 'there is no such file',
    EISDIR: 'is a folder',
    EACCES: 'may not be read',
  };
  return reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? error.message;
}

/** One record; or one a line, when some line is a whole record by itself and all together are none. */
function splitRecords(path: string, text: string): { place: string; json: string }[] {
  if (parseJson(text).ok) return [{ place: path, json: text }];
  const lines = text.split('\n').map((json, i) => ({ place: `${path}, line ${i + 1}`, json: json.trim() }));
  const records = lines.filter(({ json }) => json !== '');
  const isRecord = (json: string): boolean => json.startsWith('{') && parseJson(json).ok;
  return records.length > 1 && records.some(({ json }) => isRecord(json)) ? records : [{ place: path, json: text }];
}

type Parsed = { ok: true; value: unknown } | { ok: false; problem: { field: string; message: string } };

function parseJson(json: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(json) as unknown };
  } catch (error) {
    const { message } = error as Error;
    const reason = json.trim() === '' ? 'is empty' : `is not JSON${locateError(json, message)}`;
    return { ok: false, problem: { field: '', message: reason } };
  }
}

/** The line of the error where V8 tells its position, or else what it tells: the place, quoted. */
function locateError(json: string, message: string): string {
  const at = /at position (\d+)/.exec(message)?.[1];
  return at === undefined
    ? `: ${message.replace(/\s+/g, ' ')}`
    : ` (line ${json.slice(0, Number(at)).split('\n').length})`;
}
