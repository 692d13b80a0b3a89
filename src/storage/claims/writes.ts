/** The one way to write a claim: compares what is stored with what should be, and writes the difference. */
import { isDeepStrictEqual } from 'node:util';
import { and, eq, inArray } from 'drizzle-orm';
import { attribution, claim, claimRating, claimRelation, claimTopic, evidence, statement } from '../../../db/schema.ts';
import { foldText } from '../../text/words.ts';
import { LIMITS } from '../../model/limits.ts';
import { identifyStatement } from '../../model/identity.ts';
import type { Attribution, Claim, ClaimGraph, ClaimRecord, Statement, Uid } from '../../model/records.ts';
import { documentIdOf, prepareDocuments, planTextIn, planDocument } from '../documents/documents.ts';
import { type Write, inRuns, type Engine, type Db } from '../engine.ts';
import { planHistory, type PlanContext } from '../history/history.ts';
import { guardNames, sourceIdOf, prepareSources, planSources } from '../sources/sources.ts';
import { planSummary } from './summary.ts';
import type { ClaimDraft, WriteStamp, Change } from '../types.ts';
import { redirectMerged } from '../sources/merge/redirects.ts';
import { readCatalogueRevision, guardCatalogue } from '../history/revision-counters.ts';
import { planSpending } from '../drafts.ts';
import { planInsert, toSql, type RecordNumber } from '../inserts.ts';
import { Conflict, Refused } from '../errors.ts';
import { type StoredClaim, prepareClaimReader } from './claims.ts';

/** Rows per statement: at 14 values a row, far below SQLite's limit of 32,766. */
const RUN = 500;

/**
 * The writes that make a claim as it should be, with its history row and its summary; none when nothing changes. Its
 * sources and documents must exist or come earlier in the same commit.
 * @param before as it was read; null for a new claim. The commit fails with Conflict if it was written since.
 * @param graph of `after`, with its sources and documents as they will be
 * @param firstUrl where a new record was first published; null for our own
 */
export function planClaim(
  before: StoredClaim | null,
  after: ClaimRecord,
  graph: ClaimGraph,
  context: PlanContext,
  firstUrl: string | null = null,
): Write[] {
  const changes = listChanges(before?.record ?? null, after);
  if (changes.length === 0) return [];
  const seqs = numberStatements(before, after);
  const id: RecordNumber = before ? before.id : { to: 'claim', uid: after.claim.uid };
  const place: Place = { id, seqs, context };
  const statements = changes.filter(
    (change): change is ChangeOf<'statement', Statement> => change.kind === 'statement',
  );
  const attributions = changes.filter(
    (change): change is ChangeOf<'attribution', Attribution> => change.kind === 'attribution',
  );
  return [
    planHistory('claim', after.claim.uid, before?.revision ?? 0, changes, context),
    ...planRow(before, after.claim, firstUrl, context),
    ...planTopics(before, after.claim, place),
    ...planRelations(before, after.claim, place),
    ...planRating(before, after.claim, place),
    ...planRemovals(statements, attributions, place),
    ...planStatements(statements, place),
    ...planAttributions(attributions, place),
    ...planSummary(id, after.claim, graph, before !== null, context),
  ];
}

interface ChangeOf<Kind extends string, Of> extends Change {
  kind: Kind;
  before: Of | null;
  after: Of | null;
}
type StatementChange = ChangeOf<'statement', Statement>;
type AttributionChange = ChangeOf<'attribution', Attribution>;

interface Place {
  id: RecordNumber;
  seqs: ReadonlyMap<Uid, number>;
  context: PlanContext;
}

/** Whether a claim's own records differ. */
export const isChanged = (before: ClaimRecord, after: ClaimRecord): boolean => listChanges(before, after).length > 0;

