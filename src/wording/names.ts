import { cutTime, formatDate } from './dates.ts';
import { isNamed } from '../provenance/graph/origins.ts';
import type { Manner, Source, Statement, Uid } from '../model/records.ts';

const MOST_NAMES = 4;

/**
 * Bodies whose English name takes "the": one of these nouns, with up to two words before it, then "of". Few on
 * purpose: no article reads better than a wrong one.
 */
const TAKES_ARTICLE =
  /^(?!the )(?:\p{L}+ ){0,2}(?:Council|Ministry|Department|Government|Office|Embassy|Commission|Committee) of /iu;

export function nameSource(source: Source | undefined): string {
  if (!source) return 'an unknown source';
  if (!isNamed(source)) return `an unnamed source (“${source.name}”)`;
  const isBody = source.kind === 'government' || source.kind === 'organisation';
  return isBody && TAKES_ARTICLE.test(source.name) ? `the ${source.name}` : source.name;
}

/** By uid: whose statement it is, with the day where the source has other statements that it could be taken for. */
export function nameStatements(
  statements: readonly Statement[],
  sources: ReadonlyMap<Uid, Source>,
): ReadonlyMap<Uid, string> {
  const counts = new Map<Uid, number>();
  for (const { source } of statements) counts.set(source, (counts.get(source) ?? 0) + 1);
  return new Map(
    statements.map(({ uid, source, statedAt }) => {
      const name = nameSource(sources.get(source));
      return [uid, statedAt !== null && counts.get(source)! > 1 ? `${name} (${formatDate(cutTime(statedAt))})` : name];
    }),
  );
}

// British English, like the rest: no comma before "and".
const LIST = new Intl.ListFormat('en-GB');

/** "A", "A and B", "A, B and C", "A, B, C, D and 7 others": each name once. */
export function joinNames(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  const others = distinct.length - MOST_NAMES;
  if (others <= 0) return LIST.format(distinct);
  return LIST.format([...distinct.slice(0, MOST_NAMES), others === 1 ? '1 other' : `${others} others`]);
}

/** Begins a sentence with an article's capital. Names keep their own letters: it is "dpa", not "Dpa". */
export function beginSentence(text: string): string {
  return text.replace(/^(the|an) /, (article) => article[0]!.toUpperCase() + article.slice(1));
}

/** A text and the language it is in, or null where that is not known. */
export interface TextWithLanguage {
  text: string;
  /** BCP 47. */
  lang: string | null;
}

/** A text without a language of its own, such as a kind, a number, or what somebody typed. */
export const plainName = (text: string): TextWithLanguage => ({ text, lang: null });

/** A source's name, with its language where an alias or the script gives it. An unnamed source's name is quoted. */
export function writeName(source: Source): TextWithLanguage {
  const { text, lang } = writeCardName(source);
  return { text, lang: lang ?? guessLanguage(source.name) };
}

/** The first other name in another script, which is the one that helps a reader: 연합뉴스 beside Yonhap. */
export function writeAlias({ name, aliases }: Source): TextWithLanguage | null {
  const alias = aliases.find((candidate) => isLatin(candidate.name) !== isLatin(name));
  return alias ? { text: alias.name, lang: alias.language ?? guessLanguage(alias.name) } : null;
}

/** A source's name on a card of a drawing: its language is only given where it is recorded. */
export function writeCardName(source: Source | undefined): TextWithLanguage {
  if (!source) return { text: 'Unknown source', lang: 'en' };
  const lang = source.aliases.find(({ name }) => name === source.name)?.language ?? null;
  return { text: isNamed(source) ? source.name : quote(source.name), lang };
}

/** The alias in another script, likewise; none for an unnamed source. */
export function writeCardAlias(source: Source | undefined): TextWithLanguage | null {
  if (!source || !isNamed(source)) return null;
  const alias = source.aliases.find(({ name }) => isLatin(name) !== isLatin(source.name));
  return alias ? { text: alias.name, lang: alias.language } : null;
}

/** The cue in quotation marks; without one, what the citing statement does. */
export function writeCue(cue: string | null, lang: string | null, manner: Manner): TextWithLanguage {
  return cue === null ? { text: manner, lang: 'en' } : { text: quote(cue), lang };
}

function quote(text: string): string {
  return /^[“"'‘«「]/u.test(text) ? text : `“${text}”`;
}

function isLatin(text: string): boolean {
  return /\p{Script=Latin}/u.test(text);
}

/** Only where a script is used by one language: Cyrillic or Arabic letters are shared by many. */
function guessLanguage(text: string): string | null {
  if (/\p{Script=Hangul}/u.test(text)) return 'ko';
  return /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text) ? 'ja' : null;
}
