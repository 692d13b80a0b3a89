/** What is said of single attributions. */
import type { Attribution, Uid } from '../model/records.ts';
import { formatDateInSentence } from './dates.ts';
import { nameSource } from './names.ts';
import { findStatement, isSomebody, nameAll, type Outline } from './outline.ts';

export function findAttribution({ attributions }: Outline, citing: Uid, cited: Uid): Attribution {
  return attributions.get(citing)!.find((attribution) => attribution.cited === cited)!;
}

/** "that TASS cites the Security Council of Russia". */
export function describeCiting(outline: Outline, { citing, cited, manner }: Attribution): string {
  const [from, to] = [citing, cited].map((uid) => nameAll(outline, [uid]));
  return manner === 'copies' ? `that ${from!} uses ${to!} without credit` : `that ${from!} cites ${to!}`;
}

/** "Halden Bulk disputes what Evening Lamp attributes to it". @param when whether to say when it did, where that is known */
export function describeDispute(outline: Outline, attribution: Attribution, when: boolean): string {
  const { citing, cited, disputedAt, disputedBy } = attribution;
  const date = when && disputedAt !== null ? ` ${formatDateInSentence(disputedAt)}` : null;
  const what = `what ${nameAll(outline, [citing])} attributes to`;
  const to = outline.names.get(cited)!.source;
  if (disputedBy === null) return `${what} ${to} ${date === null ? 'is disputed' : `was disputed${date}`}`;
  const isItself = findStatement(outline, cited).source === disputedBy;
  const whom = !isItself ? to : isSomebody(outline, cited) ? 'them' : 'it';
  const disputes = date === null ? 'disputes' : `disputed${date}`;
  return `${nameSource(outline.graph.sources.get(disputedBy))} ${disputes} ${what} ${whom}`;
}
