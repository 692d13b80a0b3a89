import {
  findContentEnd,
  skipToPunctuation,
  readAddressee,
  readRight,
  trimEnd,
  type Cuts,
  isCut,
  readLeft,
} from '../grammar/content.ts';
import { findAnswer } from '../grammar/answers.ts';
import { endAtAside, isPastTense } from '../grammar/asides.ts';
import { isAsserted } from './assertions.ts';
import { isCredible } from './credibility.ts';
import { skipManner, skipTime } from '../grammar/adverbials.ts';
import { readPhrase, readPhraseBack } from '../grammar/noun-phrases.ts';
import { readInverted } from '../grammar/inversion.ts';
import { findSubject } from '../grammar/subjects.ts';
import { listVerbs } from '../grammar/verb-groups.ts';
import { ANY_VERB, FINDING_VERBS, lookUpPhrasal, lookUpVerb } from './verb-lexicon.ts';
import type {
  FoundAttribution,
  Range,
  Story,
  Token,
  VerbGroup,
  VerbCue,
  CueVerb,
  VerbSubject,
  RightContent,
} from '../model.ts';
import { CONJUNCTIONS } from '../tokens/words.ts';

export function listVerbCues(story: Story, sentence: Range): VerbCue[] {
  const cues: VerbCue[] = [];
  for (let i = sentence.from; i < sentence.to; i++) {
    const n = story.verbOf[i]!;
    if (n === -1) continue;
    const group = story.verbs[n]!;
    i = group.to - 1;
    const cue = lookUpCueVerb(story, group);
    if (cue && !group.passive) cues.push(readCue(story, sentence, n, cue.group, cue.verb));
  }
  return cues;
}

/** A verb that may be a cue, with its particle. "Citing" has its own rules. */
function lookUpCueVerb({ tokens }: Story, group: VerbGroup): { group: VerbGroup; verb: CueVerb } | null {
  const { lemma, lower } = tokens[group.head]!;
  if (/^(?:citing|quoting|attributing|crediting|contradicting)$/.test(lower)) return null;
  const following = [0, 1, 2].map((k) => tokens[group.to + k]?.lower ?? '');
  const phrasal = lookUpPhrasal(lemma, following);
  if (phrasal) return { group: { ...group, to: group.to + phrasal.length }, verb: phrasal.verb };
  const verb = lookUpVerb(lemma) ?? (isBesideQuotation(tokens, group) ? ANY_VERB : undefined);
  return verb ? { group, verb } : null;
}

/** Any verb is a cue between a quotation and the end of a clause, or before a colon and a quotation: "…," she demurred. */
function isBesideQuotation(tokens: readonly Token[], group: VerbGroup): boolean {
  const [next, second] = [tokens[group.to], tokens[group.to + 1]];
  if (group.form !== 'finite' || group.passive || tokens[group.head]!.pos !== 'VERB' || !next) return false;
  if (next.text === ':' && second?.mark === 'opens') return true;
  if (!/^[.,]$/.test(next.text)) return false;
  for (let i = group.from - 1; i > 0 && i > group.from - 7; i--) {
    if (tokens[i]!.mark === 'closes') return /^[,?!]$/.test(tokens[i - 1]!.text);
    if (tokens[i]!.pos === 'PUNCT') return false;
  }
  return false;
}

function readCue(story: Story, sentence: Range, n: number, group: VerbGroup, verb: CueVerb): VerbCue {
  const limit = findLimit(story, group, sentence);
  const inverted = readInverted(story, group, verb, sentence, limit);
  if (inverted) {
    const after = readRight(story, { ...verb, addressee: false, noun: false, bare: false }, group, inverted.to, limit);
    const right = after && (after.frame === 'quotation' || after.frame === 'colon') ? after : null;
    const subject = { phrase: inverted, by: 'beside' } as const;
    return { n, group, verb, subject, right, trails: 'inverted', clause: { from: group.from, to: inverted.to } };
  }
  const subject = findSubject(story, n);
  const said = readWhatSaid(story, group, subject, limit);
  const right = said ?? readRight(story, verb, group, group.to, limitRelative(story, group, subject, limit));
  const from = subject?.by === 'beside' ? subject.phrase.from : group.from;
  // `"A," he said after the vote failed`: the quotation is the content.
  const isQuoted = right?.frame === 'bare' && endsQuotation(story.tokens, from - 1);
  const isRight = right !== null && right.frame !== 'quotation' && !isQuoted;
  const trails = isRight ? null : readTrails(story, group, verb, subject, sentence, limit);
  return { n, group, verb, subject, right: isQuoted && trails ? null : right, trails, clause: { from, to: group.to } };
}

