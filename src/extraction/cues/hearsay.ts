import { readSentenceAround } from './phrases.ts';
import { skipManner } from '../grammar/adverbials.ts';
import { readContent, readRight, trimEnd, trimStart } from '../grammar/content.ts';
import { isNounLike, readPhrase, readPhraseBack } from '../grammar/noun-phrases.ts';
import { findSubject } from '../grammar/subjects.ts';
import { lookUpVerb } from './verb-lexicon.ts';
import { makeFound } from '../model.ts';
import type { FoundAttribution, Range, Story, VerbGroup, VerbSubject } from '../model.ts';
import { HEARSAY_ADVERBS, wordSet } from '../tokens/words.ts';
import { listVerbs } from '../grammar/verb-groups.ts';

/** "Reportedly", "allegedly": the clause around the adverb is the content. */
export function findAdverbs(story: Story, sentence: Range): FoundAttribution[] {
  const { tokens } = story;
  const found: FoundAttribution[] = [];
  for (let i = sentence.from; i < sentence.to; i++) {
    if (!HEARSAY_ADVERBS.has(tokens[i]!.lower)) continue;
    const content = readClauseAround(story, i, sentence);
    const cue = [{ from: i, to: i + 1 }];
    if (content.length > 0)
      found.push(makeFound({ source: null, cue, content, rule: 'hearsay-adverb', confidence: 0.7, head: i }));
  }
  return found;
}

function readClauseAround(story: Story, at: number, sentence: Range): Range[] {
  const { tokens } = story;
  let from = sentence.from;
  for (let i = at - 1; i > sentence.from; i--) {
    const { text, lower, mark } = tokens[i]!;
    const isClause = text === ';' || mark === 'opens' || (lower === 'that' && story.verbOf[i - 1] !== -1);
    if (isClause || (text === ',' && !hasVerb(story, sentence.from, i) && i - sentence.from < 14)) {
      from = i + 1;
      break;
    }
  }
  const left = { from: trimStart(tokens, from, at), to: trimEnd(tokens, from, at) };
  const right = readContent(story, at + 1, sentence.to);
  return [left, right].filter((range) => range.to > range.from);
}

function hasVerb({ verbOf }: Story, from: number, to: number): boolean {
  return verbOf.subarray(from, to).some((n) => n !== -1);
}

/** Cues only in "it is estimated that". */
const REPORTED = wordSet('estimate announce expect reveal suggest argue hope assume predict note rumor acknowledge');
const BELIEVED = wordSet('believe say think report allege rumor rumour understand fear suspect claim presume');

/** "Is believed to", "it is said that", "was announced by X": passives, with or without a source. */
export function findPassives(story: Story, sentence: Range): FoundAttribution[] {
  const found: FoundAttribution[] = [];
  for (const n of listVerbs(story, sentence)) {
    const group = story.verbs[n]!;
    if (isReducedBelief(story, group)) {
      found.push(...readReduced(story, group, sentence));
      continue;
    }
    if (!group.passive || group.form === 'participle') continue;
    const each = readBelieved(story, group, n, sentence) ?? readByAgent(story, group, n, sentence);
    if (each) found.push(each);
  }
  return found;
}

/** "The painting, *thought to be* a copy, was sold". */
function isReducedBelief({ tokens }: Story, group: VerbGroup): boolean {
  const { lemma, lower } = tokens[group.head]!;
  const isAlone = group.head === group.from && /(?:ed|said|thought|understood)$/.test(lower);
  return (
    isAlone &&
    BELIEVED.has(lemma) &&
    tokens[group.to]?.lower === 'to' &&
    tokens[group.to + 1]?.pos !== 'DET' &&
    /^(?:PUNCT|NOUN|PROPN)$/.test(tokens[group.from - 1]?.pos ?? '') &&
    !/^(?:said|claim|report)/.test(lower)
  );
}

function readReduced(story: Story, group: VerbGroup, sentence: Range): FoundAttribution[] {
  const { tokens } = story;
  const left = tokens[group.from - 1]!.text === ',' ? group.from - 2 : group.from - 1;
  const owner = left >= sentence.from ? readPhraseBack(tokens, left, sentence.from) : null;
  let end = group.to;
  while (end < sentence.to && !/^[,.;:]$/.test(tokens[end]!.text)) end += 1;
  if (!owner || end <= group.to) return [];
  const content = [
    { from: owner.from, to: owner.to },
    { from: group.to, to: end },
  ];
  return [makeUnnamed(group, content, 0.65)];
}

const KEPT_BY = new Set(['by', 'as']);

