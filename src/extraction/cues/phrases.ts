/** Cues other than verbs of speech and nouns: "according to X", "as X put it", "is convinced that", `Minister: "We won"`. */
import { endAtAside } from '../grammar/asides.ts';
import { skipAnswered } from '../grammar/answers.ts';
import { trimEnd, trimStart, readContent } from '../grammar/content.ts';
import { extendToName, isOwnInformation, readPhrase, isSourceLike, readPhraseBack } from '../grammar/noun-phrases.ts';
import { joinForward } from '../grammar/coordination.ts';
import { makeFound } from '../model.ts';
import type { FoundAttribution, Range, Story, Token, Phrase, VerbGroup } from '../model.ts';
import { BODIES, PEOPLE, POSSESSIVES, TITLES, wordSet } from '../tokens/words.ts';
import { findSubject, isRelayed } from '../grammar/subjects.ts';
import { listVerbs } from '../grammar/verb-groups.ts';
import { lookUpVerb } from './verb-lexicon.ts';
import { hasKnownName, matchAlias } from '../names/known-names.ts';

/** "According to X": the rest of the sentence is the content. */
export function findAccording(story: Story, sentence: Range): FoundAttribution[] {
  const { tokens } = story;
  const found: FoundAttribution[] = [];
  for (let i = sentence.from; i < sentence.to - 2; i++) {
    const length = measureAccording(story, i);
    if (length === 0) continue;
    const phrase = readPhrase(tokens, i + length, sentence.to);
    if (!phrase || NO_SOURCES.has(tokens[phrase.head]!.lower) || isOwnInformation(tokens, phrase)) continue;
    const joined = joinForward(tokens, extendToName(tokens, phrase, sentence.to), sentence.to);
    const whole = { ...joined, to: skipRestriction(story, joined.to, sentence) };
    const end = skipAppositive(story, whole, sentence);
    const content = readSentenceAround(story, i, end, sentence);
    if (content.length === 0) continue;
    const cue = { from: i, to: i + length };
    const source = { from: phrase.from, to: isRelayed(story, whole.to, end) ? whole.to : end };
    const confidence = isWithinSpeech(story, i, end, sentence) ? 0.5 : 0.9;
    found.push(makeFound({ source, cue: [cue], content, rule: 'according-to', confidence, head: i }));
  }
  return found;
}

/** "He told CNN that the plan, according to an aide, was dead": it may be told by him or by the story. */
function isWithinSpeech(story: Story, from: number, to: number, sentence: Range): boolean {
  const { tokens, verbs } = story;
  if (tokens[to]?.text !== ',' || to + 2 >= sentence.to) return false;
  return listVerbs(story, { from: sentence.from, to: from }).some(
    (n) => lookUpVerb(tokens[verbs[n]!.head]!.lemma)?.group === 'speech',
  );
}

/** "According to plan" cites nobody. */
const NO_SOURCES = wordSet(
  'custom tradition law plan plans schedule rules rule need needs size age type kind taste income ability which whom',
);

function measureAccording({ tokens }: Story, i: number): number {
  const [first, second, third] = [tokens[i]!, tokens[i + 1], tokens[i + 2]];
  if (first.lower === 'according' && second?.lower === 'to') return 2;
  const isView = first.lower === 'in' && second?.lower === 'the' && tokens[i + 3]?.lower === 'of';
  if (isView && /^(?:words|view|opinion|eyes)$/.test(third?.lower ?? '')) return 4;
  const isPer = first.lower === 'per' && tokens[i - 1]?.text === ',';
  return isPer && (second?.pos === 'PROPN' || second?.pos === 'DET') ? 1 : 0;
}

/** Skips what restricts a source without a comma: "people *who know them both*", "Doctors *Without Borders*". */
function skipRestriction({ tokens, verbOf }: Story, at: number, sentence: Range): number {
  if (/^(?:Without|Against|Behind)$/.test(tokens[at]?.text ?? '') && /^\p{Lu}/u.test(tokens[at + 1]?.text ?? ''))
    return at + 2;
  if (!/^(?:who|which|that)$/.test(tokens[at]?.lower ?? '') && !(verbOf[at] !== undefined && verbOf[at] !== -1))
    return at;
  let end = at;
  while (end < sentence.to && !/^[,.;:]$/.test(tokens[end]!.text) && tokens[end]!.mark === null) end += 1;
  return end;
}

