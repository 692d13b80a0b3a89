import { isStopWord, stemWord } from './content-words.ts';
import { type Bound, NUMBER_WORDS } from './number-words.ts';
import {
  cutTokens,
  type NumberInWords,
  readNumber,
  readRange,
  scaleFirst,
  type WordToken,
  type TokenText,
} from './numbers.ts';

/** A number that a wording counts or measures something by. */
export interface Quantity {
  /** As the wording writes it, with "about", "million", "$" and "%". */
  text: string;
  /** As it stands, whatever goes before it; of a range, its upper end. */
  value: number;
  /** What it leaves room for. */
  low: number;
  high: number;
  isRange: boolean;
  /** Whether it is meant as it stands: neither "about" nor "dozens" nor a range. */
  isExact: boolean;
  bound: Bound | null;
  /** How many of its digits stand behind the point. */
  decimals: number;
  /** Of one kind only are numbers compared: `count`, `percent`, or a currency. */
  kind: string;
  /** Whether it is what something rises or falls to, or comes from. */
  lead: string | null;
  /** The stems of the words just behind it, which it counts. */
  counted: string[];
  /** The stems of other words around it, nearest first, as far as its clause goes. */
  before: string[];
  after: string[];
}

/**
 * The numbers of a text that count or measure: no years, dates, hours, ordinals, or numbers that are names.
 * @param most how many are read; where there are more, one more is, so that it shows
 */
export function listQuantities(text: string, language: string, most: number): Quantity[] {
  const lexicon = NUMBER_WORDS[language];
  if (!lexicon) return [];
  const words: TokenText = { text, tokens: cutTokens(text, language), language, lexicon };
  const quantities: Quantity[] = [];
  for (let at = 0; at < words.tokens.length && quantities.length <= most;) {
    const reading = readNumber(words, at);
    if (!reading) {
      at += 1;
      continue;
    }
    const range = readRange(words, reading);
    const { to } = range ?? reading;
    const quantity = makeQuantity(words, reading, range);
    if (quantity) quantities.push(quantity);
    at = to;
  }
  return quantities;
}

function makeQuantity(words: TokenText, first: NumberInWords, range: NumberInWords | null): Quantity | null {
  const { text, tokens } = words;
  const last = range ?? first;
  if (isAside(words, first.from, last.to)) return null;
  const measure = readKind(words, first.from, last.to);
  const bound = readBound(words, measure.from, range !== null);
  const behind = words.language === 'ko' ? readKoreanBound(words, last.to) : null;
  const kindOfBound = bound.bound ?? behind?.bound ?? null;
  const counted = listCounted(words, measure.to);
  if (isYear(words, first, range, measure.kind, counted, bound)) return null;
  const before = walkContext(words, bound.from - 1, -1);
  const low = range ? scaleFirst(first, range) : first.value;
  const shaped = { value: last.value, isVague: last.isVague, room: last.room, decimals: last.decimals };
  return {
    text: text.slice(tokens[bound.from]!.start, tokens[measure.to - 1]!.end),
    ...giveRoom(shaped, low, range !== null, kindOfBound),
    kind: measure.kind,
    lead: words.lexicon.leads.get(tokens[bound.from - 1]?.key ?? '') ?? null,
    counted,
    before,
    after: walkContext(words, measure.to, 1),
  };
}

function giveRoom(
  { value, isVague, room, decimals }: Pick<NumberInWords, 'value' | 'isVague' | 'room' | 'decimals'>,
  from: number,
  isRange: boolean,
  bound: Bound | null,
): Pick<Quantity, 'value' | 'low' | 'high' | 'isRange' | 'isExact' | 'bound' | 'decimals'> {
  const rest = { value, isRange, bound, decimals, isExact: !isRange && !isVague && bound === null };
  if (room) return { ...rest, low: room[0], high: room[1] };
  const step = findStep(value);
  const slack = Math.max(Math.min(step / 2, value * 0.2), value * 0.1);
  if (bound === 'about' || isVague) return { ...rest, low: from - slack, high: value + slack };
  if (bound === 'below' || bound === 'most') return { ...rest, low: Math.min(from, value * 0.8), high: value };
  if (bound === 'above' || bound === 'least') return { ...rest, low: from, high: value + Math.min(step, value / 2) };
  return { ...rest, low: from, high: value };
}

