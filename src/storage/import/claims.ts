/** Imports whole claims: all of them in one commit, or none. */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { countTexts } from '../../text/characters.ts';
import { identifyRelation, sortRelations } from '../../model/identity.ts';
import { LIMITS } from '../../model/limits.ts';
import { listNamedSources } from '../../model/named-sources.ts';
import type { Attribution, Claim, ClaimRecord, ClaimStatus, Source, SourceKind, Uid } from '../../model/records.ts';
import { planDocument } from '../documents/documents.ts';
import type { Engine, Write } from '../engine.ts';
import { Conflict } from '../errors.ts';
import type { PlanContext } from '../history/history.ts';
import {
  checkOwners,
  checkSubjects,
  dropTwins,
  keepKnown,
  useStored,
  readPresent,
  uniteRecords,
  type Present,
  type Union,
  listFreshTexts,
  moveExcerpts,
  resolveDocuments,
  skipKnown,
} from './records.ts';
import { planSources, prepareSources } from '../sources/sources.ts';
import { isChanged, planClaim } from '../claims/writes.ts';
import { planSpentKey, type KeyToSpend, type SpentKey } from '../spent-keys.ts';
import type { ClaimToImport, ImportProblem } from '../types.ts';
import { guardCatalogue, readCatalogueRevision } from '../history/revision-counters.ts';
import { planTexts } from '../documents/writes.ts';
import { prepareClaimReader, type StoredClaim } from '../claims/claims.ts';
import { isInsert, joinInserts, type InsertWrite } from '../inserts.ts';
import { identifyRecords, type Identified } from './identities.ts';
import { mergeClaim, mergeDocument, mergeSource, type Choice, type Merged, type Offer } from './offers.ts';

export interface ImportResult {
  created: number;
  updated: number;
  unchanged: number;
  /** Sources and documents that are new or were changed. */
  shared: number;
  /** Known claims, sources and documents that differ from the file, and were left as they are. */
  differing: number;
}

export type ImportStep = 'created' | 'updated' | 'unchanged';

export interface ImportPlanClaim {
  uid: Uid;
  place: string;
  text: string;
  language: string;
  status: ClaimStatus;
  step: ImportStep;
  /** The stored claim with this uid; null for a new one. */
  here: { id: number; text: string; language: string; status: ClaimStatus; updatedAt: string } | null;
  /** As the file says. */
  updatedAt: string;
  /** What the claim loses because the file lacks it. */
  removed: { statements: number; attributions: number };
}

/** What the file says otherwise of a known record. */
export interface ImportDifference {
  kind: 'claim' | 'source' | 'document';
  id: number;
  name: string;
  offers: readonly Offer[];
  /** Those that are not taken over. */
  left: readonly Offer[];
}

/** A source or a document that is new or changes. */
export interface ImportPlanRecord {
  kind: 'source' | 'document';
  step: Exclude<ImportStep, 'unchanged'>;
  /** Its number here; null for a new one. */
  id: number | null;
  name: string;
  /** Null for a document. */
  sourceKind: SourceKind | null;
}

export interface ImportPlan {
  /** In the order of the file. */
  claims: readonly ImportPlanClaim[];
  shared: readonly ImportPlanRecord[];
  /** How many claims came twice, or are stored already and were left as they are. */
  repeated: number;
  differences: readonly ImportDifference[];
  /** Who is taken for whom, and who is not. */
  identities: Omit<Identified, 'incoming'>;
  /** A hash of the revisions of all records concerned: when it has changed, the plan is out of date. */
  basis: string;
}

type OrProblems<Value> = { ok: true; value: Value } | { ok: false; problems: ImportProblem[] };
export type ImportOutcome =
  { ok: true; value: ImportResult; plan: ImportPlan } | { ok: false; problems: ImportProblem[] };

