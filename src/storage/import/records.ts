/** Compares incoming records with stored ones, each record once, and finds what prevents an import. */
import { isDeepStrictEqual } from 'node:util';
import { and, eq } from 'drizzle-orm';
import { attribution, claim, history, statement } from '../../../db/schema.ts';
import { isSame } from '../../model/identity.ts';
import { LIMITS } from '../../model/limits.ts';
import { listNamedSources } from '../../model/named-sources.ts';
import type { ClaimRecord, Document, Source, Uid, Evidence } from '../../model/records.ts';
import { prepareDocuments, type StoredDocument } from '../documents/documents.ts';
import type { Engine, Write, Db } from '../engine.ts';
import { inList, prepareSources, type StoredSource } from '../sources/sources.ts';
import type { ImportProblem, ClaimToImport } from '../types.ts';
import type { CountedText } from '../../text/characters.ts';
import { checkPlace, locateEvidence } from '../../text/excerpts.ts';
import type { PlanContext } from '../history/history.ts';
import { planMovedExcerpts } from '../documents/writes.ts';

/** What is stored under the incoming uids. */
export interface Present {
  sources: ReadonlyMap<Uid, StoredSource>;
  documents: ReadonlyMap<Uid, StoredDocument>;
  texts: ReadonlyMap<Uid, string>;
  claims: ReadonlyMap<Uid, number>;
  /** By statement or attribution: the uid of its claim. */
  owners: ReadonlyMap<Uid, Uid>;
  /** What kind of record each uid belongs to. */
  subjects: ReadonlyMap<Uid, Subject>;
}

type Subject = (typeof history.$inferSelect)['subject'];

/** The incoming sources, documents and texts, each once. */
export interface Union {
  sources: Map<Uid, Source>;
  documents: Map<Uid, Document>;
  texts: Map<Uid, string>;
  problems: ImportProblem[];
}

/** A uid may occur several times, but always with the same content. */
export function uniteRecords(incoming: readonly ClaimToImport[]): Union {
  const union: Union = { sources: new Map(), documents: new Map(), texts: new Map(), problems: [] };
  const owners = new Map<Uid, string>();
  const add = <T>(into: Map<Uid, T>, uid: Uid, value: T, place: string, field: string): void => {
    const first = into.get(uid);
    if (first === undefined) into.set(uid, value);
    else if (!isDeepStrictEqual(first, value)) {
      union.problems.push({ place, field, message: 'differs from an earlier record with the same uid' });
    }
  };
  for (const { record, texts, place } of incoming) {
    record.sources.forEach((source, i) => add(union.sources, source.uid, source, place, `sources[${i}]`));
    record.documents.forEach((document, i) => {
      add(union.documents, document.uid, document, place, `documents[${i}]`);
      const text = texts.get(document.uid);
      if (text !== undefined) add(union.texts, document.uid, text, place, `documents[${i}].text`);
    });
    for (const [field, uid] of listOwned(record)) {
      const first = owners.get(uid);
      if (first !== undefined) union.problems.push({ place, field, message: `is repeated: it was also in ${first}` });
      else owners.set(uid, place);
    }
  }
  return union;
}

/** The uids of the claim and its own records, each with its field. */
function listOwned({ claim, statements, attributions }: ClaimRecord): [string, Uid][] {
  return [
    ['claim.uid', claim.uid],
    ...statements.map(({ uid }, i): [string, Uid] => [`statements[${i}].uid`, uid]),
    ...attributions.map(({ uid }, i): [string, Uid] => [`attributions[${i}].uid`, uid]),
  ];
}

