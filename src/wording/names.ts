import { cutTime, formatDate } from './dates.ts';
import { isNamed } from '../provenance/graph/ends.ts';
import {
  isDisputed,
  type UNDISPUTED,
  type Attribution,
  type Document,
  type Manner,
  type Source,
  type Statement,
  type Uid,
} from '../model/records.ts';
import { capitalize, MANNER_WORDS } from './values.ts';

const MOST_NAMES = 4;

/** What an unnamed source is called that its story gives no words for, as with "reportedly". */
export const NO_WORDS = 'unnamed';

/**
 * Bodies and offices whose English name takes "the": one of these nouns, with up to two words before it, then "of". Few
 * on purpose: no article reads better than a wrong one.
 */
const TAKES_ARTICLE =
  /^(?!the )(?:\p{L}+ ){0,2}(?:Council|Ministry|Department|Government|Office|Embassy|Commission|Committee|Chief|Head|Director|Minister|Secretary|Master|Governor|Mayor) of /iu;

/** What a sentence calls a source: "the Security Council of Russia", "Yonhap (연합뉴스)", "an unnamed source (“…”)". */
export function nameSource(source: Source | undefined): string {
  return joinName(nameInSentence(source));
}

function nameInSentence(source: Source | undefined): ShownName {
  if (!source) return plainName('an unknown source');
  const { text, ...other } = chooseName(source);
  if (!isNamed(source) && text === NO_WORDS) return plainName('an unnamed source');
  if (!isNamed(source)) {
    const words = [`“${text}”`, ...(other.original ? [other.original.text] : [])];
    return plainName(`an unnamed source (${words.join(', ')})`);
  }
  return { text: takesArticle(source) ? `the ${text}` : text, ...other };
}

/** Whether a sentence says "the" before what a reader calls the source. */
export function takesArticle(source: Source): boolean {
  const isOffice = source.kind === 'government' || source.kind === 'organisation' || source.kind === 'person';
  return isOffice && TAKES_ARTICLE.test(chooseName(source).text);
}

/** What a sentence calls a statement. */
export interface StatementName {
  /** Whose it is, and its day where that tells it apart: "Yonhap (연합뉴스, 4 June 2025)". */
  text: string;
  source: string;
  /** Null where the source has no other statement that it could be taken for. */
  day: string | null;
}

/** By uid: whose statement it is, with the day where the source has other statements that it could be taken for. */
export function nameStatements(
  statements: readonly Statement[],
  sources: ReadonlyMap<Uid, Source>,
): ReadonlyMap<Uid, string> {
  return new Map([...tellStatementsApart(statements, sources)].map(([uid, { text }]) => [uid, text]));
}

/** The same with source and day apart. */
export function tellStatementsApart(
  statements: readonly Statement[],
  sources: ReadonlyMap<Uid, Source>,
): ReadonlyMap<Uid, StatementName> {
  const counts = new Map<Uid, number>();
  for (const { source } of statements) counts.set(source, (counts.get(source) ?? 0) + 1);
  return new Map(
    statements.map(({ uid, source, statedAt }) => {
      const day = statedAt !== null && counts.get(source)! > 1 ? formatDate(cutTime(statedAt)) : null;
      const name = nameInSentence(sources.get(source));
      return [uid, { text: joinName(name, ...(day === null ? [] : [day])), source: joinName(name), day }];
    }),
  );
}

/** "TASS's report", "IANS's report of 4 June 2025", "the report by an unnamed source (“…”)", which takes no possessive. */
export function writeOwned({ source, day }: StatementName, noun: string): string {
  const owned = /^an un(?:named|known) source/u.test(source) ? `the ${noun} by ${source}` : `${source}'s ${noun}`;
  return day === null ? owned : `${owned} of ${day}`;
}

// British English, like the rest: no comma before "and".
const LIST = new Intl.ListFormat('en-GB');

