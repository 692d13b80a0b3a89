/** Where the story goes on in its own words after somebody's: "it was over, *which few believed*". */
import { trimEnd } from './content.ts';
import { readPhrase } from './noun-phrases.ts';
import { listVerbs } from './verb-groups.ts';
import { lookUpVerb } from '../cues/verb-lexicon.ts';
import type { Range, Story, Token, VerbGroup } from '../model.ts';
import { wordSet } from '../tokens/words.ts';

/** Nouns that speak of the words before them: "…, *a charge* she denies". */
const SAYINGS = wordSet(
  `accusation allegation allusion argument assertion boast charge claim comment contention forecast jab line message notion pledge
  position prediction promise reference remark sentiment stance statement suggestion swipe threat view warning`,
);
/** Participles of what words do: "…, *drawing* cheers". */
const EFFECTS = wordSet(
  'alluding contradicting drawing echoing eliciting paraphrasing prompting provoking referring repeating reversing sparking',
);
/** How something is said, where it ends a sentence: "…, he said *in an interview with X*". */
const OCCASIONS = wordSet('interview statement tweet email e-mail op-ed briefing conference rally telecast newsletter');

/** The end of somebody's words that begin at `from` and may go on to `to`. @param cue the verb that leads to them, if any */
export function endAtAside(story: Story, cue: VerbGroup | null, { from, to }: Range): number {
  const { tokens, quotations } = story;
  const isPast = cue !== null && (isPastTense(tokens, cue) || /^(?:has|have)$/.test(tokens[cue.from]!.lower));
  let dash = -1;
  for (let i = from + 2; i < to - 2; i++) {
    const { text, quotation } = tokens[i]!;
    if (quotation !== -1) {
      i = Math.max(i, quotations[quotation]!.to - 1);
      if (tokens[i + 1]?.quotation === -1 && EFFECTS.has(tokens[i + 1]!.lower)) return i + 1;
      continue;
    }
    if (/^(?:—|–|--)$/.test(text)) dash = dash === -1 ? i : -2;
    const isAside =
      text === ',' &&
      (isContrast(story, i, to) || isRemark(tokens, i, to) || isAnswered(story, i, to) || isCalled(story, i, to));
    if (isAside || (isPast && text === ',' && isInPresent(story, from, i, to))) return trimEnd(tokens, from, i);
  }
  const end = dash > from + 2 ? trimEnd(tokens, from, dash) : to;
  return Math.min(end, findOccasion(story, from, end));
}

/** "…, *although* the bank has no record of it", "…, *even though* it was paid", "…, *but* this could not be verified". */
function isContrast({ tokens, verbOf }: Story, comma: number, to: number): boolean {
  if (tokens[comma + 1]!.lower === 'but') return isUnverified(tokens, comma + 2, to);
  const at = tokens[comma + 1]!.lower === 'even' ? comma + 2 : comma + 1;
  return /^(?:although|though|whereas)$/.test(tokens[at]!.lower) && hasFinite(verbOf, at, to);
}

function isUnverified(tokens: readonly Token[], from: number, to: number): boolean {
  const words = tokens.slice(from, to).map(({ lower }) => lower);
  return words.includes('could') && words.includes('not') && words.some((word) => /^(?:verif|confirm)/.test(word));
}

function hasFinite(verbOf: Int32Array, from: number, to: number): boolean {
  return verbOf.subarray(from, to).some((n) => n !== -1);
}

/** "…, *an accusation* for which there is no evidence", "…, *drawing* cheers". */
function isRemark(tokens: readonly Token[], comma: number, to: number): boolean {
  const first = tokens[comma + 1]!;
  if (EFFECTS.has(first.lower)) return true;
  if (!/^an?$/.test(first.lower)) return false;
  // "A police statement *said*" goes on with another source.
  return [comma + 2, comma + 3].some(
    (at) => at < to - 1 && SAYINGS.has(tokens[at]!.lower) && !/^(?:VERB|AUX)$/.test(tokens[at + 1]!.pos),
  );
}

