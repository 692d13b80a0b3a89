/** Noun phrases from part-of-speech tags: read forward from their beginning or backward from their end. */
import type { Range, Token, Phrase } from '../model.ts';
import { findKnown } from '../names/known-names.ts';
import {
  BODIES,
  DOCUMENTS,
  MANNER_NOUNS,
  MONTHS,
  PEOPLE,
  PERSONAL,
  POSSESSIVES,
  TIME_NOUNS,
  TITLES,
  WEEKDAYS,
  wordSet,
} from '../tokens/words.ts';
const PHRASE_TAGS = wordSet('NOUN PROPN ADJ NUM DET SYM');
const JOINS_PHRASES = wordSet(
  'of for at in from with on near to against about inside under behind within around across outside between among over by',
);
/** After a bare name, only "of" continues the phrase: in "said Smith in an interview", "in" belongs to the verb. */
const JOINS_NAMES = new Set(['of']);
/** Modifiers that lead on to a preposition: "people familiar with". */
const LOOSE_MODIFIERS =
  wordSet(`familiar close briefed involved based responsible present aware authorized authorised opposed loyal allied linked tied representing advising
  working living following attending interviewed knowledgeable privy speaking active fighting investigating covering`);

const NAME_PARTICLES = wordSet('de van al bin von');

export function isNounLike({ pos }: Token): boolean {
  return pos === 'NOUN' || pos === 'PROPN';
}

/** "May" is a month and "may" is not; "dawn" is a time and Dawn a newspaper. */
export function isTimeWord({ lower, text, pos }: Token): boolean {
  const isCapital = text !== lower;
  if (lower === 'may' && pos === 'PROPN') return false;
  if (isCapital && (WEEKDAYS.has(lower) || MONTHS.has(lower))) return true;
  return TIME_NOUNS.has(lower) && (!isCapital || pos !== 'PROPN');
}

function isPronoun(token: Token): boolean {
  return token.pos === 'PRON' && !POSSESSIVES.has(token.lower);
}

/** The phrase that begins at `at`, or null. With `joined`, it includes what follows: "a spokesman *for the ministry*". */
export function readPhrase(tokens: readonly Token[], at: number, to: number, joined = true): Phrase | null {
  const base = readBase(tokens, at, to);
  if (!base) return null;
  const head = findHead(tokens, base);
  if (head === -1) return null;
  const phrase: Phrase = { from: at, to: base.to, base, head, apposition: null };
  phrase.to = skipBrackets(tokens, phrase.to, to);
  if (joined && !isPronoun(tokens[head]!)) phrase.to = readPostModifiers(tokens, phrase, to);
  return phrase;
}

function readBase(tokens: readonly Token[], at: number, to: number): Range | null {
  const first = tokens[at];
  if (!first || at >= to) return null;
  if (isPronoun(first)) return { from: at, to: at + 1 };
  let end = at;
  let hasNoun = false;
  for (let i = at; i < to; i++) {
    const token = tokens[i]!;
    const next = i + 1 < to ? tokens[i + 1] : undefined;
    if (token.mark !== null) break;
    if (hasNoun && (token.pos === 'DET' || isWhen(tokens, i))) break;
    if (isNounLike(token)) {
      hasNoun = true;
      end = i + 1;
    } else if (token.pos === 'NUM' || token.pos === 'SYM' || (token.pos === 'DET' && i === at)) end = i + 1;
    else if (token.pos === 'DET' && !hasNoun) end = i + 1;
    else if (token.pos === 'PRON' && POSSESSIVES.has(token.lower) && !hasNoun) end = i + 1;
    else if (token.pos === 'ADJ') {
      if (hasNoun && !(next && isNounLike(next))) break;
      end = i + 1;
    } else if (token.lower === "'s" || token.lower === "'") {
      if (!hasNoun || token.pos === 'AUX' || !next || !isPhrasePart(next)) break;
      hasNoun = false;
    } else if (isInnerWord(tokens, i, at, to, hasNoun)) continue;
    else break;
  }
  return end > at ? { from: at, to: end } : null;
}

