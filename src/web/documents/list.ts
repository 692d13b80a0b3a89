import { isDocumentRead } from '../../model/records.ts';
import { readDocumentSelection } from '../records/selections.ts';
import type { Handler } from '../http/route.ts';
import { hasRole } from '../http/visitor.ts';
import { documentsAddress } from '../../urls/site.ts';
import { writeName, joinName, writeTitle } from '../../wording/names.ts';
import { writeDay } from '../../wording/dates.ts';
import { writeKindAndVersion } from '../../wording/documents.ts';
import type { DocumentPage, DocumentListItem } from '../../storage/documents/list.ts';
import type { StoredSource } from '../../storage/sources/sources.ts';
import { sourceAddress, newDocumentPath, documentAddress } from '../../urls/records.ts';
import { writeLanguage } from '../../wording/values.ts';
import { writeDocument } from '../records/json.ts';

const PAGE = 50;

export const showDocumentList: Handler = async ({ store, config }, request, _format, visitor) => {
  const mayEdit = hasRole(visitor, 'editor');
  const { after, source } = await readDocumentSelection(store, request.query, mayEdit);
  const publisher = source?.id ?? null;
  const page = await store.documents.list({ publisher, published: !mayEdit, after, limit: PAGE });
  return {
    kind: 'page',
    view: 'documents/list',
    title: source ? `Documents published by ${joinName(writeName(source.source))}` : 'Documents',
    address: documentsAddress({ publisher, after }),
    model: () => buildDocumentListModel(page, source, after, mayEdit),
    json: () => writeDocumentList(page, publisher, config.baseUrl),
  };
};

function buildDocumentListModel(
  { items, next }: DocumentPage,
  publisher: StoredSource | null,
  after: number | null,
  mayEdit: boolean,
) {
  const id = publisher?.id ?? null;
  return {
    publisher: publisher && {
      name: writeName(publisher.source),
      href: sourceAddress({ id: publisher.id, name: publisher.source.name }).html,
      allHref: documentsAddress().html,
    },
    documents: items.map(describeRow),
    nextHref: next === null ? null : documentsAddress({ publisher: id, after: next }).html,
    firstHref: after === null ? null : documentsAddress({ publisher: id }).html,
    newHref: mayEdit ? newDocumentPath : null,
  };
}

function describeRow({ stored: { id, publisherId, document }, publisher }: DocumentListItem) {
  const { title, language, publishedAt } = document;
  return {
    href: documentAddress({ id, title }).html,
    title,
    lang: writeTitle(document).lang,
    kindAndVersion: writeKindAndVersion(document),
    isRead: isDocumentRead(document),
    publisher: writeName(publisher),
    publisherHref: sourceAddress({ id: publisherId, name: publisher.name }).html,
    date: writeDay(publishedAt),
    language: language && writeLanguage(language),
  };
}

function writeDocumentList({ items, next }: DocumentPage, publisher: number | null, baseUrl: string): object {
  return {
    documents: items.map(({ stored: { id, document } }) => writeDocument(id, document, baseUrl)),
    next: next === null ? null : documentsAddress({ publisher, after: next }).json,
  };
}
