import type { Request } from 'express';
import type { StoredDocument } from '../../storage/documents/documents.ts';
import type { Store } from '../../storage/store.ts';
import { NotFound } from '../http/errors.ts';
import type { Visitor } from '../http/route.ts';
import { parseId } from '../../urls/records.ts';
import { hasRole } from '../http/visitor.ts';

/** The document of `/documents/:id/…`, for editors. */
export async function loadDocumentAt(store: Store, request: Request): Promise<StoredDocument> {
  const id = parseId(String(request.params.id));
  const stored = id === null ? null : await store.documents.load(id);
  if (!stored) throw new NotFound();
  return stored;
}

/** For readers, a document that occurs in no published claim does not exist. */
export async function loadVisibleDocument(
  store: Store,
  request: Request,
  visitor: Visitor | null,
): Promise<StoredDocument> {
  const stored = await loadDocumentAt(store, request);
  if (!hasRole(visitor, 'editor') && !(await store.documents.isPublic(stored.id))) throw new NotFound();
  return stored;
}
