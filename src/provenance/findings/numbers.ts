import { isStopWord } from './content-words.ts';
import type { NumberWords } from './number-words.ts';

export interface WordToken {
  kind: 'digits' | 'word' | 'mark';
  text: string;
  key: string;
  start: number;
  end: number;
  /** Whether nothing stands between it and the token before it. */
  isGlued: boolean;
}

/** Where a number was read: from the first to behind the last of its tokens. */
export interface NumberInWords {
  from: number;
  to: number;
  value: number;
  decimals: number;
  isVague: boolean;
  room: readonly [number, number] | null;
  /** What it was multiplied by: 1 where no "million" or "hundred" follows. */
  scale: number;
}

/** A text cut for reading its numbers. */
export interface TokenText {
  text: string;
  tokens: WordToken[];
  language: string;
  lexicon: NumberWords;
}

const TOKEN =
  /\p{Nd}+(?:[.,\u00a0\u202f'’]\p{Nd}+)*|[\p{L}\p{M}][\p{L}\p{M}\p{Nd}]*(?:['’-][\p{L}\p{M}\p{Nd}]+)*|[^\s]/gu;
/** In these a blank may stand between thousands. */
const SPACED =
  /\p{Nd}{1,3}(?: \p{Nd}{3})+(?![\p{Nd}.])(?:,\p{Nd}+)?|\p{Nd}+(?:[.,\u00a0\u202f'’]\p{Nd}+)*|[\p{L}\p{M}][\p{L}\p{M}\p{Nd}]*(?:['’-][\p{L}\p{M}\p{Nd}]+)*|[^\s]/gu;
const KOREAN = /\p{Nd}+(?:[.,]\p{Nd}+)*|[조억만천백]+(?=[\s\p{Nd}여명개척대발])|여(?=\s)|\p{L}+|[^\s]/gu;

/** Digits with the points and commas in them, words, and single marks, in their order. */
export function cutTokens(text: string, language: string): WordToken[] {
  const pattern = language === 'ko' ? KOREAN : ['fr', 'ru', 'es'].includes(language) ? SPACED : TOKEN;
  let last = -1;
  return Array.from(text.matchAll(pattern), ({ 0: part, index }): WordToken => {
    const kind = /^\p{Nd}/u.test(part) ? 'digits' : /^[\p{L}\p{M}]/u.test(part) ? 'word' : 'mark';
    const isGlued = index === last;
    last = index + part.length;
    return { kind, text: part, key: kind === 'word' ? part.toLowerCase() : part, start: index, end: last, isGlued };
  });
}

/** The number that begins at a token, in digits or in words with what multiplies it; null where none does. */
export function readNumber(words: TokenText, at: number): NumberInWords | null {
  const token = words.tokens[at]!;
  if (token.kind === 'mark' || (token.kind === 'word' && !isStart(token.key, words.lexicon))) return null;
  if (words.language === 'ko') return readKorean(words, at);
  return token.kind === 'digits' ? readDigits(words, at) : (readVague(words, at) ?? readWords(words, at));
}

/** Whether a number can begin with a word: "twenty-seven" by its first part. */
function isStart(key: string, lexicon: NumberWords): boolean {
  const hyphen = key.indexOf('-');
  return lexicon.starts.has(key) || (hyphen > 0 && lexicon.starts.has(key.slice(0, hyphen)));
}

function readDigits(words: TokenText, at: number): NumberInWords | null {
  const { tokens, lexicon } = words;
  const parsed = parseDigits(tokens[at]!.text, words);
  if (!parsed) return null;
  const reading: NumberInWords = { from: at, to: at + 1, ...parsed, isVague: false, room: null, scale: 1 };
  return readScales(reading, tokens, lexicon);
}

/** What follows a number and multiplies it. */
function readScales(reading: NumberInWords, tokens: WordToken[], { scales }: NumberWords): NumberInWords {
  let { to, value, isVague, scale } = reading;
  for (let next = tokens[to]; next?.kind === 'word' && scales.has(next.key); next = tokens[to]) {
    const factor = scales.get(next.key)!;
    value *= factor;
    scale *= factor;
    isVague ||= factor === 12 || factor === 20;
    to += 1;
    if (/^(?:mio|mrd|тыс|млн|млрд)$/u.test(next.key) && tokens[to]?.text === '.' && tokens[to]!.isGlued) to += 1;
  }
  return { ...reading, to, value, isVague, scale };
}

