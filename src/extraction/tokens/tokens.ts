import { correctTags } from './tag-corrections.ts';
import type { Token } from '../model.ts';
import { tagWords, type TaggedWord } from './tagger.ts';

/** Characters that wink is given at a time: it slows down with the square of the longest run without white space. */
const LONGEST_PIECE = 4_000;
const LONGEST_WORD = 120;

/** Every token of a text, in order. Tokens never overlap, and each has exactly the text at its offsets. */
export function tokenizeText(text: string): Token[] {
  const tokens: Token[] = [];
  let paragraph = 0;
  for (const [start, end] of findParagraphs(text)) {
    for (const piece of splitParagraph(text, start, end)) placeWords(text, piece, paragraph, tokens);
    paragraph += 1;
  }
  return correctTags(joinTokens(text, tokens));
}

/** A paragraph is a line that is not empty. */
function findParagraphs(text: string): [number, number][] {
  return Array.from(text.matchAll(/[^\r\n\u2028\u2029]+/gu), ({ 0: line, index }): [number, number] => [
    index,
    index + line.length,
  ]);
}

function* splitParagraph(text: string, start: number, end: number): Generator<[number, number]> {
  let from = start;
  let word = start;
  for (let at = start; at < end; at++) {
    const isSpace = /\s/.test(text[at]!);
    if (isSpace) word = at + 1;
    const isFull = isSpace && at - from >= LONGEST_PIECE;
    // Never between the halves of a surrogate pair.
    const isEndless = at - word >= LONGEST_WORD && !/[\uDC00-\uDFFF]/.test(text[at]!);
    if (!isFull && !isEndless) continue;
    yield [from, at];
    from = word = at;
  }
  if (from < end) yield [from, end];
}

/** Finds each of wink's words in the text, as wink changes white space and some characters. */
function placeWords(text: string, [start, end]: [number, number], paragraph: number, tokens: Token[]): void {
  let at = start;
  for (const word of tagWords(text.slice(start, end).replace(TYPED_MARK, '" '))) {
    if (word.pos === 'SPACE' || word.value.trim() === '') continue;
    const [found, to] = placeWord(text, word.value, at, end);
    if (found === -1) continue;
    tokens.push(makeToken(text, found, to, word, paragraph));
    at = to;
  }
}

/** Quotation marks typed as two characters, which wink would take apart: ``A,'' but not 5''. */
const TYPED_MARK = /``|(?<![\d'])''(?!')/g;

/** Where a word begins and ends; marks that were replaced for wink are as they were typed. */
function placeWord(text: string, value: string, at: number, end: number): [number, number] {
  const typed = value.includes('"') ? [value.replaceAll('"', "''"), value.replaceAll('"', '``')] : [];
  for (const each of typed) {
    let from = at;
    while (from < end && /\s/.test(text[from]!)) from += 1;
    if (text.startsWith(each, from)) return [from, from + each.length];
  }
  const found = text.startsWith(value, at) ? at : findWord(text, value, at, end);
  return [found, found + value.length];
}

/** Looks for a word nearby only: searching the whole text would make this quadratic. */
function findWord(text: string, value: string, at: number, end: number): number {
  let from = at;
  while (from < end && /\s/.test(text[from]!)) from += 1;
  if (text.startsWith(value, from)) return from;
  const nearby = text.slice(from, Math.min(end, from + 64)).indexOf(value);
  return nearby === -1 || from + nearby + value.length > end ? -1 : from + nearby;
}

function makeToken(text: string, start: number, end: number, word: TaggedWord, paragraph: number): Token {
  const own = text.slice(start, end);
  return {
    start,
    end,
    text: own,
    lower: own.toLowerCase().replace(/’/g, "'"),
    lemma: word.lemma,
    pos: word.pos,
    spaced: start === 0 || /\s/.test(text[start - 1]!),
    paragraph,
    mark: null,
    quotation: -1,
  };
}

/** Hyphenated words and quotation marks typed as two characters become one token. */
function joinTokens(text: string, tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    const last = joined.at(-1);
    const next = tokens[i + 1];
    if (last && !token.spaced && last.end === token.start && isTypedMark(last, token)) {
      extendToken(last, token, text, 'PUNCT');
    } else if (
      last &&
      !token.spaced &&
      last.end === token.start &&
      (isShortTitle(last, token) || isNumbered(last, token))
    ) {
      extendToken(last, token, text, 'PROPN');
    } else if (isWordAndStop(token, last, next)) {
      joined.push(...splitStop(text, token));
    } else if (last && next && isDomain(token, last, next)) {
      extendToken(last, next, text, 'PROPN');
      i += 1;
    } else if (last && next && isHyphen(token, last, next)) {
      extendToken(last, next, text, tagCompound(last, next, tokens[i + 2]));
      i += 1;
    } else joined.push(token);
  }
  return joined;
}