/** "…, *which the bank disputes*". */
function isAnswered(story: Story, comma: number, to: number): boolean {
  const { tokens, verbs } = story;
  const n = tokens[comma + 1]!.lower === 'which' ? listVerbs(story, { from: comma + 2, to })[0] : undefined;
  if (n === undefined || verbs[n]!.from === comma + 2) return false;
  const verb = lookUpVerb(tokens[verbs[n]!.head]!.lemma);
  return verb?.group === 'speech' && verb.stance !== 'asserts';
}

/** "…, *a decision CNN called a blow*", "…, *which critics describe as a gift*", where nothing follows. */
function isCalled(story: Story, comma: number, to: number): boolean {
  const { tokens, verbs } = story;
  if (!/^(?:which|an?)$/.test(tokens[comma + 1]!.lower)) return false;
  const n = listVerbs(story, { from: comma + 2, to })[0];
  if (n === undefined || verbs[n]!.from === comma + 2 || !lookUpVerb(tokens[verbs[n]!.head]!.lemma)?.as) return false;
  return !tokens.slice(verbs[n]!.to, to).some(({ text, quotation }) => text === ',' && quotation === -1);
}

/**
 * What is told of the past is told in the past: "said he *would* sell the house, which *is* near the sea". A clause in the
 * present tense after one in the past is the story's own.
 */
function isInPresent(story: Story, from: number, comma: number, to: number): boolean {
  const { tokens } = story;
  if (!/^(?:who|which|whose|where|but|and|so|while|as)$/.test(tokens[comma + 1]!.lower)) return false;
  const [told, own] = [findFinite(story, from, comma), findFinite(story, comma + 2, to)];
  if (!own || (told && !isPastTense(tokens, told)) || !isPresentTense(tokens, own)) return false;
  // "Among women, who *are* in the majority, she led".
  const next = tokens.slice(own.to, to).findIndex(({ text, quotation }) => text === ',' && quotation === -1);
  return next === -1 || findFinite(story, own.to + next, to) === null;
}

function findFinite({ verbOf, verbs }: Story, from: number, to: number): VerbGroup | null {
  for (let i = from; i < to; i++) {
    const n = verbOf[i]!;
    if (n !== -1 && verbs[n]!.form === 'finite') return verbs[n]!;
  }
  return null;
}

const PAST = /^(?:was|were|had|did|would|could|might)$/;
const PRESENT = /^(?:is|are|has|have|does|do|will|isn't|aren't|'s|'re)$/;
/** The same in the present and the past. */
const SAME = /^(?:put|cut|hit|set|read|let|cost|bet|quit|cast|shut|split|spread|hurt)$/;

/** Whether a verb, or its first auxiliary, is in the past tense. */
export function isPastTense(tokens: readonly Token[], { from, head }: VerbGroup): boolean {
  const [first, main] = [tokens[from]!.lower, tokens[head]!];
  return PAST.test(first) || (from === head && main.lemma !== main.lower && !main.lower.endsWith('s'));
}

function isPresentTense(tokens: readonly Token[], { from, head }: VerbGroup): boolean {
  const [first, main] = [tokens[from]!.lower, tokens[head]!];
  if (from !== head) return PRESENT.test(first);
  const isBase = main.lemma === main.lower && !main.lower.endsWith('ed');
  return PRESENT.test(first) || ((isBase || main.lower.endsWith('s')) && !SAME.test(main.lower));
}

/** "Said he would go *in an interview with the BBC on Monday*": how it was said, and no part of it. */
function findOccasion({ tokens, verbOf }: Story, from: number, to: number): number {
  for (let i = to - 3; i > from + 1 && i > to - 16; i--) {
    if (verbOf[i] !== -1 || tokens[i]!.pos === 'PUNCT') return to;
    if (!/^(?:in|during|at)$/.test(tokens[i]!.lower)) continue;
    const phrase = readPhrase(tokens, i + 1, to, false);
    const isIndefinite = /^(?:an?|his|her|their)$/.test(tokens[i + 1]!.lower);
    // "Said he had misspoken in an interview".
    if (tokens.slice(from, i).some(({ lower }) => lower === 'had')) return to;
    if (phrase && isIndefinite && OCCASIONS.has(tokens[phrase.head]!.lower)) return i;
  }
  return to;
}
