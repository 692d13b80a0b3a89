/** What a list of documents is asked for, by its address: for pages and programs alike. */
import type { Request } from 'express';
import type { StoredSource } from '../../storage/sources/sources.ts';
import type { Store } from '../../storage/store.ts';
import { NotFound } from '../http/errors.ts';
import { readRecordNumber } from '../http/query.ts';

export interface DocumentSelection {
  after: number | null;
  /** Who published them; null for everybody. */
  source: StoredSource | null;
}

/**
 * Reads the filters of a list of documents: `publisher` and `after`.
 * @param mayEdit whether sources count that readers don't see
 * @throws Invalid, NotFound for a publisher who is not there
 */
export async function readDocumentFilters(
  store: Store,
  request: Request,
  mayEdit: boolean,
): Promise<DocumentSelection> {
  const after = readRecordNumber(request, 'after', 'the number of a document, such as 12');
  const publisher = readRecordNumber(request, 'publisher', 'the number of a source, such as 12');
  return { after, source: publisher === null ? null : await loadPublisher(store, publisher, mayEdit) };
}

/** The page names it, so it must be one that the visitor may see. */
async function loadPublisher({ sources }: Store, id: number, mayEdit: boolean): Promise<StoredSource> {
  const stored = await sources.load(id);
  if (stored?.mergedInto !== null) throw new NotFound();
  if (!mayEdit && !(await sources.pickPublic([id])).has(id)) throw new NotFound();
  return stored;
}
