/** The document that an address names. */
import type { Request } from 'express';
import type { StoredDocument } from '../../storage/documents.ts';
import type { Store } from '../../storage/store.ts';
import { NotFound } from '../errors.ts';
import type { Format, RedirectReply, Visitor } from '../route.ts';
import { isRecordParam, parseId, type Address } from '../urls.ts';
import { hasRole } from '../visitor.ts';

/** The document of `/documents/:id/…`, whoever may see it. */
export async function loadDocumentAt(store: Store, request: Request): Promise<StoredDocument> {
  const id = parseId(String(request.params.id));
  const stored = id === null ? null : await store.documents.load(id);
  if (!stored) throw new NotFound();
  return stored;
}

/** The same where readers go: one that occurs in no published claim does not exist for them. */
export async function loadVisibleDocument(
  store: Store,
  request: Request,
  visitor: Visitor | null,
): Promise<StoredDocument> {
  const stored = await loadDocumentAt(store, request);
  if (!hasRole(visitor, 'editor') && !(await store.documents.isPublic(stored.id))) throw new NotFound();
  return stored;
}

/** The way to the address that has the document's title; null for whoever is there already. */
export function correctTitle(
  request: Request,
  format: Format,
  { id, document }: StoredDocument,
  address: Address,
): RedirectReply | null {
  const param = String(request.params.id);
  // Programs may name a document by its number alone.
  if (format === 'json' && param === String(id)) return null;
  if (isRecordParam('documents', param, { id, words: document.title })) return null;
  return { kind: 'redirect', status: 301, to: address };
}