/** The records of a claim that differ, before and after. */
function listChanges(before: ClaimRecord | null, after: ClaimRecord): Change[] {
  const changes: Change[] = [];
  const compare = <T extends { uid: Uid }>(kind: string, old: readonly T[], fresh: readonly T[]): void => {
    const olds = new Map(old.map((record) => [record.uid, record]));
    const kept = new Set(fresh.map((record) => record.uid));
    for (const record of old)
      if (!kept.has(record.uid)) changes.push({ kind, uid: record.uid, before: record, after: null });
    for (const record of fresh) {
      const was = olds.get(record.uid) ?? null;
      if (!isDeepStrictEqual(was, record)) changes.push({ kind, uid: record.uid, before: was, after: record });
    }
  };
  compare('claim', before ? [before.claim] : [], [after.claim]);
  compare('statement', before?.statements ?? [], after.statements);
  compare('attribution', before?.attributions ?? [], after.attributions);
  return changes;
}

/** Statements keep their numbers, and new ones get the next. The claim's revision guards against concurrent numbering. */
function numberStatements(before: StoredClaim | null, after: ClaimRecord): Map<Uid, number> {
  const seqs = new Map(before?.seqs);
  let last = 0;
  for (const seq of seqs.values()) last = Math.max(last, seq);
  for (const { uid } of after.statements) if (!seqs.has(uid)) seqs.set(uid, ++last);
  return seqs;
}

function planRow(before: StoredClaim | null, after: Claim, firstUrl: string | null, context: PlanContext): Write[] {
  const { db, at } = context;
  const { topics: _, relations: __, rating: ___, ...row } = after;
  const isPublic = after.status === 'published';
  if (!before) return [planInsert(claim, [{ ...row, firstUrl, revision: 1, publishedAt: isPublic ? at : null }])];
  const isNews = isPublic && before.record.claim.status !== 'published';
  return [
    db
      .update(claim)
      .set({ ...row, revision: before.revision + 1, ...(isNews ? { publishedAt: at } : {}) })
      .where(eq(claim.id, before.id)),
  ];
}

function planTopics(before: StoredClaim | null, { topics }: Claim, { id, context: { db } }: Place): Write[] {
  if (before && isDeepStrictEqual(before.record.claim.topics, topics)) return [];
  const writes: Write[] = before ? [db.delete(claimTopic).where(eq(claimTopic.claimId, toSql(id)))] : [];
  const rows = topics.map((topic, position) => ({ claimId: id, position, topic, key: foldText(topic) }));
  return rows.length > 0 ? [...writes, planInsert(claimTopic, rows)] : writes;
}

function planRelations(before: StoredClaim | null, { relations }: Claim, { id, context: { db } }: Place): Write[] {
  const was = before?.record.claim.relations ?? [];
  if (isDeepStrictEqual(was, relations)) return [];
  const writes: Write[] = was.length > 0 ? [db.delete(claimRelation).where(eq(claimRelation.claimId, toSql(id)))] : [];
  const rows = relations.map(({ claim: otherUid, ...rest }) => ({ claimId: id, otherUid, ...rest }));
  return rows.length > 0 ? [...writes, planInsert(claimRelation, rows)] : writes;
}

function planRating(before: StoredClaim | null, { rating }: Claim, { id, context: { db } }: Place): Write[] {
  const was = before?.record.claim.rating ?? null;
  if (isDeepStrictEqual(was, rating)) return [];
  const writes: Write[] = was ? [db.delete(claimRating).where(eq(claimRating.claimId, toSql(id)))] : [];
  return rating ? [...writes, planInsert(claimRating, [{ claimId: id, ...rating }])] : writes;
}

/** Changed attributions are deleted and inserted again with their evidence, so that two can trade places. */
function planRemovals(
  statements: readonly StatementChange[],
  attributions: readonly AttributionChange[],
  { id, seqs, context: { db } }: Place,
): Write[] {
  const writes: Write[] = [];
  for (const { before } of attributions) {
    if (!before) continue;
    const [citing, cited] = [seqs.get(before.citing)!, seqs.get(before.cited)!];
    const pieces = and(eq(evidence.claimId, toSql(id)), eq(evidence.citing, citing), eq(evidence.cited, cited));
    const edge = and(eq(attribution.claimId, toSql(id)), eq(attribution.citing, citing), eq(attribution.cited, cited));
    writes.push(db.delete(evidence).where(pieces), db.delete(attribution).where(edge));
  }
  const gone = statements.filter((change) => !change.after).map((change) => seqs.get(change.uid)!);
  for (const run of inRuns(gone, RUN)) {
    writes.push(db.delete(statement).where(and(eq(statement.claimId, toSql(id)), inArray(statement.seq, run))));
  }
  return writes;
}

