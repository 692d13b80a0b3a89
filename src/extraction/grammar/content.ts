/** Where attributed content begins and ends. */
import { skipManner, skipTime, skipTitle } from './adverbials.ts';
import { matchAlias } from '../names/known-names.ts';
import { skipAnswered } from './answers.ts';
import { isTimeWord, readPhrase } from './noun-phrases.ts';
import type { Phrase, Range, Story, Token, VerbGroup, CueVerb, RightContent } from '../model.ts';
import { BODIES, CONJUNCTIONS, wordSet } from '../tokens/words.ts';

/**
 * Where another attribution begins, and so ends the content before it; with each place, that attribution's source. A
 * source within the content itself ends nothing: "said Kim had come and had ordered".
 */
export type Cuts = ReadonlyMap<number, number>;

const NO_CUTS: Cuts = new Map();
const QUESTION_WORDS = wordSet('whether if how why what when where who which');

/** The content to the right of a verb, or null. `at` is the end of the verb group, `to` that of its sentence. */
export function readRight(story: Story, verb: CueVerb, group: VerbGroup, at: number, to: number): RightContent | null {
  const { tokens } = story;
  const addressee = verb.addressee ? readAddressee(tokens, skipAdverbs(tokens, at, to), to) : null;
  const start = skipCited(tokens, verb, skipTime(tokens, addressee?.to ?? at, to), to);
  // "Told *both parties to be ready*".
  if (addressee && verb.object && start < to && startsInfinitive(story, start))
    return { from: addressee.from, frame: 'object', addressee };
  const direct = readFirst(story, verb, group, start, to);
  if (direct && !(direct.frame === 'noun' && tokens[to - 1]?.text === ':')) return { ...direct, addressee };
  const after = skipManner(tokens, start, to, verb.prepositions);
  const frame = after > start ? readFrame(story, verb, group, after, to) : null;
  if (frame && frame.frame !== 'noun') return { ...frame, addressee };
  const isLed = tokens[to - 1]?.text === ':' && tokens[to]?.mark === 'opens' && verb.quote;
  return isLed ? { from: to, frame: 'colon', addressee } : null;
}

/** "Reported *citing police* that": the content comes after the source's own source. */
function skipCited(tokens: readonly Token[], verb: CueVerb, at: number, to: number): number {
  const cited =
    verb.that && /^(?:citing|quoting)$/.test(tokens[at]?.lower ?? '') ? readPhrase(tokens, at + 1, to) : null;
  return cited && cited.to < to && tokens[cited.to]!.lower === 'that' ? cited.to : at;
}

/** "Said in his ruling that …": a phrase that says how may come before the content. */
function readFirst(story: Story, verb: CueVerb, group: VerbGroup, at: number, to: number): Frame | null {
  const { tokens } = story;
  const direct = readFrame(story, verb, group, at, to);
  if (direct?.frame !== 'bare' || tokens[at]!.pos !== 'ADP') return direct;
  const after = skipManner(tokens, at, to, verb.prepositions);
  const later = after > at ? readFrame(story, verb, group, after, to) : null;
  if (later && later.frame !== 'noun') return later;
  return after > at && /^(?:when|while|after|before|as|in|,)$/.test(tokens[after]?.lower ?? '') ? null : direct;
}

export function skipAdverbs(tokens: readonly Token[], at: number, to: number): number {
  let i = at;
  while (i < to && tokens[i]!.pos === 'ADV') i += 1;
  return i;
}

/** "told *the Yonhap news agency* that". A known name ends the addressee: "told *CNN* Trump would". */
export function readAddressee(tokens: readonly Token[], at: number, to: number): Range | null {
  const first = tokens[at];
  if (!first || at >= to || first.mark !== null || QUESTION_WORDS.has(first.lower)) return null;
  if (first.lower === 'that' || first.lower === 'to') return null;
  const start = first.pos === 'DET' ? at + 1 : at;
  const known = matchAlias(tokens, start, to);
  // "Told *NBC's 'Today' show* that".
  const titled = known ? skipTitle(tokens, known.to, to) : 0;
  if (known && titled > known.to) return { from: at, to: titled };
  if (known && tokens[known.to]?.pos === 'PROPN') return { from: at, to: known.to };
  // "Telling *visiting* lawmakers that".
  const begin = first.pos === 'VERB' && first.lower.endsWith('ing') && at + 1 < to ? at + 1 : at;
  const phrase = readPhrase(tokens, begin, to);
  return phrase && { from: at, to: cutAddressee(tokens, phrase.base, phrase.to) };
}