/** "*What* the captain said *was* that the engine had stopped". */
function readWhatSaid(
  { tokens }: Story,
  group: VerbGroup,
  subject: VerbSubject | null,
  limit: number,
): RightContent | null {
  const isWhat = subject?.by === 'beside' && tokens[subject.phrase.from - 1]?.lower === 'what';
  if (!isWhat) return null;
  // "What he told *the jury* was that".
  const addressee = readAddressee(tokens, group.to, limit);
  const at = addressee?.to ?? group.to;
  if (!/^(?:was|is)$/.test(tokens[at]?.lower ?? '') || at + 2 >= limit) return null;
  return { from: at + 1, frame: 'that', addressee };
}

/** A closing mark after a comma, question or exclamation mark. */
function endsQuotation(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.mark === 'closes' && /^[,?!]$/.test(tokens[at - 1]?.text ?? '');
}

/** ", who says Mass there, said", ", whom they accuse of fraud, said": a relative clause keeps its content between its commas. */
function limitRelative(
  { tokens, verbOf }: Story,
  group: VerbGroup,
  subject: VerbSubject | null,
  limit: number,
): number {
  if (!subject || !/^(?:relative|beside)$/.test(subject.by)) return limit;
  const { from, to } = subject.phrase;
  const relative = subject.by === 'relative' ? to - 1 : from - 1;
  if (!/^(?:who|which|whom|whose)$/.test(tokens[relative]?.lower ?? '') || tokens[relative - 1]?.text !== ',')
    return limit;
  for (let i = group.to; i < limit - 1; i++) if (tokens[i]!.text === ',' && verbOf[i + 1] !== -1) return i;
  return limit;
}

/** The content of a cue within a quotation stays there. */
function findLimit({ tokens, quotations }: Story, group: VerbGroup, sentence: Range): number {
  const { quotation } = tokens[group.head]!;
  if (quotation === -1) return sentence.to;
  const { to } = quotations[quotation]!;
  return Math.min(sentence.to, tokens[to - 1]!.mark === 'closes' ? to - 1 : to);
}

