/**
 * Claims from other formats are imported only when they are new: a feed is read repeatedly and doesn't know what editors
 * have changed here since.
 */
import { claim } from '../../../db/schema.ts';
import type { Document, Source, Uid } from '../../model/records.ts';
import { prepareDocuments } from '../documents/documents.ts';
import type { Db } from '../engine.ts';
import { inList, prepareSources } from '../sources/sources.ts';
import type { ClaimToImport } from '../types.ts';

/**
 * Leaves out foreign claims that are stored already or came earlier in the list, and gives the others the sources and
 * documents as they are stored.
 * @returns what is left to import, and how many claims were left out
 */
export async function skipKnown(
  db: Db,
  all: readonly ClaimToImport[],
): Promise<{ incoming: readonly ClaimToImport[]; known: number }> {
  if (!all.some(isForeign)) return { incoming: all, known: 0 };
  const seen = await readClaimUids(db, all.filter(isForeign));
  const incoming = all.filter((one) => {
    const { uid } = one.record.claim;
    const isNew = !isForeign(one) || !seen.has(uid);
    seen.add(uid);
    return isNew;
  });
  const records = await readKnownRecords(db, incoming);
  return {
    incoming: incoming.map((one) => (isForeign(one) ? useKnownRecords(one, records) : one)),
    known: all.length - incoming.length,
  };
}

const isForeign = (one: ClaimToImport): boolean => one.isForeign === true;

async function readClaimUids(db: Db, foreign: readonly ClaimToImport[]): Promise<Set<Uid>> {
  const list = JSON.stringify(foreign.map(({ record }) => record.claim.uid));
  const rows = await db
    .select({ uid: claim.uid })
    .from(claim)
    .where(inList(claim.uid, 'list'))
    .prepare()
    .execute({ list });
  return new Set(rows.map(({ uid }) => uid));
}

/** Sources and documents by uid: from our own files, else as stored, else as first given. */
interface KnownRecords {
  sources: ReadonlyMap<Uid, Source>;
  documents: ReadonlyMap<Uid, Document>;
}

async function readKnownRecords(db: Db, incoming: readonly ClaimToImport[]): Promise<KnownRecords> {
  const foreign = incoming.filter(isForeign).map(({ record }) => record);
  const ours = incoming.filter((one) => !isForeign(one)).map(({ record }) => record);
  const sources = prepareSources(db);
  const here = await prepareDocuments(db).readByUids(foreign.flatMap((one) => one.documents.map(({ uid }) => uid)));
  const named = await sources.readByUids(foreign.flatMap((one) => one.sources.map(({ uid }) => uid)));
  const families = await sources.readFamilies([...named.map(({ id }) => id), ...here.map((one) => one.publisherId)]);
  // Later entries win.
  const byUid = <T extends { uid: Uid }>(list: readonly T[]): Map<Uid, T> => new Map(list.map((one) => [one.uid, one]));
  return {
    sources: byUid([
      ...foreign.flatMap((one) => one.sources).reverse(),
      ...[...families.values()].map(({ source }) => source),
      ...ours.flatMap((one) => one.sources),
    ]),
    documents: byUid([
      ...foreign.flatMap((one) => one.documents).reverse(),
      ...here.map(({ document }) => document),
      ...ours.flatMap((one) => one.documents),
    ]),
  };
}

/** The claim with the known versions of its documents and sources, and of all above these in their families. */
function useKnownRecords(one: ClaimToImport, { sources, documents }: KnownRecords): ClaimToImport {
  const { record } = one;
  const resolved = record.documents.map(({ uid }) => documents.get(uid)!);
  const named = new Map<Uid, Source>();
  const name = (uid: Uid | null): void => {
    if (uid === null || named.has(uid)) return;
    const source = sources.get(uid)!;
    named.set(uid, source);
    name(source.parent);
  };
  for (const { source } of record.statements) name(source);
  for (const { publisher } of resolved) name(publisher);
  return { ...one, record: { ...record, sources: [...named.values()], documents: resolved } };
}
