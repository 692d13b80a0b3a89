import { isStopWord, stemWord } from './content-words.ts';
import { type Bound, NUMBER_WORDS, type NumberWords } from './number-words.ts';

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

interface Token {
  kind: 'digits' | 'word' | 'mark';
  text: string;
  key: string;
  start: number;
  end: number;
  /** Whether nothing stands between it and the token before it. */
  isGlued: boolean;
}

/** Where a number was read: from the first to behind the last of its tokens. */
interface Reading {
  from: number;
  to: number;
  value: number;
  decimals: number;
  isVague: boolean;
  room: readonly [number, number] | null;
  hasScale: boolean;
}

interface Text {
  text: string;
  tokens: Token[];
  language: string;
  lexicon: NumberWords;
}

/** The numbers of a text that count or measure: no years, dates, hours, ordinals, or numbers that are names. */
export function listQuantities(text: string, language: string): Quantity[] {
  const lexicon = NUMBER_WORDS[language];
  if (!lexicon) return [];
  const words: Text = { text, tokens: cutTokens(text, language), language, lexicon };
  const quantities: Quantity[] = [];
  for (let at = 0; at < words.tokens.length;) {
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

const TOKEN = /\p{Nd}+(?:[.,\u00a0\u202f'’]\p{Nd}+)*|[\p{L}\p{M}][\p{L}\p{M}]*(?:['’-]?[\p{L}\p{M}\p{Nd}]+)*|[^\s]/gu;
/** In these a blank may stand between thousands. */
const SPACED =
  /\p{Nd}{1,3}(?: \p{Nd}{3})+(?![\p{Nd}.])(?:,\p{Nd}+)?|\p{Nd}+(?:[.,\u00a0\u202f'’]\p{Nd}+)*|[\p{L}\p{M}][\p{L}\p{M}]*(?:['’-]?[\p{L}\p{M}\p{Nd}]+)*|[^\s]/gu;
const KOREAN = /\p{Nd}+(?:[.,]\p{Nd}+)*|[조억만천백]+(?=[\s\p{Nd}여명개척대발])|여(?=\s)|\p{L}+|[^\s]/gu;

function cutTokens(text: string, language: string): Token[] {
  const pattern = language === 'ko' ? KOREAN : ['fr', 'ru', 'es'].includes(language) ? SPACED : TOKEN;
  let last = -1;
  return Array.from(text.matchAll(pattern), ({ 0: part, index }): Token => {
    const kind = /^\p{Nd}/u.test(part) ? 'digits' : /^[\p{L}\p{M}]/u.test(part) ? 'word' : 'mark';
    const isGlued = index === last;
    last = index + part.length;
    return { kind, text: part, key: kind === 'word' ? part.toLowerCase() : part, start: index, end: last, isGlued };
  });
}

function readNumber(words: Text, at: number): Reading | null {
  const token = words.tokens[at]!;
  if (token.kind === 'mark') return null;
  if (words.language === 'ko') return readKorean(words, at);
  return token.kind === 'digits' ? readDigits(words, at) : (readVague(words, at) ?? readWords(words, at));
}

function readDigits(words: Text, at: number): Reading | null {
  const { tokens, lexicon } = words;
  const parsed = parseDigits(tokens[at]!.text, words);
  if (!parsed) return null;
  const reading: Reading = { from: at, to: at + 1, ...parsed, isVague: false, room: null, hasScale: false };
  return readScales(reading, tokens, lexicon);
}

/** What follows a number and multiplies it. */
function readScales(reading: Reading, tokens: Token[], { scales }: NumberWords): Reading {
  let { to, value, isVague, hasScale } = reading;
  for (let next = tokens[to]; next?.kind === 'word' && scales.has(next.key); next = tokens[to]) {
    const scale = scales.get(next.key)!;
    value *= scale;
    isVague ||= scale === 12 || scale === 20;
    hasScale = true;
    to += 1;
    if (/^(?:mio|mrd|тыс|млн|млрд)$/u.test(next.key) && tokens[to]?.text === '.' && tokens[to]!.isGlued) to += 1;
  }
  return { ...reading, to, value, isVague, hasScale };
}

/** The value of digits by the language's point and comma; null where they can be read in two ways, or are no number. */
function parseDigits(text: string, { lexicon, language }: Text): { value: number; decimals: number } | null {
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

function readVague({ tokens, lexicon }: Text, at: number): Reading | null {
  for (const length of [3, 2, 1]) {
    const key = tokens.slice(at, at + length).map((token) => token.key);
    const room = lexicon.vague.get(key.join(' '));
    // "Two thousands" is no open number, and "thousands" in "hundreds of thousands" was read with it.
    if (!room || key.length < length) continue;
    return { from: at, to: at + length, value: room[0], decimals: 0, isVague: true, room, hasScale: false };
  }
  return null;
}

function readWords(words: Text, at: number): Reading | null {
  const { tokens, lexicon } = words;
  const half = readHalf(words, at);
  if (half) return half;
  let [total, current, to] = [0, 0, at];
  let [isVague, hasScale, isOpen] = [false, false, false];
  for (let token = tokens[to]; token?.kind === 'word'; token = tokens[to]) {
    const parts = lexicon.units.has(token.key) || lexicon.scales.has(token.key) ? [token.key] : token.key.split('-');
    if (parts.every((part) => lexicon.units.has(part))) {
      // "Twenty seven" and "two hundred seven" go on; "three five" are two numbers.
      const added = parts.reduce((sum, part) => sum + lexicon.units.get(part)!, 0);
      if (to > at && !isOpen && !(current % 10 === 0 && current % 100 >= 20 && added < 10)) break;
      current += added;
      isOpen = false;
    } else if (lexicon.scales.has(token.key) && (to > at || lexicon.bare.has(token.key))) {
      const scale = lexicon.scales.get(token.key)!;
      isVague ||= scale === 12 || scale === 20;
      if (scale === 100) current = Math.max(current, 1) * scale;
      else [total, current] = [total + Math.max(current, 1) * scale, 0];
      [hasScale, isOpen] = [true, true];
    } else if (token.key === 'and' && isOpen && lexicon.units.has(tokens[to + 1]?.key.split('-')[0] ?? '')) {
      if (isStopped(tokens, to)) break;
    } else break;
    to += 1;
  }
  if (to === at || isPronoun(words, at, to)) return null;
  return { from: at, to, value: total + current, decimals: 0, isVague, room: null, hasScale };
}

/** "Two hundred and five soldiers" goes on, "two hundred and five of them" may not: told by nothing, it stops. */
function isStopped(tokens: Token[], at: number): boolean {
  return tokens[at + 2]?.kind !== 'word';
}

function readHalf({ tokens, lexicon, language }: Text, at: number): Reading | null {
  const [half, a, scale] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (language !== 'en' || half?.key !== 'half' || a?.key !== 'a' || !lexicon.bare.has(scale?.key ?? '')) return null;
  const value = lexicon.scales.get(scale!.key)! / 2;
  return { from: at, to: at + 3, value, decimals: 0, isVague: false, room: null, hasScale: true };
}

/** "One" is a number only before what it counts. */
function isPronoun({ tokens, language }: Text, at: number, to: number): boolean {
  if (to !== at + 1 || tokens[at]!.key !== 'one') return false;
  const [before, next] = [tokens[at - 1]?.key ?? '', tokens[to]];
  if (/^(?:no|any|every|each|this|that|the|which|number|some|only|square)$/u.test(before)) return true;
  return (
    next?.kind !== 'word' || isStopWord(next.key, language) || /^(?:day|another|side|thing|time|such)$/u.test(next.key)
  );
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

function readKorean(words: Text, at: number): Reading | null {
  const { tokens } = words;
  if (tokens[at]!.kind !== 'digits') return readVague(words, at);
  let [value, to, decimals, hasScale] = [0, at, 0, false];
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
    hasScale ||= scale > 1;
    to += isScale ? 2 : 1;
    if (!isScale) break;
  }
  if (KOREAN_NAMES.test(tokens[to]?.key ?? '') || tokens[at - 1]?.text === '제') return null;
  return { from: at, to, value, decimals, isVague: false, room: null, hasScale };
}

/** The second number of a range that begins with the first; null where none follows. */
function readRange(words: Text, first: Reading): Reading | null {
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
  const scaled = second.hasScale && !first.hasScale && first.value < second.value;
  return (scaled || first.value < second.value) && second.value <= first.value * (scaled ? Infinity : 5)
    ? second
    : null;
}

function makeQuantity(words: Text, first: Reading, range: Reading | null): Quantity | null {
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

/** "1 to 2 million" begins with a million. */
function scaleFirst(first: Reading, range: Reading): number {
  if (first.hasScale || !range.hasScale || first.value >= 1_000) return first.value;
  const scale = 10 ** (Math.floor(Math.log10(range.value) / 3) * 3);
  return first.value * scale;
}

function giveRoom(
  { value, isVague, room, decimals }: Pick<Reading, 'value' | 'isVague' | 'room' | 'decimals'>,
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
  let step = 1;
  while (value % (step * 10) === 0) step *= 10;
  return step;
}

const DESIGNATORS =
  /^(?:resolution|article|section|page|no|nos|number|nr|nummer|flight|route|highway|pier|room|chapter|paragraph|level|phase|type|group|artikel|absatz|seite|flug|linie|halle|gleis|article|página|artículo|numéro|vol|статья|статьи|рейс|номер|№|#)$/u;

/** Whether a number counts nothing: an ordinal, an hour, a day, a score, an age before a hyphen, a number that is a name. */
function isAside({ tokens, lexicon, language }: Text, from: number, to: number): boolean {
  const [before, first, next, afterNext] = [tokens[from - 1], tokens[from]!, tokens[to], tokens[to + 1]];
  if (first.isGlued && before && !/^[$€£¥₩₽(["“„«'‘~]$/u.test(before.text)) return true;
  if (next?.isGlued && afterNext?.isGlued && /^[-–:/]$/u.test(next.text)) return true;
  if (before && (DESIGNATORS.test(before.key) || lexicon.months.has(before.key))) return true;
  if (before?.text === '.' && DESIGNATORS.test(tokens[from - 2]?.key ?? '')) return true;
  if (next && lexicon.months.has(next.key)) return !/^[ap]$/u.test(next.key) || afterNext?.text === '.';
  if (language === 'ko') return false;
  if (next?.isGlued && next.kind === 'word' && !/^(?:km|m|kg|cm|mm|t|kw|mw|gw)$/u.test(next.key)) return true;
  // German writes "17." for 17th.
  if (language === 'de' && first.kind === 'digits' && next?.text === '.' && next.isGlued && afterNext) return true;
  return language !== 'de' && first.kind === 'digits' && isName(tokens, from - 1);
}

/** A word with a capital that doesn't begin a sentence. */
function isName(tokens: Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.kind !== 'word' || !/^\p{Lu}/u.test(token.text) || token.text === 'US') return false;
  return at > 0 && !/^[.!?"“„«:]$/u.test(tokens[at - 1]!.text);
}

function isYear(
  words: Text,
  first: Reading,
  range: Reading | null,
  kind: string,
  counted: readonly string[],
  bound: { bound: Bound | null; from: number },
): boolean {
  const { tokens, lexicon } = words;
  if (kind !== 'count' || first.hasScale || !/^(?:1[89]|20)\d\d$/u.test(tokens[first.from]!.text)) return false;
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
function readKind({ tokens, lexicon }: Text, from: number, to: number): { kind: string; from: number; to: number } {
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

function isPoint(token: Token | undefined): boolean {
  return token !== undefined && /^(?:points?|punkte?n?|puntos?|пункт\p{L}*)$/u.test(token.key);
}

const ARTICLES = /^(?:a|an|the|eine?[mnrs]?|une?|un|una)$/u;

/** What goes before a number and says how it is meant, and where it begins with that. */
function readBound({ tokens, lexicon }: Text, from: number, isRange: boolean): { bound: Bound | null; from: number } {
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

function readKoreanBound({ tokens }: Text, at: number): { bound: Bound } | null {
  const near = tokens.slice(at, at + 3).map((token) => token.key);
  if (near[0] === '여') return { bound: 'above' };
  if (near.some((key) => /^(?:이상|넘|초과)/u.test(key))) return { bound: 'least' };
  if (near.some((key) => /^(?:가량|정도|안팎|내외|쯤)/u.test(key))) return { bound: 'about' };
  return near.some((key) => /^(?:미만|이하|가까)/u.test(key)) ? { bound: 'below' } : null;
}

const SKIPPED = /^(?:of|the|de|d|des|der|other|others|more|weitere|autres|otros|otras|других|여)$/u;
const MOST_COUNTED = 4;

function listCounted({ tokens, lexicon, language }: Text, from: number): string[] {
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

function walkContext({ tokens, lexicon, language }: Text, from: number, step: 1 | -1): string[] {
  const stems: string[] = [];
  for (let at = from; at >= 0 && at < tokens.length && stems.length < MOST_CONTEXT; at += step) {
    const token = tokens[at]!;
    if (token.kind === 'mark' ? /[^\s'’"“”„«»%$€£-]/u.test(token.text) : lexicon.conjunctions.has(token.key)) break;
    if (token.kind === 'digits' || lexicon.units.has(token.key)) break;
    if (token.kind === 'word' && !isStopWord(token.key, language)) stems.push(stemWord(token.key, language));
  }
  return stems;
}