/** "told *the Supreme Court* printers had warned": the name of a body ends at the lower-case noun. */
function cutAddressee(tokens: readonly Token[], { from, to }: Range, end: number): number {
  for (let i = from + 1; i < to; i++) {
    const isBody = tokens[i - 1]!.pos === 'PROPN' && BODIES.has(tokens[i - 1]!.lower);
    if (isBody && tokens[i]!.pos === 'NOUN' && i === to - 1 && tokens[to]?.pos === 'AUX') return i;
  }
  return end;
}

type Frame = Omit<RightContent, 'addressee'>;

function readFrame(story: Story, verb: CueVerb, group: VerbGroup, at: number, to: number): Frame | null {
  const { tokens } = story;
  const token = tokens[at];
  if (!token || at >= to) return null;
  if (token.text === ',') return readAfterComma(story, verb, at, to);
  if (token.text === '—' || token.text === '--') return null;
  if (token.text === ':')
    return (verb.quote || verb.that) && hasMore(tokens, at, to) ? { from: at + 1, frame: 'colon' } : null;
  if (token.mark === 'opens')
    return verb.quote || verb.that || verb.noun || verb.prepositions.size > 0 ? { from: at, frame: 'quotation' } : null;
  const next = tokens[at + 1];
  const leads = next?.text === ',' && /^(?:ADP|SCONJ)$/.test(tokens[at + 2]?.pos ?? '');
  const isAlone = next?.pos === 'PUNCT' && next.mark !== 'opens' && !leads;
  if (token.lower === 'that' && (verb.that || verb.bare) && !isAlone) return { from: at, frame: 'that' };
  if (QUESTION_WORDS.has(token.lower) && verb.question && !isWhenAsked(tokens, at))
    return { from: at, frame: 'question' };
  if (verb.infinitive && startsInfinitive(story, at)) return { from: at, frame: 'infinitive' };
  if (verb.gerund && startsGerund(story, at)) return { from: at, frame: 'infinitive' };
  // "Dismissed *as invented* a report that".
  if (verb.as && token.lower === 'as' && !group.passive && at + 2 < to) return { from: at, frame: 'as' };
  if (verb.prepositions.has(token.lower))
    return tokens[at + 1] && isTimeWord(tokens[at + 1]!) ? null : { from: at + 1, frame: 'preposition' };
  return readAfterPhrase(story, verb, group, at, to);
}

/** "When asked" says when something was said, not what. */
function isWhenAsked(tokens: readonly Token[], at: number): boolean {
  return /^(?:when|where)$/.test(tokens[at]!.lower) && tokens[at + 1]?.pos === 'VERB';
}

/** After a colon that ends a paragraph, the quotation that opens the next one counts. */
function hasMore(tokens: readonly Token[], at: number, to: number): boolean {
  return at + 1 < to || tokens[at + 1]?.mark === 'opens';
}

function startsInfinitive({ tokens }: Story, at: number): boolean {
  const start = tokens[at]!.lower === 'not' ? at + 1 : at;
  const next = tokens[start + 1];
  return tokens[start]!.lower === 'to' && (next?.pos === 'VERB' || next?.pos === 'AUX' || next?.pos === 'ADV');
}

/** "denied *taking* part". */
function startsGerund({ verbOf, verbs }: Story, at: number): boolean {
  const n = verbOf[at]!;
  return n !== -1 && verbs[n]!.form === 'gerund';
}

/** "said, 'A'", "said, that A" and "said, citing officials, that A". */
function readAfterComma({ tokens }: Story, verb: CueVerb, at: number, to: number): Frame | null {
  const next = tokens[at + 1];
  if (!next || at + 1 >= to) return null;
  if (next.mark === 'opens') return verb.quote || verb.that ? { from: at + 1, frame: 'quotation' } : null;
  if (next.lower === 'that' && verb.that) return { from: at + 1, frame: 'that' };
  for (let i = at + 2; i < Math.min(to - 1, at + 30); i++) {
    if (tokens[i]!.text !== ',') continue;
    if (tokens[i + 1]!.lower === 'that' && verb.that) return { from: i + 1, frame: 'that' };
    if (tokens[i + 1]!.mark === 'opens' && verb.quote && tokens[at + 1]!.mark === null)
      return { from: i + 1, frame: 'quotation' };
    // "Said, citing the spokesman, Ali Reza, that", "told them, Reuters said, citing an aide, that".
    if (![next, tokens[i + 1]!].some(({ lower }) => /^(?:citing|quoting)$/.test(lower))) break;
  }
  return null;
}