/** The value of digits by the language's point and comma; null where they can be read in two ways, or are no number. */
function parseDigits(text: string, { lexicon, language }: TokenText): { value: number; decimals: number } | null {
  const plain = text.replace(/[ \u00a0\u202f'’]/gu, '');
  const [group, point] = lexicon.isDecimalComma ? ['.', ','] : [',', '.'];
  const parts = plain.split(point);
  if (parts.length > 2) return null;
  const [whole, fraction = ''] = parts;
  const groups = whole!.split(group);
  if (groups.length > 1 && groups.slice(1).some((digits) => digits.length !== 3)) return null;
  if (groups.length > 1 && groups[0]!.length > 3) return null;
  // In Spanish America the comma stands between thousands.
  if (language === 'es' && fraction.length === 3) return null;
  return { value: Number(`${groups.join('')}.${fraction || '0'}`), decimals: fraction.length };
}

function readVague({ tokens, lexicon }: TokenText, at: number): NumberInWords | null {
  for (const length of [3, 2, 1]) {
    const key = tokens.slice(at, at + length).map((token) => token.key);
    const room = lexicon.vague.get(key.join(' '));
    // "Two thousands" is no open number, and "thousands" in "hundreds of thousands" was read with it.
    if (!room || key.length < length) continue;
    return { from: at, to: at + length, value: room[0], decimals: 0, isVague: true, room, scale: 1 };
  }
  return null;
}

function readWords(words: TokenText, at: number): NumberInWords | null {
  const { tokens, lexicon } = words;
  const half = readHalf(words, at);
  if (half) return half;
  let [total, current, to] = [0, 0, at];
  let [isVague, isOpen] = [false, false];
  let scale = 1;
  for (let token = tokens[to]; token?.kind === 'word'; token = tokens[to]) {
    const parts = lexicon.units.has(token.key) || lexicon.scales.has(token.key) ? [token.key] : token.key.split('-');
    if (parts.every((part) => lexicon.units.has(part))) {
      // "Twenty seven" and "two hundred seven" go on; "three five" are two numbers.
      const added = parts.reduce((sum, part) => sum + lexicon.units.get(part)!, 0);
      if (to > at && !isOpen && !(current % 10 === 0 && current % 100 >= 20 && added < 10)) break;
      current += added;
      isOpen = false;
    } else if (lexicon.scales.has(token.key) && (to > at || lexicon.bare.has(token.key))) {
      const factor = lexicon.scales.get(token.key)!;
      isVague ||= factor === 12 || factor === 20;
      if (factor === 100) current = Math.max(current, 1) * factor;
      else [total, current] = [total + Math.max(current, 1) * factor, 0];
      scale *= factor;
      isOpen = true;
    } else if (!(token.key === 'and' && isOpen && isContinued(words, to + 1))) break;
    to += 1;
  }
  if (to === at || isPronoun(words, at, to) || isOpenCount(words, at)) return null;
  return { from: at, to, value: total + current, decimals: 0, isVague, room: null, scale };
}

/** "Two hundred and five soldiers" goes on, "two hundred and five were" doesn't. */
function isContinued({ tokens, lexicon, language }: TokenText, at: number): boolean {
  const next = tokens[at + 1];
  const isUnit = lexicon.units.has(tokens[at]?.key.split('-', 1)[0] ?? '');
  return isUnit && next?.kind === 'word' && !isStopWord(next.key, language);
}

function readHalf({ tokens, lexicon, language }: TokenText, at: number): NumberInWords | null {
  const [half, a, scale] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (language !== 'en' || half?.key !== 'half' || a?.key !== 'a' || !lexicon.bare.has(scale?.key ?? '')) return null;
  const value = lexicon.scales.get(scale!.key)! / 2;
  return { from: at, to: at + 3, value, decimals: 0, isVague: false, room: null, scale: value };
}

/** "One" is a number only before what it counts. */
function isPronoun({ tokens, language }: TokenText, at: number, to: number): boolean {
  if (to !== at + 1 || tokens[at]!.key !== 'one') return false;
  const [before, next] = [tokens[at - 1]?.key ?? '', tokens[to]];
  if (/^(?:no|any|every|each|this|that|the|which|number|some|only|square)$/u.test(before)) return true;
  return (
    next?.kind !== 'word' || isStopWord(next.key, language) || /^(?:day|another|side|thing|time|such)$/u.test(next.key)
  );
}

/** "A few hundred": a scale alone is a number only behind an article, or where a language needs none. */
function isOpenCount({ tokens, lexicon, language }: TokenText, at: number): boolean {
  if (lexicon.units.has(tokens[at]!.key) || !lexicon.bare.has(tokens[at]!.key)) return false;
  const before = tokens[at - 1]?.key ?? '';
  if (language === 'en' || language === 'de') return !/^(?:an?|eine?[mnrs]?)$/u.test(before);
  return /^(?:quelques|plusieurs|varios|varias|unos|unas|algunos)$/u.test(before);
}

const KOREAN_SCALES: ReadonlyMap<string, number> = new Map([
  ['백', 100],
  ['천', 1e3],
  ['만', 1e4],
  ['억', 1e8],
  ['조', 1e12],
]);

/** Days, hours, years, and numbers that only tell which. */
const KOREAN_NAMES = /^(?:년|월|일|시|분|차|호|번|회|세|살|대대|사단|연대|함대)/u;

function readKorean(words: TokenText, at: number): NumberInWords | null {
  const { tokens } = words;
  if (tokens[at]!.kind !== 'digits') return readVague(words, at);
  let [value, to, decimals, largest] = [0, at, 0, 1];
  let smallest = Infinity;
  while (tokens[to]?.kind === 'digits') {
    const parsed = parseDigits(tokens[to]!.text, words);
    if (!parsed) return null;
    const next = tokens[to + 1];
    const isScale = next?.isGlued && /^[조억만천백]+$/u.test(next.key);
    const scale = isScale ? Array.from(next.key).reduce((product, key) => product * KOREAN_SCALES.get(key)!, 1) : 1;
    if (scale >= smallest) break;
    smallest = scale;
    value += parsed.value * scale;
    decimals = scale === 1 ? parsed.decimals : 0;
    largest = Math.max(largest, scale);
    to += isScale ? 2 : 1;
    if (!isScale) break;
  }
  if (KOREAN_NAMES.test(tokens[to]?.key ?? '') || tokens[at - 1]?.text === '제') return null;
  return { from: at, to, value, decimals, isVague: false, room: null, scale: largest };
}

/** The second number of a range that begins with the first; null where none follows. */
export function readRange(words: TokenText, first: NumberInWords): NumberInWords | null {
  const { tokens, lexicon } = words;
  const link = tokens[first.to];
  if (!link) return null;
  const isDash = /^[-–—~]$/u.test(link.text) && link.isGlued;
  const before = tokens[first.from - 1]?.key ?? '';
  const isBetween = /^(?:between|zwischen|entre|между)$/u.test(before);
  const isWord = lexicon.ranges.has(link.key) && !/^(?:from|von|de|с|от)$/u.test(before);
  const isConjunction = lexicon.conjunctions.has(link.key) && !/^(?:or|oder|ou|o|или)$/u.test(link.key);
  if (!isDash && !(isWord && (isBetween || !isConjunction))) return null;
  const second = tokens[first.to + 1] && readNumber(words, first.to + 1);
  if (!second || second.room) return null;
  if (second.value <= first.value) return null;
  return second.value <= scaleFirst(first, second) * MOST_SPREAD ? second : null;
}

/** Numbers further apart are two, not a range. */
const MOST_SPREAD = 5;

/** The lower end of a range: "1 to 2 million" begins with a million. */
export function scaleFirst(first: NumberInWords, second: NumberInWords): number {
  const scaled = first.value * second.scale;
  return first.scale === 1 && scaled < second.value ? scaled : first.value;
}
