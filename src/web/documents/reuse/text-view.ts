/** A document as it is named beside its words. */
import { documentAddress, sourceAddress } from '../../../urls/records.ts';
import { writeDate, type DateView } from '../../../wording/date-views.ts';
import { writeName, type TextWithLanguage } from '../../../wording/name-views.ts';
import type { DocumentText } from './finder.ts';

export interface SharedDocument {
  title: string;
  lang: string | null;
  href: string;
  publisher: TextWithLanguage;
  publisherHref: string;
  date: DateView | null;
  /** Whether it is the one that the page is about. */
  isThis: boolean;
}

export function describeSharedDocument({ stored, publisher }: DocumentText, own: number): SharedDocument {
  const { id, document } = stored;
  return {
    title: document.title,
    lang: document.language,
    href: documentAddress({ id, title: document.title }).html,
    publisher: writeName(publisher.source),
    publisherHref: sourceAddress({ id: publisher.id, name: publisher.source.name }).html,
    date: writeDate(document.publishedAt),
    isThis: id === own,
  };
}