/** What the last digit that isn't zero counts: 100 of 4,900, 1 of 41. */
function findStep(value: number): number {
  if (value === 0 || !Number.isInteger(value)) return Math.abs(value) / 10;
  return 10 ** countZeros(value);
}

/** The zeros at the end of a whole number: 2 of 4,900. */
export function countZeros(value: number): number {
  let zeros = 0;
  for (let rest = value; rest >= 10 && rest % 10 === 0; rest /= 10) zeros += 1;
  return zeros;
}

const DESIGNATORS =
  /^(?:resolution|article|section|page|no|nos|number|nr|nummer|flight|route|highway|pier|room|chapter|paragraph|level|phase|type|group|artikel|absatz|seite|flug|linie|halle|gleis|página|artículo|numéro|vol|статья|статьи|рейс|номер|№|#)$/u;

/** Whether a number counts nothing: an ordinal, an hour, a day, a score, an age before a hyphen, a number that is a name. */
function isAside({ tokens, lexicon, language }: TokenText, from: number, to: number): boolean {
  const [before, first, next, afterNext] = [tokens[from - 1], tokens[from]!, tokens[to], tokens[to + 1]];
  if (first.isGlued && before && !/^[$€£¥₩₽(["“„«'‘~]$/u.test(before.text)) return true;
  if (next?.isGlued && afterNext?.isGlued && /^[-–:/]$/u.test(next.text)) return true;
  if (before && (DESIGNATORS.test(before.key) || (before.key.length > 1 && lexicon.months.has(before.key))))
    return true;
  if (before?.text === '.' && DESIGNATORS.test(tokens[from - 2]?.key ?? '')) return true;
  if (next && lexicon.months.has(next.key)) return !/^[ap]$/u.test(next.key) || afterNext?.text === '.';
  if (language === 'ko') return false;
  if (next?.isGlued && next.kind === 'word' && !/^(?:km|m|kg|cm|mm|t|kw|mw|gw)$/u.test(next.key)) return true;
  // German writes "17." for 17th.
  if (language === 'de' && first.kind === 'digits' && next?.text === '.' && next.isGlued && afterNext) return true;
  return language !== 'de' && first.kind === 'digits' && isName(tokens, from - 1);
}

/** A word with a capital that doesn't begin a sentence. */
function isName(tokens: WordToken[], at: number): boolean {
  const token = tokens[at];
  if (token?.kind !== 'word' || !/^\p{Lu}/u.test(token.text) || token.text === 'US') return false;
  return at > 0 && !/^[.!?"“„«:]$/u.test(tokens[at - 1]!.text);
}

function isYear(
  words: TokenText,
  first: NumberInWords,
  range: NumberInWords | null,
  kind: string,
  counted: readonly string[],
  bound: { bound: Bound | null; from: number },
): boolean {
  const { tokens, lexicon } = words;
  if (kind !== 'count' || first.scale > 1 || !/^(?:1[89]|20)\d\d$/u.test(tokens[first.from]!.text)) return false;
  if (range) return range.value <= 2_100;
  const before = tokens[first.from - 1]?.key ?? '';
  return counted.length === 0 || (lexicon.dating.has(before) && !(bound.bound && bound.from < first.from - 1));
}

const CURRENCIES: readonly [RegExp, string][] = [
  [/^(?:\$|dollars?|dólares|доллар\p{L}*|달러\p{L}*)$/u, '$'],
  [/^(?:€|euros?|евро|유로\p{L}*)$/u, '€'],
  [/^(?:£|pounds?|pfund|livres)$/u, '£'],
  [/^(?:₽|rubles?|roubles?|rubel|rublos|рубл\p{L}*)$/u, '₽'],
  [/^(?:¥|yen|yuan)$/u, '¥'],
  [/^(?:₩|won|원\p{L}*)$/u, '₩'],
];

/** Per cent, a currency, or a plain count, and how far the number reaches with its sign. */
function readKind(
  { tokens, lexicon }: TokenText,
  from: number,
  to: number,
): { kind: string; from: number; to: number } {
  const [before, next, afterNext] = [tokens[from - 1], tokens[to], tokens[to + 1]];
  if (next && (next.text === '%' || lexicon.percent.has(next.key))) {
    return { kind: isPoint(afterNext) ? 'points' : 'percent', from, to: to + 1 };
  }
  if (/^(?:per cent|pour cent|por ciento)$/u.test(`${next?.key} ${afterNext?.key}`))
    return { kind: 'percent', from, to: to + 2 };
  const sign = before && tokens[from]!.isGlued && CURRENCIES.find(([pattern]) => pattern.test(before.key));
  if (sign) return { kind: sign[1], from: from - 1, to };
  const unit = next && CURRENCIES.find(([pattern]) => pattern.test(next.key));
  return { kind: unit ? unit[1] : 'count', from, to };
}

function isPoint(token: WordToken | undefined): boolean {
  return token !== undefined && /^(?:points?|punkte?n?|puntos?|пункт\p{L}*)$/u.test(token.key);
}

const ARTICLES = /^(?:a|an|the|eine?[mnrs]?|une?|un|una)$/u;

/** What goes before a number and says how it is meant, and where it begins with that. */
function readBound(
  { tokens, lexicon }: TokenText,
  from: number,
  isRange: boolean,
): { bound: Bound | null; from: number } {
  let start = from;
  if (ARTICLES.test(tokens[start - 1]?.key ?? '') && tokens[start]!.kind === 'word') start -= 1;
  if (isRange && /^(?:between|zwischen|entre|между)$/u.test(tokens[start - 1]?.key ?? '')) start -= 1;
  for (const length of [3, 2, 1]) {
    if (length > start) continue;
    const key = tokens
      .slice(start - length, start)
      .map((token) => token.key)
      .join(' ');
    const bound = lexicon.bounds.get(key);
    if (bound) return { bound, from: start - length };
  }
  return { bound: null, from: start };
}

function readKoreanBound({ tokens }: TokenText, at: number): { bound: Bound } | null {
  const near = tokens.slice(at, at + 3).map((token) => token.key);
  if (near[0] === '여') return { bound: 'above' };
  if (near.some((key) => /^(?:이상|넘|초과)/u.test(key))) return { bound: 'least' };
  if (near.some((key) => /^(?:가량|정도|안팎|내외|쯤)/u.test(key))) return { bound: 'about' };
  return near.some((key) => /^(?:미만|이하|가까)/u.test(key)) ? { bound: 'below' } : null;
}

const SKIPPED = /^(?:of|the|de|d|des|der|other|others|more|weitere|autres|otros|otras|других|여)$/u;
const MOST_COUNTED = 4;

function listCounted({ tokens, lexicon, language }: TokenText, from: number): string[] {
  const counted: string[] = [];
  for (let at = from; at < tokens.length && counted.length < MOST_COUNTED; at += 1) {
    const token = tokens[at]!;
    if (token.kind !== 'word' || lexicon.units.has(token.key) || lexicon.conjunctions.has(token.key)) break;
    if (SKIPPED.test(token.key)) continue;
    if (isStopWord(token.key, language)) break;
    counted.push(stemCounted(token.key, language));
    if (language === 'ko') break;
  }
  return counted;
}

/** A Korean counter is one syllable, with its particle behind it. */
function stemCounted(key: string, language: string): string {
  return language === 'ko' && /^[명개척대발기건곳]/u.test(key) ? key[0]! : stemWord(key, language);
}

const MOST_CONTEXT = 5;

function walkContext({ tokens, lexicon, language }: TokenText, from: number, step: 1 | -1): string[] {
  const stems: string[] = [];
  for (let at = from; at >= 0 && at < tokens.length && stems.length < MOST_CONTEXT; at += step) {
    const token = tokens[at]!;
    if (token.kind === 'mark' ? /[^\s'’"“”„«»%$€£-]/u.test(token.text) : lexicon.conjunctions.has(token.key)) break;
    if (token.kind === 'digits' || lexicon.units.has(token.key)) break;
    if (token.kind === 'word' && !isStopWord(token.key, language)) stems.push(stemWord(token.key, language));
  }
  return stems;
}
