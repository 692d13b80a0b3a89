/** Merges two sources that are one: everything that names the first names the second from then on. */
import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { eq } from 'drizzle-orm';
import { attribution, document, source, statement } from '../../../../db/schema.ts';
import type { Alias, Attribution, ClaimRecord, Source, Statement, Uid } from '../../../model/records.ts';
import { planDocument, prepareDocuments } from '../../documents/documents.ts';
import { replaceSources } from '../../documents/writes.ts';
import type { Db, Engine, Write } from '../../engine.ts';
import { Conflict } from '../../errors.ts';
import { moveStatements } from '../../../provenance/statement-merge.ts';
import { planHistory, type PlanContext } from '../../history/history.ts';
import { planSources, prepareSources, type StoredSource } from '../sources.ts';
import { planClaim } from '../../claims/writes.ts';
import type { ClaimRef, WriteStamp } from '../../types.ts';
import { guardCatalogue, readCatalogueRevision } from '../../history/revision-counters.ts';
import { foldText } from '../../../text/words.ts';
import { LIMITS } from '../../../model/limits.ts';
import { prepareClaimReader, type StoredClaim } from '../../claims/claims.ts';

export interface MergePreview {
  claims: number;
  statements: number;
  /** Attributions that it disputes. */
  disputes: number;
  documents: number;
  children: readonly Source[];
  /** Names and facts that the remaining source gains. */
  aliases: readonly Alias[];
  filled: readonly ('country' | 'parent' | 'homepage' | 'wikidata')[];
  /** Statements that become one with another of their claim. */
  merged: readonly { claim: ClaimRef; statement: Statement }[];
  /** Attributions that are dropped because they would join a statement to itself. */
  lost: readonly { claim: ClaimRef; attribution: Attribution }[];
}

export type MergeOutcome = { ok: true; preview: MergePreview } | { ok: false; problem: MergeProblem };

/** What a merge moved, kept in the history of the merged source: each record with the revision that moved it. */
export interface MergeReceipt {
  into: Uid;
  claims: readonly (readonly [Uid, number])[];
  documents: readonly (readonly [Uid, number])[];
  sources: readonly (readonly [Uid, number])[];
}

/** A source and the revision that an editor saw. */
export interface SourceVersion {
  id: number;
  revision: number;
}

/** Null when one of the sources doesn't exist. */
export async function previewMerge(engine: Engine, from: number, into: number): Promise<MergeOutcome | null> {
  const plan = await planMerge(engine, from, into, { at: '', actor: '', reason: null });
  return plan && toOutcome(plan);
}

/**
 * Merges a source into another, in one commit.
 * @throws Conflict when one of them, or a record that names it, has changed since
 */
export async function mergeSources(
  engine: Engine,
  from: SourceVersion,
  into: SourceVersion,
  by: WriteStamp,
): Promise<MergeOutcome> {
  const plan = await planMerge(engine, from.id, into.id, by);
  if (plan?.from.revision !== from.revision || plan.into.revision !== into.revision)
    throw new Conflict('source.revision');
  if (plan.ok) await engine.commit(plan.writes);
  return toOutcome(plan);
}

type MergePlan = { from: StoredSource; into: StoredSource } & (
  { ok: true; preview: MergePreview; writes: Write[] } | { ok: false; problem: MergeProblem }
);

function toOutcome(plan: MergePlan): MergeOutcome {
  return plan.ok ? { ok: true, preview: plan.preview } : { ok: false, problem: plan.problem };
}

