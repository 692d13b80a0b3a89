import { stemmer } from 'stemmer';
import { foldText, walkWords } from '../../text/words.ts';

/** A word, or the words of a phrase in order. */
export interface SearchTerm {
  /** Folded; Chinese, Japanese and Korean letters that stand together are one word. */
  words: readonly string[];
  /** As the indexes have them. */
  tokens: readonly string[];
  /** Whether the last token is also matched as a prefix: "sho" finds "Shoigu". */
  prefix: boolean;
}

/** A phrase in double quotes: straight, curly or those of other scripts. Unclosed quotes are ignored. */
const QUOTED = /"([^"]*)"|[“„]([^“”„]*)[”“]|«([^«»]*)»|「([^「」]*)」/gu;

/** Letters and digits with their marks: a vowel sign of Hindi or Thai is as much of a word as a letter. */
const TOKEN = /[\p{L}\p{M}\p{N}\p{Co}]+/gu;

const CJK = '\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Hangul}';
const ONLY_CJK = new RegExp(`^[${CJK}]+$`, 'u');

/** Words of these scripts stand next to each other too, and only a dictionary tells them apart. */
const SOUTH_EAST_ASIAN = '\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const PARTS = new RegExp(`[${CJK}]+|[${SOUTH_EAST_ASIAN}]+|[^${CJK}${SOUTH_EAST_ASIAN}]+`, 'gu');
const SOME_PARTS = new RegExp(`[${CJK}${SOUTH_EAST_ASIAN}]`, 'u');
const ONLY_SOUTH_EAST_ASIAN = new RegExp(`^[${SOUTH_EAST_ASIAN}]+$`, 'u');