export async function readPresent({ db }: Engine, incoming: readonly ClaimToImport[], union: Union): Promise<Present> {
  const [sources, documents] = [prepareSources(db), prepareDocuments(db)];
  const list = JSON.stringify(incoming.flatMap(({ record }) => listOwned(record).map(([, uid]) => uid)));
  const claims = await db
    .select({ id: claim.id, uid: claim.uid })
    .from(claim)
    .where(inList(claim.uid, 'list'))
    .prepare()
    .execute({ list });
  const owned = [statement, attribution].map((table) =>
    db
      .select({ uid: table.uid, owner: claim.uid })
      .from(table)
      .innerJoin(claim, eq(claim.id, table.claimId))
      .where(inList(table.uid, 'list'))
      .prepare()
      .execute({ list }),
  );
  const owners = (await Promise.all(owned)).flat();
  const subjects = await db
    .select({ uid: history.subjectUid, subject: history.subject })
    .from(history)
    .where(and(inList(history.subjectUid, 'list'), eq(history.revision, 1)))
    .prepare()
    .execute({ list: JSON.stringify(incoming.flatMap(({ record }) => listSubjects(record).map(({ uid }) => uid))) });
  return {
    sources: new Map((await sources.readByUids(union.sources.keys())).map((stored) => [stored.source.uid, stored])),
    documents: new Map(
      (await documents.readByUids(union.documents.keys())).map((stored) => [stored.document.uid, stored]),
    ),
    texts: await documents.readTexts(union.documents.keys()),
    claims: new Map(claims.map(({ id, uid }) => [uid, id])),
    owners: new Map(owners.map(({ uid, owner }) => [uid, owner])),
    subjects: new Map(subjects.map(({ uid, subject }) => [uid, subject])),
  };
}

/** The uids that have a history, each with its kind and field. */
function listSubjects({ claim, sources, documents }: ClaimRecord): { uid: Uid; subject: Subject; field: string }[] {
  return [
    { uid: claim.uid, subject: 'claim', field: 'claim.uid' },
    ...sources.map(({ uid }, i) => ({ uid, subject: 'source' as const, field: `sources[${i}].uid` })),
    ...documents.map(({ uid }, i) => ({ uid, subject: 'document' as const, field: `documents[${i}].uid` })),
  ];
}

/** A uid always belongs to the same kind of record. */
export function checkSubjects(incoming: readonly ClaimToImport[], { subjects }: Present): ImportProblem[] {
  const known = new Map(subjects);
  return incoming.flatMap(({ record, place }) =>
    listSubjects(record).flatMap(({ uid, subject, field }) => {
      const other = known.get(uid);
      if (other === undefined) known.set(uid, subject);
      return other === undefined || other === subject ? [] : [{ place, field, message: `is the uid of a ${other}` }];
    }),
  );
}

/** A statement or attribution always belongs to the same claim. */
export function checkOwners(incoming: readonly ClaimToImport[], { owners }: Present): ImportProblem[] {
  return incoming.flatMap(({ record, place }) =>
    listOwned(record).flatMap(([field, uid]) => {
      const owner = owners.get(uid);
      if (owner === undefined || owner === record.claim.uid) return [];
      return [{ place, field, message: `belongs to another claim, ${owner}` }];
    }),
  );
}

/** What a file does not know of a document stays as it is known here. */
export function keepKnown({ documents }: Union, present: Present): void {
  for (const [uid, document] of documents) {
    const known = Object.entries(present.documents.get(uid)?.document ?? {});
    const unknown = known.filter(([member]) => document[member as keyof Document] === null);
    documents.set(uid, { ...document, ...Object.fromEntries(unknown) });
  }
}

/**
 * When a document comes without its text and the text is stored, the stored one gives its hash and the excerpts' places.
 * @param textOf the text that a document will have
 */
