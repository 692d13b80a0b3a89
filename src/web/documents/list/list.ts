/** `/documents`: what was published, newest first. */
import type { Request } from 'express';
import { readDocumentFilters } from '../../records/document-filters.ts';
import type { Format, Reply, Site, Visitor } from '../../http/route.ts';
import { hasRole } from '../../http/visitor.ts';
import { buildDocumentListModel, writeDocumentList } from './list-model.ts';
import { documentsAddress } from '../../../urls/site.ts';

const PAGE = 50;

export async function showDocumentList(
  { store, config }: Site,
  request: Request,
  _format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  const mayEdit = hasRole(visitor, 'editor');
  const { after, source } = await readDocumentFilters(store, request, mayEdit);
  const publisher = source?.id ?? null;
  const page = await store.documents.list({ publisher, published: !mayEdit, after, limit: PAGE });
  return {
    kind: 'page',
    view: 'documents/list',
    title: source ? `Documents published by ${source.source.name}` : 'Documents',
    address: documentsAddress({ publisher, after }),
    model: () => buildDocumentListModel(page, source, after, mayEdit),
    json: () => writeDocumentList(page, publisher, config.baseUrl),
  };
}