function isPhrasePart({ pos, lower }: Token): boolean {
  return PHRASE_TAGS.has(pos) || pos === 'VERB' || pos === 'ADV' || lower === 'and';
}

/** Participles, adverbs and "and" within a phrase: "the ruling party", "the Trade and Industry Ministry". */
function isInnerWord(tokens: readonly Token[], i: number, at: number, to: number, hasNoun: boolean): boolean {
  const token = tokens[i]!;
  const next = i + 1 < to ? tokens[i + 1] : undefined;
  if (!next) return false;
  if (token.pos === 'VERB')
    return !hasNoun && i > at && /(?:ed|ing|en)$/.test(token.lower) && (isNounLike(next) || next.pos === 'ADJ');
  if (token.pos === 'ADV') return !hasNoun && (next.pos === 'ADJ' || next.pos === 'NUM' || next.pos === 'VERB');
  if (/^(?:about|around|over|under|nearly|almost|roughly)$/.test(token.lower)) return !hasNoun && next.pos === 'NUM';
  if (token.text === ',') return i > at && isListedName(tokens, i, at, Math.min(to - 1, i + 5));
  if (token.lower === 'than') return !hasNoun && next.pos === 'NUM';
  if (token.lower === 'and' || token.text === '&') {
    if (i <= at) return false;
    const last = tokens[i - 1]!;
    const areNames = last.pos === 'PROPN' && next.pos === 'PROPN' && i + 2 < to && tokens[i + 2]!.pos === 'PROPN';
    const isName = areNames && hasBodyNoun(tokens, i + 2, to);
    return token.text === '&' || isName || (last.pos === 'ADJ' && next.pos === 'ADJ');
  }
  return NAME_PARTICLES.has(token.lower);
}

/** "Trade and Industry Ministry" is one body; "Smith and Jones" are two people. */
function hasBodyNoun(tokens: readonly Token[], at: number, to: number): boolean {
  return tokens.slice(at, Math.min(to, at + 3)).some(({ lower }) => BODIES.has(lower));
}

/** A time ends the phrase before it: "Smith Monday", "officials last week". */
function isWhen(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i]!;
  if (WEEKDAYS.has(token.lower) || /^(?:today|yesterday|tomorrow|tonight)$/.test(token.lower)) return true;
  const next = tokens[i + 1];
  return /^(?:last|this|next|late|early|earlier)$/.test(token.lower) && next !== undefined && isTimeWord(next);
}

function findHead(tokens: readonly Token[], { from, to }: Range): number {
  for (let i = to - 1; i >= from; i--) if (isNounLike(tokens[i]!)) return i;
  for (let i = to - 1; i >= from; i--) {
    const { pos, lower } = tokens[i]!;
    if (pos === 'PRON' || pos === 'NUM' || pos === 'ADJ' || (pos === 'DET' && !/^(?:the|a|an|every)$/.test(lower)))
      return i;
  }
  return -1;
}

/** "(KCNA)" belongs to the name before it. */
function skipBrackets(tokens: readonly Token[], at: number, to: number): number {
  if (tokens[at]?.text !== '(') return at;
  for (let i = at + 1; i < Math.min(to, at + 7); i++) if (tokens[i]!.text === ')') return i + 1;
  return at;
}

export function isBareName(tokens: readonly Token[], { from, to }: Range): boolean {
  return tokens.slice(from, to).every(({ pos, lower }) => pos === 'PROPN' && !BODIES.has(lower));
}

function readPostModifiers(tokens: readonly Token[], phrase: Phrase, to: number): number {
  let end = phrase.to;
  const joins = isBareName(tokens, phrase.base) ? JOINS_NAMES : JOINS_PHRASES;
  for (let rounds = 0; rounds < 8; rounds++) {
    let at = end;
    if (LOOSE_MODIFIERS.has(tokens[at]?.lower ?? '') && at < to) at += 1;
    const join = tokens[at];
    if (!join || at >= to || !joins.has(join.lower)) return end;
    const next = readBase(tokens, at + 1, to);
    if (!next || isManner(tokens, next, join)) return end;
    end = skipBrackets(tokens, next.to, to);
    if (join.lower === 'of') end = readListedName(tokens, { from: phrase.head, to: end }, to);
  }
  return end;
}

