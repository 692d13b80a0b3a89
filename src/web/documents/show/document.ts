/** `/documents/:id`: the item, and every excerpt of it that shows a hop. */
import type { Request } from 'express';
import { correctAddress } from '../../http/correct-address.ts';
import type { Format, Reply, Site, Visitor } from '../../http/route.ts';
import { addQuery, annotationsPath, documentAddress } from '../../../urls/records.ts';
import { asksForTexts, hasRole } from '../../http/visitor.ts';
import { loadVisibleDocument } from '../visible-document.ts';
import { findReuse } from '../reuse/finder.ts';
import { buildDocumentModel, writeDocumentPage, type DocumentView } from './page-model.ts';

/** So many excerpts stand on a page. */
const EXCERPTS = 500;
/** And so many claims. */
const CLAIMS = 100;
/** So many characters are compared with other texts. */
const COMPARED = 300_000;

export async function showDocument(
  { store, config }: Site,
  request: Request,
  format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  const stored = await loadVisibleDocument(store, request, visitor);
  const { id, publisherId, document } = stored;
  const address = documentAddress({ id, title: document.title });
  const mayEdit = hasRole(visitor, 'editor');
  const isWhole = asksForTexts(request, visitor);
  const redirect = correctAddress(
    request,
    format,
    { folder: 'documents', id, words: document.title },
    isWhole ? addQuery(address, { text: '1' }) : address,
  );
  if (redirect) return redirect;
  const text = (await store.documents.readTexts([document.uid])).get(document.uid) ?? null;
  const view: DocumentView = {
    stored,
    publisher: (await store.sources.load(publisherId))!,
    excerpts: await store.documents.listExcerpts(id, { published: !mayEdit, limit: EXCERPTS }),
    claims: await store.documents.listClaimsOn(id, { published: !mayEdit, limit: CLAIMS }),
    text,
    isPublic: !mayEdit || (await store.documents.isPublic(id)),
    reuse: mayEdit && format === 'html' && text !== null ? await findReuse(store, stored, text, COMPARED) : null,
  };
  return {
    kind: 'page',
    view: 'documents/show',
    title: document.title,
    address,
    alternates: [{ href: annotationsPath({ id, title: document.title }), type: 'application/ld+json' }],
    model: () => buildDocumentModel(view, mayEdit),
    json: () => writeDocumentPage(view, isWhole, config.baseUrl),
  };
}
