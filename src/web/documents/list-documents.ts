/** `/documents`: what was published, newest first. */
import type { Request } from 'express';
import type { StoredSource } from '../../storage/sources.ts';
import type { Store } from '../../storage/store.ts';
import { NotFound } from '../errors.ts';
import { readNumber } from '../query.ts';
import type { Format, Reply, Site, Visitor } from '../route.ts';
import { documentsAddress } from '../urls.ts';
import { hasRole } from '../visitor.ts';
import { buildListModel, writeDocumentList } from './list-model.ts';

const PAGE = 50;

export async function listDocuments(
  { store, config }: Site,
  request: Request,
  _format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  const after = readNumber(request, 'after', 'the number of a document, such as 12');
  const publisher = readNumber(request, 'publisher', 'the number of a source, such as 12');
  const mayEdit = hasRole(visitor, 'editor');
  const source = publisher === null ? null : await loadPublisher(store, publisher, mayEdit);
  const page = await store.documents.list({ publisher, published: !mayEdit, after, limit: PAGE });
  return {
    kind: 'page',
    view: 'documents/list',
    title: source ? `Documents published by ${source.source.name}` : 'Documents',
    address: documentsAddress({ publisher, after }),
    model: () => buildListModel(page, source, after, mayEdit),
    json: () => writeDocumentList(page, publisher, config.baseUrl),
  };
}

/** The page names it, so it must be one that the visitor may see. */
async function loadPublisher({ sources }: Store, id: number, mayEdit: boolean): Promise<StoredSource> {
  const stored = await sources.load(id);
  if (stored?.mergedInto !== null) throw new NotFound();
  if (!mayEdit && !(await sources.pickPublic([id])).has(id)) throw new NotFound();
  return stored;
}