/** Frames that begin with a noun phrase: a bare clause, object and infinitive, "as", or the phrase alone. */
function readAfterPhrase(story: Story, verb: CueVerb, group: VerbGroup, at: number, to: number): Frame | null {
  const { tokens } = story;
  if (verb.bare && startsClause(story, at, to, tokens[group.head]!.lemma === 'say')) return { from: at, frame: 'bare' };
  if (tokens[group.head]!.lemma === 'put' && leadsToAt(tokens, at, to)) return { from: at, frame: 'preposition' };
  const near = readNear(tokens, verb, at, to);
  const isNear =
    near &&
    near.to < to &&
    (verb.prepositions.has(tokens[near.to]!.lower) || (verb.as && tokens[near.to]!.lower === 'as'));
  const phrase = isNear ? near : readPhrase(tokens, at, to);
  if (!phrase) return null;
  const next = phrase.to < to ? tokens[phrase.to] : undefined;
  if (verb.object && /^(?:to|not)$/.test(next?.lower ?? '') && startsInfinitive(story, phrase.to))
    return { from: at, frame: 'object' };
  if (verb.as && next && (next.lower === 'as' || next.mark === 'opens' || isPredicate(tokens, phrase.to)))
    return { from: at, frame: 'as' };
  if (verb.prepositions.size > 0 && next && verb.prepositions.has(next.lower))
    return { from: at, frame: 'preposition' };
  if (verb.addressee && next?.lower === 'that') return { from: phrase.to, frame: 'that' };
  return verb.noun ? { from: at, frame: 'noun' } : null;
}

/** "Put the number of burned cars *at 41*". */
function leadsToAt(tokens: readonly Token[], from: number, to: number): boolean {
  for (let i = from + 1; i < Math.min(to - 1, from + 12); i++) {
    if (tokens[i]!.pos === 'PUNCT') return false;
    if (tokens[i]!.lower === 'at') return true;
  }
  return false;
}

/** "Put *the number of dead* at 41": no preposition but "of" belongs to the phrase. */
function readNear(tokens: readonly Token[], verb: CueVerb, at: number, to: number): Phrase | null {
  const phrase = readPhrase(tokens, at, to, false);
  const next =
    phrase && !verb.prepositions.has('of') && tokens[phrase.to]?.lower === 'of'
      ? readPhrase(tokens, phrase.to + 1, to, false)
      : null;
  return next ? { ...phrase!, to: next.to } : phrase;
}

/** "called the report *a fabrication*", "called it false". */
function isPredicate(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return token !== undefined && (token.pos === 'DET' || token.pos === 'ADJ');
}

/** Whether a clause without "that" begins here: one that has a finite verb later on. */
function startsClause(story: Story, at: number, to: number, isLenient: boolean): boolean {
  const { tokens, verbOf, verbs } = story;
  const first = tokens[at]!;
  if (first.pos === 'PUNCT' || first.lower === 'to' || CONJUNCTIONS.has(first.lower)) return false;
  if (verbOf[at] !== -1 && !first.lower.endsWith('ing')) return false;
  if (isWhenAsked(tokens, at) || (!isLenient && (first.pos === 'ADP' || first.pos === 'SCONJ'))) return false;
  for (let i = at; i < to; i++) {
    const n = verbOf[i]!;
    if (n === -1) {
      if (!isLenient && /^(?:,|;|who|which|that)$/.test(tokens[i]!.lower)) return false;
      if (tokens[i]!.text === ';') return false;
      continue;
    }
    if (i > at && verbs[n]!.form === 'finite') return true;
    if (!isLenient && verbs[n]!.form !== 'gerund') return false;
  }
  return false;
}

/**
 * Where content that begins at `from` ends: with a quotation that is a whole speech, at the first of `cuts`, or with
 * the sentence.
 */
