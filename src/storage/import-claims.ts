/** Brings whole claims in: all of them in one commit, or none. */
import { isDeepStrictEqual } from 'node:util';
import { and, eq } from 'drizzle-orm';
import { attribution, claim, history, statement } from '../../db/schema.ts';
import { analyse } from '../provenance/analyse.ts';
import type { ClaimRecord, Document, Source, Uid } from '../provenance/model.ts';
import { planDocument, prepareDocuments, type StoredDocument } from './documents.ts';
import type { Engine, Write } from './engine.ts';
import { guardCatalogue, readCatalogueRevision } from './guards.ts';
import type { WriteContext } from './history.ts';
import { listFreshTexts, moveExcerpts, settleDocuments } from './import-texts.ts';
import { planTexts } from './move-excerpts.ts';
import { leaveKnown } from './leave-known.ts';
import { prepareClaimReader, type StoredClaim } from './read-claim.ts';
import { inList, planSources, prepareSources, type StoredSource } from './sources.ts';
import { planClaim } from './write-claim.ts';

/** A claim to bring in, already checked by itself. */
export interface Incoming {
  record: ClaimRecord;
  /** By document: the texts that came along. */
  texts: ReadonlyMap<Uid, string>;
  /** Where it was published before. */
  url: string | null;
  /** Whether it tells of what others' formats know alone: then what is here already stays as it is. */
  isForeign?: boolean;
  /** Where it came from, as its problems should name it: a file, a line. */
  place: string;
}

export interface ImportProblem {
  place: string;
  field: string;
  message: string;
}

export interface ImportResult {
  created: number;
  updated: number;
  unchanged: number;
  /** Sources and documents that are new or were changed. */
  shared: number;
}

export type ImportOutcome = { ok: true; value: ImportResult } | { ok: false; problems: ImportProblem[] };

export interface ImportOptions {
  at: string;
  actor: string;
  reason: string | null;
  /** Called after each claim that was compared with what is here. */
  onClaim?: (this: void) => void;
}

/** What is there now under the uids that come in. */
export interface Present {
  sources: ReadonlyMap<Uid, StoredSource>;
  documents: ReadonlyMap<Uid, StoredDocument>;
  texts: ReadonlyMap<Uid, string>;
  claims: ReadonlyMap<Uid, number>;
  /** By statement or attribution: the uid of its claim. */
  owners: ReadonlyMap<Uid, Uid>;
  /** What the uids of claims, sources and documents stand for. */
  subjects: ReadonlyMap<Uid, Subject>;
}

type Subject = (typeof history.$inferSelect)['subject'];

/** What comes in, each record once. */
export interface Union {
  sources: Map<Uid, Source>;
  documents: Map<Uid, Document>;
  texts: Map<Uid, string>;
  problems: ImportProblem[];
}

/**
 * Makes every incoming claim be here as it is there: new ones are made, those with a known uid become as the file
 * says (history keeps what they were), equal ones stay untouched, and foreign ones that are here do too.
 * @returns how many of each, or every problem, and then nothing was written
 * @throws Conflict when another writer was faster
 */
export async function importClaims(
  engine: Engine,
  all: readonly Incoming[],
  { onClaim, ...by }: ImportOptions,
): Promise<ImportOutcome> {
  const context: WriteContext = { db: engine.db, ...by };
  const catalogueRevision = await readCatalogueRevision(engine.db);
  const { incoming, known } = await leaveKnown(engine.db, all);
  const union = uniteRecords(incoming);
  const present = await readPresent(engine, incoming, union);
  const settled = incoming.map((one) => settleDocuments(one, union, present));
  const fresh = listFreshTexts(union, present);
  const moved = await moveExcerpts(incoming, fresh, present, context);
  const problems = [union, ...settled, moved].flatMap((part) => part.problems);
  problems.push(...checkSubjects(incoming, present), ...checkOwners(incoming, present));
  if (problems.length > 0) return { ok: false, problems };

  const catalogue = planCatalogue(union, present, fresh, context);
  const texts = planTexts(fresh, context);
  const writes = [...texts.out, ...catalogue.writes, ...moved.writes];
  const result: ImportResult = { created: 0, updated: 0, unchanged: known, shared: catalogue.count };
  const readClaim = prepareClaimReader(engine.db);
  for (const { record, url } of settled) {
    const id = present.claims.get(record.claim.uid);
    const before: StoredClaim | null = id === undefined ? null : await readClaim(id);
    const plan = planClaim(before, record, analyse(record), context, url);
    result[plan.length === 0 ? 'unchanged' : before ? 'updated' : 'created'] += 1;
    for (const write of plan) writes.push(write);
    onClaim?.();
  }
  const guard = guardCatalogue(engine.db, catalogueRevision);
  if (writes.length > 0) await engine.commit([guard, ...writes, ...texts.in]);
  return { ok: true, value: result };
}