/** "A", "A and B", "A, B and C", "A, B, C, D and 7 others": each name once. */
export function joinNames(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  if (distinct.length === 1) return distinct[0]!;
  const others = distinct.length - MOST_NAMES;
  if (others <= 0) return LIST.format(distinct);
  return LIST.format([...distinct.slice(0, MOST_NAMES), others === 1 ? '1 other' : `${others} others`]);
}

/** Begins a sentence of ours with a capital. Names keep their own letters: it is "dpa", not "Dpa". */
export function beginSentence(text: string): string {
  return text.replace(/^(?:the|an?|nobody|no|it|what|that|statements|there|every|for) /u, capitalize);
}

/** A text and the language it is in, or null where that is not known. */
export interface TextWithLanguage {
  text: string;
  /** BCP 47. */
  lang: string | null;
}

/** A text without a language of its own, such as a kind, a number, or what somebody typed. */
export const plainName = (text: string): TextWithLanguage => ({ text, lang: null });

/** What a reader calls something, and the original after it where that is in another script. */
export interface ShownName extends TextWithLanguage {
  original?: TextWithLanguage | null | undefined;
}

/** What a reader calls a source: its English name first, the recorded one after it. An unnamed source's is quoted. */
export function writeName(source: Source): ShownName {
  const shown = chooseName(source);
  if (!isNamed(source) && shown.text === NO_WORDS) return { text: NO_WORDS, lang: 'en' };
  return isNamed(source) ? shown : { ...shown, text: quote(shown.text) };
}

/** The same of one that may be missing from the record. */
export function writeNameOf(source: Source | undefined): ShownName {
  return source ? writeName(source) : { text: 'Unknown source', lang: 'en' };
}

/**
 * A name in Latin letters stays, whatever its language: nobody translates Le Monde. For any other the first English alias
 * comes first, or else the first in Latin letters; without one it stands alone.
 */
export function chooseName({ name, aliases }: Source): ShownName {
  const own = { text: name, lang: aliases.find((alias) => alias.name === name)?.language ?? guessLanguage(name) };
  if (!isForeign(name)) return own;
  const readable = aliases.filter((alias) => hasLatin(alias.name) && !isForeign(alias.name));
  const english = readable.find(({ language }) => language !== null && /^en(?:-|$)/iu.test(language)) ?? readable[0];
  return english ? { text: english.name, lang: english.language, original: own } : own;
}

/** The first other name in another script, beside a name in Latin letters: 연합뉴스 beside Yonhap. */
export function writeAlias(source: Source): TextWithLanguage | null {
  if (!isNamed(source) || isForeign(source.name)) return null;
  const alias = source.aliases.find(({ name }) => isForeign(name));
  return alias ? { text: alias.name, lang: alias.language ?? guessLanguage(alias.name) } : null;
}

/** Line by line: what a reader calls it, then the original where there is one. */
export function listOriginal(name: ShownName): TextWithLanguage[] {
  return name.original ? [name, name.original] : [name];
}

/** As plain text, with what else there is to say of it: "Yonhap (연합뉴스, news agency)". */
export function joinName({ text, original }: ShownName, ...notes: readonly string[]): string {
  const beside = original ? [original.text, ...notes] : notes;
  return beside.length > 0 ? `${text} (${beside.join(', ')})` : text;
}

const CITING: Readonly<Record<Manner, string>> = {
  quotes: 'quoting',
  paraphrases: 'paraphrasing',
  cites: 'citing',
  translates: 'translating',
  republishes: 'republishing',
  copies: 'using without credit',
};

/**
 * The cue in quotation marks, after what it does in English where it is in another script: citing “인용해”. Without one,
 * what the citing statement does.
 * @param language of the text that it stands in
 */
export function writeCue(cue: string | null, language: string | null, manner: Manner): ShownName {
  const described = describeCue(cue, language, manner);
  if (described === null) return { text: MANNER_WORDS[manner], lang: 'en' };
  const { verb, text, lang } = described;
  const quoted = { text: quote(text), lang };
  return verb === null ? quoted : { text: verb, lang: 'en', original: quoted };
}

