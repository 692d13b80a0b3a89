/** What a fetched page says of itself, beside the fields that it fills. */
import { LIMITS } from '../../model/limits.ts';
import type { WebPage } from '../../model/web-pages.ts';
import { countCharacters } from '../../text/characters.ts';
import { outboundUrl } from '../../urls/records.ts';
import { CREDIT_WORDS } from '../../wording/documents.ts';
import { writeNumber } from '../../wording/values.ts';

/** The beginning of a text that is longer than a document's may be. */
export function cutText(text: string): { text: string; isCut: boolean } {
  const isCut = text.length > LIMITS.documentText && countCharacters(text) > LIMITS.documentText;
  return { text: isCut ? Array.from(text).slice(0, LIMITS.documentText).join('') : text, isCut };
}

export const CHECK_FETCHED = 'Check what the page gave before you save it.';

/** Said to whoever pasted a story as HTML. */
export const WAS_HTML = 'What you pasted was HTML. Its prose is kept, without markup, menus and tables.';

export interface PageFact {
  label: string;
  text: string;
  href: string | null;
}

/** Its authors, whom it credits, and its own address where it was fetched from another one. */
export function listPageFacts({ authors, credits, canonicalUrl }: WebPage, url: string): PageFact[] {
  return [
    ...(authors.length > 0 ? [{ label: 'By', text: authors.join(', '), href: null }] : []),
    ...credits.map(({ kind, name, url: from }) => {
      return { label: CREDIT_WORDS[kind], text: name ?? from!, href: outboundUrl(from) };
    }),
    ...(canonicalUrl === null || canonicalUrl === url
      ? []
      : [{ label: 'Its own address', text: canonicalUrl, href: null }]),
  ];
}

export function listPageNotes({ isForSubscribers }: WebPage, isCut: boolean): string[] {
  return [
    ...(isForSubscribers ? ['The page says that it is for subscribers: its text may be incomplete.'] : []),
    ...(isCut ? [`Only the first ${writeNumber(LIMITS.documentText)} characters of the text were filled in.`] : []),
  ];
}
