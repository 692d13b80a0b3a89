import { readFile, stat } from 'node:fs/promises';
import { v7 as makeUid } from 'uuid';
import {
  decodeText,
  readClaims,
  type ClaimsContext,
  type PlacedClaim,
  type ReadClaims,
} from '../formats/claims-file.ts';
import type { KnownRecords, Mentions } from '../formats/csv/catalogue.ts';
import { foldText } from '../text/words.ts';
import type { Source } from '../model/records.ts';
import { stampNow } from './command.ts';
import { groupBy } from '../model/grouping.ts';

/** All claims of a command are in memory at once, and go in together. */
const LARGEST = 64 * 1024 * 1024;

/**
 * Reads claims from files in any of the `IMPORT_FORMATS`, and collects every problem.
 * @param lookUp finds what the database has of what a table mentions
 */
export async function readClaimFiles(
  paths: readonly string[],
  lookUp: ClaimsContext['lookUp'] = knowNothing,
): Promise<ReadClaims> {
  const result: ReadClaims = { incoming: [], problems: [], notices: [] };
  // A table may name what an earlier file brings in.
  const lookUpAll = async (mentions: Mentions) => addRecords(await lookUp(mentions), mentions, result.incoming);
  const context = { at: stampNow(), makeUid, lookUp: lookUpAll };
  for (const path of paths) {
    const part = await readClaimFile(path, context);
    for (const claim of part.incoming) result.incoming.push(claim);
    for (const problem of part.problems) result.problems.push(problem);
    for (const notice of part.notices) result.notices.push(notice);
  }
  return result;
}

function addRecords(found: KnownRecords, mentions: Mentions, incoming: readonly PlacedClaim[]): KnownRecords {
  const sources = new Map(incoming.flatMap(({ record }) => record.sources.map((source) => [source.uid, source])));
  const documents = incoming.flatMap(({ record }) => record.documents);
  const byName = groupBy([...sources.values()].filter(isNamed), ({ name }) => foldText(name));
  const byUrl = groupBy(new Map(documents.map((one) => [one.uid, one])).values(), ({ url }) => url);
  const pick = <T>(known: ReadonlyMap<string, readonly T[]>, mentioned: readonly string[], of: (key: string) => T[]) =>
    new Map(mentioned.map((key) => [key, known.get(key) ?? of(key)]));
  return {
    ...found,
    sources: pick(found.sources, mentions.names, (name) => byName.get(foldText(name)) ?? []),
    documents: pick(found.documents, mentions.urls, (url) => byUrl.get(url) ?? []),
    families: [...new Map([...sources, ...found.families.map((source) => [source.uid, source] as const)]).values()],
  };
}

const isNamed = ({ kind }: Source): boolean => kind !== 'unnamed';

async function knowNothing(): ReturnType<ClaimsContext['lookUp']> {
  return Promise.resolve({ sources: new Map(), documents: new Map(), claims: new Set(), families: [] });
}

async function readClaimFile(path: string, context: ClaimsContext): Promise<ReadClaims> {
  const text = await readText(path).catch((error: unknown) => error as Error);
  if (typeof text === 'string') return readClaims(text, path, context);
  return { incoming: [], problems: [{ place: path, field: '', message: describeFileError(text) }], notices: [] };
}

class UnreadableFile extends Error {}

async function readText(path: string): Promise<string> {
  const { size } = await stat(path);
  if (size > LARGEST) {
    throw new UnreadableFile(
      `is too large: ${Math.ceil(size / 1024 / 1024)} MiB, and the limit is 64 MiB; split it by lines`,
    );
  }
  const text = decodeText(await readFile(path));
  if (text === null) throw new UnreadableFile('is not UTF-8 text');
  return text;
}

function describeFileError(error: Error): string {
  if (error instanceof UnreadableFile) return error.message;
  const reasons: Record<string, string> = {
    ENOENT: 'no such file',
    EISDIR: 'is a folder',
    EACCES: 'can’t be read: permission denied',
  };
  return reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? error.message;
}
