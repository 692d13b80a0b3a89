/** Imports whole claims: all of them in one commit, or none. */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { countTexts } from '../../text/characters.ts';
import { identifyRelation, sortRelations } from '../../model/identity.ts';
import { LIMITS } from '../../model/limits.ts';
import type { Attribution, Claim, ClaimRecord, ClaimStatus, SourceKind, Uid } from '../../model/records.ts';
import { planDocument } from '../documents/documents.ts';
import type { Engine, Write } from '../engine.ts';
import { Conflict } from '../errors.ts';
import type { PlanContext } from '../history/history.ts';
import {
  checkOwners,
  checkSubjects,
  keepKnown,
  readPresent,
  uniteRecords,
  type Present,
  type Union,
  listFreshTexts,
  moveExcerpts,
  resolveDocuments,
  skipKnown,
} from './records.ts';
import { planSources } from '../sources/sources.ts';
import { planClaim } from '../claims/writes.ts';
import type { ClaimToImport, ImportProblem } from '../types.ts';
import { guardCatalogue, readCatalogueRevision } from '../history/revision-counters.ts';
import { planTexts } from '../documents/writes.ts';
import { prepareClaimReader, type StoredClaim } from '../claims/claims.ts';
import { isInsert, joinInserts, type InsertWrite } from '../inserts.ts';

export interface ImportResult {
  created: number;
  updated: number;
  unchanged: number;
  /** Sources and documents that are new or were changed. */
  shared: number;
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
  /** How many claims from other formats are stored already and left as they are. */
  known: number;
  /** A hash of the revisions of all records concerned: when it has changed, the plan is out of date. */
  basis: string;
}

type OrProblems<Value> = { ok: true; value: Value } | { ok: false; problems: ImportProblem[] };
export type ImportOutcome = OrProblems<ImportResult>;

export interface ImportOptions {
  at: string;
  actor: string;
  reason: string | null;
  /** Called after each claim is compared with the stored one. */
  onClaim?: (this: void) => void;
  /** The `basis` of the plan that somebody agreed to; without it, the import goes ahead whatever the plan is. */
  basis?: string;
}

/**
 * Stores every incoming claim as the file has it: creates new ones and updates those with a known uid (history keeps
 * what they were). Equal ones stay untouched, and so do known ones from other formats.
 * @returns how many of each; or every problem, in which case nothing was written
 * @throws Conflict when another writer was faster, or wrote since the plan of `basis` was made
 */
export async function importClaims(
  engine: Engine,
  incoming: readonly ClaimToImport[],
  { basis, ...options }: ImportOptions,
): Promise<ImportOutcome> {
  const made = await makePlan(engine, incoming, options);
  if (!made.ok) return made;
  const { plan, writes } = made.value;
  if (basis !== undefined && basis !== plan.basis) throw new Conflict('the plan of an import');
  if (writes.length > 0) await engine.commit(writes);
  const count = (wanted: ImportStep): number => plan.claims.filter(({ step }) => step === wanted).length;
  const [created, updated, unchanged] = [count('created'), count('updated'), count('unchanged') + plan.known];
  return { ok: true, value: { created, updated, unchanged, shared: plan.shared.length } };
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
  { onClaim, ...by }: ImportOptions,
): Promise<OrProblems<{ plan: ImportPlan; writes: Write[] }>> {
  const context: PlanContext = { db: engine.db, ...by };
  const catalogueRevision = await readCatalogueRevision(engine.db);
  const { incoming, known } = await skipKnown(engine.db, all);
  const union = uniteRecords(incoming);
  const present = await readPresent(engine, incoming, union);
  keepKnown(union, present);
  const textOf = countTexts(new Map([...present.texts, ...union.texts]));
  const resolved = incoming.map((one) => resolveDocuments(one, union, present, textOf));
  const fresh = listFreshTexts(union, present);
  const moved = await moveExcerpts(incoming, fresh, union, present, context);
  const problems = [union, ...resolved, moved].flatMap((part) => part.problems);
  problems.push(...checkSubjects(incoming, present), ...checkOwners(incoming, present));
  if (problems.length > 0) return { ok: false, problems };

  const catalogue = planCatalogue(union, present, fresh, context);
  const texts = planTexts(fresh, context);
  const writes = [...texts.out, ...catalogue.writes, ...moved.writes];
  const inserts: InsertWrite[] = [];
  const claims: ImportPlanClaim[] = [];
  const revisions = catalogue.revisions;
  const readClaim = prepareClaimReader(engine.db);
  for (const [i, { record, url }] of resolved.entries()) {
    // Lets a server answer other requests; the guards catch concurrent writes.
    await setImmediate();
    const id = present.claims.get(record.claim.uid);
    const before: StoredClaim | null = id === undefined ? null : await readClaim(id);
    const { place } = incoming[i]!;
    const merged = keepUnknown(before?.record ?? null, record);
    problems.push(...checkRelations(merged.claim, place));
    const graph = { ...merged, documents: merged.documents.map(({ uid }) => union.documents.get(uid)!) };
    const plan = planClaim(before, merged, graph, context, url);
    claims.push(describeClaim(before, merged, place, plan.length > 0));
    if (before) revisions.push(`${record.claim.uid} ${before.revision}`);
    for (const write of plan) {
      if (before === null && isInsert(write)) inserts.push(write);
      else writes.push(write);
    }
    onClaim?.();
  }
  if (problems.length > 0) return { ok: false, problems };
  const basis = createHash('sha256').update(revisions.sort().join('\n')).digest('base64url');
  const unguarded = [...writes, ...joinInserts(inserts), ...texts.in];
  const guarded = [guardCatalogue(engine.db, catalogueRevision), ...unguarded];
  const plan = { claims, shared: catalogue.shared, known, basis };
  return { ok: true, value: { plan, writes: unguarded.length > 0 ? guarded : [] } };
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
): { writes: Write[]; shared: ImportPlanRecord[]; revisions: string[] } {
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
    revisions: [...present.sources, ...present.documents].map(([uid, { revision }]) => `${uid} ${revision}`),
  };
}