function planStatements(changes: readonly StatementChange[], { id, seqs, context: { db } }: Place): Write[] {
  const writes: Write[] = [];
  const at = (uid: Uid) => and(eq(statement.claimId, toSql(id)), eq(statement.seq, seqs.get(uid)!));
  const moved = changes.filter(
    ({ before, after }) => before && after && identifyStatement(before) !== identifyStatement(after),
  );
  // First to a temporary identity: two statements may trade theirs.
  for (const { uid } of moved) {
    writes.push(
      db
        .update(statement)
        .set({ documentId: null, statedAt: `moving ${uid}` })
        .where(at(uid)),
    );
  }
  for (const { uid, before, after } of changes) {
    if (!before || !after) continue;
    const { source, document, ...rest } = after;
    const set = { sourceId: sourceIdOf(source), documentId: document === null ? null : documentIdOf(document) };
    writes.push(
      db
        .update(statement)
        .set({ ...rest, ...set })
        .where(at(uid)),
    );
  }
  const fresh = changes.flatMap(({ before, after }) => (!before && after ? [after] : []));
  if (fresh.length === 0) return writes;
  const rows = fresh.map(({ source, document, ...rest }) => ({
    ...rest,
    claimId: id,
    seq: seqs.get(rest.uid)!,
    sourceId: { to: 'source', uid: source } as const,
    documentId: document === null ? null : ({ to: 'document', uid: document } as const),
  }));
  return [...writes, planInsert(statement, rows)];
}

function planAttributions(changes: readonly AttributionChange[], { id, seqs }: Place): Write[] {
  const fresh = changes.flatMap(({ after }) => after ?? []);
  const key = ({ citing, cited }: Attribution) => ({ claimId: id, citing: seqs.get(citing)!, cited: seqs.get(cited)! });
  const edges = fresh.map((after) => ({
    ...key(after),
    uid: after.uid,
    manner: after.manner,
    cue: after.cue,
    note: after.note,
    disputedAt: after.disputedAt,
    disputedBy: after.disputedBy === null ? null : ({ to: 'source', uid: after.disputedBy } as const),
    disputeReason: after.disputeReason,
  }));
  const pieces = fresh.flatMap((after) =>
    after.evidence.map(({ document, ...piece }, position) => ({
      ...key(after),
      position,
      documentId: { to: 'document', uid: document } as const,
      ...piece,
    })),
  );
  return [
    ...(edges.length > 0 ? [planInsert(attribution, edges)] : []),
    ...(pieces.length > 0 ? [planInsert(evidence, pieces)] : []),
  ];
}

/**
 * Writes claims as an editor wants them, in one commit with the new sources and documents they name; existing ones stay
 * as they are. A draft that changes nothing writes nothing. Merged sources are replaced by those they were merged into.
 * @param given each of another claim
 * @returns the claims' uids
 * @throws Conflict when one of the claims was written since the revision the editor saw, a family changed at this
 * moment, a name of a new source is taken (`isNameTaken`), or a key is; Refused when hops become one that can't hold
 * the excerpts of both
 */
export async function saveClaims(
  engine: Engine,
  given: readonly ClaimDraft[],
  by: WriteStamp,
  spends: Uid | null = null,
): Promise<Uid[]> {
  const records = await redirectMerged(
    engine.db,
    given.map(({ record }) => record),
  );
  if (records.some((record) => record.attributions.some(({ evidence: pieces }) => pieces.length > LIMITS.evidence))) {
    throw new Refused('hops of sources that were merged become one with too many excerpts');
  }
  const drafts = given.map((draft, i) => ({ ...draft, record: records[i]! }));
  const context: PlanContext = { db: engine.db, ...by };
  const catalogueRevision = await readCatalogueRevision(engine.db);
  const plans: Write[] = [];
  const changed: ClaimDraft[] = [];
  for (const draft of drafts) {
    const plan = await planDraft(draft, context);
    if (plan.length > 0) changed.push(draft);
    for (const write of plan) plans.push(write);
  }
  const uids = drafts.map(({ record }) => record.claim.uid);
  const spending = spends === null ? [] : planSpending(engine, spends, uids, by.at);
  if (changed.length > 0) {
    const newcomers = await planNewRecords(changed, context);
    await engine.commit([...spending, guardCatalogue(engine.db, catalogueRevision), ...newcomers, ...plans]);
  } else if (spending.length > 0) await engine.commit(spending);
  return uids;
}

