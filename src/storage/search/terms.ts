/** What somebody types to find something, as the word indexes understand it. Pure. */
import { listFoldedWords } from '../../text/words.ts';

/** One thing to look for: a word, or the words of a phrase in their order. Folded. */
export interface SearchTerm {
  words: readonly string[];
  /** Whether the last of the words may go on: "sho" finds "Shoigu". */
  prefix: boolean;
}

/** A phrase in double quotes, straight, curly or those of other scripts; one that isn't closed is none. */
const QUOTED = /"([^"]*)"|[“„]([^“”„]*)[”“]|«([^«»]*)»|「([^「」]*)」/gu;
/** Korean puts its particles behind the word: 쇼이구 stands as 쇼이구는, 쇼이구가, 쇼이구와. */
const KOREAN = /\p{Script=Hangul}$/u;
/** One of these is a word or most of one; a single letter begins a great many. */
const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hangul}]/u;
/** What `unicode61` takes for a word. */
const TOKEN = /[\p{L}\p{N}\p{Co}\u0300-\u036f]+/gu;

/**
 * Reads what was typed: phrases in double quotes as they are, every other word by itself. The last word may be one that
 * is still being typed, so it is also found as a beginning. Nothing else has a meaning: `AND`, `*` and `-` are what they
 * look like.
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

/**
 * The FTS5 MATCH expression for the word indexes (`claim_search`, `document_search`), to be bound as a value: all terms
 * have to be found. Each is quoted, so nothing typed is read as FTS5's syntax.
 * @param isDone whether the last word is typed to its end, and stands for no other
 * @returns null when there is no word in it to look for
 */
export function toMatch(typed: string, { isDone = false } = {}): string | null {
  const terms = readTerms(typed, { isDone });
  return terms.length > 0 ? terms.map(quoteTerm).join(' AND ') : null;
}

/** A text cut into what the word indexes take for words: `unicode61` parts what `listFoldedWords` keeps together, as in "can't". */
export function cutSearchTokens(text: string): string[] {
  return listFoldedWords(text).flatMap((word) => word.match(TOKEN) ?? []);
}

/**
 * Where a text holds the words of a term: for each time, the first token's place and that of the one after the last.
 * @param tokens of the text
 */
export function findTerm({ words, prefix }: SearchTerm, tokens: readonly string[]): { from: number; to: number }[] {
  const wanted = words.flatMap((word) => word.match(TOKEN) ?? []);
  if (wanted.length === 0) return [];
  const last = wanted.length - 1;
  const fits = (token: string | undefined, at: number): boolean =>
    token !== undefined && (prefix && at === last ? token.startsWith(wanted[at]!) : token === wanted[at]);
  return tokens.flatMap((_, from) =>
    wanted.every((__, at) => fits(tokens[from + at], at)) ? { from, to: from + wanted.length } : [],
  );
}

/** Whether it is enough to look for: two letters or digits, or one ideograph. */
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
