/**
 * Finds whom and what an import means: sources by their names, documents by their addresses and, where a format has no uids
 * of ours, claims by their words. What is found takes the place of what came in.
 */
import { keyUrl } from '../../model/address-key.ts';
import { isSameVersion } from '../../model/identity.ts';
import type { ClaimRecord, Document, Source, Uid } from '../../model/records.ts';
import { moveStatements } from '../../provenance/statement-merge.ts';
import { foldSentence, foldText } from '../../text/words.ts';
import { prepareSimilarClaims } from '../claims/related-claims.ts';
import { prepareDocuments, type StoredDocument } from '../documents/documents.ts';
import type { Db } from '../engine.ts';
import { prepareSourceFinder } from '../sources/finder.ts';
import { prepareSources, type StoredSource } from '../sources/sources.ts';
import type { ClaimToImport } from '../types.ts';
import { claim } from '../../../db/schema.ts';
import { inArray } from 'drizzle-orm';

/** What came in under one uid, and is known here under another. */
export interface KnownHere {
  kind: 'source' | 'document' | 'claim';
  /** As it came in. */
  uid: Uid;
  name: string;
  place: string;
  /** By which it was found: a name, an address, its words. */
  by: string;
  here: { id: number; name: string };
}

export interface Identified {
  incoming: readonly ClaimToImport[];
  known: readonly KnownHere[];
  /** Names of several sources here: who is meant is not known, and they come in as new ones. */
  unclear: readonly { place: string; name: string; count: number }[];
  /** New sources whose names look like those of known ones. */
  alike: readonly { place: string; name: string; here: readonly { id: number; name: string }[] }[];
}

/** @param apart uids that somebody said are others than those here */
export async function identifyRecords(
  db: Db,
  incoming: readonly ClaimToImport[],
  apart: ReadonlySet<Uid>,
): Promise<Identified> {
  const sources = await identifySources(db, incoming, apart);
  const documents = await identifyDocuments(db, incoming, apart);
  const claims = await identifyClaims(db, incoming, apart);
  const families = await prepareSources(db).readFamilies([
    ...[...sources.found.values()].map(({ id }) => id),
    ...[...documents.found.values()].map(({ publisherId }) => publisherId),
  ]);
  const found = { sources: sources.found, documents: documents.found, families };
  return {
    incoming: incoming.map((one) => {
      const record = useKnown(one.record, found);
      const uid = claims.found.get(one.record.claim.uid);
      return { ...one, record: uid === undefined ? record : { ...record, claim: { ...record.claim, uid } } };
    }),
    known: [...sources.known, ...documents.known, ...claims.known],
    unclear: sources.unclear,
    alike: sources.alike,
  };
}

/** By uid: each incoming record that is not stored, once, with where it is from. */
async function listNew<T extends { uid: Uid }>(
  incoming: readonly ClaimToImport[],
  apart: ReadonlySet<Uid>,
  list: (record: ClaimRecord) => readonly T[],
  readStored: (uids: readonly Uid[]) => Promise<readonly Uid[]>,
): Promise<Map<Uid, { record: T; place: string }>> {
  const all = new Map<Uid, { record: T; place: string }>();
  for (const { record, place } of incoming) {
    for (const one of list(record))
      if (!all.has(one.uid) && !apart.has(one.uid)) all.set(one.uid, { record: one, place });
  }
  for (const uid of await readStored([...all.keys()])) all.delete(uid);
  return all;
}

async function identifySources(db: Db, incoming: readonly ClaimToImport[], apart: ReadonlySet<Uid>) {
  const finder = prepareSourceFinder(db);
  const fresh = await listNew(
    incoming,
    apart,
    ({ sources }) => sources.filter(({ kind }) => kind !== 'unnamed'),
    async (uids) => (await prepareSources(db).readByUids(uids)).map(({ source }) => source.uid),
  );
  const found = new Map<Uid, StoredSource>();
  const known: KnownHere[] = [];
  const unclear: Identified['unclear'][number][] = [];
  const alike: Identified['alike'][number][] = [];
  const byName = await finder.findByNames(
    [...fresh.values()].flatMap(({ record: { name, aliases } }) => [name, ...aliases.map((alias) => alias.name)]),
  );
  const find = (name: string): readonly StoredSource[] => byName.get(foldText(name)) ?? [];
  for (const [uid, { record, place }] of fresh) {
    const named = find(record.name);
    const [one] = named;
    if (one && named.length === 1) {
      found.set(uid, one);
      known.push({
        ...{ kind: 'source', uid, name: record.name, place, by: record.name },
        here: { id: one.id, name: one.source.name },
      });
    } else if (one) unclear.push({ place, name: record.name, count: named.length });
    else {
      // That another name is shared says less: it is asked about.
      const shared = record.aliases.flatMap((alias) => find(alias.name));
      const like = [...shared, ...(await finder.findLookAlikes(record.name))];
      const here = [...new Map(like.map(({ id, source }) => [id, { id, name: source.name }])).values()];
      if (here.length > 0) alike.push({ place, name: record.name, here });
    }
  }
  return { found, known, unclear, alike };
}

