/** A source's words: the name to display, and what kind of speaker it is. */
import { isCrowd } from './crowds.ts';
import { findKnown, hasKnownName, isNationality, matchAlias, type KnownName } from './known-names.ts';
import { isTimeWord, readPhrase } from '../grammar/noun-phrases.ts';
import { foldText } from '../../text/words.ts';
import type { KnownSource, Range, Token, Phrase } from '../model.ts';
import { BODIES, DOCUMENTS, PEOPLE, PERSONAL, POSSESSIVES, TITLES, wordSet } from '../tokens/words.ts';

export interface SourceDescription {
  name: string;
  kind: 'person' | 'body' | 'known' | 'people' | 'document' | 'role' | 'pronoun' | 'other';
  unnamed: boolean;
  /** "The agency", "he": it refers to a source named before. */
  refers: boolean;
  known: KnownName | null;
  /** Words a later description may pick up: titles, head nouns, nationalities. */
  words: Set<string>;
}

/** Names by alias, as `normalizeSourceName` writes it. */
export type KnownSources = ReadonlyMap<string, string>;

export function indexKnown(known: readonly KnownSource[]): KnownSources {
  const index = new Map<string, string>();
  for (const { name, aliases = [] } of known)
    for (const each of [name, ...aliases]) index.set(normalizeSourceName(each), name);
  // Whoever knows the Associated Press knows the AP.
  for (const { name, aliases = [] } of known) {
    for (const each of [name, ...aliases]) {
      const listed = normalizeSourceName(findKnown(each)?.name ?? each);
      if (!index.has(listed)) index.set(listed, name);
    }
  }
  return index;
}

export function normalizeSourceName(name: string): string {
  return foldText(name).replace(/^the /, '');
}

export function readSourceDescription(
  text: string,
  tokens: readonly Token[],
  range: Range,
  known: KnownSources,
): SourceDescription {
  const to = dropRelative(tokens, range);
  const phrase = readPhrase(tokens, range.from, to) ?? makeBarePhrase(range.from, to);
  const head = tokens[phrase.head]!;
  const words = new Set(tokens.slice(skipOwner(tokens, phrase.base), phrase.to).map(({ lower }) => lower));
  const base = { words, known: null, unnamed: false, refers: false };
  const display = (part: Range): string =>
    text.slice(tokens[part.from]!.start, tokens[part.to - 1]!.end).replace(/\s+/g, ' ');
  const isPersonal = PERSONAL.has(head.lower) || /^(?:him|her|them|us|me|who)$/.test(head.lower);
  if (isPersonal || (head.pos === 'PRON' && POSSESSIVES.has(head.lower)))
    return { ...base, name: head.text, kind: 'pronoun', refers: true };
  const full = cleanName(display({ from: phrase.from, to }));
  const own =
    known.size === 0
      ? undefined
      : (known.get(normalizeSourceName(full)) ?? known.get(normalizeSourceName(cleanName(display(phrase.base)))));
  if (own !== undefined) return { ...base, name: own, kind: 'known', known: findKnown(own) };
  const listed = findListed(tokens, phrase);
  if (listed)
    return { ...base, name: known.get(normalizeSourceName(listed.name)) ?? listed.name, kind: 'known', known: listed };
  const written = findReporter(tokens, phrase);
  if (written) return { ...readSourceDescription(text, tokens, written, known), words };
  const short = findBracketed(tokens, phrase);
  if (short)
    return { ...base, name: known.get(normalizeSourceName(short.name)) ?? short.name, kind: 'known', known: short };
  return describeUnlisted(tokens, phrase, { from: range.from, to }, base, display, known);
}

/** "A report by *Xinhua*", "a story in *the Telegraph*": the outlet itself. */
function findReporter(tokens: readonly Token[], { base, head, to }: Phrase): Range | null {
  const join = tokens[base.to];
  const isReport = /^(?:report|dispatch|article|story)$/.test(tokens[head]!.lower) && head === base.to - 1;
  if (!isReport || base.to >= to || !/^(?:by|from|in)$/.test(join?.lower ?? '')) return null;
  const outlet = { from: base.to + 1, to };
  return outlet.to > outlet.from && isOutletName(tokens, outlet) && !/^\p{Ll}/u.test(tokens[to - 1]!.text)
    ? outlet
    : null;
}

