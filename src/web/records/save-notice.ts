/**
 * What an editor's write did, said above the page that follows it, with Undo. The redirect after the write carries the
 * revision in its query: `?done=8`, and `&since=5` where others wrote after the revision that the editor saw.
 */
import type { Request } from 'express';
import { isSame } from '../../model/identity.ts';
import type { Store } from '../../storage/store.ts';
import type { Change, Revision } from '../../storage/types.ts';
import { addQueryToPath, recordUndoPath } from '../../urls/records.ts';
import { writeDate, type DateView } from '../../wording/dates.ts';
import { writeNumber } from '../../wording/values.ts';
import { Conflict } from '../../storage/errors.ts';
import { NotFound } from '../http/errors.ts';
import type { Visitor } from '../http/route.ts';
import { hasRole } from '../http/visitor.ts';
import { loadSourceNames, type FieldChange, type NameOf, type Subject } from './history.ts';

/** A claim's changes are described in sentences, those of other records by their fields. */
export interface DescribedSave<Description> {
  fields: readonly FieldChange[] | null;
  description: Description | null;
}

export interface SaveNotice<Description = null> extends DescribedSave<Description> {
  text: string;
  reason: string | null;
  /** What others saved while the editor had the form open, the newest first. */
  meanwhile: readonly ({ actor: string; at: DateView } & DescribedSave<Description>)[];
  /** Null where it can't be undone by itself. */
  undoPath: string | null;
}

/**
 * The address that follows a write.
 * @param base the revision that was current before it; null for a new record
 * @param now the record's revision after it
 * @param seen the revision that the editor saw
 */
export function locateSaved(path: string, base: number | null, now: number, seen = base): string {
  if (base === null) return addQueryToPath(path, { done: 1 });
  if (now === base) return addQueryToPath(path, { done: 'unchanged' });
  return addQueryToPath(path, { done: base + 1, since: seen === base ? null : seen });
}

/** What `locateSaved` put into the query: null for readers, and where there is nothing to say. */
export function readSaved(
  { query }: Request,
  visitor: Visitor | null,
): { revision: number; since: number } | 'unchanged' | null {
  if (!hasRole(visitor, 'editor')) return null;
  if (query.done === 'unchanged') return 'unchanged';
  const revision = parseRevision(query.done);
  return revision === null ? null : { revision, since: parseRevision(query.since) ?? revision - 1 };
}

export function parseRevision(param: unknown): number | null {
  return typeof param === 'string' && /^[1-9]\d{0,14}$/.test(param) ? Number(param) : null;
}

export const NOTHING_CHANGED = {
  ...{ text: 'Nothing changed: it is like this already.', reason: null },
  ...{ fields: null, description: null, meanwhile: [], undoPath: null },
} as const satisfies SaveNotice;

/** The most revisions of others that are listed. */
export const MOST_OTHERS = 5;

type RevisionSave<Description> = DescribedSave<Description> & { revision: Revision };

/** @param others the revisions since the one that the editor saw, newest first */
export function noteSaved<Description>(
  { revision: { revision, reason }, ...described }: RevisionSave<Description>,
  others: readonly RevisionSave<Description>[],
  undoPath: string | null,
): SaveNotice<Description> {
  return {
    text: `Saved as revision ${writeNumber(revision)}.`,
    ...{ reason, ...described, undoPath },
    meanwhile: others.map(({ revision: { actor, at }, ...described }) => ({
      actor,
      at: writeDate(at)!,
      ...described,
    })),
  };
}

/** The notice on the page of a source or a document; null where this visitor has saved nothing. */
export async function noteRecordSaved(
  store: Store,
  request: Request,
  visitor: Visitor | null,
  { folder, id, uid }: Pick<Subject, 'folder' | 'id' | 'uid'>,
  describeChange: (change: Change, nameOf: NameOf) => readonly FieldChange[],
  record: object,
): Promise<SaveNotice | null> {
  const saved = readSaved(request, visitor);
  if (saved === 'unchanged') return NOTHING_CHANGED;
  if (saved === null) return null;
  const limit = Math.min(Math.max(saved.revision - saved.since, 1), MOST_OTHERS + 1);
  const page = await store.history.list(uid, { before: saved.revision + 1, limit });
  const [own, ...others] = page.revisions;
  // Somebody else's address, such as one that was sent on, says nothing.
  if (own?.revision !== saved.revision || own.actor !== visitor?.name) return null;
  const nameOf = await loadSourceNames(store, page);
  const describe = (revision: Revision) => {
    const fields = revision.changes.flatMap((change) => describeChange(change, nameOf));
    return { revision, fields, description: null };
  };
  const undoPath = findUndone(own, record) ? recordUndoPath(folder, id, saved.revision) : null;
  return noteSaved(describe(own), others.map(describe), undoPath);
}

/**
 * The record as it was before a revision that can be undone: one that changed the record's members alone, none of
 * which was changed since.
 */
export function findUndone(revision: Pick<Revision, 'changes'> | undefined, now: object): object | null {
  const [change, ...more] = revision?.changes ?? [];
  if (!change || more.length > 0 || !['source', 'document'].includes(change.kind)) return null;
  return typeof change.before === 'object' && isSame(change.after, now) ? change.before : null;
}

/**
 * What undoing the revision of `/…/:id/history/:revision/undo` makes of a record, and the reason that history keeps.
 * @throws NotFound, Conflict where it can't be undone any more
 */
export async function readUndone(
  store: Store,
  request: Request,
  record: { uid: string },
): Promise<{ record: object; reason: string }> {
  const number = parseRevision(request.params.revision);
  const before = number === null ? null : number + 1;
  const [revision] = (await store.history.list(record.uid, { before, limit: 1 })).revisions;
  if (number === null || revision?.revision !== number) throw new NotFound();
  const undone = findUndone(revision, record);
  if (!undone) throw new Conflict('history.subject_uid, history.revision');
  return { record: undone, reason: `Undid revision ${number}` };
}