/** "Told *The Sun.*" ends with a newspaper and no Sunday, "she was *ill.*" with no Illinois. */
function isWordAndStop({ text, paragraph }: Token, last: Token | undefined, next: Token | undefined): boolean {
  if (text === 'Sun.') return last?.lower === 'the';
  return next?.paragraph !== paragraph && /^\p{Ll}{2,}\.$/u.test(text);
}

function splitStop(text: string, token: Token): [Token, Token] {
  const at = token.end - 1;
  const lower = token.lower.slice(0, -1);
  const pos = lower === 'sun' ? 'PROPN' : token.pos;
  const word = { ...token, end: at, text: text.slice(token.start, at), lower, lemma: lower, pos };
  return [word, { ...token, start: at, text: '.', lower: '.', lemma: '.', pos: 'PUNCT', spaced: false }];
}

/** "Rev." is one word. */
function isShortTitle(last: Token, token: Token): boolean {
  return token.text === '.' && /^(?:Rev|Hon|Msgr|Supt|Insp|Brig|Fr)$/.test(last.text);
}

/** "Gazeta.ru", "24.kg". */
function isDomain(token: Token, last: Token, next: Token): boolean {
  const touches = !token.spaced && !next.spaced && last.end === token.start && token.end === next.start;
  return touches && token.text === '.' && /^[\p{Lu}\d]/u.test(last.text) && DOMAINS.test(next.text);
}

const DOMAINS = /^(?:com|org|net|info|news|ru|su|kg|kz|uz|by|ua|ge|az|md|io|tv|fm|cn|hk|de|fr|es|pl|cz|nl|uk|Ru|Com)$/;

/** "14ymedio", and no "90mph". */
function isNumbered(last: Token, token: Token): boolean {
  return /^\d+$/.test(last.text) && /^\p{L}{6,}$/u.test(token.text);
}

function isTypedMark(last: Token, token: Token): boolean {
  return (token.text === '`' && last.text === '`') || (token.text === "'" && last.text === "'");
}

function isHyphen(token: Token, last: Token, next: Token): boolean {
  const touches = !token.spaced && !next.spaced && last.end === token.start && token.end === next.start;
  return touches && /^[-‐‑]$/.test(token.text) && isWordLike(last) && isWordLike(next) && next.end - last.start < 80;
}

function isWordLike({ text }: Token): boolean {
  return /[\p{L}\p{N}]$/u.test(text) && /^[\p{L}\p{N}]/u.test(text);
}

function tagCompound(first: Token, last: Token, next: Token | undefined): string {
  if (first.pos === 'PROPN' && (last.pos === 'PROPN' || /^\p{Lu}/u.test(first.text))) {
    const isParticiple = /(?:ed|ing|based|led|run|born)$/.test(last.lower) && /^\p{Ll}/u.test(last.text);
    return isParticiple || (last.pos === 'ADJ' && /^\p{Ll}/u.test(last.text) && first.text.length > 3)
      ? 'ADJ'
      : 'PROPN';
  }
  if (/^(?:al|el|ul|bin|ibn|abu)$/i.test(first.text) && /^\p{Lu}/u.test(last.text)) return 'PROPN';
  if (last.pos === 'VERB' || last.pos === 'ADJ' || last.pos === 'ADV') return 'ADJ';
  return next && (next.pos === 'NOUN' || next.pos === 'PROPN') ? 'ADJ' : 'NOUN';
}

function extendToken(first: Token, last: Token, text: string, pos: string): void {
  first.end = last.end;
  first.text = text.slice(first.start, last.end);
  first.lower = first.text.toLowerCase().replace(/’/g, "'");
  first.lemma = first.lower;
  first.pos = pos;
}