/** Skips an appositive: "according to John Smith, *an analyst at X*, …". */
function skipAppositive(story: Story, { to: at, ...phrase }: Phrase, sentence: Range): number {
  const { tokens, verbOf } = story;
  if (tokens[at]?.text !== ',' || at + 1 >= sentence.to) return at;
  // "According to Reuters, the minister, …": an outlet is no minister.
  const next = readPhrase(tokens, at + 1, sentence.to, false);
  const isPerson = next !== null && [TITLES, PEOPLE].some((nouns) => nouns.has(tokens[next.head]!.lower));
  if (isPerson && isBody(tokens, { ...phrase, to: at })) return at;
  const first = tokens[at + 1]!;
  if (!/^(?:a|an|the|who|which)$/.test(first.lower) && first.pos !== 'NUM' && first.pos !== 'NOUN') return at;
  if (matchAlias(tokens, first.pos === 'DET' ? at + 2 : at + 1, sentence.to)) return at;
  for (let i = at + 1; i < sentence.to; i++) {
    if (tokens[i]!.mark !== null) return at;
    // "According to Reuters, the broadcaster RT, citing officials, reported": RT is the subject.
    if (tokens[i]!.text === ',' && /^(?:citing|quoting)$/.test(tokens[i + 1]?.lower ?? '')) return at;
    if (/^[,.;]$/.test(tokens[i]!.text)) return tokens[i]!.text !== ';' || i === sentence.to - 1 ? i : at;
    if (verbOf[i] !== -1 && !/^(?:who|which)$/.test(first.lower) && story.verbs[verbOf[i]!]!.form === 'finite')
      return at;
  }
  return sentence.to;
}

/** "The ministry", "Reuters", "the website Meduza". */
function isBody(tokens: readonly Token[], { from, to, base, head }: Phrase): boolean {
  if (hasKnownName(tokens, { from, to }) || BODIES.has(tokens[head]!.lower)) return true;
  return tokens[head]!.pos === 'PROPN' && tokens.slice(base.from, base.to).some(({ text }) => BODIES.has(text));
}

/** The sentence without the cue phrase; for a cue within a quotation, the rest of that quotation. */
export function readSentenceAround(story: Story, from: number, to: number, sentence: Range): Range[] {
  const { tokens, quotations } = story;
  const { quotation } = tokens[from]!;
  const bounds =
    quotation === -1
      ? sentence
      : {
          from: Math.max(sentence.from, quotations[quotation]!.from + 1),
          to: Math.min(sentence.to, quotations[quotation]!.to - 1),
        };
  const leftEnd = trimEnd(tokens, bounds.from, from);
  const leftStart = trimStart(tokens, findClause(story, bounds.from, from, sentence), leftEnd);
  const first = tokens[leftStart];
  const start =
    quotation === -1 && first && first.quotation !== -1 && leftEnd > leftStart
      ? quotations[first.quotation]!.from
      : leftStart;
  const rightStart = trimStart(tokens, to, bounds.to);
  const right = {
    from: rightStart,
    to: endAtAside(story, null, { from: rightStart, to: trimEnd(tokens, rightStart, bounds.to) }),
  };
  // "Reported that, according to police, …": only what follows comes from the police.
  const isInner = tokens[leftEnd - 1]?.lower === 'that' && right.to > right.from;
  const left = { from: isInner ? leftEnd : start, to: leftEnd };
  const isLeading = leftEnd - leftStart < 1;
  // "…, according to X, but …": what follows is the story's own.
  const isOwn = !isLeading && /^(?:but|and|while|who|which|citing|adding)$/.test(tokens[to + 1]?.lower ?? '');
  return [left, ...(isOwn ? [] : [right])].filter((range) => range.to > range.from);
}

function findClause(story: Story, from: number, at: number, sentence: Range): number {
  const { tokens } = story;
  for (let i = at - 1; i > from; i--) if (tokens[i]!.text === ';' && tokens[i]!.quotation === -1) return i + 1;
  return skipAnswered(story, from, at, sentence);
}

const AS_VERBS = wordSet('report write note say observe warn explain announce record reveal');