export interface ImportOptions {
  at: string;
  actor: string;
  reason: string | null;
  /** Called after each claim is compared with the stored one. */
  onClaim?: (this: void) => void;
  /** The `basis` of the plan that somebody agreed to; without it, the import goes ahead whatever the plan is. */
  basis?: string;
  /** Makes the plan alone. */
  isDry?: boolean;
  /** Of the one claim that is sent: kept in the same commit. */
  spends?: KeyToSpend;
  /** The revision of the one claim that its sender saw. */
  revision?: number;
  /**
   * How what is known here is met. Without it everything is stored as it came, under its own uids: for callers who own the
   * records.
   */
  known?: KnownRecordsChoice;
}

export interface KnownRecordsChoice {
  /** What is taken over of known records. `claims`: claims become what was sent, their sources and documents stay. */
  take: Choice | 'claims';
  /** Uids in the file that are others than what is known here by that name, address or words. */
  apart: ReadonlySet<Uid>;
}

/**
 * Stores incoming claims: creates new ones, and takes over of the others what is chosen (history keeps what they were).
 * @returns how many of each; or every problem, in which case nothing was written
 * @throws Conflict when another writer was faster, or wrote since the plan of `basis` was made
 */
export async function importClaims(
  engine: Engine,
  incoming: readonly ClaimToImport[],
  { basis, isDry = false, spends, ...options }: ImportOptions,
): Promise<ImportOutcome> {
  const made = await makePlan(engine, incoming, options);
  if (!made.ok) return made;
  const { plan, writes } = made.value;
  if (basis !== undefined && basis !== plan.basis) throw new Conflict('the plan of an import');
  const spending = spends ? [planSpentKey(engine.db, describeSpent(spends, plan), options.at)] : [];
  if (spending.length + writes.length > 0 && !isDry) await engine.commit([...spending, ...writes]);
  const count = (wanted: ImportStep): number => plan.claims.filter(({ step }) => step === wanted).length;
  const [created, updated, unchanged] = [count('created'), count('updated'), count('unchanged') + plan.repeated];
  const differing = plan.differences.filter(({ left }) => left.length > 0).length;
  return { ok: true, value: { created, updated, unchanged, shared: plan.shared.length, differing }, plan };
}

/** What is answered when the same is sent again. */
function describeSpent(spends: KeyToSpend, { claims, shared }: ImportPlan): SpentKey {
  const [{ uid, step }] = claims as [ImportPlanClaim];
  const result = step === 'unchanged' && shared.length > 0 ? 'updated' : step;
  return { ...spends, claim: uid, result, shared: shared.length };
}

/** What `importClaims` would do, or every problem; nothing is written. */
export async function planImport(
  engine: Engine,
  incoming: readonly ClaimToImport[],
  options: ImportOptions,
): Promise<OrProblems<ImportPlan>> {
  const made = await makePlan(engine, incoming, options);
  return made.ok ? { ok: true, value: made.value.plan } : made;
}

