/** Documents in a list, as its page shows them and as JSON. */
import type { DocumentListItem, DocumentPage } from '../../../storage/documents/list.ts';
import type { StoredSource } from '../../../storage/sources/sources.ts';
import { writeDocument } from '../../records/json.ts';
import { documentAddress, newDocumentPath, sourceAddress } from '../../../urls/records.ts';
import { writeLanguage } from '../../../wording/codes.ts';
import { writeDay, type DateView } from '../../../wording/date-views.ts';
import { writeName, type TextWithLanguage } from '../../../wording/name-views.ts';
import { documentsAddress } from '../../../urls/site.ts';

export interface DocumentRow {
  href: string;
  title: string;
  lang: string | null;
  publisher: TextWithLanguage;
  publisherHref: string;
  date: DateView | null;
  language: string | null;
}

export interface DocumentListModel {
  /** Whose documents they are; null for everybody's. */
  publisher: { name: TextWithLanguage; href: string; allHref: string } | null;
  documents: readonly DocumentRow[];
  nextHref: string | null;
  firstHref: string | null;
  newHref: string | null;
}

export function buildDocumentListModel(
  { items, next }: DocumentPage,
  publisher: StoredSource | null,
  after: number | null,
  mayEdit: boolean,
): DocumentListModel {
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

function describeRow({ stored: { id, publisherId, document }, publisher }: DocumentListItem): DocumentRow {
  const { title, language, publishedAt } = document;
  return {
    href: documentAddress({ id, title }).html,
    title,
    lang: language,
    publisher: writeName(publisher),
    publisherHref: sourceAddress({ id: publisherId, name: publisher.name }).html,
    date: writeDay(publishedAt),
    language: language && writeLanguage(language),
  };
}

/** The list as JSON. */
export function writeDocumentList({ items, next }: DocumentPage, publisher: number | null, baseUrl: string): object {
  return {
    documents: items.map(({ stored: { id, document } }) => writeDocument(id, document, baseUrl)),
    next: next === null ? null : documentsAddress({ publisher, after: next }).json,
  };
}
