/** Relative clauses whose verb wants what stands before them: "the launch, *which Pyongyang called* a satellite test". */
import { skipAdverbs, trimEnd } from '../grammar/content.ts';
import { canSpeak, isTimeWord, readPhrase, readPhraseBack } from '../grammar/noun-phrases.ts';
import { makeFound, type CueVerb, type FoundAttribution, type Phrase, type Range, type Story } from '../model.ts';
import { lookUpVerb } from './verb-lexicon.ts';

/** "Which P called a test", "what P called a test", "which P says is safe", "a step P described as a mistake". */
export function findGaps(story: Story, sentence: Range): FoundAttribution[] {
  const found: FoundAttribution[] = [];
  for (let i = sentence.from + 1; i < sentence.to - 2; i++) {
    const gap = readOpener(story, i, sentence);
    const each = gap && readGap(story, gap, sentence);
    if (each) found.push(each);
  }
  return found;
}

interface Gap {
  /** Where the speaker begins. */
  at: number;
  /** What is spoken of: "the launch"; null after "what", or where it is a clause. */
  antecedent: Range | null;
}

function readOpener(story: Story, i: number, sentence: Range): Gap | null {
  const { tokens } = story;
  const { lower, quotation } = tokens[i]!;
  const before = tokens[i - 1]!;
  if (lower === 'what' && quotation === -1) return { at: i + 1, antecedent: null };
  if (lower === 'which' || lower === 'whom') {
    const last = before.text === ',' ? i - 2 : i - 1;
    const phrase = last >= sentence.from ? readPhraseBack(tokens, last, sentence.from) : null;
    // "He would resign, *which* they called a trick": all of it.
    return { at: i + 1, antecedent: phrase && !isTimeWord(tokens[phrase.head]!) ? phrase : null };
  }
  // "…, *a decision CNN* called a blow".
  const isApposed = /^an?$/.test(lower) && before.text === ',';
  const noun = isApposed ? [i + 1, i + 2].find((at) => tokens[at]?.pos === 'NOUN') : undefined;
  const next = noun === undefined ? undefined : tokens[noun + 1];
  return next && /^(?:PROPN|DET|PRON)$/.test(next.pos)
    ? { at: noun! + 1, antecedent: { from: i, to: noun! + 1 } }
    : null;
}

function readGap(story: Story, { at, antecedent }: Gap, sentence: Range): FoundAttribution | null {
  const { tokens, verbOf, verbs } = story;
  const speaker = readSpeaker(story, at, sentence);
  const n = speaker ? verbOf[skipAdverbs(tokens, speaker.to, sentence.to)]! : -1;
  const group = n === undefined || n === -1 ? null : verbs[n]!;
  const verb = group && lookUpVerb(tokens[group.head]!.lemma);
  if (!speaker || !group || verb?.group !== 'speech' || group.form !== 'finite') return null;
  if (group.passive || group.negated || !canSpeak(tokens, speaker)) return null;
  const rest = readComplement(story, verb, group.to, sentence);
  if (!rest || (rest.isClause && !antecedent)) return null;
  return makeFound({
    source: toRange(speaker),
    cue: [{ from: group.from, to: group.to }],
    content: [...(antecedent ? [{ from: antecedent.from, to: antecedent.to }] : []), rest.range],
    stance: verb.stance,
    rule: 'object-gap',
    confidence: 0.65,
    head: group.head,
  });
}

/** "Seoul", "Seoul and Washington". */
function readSpeaker({ tokens }: Story, at: number, sentence: Range): Phrase | null {
  const first = readPhrase(tokens, at, sentence.to);
  const second = first && tokens[first.to]?.lower === 'and' ? readPhrase(tokens, first.to + 1, sentence.to) : null;
  return first && second ? { ...first, to: second.to } : first;
}

const toRange = ({ from, to }: Phrase): Range => ({ from, to });

/** What the verb says of it: "a satellite test", "as defensive", "is safe". */
function readComplement(
  { tokens, verbOf, verbs }: Story,
  verb: CueVerb,
  at: number,
  sentence: Range,
): { range: Range; isClause: boolean } | null {
  const next = tokens[at];
  if (!next || at + 1 >= sentence.to) return null;
  const isClause = (verb.that || verb.bare) && verbs[verbOf[at] ?? -1]?.form === 'finite';
  const isNamed = verb.as && (next.lower === 'as' || next.mark === 'opens' || /^(?:DET|ADJ|NOUN)$/.test(next.pos));
  if (!isClause && !isNamed) return null;
  let to = at + 1;
  while (to < sentence.to && (tokens[to]!.quotation !== -1 || !/^[,;]$/.test(tokens[to]!.text))) {
    if (isNamed && verbs[verbOf[to] ?? -1]?.form === 'finite' && tokens[to]!.quotation === -1) break;
    to += 1;
  }
  return { range: { from: at, to: trimEnd(tokens, at, to) }, isClause };
}