/** Each uid may come several times, but always the same. */
function uniteRecords(incoming: readonly Incoming[]): Union {
  const union: Union = { sources: new Map(), documents: new Map(), texts: new Map(), problems: [] };
  const owners = new Map<Uid, string>();
  const add = <T>(into: Map<Uid, T>, uid: Uid, value: T, place: string, field: string): void => {
    const first = into.get(uid);
    if (first === undefined) into.set(uid, value);
    else if (!isDeepStrictEqual(first, value)) {
      union.problems.push({ place, field, message: 'differs from what came before under the same uid' });
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
      if (first !== undefined) union.problems.push({ place, field, message: `came before, in ${first}` });
      else owners.set(uid, place);
    }
  }
  return union;
}

/** The uids of what belongs to this claim alone, each with the member it stands in. */
function listOwned({ claim, statements, attributions }: ClaimRecord): [string, Uid][] {
  return [
    ['claim.uid', claim.uid],
    ...statements.map(({ uid }, i): [string, Uid] => [`statements[${i}].uid`, uid]),
    ...attributions.map(({ uid }, i): [string, Uid] => [`attributions[${i}].uid`, uid]),
  ];
}

async function readPresent({ db }: Engine, incoming: readonly Incoming[], union: Union): Promise<Present> {
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

/** The uids that history is kept under, each with what it stands for and the member it stands in. */
function listSubjects({ claim, sources, documents }: ClaimRecord): { uid: Uid; subject: Subject; field: string }[] {
  return [
    { uid: claim.uid, subject: 'claim', field: 'claim.uid' },
    ...sources.map(({ uid }, i) => ({ uid, subject: 'source' as const, field: `sources[${i}].uid` })),
    ...documents.map(({ uid }, i) => ({ uid, subject: 'document' as const, field: `documents[${i}].uid` })),
  ];
}

/** A uid stands for one thing for good, here and in all that comes in. */
function checkSubjects(incoming: readonly Incoming[], { subjects }: Present): ImportProblem[] {
  const known = new Map(subjects);
  return incoming.flatMap(({ record, place }) =>
    listSubjects(record).flatMap(({ uid, subject, field }) => {
      const other = known.get(uid);
      if (other === undefined) known.set(uid, subject);
      return other === undefined || other === subject ? [] : [{ place, field, message: `is the uid of a ${other}` }];
    }),
  );
}

/** A statement or an attribution belongs to one claim for good. */
function checkOwners(incoming: readonly Incoming[], { owners }: Present): ImportProblem[] {
  return incoming.flatMap(({ record, place }) =>
    listOwned(record).flatMap(([field, uid]) => {
      const owner = owners.get(uid);
      if (owner === undefined || owner === record.claim.uid) return [];
      return [{ place, field, message: `belongs to another claim, ${owner}` }];
    }),
  );
}

/** The writes for sources and documents that are new or have changed, and how many they are. Texts go in apart. */
function planCatalogue(
  union: Union,
  present: Present,
  fresh: ReadonlyMap<Uid, string>,
  context: WriteContext,
): { writes: Write[]; count: number } {
  const sources = [...union.sources.values()]
    .map((after) => ({ before: present.sources.get(after.uid) ?? null, after }))
    .filter(({ before, after }) => !isDeepStrictEqual(before?.source, after));
  const documents = [...union.documents.values()]
    .map((after) => ({ before: present.documents.get(after.uid) ?? null, after }))
    .filter(({ before, after }) => fresh.has(after.uid) || !isDeepStrictEqual(before?.document, after));
  const plans = documents.flatMap(({ before, after }) => planDocument(before, after, context));
  return { writes: [...planSources(sources, context), ...plans], count: sources.length + documents.length };
}
