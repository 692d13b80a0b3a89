/** The filters of a list of claims as the words of its heading, and of its feed's title. */
import type { SettledClaims } from './claim-filters.ts';
import { writeCount } from '../../wording/counts.ts';
import { FINDING_NOUNS } from '../../wording/kinds.ts';
import { plainName, writeName, type TextWithLanguage } from '../../wording/name-views.ts';

/** What of a list its heading tells. */
export type AskedFilters = Pick<SettledClaims, 'q' | 'topic' | 'findings' | 'source' | 'origin' | 'hops'>;

/** Words of a heading, and what they lead up to: a name or what somebody typed. */
export interface HeadingPart {
  text: string;
  name: TextWithLanguage | null;
}

/** "Claims with an echo, resting on TASS". */
export function writeHeading(asked: AskedFilters): HeadingPart[] {
  const { q, topic, findings, source, origin, hops } = asked;
  const kinds = new Intl.ListFormat('en').format(findings.map((kind) => FINDING_NOUNS[kind]));
  const parts: HeadingPart[] = [
    ...(topic === null ? [] : [{ text: 'on the topic ', name: plainName(topic) }]),
    ...(q === null ? [] : [{ text: 'with the words ', name: plainName(q) }]),
    ...(findings.length === 0 ? [] : [{ text: `with ${kinds}`, name: null }]),
    ...(source === null ? [] : [{ text: 'with a statement by ', name: writeName(source.source) }]),
    ...(origin === null ? [] : [{ text: 'resting on ', name: writeName(origin.source) }]),
    ...(hops === null ? [] : [{ text: `${writeCount(hops, 'hop')} deep or more`, name: null }]),
  ];
  return parts.map((part, place) => ({ ...part, text: (place === 0 ? ' ' : ', ') + part.text }));
}

/** The same as one text, for `<title>`. */
export function joinHeading(parts: readonly HeadingPart[]): string {
  return parts.map(({ text, name }) => text + (name?.text ?? '')).join('');
}
