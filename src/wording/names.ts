import { cutTime, formatDate } from './dates.ts';
import { isNamed } from '../provenance/graph/origins.ts';
import type { Source, Statement, Uid } from '../model/records.ts';

const MOST_NAMES = 4;

/**
 * Bodies whose English name takes "the": one of these nouns, with up to two words before it, then "of". Few on
 * purpose: no article reads better than a wrong one.
 */
const TAKES_ARTICLE =
  /^(?!the )(?:\p{L}+ ){0,2}(?:Council|Ministry|Department|Government|Office|Embassy|Commission|Committee) of /iu;

/** A source as it is called in the middle of a sentence. */
export function nameSource(source: Source | undefined): string {
  if (!source) return 'an unknown source';
  if (!isNamed(source)) return `an unnamed source (“${source.name}”)`;
  const isBody = source.kind === 'government' || source.kind === 'organisation';
  return isBody && TAKES_ARTICLE.test(source.name) ? `the ${source.name}` : source.name;
}

/** By statement: its source's name, with the day when the source has other statements that it could be taken for. */
export function nameStatements(statements: readonly Statement[], sources: ReadonlyMap<Uid, Source>): string[] {
  const counts = new Map<Uid, number>();
  for (const { source } of statements) counts.set(source, (counts.get(source) ?? 0) + 1);
  return statements.map(({ source, statedAt }) => {
    const name = nameSource(sources.get(source));
    return statedAt !== null && counts.get(source)! > 1 ? `${name} (${formatDate(cutTime(statedAt))})` : name;
  });
}

/** "A", "A and B", "A, B and C", "A, B, C, D and 7 others": each name once. */
export function joinNames(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  const items = distinct.slice(0, MOST_NAMES);
  const others = distinct.length - items.length;
  if (others > 0) items.push(others === 1 ? '1 other' : `${others} others`);
  const last = items.pop() ?? '';
  return items.length > 0 ? `${items.join(', ')} and ${last}` : last;
}

/** "1 report", "2 reports", "no reports". */
export function writeCountInSentence(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count === 0 ? 'no' : count} ${noun}s`;
}

/** "1 statement denies", "2 statements deny". */
export function writeCountWithVerb(count: number, noun: string, one: string, many: string): string {
  return `${writeCountInSentence(count, noun)} ${count === 1 ? one : many}`;
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

/** What has no language of its own: a kind, a number, what somebody typed. */
export const plainName = (text: string): TextWithLanguage => ({ text, lang: null });

/** A source's name. An unnamed source's stands in quotation marks: they are somebody's words for it. */
export function writeName({ name, kind, aliases }: Source): TextWithLanguage {
  const known = aliases.find((alias) => alias.name === name)?.language;
  const quoted = kind === 'unnamed' && !/^[“"'‘«「]/u.test(name);
  return { text: quoted ? `“${name}”` : name, lang: known ?? guessLanguage(name) };
}

/** The first other name in another script, which is the one that helps a reader: 연합뉴스 beside Yonhap. */
export function writeAlias({ name, aliases }: Source): TextWithLanguage | null {
  const alias = aliases.find((candidate) => isLatin(candidate.name) !== isLatin(name));
  return alias ? { text: alias.name, lang: alias.language ?? guessLanguage(alias.name) } : null;
}

function isLatin(text: string): boolean {
  return /\p{Script=Latin}/u.test(text);
}

/** Only where a script belongs to one language: Cyrillic or Arabic letters don't say which. */
function guessLanguage(text: string): string | null {
  if (/\p{Script=Hangul}/u.test(text)) return 'ko';
  return /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text) ? 'ja' : null;
}
