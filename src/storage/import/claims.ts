/** Imports whole claims: all of them in one commit, or none. */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { countTexts } from '../../text/characters.ts';
import type { ClaimRecord, Source, Uid } from '../../model/records.ts';
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
  listFreshTexts,
  moveExcerpts,
  resolveDocuments,
  skipKnown,
} from './records.ts';
import { planClaim } from '../claims/writes.ts';
import { planSpentKey, type KeyToSpend, type SpentKey } from '../spent-keys.ts';
import type { ClaimToImport, ImportProblem } from '../types.ts';
import { guardCatalogue, isCatalogueMoved, readCatalogueRevision } from '../history/revision-counters.ts';
import { planTexts } from '../documents/writes.ts';
import { prepareClaimReader, type StoredClaim } from '../claims/claims.ts';
import { isInsert, joinInserts, type InsertWrite } from '../inserts.ts';
import { chooseShared, keepUsed, planCatalogue, readAbove, takeFrom } from './catalogue.ts';
import { identifyRecords, type Identified } from './identities.ts';
import { checkLimits, keepNamed, keepUnknown, stampSent, takeOver } from './known-claims.ts';
import { findSimilarToNew, joinSimilar } from './similar-claims.ts';
import {
  describeImportedClaim,
  type ImportDifference,
  type ImportPlan,
  type ImportPlanClaim,
  type ImportResult,
  type ImportStep,
  type KnownRecordsChoice,
} from './plan.ts';

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

/** How often an import is planned anew because others keep changing sources and documents that are not its own. */
const TRIES = 5;

/**
 * Stores incoming claims: creates new ones, and takes over of the others what is chosen (history keeps what they were).
 * @returns how many of each; or every problem, in which case nothing was written
 * @throws Conflict when another writer was faster, or wrote since the plan of `basis` was made
 */
export async function importClaims(
  engine: Engine,
  incoming: readonly ClaimToImport[],
  { onClaim, ...options }: ImportOptions,
): Promise<ImportOutcome> {
  let first: string | null = null;
  for (let tried = 1; ; tried++) {
    // Each claim is told once.
    const telling = tried === 1 && onClaim ? { ...options, onClaim } : options;
    const made = await makePlan(engine, incoming, telling, options.isDry ?? false);
    if (!made.ok) return made;
    const { seen } = made.value;
    if (seen !== (first ??= seen)) throw new Conflict('catalogue.revision');
    try {
      return await carryOut(engine, made.value, options);
    } catch (error) {
      if (!isCatalogueMoved(error) || tried === TRIES) throw error;
    }
  }
}

async function carryOut(
  engine: Engine,
  { plan, writes }: MadePlan,
  { basis, isDry = false, spends, at }: ImportOptions,
): Promise<ImportOutcome> {
  if (basis !== undefined && basis !== plan.basis) throw new Conflict('the plan of an import');
  const spending = spends ? [planSpentKey(engine.db, describeSpent(spends, plan), at)] : [];
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
  const made = await makePlan(engine, incoming, options, true);
  return made.ok ? { ok: true, value: made.value.plan } : made;
}

interface MadePlan {
  plan: ImportPlan;
  writes: Write[];
  /** The revisions of all that the file names and is here. */
  seen: string;
}

async function makePlan(
  engine: Engine,
  all: readonly ClaimToImport[],
  { onClaim, known, revision, ...by }: ImportOptions,
  isShown: boolean,
): Promise<OrProblems<MadePlan>> {
  const context: PlanContext = { db: engine.db, ...by };
  const catalogueRevision = await readCatalogueRevision(engine.db);
  const { incoming: identified, ...identities } = known
    ? await identifyRecords(engine.db, all, known.apart)
    : { incoming: await skipKnown(engine.db, all), ...NOBODY };
  const { incoming: united, joined } = await joinSimilar(engine.db, identified, known?.joined ?? new Map());
  const near = known && isShown ? await findSimilarToNew(engine.db, united, known.earlier) : [];
  const given = await useStored(engine.db, dropTwins(united));
  const repeated = all.length - joined.length - given.length;
  const union = uniteRecords(given);
  const present = await readPresent(engine, given, union);
  const differences: ImportDifference[] = [];
  if (known) differences.push(...chooseShared(union, present, known.take === 'claims' ? new Set() : known.take));
  else keepKnown(union, present);
  const above = known ? await readAbove(engine.db, present) : new Map<Uid, Source>();
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
    problems.push(...checkLimits(merged, place));
    const graph = { ...merged, documents: merged.documents.map(({ uid }) => union.documents.get(uid)!) };
    const plan = planClaim(before, merged, graph, context, url);
    claims.push(describeImportedClaim(before, merged, place, plan.length > 0));
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
  const records = [...present.sources, ...present.documents].map(([uid, { revision: own }]) => `${uid} ${own}`);
  const seen = [...revisions.slice(1), ...records].sort().join();
  const basis = createHash('sha256').update(revisions.sort().join('\n')).digest('base64url');
  const unguarded = [...writes, ...joinInserts(inserts), ...texts.in];
  const guarded = [guardCatalogue(engine.db, catalogueRevision), ...unguarded];
  const similar = [...joined, ...near];
  const plan = { claims, shared: catalogue.shared, repeated, differences, identities, similar, basis };
  return { ok: true, value: { plan, writes: unguarded.length > 0 ? guarded : [], seen } };
}

const NOBODY: Omit<Identified, 'incoming'> = { known: [], unclear: [], alike: [] };