async function makePlan(
  engine: Engine,
  all: readonly ClaimToImport[],
  { onClaim, known, revision, ...by }: ImportOptions,
): Promise<OrProblems<{ plan: ImportPlan; writes: Write[] }>> {
  const context: PlanContext = { db: engine.db, ...by };
  const catalogueRevision = await readCatalogueRevision(engine.db);
  const { incoming: identified, ...identities } = known
    ? await identifyRecords(engine.db, all, known.apart)
    : { incoming: await skipKnown(engine.db, all), ...NOBODY };
  const given = await useStored(engine.db, dropTwins(identified));
  const repeated = all.length - given.length;
  const union = uniteRecords(given);
  const present = await readPresent(engine, given, union);
  const differences: ImportDifference[] = [];
  if (known) differences.push(...chooseShared(union, present, known.take === 'claims' ? new Set() : known.take));
  else keepKnown(union, present);
  const above = known ? await readAbove(engine, present) : new Map<Uid, Source>();
  const incoming = known ? given.map((one) => takeFrom(union, above, one)) : given;
  const textOf = countTexts(new Map([...present.texts, ...union.texts]));
  const resolved = incoming.map((one) => resolveDocuments(one, union, present, textOf));
  const fresh = listFreshTexts(union, present);
  const moved = await moveExcerpts(incoming, fresh, union, present, context);
  const problems = [union, ...resolved, moved].flatMap((part) => part.problems);
  problems.push(...checkSubjects(incoming, present), ...checkOwners(incoming, present));
  if (problems.length > 0) return { ok: false, problems };

  const updates: Write[] = [];
  const inserts: InsertWrite[] = [];
  const claims: ImportPlanClaim[] = [];
  // It grows with every change to a source or a document.
  const revisions = [`catalogue ${catalogueRevision}`];
  const used: ClaimRecord[] = [];
  const readClaim = prepareClaimReader(engine.db);
  for (const [i, { record, url }] of resolved.entries()) {
    // Lets a server answer other requests; the guards catch concurrent writes.
    await setImmediate();
    const id = present.claims.get(record.claim.uid);
    const before: StoredClaim | null = id === undefined ? null : await readClaim(id);
    if (before && revision !== undefined && before.revision !== revision) throw new Conflict('claim.revision');
    const { place } = incoming[i]!;
    const { isForeign = false } = incoming[i]!;
    const merged =
      before && known && known.take !== 'claims'
        ? takeOver(before, record, { choice: known.take, isForeign, at: by.at }, differences)
        : stampSent(before, keepUnknown(before?.record ?? null, record), known ? by.at : null);
    problems.push(...checkRelations(merged.claim, place));
    const graph = { ...merged, documents: merged.documents.map(({ uid }) => union.documents.get(uid)!) };
    const plan = planClaim(before, merged, graph, context, url);
    claims.push(describeClaim(before, merged, place, plan.length > 0));
    used.push(before && known ? keepNamed(merged) : merged);
    if (before) revisions.push(`${record.claim.uid} ${before.revision}`);
    for (const write of plan) {
      if (before === null && isInsert(write)) inserts.push(write);
      else updates.push(write);
    }
    onClaim?.();
  }
  if (problems.length > 0) return { ok: false, problems };
  // What nobody takes over brings nothing with it.
  if (known) keepUsed(union, present, used);
  const catalogue = planCatalogue(union, present, fresh, context);
  const texts = planTexts(fresh, context);
  const writes = [...texts.out, ...catalogue.writes, ...moved.writes, ...updates];
  const basis = createHash('sha256').update(revisions.sort().join('\n')).digest('base64url');
  const unguarded = [...writes, ...joinInserts(inserts), ...texts.in];
  const guarded = [guardCatalogue(engine.db, catalogueRevision), ...unguarded];
  const plan = { claims, shared: catalogue.shared, repeated, differences, identities, basis };
  return { ok: true, value: { plan, writes: unguarded.length > 0 ? guarded : [] } };
}

const NOBODY: Omit<Identified, 'incoming'> = { known: [], unclear: [], alike: [] };

/** Gives the union the known sources and documents with what is taken over. @returns where the file says otherwise */
function chooseShared(union: Union, present: Present, choice: Choice): ImportDifference[] {
  const differences: ImportDifference[] = [];
  const tell = (kind: ImportDifference['kind'], id: number, name: string, { offers, left }: Merged<unknown>): void => {
    if (offers.length > 0) differences.push({ kind, id, name, offers, left });
  };
  for (const [uid, { id, source }] of present.sources) {
    const merged = mergeSource(source, union.sources.get(uid)!, choice);
    union.sources.set(uid, merged.record);
    tell('source', id, source.name, merged);
  }
  for (const [uid, { id, document }] of present.documents) {
    const after = union.documents.get(uid)!;
    const merged = mergeDocument(document, after, choice);
    const [was = null, text] = [present.texts.get(uid), union.texts.get(uid)];
    const offer: Offer = { key: `${uid} text`, member: 'text', before: was, after: text };
    const isOther = text !== undefined && text !== was;
    const isTaken = isOther && (choice === 'all' || choice.has(offer.key));
    if (isOther && !isTaken) union.texts.delete(uid);
    union.documents.set(uid, isTaken ? { ...merged.record, sha256: after.sha256 } : merged.record);
    const more = isOther ? [offer] : [];
    tell('document', id, document.title, {
      record: null,
      offers: [...merged.offers, ...more],
      left: [...merged.left, ...(isTaken ? [] : more)],
    });
  }
  return differences;
}