/** "…, he said": a subject after a comma or quotation, the verb, and nothing more but how and when. */
function readTrails(
  story: Story,
  group: VerbGroup,
  verb: CueVerb,
  subject: VerbSubject | null,
  sentence: Range,
  limit: number,
): VerbCue['trails'] {
  const { tokens } = story;
  if (group.form !== 'finite' || !subject || subject.by === 'governed' || subject.by === 'relative') return null;
  const start = subject.by === 'beside' ? subject.phrase.from : group.from;
  const before = tokens[start - 1];
  if (!before || start <= sentence.from) return null;
  const afterQuotation = before.mark === 'closes' || (before.text === ',' && tokens[start - 2]?.mark === 'closes');
  const afterComma = /^(?:,|—|–|--|\(|-)$/.test(before.text) || before.lower === 'as';
  const isSure = (afterQuotation && (verb.quote || verb.trailing)) || (afterComma && verb.trailing);
  if (!isSure || (subject.by === 'shared' && !afterQuotation)) return null;
  const rest = skipToPunctuation(tokens, verb.addressee ? skipAddressee(story, group.to, limit) : group.to, limit);
  if (rest !== -1 || leadsToCarrier(story, group.to, limit)) return 'after-subject';
  const next = tokens[group.to];
  return afterQuotation || next?.pos === 'VERB' || leadsToCiting(story, group.to, limit) ? 'after-subject' : null;
}

/** "Reported on Sunday *citing* the ministry". */
function leadsToCiting({ tokens }: Story, at: number, limit: number): boolean {
  const end = skipManner(tokens, skipTime(tokens, at, limit), limit, new Set());
  return /^(?:citing|quoting)$/.test(tokens[end]?.lower ?? '') && end < limit;
}

/** "Said in a release *cited by* Defence Weekly". */
function leadsToCarrier({ tokens }: Story, at: number, limit: number): boolean {
  const end = skipManner(tokens, at, limit, new Set(['by']));
  return end > at && tokens[end]?.pos === 'VERB' && tokens[end + 1]?.lower === 'by';
}

function skipAddressee({ tokens }: Story, at: number, limit: number): number {
  return readPhrase(tokens, at, limit)?.to ?? at;
}

/** Null when the verb has no content or is not a cue after all. */
export function makeAttribution(story: Story, cue: VerbCue, sentence: Range, cuts: Cuts): FoundAttribution | null {
  const denied = readDenied(story, cue, sentence);
  if (!isAsserted(story, cue, sentence) || (!denied && !isCredible(story, cue))) return null;
  const before =
    cue.trails === null || startsAnew(story, cue) ? null : readLeft(story, cue.clause.from, cue.group.head, sentence);
  const left = before && isAccordingAlone(story, before) ? null : before;
  const content = denied ?? (left ? [left] : []);
  const rightRange = cue.right && readRightRange(story, cue, cue.right, sentence, cuts);
  if (rightRange) content.push(rightRange);
  else if (cue.trails !== null) content.push(...readContinuation(story, cue, sentence, cuts));
  const kept = content.filter(({ from, to }) => to > from);
  if (kept.length === 0) return null;
  return {
    source: cue.subject ? { from: findSourceStart(cue.subject, denied), to: cue.subject.phrase.to } : null,
    cue: [trimCue(story, cue.group)],
    content: kept,
    stance: readStance(story, cue),
    ...rateCue(cue),
    group: isOrder(story, cue) ? 'intention' : cue.verb.group,
    via: cue.right?.addressee ?? (cue.verb.addressee ? readAddressee(story.tokens, cue.group.to, sentence.to) : null),
    parent: null,
    head: cue.group.head,
  };
}

/** "A claim Kyiv rejected": what is denied is no part of who denies. */
function findSourceStart({ phrase }: VerbSubject, denied: readonly Range[] | null): number {
  const end = denied?.[0]?.to ?? phrase.from;
  return end > phrase.from && end < phrase.to ? end : phrase.from;
}

/** "*According to CNN, which cited TASS*, Kyodo said": nothing is told here. */
function isAccordingAlone(story: Story, { from, to }: Range): boolean {
  const { tokens, verbs } = story;
  if (tokens[from]!.lower !== 'according') return false;
  return listVerbs(story, { from, to }).every((n) => {
    return verbs[n]!.form !== 'finite' || findSubject(story, n)?.by === 'relative';
  });
}

/** "Asked again, he said, 'No.'": the content is the quoted sentence on the right alone. */
function startsAnew({ tokens }: Story, { right, clause }: VerbCue): boolean {
  if (right?.frame !== 'quotation' && right?.frame !== 'colon') return false;
  const first = tokens[right.from]!.mark === 'opens' ? tokens[right.from + 1] : tokens[right.from];
  const before = [tokens[clause.from - 1], tokens[clause.from - 2]];
  const isCapital = /^\p{Lu}/u.test(first?.text ?? '');
  return isCapital && !before.some((token) => token?.mark === 'closes') && tokens[right.from]!.mark === 'opens';
}

/** "Ordered the army to" is what a report is about, not its source. */
function isOrder({ tokens }: Story, { group, right }: VerbCue): boolean {
  const { lemma } = tokens[group.head]!;
  return right?.frame === 'object' && /^(?:order|command|instruct|direct|ask|request|beg|urge|tell)$/.test(lemma);
}

function trimCue({ tokens }: Story, group: VerbGroup): Range {
  let from = group.from;
  while (from < group.head && tokens[from]!.pos === 'ADV') from += 1;
  return { from, to: group.to };
}

function readRightRange(story: Story, cue: VerbCue, right: RightContent, sentence: Range, cuts: Cuts): Range | null {
  const own = limitRelative(story, cue.group, cue.subject, findLimit(story, cue.group, sentence));
  // "Claiming that he was ill, the treasurer left".
  const isLed = cue.group.form === 'gerund' && cue.subject !== null && cue.subject.phrase.from > right.from;
  const limit = isLed ? Math.min(own, cue.subject!.phrase.from - 1) : own;
  const end = Math.min(findContentEnd(story, right.from, limit, cuts), findNextVerb(story, cue, right, limit));
  const range = { from: right.from, to: end };
  const to = /^(?:quotation|colon)$/.test(right.frame) ? end : endAtAside(story, cue.group, range);
  return to > right.from ? { from: right.from, to } : null;
}

/** "Praised the troops *and thanked* them": the content ends before the next verb of the same subject. */
function findNextVerb(
  { tokens, verbOf, verbs }: Story,
  { group }: VerbCue,
  { from, frame }: RightContent,
  limit: number,
): number {
  if (!/^(?:noun|as|preposition|infinitive|object)$/.test(frame) || group.form !== 'finite') return Infinity;
  for (let i = from + 1; i < limit - 1; i++) {
    const n = verbOf[i + 1]!;
    const isNext =
      /^(?:and|but)$/.test(tokens[i]!.lower) &&
      n !== -1 &&
      verbs[n]!.form === 'finite' &&
      tokens[i]!.quotation === tokens[from]!.quotation;
    const isPast = isNext && isPastTense(tokens, verbs[n]!);
    // "Promised to stay and *help*".
    if (isNext && isPast === isPastTense(tokens, group) && (isPast || frame !== 'infinitive'))
      return trimEnd(tokens, from, i);
  }
  return Infinity;
}

function hasOther(cuts: Cuts, from: number, to: number): boolean {
  for (const [at, source] of cuts) if (at > from && at < to && source > from) return true;
  return false;
}

/** "The bridge, officials said, *was unsafe*." */
function readContinuation(story: Story, cue: VerbCue, sentence: Range, cuts: Cuts): Range[] {
  const { tokens } = story;
  const limit = findLimit(story, cue.group, sentence);
  const rest = skipToPunctuation(tokens, cue.clause.to, limit);
  const comma = tokens[rest];
  if (rest === -1 || rest + 2 >= limit || !comma || !/^(?:,|—|–)$/.test(comma.text)) return [];
  const next = tokens[rest + 1]!;
  if (
    isCut(cuts, rest, rest) ||
    isCut(cuts, rest + 1, rest) ||
    hasOther(cuts, rest, limit) ||
    next.lower.endsWith('ing') ||
    /^(?:who|which|according|citing|as|and|but|when|after)$/.test(next.lower)
  )
    return [];
  const range = { from: rest + 1, to: findContentEnd(story, rest + 1, limit, cuts) };
  return [{ ...range, to: endAtAside(story, cue.group, range) }];
}

function readStance({ tokens }: Story, { verb, group, subject }: VerbCue): FoundAttribution['stance'] {
  const isNobody = subject && /^(?:nobody|none|neither)$/.test(tokens[subject.phrase.base.from]!.lower);
  if (isNobody) return 'doubts';
  // "Would neither confirm *nor deny*", "neither confirmed nor denied".
  if (verb.stance === 'denies' && tokens[group.from - 1]?.lower === 'nor') return 'doubts';
  if (verb.stance !== 'asserts') return group.negated ? 'asserts' : verb.stance;
  return group.negated && verb.group === 'belief' ? 'doubts' : 'asserts';
}

function rateCue({ verb, right, trails, subject, group }: VerbCue): Pick<FoundAttribution, 'confidence' | 'rule'> {
  const frame = right?.frame ?? (trails === 'inverted' ? 'inverted' : 'trailing');
  const rule = `${verb.group}-${frame}`;
  let confidence = verb.group === 'speech' ? 0.9 : verb.group === 'belief' ? 0.6 : 0.45;
  if (frame === 'noun' || frame === 'as' || frame === 'preposition' || frame === 'object') confidence -= 0.25;
  if (!subject) confidence -= 0.3;
  else if (subject.by !== 'beside') confidence -= 0.1;
  if (group.form === 'infinitive' || group.negated) confidence -= 0.2;
  return { rule, confidence: Math.max(0.1, Math.round(confidence * 100) / 100) };
}

/** See `Cuts`. */
export function listCuts(story: Story, cues: readonly VerbCue[], sentence: Range): Map<number, number> {
  const cuts = new Map<number, number>();
  for (const cue of cues) {
    // "Said he had read it and *found* nothing".
    if (FINDING_VERBS.has(story.tokens[cue.group.head]!.lemma) && !isCredible(story, cue)) continue;
    const at = findCut(story, cue);
    if (at !== -1) cuts.set(at, cue.subject?.phrase.from ?? at);
    const answer = cue.trails === null ? -1 : findAnswer(story, sentence.from, cue.clause.from, sentence);
    if (answer !== -1) cuts.set(answer, answer);
    // "Smith, who says Mass there, said": the relative clause ends before the verb.
    const before = cue.group.from - 1;
    const denied = readDenied(story, cue, sentence);
    if (denied) cuts.set(denied[0]!.from - 1, denied[0]!.from);
    const isApposed = cue.subject?.by === 'beside' && story.tokens[before]?.text === ',' && cue.right !== null;
    if (isApposed) cuts.set(before, cue.subject!.phrase.from);
  }
  return cuts;
}

function findCut({ tokens }: Story, { group, verb, subject, right, trails, clause }: VerbCue): number {
  const before = tokens[clause.from - 1];
  if (!before) return -1;
  if (trails !== null) return before.lower === 'as' ? clause.from - 2 : clause.from - 1;
  if ((verb.group === 'intention' && right?.frame !== 'that') || !right) return -1;
  if (group.form === 'gerund') {
    if (before.mark === 'closes') return clause.from;
    return before.text === ',' || before.text === '—' ? clause.from - 1 : -1;
  }
  if (group.form !== 'finite') return -1;
  if (subject?.by === 'shared' && CONJUNCTIONS.has(tokens[group.from - 1]!.lower)) return group.from - 1;
  // "Even though three members said", "and even some supporters said".
  const last = before.lower === 'even' ? clause.from - 2 : clause.from - 1;
  const first = tokens[last - 1]?.lower === 'even' ? last - 1 : last;
  const conjunction = tokens[last]!.lower;
  const comma = tokens[first - 1];
  const isContrast = /^(?:but|and|while|though|although|whereas)$/.test(conjunction);
  const isStop = comma?.text === ',' || comma?.text === ';' || comma?.mark === 'closes';
  if (isContrast && comma && (isStop || conjunction === 'but' || conjunction === 'while')) return first;
  return before.text === ';' ? clause.from - 1 : -1;
}

/** "A claim *Kyiv rejected*": where the noun ends that has been taken for a part of the subject, or -1. */
function findClaimNoun(tokens: readonly Token[], { from, to }: Range): number {
  if (!/^(?:an?|the)$/.test(tokens[from]!.lower)) return -1;
  for (let i = from + 1; i < to - 1; i++)
    if (CLAIM_NOUN.test(tokens[i]!.lower) && /^(?:PROPN|DET|PRON)$/.test(tokens[i + 1]!.pos)) return i + 1;
  return -1;
}

const CLAIM_NOUN = /^(?:charge|claim|allegation|accusation|report|assertion|suggestion|account|theory)s?$/;

/** "A charge that the republic denies": the content stands before "that". */
function readDenied(
  { tokens }: Story,
  { verb, subject, right, trails, clause }: VerbCue,
  sentence: Range,
): Range[] | null {
  const at = clause.from - 1;
  const whole = subject?.by === 'beside' ? subject.phrase : null;
  const split = whole && !right && verb.noun ? findClaimNoun(tokens, whole) : -1;
  if (whole && split !== -1) return [{ from: whole.from, to: split }];
  // "*A charge* the republic denies".
  const isAfterClaim = whole && !right && verb.noun && CLAIM_NOUN.test(tokens[whole.from - 1]?.lower ?? '');
  if (isAfterClaim && /^an?$/.test(tokens[whole.from - 2]?.lower ?? '') && whole.from - 2 > sentence.from)
    return [{ from: whole.from - 2, to: whole.from }];
  if (right || trails !== null || !verb.noun || subject?.by !== 'beside' || at - 1 <= sentence.from) return null;
  if (!/^(?:that|which)$/.test(tokens[at]!.lower)) return null;
  const phrase = readPhraseBack(tokens, tokens[at - 1]!.text === ',' ? at - 2 : at - 1, sentence.from);
  const isClaim = phrase && CLAIM_NOUN.test(tokens[phrase.head]!.lower);
  return isClaim ? [{ from: phrase.from, to: phrase.to }] : null;
}