async function planMerge({ db }: Engine, fromId: number, intoId: number, by: WriteStamp): Promise<MergePlan | null> {
  const context: PlanContext = { db, ...by };
  const guard = guardCatalogue(db, await readCatalogueRevision(db));
  const family = await prepareSources(db).readFamilies([fromId, intoId]);
  const [from, into] = [family.get(fromId), family.get(intoId)];
  if (!from || !into) return null;
  const ids = await readNaming(db, fromId);
  const joined = joinSources(from.source, into.source);
  const problem = findProblem(from, into, family, joined) ?? findExcess(ids);
  if (problem) return { from, into, ok: false, problem };

  const children = await readChildren(db, ids.children, from.source.uid, into.source.uid);
  const changed = [{ before: into, after: joined }, ...children].filter(
    ({ before, after }) => !isDeepStrictEqual(before.source, after),
  );
  const documents = await prepareDocuments(db).readByIds(ids.documents);
  const world = [...[...family.values()].map(({ source: known }) => known), ...changed.map(({ after }) => after)];
  const claims = await moveClaims(ids.claims, { from: from.source.uid, into: into.source.uid, world }, context);
  if (!claims) return { from, into, ok: false, problem: 'evidence' };
  const receipt: MergeReceipt = {
    into: into.source.uid,
    claims: claims.receipt,
    documents: documents.map(({ document: { uid }, revision }) => [uid, revision + 1]),
    sources: changed.map(({ before }) => [before.source.uid, before.revision + 1]),
  };
  const change = { kind: 'merge', uid: from.source.uid, before: null, after: receipt };
  const writes = [
    guard,
    ...planSources(changed, context),
    ...documents.flatMap((before) => planDocument(before, { ...before.document, publisher: into.source.uid }, context)),
    ...claims.writes,
    planHistory('source', from.source.uid, from.revision, [change], context),
    db
      .update(source)
      .set({ mergedInto: into.id, revision: from.revision + 1 })
      .where(eq(source.id, from.id)),
  ];
  const { claims: count, statements, disputes, merged, lost } = claims.preview;
  const preview: MergePreview = {
    ...{ claims: count, statements, disputes, merged, lost },
    documents: documents.length,
    children: children.map(({ after }) => after),
    aliases: joined.aliases.slice(into.source.aliases.length),
    filled: (['country', 'parent', 'homepage', 'wikidata'] as const).filter(
      (field) => into.source[field] === null && joined[field] !== null,
    ),
  };
  return { from, into, ok: true, preview, writes };
}

/** The numbers of the records that name a source. */
async function readNaming(db: Db, id: number): Promise<Record<'claims' | 'documents' | 'children', number[]>> {
  const speaking = db.select({ id: statement.claimId }).from(statement).where(eq(statement.sourceId, id));
  const disputing = db.select({ id: attribution.claimId }).from(attribution).where(eq(attribution.disputedBy, id));
  const claims = speaking.union(disputing);
  const documents = db.select({ id: document.id }).from(document).where(eq(document.publisherId, id));
  const children = db.select({ id: source.id }).from(source).where(eq(source.parentId, id));
  const list = (rows: readonly { id: number }[]): number[] => rows.map((row) => row.id);
  return { claims: list(await claims), documents: list(await documents), children: list(await children) };
}

async function readChildren(
  db: Db,
  ids: readonly number[],
  from: Uid,
  into: Uid,
): Promise<{ before: StoredSource; after: Source }[]> {
  const families = await prepareSources(db).readFamilies(ids);
  return [...families.values()]
    .filter(({ source: { parent } }) => parent === from)
    .map((before) => ({ before, after: { ...before.source, parent: into } }));
}

interface Move {
  from: Uid;
  into: Uid;
  /** The families of both as they will be; of two records with one uid the later one counts. */
  world: readonly Source[];
}