async function identifyDocuments(db: Db, incoming: readonly ClaimToImport[], apart: ReadonlySet<Uid>) {
  const documents = prepareDocuments(db);
  const fresh = await listNew(
    incoming,
    apart,
    (record) => record.documents.filter(({ url }) => url !== null),
    async (uids) => (await documents.readByUids(uids)).map(({ document }) => document.uid),
  );
  const found = new Map<Uid, StoredDocument>();
  const known: KnownHere[] = [];
  const byUrl = await documents.findByUrls([...fresh.values()].map(({ record }) => record.url!));
  for (const [uid, { record, place }] of fresh) {
    const there = byUrl.get(keyUrl(record.url) ?? '') ?? [];
    const here = there.filter(({ document }) => isSameVersion(document, record));
    const [one] = here;
    if (!one || here.length > 1) continue;
    found.set(uid, one);
    const { id, document } = one;
    known.push({
      kind: 'document',
      uid,
      name: record.title,
      place,
      by: record.url!,
      here: { id, name: document.title },
    });
  }
  return { found, known };
}

/** A file of ours names its claims by uid: two of the same words are two. */
async function identifyClaims(db: Db, incoming: readonly ClaimToImport[], apart: ReadonlySet<Uid>) {
  const findSimilar = prepareSimilarClaims(db);
  const fresh = await listNew(
    incoming.filter(({ isForeign }) => isForeign),
    apart,
    ({ claim: own }) => [own],
    async (uids) => {
      const rows = await db
        .select({ uid: claim.uid })
        .from(claim)
        .where(inArray(claim.uid, [...uids]));
      return rows.map(({ uid }) => uid);
    },
  );
  const found = new Map<Uid, Uid>();
  const taken = new Set(incoming.map(({ record }) => record.claim.uid));
  const known: KnownHere[] = [];
  for (const [uid, { record, place }] of fresh) {
    const key = foldSentence(record.text);
    const same = (await findSimilar(record.text, CLAIMS_READ)).filter(({ text }) => foldSentence(text) === key);
    const [one] = same;
    // Two reviews of one claim are not one: the second is told as similar.
    if (!one || same.length > 1 || taken.has(one.uid)) continue;
    taken.add(one.uid);
    found.set(uid, one.uid);
    known.push({ kind: 'claim', uid, name: record.text, place, by: record.text, here: { id: one.id, name: one.text } });
  }
  return { found, known };
}

const CLAIMS_READ = 5;

interface Found {
  sources: ReadonlyMap<Uid, StoredSource>;
  documents: ReadonlyMap<Uid, StoredDocument>;
  /** By number: these sources, the publishers of these documents, and all above them. */
  families: ReadonlyMap<number, StoredSource>;
}

/** The record with the known sources and documents in place of its own, and with all above them in their families. */
function useKnown(record: ClaimRecord, found: Found): ClaimRecord {
  const knownSources = record.sources.flatMap(({ uid }) => found.sources.get(uid) ?? []);
  const knownDocuments = record.documents.flatMap(({ uid }) => found.documents.get(uid) ?? []);
  if (knownSources.length + knownDocuments.length === 0) return record;
  const replacements = new Map(
    record.sources.flatMap(({ uid }) => {
      const known = found.sources.get(uid);
      return known ? [[uid, known.source.uid]] : [];
    }),
  );
  const source = (uid: Uid): Uid => replacements.get(uid) ?? uid;
  const document = (uid: Uid): Uid => found.documents.get(uid)?.document.uid ?? uid;
  const { statements, attributions } = moveStatements(
    {
      statements: record.statements.map((one) => ({ ...one, document: one.document && document(one.document) })),
      attributions: record.attributions.map((edge) => ({
        ...edge,
        evidence: edge.evidence.map((piece) => ({ ...piece, document: document(piece.document) })),
      })),
    },
    replacements,
  );
  const own = record.sources.filter(({ uid }) => !found.sources.has(uid));
  const stored = new Map<number, Source>();
  for (const start of [...knownSources.map(({ id }) => id), ...knownDocuments.map(({ publisherId }) => publisherId)]) {
    for (let at: number | null = start; at !== null && !stored.has(at);) {
      const { source: above, parentId }: StoredSource = found.families.get(at)!;
      stored.set(at, above);
      at = parentId;
    }
  }
  const documents: Document[] = record.documents.map(
    (one) => found.documents.get(one.uid)?.document ?? { ...one, publisher: source(one.publisher) },
  );
  const sources: Source[] = [
    ...own.map((one) => (one.parent === null ? one : { ...one, parent: source(one.parent) })),
    ...stored.values(),
  ];
  return {
    ...record,
    statements,
    attributions,
    documents: [...new Map(documents.map((one) => [one.uid, one])).values()],
    sources: [...new Map(sources.map((one) => [one.uid, one])).values()],
  };
}