export function resolveDocuments(
  { record, url, place }: ClaimToImport,
  union: Union,
  present: Present,
  textOf: (document: Uid) => CountedText | null,
): { record: ClaimRecord; url: string | null; problems: ImportProblem[] } {
  const problems: ImportProblem[] = [];
  record.documents.forEach(({ uid, sha256 }, i) => {
    const ours = present.documents.get(uid)?.document.sha256 ?? null;
    if (union.texts.has(uid) || !present.texts.has(uid)) return;
    if (sha256 !== null && sha256 !== ours) {
      problems.push({ place, field: `documents[${i}].sha256`, message: 'is not that of the text kept here' });
    }
  });
  const attributions = record.attributions.map((edge, i) => {
    const evidence = edge.evidence.map((piece, j) => {
      const text = textOf(piece.document);
      const reason = checkPlace(piece, text);
      if (reason)
        problems.push({ place, field: `attributions[${i}].evidence[${j}].${reason.field}`, message: reason.message });
      return locateEvidence(piece, text);
    });
    if (evidence.length > LIMITS.evidence) {
      const message = `must be at most ${LIMITS.evidence} excerpts, not ${evidence.length}`;
      problems.push({ place, field: `attributions[${i}].evidence`, message });
    }
    return { ...edge, evidence };
  });
  return { record: { ...record, attributions }, url, problems };
}

/** The texts that are new or differ from the stored ones. */
export function listFreshTexts({ texts }: Union, present: Present): Map<Uid, string> {
  return new Map([...texts].filter(([uid, text]) => text !== present.texts.get(uid)));
}

/** Moves the excerpts in claims that are not imported but show documents whose text is. */
export async function moveExcerpts(
  incoming: readonly ClaimToImport[],
  fresh: ReadonlyMap<Uid, string>,
  union: Union,
  present: Present,
  context: PlanContext,
): Promise<{ writes: Write[]; problems: ImportProblem[] }> {
  const move = {
    ...{ fresh, except: new Set(present.claims.values()), instead: new Map<string, string>() },
    ...{ documents: union.documents, sources: [...union.sources.values()] },
  };
  const { writes, lost } = await planMovedExcerpts(move, context);
  return { writes, problems: lost.map(({ piece, claim }) => describeLost(incoming, piece, claim)) };
}

function describeLost(incoming: readonly ClaimToImport[], piece: Evidence, claim: Uid): ImportProblem {
  const from = incoming.find(({ texts }) => texts.has(piece.document))!;
  const i = from.record.documents.findIndex(({ uid }) => uid === piece.document);
  return {
    place: from.place,
    field: `documents[${i}].text`,
    message: `does not contain “${piece.exact}”, an excerpt that claim ${claim} uses`,
  };
}

/**
 * Leaves out claims that came earlier in the list: those that are the same, and those of other sites' formats, whose feeds
 * repeat themselves.
 */
export function dropTwins(all: readonly ClaimToImport[]): ClaimToImport[] {
  const seen = new Map<Uid, ClaimToImport>();
  return all.filter((one) => {
    const first = seen.get(one.record.claim.uid);
    if (!first) seen.set(one.record.claim.uid, one);
    return !first || !(isForeign(one) || isSame(first.record, one.record));
  });
}

/** Claims of other sites' formats, with the sources and documents as they are stored, or else as they came first. */
export async function useStored(db: Db, incoming: readonly ClaimToImport[]): Promise<readonly ClaimToImport[]> {
  if (!incoming.some(isForeign)) return incoming;
  const records = await readKnownRecords(db, incoming);
  return incoming.map((one) => (isForeign(one) ? useKnownRecords(one, records) : one));
}

/** Leaves out claims from other formats that are stored: where nothing is known of who means whom, only new ones go in. */
export async function skipKnown(db: Db, all: readonly ClaimToImport[]): Promise<readonly ClaimToImport[]> {
  if (!all.some(isForeign)) return all;
  const seen = await readClaimUids(db, all.filter(isForeign));
  return all.filter((one) => !isForeign(one) || !seen.has(one.record.claim.uid));
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
  for (const uid of listNamedSources(record)) name(uid);
  for (const { publisher } of resolved) name(publisher);
  return { ...one, record: { ...record, sources: [...named.values()], documents: resolved } };
}
