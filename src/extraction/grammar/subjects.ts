import { skipBack, skipTime } from './adverbials.ts';
import { lookUpPhrasal, lookUpVerb } from '../cues/verb-lexicon.ts';
import { joinBack } from './coordination.ts';
import { isBareName, isNounLike, isTimeWord, readPhrase, readPhraseBack } from './noun-phrases.ts';
import type { Range, Story, Token, VerbGroup, Phrase, VerbSubject } from '../model.ts';
import { CONJUNCTIONS, DOCUMENTS, PEOPLE, RELATIVES, TITLES } from '../tokens/words.ts';
/** The most verbs that are followed to find a shared subject: chains of "and" are short. */
const MOST_STEPS = 4;

/** The subject of the verb group `n` of the story, or null. */
export function findSubject(story: Story, n: number, steps = 0): VerbSubject | null {
  const group = story.verbs[n]!;
  const sentence = story.sentences[story.sentenceOf[group.head]!]!;
  if (steps > MOST_STEPS) return null;
  const { tokens } = story;
  if (group.form === 'gerund') {
    const own = findWith(story, group, sentence);
    if (own) return { phrase: own, by: 'beside' };
    // "X quoted Y *as denying*": whoever denies, it is not X.
    if (tokens[group.from - 1]?.lower === 'as') return null;
  }
  if (group.form === 'infinitive' || group.form === 'gerund') return findGoverning(story, n, sentence, steps);
  const before = skipBack(tokens, group.from - 1, sentence.from);
  // "Mehr, citing a deputy, and Tasnim, citing another, *both* said".
  const isBoth = /^(?:both|all)$/.test(tokens[before]?.lower ?? '') && tokens[before - 1]?.text === ',';
  const at = isBoth ? before - 1 : before;
  if (at < sentence.from) return null;
  const token = tokens[at]!;
  if (token.mark === 'opens') return null;
  if (token.mark === 'closes') return findAroundMark(story, at, sentence);
  if (/^(?:,|—|–|-|--)$/.test(token.text) || token.text === ')') return findOverComma(story, n, at, sentence, steps);
  if (RELATIVES.has(token.lower)) return findRelativeAntecedent(story, at, sentence);
  if (CONJUNCTIONS.has(token.lower)) return findShared(story, n, at, sentence, steps);
  const restricted = readRestricted(story, at, sentence);
  const phrase = restricted ?? readSubject(story, at, sentence);
  // "A woman who had waited *since dawn* said".
  if (restricted && at < group.from - 1 && tokens[group.from - 1]!.pos !== 'ADV') restricted.to = group.from;
  return phrase ? { phrase: skipCited(story, phrase, sentence), by: 'beside' } : null;
}

/** "…, with *an official* telling": a gerund with a subject of its own. */
function findWith(story: Story, group: VerbGroup, sentence: Range): Phrase | null {
  const { tokens } = story;
  const at = skipBack(tokens, group.from - 1, sentence.from);
  const phrase = at > sentence.from ? readSubject(story, at, sentence) : null;
  if (!phrase) return null;
  // "*With* one officer leaving and *another* saying".
  const second = readPhraseBack(tokens, at, sentence.from);
  const and = second ? second.from - 1 : -1;
  const opening = tokens.slice(Math.max(sentence.from, and - 9), Math.max(0, and));
  if (and > sentence.from && tokens[and]!.lower === 'and' && opening.some(({ lower }) => lower === 'with'))
    return second;
  const joint = phrase.from - 1;
  if (joint < sentence.from || tokens[joint]!.lower !== 'with') return null;
  const before = tokens[joint - 1];
  const isOpen = joint === sentence.from || /^[,;—–-]+$/.test(before!.text);
  return isOpen || !/^(?:talks?|meetings?|interviews?|spoke|met|talked|spoken)$/.test(before!.lower) ? phrase : null;
}