/** "The state agency *(SANA)*": where the words before it are no name, the one in brackets is. */
function findBracketed(tokens: readonly Token[], { base }: Phrase): KnownName | null {
  const [bracket, word, end] = [tokens[base.to], tokens[base.to + 1], tokens[base.to + 2]];
  if (bracket?.text !== '(' || end?.text !== ')' || !word || hasProperNoun(tokens, base)) return null;
  if (!/^\p{Lu}[\p{Lu}\p{N}-]+$/u.test(word.text)) return null;
  return findKnown(word.text) ?? { name: word.text, kind: 'body', nationality: '' };
}

/** Skips the owner: in "the North's news agency", the North is not the source. */
function skipOwner(tokens: readonly Token[], { from, to }: Range): number {
  for (let i = to - 1; i > from; i--) if (tokens[i]!.lower === "'s" && i + 1 < to) return i + 1;
  return from;
}

function dropRelative(tokens: readonly Token[], { from, to }: Range): number {
  const last = tokens[to - 1]!;
  if (to - from > 1 && /^(?:who|which|that)$/.test(last.lower))
    return tokens[to - 2]!.text === ',' ? Math.max(from + 1, to - 2) : to - 1;
  return last.lower === "'s" && to - from > 1 ? to - 1 : to;
}

function makeBarePhrase(from: number, to: number): Phrase {
  return { from, to, base: { from, to }, head: to - 1, apposition: null };
}

/** A known name as the head: "the Russian news agency Tass", "Yonhap news agency", "the TASS report". */
function findListed(tokens: readonly Token[], { base, to }: Phrase): KnownName | null {
  for (let i = base.from; i < base.to; i++) {
    const match = matchAlias(tokens, i, to);
    if (!match) continue;
    // "The Times of India".
    if (match.to > base.to) return match.to === to ? match.known : null;
    let rest = match.to;
    if (tokens[rest]?.lower === "'s" && rest < base.to) rest += 1;
    const isBody = match.known.kind === 'body';
    const before = tokens[i - 1];
    const leads = i === base.from || before!.pos !== 'PROPN' || isDescriptor(before!) || before!.lower === "'s";
    const hasOwner = /^(?:of|for)$/.test(tokens[base.to]?.lower ?? '') && tokens[base.to + 1]?.pos === 'PROPN';
    const isHead = !(hasOwner && match.to === base.to && !isBody) && tokens.slice(rest, base.to).every(isDescriptor);
    if (isHead && leads && (!isBody || rest === base.to || rest === match.to))
      return isBody && rest < base.to ? null : match.known;
    i = match.to - 1;
  }
  return null;
}

const DESCRIPTORS = wordSet(
  'news agency agencies newspaper daily paper magazine weekly website site network channel television tv radio station broadcaster service wire outlet portal report reports dispatch article story correspondent state-run state-owned official state publication business financial group journal',
);

function isDescriptor({ lower }: Token): boolean {
  return DESCRIPTORS.has(lower) || lower === ')';
}

/** "State news agency BSS" is BSS; "Pakistan's Geo News" is Geo News. */
function cutDescriptors(tokens: readonly Token[], { from, to }: Range): Range {
  let start = from;
  // "A Kestrel Bay Courier *report*".
  const end = /^(?:report|reports|dispatch|article|story|correspondent|newspaper|daily|website)$/.test(
    tokens[to - 1]!.text,
  )
    ? to - 1
    : to;
  if (end < to && tokens[from]!.pos === 'DET' && end - from > 1) start = from + 1;
  for (let i = from; i < end - 1; i++) {
    const isLead = isDescriptor(tokens[i]!) && tokens[i]!.pos !== 'PROPN';
    const isTitle = tokens[i + 1]!.pos === 'PROPN' && !isDescriptor(tokens[i + 1]!);
    if ((isLead || tokens[i]!.lower === "'s") && isTitle) start = i + 1;
  }
  return { from: start, to: end };
}