// Each looks back only from what it has found: looking back first is tried at every letter, and took most of the time.
/** `u.s.` in folded text: single letters with full stops between them. */
const INITIALS = /\p{L}(?=\.\p{L})(?<![\p{L}\p{M}\p{N}.]\p{L})(?:\.\p{L})+(?![\p{L}\p{M}\p{N}])/gu;
const THOUSANDS = /\d(?<![\d.,']\d)\d{0,2}(?:[,']\d{3})+(?![\d]|[,']\d)/gu;
const POSSESSIVE = /'s(?<=\p{L}'s)(?![\p{L}\p{M}\p{N}])/gu;

/** A folded text in which US and U.S., 1000 and 1,000, Russia and Russia's are the same. */
function tidyWords(folded: string): string {
  return folded
    .replace(INITIALS, (initials) => initials.replaceAll('.', ''))
    .replace(THOUSANDS, (number) => number.replace(/[,']/gu, ''))
    .replace(POSSESSIVE, '');
}

/**
 * The tokens of a text in the word indexes: its words; of Chinese, Japanese and Korean each two letters next to each other,
 * and the last one by itself, so that every word within is found as a phrase of pairs.
 */
export function cutSearchTokens(text: string): string[] {
  const tidy = tidyWords(foldText(text));
  const runs = tidy.match(TOKEN) ?? [];
  return SOME_PARTS.test(tidy) ? runs.flatMap((run) => (run.match(PARTS) ?? []).flatMap(cutPart)) : runs;
}

function cutPart(part: string): string[] {
  if (ONLY_CJK.test(part)) return pairLetters(Array.from(part));
  return ONLY_SOUTH_EAST_ASIAN.test(part) ? Array.from(walkWords(part), ({ segment }) => segment) : [part];
}

function pairLetters(letters: readonly string[]): string[] {
  return letters.map((letter, at) => letter + (letters[at + 1] ?? ''));
}

interface PlacedToken {
  token: string;
  /** Where it stands in the text: from and to (exclusive), as JavaScript string indices. */
  start: number;
  end: number;
  /** Where its first letter ends. */
  head: number;
}

/** The same tokens, each with its place in the text as it is written. */
export function placeTokens(text: string): PlacedToken[] {
  const placed: PlacedToken[] = [];
  let run: Omit<PlacedToken, 'head'>[] = [];
  const endRun = (): void => {
    pairLetters(run.map(({ token }) => token)).forEach((token, at) => {
      const [first, second] = [run[at]!, run[at + 1]];
      placed.push({ token, start: first.start, end: (second ?? first).end, head: first.end });
    });
    run = [];
  };
  for (const { segment, index } of walkWords(text)) {
    const folded = foldText(segment);
    const end = index + segment.length;
    if (run.length > 0 && run.at(-1)!.end !== index) endRun();
    if (ONLY_CJK.test(folded)) {
      const isPlain = folded.length === segment.length;
      const letters = Array.from(folded);
      letters.forEach((token, at) => {
        const start = index + letters.slice(0, at).join('').length;
        run.push(isPlain ? { token, start, end: start + token.length } : { token, start: index, end });
      });
    } else {
      endRun();
      placed.push(...cutSearchTokens(segment).map((token) => ({ token, start: index, end, head: end })));
    }
  }
  endRun();
  return placed;
}

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
  return last ? [...terms, ...rest, ...makeTerm(last.words, !isDone && isLong(last.words[0]!))] : terms;
}

function readLoose(typed: string): SearchTerm[] {
  return readWords(typed).flatMap((parts) => pickWords(parts).flatMap((word) => makeTerm([word], false)));
}

function readPhrase(quoted: string): SearchTerm[] {
  return makeTerm(
    readWords(quoted).map((parts) => parts.join('')),
    false,
  );
}

/** The words that were typed; those of Chinese, Japanese and Korean letters that stand together in one list. */
function readWords(typed: string): string[][] {
  const words: string[][] = [];
  let open = -1;
  for (const { segment, index } of walkWords(tidyWords(foldText(typed)))) {
    const isCjk = ONLY_CJK.test(segment);
    if (isCjk && open === index) words.at(-1)!.push(segment);
    else words.push([segment]);
    open = isCjk ? index + segment.length : -1;
  }
  return words;
}

/** Chinese and Japanese particles: they stand between words, and a single letter of any other kind is part of a name. */
const PARTICLES = new Set('的了和在与與及是はがをにでともへやの');

/**
 * What is looked for of letters that stand together: the words of the dictionary without the particles between them, and
 * with them the single letters that it makes of names that it doesn't know.
 */
function pickWords(parts: readonly string[]): readonly string[] {
  const words: string[] = [];
  let isOpen = false;
  for (const part of parts) {
    const isSingle = Array.from(part).length === 1;
    const isName = isOpen && (isSingle || Array.from(words.at(-1)!).length === 1);
    if (PARTICLES.has(part)) {
      isOpen = false;
      continue;
    }
    if (isName) words[words.length - 1] += part;
    else words.push(part);
    isOpen = true;
  }
  return words.length > 0 ? words : [parts.join('')];
}

/** None where nothing is a word. */
function makeTerm(words: readonly string[], isOpen: boolean): SearchTerm[] {
  const tokens = words.flatMap(cutSearchTokens);
  const [before, last = ''] = [tokens.at(-2), tokens.at(-1)];
  // In the text the last letter may begin another pair.
  const isInPair = ONLY_CJK.test(last) && before?.endsWith(last) === true && ONLY_CJK.test(before);
  if (isInPair) tokens.pop();
  if (tokens.length === 0) return [];
  return [{ words, tokens, prefix: ONLY_CJK.test(last) ? !isInPair : isOpen }];
}

const ENGLISH = /^[a-z]{3,}$/;

/** What the forms of an English word share (Porter, 1980): "bridg" of "bridge" and "bridges". Other words stay. */
function stemToken(token: string): string {
  return ENGLISH.test(token) ? stemmer(token) : token;
}

export const stemTokens = (tokens: readonly string[]): string[] => tokens.map(stemToken);

/** The stems of a text's tokens. */
export const cutStems = (text: string): string[] => stemTokens(cutSearchTokens(text));

/** The MATCH expression for the index of stems: "bridges" is looked for as "bridg". */
export function toStemMatch(typed: string): string | null {
  return joinTerms(readTerms(typed).map((term) => ({ ...term, tokens: term.tokens.map(stemToken) })));
}

/**
 * The FTS5 MATCH expression for the word indexes, to be bound as a value: all terms must match. Each is quoted, so nothing
 * typed is read as FTS5 syntax.
 * @param isDone whether the last word is complete
 * @returns null when nothing typed is a word
 */
export function toMatch(typed: string, { isDone = false } = {}): string | null {
  return joinTerms(readTerms(typed, { isDone }));
}

function joinTerms(terms: readonly SearchTerm[]): string | null {
  const quoted = terms.map(({ tokens, prefix }) => `"${tokens.join(' ')}"${prefix ? ' *' : ''}`);
  return quoted.length > 0 ? quoted.join(' AND ') : null;
}

/** Where a term or another form of its words occurs among the tokens of a text, as ranges `from` (included) `to` (excluded). */
export function findTerm(
  { tokens: wanted, prefix }: SearchTerm,
  tokens: readonly string[],
): { from: number; to: number }[] {
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

/** One of these is a word or most of one, whereas a single letter matches too much. */
const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hangul}]/u;

function isLong(word: string): boolean {
  return Array.from(word).length >= 2 || IDEOGRAPH.test(word);
}