/** "The Ministry of Transport *and Water*": one body, and no coordination. */
function readListedName(tokens: readonly Token[], { from, to: at }: Range, to: number): number {
  const head = tokens[from]!;
  const [join, next] = [tokens[at], tokens[at + 1]];
  const isBody = BODIES.has(head.lower) && head.text !== head.lower && tokens[at - 1]!.pos === 'PROPN';
  if (!isBody || join?.lower !== 'and' || at + 1 >= to || next?.pos !== 'PROPN' || findKnown(next.text)) return at;
  let end = at + 2;
  while (end < to && tokens[end]!.pos === 'PROPN' && end - at < 4) end += 1;
  return end;
}

/** With the name behind a title: "the ministry's spokesman, *Ali Reza*,". */
export function extendToName(tokens: readonly Token[], phrase: Phrase, to: number): Phrase {
  const head = tokens[phrase.head]!;
  if (tokens[phrase.to]?.text !== ',' || head.pos === 'PROPN' || !(TITLES.has(head.lower) || PEOPLE.has(head.lower)))
    return phrase;
  let end = phrase.to + 1;
  while (end < to && tokens[end]!.pos === 'PROPN' && end - phrase.to < 5) end += 1;
  const [from, next] = [phrase.to + 1, tokens[end]];
  const isName = end - from > 1 && (end === to || next?.pos === 'PUNCT') && !isTimeWord(tokens[from]!);
  const isOutlet =
    BODIES.has(tokens[end - 1]!.lower) ||
    findKnown(
      tokens
        .slice(from, end)
        .map(({ text }) => text)
        .join(' '),
    );
  return isName && !isOutlet ? { ...phrase, to: end, apposition: { from, to: end } } : phrase;
}

/** Whether a prepositional phrase says when or how rather than who. */
function isManner(tokens: readonly Token[], { from, to }: Range, join: Token): boolean {
  if (join.lower === 'of') return false;
  const last = tokens[to - 1]!;
  if (isTimeWord(last) || WEEKDAYS.has(tokens[from]!.lower) || MONTHS.has(tokens[from]!.lower)) return true;
  return /^(?:in|at|on|by|during)$/.test(join.lower) && MANNER_NOUNS.has(last.lower);
}

/** Whether a phrase can speak: not a time, a sum or a thing. */
export function isSourceLike(tokens: readonly Token[], { base, head }: Phrase): boolean {
  const token = tokens[head]!;
  if (PERSONAL.has(token.lower)) return true;
  if (isTimeWord(token)) return false;
  const one = token.lower.replace(/ies$/, 'y').replace(/s$/, '');
  if ([PEOPLE, DOCUMENTS, BODIES, TITLES].some((nouns) => nouns.has(token.lower) || nouns.has(one))) return true;
  return token.pos === 'PROPN' && base.from <= head && head < base.to;
}

/** Nouns for figures and papers that are cited as what somebody found. */
const EVIDENCE = wordSet(
  'measurements measurement statistics calculations calculation testimony transcript transcripts polling forecast forecasts',
);

/** "Citing security concerns" gives a reason, not a source. */
const REASONS =
  wordSet(`lack concern concerns reason reasons need risk risks security safety cost costs weather progress fear fears problem problems issue issues
  example examples precedent uncertainty condition conditions health pressure delay delays violation violations threat threats interest interests
  privacy policy difficulty difficulties rules law laws efforts differences shortage shortages change changes increase decline demand damage
  wind winds storm storms collapse outbreak death deaths attack attacks ban strike strikes war closure crisis slump flood floods fire earthquake pandemic virus recession inflation
  drought shutdown boycott protest protests scandal dispute feud split illness injury theory theories right rights success fall rise surge loss losses deal events event numbers age danger dangers`);

/** Endings of nouns for what happens or is thought. */
const ABSTRACT = /(?:[ts]ions?|ments?|ness|it(?:y|ies)|[ae]nces?|isms?|ships?|ings?|ures?|als?|ths?|sis|c(?:y|ies))$/;