/** The record with the sources and documents that its statements and hops name. */
function keepNamed(record: ClaimRecord): ClaimRecord {
  const shown = new Set<Uid | null>([
    ...record.statements.map(({ document }) => document),
    ...record.attributions.flatMap(({ evidence }) => evidence.map(({ document }) => document)),
  ]);
  const documents = record.documents.filter(({ uid }) => shown.has(uid));
  const named = new Set<Uid>([...listNamedSources(record), ...documents.map(({ publisher }) => publisher)]);
  const above = new Map(record.sources.map(({ uid, parent }) => [uid, parent]));
  for (const uid of named) {
    const parent = above.get(uid) ?? null;
    if (parent !== null) named.add(parent);
  }
  return { ...record, documents, sources: record.sources.filter(({ uid }) => named.has(uid)) };
}

function keepUsed({ sources, documents }: Union, present: Present, used: readonly ClaimRecord[]): void {
  const uids = new Set(used.flatMap((record) => [...record.sources, ...record.documents].map(({ uid }) => uid)));
  for (const uid of sources.keys()) if (!uids.has(uid) && !present.sources.has(uid)) sources.delete(uid);
  for (const uid of documents.keys()) if (!uids.has(uid) && !present.documents.has(uid)) documents.delete(uid);
}

/** The families of known sources: a file may not know them. */
async function readAbove({ db }: Engine, { sources }: Present): Promise<Map<Uid, Source>> {
  const families = await prepareSources(db).readFamilies([...sources.values()].map(({ id }) => id));
  return new Map([...families.values()].map(({ source }) => [source.uid, source]));
}

/** The claim with the sources, their families and the documents as they will be. */
function takeFrom(union: Union, above: ReadonlyMap<Uid, Source>, one: ClaimToImport): ClaimToImport {
  const { record, texts } = one;
  const sources = new Map<Uid, Source>();
  for (const { uid } of record.sources) {
    for (let at: Uid | null = uid; at !== null && !sources.has(at); at = sources.get(at)!.parent) {
      sources.set(at, union.sources.get(at) ?? above.get(at)!);
    }
  }
  return {
    ...one,
    texts: new Map([...texts].filter(([uid]) => union.texts.has(uid))),
    record: {
      ...record,
      sources: [...sources.values()],
      documents: record.documents.map(({ uid }) => union.documents.get(uid)!),
    },
  };
}

/** The known claim with what is chosen of the file's; its other differences are told. */
function takeOver(
  { id, record: before }: StoredClaim,
  after: ClaimRecord,
  { choice, isForeign, at }: { choice: Choice; isForeign: boolean; at: string },
  differences: ImportDifference[],
): ClaimRecord {
  const { record, offers, left } = mergeClaim(before, after, choice, isForeign);
  if (offers.length > 0) differences.push({ kind: 'claim', id, name: before.claim.text, offers, left });
  return left.length < offers.length ? { ...record, claim: { ...record.claim, updatedAt: at } } : record;
}

/** A claim that is sent is changed here and now, where it changes. @param at null where it is stored as it came */
function stampSent(before: StoredClaim | null, after: ClaimRecord, at: string | null): ClaimRecord {
  if (!before || at === null) return after;
  const { createdAt, updatedAt } = before.record.claim;
  const same = { ...after, claim: { ...after.claim, createdAt, updatedAt } };
  return isChanged(before.record, same) ? { ...same, claim: { ...same.claim, updatedAt: at } } : same;
}

/** What a file does not know of a claim stays as it is known here. */
function keepUnknown(before: ClaimRecord | null, after: ClaimRecord): ClaimRecord {
  if (!before) return after;
  const known = new Map(before.attributions.map((edge) => [edge.uid, edge]));
  return {
    ...after,
    claim: keepRelations(before.claim, after.claim),
    // Those who dispute may be missing in the file.
    sources: [...new Map([...before.sources, ...after.sources].map((source) => [source.uid, source])).values()],
    attributions: after.attributions.map((edge) => keepDispute(known.get(edge.uid), edge)),
  };
}