/** "As X put it", "as quoted by X", "as reported by X". */
export function findAs(story: Story, sentence: Range): FoundAttribution[] {
  const { tokens, verbOf, verbs } = story;
  const found: FoundAttribution[] = [];
  for (let i = sentence.from; i < sentence.to - 2; i++) {
    if (tokens[i]!.lower !== 'as' || tokens[i]!.quotation !== -1) continue;
    const phrase = readPhrase(tokens, i + 1, sentence.to, true);
    const group =
      phrase && verbOf[phrase.to] !== undefined && verbOf[phrase.to] !== -1 ? verbs[verbOf[phrase.to]!]! : null;
    const isPut =
      group && /^(?:put|tell|see|describe)$/.test(tokens[group.head]!.lemma) && tokens[group.to]?.lower === 'it';
    // "*As Izvestia wrote*, the probe was lost".
    const isLed =
      group && i === sentence.from && AS_VERBS.has(tokens[group.head]!.lemma) && tokens[group.to]?.text === ',';
    if (phrase && isLed) {
      const [told] = readSentenceAround(story, i, group.to, sentence).slice(-1);
      const led: Range[] = [
        { from: i, to: i + 1 },
        { from: group.from, to: group.to },
      ];
      if (told)
        found.push(
          makeFound({ source: phrase, cue: led, content: [told], rule: 'as-put', confidence: 0.85, head: group.head }),
        );
      continue;
    }
    if (!phrase || !isPut) continue;
    const content = readSentenceAround(story, i, group.to + 1, sentence);
    const cue: Range[] = [
      { from: i, to: i + 1 },
      { from: group.from, to: group.to + 1 },
    ];
    if (content.length > 0)
      found.push(makeFound({ source: phrase, cue, content, rule: 'as-put', confidence: 0.85, head: group.head }));
  }
  return found;
}

/** "In X's view", "by X's own account". */
export function findViews(story: Story, sentence: Range): FoundAttribution[] {
  const { tokens } = story;
  const found: FoundAttribution[] = [];
  for (let i = sentence.from; i < sentence.to - 3; i++) {
    if (!/^(?:in|by)$/.test(tokens[i]!.lower)) continue;
    const at = findView(story, i, sentence);
    if (at === -1) continue;
    const content = readSentenceAround(story, i, at + 1, sentence);
    const isOwn = tokens[at - 1]!.lower === 'own';
    const source = { from: i + 1, to: isOwn ? at - 1 : at };
    const cue = [
      { from: i, to: i + 1 },
      { from: at, to: at + 1 },
    ];
    if (content.length > 0) found.push(makeFound({ source, cue, content, rule: 'in-view', confidence: 0.7, head: at }));
  }
  return found;
}

function findView({ tokens }: Story, at: number, sentence: Range): number {
  const noun =
    tokens[at]!.lower === 'in'
      ? /^(?:view|opinion|words|telling|estimation)$/
      : /^(?:admission|account|reckoning|estimate|count)$/;
  for (let i = at + 2; i < Math.min(sentence.to, at + 10); i++) {
    if (tokens[i]!.pos === 'PUNCT') return -1;
    if (!noun.test(tokens[i]!.lower)) continue;
    const owner = tokens[i - 1]!.lower === 'own' ? tokens[i - 2]! : tokens[i - 1]!;
    return owner.lower === "'s" || owner.lower === "'" || POSSESSIVES.has(owner.lower) ? i : -1;
  }
  return -1;
}

const STATES: ReadonlyMap<string, FoundAttribution['stance']> = new Map([
  ...'convinced confident certain sure adamant hopeful optimistic concerned worried afraid clear insistent satisfied persuaded'
    .split(' ')
    .map((word): [string, FoundAttribution['stance']] => [word, 'asserts']),
  ...'doubtful sceptical skeptical unsure uncertain unconvinced'
    .split(' ')
    .map((word): [string, FoundAttribution['stance']] => [word, 'doubts']),
]);

const STATE_PREPOSITIONS = new Set(['about', 'of', 'on']);

/** A state of mind after a form of "to be": "is convinced that", "are confident the plan will work". */
export function findAdjectiveCues(story: Story, sentence: Range, numbers: readonly number[]): FoundAttribution[] {
  return numbers.flatMap((n) => readState(story, sentence, n, story.verbs[n]!));
}