async function planDraft(draft: ClaimDraft, context: PlanContext): Promise<Write[]> {
  const { db } = context;
  const before = draft.base === null ? null : await prepareClaimReader(db)(draft.base.id);
  if (draft.base && before?.revision !== draft.base.revision)
    throw new Conflict('history.subject_uid, history.revision');
  const record = stamp(draft.record, before?.record ?? null, context.at);
  return planClaim(before, record, await readGraph(db, record), context);
}

/** Sets `updatedAt` only when something else has changed. */
function stamp(record: ClaimRecord, before: ClaimRecord | null, at: string): ClaimRecord {
  if (!before) return { ...record, claim: { ...record.claim, createdAt: at, updatedAt: at } };
  const { createdAt, updatedAt } = before.claim;
  const same = { ...record, claim: { ...record.claim, createdAt, updatedAt } };
  return listChanges(before, same).length === 0 ? same : { ...same, claim: { ...same.claim, updatedAt: at } };
}

/**
 * The graph as it will be. The editor may have loaded the sources and documents long ago: those that are here stay as they
 * are, with their publishers and families, and the others come in new.
 */
async function readGraph(db: Db, drafted: ClaimRecord): Promise<ClaimGraph> {
  const sources = prepareSources(db);
  const documents = await prepareDocuments(db).readByUids(drafted.documents.map(({ uid }) => uid));
  // New ones may have parents that nobody has named in this claim before.
  const known = await sources.readByUids(
    drafted.sources.flatMap(({ uid, parent }) => [uid, ...(parent ? [parent] : [])]),
  );
  const named = [...known.map(({ id }) => id), ...documents.map(({ publisherId }) => publisherId)];
  const families = await sources.readFamilies(named);
  return {
    ...drafted,
    sources: keepStored(
      [...families.values()].map(({ source }) => source),
      drafted.sources,
    ),
    documents: keepStored(
      documents.map(({ document }) => document),
      drafted.documents,
    ),
  };
}

function keepStored<T extends { uid: Uid }>(stored: readonly T[], drafted: readonly T[]): T[] {
  const uids = new Set(stored.map(({ uid }) => uid));
  return [...stored, ...drafted.filter(({ uid }) => !uids.has(uid))];
}

/** Each new record once, however many drafts name it. */
async function planNewRecords(drafts: readonly ClaimDraft[], context: PlanContext): Promise<Write[]> {
  const known = new Set<Uid>();
  const sources = new Map(drafts.flatMap(({ record }) => record.sources.map((source) => [source.uid, source])));
  const documents = new Map(drafts.flatMap(({ record }) => record.documents.map((item) => [item.uid, item])));
  const texts = new Map(drafts.flatMap((draft) => [...draft.texts]));
  for (const { source } of await prepareSources(context.db).readByUids(sources.keys())) known.add(source.uid);
  for (const { document } of await prepareDocuments(context.db).readByUids(documents.keys())) known.add(document.uid);
  const fresh = <T extends { uid: Uid }>(records: ReadonlyMap<Uid, T>): T[] =>
    [...records.values()].filter(({ uid }) => !known.has(uid));
  const newSources = fresh(sources);
  const namesakes = drafts.flatMap((draft) => draft.namesakes ?? []);
  return [
    ...guardNames(newSources, namesakes, context.db),
    ...planSources(
      newSources.map((after) => ({ before: null, after })),
      context,
    ),
    ...fresh(documents).flatMap((document) => {
      const text = texts.get(document.uid);
      const put = text === undefined ? [] : planTextIn(document.uid, text, context.db);
      return [...planDocument(null, document, context), ...put];
    }),
  ];
}