/** "According to *his data*" refers to the speaker. */
export function isOwnInformation(tokens: readonly Token[], { from, head }: Phrase): boolean {
  const isOwn = POSSESSIVES.has(tokens[from]!.lower) && tokens[from]!.lower !== 'whose';
  return (
    isOwn &&
    /^(?:information|data|knowledge|figures|calculations?|estimates?|records|numbers)$/.test(tokens[head]!.lower)
  );
}

/**
 * Whether a phrase after "citing" or "according to" is a source: people, bodies, names and their papers, no events.
 * @param isTold whether somebody speaks who does the citing; then any definite thing but an event may be a source
 */
export function canSpeak(tokens: readonly Token[], phrase: Phrase, isTold = true): boolean {
  const { lower, pos } = tokens[phrase.head]!;
  const isReleased = lower === 'release' || lower === 'address' || lower === 'call';
  if (isReleased) return tokens[phrase.head - 1]?.lower === 'press' || tokens[phrase.head - 1]?.lower === 'news';
  if (isOwnInformation(tokens, phrase)) return false;
  if (isSourceLike(tokens, phrase) || EVIDENCE.has(lower) || findKnown(lower)?.name === lower) return true;
  if (MANNER_NOUNS.has(lower)) return !/^(?:meeting|event|rally|reaction|hearing|debate)$/.test(lower);
  if (pos !== 'NOUN' || REASONS.has(lower)) return false;
  if (/(?:ers?|ors?|ists?|ians?|man|men|woman|women|ants?|ents?)$/.test(lower)) return !/ments?$/.test(lower);
  const isDefinite = isTold && (tokens[phrase.from]!.lower === 'the' || POSSESSIVES.has(tokens[phrase.from]!.lower));
  return isDefinite && !ABSTRACT.test(lower);
}

/** The phrase that ends at `last` (inclusive), looking no further back than `from`; null where none ends there. */
export function readPhraseBack(tokens: readonly Token[], last: number, from: number): Phrase | null {
  let base = readBaseBack(tokens, last, from);
  if (!base) return null;
  const to = last + 1;
  // "A person familiar with the talks": the head lies to the left of the prepositions.
  for (let rounds = 0; rounds < 8; rounds++) {
    const left = stepOverJoin(tokens, base.from - 1, from);
    if (left === -1) break;
    const outer = readBaseBack(tokens, left, from);
    if (!outer || findHead(tokens, outer) === -1) break;
    base = outer;
  }
  const head = findHead(tokens, base);
  return head === -1 ? null : { from: base.from, to, base, head, apposition: null };
}

/** The noun that a phrase is attached to by a preposition, or -1. */
function stepOverJoin(tokens: readonly Token[], at: number, from: number): number {
  const join = tokens[at];
  if (at <= from || !join || join.pos === 'VERB' || !JOINS_PHRASES.has(join.lower)) return -1;
  let left = at - 1;
  if (LOOSE_MODIFIERS.has(tokens[left]!.lower)) left -= 1;
  if (left < from) return -1;
  if (tokens[left]!.text === ')') return left;
  const noun = tokens[left]!;
  // "Prices rose in May": a verb before the preposition ends the phrase.
  if (!isNounLike(noun) && !PEOPLE.has(noun.lower)) return -1;
  return isTimeWord(noun) && join.lower !== 'of' ? -1 : left;
}

