/** What a drawing says, in as few words as a card has room for. */
import { isNamed } from '../provenance/graph/origins.ts';
import type { Manner, Source, SourceKind, Stance, Statement } from '../model/records.ts';
import { writeNumber } from './values.ts';
import type { TextWithLanguage } from './names.ts';

const SHORT_MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

export const CARD_SOURCE_KINDS: Readonly<Record<SourceKind, string>> = {
  agency: 'News agency',
  outlet: 'News outlet',
  government: 'Government body',
  organisation: 'Organisation',
  person: 'Person',
  account: 'Account',
  unnamed: 'Unnamed source',
};

const CARD_STANCES: Readonly<Record<Stance, string | null>> = {
  asserts: null,
  denies: 'Denies the claim',
  doubts: 'Doubts the claim',
};

/** "17 Jun 2025", as precise as a date is known but for the time of day; the text as it came when it is no date. */
export function writeShortDay(date: string): string {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T|$)/.exec(date) ?? [];
  if (year === undefined) return date;
  return [day && String(Number(day)), month && SHORT_MONTHS[Number(month) - 1], year].filter(Boolean).join(' ');
}

/** "Origin", "1 hop from origin", "2 to 3 hops from origin"; without hops, that none is reached. */
export function writeDistanceFromOrigin(hops: readonly number[]): string {
  if (hops.length === 0) return 'No origin reached';
  const [fewest, most] = [Math.min(...hops), Math.max(...hops)];
  if (most === 0) return 'Origin';
  const span = fewest === most ? writeNumber(most) : `${writeNumber(fewest)} to ${writeNumber(most)}`;
  return `${span} ${most === 1 ? 'hop' : 'hops'} from origin`;
}

/** A source's name; an unnamed one's stands in quotation marks, for it is somebody's words. */
export function writeCardName(source: Source | undefined): TextWithLanguage {
  if (!source) return { text: 'Unknown source', lang: 'en' };
  const lang = source.aliases.find(({ name }) => name === source.name)?.language ?? null;
  return { text: isNamed(source) ? source.name : quote(source.name), lang };
}

/** A source's name in another script, which is the one that helps a reader: 연합뉴스 beside Yonhap. */
export function writeCardAlias(source: Source | undefined): TextWithLanguage | null {
  if (!source || !isNamed(source)) return null;
  const isLatin = (text: string): boolean => /\p{Script=Latin}/u.test(text);
  const alias = source.aliases.find(({ name }) => isLatin(name) !== isLatin(source.name));
  return alias ? { text: alias.name, lang: alias.language } : null;
}

/** What to say first of a statement: what it is here, or what its source is. */
export function writeRole(isReport: boolean, isOrigin: boolean, source: Source | undefined): string {
  if (!source || !isNamed(source)) return CARD_SOURCE_KINDS.unnamed;
  if (isOrigin) return isReport ? 'Report and origin' : 'Origin';
  return isReport ? 'Report' : CARD_SOURCE_KINDS[source.kind];
}

/** What must not be missed of a statement. */
export function writeFlags(statement: Statement, restsOnRetracted: boolean, inCircle: boolean): string[] {
  const { stance, retractedAt } = statement;
  const flags = [CARD_STANCES[stance]];
  if (retractedAt !== null) flags.push(`Retracted ${writeShortDay(retractedAt)}`);
  else if (restsOnRetracted) flags.push('Rests on a retracted statement');
  if (inCircle) flags.push('Part of a circle');
  return flags.filter((flag) => flag !== null);
}

/** The cue in quotation marks; without one, what the citing statement does. */
export function writeCue(cue: string | null, lang: string | null, manner: Manner): TextWithLanguage {
  return cue === null ? { text: manner, lang: 'en' } : { text: quote(cue), lang };
}

function quote(text: string): string {
  return /^[“"'‘«「]/u.test(text) ? text : `“${text}”`;
}