type Base = Pick<SourceDescription, 'words' | 'known' | 'unnamed' | 'refers'>;

/** Nouns that mark an unlisted name as an outlet: "the Straits Herald", "Radio Martí". */
const OUTLET_NAMES: readonly [RegExp, KnownName['kind']][] = [
  [
    /^(?:times|post|herald|argus|advertiser|bulletin|enquirer|inquirer|sentinel|tribune|gazette|journal|courier|chronicle|observer|mail|star|kurier|zeitung|bote|shimbun|ilbo|standard|telegraph|examiner|diario|diari|gazzetta|gazeta|presse|prensa|dagblad|tidende|avis|globe|mirror|newspaper|daily|\p{L}+(?:bladet|posten|zeitung)|sun|express|independent|echo|record|nation|punch|vanguard)$/iu,
    'newspaper',
  ],
  [/^(?:radio|tv|television|channel|broadcasting|broadcaster)$/i, 'broadcaster'],
  [/^(?:agency|wire)$/, 'agency'],
  [/^\p{L}{2,}(?:press|inform|news\d*|media)$|^[\p{L}\d]+\.\p{L}{2,4}$/iu, 'outlet'],
  [/^(?:news|magazine|weekly|website|portal|sport|online|insider)$/i, 'outlet'],
];

const OUTLET_NOUNS = wordSet('newspaper daily agency magazine weekly website channel broadcaster radio television');

function findOutletKind(tokens: readonly Token[], { from, to }: Range): KnownName['kind'] | null {
  let names = 0;
  let kind: KnownName['kind'] | null = null;
  for (let i = from; i < to; i++) {
    const { pos, text } = tokens[i]!;
    if (pos === 'PROPN' && !isNationality(text)) names += 1;
    if (pos !== 'PROPN' && !OUTLET_NOUNS.has(text)) continue;
    for (const [pattern, each] of OUTLET_NAMES) if (text.split('-').some((part) => pattern.test(part))) kind = each;
    if (text === 'Agency' && isNewsAgency(tokens, i, from)) kind = 'agency';
  }
  return names > 0 ? kind : null;
}

/** "Anadolu Agency", "the Syrian Arab News Agency", and no "Space Agency". */
function isNewsAgency(tokens: readonly Token[], at: number, from: number): boolean {
  const before = at > from ? tokens[at - 1]!.text : '';
  return /^(?:News|Press|Information|Telegraph|Telegraphic)$/.test(before) || findKnown(`${before} Agency`) !== null;
}

/** Whether a phrase names an agency, newspaper or station, listed or not. */
export function isOutletName(tokens: readonly Token[], range: Range): boolean {
  return hasKnownName(tokens, range) || findOutletKind(tokens, range) !== null;
}