/** The cue's own words, and what they do in English where they are in another script. */
export function describeCue(cue: string | null, language: string | null, manner: Manner) {
  if (cue === null) return null;
  return { verb: isForeign(cue) ? CITING[manner] : null, text: cue, lang: chooseLanguage(cue, language) };
}

/** What stands on a hop's line in plain text: its cue or its manner, and whether it is disputed. */
export function joinCue({
  cue,
  manner,
  ...dispute
}: Pick<Attribution, 'cue' | 'manner' | keyof typeof UNDISPUTED>): string {
  const words = cue === null ? MANNER_WORDS[manner] : isForeign(cue) ? `${CITING[manner]} ${quote(cue)}` : cue;
  return isDisputed(dispute) ? `${words} (disputed)` : words;
}

/** A document's title, in the document's language unless it is plainly in another's letters. */
export function writeTitle({ title, language }: Pick<Document, 'title' | 'language'>): TextWithLanguage {
  return { text: title, lang: chooseLanguage(title, language) };
}

function chooseLanguage(text: string, recorded: string | null): string | null {
  if (recorded !== null && !isWrittenInLatin(recorded) === isForeign(text)) return recorded;
  return guessLanguage(text);
}

/** By language tag: making a locale takes longer than all else about a name. */
const latin = new Map<string, boolean>();
const MOST_LANGUAGES = 1000;

function isWrittenInLatin(language: string): boolean {
  const known = latin.get(language);
  if (known !== undefined) return known;
  const isLatin = new Intl.Locale(language).maximize().script === 'Latn';
  if (latin.size >= MOST_LANGUAGES) latin.clear();
  latin.set(language, isLatin);
  return isLatin;
}

/**
 * A sentence in parts, so that names in another script can be marked with their languages.
 * @param sources whose names the sentence may hold
 */
export function markNames(sentence: string, sources: Iterable<Source>): TextWithLanguage[] {
  const languages = new Map<string, string>();
  for (const source of sources) {
    const shown = chooseName(source);
    const { text, lang } = shown.original ?? shown;
    if (lang !== null && isForeign(text) && sentence.includes(text)) languages.set(text, lang);
  }
  if (languages.size === 0) return [plainName(sentence)];
  const longestFirst = [...languages.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(${longestFirst.map(escapePattern).join('|')})`, 'u');
  return sentence
    .split(pattern)
    .filter((text) => text !== '')
    .map((text) => ({ text, lang: languages.get(text) ?? null }));
}

const escapePattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** Says each original once in a text, and none within a possessive: "Yonhap's (연합뉴스) report". */
export function sayOriginalsOnce(text: string): string {
  const said = new Set<string>();
  return text.replace(
    / \(([^()]+?)(, \d[^()]*)?\)('s)?/gu,
    (whole, original: string, day: string = '', possessive: string = '') => {
      if (!isForeign(original) || original.startsWith('“')) return whole;
      const beside = said.has(original) ? day.replace(', ', '') : original + day;
      said.add(original);
      return beside === '' ? possessive : `${possessive} (${beside})`;
    },
  );
}

function quote(text: string): string {
  return /^[“"'‘«「]/u.test(text) ? text : `“${text}”`;
}

/** Whether it has letters of another script than the Latin one, as "MBC 뉴스" has. */
function isForeign(text: string): boolean {
  return /(?!\p{Script=Latin}|\p{Script=Common}|\p{Script=Inherited})\p{L}/u.test(text);
}

function hasLatin(text: string): boolean {
  return /\p{Script=Latin}/u.test(text);
}

/** Only where a script is used by one language: Cyrillic or Arabic letters are shared by many. */
function guessLanguage(text: string): string | null {
  if (/\p{Script=Hangul}/u.test(text)) return 'ko';
  return /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text) ? 'ja' : null;
}