/** "A Reuters report *citing Xinhua* said", "Reuters, *citing the spokesman, Ali Reza*, said". */
function skipCited(story: Story, phrase: Phrase, sentence: Range): Phrase {
  const { tokens } = story;
  const cue = phrase.from - 1;
  if (cue - 1 <= sentence.from) return phrase;
  let at = cue - 1;
  if (/^(?:quoted|quotes|cited|cites)$/.test(tokens[cue]!.lower)) {
    // "Reuters, *which in turn quoted the spokesman, Ali Reza*, said".
    if (tokens[at]!.lower === 'turn') at -= 2;
    if (!/^(?:which|who)$/.test(tokens[at]?.lower ?? '')) return phrase;
    at -= 1;
  } else if (!/^(?:citing|quoting)$/.test(tokens[cue]!.lower)) return phrase;
  const owner = readSubject(story, tokens[at]?.text === ',' ? at - 1 : at, sentence);
  return owner ? skipCited(story, owner, sentence) : phrase;
}

/** Skips a clause without commas: "A lawmaker *who was present* said", "images *taken on Tuesday by Maxar* show". */
function readRestricted(story: Story, at: number, sentence: Range): Phrase | null {
  const { tokens, verbOf, verbs } = story;
  for (let i = at; i > sentence.from && at - i < 25; i--) {
    const token = tokens[i]!;
    if (token.pos === 'PUNCT' || token.mark !== null) return null;
    const n = verbOf[i]!;
    // "Said in a statement carried by X *that* officials had said".
    if (token.lower === 'that' && verbOf[i + 1] === -1 && tokens[i - 1]!.pos !== 'ADP') return null;
    if (n === -1) continue;
    const group = verbs[n]!;
    const opener = group.from - 1;
    if (group.form === 'infinitive' && opener > sentence.from) {
      i = group.from;
      continue;
    }
    if (opener < sentence.from) return null;
    // "A man who said *he had seen* it told".
    if (group.form === 'finite' && /^(?:he|she|they|it|we|i)$/.test(tokens[opener]!.lower)) {
      i = opener;
      continue;
    }
    const isRelative = opener > sentence.from && /^(?:who|which|that)$/.test(tokens[opener]!.lower);
    const isReduced =
      group.form === 'participle' ||
      // "Lawyers *representing* the family".
      (group.form === 'gerund' && (PEOPLE.has(tokens[opener]!.lower) || TITLES.has(tokens[opener]!.lower))) ||
      (group.form === 'finite' &&
        group.from === group.head &&
        /ed$/.test(tokens[group.head]!.lower) &&
        (/^(?:ADP|ADV)$/.test(tokens[group.to]?.pos ?? '') || isTimeWord(tokens[group.to]!)));
    if (!isRelative && !isReduced) return null;
    const noun = readSubjectNoun(story, isRelative ? opener - 1 : opener, sentence);
    // "A spokeswoman *quoted by* the Hindu".
    const isQuoted = /^(?:quote|cite|interview)$/.test(tokens[group.head]!.lemma) && tokens[group.to]?.lower === 'by';
    if (!noun || (isReduced && !isRelative && !isQuoted && !isPluralOrPaper(story, noun))) return null;
    return { ...noun, to: at + 1 };
  }
  return null;
}

function readSubjectNoun({ tokens }: Story, at: number, sentence: Range): Phrase | null {
  return isNounLike(tokens[at]!) || PEOPLE.has(tokens[at]!.lower) ? readPhraseBack(tokens, at, sentence.from) : null;
}

/** Nouns that a reduced clause is sure to modify: "emails released to", "sources quoted by". */
function isPluralOrPaper({ tokens }: Story, { head }: Phrase): boolean {
  const { lower } = tokens[head]!;
  return (
    DOCUMENTS.has(lower) ||
    PEOPLE.has(lower) ||
    /^(?:images|video|videos|footage|photos|photographs|pictures|emails|minutes|papers|images|people)$/.test(lower)
  );
}