function describeUnlisted(
  tokens: readonly Token[],
  phrase: Phrase,
  whole: Range,
  base: Base,
  display: (part: Range) => string,
  known: KnownSources,
): SourceDescription {
  const head = tokens[phrase.head]!;
  const outlet = findOutletKind(tokens, phrase.base);
  if (outlet && (head.pos === 'PROPN' || isDescriptor(head)) && !TITLES.has(head.lower)) {
    const name = cleanName(display(cutDescriptors(tokens, phrase.base)));
    const own = known.get(normalizeSourceName(name)) ?? name;
    return { ...base, name: own, kind: 'known', known: { name, kind: outlet, nationality: '' } };
  }
  const joinedTo = endJoined(tokens, phrase, whole);
  const person = joinedTo > phrase.to ? null : findPerson(tokens, phrase, whole);
  if (person) {
    const name = cleanName(display(person));
    return { ...base, name: known.get(normalizeSourceName(name)) ?? name, kind: 'person' };
  }
  const first = tokens[phrase.base.from]!;
  const name = cleanName(display({ from: whole.from, to: Math.max(phrase.to, phrase.base.to, joinedTo) }));
  const isIndefinite = /^(?:a|an|one|another|some)$/.test(first.lower);
  const hasName = hasProperNoun(tokens, phrase.base);
  // "The North" is a name; "the ministry" refers to one.
  const isDefinite =
    head.text === head.lower &&
    (first.lower === 'the' || POSSESSIVES.has(first.lower) || /^(?:that|this|these|those)$/.test(first.lower));
  const isShort = phrase.to === phrase.base.to && phrase.base.to - phrase.base.from <= 3;
  if (/^(?:radio|television|tv)$/.test(head.text))
    return { ...base, name, kind: 'document', unnamed: !isDefinite && !hasName, refers: isDefinite };
  if (DOCUMENTS.has(head.lower)) {
    const isVague = !isDefinite && !hasName && head.lower.endsWith('s');
    const unnamed = isIndefinite || isVague || /^(?:media|press|reports)$/.test(head.lower);
    return { ...base, name, kind: 'document', unnamed, refers: isDefinite && isShort };
  }
  // "The coast guard" is a body, "the guard" is not.
  if (head.lower === 'guard' && /^(?:coast|national)$/.test(tokens[phrase.head - 1]?.lower ?? ''))
    return { ...base, name, kind: 'body', refers: false };
  const isPlural = head.pos === 'NOUN' && /[^s]s$/.test(head.lower) && !BODIES.has(head.lower);
  const isPeople = isPlural || PEOPLE.has(head.lower) || head.pos === 'DET' || head.pos === 'NUM' || head.pos === 'ADJ';
  const refers = isDefinite && !hasName && isShort;
  if (/^(?:former|latter)$/.test(head.lower)) return { ...base, name, kind: 'role', refers: true };
  if (isPeople && !BODIES.has(head.lower))
    return { ...base, name, kind: 'people', unnamed: true, refers: refers && !head.lower.endsWith('s') };
  if (BODIES.has(head.lower)) return { ...base, name, kind: 'body', unnamed: isIndefinite && !hasName, refers };
  if (TITLES.has(head.lower)) return { ...base, name, kind: 'role', unnamed: isIndefinite, refers };
  return { ...base, name, kind: head.pos === 'PROPN' ? 'body' : 'other', unnamed: isIndefinite && !hasName, refers };
}

/** "Officials *and witnesses*": whom a name with "and" leaves out. */
function endJoined(tokens: readonly Token[], phrase: Phrase, whole: Range): number {
  const next =
    tokens[phrase.to]?.lower === 'and' && phrase.to + 1 < whole.to ? readPhrase(tokens, phrase.to + 1, whole.to) : null;
  return next?.to === whole.to ? whole.to : phrase.to;
}

function hasProperNoun(tokens: readonly Token[], { from, to }: Range): boolean {
  return tokens.slice(from, to).some(({ pos, text }) => pos === 'PROPN' && !isNationality(text));
}

/** The person in "Russian Security Council Secretary Sergei Shoigu" or "the company's spokesman, John Smith". */
function findPerson(tokens: readonly Token[], phrase: Phrase, whole: Range): Range | null {
  const { base } = phrase;
  let from = base.to;
  while (from > base.from && (isPersonalName(tokens[from - 1]!) || isFamilyName(tokens, from - 1, base))) from -= 1;
  const hasTitle = from > base.from && TITLES.has(tokens[from - 1]!.lower);
  const length = base.to - from;
  if (length === 0 || length > 5) return findApposed(tokens, phrase, whole);
  const isBare = from === base.from;
  if (hasTitle || (isBare && length >= 1 && length <= 4)) return { from, to: base.to };
  // "Harbour master Jens Egede", "the singer Björk".
  const before = tokens[from - 1];
  return before?.pos === 'NOUN' || before?.pos === 'ADJ' ? { from, to: base.to } : null;
}

/** "Martin Luther *King* Jr.": a title at the end of a name is none. */
function isFamilyName(tokens: readonly Token[], at: number, { from, to }: Range): boolean {
  const isLast = at === to - 1 || /^(?:jr|sr|ii|iii)\.?$/.test(tokens[at + 1]!.lower);
  const before = at > from ? tokens[at - 1]! : null;
  const { pos, lower } = tokens[at]!;
  return isLast && pos === 'PROPN' && TITLES.has(lower) && before !== null && isPersonalName(before);
}

