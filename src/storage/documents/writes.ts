import { isDeepStrictEqual } from 'node:util';
import type { Document, Uid, Evidence, ClaimRecord, Source } from '../../model/records.ts';
import { planDocument, prepareDocuments, type StoredDocument, planTextOut, planTextIn } from './documents.ts';
import type { Engine, Write, Db } from '../engine.ts';
import { Conflict, Refused } from '../errors.ts';
import type { PlanContext } from '../history/history.ts';
import { guardNames, planSources, prepareSources, findReplacements, inList } from '../sources/sources.ts';
import type { WriteStamp, DocumentDraft, Change } from '../types.ts';
import { countTexts } from '../../text/characters.ts';
import { refindEvidence, replaceWords } from '../../text/excerpts.ts';
import { planClaim } from '../claims/writes.ts';
import { evidence, document } from '../../../db/schema.ts';
import { eq } from 'drizzle-orm';
import { prepareClaimReader } from '../claims/claims.ts';

/**
 * Writes a document as an editor wants it, in one commit with its publisher when that is new, and with the excerpts that
 * move with its text; nothing when nothing changes.
 * @returns its uid
 * @throws Conflict when it was written since the revision that the editor saw, an excerpt is not in its text, or the name
 * of a new publisher is taken (`isNameTaken`)
 */
export async function saveDocument(engine: Engine, draft: DocumentDraft, by: WriteStamp): Promise<Uid> {
  const { db } = engine;
  const { uid, publisher } = draft.record;
  const documents = prepareDocuments(db);
  const [before = null] = draft.base === null ? [] : await documents.readByUids([uid]);
  if (draft.base !== null && before?.revision !== draft.base) {
    throw new Conflict('history.subject_uid, history.revision');
  }
  const replacement = (await findReplacements(db, [publisher])).get(publisher);
  const record = replacement ? { ...draft.record, publisher: replacement.source.uid } : draft.record;
  const text = before ? ((await documents.readTexts([uid])).get(uid) ?? null) : null;
  if (isDeepStrictEqual(before?.document, record) && text === draft.text) return uid;
  const context: PlanContext = { db, ...by };
  const newSources = draft.newSources.map((after) => ({ before: null, after }));
  const writes = await planText({ ...draft, record }, before, text, await readPublishers(db, record, draft), context);
  const guard = guardNames(draft.newSources, draft.namesakes ?? [], db);
  await commit(engine, [...guard, ...planSources(newSources, context), ...writes]);
  return uid;
}

/** Its publisher, which may be new, with the whole family. */
async function readPublishers(db: Db, { publisher }: Document, { newSources }: DocumentDraft): Promise<Source[]> {
  const sources = prepareSources(db);
  const stored = await sources.readByUids([publisher, ...newSources.flatMap(({ parent }) => parent ?? [])]);
  const families = await sources.readFamilies(stored.map(({ id }) => id));
  return [...[...families.values()].map(({ source }) => source), ...newSources];
}

/** @param sources its publisher's family */
async function planText(
  { record, text, instead }: DocumentDraft,
  before: StoredDocument | null,
  was: string | null,
  sources: readonly Source[],
  context: PlanContext,
): Promise<Write[]> {
  if (text === was) return planDocument(before, record, context);
  const hash = (known: string | null, { sha256 }: Document): string | null => (known === null ? null : sha256);
  const change: Change = {
    ...{ kind: 'text', uid: record.uid },
    before: before && hash(was, before.document),
    after: hash(text, record),
  };
  const plan = planDocument(before, record, context, [change]);
  if (text === null) return [...plan, ...planTextOut(record.uid, context.db)];
  const fresh = new Map([[record.uid, text]]);
  const move = { fresh, except: new Set<number>(), instead, documents: new Map([[record.uid, record]]), sources };
  const moved = await planMovedExcerpts(move, context);
  if (moved.lost.length > 0) throw new Conflict('evidence.exact');
  const texts = planTexts(fresh, context);
  return [...texts.out, ...plan, ...moved.writes, ...texts.in];
}

/** An excerpt that is not in the text was added by another editor meanwhile. */
async function commit(engine: Engine, writes: readonly Write[]): Promise<void> {
  try {
    await engine.commit(writes);
  } catch (error) {
    const isText = error instanceof Refused && error.message.startsWith('text_keeps_evidence');
    throw isText ? new Conflict('evidence.exact', { cause: error }) : error;
  }
}

/**
 * The writes before and after all others of the commit: old texts are removed before excerpts move, and new ones added
 * when all are in place. Triggers then check every excerpt against the new text.
 */
export function planTexts(fresh: ReadonlyMap<Uid, string>, { db }: PlanContext): { out: Write[]; in: Write[] } {
  const texts = [...fresh];
  return {
    out: texts.flatMap(([uid]) => planTextOut(uid, db)),
    in: texts.flatMap(([uid, text]) => planTextIn(uid, text, db)),
  };
}

interface ExcerptMove {
  /** By document: its text as it will be. */
  fresh: ReadonlyMap<Uid, string>;
  /** Claims whose excerpts stay as they are. */
  except: ReadonlySet<number>;
  /** By an excerpt whose place in the text can't be told any more: the excerpt that replaces it. */
  instead: ReadonlyMap<string, string>;
  /** Documents as they will be, and sources with their families. */
  documents: ReadonlyMap<Uid, Document>;
  sources: readonly Source[];
}

/** When a text changes, its excerpts move in every claim that shows them; the places of those `lost` can't be told any more. */
export async function planMovedExcerpts(
  { fresh, except, instead, documents, sources }: ExcerptMove,
  context: PlanContext,
): Promise<{ writes: Write[]; lost: { piece: Evidence; claim: Uid }[] }> {
  const [writes, lost]: [Write[], { piece: Evidence; claim: Uid }[]] = [[], []];
  const readClaim = prepareClaimReader(context.db);
  const textOf = countTexts(fresh);
  for (const id of await listShowing(context.db, fresh.keys())) {
    const before = except.has(id) ? null : await readClaim(id);
    if (!before) continue;
    const after = mapEvidence(before.record, (piece) => {
      const counted = textOf(piece.document);
      if (counted === null) return piece;
      const words = instead.get(piece.exact);
      const found =
        refindEvidence(piece, counted) ?? (words === undefined ? null : replaceWords(piece, words, counted));
      if (found === null) lost.push({ piece, claim: before.record.claim.uid });
      return found ?? piece;
    });
    const graph = {
      ...after,
      documents: after.documents.map((one) => documents.get(one.uid) ?? one),
      sources: replaceSources(after.sources, sources),
    };
    writes.push(...planClaim(before, after, graph, context));
  }
  return { writes, lost };
}

/** The sources of a claim, and others as they will be. */
export function replaceSources(own: readonly Source[], others: Iterable<Source>): Source[] {
  return [...new Map([...own, ...others].map((source) => [source.uid, source])).values()];
}

/** The numbers of the claims that show excerpts of these documents. */
async function listShowing(db: Db, documents: Iterable<Uid>): Promise<number[]> {
  const query = db
    .selectDistinct({ id: evidence.claimId })
    .from(document)
    .innerJoin(evidence, eq(evidence.documentId, document.id))
    .where(inList(document.uid, 'list'))
    .prepare();
  return (await query.execute({ list: JSON.stringify([...documents]) })).map(({ id }) => id);
}

function mapEvidence(record: ClaimRecord, move: (piece: Evidence) => Evidence): ClaimRecord {
  const attributions = record.attributions.map((edge) => ({ ...edge, evidence: edge.evidence.map(move) }));
  return { ...record, attributions };
}