function readBaseBack(tokens: readonly Token[], last: number, from: number): Range | null {
  let at = last;
  if (tokens[at]?.text === ')') at = skipBracketsBack(tokens, at, from);
  const first = tokens[at];
  if (!first || at < from) return null;
  if (isPronoun(first) || (first.lower === 'one' && tokens[at - 1]?.pos !== 'DET')) return { from: at, to: last + 1 };
  if (!isNounLike(first) && first.pos !== 'NUM' && first.pos !== 'ADJ' && first.pos !== 'DET') return null;
  if (isTimeWord(first) && first.pos !== 'PROPN') return null;
  let start = at;
  let inName = first.pos === 'PROPN';
  for (let i = at - 1; i >= from; i--) {
    const token = tokens[i]!;
    // "A Korean Central News Agency (KCNA) report".
    if (token.text === ')' && /^\p{Lu}+$/u.test(tokens[i - 1]?.text ?? '') && tokens[i - 2]?.text === '(') {
      i -= 2;
      continue;
    }
    // "The Rail, Maritime and Transport Workers union".
    if (token.text === ',' && isListedName(tokens, i, from, last)) {
      start = i - 1;
      i -= 1;
      continue;
    }
    // "The teachers' union".
    if (token.mark === null && isPossessiveMark(token) && i > from && isNounLike(tokens[i - 1]!)) continue;
    if (token.mark !== null || token.pos === 'PUNCT') break;
    if (isYear(token) && tokens[i - 1]?.lower === 'in') break;
    if (isNounLike(token)) {
      if (WEEKDAYS.has(token.lower) || (isTimeWord(token) && !inName)) break;
      inName = token.pos === 'PROPN';
      start = i;
    } else if (token.pos === 'ADJ' || token.pos === 'NUM' || token.pos === 'SYM') start = i;
    else if (token.pos === 'DET' || (token.pos === 'PRON' && POSSESSIVES.has(token.lower))) {
      const isAfterVerb = /^(?:VERB|AUX)$/.test(tokens[i - 1]?.pos ?? '');
      const isClause = !isNounLike(tokens[i + 1]!) || /s$|^police$|^people$/.test(first.lower) || isAfterVerb;
      if (token.lower === 'that' && isClause) break;
      start = i;
      if (!(i > from && /^(?:all|both|half|many|such)$/.test(tokens[i - 1]!.lower))) break;
    } else if (isInnerWordBack(tokens, i, from)) continue;
    else break;
  }
  return { from: start, to: last + 1 };
}

/** Whether a comma stands in the name of one body: a name before it, a name and "and" after it, and a noun like "union". */
function isListedName(tokens: readonly Token[], comma: number, from: number, last: number): boolean {
  const [before, next, join] = [tokens[comma - 1], tokens[comma + 1], tokens[comma + 2]];
  const isList = before?.pos === 'PROPN' && next?.pos === 'PROPN' && join?.lower === 'and' && comma - 1 >= from;
  if (!isList || findKnown(before.text) || findKnown(next.text)) return false;
  if (tokens[comma - 2]?.lower === 'of' && isNamedBody(tokens[comma - 3])) return true;
  return tokens
    .slice(comma + 4, Math.min(last + 1, comma + 7))
    .some(({ lower, pos }) => BODIES.has(lower) && pos !== 'VERB');
}

/** The "Union" of "the Union of Shop, Distributive and Allied Workers". */
function isNamedBody(token: Token | undefined): boolean {
  return token !== undefined && BODIES.has(token.lower) && token.text !== token.lower;
}

function isPossessiveMark({ lower, pos }: Token): boolean {
  return (lower === "'s" || lower === "'") && pos !== 'AUX';
}

function isYear({ text }: Token): boolean {
  return /^(?:19|20)\d\d$/.test(text);
}

function isInnerWordBack(tokens: readonly Token[], i: number, from: number): boolean {
  const token = tokens[i]!;
  const before = i > from ? tokens[i - 1] : undefined;
  if (!before) return false;
  const opens = before.pos === 'DET' || before.pos === 'ADJ' || before.lower === "'s";
  if (token.pos === 'VERB') return opens && /(?:ed|ing|en)$/.test(token.lower);
  if (token.pos === 'ADV') return tokens[i + 1]!.pos === 'ADJ' && before.pos === 'DET';
  if (token.text === '&') return true;
  if (token.lower === 'and') {
    const [next, second] = [tokens[i + 1], tokens[i + 2]];
    const areNames = before.pos === 'PROPN' && next?.pos === 'PROPN' && second?.pos === 'PROPN';
    return areNames && hasBodyNoun(tokens, i + 2, tokens.length);
  }
  return NAME_PARTICLES.has(token.lower);
}

function skipBracketsBack(tokens: readonly Token[], at: number, from: number): number {
  for (let i = at - 1; i >= Math.max(from, at - 7); i--) if (tokens[i]!.text === '(') return i - 1;
  return at;
}