/** The phrase that ends at `at`, including names joined to it by "and". */
function readSubject(story: Story, at: number, sentence: Range): Phrase | null {
  const { tokens } = story;
  const last = readPhraseBack(tokens, at, sentence.from);
  // "A lawyer for two *of them*".
  const isPart = last !== null && tokens[last.from - 1]?.lower === 'of' && /^(?:them|us)$/.test(tokens[at]!.lower);
  const owner = isPart ? readPhraseBack(tokens, last.from - 2, sentence.from) : null;
  const phrase = owner ? { ...owner, to: at + 1 } : last;
  if (!phrase) return null;
  const join = tokens[phrase.from - 1];
  if (!join || phrase.from - 2 < sentence.from || !/^(?:and|or)$/.test(join.lower)) return phrase;
  let left = phrase.from - 2;
  if (tokens[left]!.text === ',') left -= 1;
  const other = readPhraseBack(tokens, left, sentence.from);
  const whole = other && readPhrase(tokens, other.from, at + 1);
  if (whole?.to === at + 1 && tokens[whole.head]!.text !== tokens[whole.head]!.lower) return whole;
  // A verb before "and" makes two clauses of it: "profits fell in May and analysts said".
  if (!other || hasVerbBefore(story, other.from, sentence)) return phrase;
  return joinBack(tokens, { ...phrase, from: other.from, base: other.base, head: other.head }, sentence.from);
}

function hasVerbBefore(story: Story, at: number, sentence: Range): boolean {
  for (let i = at - 1; i >= sentence.from; i--) {
    const { text, lower, mark } = story.tokens[i]!;
    if (/^[,;:—–]$/.test(text) || lower === 'that' || mark !== null) return false;
    if (story.verbOf[i] !== -1) return true;
  }
  return false;
}

/** `the "gang of eight" said`: a few quoted words can be a name. */
function findAroundMark(story: Story, at: number, sentence: Range): VerbSubject | null {
  const { tokens } = story;
  const opening = Array.from({ length: 9 }, (_, k) => at - k).find(
    (i) => i >= sentence.from && tokens[i]!.mark === 'opens',
  );
  if (opening === undefined || at - opening < 2) return null;
  const before = tokens[opening - 1];
  const inner = tokens[opening + 1]!.pos === 'DET' ? readPhraseBack(tokens, at - 1, opening + 1) : null;
  if (inner?.from === opening + 1) return { phrase: inner, by: 'beside' };
  if (before?.pos !== 'DET' || opening - 1 < sentence.from) return null;
  const base = { from: opening - 1, to: at + 1 };
  return { phrase: { ...base, base, head: at - 1, apposition: null }, by: 'beside' };
}

/** Skips what stands between commas: "Mary Barra, chief executive of GM, said". */
function findOverComma(story: Story, n: number, at: number, sentence: Range, steps: number): VerbSubject | null {
  const { tokens } = story;
  const left = tokens[at]!.text === ')' ? at : findOpening(story, at, sentence);
  if (left === -1) {
    const opening = tokens[at]!.text === ',' && CONJUNCTIONS.has(tokens[at - 1]?.lower ?? '');
    return opening ? findShared(story, n, at - 1, sentence, steps) : findSharedOverComma(story, n, at, sentence, steps);
  }
  const inner = tokens[at]!.text === ')' ? null : { from: left + 1, to: at };
  const last = tokens[at]!.text === ')' ? at : left - 1;
  const phrase = readSubject(story, PLACE_ADVERB.test(tokens[last]!.lower) ? last - 1 : last, sentence);
  if (!phrase) return inner ? findInAppositive(story, n, inner, at, sentence, steps) : null;
  // "Analysts, however, predict": an adverb is no part of them.
  const isAside =
    inner !== null &&
    (isAdverbial(story, inner) || isRelayed(story, inner.from - 1, inner.to) || isReport(story, inner));
  const whole = joinLeft(story, { ...phrase, to: inner && !isAside ? at : phrase.to }, sentence);
  const own =
    inner && !isAside && isNominal(story, inner) ? { ...whole, apposition: whole.apposition ?? inner } : whole;
  return { phrase: skipCited(story, own, sentence), by: 'beside' };
}

/** "Reuters, *citing officials*, said", "the minister, *quoted by Interfax*, said": another source, and no part of this one. */
export function isRelayed({ tokens, verbOf, verbs }: Story, comma: number, to: number): boolean {
  if (comma + 1 >= to || tokens[comma]!.text !== ',') return false;
  const start = /^(?:who|which)$/.test(tokens[comma + 1]!.lower) ? comma + 2 : comma + 1;
  const at = tokens[start]?.lower === 'in' && tokens[start + 1]?.lower === 'turn' ? start + 2 : start;
  const n = verbOf[at] ?? -1;
  return n !== -1 && /^(?:cite|quote)$/.test(tokens[verbs[n]!.head]!.lemma);
}

