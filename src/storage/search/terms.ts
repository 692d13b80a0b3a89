import { stemmer } from 'stemmer';
import { foldText, listFoldedWords } from '../../text/words.ts';

/** A word, or the words of a phrase in order. Folded. */
export interface SearchTerm {
  words: readonly string[];
  /** Whether the last word is also matched as a prefix: "sho" finds "Shoigu". */
  prefix: boolean;
}

/** A phrase in double quotes: straight, curly or those of other scripts. Unclosed quotes are ignored. */
const QUOTED = /"([^"]*)"|[“„]([^“”„]*)[”“]|«([^«»]*)»|「([^「」]*)」/gu;
/** Korean appends particles to words: 쇼이구 occurs as 쇼이구는, 쇼이구가, 쇼이구와. */
const KOREAN = /\p{Script=Hangul}$/u;
/** One of these is a word or most of one, whereas a single letter matches too much. */
const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hangul}]/u;
const TOKEN = /[\p{L}\p{N}\p{Co}\u0300-\u036f]+/gu;

/**
 * Phrases in double quotes stay together, every other word stands by itself. The last word may still be being typed, so
 * it also matches as a prefix. Nothing else is syntax: `AND`, `*` and `-` are plain text.
 */
export function readTerms(typed: string, { isDone = false } = {}): SearchTerm[] {
  const terms: SearchTerm[] = [];
  let at = 0;
  for (const match of typed.matchAll(QUOTED)) {
    terms.push(...readLoose(typed.slice(at, match.index)), ...readPhrase(match.slice(1).find(Boolean) ?? ''));
    at = match.index + match[0].length;
  }
  const rest = readLoose(typed.slice(at));
  const last = rest.pop();
  if (last) terms.push(...rest, { ...last, prefix: last.prefix || (!isDone && isLong(last.words[0]!)) });
  return terms;
}

const ENGLISH = /^[a-z]{3,}$/;

/** What the forms of an English word share (Porter, 1980): "bridg" of "bridge" and "bridges". Other words stay. */
function stemToken(token: string): string {
  return ENGLISH.test(token) ? stemmer(token) : token;
}

/** Words of these scripts stand next to each other: only a dictionary tells them apart. */
const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** The stems of a text's tokens. Excerpts are long, and cutting by a dictionary takes its time, so it is done only where it must. */
export function cutStems(text: string): string[] {
  const tokens = WITHOUT_SPACES.test(text) ? cutSearchTokens(text) : (foldText(text).match(TOKEN) ?? []);
  return tokens.map(stemToken);
}

/** The MATCH expression for the index of stems: "bridges" is looked for as "bridg". */
export function toStemMatch(typed: string): string | null {
  const terms = readTerms(typed).map(({ words, prefix }) => ({ words: words.flatMap(cutStems), prefix }));
  return terms.length > 0 ? terms.map(quoteTerm).join(' AND ') : null;
}

/**
 * The FTS5 MATCH expression for the word indexes, to be bound as a value: all terms must match. Each is quoted, so nothing
 * typed is read as FTS5 syntax.
 * @param isDone whether the last word is complete
 * @returns null when nothing typed is a word
 */
export function toMatch(typed: string, { isDone = false } = {}): string | null {
  const terms = readTerms(typed, { isDone });
  return terms.length > 0 ? terms.map(quoteTerm).join(' AND ') : null;
}

/** The tokens of a text in the word indexes: `unicode61` splits words such as "can't". */
export function cutSearchTokens(text: string): string[] {
  return listFoldedWords(text).flatMap((word) => word.match(TOKEN) ?? []);
}

/** Where a term or another form of its words occurs among the tokens of a text, as ranges `from` (included) `to` (excluded). */
export function findTerm({ words, prefix }: SearchTerm, tokens: readonly string[]): { from: number; to: number }[] {
  const wanted = words.flatMap((word) => word.match(TOKEN) ?? []);
  if (wanted.length === 0) return [];
  const last = wanted.length - 1;
  const fits = (token: string | undefined, at: number): boolean =>
    token !== undefined &&
    ((prefix && at === last && token.startsWith(wanted[at]!)) || stemToken(token) === stemToken(wanted[at]!));
  return tokens.flatMap((_, from) =>
    wanted.every((__, at) => fits(tokens[from + at], at)) ? { from, to: from + wanted.length } : [],
  );
}

/** Needs two letters or digits, or one ideograph. */
export function isSearchable(typed: string): boolean {
  return readTerms(typed).some(({ words }) => isLong(words.join('')));
}

function isLong(word: string): boolean {
  return Array.from(word).length >= 2 || IDEOGRAPH.test(word);
}

function readLoose(typed: string): SearchTerm[] {
  return listFoldedWords(typed).map((word) => ({ words: [word], prefix: KOREAN.test(word) }));
}

function readPhrase(quoted: string): SearchTerm[] {
  const words = listFoldedWords(quoted);
  return words.length > 0 ? [{ words, prefix: false }] : [];
}

function quoteTerm({ words, prefix }: SearchTerm): string {
  return `"${words.join(' ').replaceAll('"', '""')}"${prefix ? ' *' : ''}`;
}
