/** Undoes a merge: whatever is still as the merge left it goes back. */
import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { and, eq } from 'drizzle-orm';
import { claim, history, source } from '../../../../db/schema.ts';
import type { Alias, Document, Source, Uid } from '../../../model/records.ts';
import { revertUnchanged, type ClaimChange, type SkippedRecord } from '../../../provenance/revisions.ts';
import { planDocument, prepareDocuments } from '../../documents/documents.ts';
import { replaceSources } from '../../documents/writes.ts';
import type { Db, Engine, Write } from '../../engine.ts';
import { Conflict } from '../../errors.ts';
import { parseChanges, planHistory, type PlanContext } from '../../history/history.ts';
import type { MergeReceipt, SourceVersion } from './merge.ts';
import { planSources, prepareSources, type StoredSource } from '../sources.ts';
import { planClaim } from '../../claims/writes.ts';
import type { ClaimRef, WriteStamp, Change } from '../../types.ts';
import { guardCatalogue, readCatalogueRevision } from '../../history/revision-counters.ts';
import { prepareClaimReader } from '../../claims/claims.ts';

export interface UndoPreview {
  from: StoredSource;
  into: StoredSource;
  /** Who merged them, when and why. */
  merged: WriteStamp;
  claims: number;
  statements: number;
  disputes: number;
  documents: number;
  children: readonly Source[];
  /** Records that have changed since and stay with the other source. */
  unmoved: readonly UnmovedRecord[];
}

export type UnmovedRecord =
  | { kind: SkippedRecord['kind']; claim: ClaimRef }
  | { kind: 'document'; document: Document }
  | { kind: 'source'; source: Source };

/** `merged`: the other source was merged itself since, which must be undone first. */
export type UndoOutcome = { ok: true; preview: UndoPreview } | { ok: false; problem: 'merged'; into: StoredSource };

/** Null when the source is not merged. */
export async function previewUndo(engine: Engine, id: number): Promise<UndoOutcome | null> {
  const plan = await planUndo(engine, id, { at: '', actor: '', reason: null });
  return plan?.ok ? { ok: true, preview: plan.preview } : plan;
}

/**
 * Undoes the merge of a source, in one commit.
 * @throws Conflict when it, or a record that goes back, has changed since the editor saw the preview
 */
export async function undoMerge(engine: Engine, { id, revision }: SourceVersion, by: WriteStamp): Promise<UndoOutcome> {
  const plan = await planUndo(engine, id, by);
  if (!plan || (plan.ok && plan.preview.from.revision !== revision)) throw new Conflict('source.revision');
  if (!plan.ok) return plan;
  await engine.commit(plan.writes);
  return { ok: true, preview: plan.preview };
}

type UndoPlan = { ok: true; preview: UndoPreview; writes: Write[] } | (UndoOutcome & { ok: false });

async function planUndo({ db }: Engine, id: number, by: WriteStamp): Promise<UndoPlan | null> {
  const context: PlanContext = { db, ...by };
  const guard = guardCatalogue(db, await readCatalogueRevision(db));
  const sources = prepareSources(db);
  const from = await sources.readById(id);
  if (!from || from.mergedInto === null) return null;
  const into = (await sources.readById(from.mergedInto))!;
  if (into.mergedInto !== null) return { ok: false, problem: 'merged', into };
  const { receipt, merged } = await readReceipt(db, from.source.uid);
  const family = await planFamily(db, from, into, receipt);
  const documents = await planPublished(receipt, from.source.uid, context);
  const claims = await planClaims(receipt, from.source.uid, family.world, documents.back, context);
  const change = { kind: 'merge', uid: from.source.uid, before: receipt, after: null };
  const free = db
    .update(source)
    .set({ mergedInto: null, revision: from.revision + 1 })
    .where(eq(source.id, from.id));
  return {
    ok: true,
    preview: {
      ...{ from, into, merged },
      claims: claims.count,
      statements: claims.statements,
      disputes: claims.disputes,
      documents: documents.count,
      children: family.children,
      unmoved: [...claims.unmoved, ...documents.unmoved, ...family.unmoved],
    },
    writes: [
      guard,
      planHistory('source', from.source.uid, from.revision, [change], context),
      free,
      ...planSources(family.changed, context),
      ...documents.writes,
      ...claims.writes,
    ],
  };
}

/** The latest receipt in the source's history. */
async function readReceipt(db: Db, uid: Uid): Promise<{ receipt: MergeReceipt; merged: WriteStamp }> {
  const rows = await db.select().from(history).where(eq(history.subjectUid, uid));
  for (const { changes, at, actor, reason } of rows.sort((a, b) => b.revision - a.revision)) {
    const change = parseChanges(changes).find(({ kind, after }) => kind === 'merge' && after !== null);
    if (change) return { receipt: change.after as MergeReceipt, merged: { at, actor, reason } };
  }
  throw new Error(`The history of the source ${uid} tells of no merge.`);
}

async function readChanges(db: Db, uid: Uid, revision: number): Promise<Change[]> {
  const { changes } = history;
  const rows = await db
    .select({ changes })
    .from(history)
    .where(and(eq(history.subjectUid, uid), eq(history.revision, revision)));
  return parseChanges(rows[0]!.changes);
}