/** "The minister, *the Times reported on Monday*, told". */
function isReport({ tokens, verbOf, verbs }: Story, { from, to }: Range): boolean {
  const reporter = readPhrase(tokens, from, to);
  const group = reporter && verbs[verbOf[reporter.to] ?? -1];
  if (!group || group.form !== 'finite' || !lookUpVerb(tokens[group.head]!.lemma)?.trailing) return false;
  return skipTime(tokens, group.to, to) === to;
}

function isAdverbial({ tokens }: Story, { from, to }: Range): boolean {
  for (let i = from; i < to; i++)
    if (tokens[i]!.pos !== 'ADV') return /^(?:for|by|in|on|of|without)$/.test(tokens[from]!.lower) && to - from <= 3;
  return to > from;
}

/** "Activists *abroad*, including the union, say". */
const PLACE_ADVERB =
  /^(?:abroad|overseas|elsewhere|nationwide|worldwide|ashore|aboard|nearby|inside|outside|there|here)$/;

/** The comma or dash that pairs with the one at `at`, or -1. */
function findOpening(story: Story, at: number, sentence: Range): number {
  const { tokens } = story;
  const closing = tokens[at]!.text;
  let depth = 0;
  for (let i = at - 1; i > sentence.from; i--) {
    const token = tokens[i]!;
    if (token.mark === 'closes') depth += 1;
    else if (token.mark === 'opens') depth -= 1;
    if (depth < 0) return -1;
    if (depth === 0 && (token.text === closing || (closing !== ',' && /^[—–-]+$/.test(token.text)))) {
      const before = tokens[i - 1]!;
      const isNoun = /^(?:NOUN|PROPN|PRON|NUM)$/.test(before.pos) || PLACE_ADVERB.test(before.lower);
      if (before.text !== ')' && !isNoun) return -1;
      const earlier = isPlaceName(tokens, i, at) ? findOpening(story, i, sentence) : -1;
      return earlier === -1 ? i : earlier;
    }
    if (/^[;:]$/.test(token.text)) return -1;
  }
  return -1;
}

/** "In Wilmington, *Del.*,": a state after its town opens no appositive. */
function isPlaceName(tokens: readonly Token[], comma: number, at: number): boolean {
  if (at - comma !== 2 || tokens[comma + 1]!.pos !== 'PROPN') return false;
  let before = comma - 1;
  while (before > 0 && tokens[before]!.pos === 'PROPN') before -= 1;
  return before < comma - 1 && /^(?:in|of|at|near|from|outside)$/.test(tokens[before]!.lower);
}

/** Another appositive further left: "John Smith, a lawyer in Austin, Texas, said". */
function joinLeft(story: Story, phrase: Phrase, sentence: Range): Phrase {
  const { tokens } = story;
  const comma = phrase.from - 1;
  if (comma - 1 < sentence.from || tokens[comma]?.text !== ',') return phrase;
  const first = tokens[phrase.from]!;
  const opensAppositive = /^(?:a|an|the)$/.test(first.lower) || /^(?:NOUN|ADJ|NUM)$/.test(first.pos);
  const outer = readPhraseBack(tokens, comma - 1, sentence.from);
  if (!opensAppositive || !outer || !isBareName(tokens, outer.base)) return phrase;
  const before = tokens[outer.from - 1];
  if (before && outer.from > sentence.from && (before.pos === 'ADP' || before.pos === 'VERB')) return phrase;
  return { ...outer, to: phrase.to, apposition: { from: comma + 1, to: phrase.to } };
}

function isNominal({ tokens, verbOf }: Story, { from, to }: Range): boolean {
  return (
    !RELATIVES.has(tokens[from]!.lower) &&
    tokens[from]!.pos !== 'ADP' &&
    readPhrase(tokens, from, to) !== null &&
    verbOf[from] === -1
  );
}

/** "…, the ministry, said": with no noun before it, the phrase between the commas is the subject. */
function findInAppositive(
  story: Story,
  n: number,
  inner: Range,
  at: number,
  sentence: Range,
  steps: number,
): VerbSubject | null {
  const phrase = readPhraseBack(story.tokens, inner.to - 1, inner.from);
  if (phrase && phrase.from === inner.from) return { phrase, by: 'beside' };
  return findSharedOverComma(story, n, at, sentence, steps);
}

