/** Sources and documents among what was found. */
import type { DocumentListItem } from '../../storage/documents/list.ts';
import type { SourceListItem } from '../../storage/sources/list.ts';
import type { SearchTerm } from '../../storage/search/terms.ts';
import { hasMarks, markTerms, type MarkedPart } from '../views/marked-terms.ts';
import { documentAddress, sourceAddress } from '../../urls/records.ts';
import { writeCount } from '../../wording/counts.ts';
import { writeDay, type DateView } from '../../wording/date-views.ts';
import { SOURCE_KIND_WORDS } from '../../wording/kinds.ts';
import { writeAlias, writeName } from '../../wording/name-views.ts';

/** A name with what was looked for marked. */
interface MarkedName {
  parts: readonly MarkedPart[];
  lang: string | null;
}

export interface SourceHit {
  href: string;
  name: MarkedName;
  /** The other name by which it was found, or the one in another script; null when there is none. */
  alias: MarkedName | null;
  kind: string;
  /** "speaks in 3 claims"; null while it is in no published one. */
  claims: string | null;
}

export interface DocumentHit {
  href: string;
  title: MarkedName;
  publisher: MarkedName;
  publisherHref: string;
  date: DateView | null;
}

export function describeSource(
  { stored: { id, source }, stat }: SourceListItem,
  terms: readonly SearchTerm[],
): SourceHit {
  const mark = ({ text, lang }: { text: string; lang: string | null }): MarkedName => {
    return { parts: markTerms(text, terms), lang };
  };
  const name = mark(writeName(source));
  const found = source.aliases
    .map((alias) => mark({ text: alias.name, lang: alias.language }))
    .find(({ parts }) => hasMarks(parts));
  const other = writeAlias(source);
  return {
    href: sourceAddress({ id, name: source.name }).html,
    name,
    alias: (hasMarks(name.parts) ? null : found) ?? (other && mark(other)),
    kind: SOURCE_KIND_WORDS[source.kind],
    claims: stat.claims === 0 ? null : `speaks in ${writeCount(stat.claims, 'claim')}`,
  };
}

export function describeDocument(
  { stored: { id, publisherId, document }, publisher }: DocumentListItem,
  terms: readonly SearchTerm[],
): DocumentHit {
  const { title, language, publishedAt } = document;
  const name = writeName(publisher);
  return {
    href: documentAddress({ id, title }).html,
    title: { parts: markTerms(title, terms), lang: language },
    publisher: { parts: markTerms(name.text, terms), lang: name.lang },
    publisherHref: sourceAddress({ id: publisherId, name: publisher.name }).html,
    date: writeDay(publishedAt),
  };
}
