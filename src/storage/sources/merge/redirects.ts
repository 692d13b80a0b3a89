import type { ClaimRecord, Source, Uid } from '../../../model/records.ts';
import type { Db } from '../../engine.ts';
import { moveStatements } from '../../../provenance/statement-merge.ts';
import { prepareSources, findReplacements } from '../sources.ts';
import type { ClaimToImport } from '../../types.ts';

/** Replaces merged sources in the records; those that name none come back as they are. */
export async function redirectMerged(db: Db, records: readonly ClaimRecord[]): Promise<ClaimRecord[]> {
  const named = new Set(records.flatMap(({ sources }) => sources.map(({ uid }) => uid)));
  const stored = await findReplacements(db, named);
  if (stored.size === 0) return [...records];
  const replacements = new Map([...stored].map(([uid, { source }]) => [uid, source.uid]));
  const families = await prepareSources(db).readFamilies([...stored.values()].map(({ id }) => id));
  // The incoming version of a replacement wins, as with every other source.
  const own = new Map(records.flatMap(({ sources }) => sources.map((source) => [source.uid, source] as const)));
  const added = [...families.values()].map(({ source }) => own.get(source.uid) ?? source);
  return records.map((record) => redirectRecord(record, replacements, added));
}

export async function redirectIncoming(db: Db, incoming: readonly ClaimToImport[]): Promise<ClaimToImport[]> {
  const records = await redirectMerged(
    db,
    incoming.map(({ record }) => record),
  );
  return incoming.map((one, i) => ({ ...one, record: records[i]! }));
}

function redirectRecord(
  record: ClaimRecord,
  replacements: ReadonlyMap<Uid, Uid>,
  added: readonly Source[],
): ClaimRecord {
  if (!record.sources.some(({ uid }) => replacements.has(uid))) return record;
  const { statements, attributions } = moveStatements(record, replacements);
  const sources = new Map([...added, ...record.sources].map((source) => [source.uid, source]));
  for (const uid of replacements.keys()) sources.delete(uid);
  return {
    ...record,
    statements,
    attributions,
    documents: record.documents.map((document) => {
      return { ...document, publisher: replacements.get(document.publisher) ?? document.publisher };
    }),
    sources: [...sources.values()].map((source) => redirectParent(source, replacements)),
  };
}

function redirectParent(source: Source, replacements: ReadonlyMap<Uid, Uid>): Source {
  const parent = source.parent === null ? undefined : replacements.get(source.parent);
  if (parent === undefined) return source;
  return parent === source.uid ? { ...source, parent: null, parentRelation: null } : { ...source, parent };
}