function readBelieved(story: Story, group: VerbGroup, n: number, sentence: Range): FoundAttribution | null {
  const { tokens } = story;
  const { lemma } = tokens[group.head]!;
  if (!BELIEVED.has(lemma) && !(tokens[group.to]?.lower === 'that' && REPORTED.has(lemma))) return null;
  const next = tokens[group.to];
  const subject = findSubject(story, n);
  const isTo = next?.lower === 'to' && group.to + 1 < sentence.to;
  const isThat = next?.lower === 'that' && subject && tokens[subject.phrase.head]!.lower === 'it';
  if (!isTo && !isThat)
    return readParenthesis(story, group, subject, sentence) ?? readFeared(story, group, subject, sentence);
  const right = readContent(story, group.to, sentence.to);
  const left = isTo && subject ? [{ from: subject.phrase.from, to: subject.phrase.to }] : [];
  return makeUnnamed(group, [...left, right], 0.7);
}

/** "The driver, *it is understood*, walked away". */
function readParenthesis(
  story: Story,
  group: VerbGroup,
  subject: VerbSubject | null,
  sentence: Range,
): FoundAttribution | null {
  const { tokens } = story;
  if (!subject || tokens[subject.phrase.head]!.lower !== 'it' || !/^[,.]$/.test(tokens[group.to]?.text ?? ''))
    return null;
  const content = readSentenceAround(story, subject.phrase.from, group.to, sentence);
  return content.length === 0 ? null : makeUnnamed(group, content, 0.65, subject.phrase.from);
}

/** "Are feared dead", "were reported missing". */
function readFeared(
  story: Story,
  group: VerbGroup,
  subject: VerbSubject | null,
  sentence: Range,
): FoundAttribution | null {
  const { tokens } = story;
  const next = tokens[group.to];
  const isState = next && (next.pos === 'ADJ' || (next.pos === 'VERB' && /(?:ed|ing|en|t)$/.test(next.lower)));
  if (!subject || !isState || !/^(?:fear|report|believe|presume|think)$/.test(tokens[group.head]!.lemma)) return null;
  const content = [{ from: subject.phrase.from, to: subject.phrase.to }, readContent(story, group.to, sentence.to)];
  return makeUnnamed(group, content, 0.6);
}

/** "The plan was announced by the ministry", "was described by X as". */
function readByAgent(story: Story, group: VerbGroup, n: number, whole: Range): FoundAttribution | null {
  const { tokens, quotations } = story;
  const { quotation } = tokens[group.head]!;
  // What is told within a quotation ends there.
  const sentence = quotation === -1 ? whole : { ...whole, to: Math.min(whole.to, quotations[quotation]!.to - 1) };
  const verb = lookUpVerb(tokens[group.head]!.lemma);
  const at = skipManner(tokens, group.to, sentence.to, KEPT_BY);
  if (
    verb?.group !== 'speech' ||
    tokens[at]?.lower !== 'by' ||
    /^(?:quote|cite|report|hold|show|find|prove|determine|post|order|direct)$/.test(tokens[group.head]!.lemma)
  )
    return null;
  // "Could not be verified by Reuters".
  if (group.negated || tokens.slice(group.from, group.head).some(({ lower }) => /^(?:may|might|could)$/.test(lower)))
    return null;
  const agent = readPhrase(tokens, at + 1, sentence.to);
  const subject = findSubject(story, n);
  if (!agent || !subject) return null;
  const { lower } = tokens[agent.head]!;
  if (!isNounLike(tokens[agent.head]!) && !/^(?:him|her|them|us|me)$/.test(lower)) return null;
  const as = tokens[agent.to]?.lower === 'as' ? [readContent(story, agent.to, sentence.to)] : [];
  const that = tokens[agent.to]?.lower === 'that' ? readRight(story, verb, group, agent.to, sentence.to) : null;
  const more = that ? [readContent(story, that.from, sentence.to)] : as;
  // In "passengers were told by the crew that", the subject is the addressee.
  const told = verb.addressee ? [] : [{ from: subject.phrase.from, to: subject.phrase.to }];
  const content = [...told, ...more];
  if (content.length === 0) return null;
  const cue = [{ from: group.from, to: group.to }];
  return makeFound({
    ...{ stance: verb.stance, source: agent, cue, content },
    ...{ rule: 'passive-by', confidence: 0.6, head: group.head },
  });
}

function makeUnnamed(group: VerbGroup, content: Range[], confidence: number, from = group.from): FoundAttribution {
  const cue = [{ from, to: group.to }];
  return makeFound({ source: null, cue, content, rule: 'hearsay-passive', confidence, head: group.head });
}