function isPersonalName(token: Token): boolean {
  return token.pos === 'PROPN' && !TITLES.has(token.lower) && !BODIES.has(token.lower) && !isTimeWord(token);
}

function findApposed(tokens: readonly Token[], phrase: Phrase, whole: Range): Range | null {
  const head = tokens[phrase.head]!;
  if (head.pos === 'PROPN' && !TITLES.has(head.lower)) return null;
  let at = phrase.to;
  while (at < whole.to && tokens[at]!.text !== ',') at += 1;
  let start = at + 1;
  // "The chairman, *retired general* Ivo Maric".
  while (start < Math.min(whole.to, at + 5) && /^(?:NOUN|ADJ)$/.test(tokens[start]!.pos)) start += 1;
  let end = start;
  while (end < whole.to && tokens[end]!.pos === 'PROPN') end += 1;
  const length = end - start;
  const isName = TITLES.has(head.lower) || PEOPLE.has(head.lower) ? length > 0 : length > 1;
  if (BODIES.has(tokens[end - 1]?.lower ?? '')) return null;
  return isName && (end === whole.to || tokens[end]!.text === ',') ? { from: start, to: end } : null;
}

function cleanName(name: string): string {
  return name
    .replace(/^["'“”‘’]+|["'“”‘’]+$/gu, '')
    .replace(/\s*\([^)]*\)/g, '')
    .replace(/["“”‘]|''|(?<!\p{L})'|'(?!\p{L})|’(?!\p{L})/gu, '')
    .replace(/^(?:the|a|an)\s+/i, (article) => (/^the/i.test(article) ? '' : article.toLowerCase()))
    .replace(/^same\s+/, '')
    .replace(/['’]s$/u, '')
    .replace(/[,;:]+$/, '')
    .trim();
}

/** What follows the head of a description: "officials *in* Seoul", "people *familiar* with the matter". */
const AFTER_HEAD =
  /[,(]|\s(?=(?:of|in|at|on|from|with|near|inside|close|familiar|briefed|involved|who|that|for|to|about|speaking|by)\s)/u;
const UNNAMED = /^(?:(?:an|a|the|some|several|many|two|three|few)\s+)?(?:anonymous|unnamed|unidentified)\s/iu;
const INDEFINITE = /^(?:an?|one|another|some)\s/iu;

/**
 * Whether words describe somebody without naming them, such as "two officials" or "a source close to the talks".
 * @param words of a source outside a story; a noun in capitals is a name, but for the first word
 */
export function isUnnamedDescription(words: string): boolean {
  const text = words.replace(/\s+/gu, ' ').trim();
  if (UNNAMED.test(text) || isCrowd(text)) return true;
  const whole = text.split(' ');
  const head = text.split(AFTER_HEAD)[0]!.trim().split(' ');
  return (
    isUnnamedHead(head, text) || (whole.length > head.length && isPlural(whole.at(-1)!) && PEOPLE.has(whole.at(-1)!))
  );
}

function isUnnamedHead(words: readonly string[], text: string): boolean {
  const [first = '', last = ''] = [words[0], words.at(-1)];
  const isAlone = words.length === 1;
  // "Witnesses" begins a line; "People" may be the magazine.
  const noun = isAlone && /^\p{Lu}\p{Ll}+s$/u.test(last) ? last.toLowerCase() : last;
  const isDefinite = /^(?:the|this|that)$/iu.test(first) || POSSESSIVES.has(first.toLowerCase());
  if (PEOPLE.has(noun) || noun === 'eyewitnesses') return !isDefinite || isPlural(noun);
  if (DOCUMENTS.has(noun)) return INDEFINITE.test(text) || (!isDefinite && (isPlural(noun) || noun === 'media'));
  return TITLES.has(noun) && INDEFINITE.test(text);
}

const isPlural = (noun: string): boolean => /[^s]s$|ople$|men$|sses$/u.test(noun);