type SourceChange = Change & { before: Source; after: Source };

/** The other source without what it gained, and this source's children below it again. */
async function planFamily(db: Db, from: StoredSource, into: StoredSource, receipt: MergeReceipt) {
  const sources = prepareSources(db);
  const above = [...(await sources.readFamilies([from.id])).values()].map(({ source: { uid } }) => uid);
  const present = new Map(
    (await sources.readByUids(receipt.sources.map(([uid]) => uid))).map((s) => [s.source.uid, s]),
  );
  const changed: { before: StoredSource; after: Source }[] = [];
  const children: Source[] = [];
  const unmoved: UnmovedRecord[] = [];
  for (const [uid, revision] of receipt.sources) {
    const before = present.get(uid)!;
    const [change] = (await readChanges(db, uid, revision)) as SourceChange[];
    if (uid === into.source.uid) {
      changed.push({ before, after: giveBack(before.source, change!) });
    } else if (before.source.parent === into.source.uid && !above.includes(uid)) {
      children.push(before.source);
      changed.push({ before, after: { ...before.source, parent: from.source.uid } });
    } else unmoved.push({ kind: 'source', source: before.source });
  }
  const families = await sources.readFamilies([from.id, into.id]);
  const world = [...[...families.values()].map((stored) => stored.source), ...changed.map(({ after }) => after)];
  return {
    changed: changed.filter(({ before, after }) => !isDeepStrictEqual(before.source, after)),
    children,
    unmoved,
    world,
  };
}

/** A source without the names and facts that a merge gave it, where they are unchanged. */
function giveBack(now: Source, { before, after }: SourceChange): Source {
  const isSame = (one: Alias) => (other: Alias) => one.name === other.name && one.language === other.language;
  const given = after.aliases.filter((alias) => !before.aliases.some(isSame(alias)));
  const isGiven = after.parent !== before.parent && now.parent === after.parent;
  const back = <Field extends 'country' | 'homepage' | 'wikidata'>(field: Field) =>
    now[field] === after[field] ? before[field] : now[field];
  return {
    ...now,
    aliases: now.aliases.filter((alias) => !given.some(isSame(alias))),
    country: back('country'),
    homepage: back('homepage'),
    wikidata: back('wikidata'),
    ...(isGiven ? { parent: before.parent, parentRelation: before.parentRelation } : {}),
  };
}

async function planPublished({ into, documents }: MergeReceipt, publisher: Uid, context: PlanContext) {
  const present = await prepareDocuments(context.db).readByUids(documents.map(([uid]) => uid));
  const free = present.filter(({ document }) => document.publisher === into);
  const unmoved = present.filter(({ document }) => document.publisher !== into);
  return {
    back: new Map(free.map(({ document }) => [document.uid, { ...document, publisher }])),
    count: free.length,
    writes: free.flatMap((before) => planDocument(before, { ...before.document, publisher }, context)),
    unmoved: unmoved.map(({ document }): UnmovedRecord => ({ kind: 'document', document })),
  };
}

/**
 * @param from the source that they go back to
 * @param world the sources as they will be
 * @param published the documents that change, likewise
 */
async function planClaims(
  { claims }: MergeReceipt,
  from: Uid,
  world: readonly Source[],
  published: ReadonlyMap<Uid, Document>,
  context: PlanContext,
) {
  const { db } = context;
  const readClaim = prepareClaimReader(db);
  const writes: Write[] = [];
  const unmoved: UnmovedRecord[] = [];
  let [count, statements, disputes] = [0, 0, 0];
  for (const [uid, revision] of claims) {
    const [row] = await db.select({ id: claim.id }).from(claim).where(eq(claim.uid, uid));
    const before = (await readClaim(row!.id))!;
    const changes = (await readChanges(db, uid, revision)) as ClaimChange[];
    const reverted = revertUnchanged(before.record, changes);
    const after = { ...before.record, ...reverted.state };
    const graph = {
      ...after,
      sources: replaceSources(after.sources, world),
      documents: after.documents.map((one) => published.get(one.uid) ?? one),
    };
    const plan = planClaim(before, after, graph, context);
    for (const write of plan) writes.push(write);
    const { text, language, status } = before.record.claim;
    const ref = { id: row!.id, text, language, status };
    unmoved.push(...reverted.skipped.map(({ kind }) => ({ kind, claim: ref })));
    count += plan.length > 0 ? 1 : 0;
    const isStatement = ({ kind }: { kind: string }): boolean => kind === 'statement';
    statements += changes.filter(isStatement).length - reverted.skipped.filter(isStatement).length;
    const skipped = new Set(reverted.skipped.map((record) => record.uid));
    disputes += changes.filter((change) => isDisputeOf(from, change) && !skipped.has(change.uid)).length;
    await setImmediate();
  }
  return { writes, unmoved, count, statements, disputes };
}

function isDisputeOf(source: Uid, { kind, before }: ClaimChange): boolean {
  return kind === 'attribution' && before?.disputedBy === source;
}
