import { isDeepStrictEqual } from 'node:util';
import type { Document, Uid } from '../../model/records.ts';
import { planDocument, prepareDocuments, type StoredDocument, planTextOut } from './documents.ts';
import type { Engine, Write } from '../engine.ts';
import { Conflict, Refused } from '../errors.ts';
import type { Change, PlanContext } from '../history/history.ts';
import { planMovedExcerpts, planTexts } from './excerpt-moves.ts';
import { findReplacements } from '../sources/merge/redirects.ts';
import { planSources } from '../sources/sources.ts';
import type { WriteStamp, DocumentDraft } from '../types.ts';

/**
 * Writes a document as an editor wants it, in one commit with its publisher when that is new, and with the excerpts that
 * move with its text; nothing when nothing changes.
 * @returns its uid
 * @throws Conflict when it was written since the revision that the editor saw, or an excerpt is not in its text
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
  const writes = await planText({ ...draft, record }, before, text, context);
  await commit(engine, [...planSources(newSources, context), ...writes]);
  return uid;
}

async function planText(
  { record, text, instead }: DocumentDraft,
  before: StoredDocument | null,
  was: string | null,
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
  const moved = await planMovedExcerpts({ fresh, except: new Set(), instead }, context);
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
