import { createReadStream } from 'node:fs';
import { v7 as makeUid } from 'uuid';
import { streamClaims, type ClaimsContext, type ReadClaims } from '../formats/claims-file.ts';
import type { KnownRecords, Mentions } from '../formats/csv/catalogue.ts';
import { foldText } from '../text/words.ts';
import type { Document, Source, Uid } from '../model/records.ts';
import { stampNow } from './command.ts';
import { groupBy } from '../model/grouping.ts';

/**
 * Reads claims from files in any of the `IMPORT_FORMATS`, a part after the other.
 * @param lookUp finds what the database has of what a table mentions
 */
export async function* streamClaimFiles(
  paths: readonly string[],
  lookUp: ClaimsContext['lookUp'] = knowNothing,
): AsyncGenerator<ReadClaims> {
  const earlier: Earlier = { sources: new Map(), documents: new Map() };
  // A table may name what an earlier file brings in.
  const lookUpAll = async (mentions: Mentions) => addRecords(await lookUp(mentions), mentions, earlier);
  const context = { at: stampNow(), makeUid, lookUp: lookUpAll };
  for (const [at, path] of paths.entries()) {
    const isTableLeft = paths.slice(at + 1).some((other) => /\.(?:csv|tsv)$/iu.test(other));
    try {
      for await (const part of streamClaims(readText(path), path, context)) {
        if (isTableLeft) keepRecords(earlier, part);
        yield part;
      }
    } catch (error) {
      const message = describeFileError(error as Error);
      if (message === null) throw error;
      yield { incoming: [], problems: [{ place: path, field: '', message }], notices: [] };
    }
  }
}

/** Reads all claims of files, and collects every problem. */
export async function readClaimFiles(
  paths: readonly string[],
  lookUp: ClaimsContext['lookUp'] = knowNothing,
): Promise<ReadClaims> {
  const result: ReadClaims = { incoming: [], problems: [], notices: [] };
  for await (const part of streamClaimFiles(paths, lookUp)) {
    for (const claim of part.incoming) result.incoming.push(claim);
    for (const problem of part.problems) result.problems.push(problem);
    for (const notice of part.notices) result.notices.push(notice);
  }
  return result;
}

/** What the files before a table name. */
interface Earlier {
  sources: Map<Uid, Source>;
  documents: Map<Uid, Document>;
}

function keepRecords({ sources, documents }: Earlier, { incoming }: ReadClaims): void {
  for (const { record } of incoming) {
    for (const source of record.sources) sources.set(source.uid, source);
    for (const document of record.documents) documents.set(document.uid, document);
  }
}

function addRecords(found: KnownRecords, mentions: Mentions, { sources, documents }: Earlier): KnownRecords {
  const byName = groupBy([...sources.values()].filter(isNamed), ({ name }) => foldText(name));
  const byUrl = groupBy(documents.values(), ({ url }) => url);
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

const CHUNK = 256 * 1024;

async function* readText(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const bytes of createReadStream(path, { highWaterMark: CHUNK })) {
    yield decoder.decode(bytes as Uint8Array, { stream: true });
  }
  yield decoder.decode();
}

/** Null for what is no fault of the file. */
function describeFileError(error: Error): string | null {
  const reasons: Record<string, string> = {
    ENOENT: 'no such file',
    EISDIR: 'is a folder',
    EACCES: 'can’t be read: permission denied',
    ERR_ENCODING_INVALID_ENCODED_DATA: 'is not UTF-8 text',
  };
  return reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? null;
}