function readState(story: Story, sentence: Range, n: number, group: VerbGroup): FoundAttribution[] {
  const { tokens } = story;
  let at = group.to;
  while (at < sentence.to && tokens[at]!.pos === 'ADV') at += 1;
  // The tagger takes "convinced" for the verb itself.
  const adjective = STATES.has(tokens[group.head]!.lower) ? group.head : at;
  const stance = STATES.get(tokens[adjective]?.lower ?? '');
  const next = tokens[adjective + 1];
  if (stance === undefined || !next || adjective + 2 >= sentence.to || !isState(story, group, adjective)) return [];
  const isClause =
    next.lower === 'that' ||
    (STATE_PREPOSITIONS.has(next.lower) ? next.lower !== 'on' : startsBareClause(story, adjective + 1, sentence));
  const subject = isClause ? findSubject(story, n) : null;
  if (!subject || /^(?:it|this|that|i|we|there|you)$/.test(tokens[subject.phrase.head]!.lower)) return [];
  const from = STATE_PREPOSITIONS.has(next.lower) ? adjective + 2 : adjective + 1;
  const content = readContent(story, from, sentence.to);
  const negated =
    group.negated || tokens.slice(group.from, adjective).some(({ lower }) => lower === 'not' || lower === "n't");
  const source = { from: subject.phrase.from, to: subject.phrase.to };
  const parts = { source, cue: [{ from: group.from, to: adjective + 1 }], content: [content], confidence: 0.5 };
  const rest = { rule: 'adjective', group: 'belief', head: adjective } as const;
  return [makeFound({ ...parts, ...rest, stance: negated ? 'doubts' : stance })];
}

function isState({ tokens }: Story, group: VerbGroup, adjective: number): boolean {
  const first = tokens[group.from]!;
  return first.pos === 'AUX' && (adjective === group.head || adjective - group.head <= 3);
}

function startsBareClause({ tokens, verbOf, verbs }: Story, at: number, { to }: Range): boolean {
  if (!/^(?:DET|PRON|NOUN|PROPN|NUM|ADJ)$/.test(tokens[at]!.pos)) return false;
  for (let i = at + 1; i < Math.min(to, at + 10); i++) {
    if (/^[,;]$/.test(tokens[i]!.text)) return false;
    if (verbOf[i] !== -1) return verbs[verbOf[i]!]!.form === 'finite';
  }
  return false;
}

/** The speaker before or after a colon or dash, in a sentence without any other cue. */
export function findHeadline(story: Story, sentence: Range): FoundAttribution[] {
  const { tokens } = story;
  for (let i = sentence.from + 1; i < sentence.to - 1; i++) {
    const token = tokens[i]!;
    if (token.mark !== null && tokens[i]!.quotation !== -1 && token.mark === 'opens' && i > sentence.from + 12)
      return [];
    if (token.text === ':' && token.quotation === -1)
      return readLeading(story, i, sentence) ?? readTrailing(story, i, sentence) ?? [];
    if (/^[–—-]$/.test(token.text) && i > sentence.to - 6) return readTrailing(story, i, sentence) ?? [];
  }
  return [];
}

function isHeadline({ tokens }: Story, { to }: Range): boolean {
  return !/^[.!?]$/.test(tokens[to - 1]!.text);
}

/** `Minister: "We won"`, "Seoul: North fired three missiles", "The aide on the talks: no date". */
function readLeading(story: Story, colon: number, sentence: Range): FoundAttribution[] | null {
  const { tokens, quotations, verbOf } = story;
  const first = readPhrase(tokens, sentence.from, colon);
  const rest = first && first.to < colon && tokens[first.to]!.lower === 'on' ? colon : first?.to;
  const next = tokens[colon + 1]!;
  const isQuoted = next.mark === 'opens';
  if (!first || rest !== colon || colon - sentence.from > 12 || verbOf[sentence.from] !== -1) return null;
  if (!(isQuoted || isHeadline(story, sentence) || first.to < colon) || !isHeadlineSpeaker(story, first)) return null;
  const to = isQuoted ? Math.max(quotations[next.quotation]!.to, sentence.to) : sentence.to;
  return makeHeadlineAttribution(colon, first, { from: colon + 1, to: trimEnd(tokens, colon + 1, to) });
}

/** "Missing yacht found: report". */
function readTrailing(story: Story, mark: number, sentence: Range): FoundAttribution[] | null {
  const { tokens } = story;
  const phrase = readPhraseBack(tokens, sentence.to - 1, mark + 1);
  if (!isHeadline(story, sentence) || !phrase || phrase.from !== mark + 1 || !isHeadlineSpeaker(story, phrase))
    return null;
  return makeHeadlineAttribution(mark, phrase, { from: sentence.from, to: trimEnd(tokens, sentence.from, mark) });
}

function isHeadlineSpeaker({ tokens }: Story, phrase: Phrase): boolean {
  return isSourceLike(tokens, phrase) || matchAlias(tokens, phrase.from, phrase.to) !== null;
}

function makeHeadlineAttribution(mark: number, { from, to }: Range, content: Range): FoundAttribution[] {
  const [source, cue] = [{ from, to }, [{ from: mark, to: mark + 1 }]];
  return [makeFound({ source, cue, content: [content], rule: 'beside-mark', confidence: 0.55, head: mark })];
}