export function findContentEnd(story: Story, from: number, limit: number, cuts: Cuts = NO_CUTS): number {
  const { tokens, quotations } = story;
  const first = tokens[from];
  // A quotation in the paragraph after a colon.
  if (from >= limit && first && first.quotation !== -1) return quotations[first.quotation]!.to;
  let i = from;
  while (i < limit) {
    const token = tokens[i]!;
    if (i > from && isCut(cuts, i, from) && isEnough(tokens, from, i)) return trimEnd(tokens, from, i);
    if (token.mark === 'opens' && token.quotation !== -1) {
      const { to } = quotations[token.quotation]!;
      if (to > i && (isSpeech(tokens, to, i === from) || to >= limit)) {
        const joined = joinQuotation(story, to, limit);
        if (joined === null) return to;
        i = joined;
        continue;
      }
      i = Math.max(to, i + 1);
      continue;
    }
    i += 1;
  }
  return trimEnd(tokens, from, Math.min(i, limit));
}

/** Whether a content may end at a place. A pronoun alone is one: "denied *it*, Kyodo reported"; another word seldom. */
function isEnough(tokens: readonly Token[], from: number, at: number): boolean {
  // "Said *that*, according to police, …" goes on.
  const isPronoun = /^(?:it|that|this|them|both)$/.test(tokens[from]!.lower) && tokens[from + 2]?.lower !== 'according';
  return isPronoun || trimEnd(tokens, from, at) > from + 1;
}

export function readContent(story: Story, from: number, limit: number, cuts: Cuts = NO_CUTS): Range {
  return { from, to: findContentEnd(story, from, limit, cuts) };
}

export function isCut(cuts: Cuts, at: number, from: number): boolean {
  const source = cuts.get(at);
  return source !== undefined && (source < from || source >= at);
}

/** A quotation with its own full stop or comma is a whole speech; others may be a few words of a clause. */
function isSpeech(tokens: readonly Token[], to: number, isFirst: boolean): boolean {
  const last = tokens[to - 1]!.mark === 'closes' ? tokens[to - 2] : tokens[to - 1];
  return last !== undefined && (/^[.!?…]+$/.test(last.text) || (isFirst && last.text === ','));
}

/** `"A" and "B"`: the second quotation belongs to the content too. */
function joinQuotation({ tokens }: Story, to: number, limit: number): number | null {
  let i = to;
  while (i < limit && i - to < 3 && (tokens[i]!.text === ',' || tokens[i]!.lower === 'and')) i += 1;
  return i > to && i < limit && tokens[i]!.mark === 'opens' ? i : null;
}

/** The end of a range without its final stop, comma or "and". Quotation marks and brackets stay. */
export function trimEnd(tokens: readonly Token[], from: number, to: number): number {
  let end = to;
  while (end > from) {
    const { text, lower, mark } = tokens[end - 1]!;
    if (mark === 'closes' || !(/^[.,;:!?…—–-]+$/.test(text) || /^(?:and|but|while|though|although|as)$/.test(lower)))
      break;
    end -= 1;
  }
  return end;
}

/** The start of a range without its leading conjunction or punctuation. */
export function trimStart(tokens: readonly Token[], from: number, to: number): number {
  let start = from;
  while (start < to && (/^[.,;:—–-]+$/.test(tokens[start]!.text) || /^(?:and|but|yet|so)$/.test(tokens[start]!.lower)))
    start += 1;
  return start;
}

/** The next punctuation, if all words up to it say how or when; otherwise -1. */
export function skipToPunctuation(tokens: readonly Token[], at: number, to: number): number {
  const end = skipManner(tokens, skipTime(tokens, at, to), to, new Set());
  const token = tokens[end];
  return end >= to || !token || token.pos === 'PUNCT' ? end : -1;
}

/**
 * The content to the left of "…, he said".
 * @param at where the source or the inverted verb begins
 * @param head a token of the cue: a cue within a quotation has its content there too
 */
export function readLeft(story: Story, at: number, head: number, sentence: Range): Range | null {
  const { tokens, quotations } = story;
  const to = trimEnd(tokens, sentence.from, at);
  let from = trimStart(tokens, sentence.from, to);
  const { quotation } = tokens[head]!;
  for (let i = to - 1; i > from; i--)
    if (tokens[i]!.text === ';' && tokens[i]!.quotation === -1) from = trimStart(tokens, i, to);
  from = skipAnswered(story, from, at, sentence);
  if (quotation !== -1) from = Math.max(from, quotations[quotation]!.from + 1);
  const first = tokens[from];
  if (quotation === -1 && first && first.quotation !== -1) from = quotations[first.quotation]!.from;
  return to > from ? { from, to } : null;
}