/** When and why one source disputes something tells nothing of another's dispute. */
function keepDispute(before: Attribution | undefined, after: Attribution): Attribution {
  if (!before) return after;
  const isAnothers = after.disputedBy !== null && ![null, after.disputedBy].includes(before.disputedBy);
  if (isAnothers) return after;
  return {
    ...after,
    disputedAt: after.disputedAt ?? before.disputedAt,
    disputedBy: after.disputedBy ?? before.disputedBy,
    disputeReason: after.disputeReason ?? before.disputeReason,
  };
}

/** A file that lacks a relation or its note doesn't know it: what is known here stays. */
function keepRelations(before: Claim, after: Claim): Claim {
  const relations = new Map(before.relations.map((known) => [identifyRelation(known), known]));
  for (const relation of after.relations) {
    const key = identifyRelation(relation);
    relations.set(key, { ...relation, note: relation.note ?? relations.get(key)?.note ?? null });
  }
  return { ...after, relations: sortRelations([...relations.values()]) };
}

function checkRelations({ relations }: Claim, place: string): ImportProblem[] {
  if (relations.length <= LIMITS.relations) return [];
  const message = `are ${relations.length} together with those already here; a claim can have at most ${LIMITS.relations}`;
  return [{ place, field: 'claim.relations', message }];
}

function describeClaim(
  before: StoredClaim | null,
  record: ClaimRecord,
  place: string,
  changes: boolean,
): ImportPlanClaim {
  const { uid, text, language, status, updatedAt } = record.claim;
  const step = !changes ? 'unchanged' : before ? 'updated' : 'created';
  const here = before && { id: before.id, ...before.record.claim };
  const removed = {
    statements: countMissing(before?.record.statements, record.statements),
    attributions: countMissing(before?.record.attributions, record.attributions),
  };
  return { uid, place, text, language, status, step, here, updatedAt, removed };
}

function countMissing(before: readonly { uid: Uid }[] = [], after: readonly { uid: Uid }[]): number {
  const kept = new Set(after.map(({ uid }) => uid));
  return before.filter(({ uid }) => !kept.has(uid)).length;
}

/** New sources first, then what changes in known ones, then the parents of the new ones. */
function planAll(pairs: Parameters<typeof planSources>[0], context: PlanContext): Write[] {
  const [fresh, known] = [true, false].map((isNew) => pairs.filter(({ before }) => (before === null) === isNew));
  const writes = planSources(fresh!, context);
  return [
    ...joinInserts(writes.filter(isInsert)),
    ...planSources(known!, context),
    ...writes.filter((write) => !isInsert(write)),
  ];
}

/** The writes for sources and documents that are new or have changed, and what they are. Texts go in apart. */
function planCatalogue(
  union: Union,
  present: Present,
  fresh: ReadonlyMap<Uid, string>,
  context: PlanContext,
): { writes: Write[]; shared: ImportPlanRecord[] } {
  const sources = [...union.sources.values()]
    .map((after) => ({ before: present.sources.get(after.uid) ?? null, after }))
    .filter(({ before, after }) => !isDeepStrictEqual(before?.source, after));
  const documents = [...union.documents.values()]
    .map((after) => ({ before: present.documents.get(after.uid) ?? null, after }))
    .filter(({ before, after }) => fresh.has(after.uid) || !isDeepStrictEqual(before?.document, after));
  const planDocuments = (isNew: boolean): Write[] =>
    documents
      .filter(({ before }) => (before === null) === isNew)
      .flatMap(({ before, after }) => planDocument(before, after, context));
  const describeStep = (before: { id: number } | null) =>
    before ? ({ step: 'updated', id: before.id } as const) : ({ step: 'created', id: null } as const);
  return {
    writes: [
      ...planAll(sources, context),
      ...joinInserts(planDocuments(true).filter(isInsert)),
      ...planDocuments(false),
    ],
    shared: [
      ...sources.map(({ before, after }): ImportPlanRecord => {
        return { kind: 'source', ...describeStep(before), name: after.name, sourceKind: after.kind };
      }),
      ...documents.map(({ before, after }): ImportPlanRecord => {
        return { kind: 'document', ...describeStep(before), name: after.title, sourceKind: null };
      }),
    ],
  };
}