/** Null where a hop would have more excerpts than it can. */
async function moveClaims(ids: readonly number[], move: Move, context: PlanContext) {
  const readClaim = prepareClaimReader(context.db);
  const replacements = new Map([[move.from, move.into]]);
  const writes: Write[] = [];
  const receipt: [Uid, number][] = [];
  const merged: { claim: ClaimRef; statement: Statement }[] = [];
  const lost: { claim: ClaimRef; attribution: Attribution }[] = [];
  let [statements, disputes] = [0, 0];
  for (const id of ids) {
    const before = (await readClaim(id))!;
    const moved = moveStatements(before.record, replacements);
    const { statements: kept, attributions } = moved;
    if (attributions.some(({ evidence }) => evidence.length > LIMITS.evidence)) return null;
    const after = { ...before.record, statements: [...kept], attributions: [...attributions] };
    for (const write of planMoved(before, after, move, context)) writes.push(write);
    receipt.push([before.record.claim.uid, before.revision + 1]);
    const { text, language, status } = before.record.claim;
    const claim = { id, text, language, status };
    merged.push(...moved.merged.map(({ kept: whole }) => ({ claim, statement: whole })));
    lost.push(...moved.lost.map((attribution) => ({ claim, attribution })));
    statements += moved.moved;
    disputes += before.record.attributions.filter(({ disputedBy }) => disputedBy === move.from).length;
    // Lets the server answer other requests; the guards catch concurrent changes.
    await setImmediate();
  }
  return { writes, receipt, preview: { claims: ids.length, statements, disputes, merged, lost } };
}

function planMoved(
  before: StoredClaim,
  after: ClaimRecord,
  { from, into, world }: Move,
  context: PlanContext,
): Write[] {
  const graph = {
    ...after,
    sources: replaceSources(after.sources, world).filter(({ uid }) => uid !== from),
    documents: after.documents.map((one) => (one.publisher === from ? { ...one, publisher: into } : one)),
  };
  return planClaim(before, after, graph, context);
}

/** The most that one commit moves; more would block everybody. Merging in the other direction may move less. */
export const MOST_MOVED = { claims: 2000, documents: 10_000 } as const;

/**
 * Why two sources can't be merged: they are the same; one is already merged; one is above the other in its family; the
 * remaining one is unnamed; together they have too many aliases; hops of theirs that become one have too many excerpts; or too
 * many records name the first.
 */
export type MergeProblem = 'same' | 'merged' | 'family' | 'unnamed' | 'aliases' | 'evidence' | 'size';

/** The remaining source with the other's names, and with its facts where its own are unknown. */
function joinSources(from: Source, into: Source): Source {
  const known = new Set([into.name, ...into.aliases.map(({ name }) => name)].map(foldText));
  // The name of an unnamed source is somebody's description, which may fit anyone.
  const names = from.kind === 'unnamed' ? [] : [{ name: from.name, language: null }, ...from.aliases];
  const fresh = names.filter(({ name }) => !known.has(foldText(name)) && known.add(foldText(name)));
  // A name in its own script may also be among the aliases, with its language.
  const aliases = fresh.map(
    ({ name, language }) => from.aliases.find((alias) => alias.name === name) ?? { name, language },
  );
  const above = into.parent === null ? from : into;
  return {
    ...into,
    aliases: [...into.aliases, ...aliases],
    country: into.country ?? from.country,
    parent: above.parent,
    parentRelation: above.parentRelation,
    homepage: into.homepage ?? from.homepage,
    wikidata: into.wikidata ?? from.wikidata,
  };
}

function findProblem(
  from: StoredSource,
  into: StoredSource,
  family: ReadonlyMap<number, StoredSource>,
  joined: Source,
): MergeProblem | null {
  if (from.id === into.id) return 'same';
  if (from.mergedInto !== null || into.mergedInto !== null) return 'merged';
  if (isAbove(from, into, family) || isAbove(into, from, family)) return 'family';
  if (into.source.kind === 'unnamed' && from.source.kind !== 'unnamed') return 'unnamed';
  return joined.aliases.length > LIMITS.aliases ? 'aliases' : null;
}

function findExcess({ claims, documents }: Record<'claims' | 'documents', readonly number[]>): MergeProblem | null {
  return claims.length > MOST_MOVED.claims || documents.length > MOST_MOVED.documents ? 'size' : null;
}

function isAbove(one: StoredSource, other: StoredSource, family: ReadonlyMap<number, StoredSource>): boolean {
  for (let at = other.parentId; at !== null; at = family.get(at)!.parentId) if (at === one.id) return true;
  return false;
}
