import { readFile, stat } from 'node:fs/promises';
import { readHearsayClaim } from '../exchange/read-hearsay-claim.ts';
import type { ImportProblem, Incoming } from '../storage/import-claims.ts';

/** All claims of a command are in memory at once, and go in together. */
const LARGEST = 64 * 1024 * 1024;

export interface ReadFiles {
  incoming: Incoming[];
  problems: ImportProblem[];
}

/** Reads claims from files of `hearsay.claim/1`: one as JSON, or one a line as NDJSON. Collects every problem. */
export async function readClaimFiles(paths: readonly string[]): Promise<ReadFiles> {
  const result: ReadFiles = { incoming: [], problems: [] };
  for (const path of paths) await readClaimFile(path, result);
  return result;
}

async function readClaimFile(path: string, { incoming, problems }: ReadFiles): Promise<void> {
  const text = await readText(path).catch((error: unknown) => error as Error);
  if (text instanceof Error) {
    problems.push({ place: path, field: '', message: tellFileError(text) });
    return;
  }
  for (const { place, json } of splitRecords(path, text)) {
    const value = parseJson(json);
    const reading = value.ok ? readHearsayClaim(value.value) : { ok: false as const, problems: [value.problem] };
    if (reading.ok) incoming.push({ ...reading.value, place });
    else problems.push(...reading.problems.map((problem) => ({ place, ...problem })));
  }
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

/** One record; or one a line, when some line is a whole record by itself. */
function splitRecords(path: string, text: string): { place: string; json: string }[] {
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