/** "He met the minister, said that …, and left": verbs in a list share their subject. */
function findSharedOverComma(story: Story, n: number, at: number, sentence: Range, steps: number): VerbSubject | null {
  return story.verbs[n]!.form === 'finite' ? findShared(story, n, at, sentence, steps) : null;
}

/** "who", "which": the noun phrase before it. */
function findRelativeAntecedent(story: Story, at: number, sentence: Range): VerbSubject | null {
  const { tokens } = story;
  let left = at - 1;
  if (left >= sentence.from && tokens[left]!.pos === 'ADP') left -= 1;
  if (left >= sentence.from && tokens[left]!.text === ',') left -= 1;
  if (left < sentence.from) return null;
  const nearest = readPhraseBack(tokens, left, sentence.from);
  const phrase = nearest && left + 1 < at ? joinLeft(story, nearest, sentence) : nearest;
  if (!phrase) return null;
  return { phrase: { ...phrase, to: at + 1 }, by: 'relative' };
}

/** The subject of a verb before "and": the nearest cue's, else the nearest finite verb's. */
function findShared(story: Story, n: number, at: number, sentence: Range, steps: number): VerbSubject | null {
  const before = listBefore(story, n, at, sentence).filter(({ group }) => group.form === 'finite');
  // "Had ordered" goes on from "had inspected", and "added" from "said".
  const hasAuxiliary = story.verbs[n]!.head > story.verbs[n]!.from;
  const cue = before.find(({ group }) => isSpeechVerb(story, group) && group.head > group.from === hasAuxiliary);
  for (const { index } of cue ? [cue] : before.slice(0, 2)) {
    const subject = findSubject(story, index, steps + 1);
    if (subject) return { ...subject, by: 'shared' };
  }
  return null;
}

/** The subject of the verb that an infinitive or gerund hangs on: "declined to say", "he left, saying". */
function findGoverning(story: Story, n: number, sentence: Range, steps: number): VerbSubject | null {
  const group = story.verbs[n]!;
  if (group.form === 'gerund' && group.from === sentence.from) return findLed(story, n, sentence, steps);
  const before = listBefore(story, n, group.from, sentence);
  const cue = before.find(({ group: each }) => each.head !== group.head && isSpeechVerb(story, each));
  const isSaying = group.form === 'gerund';
  const order = isSaying && cue ? [cue, ...before] : before;
  for (const { index } of order.slice(0, 4)) {
    const subject = findSubject(story, index, steps + 1);
    if (subject) return { phrase: subject.phrase, by: 'governed' };
  }
  return null;
}

/** "Claiming that he was ill, *the treasurer* left": the subject after the comma. */
function findLed(story: Story, n: number, sentence: Range, steps: number): VerbSubject | null {
  for (let next = n + 1; next < story.verbs.length && story.verbs[next]!.to <= sentence.to; next++) {
    if (story.verbs[next]!.form !== 'finite') continue;
    const subject = findSubject(story, next, steps + 1);
    if (subject?.by === 'beside' && story.tokens[subject.phrase.from - 1]?.text === ',')
      return { phrase: subject.phrase, by: 'governed' };
  }
  return null;
}

/** The verb groups before a place in its sentence, nearest first, except those in other quotations. */
function listBefore(story: Story, n: number, at: number, sentence: Range): { index: number; group: VerbGroup }[] {
  const own = story.tokens[story.verbs[n]!.head]!.quotation;
  const list: { index: number; group: VerbGroup }[] = [];
  for (let index = n - 1; index >= 0 && list.length < 12; index--) {
    const group = story.verbs[index]!;
    if (group.from < sentence.from) break;
    const quotation = story.tokens[group.head]!.quotation;
    if (group.to <= at && (quotation === -1 || quotation === own)) list.push({ index, group });
  }
  return list;
}

function isSpeechVerb({ tokens }: Story, { head, to }: VerbGroup): boolean {
  const { lemma } = tokens[head]!;
  const verb = lookUpVerb(lemma) ?? lookUpPhrasal(lemma, [tokens[to]?.lower ?? ''])?.verb;
  return verb?.group === 'speech';
}
