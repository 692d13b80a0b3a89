import { matchAlias } from '../names/known-names.ts';
import { isSourceLike, readPhrase } from '../grammar/noun-phrases.ts';
import { FINDING_VERBS } from './verb-lexicon.ts';
import type { Story, Token, VerbGroup, VerbCue, Phrase, RightContent } from '../model.ts';
import { DOCUMENTS } from '../tokens/words.ts';

/** Whether a verb with its subject and content is a cue. */
export function isCredible(story: Story, cue: VerbCue): boolean {
  const { group, subject, right, trails } = cue;
  if ((!right && trails === null) || !subject) return false;
  if (group.form === 'infinitive' && !isGoverned(story, cue)) return false;
  const source = story.tokens[subject.phrase.head]!;
  if (!isSpeaking(source, cue, story.tokens[group.head]!)) return false;
  return right === null || fitsFrame(story, cue, subject.phrase, right);
}

/** "Declined to say", "went on to say": another verb governs it. "Too early to say" says nothing. */
function isGoverned({ tokens, verbOf }: Story, { group, verb }: VerbCue): boolean {
  const before = tokens[group.from - 1]!;
  if (verb.group !== 'speech' || (verbOf[group.from - 1] === -1 && before.pos !== 'ADV')) return false;
  return !/^(?:needless|is|was|that|strange|sad|fair|safe|hard|difficult|easy)$/.test(before.lower);
}

/** Not whoever is addressed, nor the speaker of a quotation within it: "I think" adds no source. */
function isSpeaking(source: Token, { verb }: VerbCue, head: Token): boolean {
  if (source.lower === 'there' || source.lower === "'s" || (source.lower === 'you' && verb.group !== 'speech'))
    return false;
  if (verb.group === 'intention' && (source.lower === 'it' || head.quotation !== -1)) return false;
  return !(/^(?:i|we|you)$/.test(source.lower) && head.quotation !== -1);
}

function fitsFrame(story: Story, { group, subject }: VerbCue, phrase: Phrase, { frame, from }: RightContent): boolean {
  const by = subject?.by;
  const { tokens } = story;
  const { lemma } = tokens[group.head]!;
  const { lower } = tokens[phrase.head]!;
  const isLoose = frame === 'noun' || frame === 'object' || frame === 'preposition' || frame === 'as';
  const isNobody = /^(?:nobody|no|none|neither)$/.test(tokens[phrase.base.from]!.lower);
  if ((group.negated || isNobody) && (frame === 'noun' || frame === 'preposition')) return false;
  const isPhrasal = group.to > group.head + 1;
  if (!isPhrasal && FINDING_VERBS.has(lemma) && (frame === 'bare' || frame === 'noun')) return DOCUMENTS.has(lower);
  if (isLoose && group.form === 'infinitive') return false;
  // "Which attributed the news to Z" names a further source.
  if (/^(?:attribute|credit)$/.test(lemma) && by === 'relative') return false;
  if (lemma === 'report' && frame === 'noun' && isSum(story, from)) return false;
  if (isLoose || frame === 'infinitive') return isSpeaker(story, phrase) && !isOtherPut(story, group, from);
  return true;
}

/** "Reported a loss of $3 million" books it, rather than telling of it. */
function isSum({ tokens }: Story, from: number): boolean {
  const phrase = readPhrase(tokens, from, Math.min(tokens.length, from + 12), false);
  return (
    phrase !== null &&
    /^(?:earnings|loss|losses|profit|profits|income|revenue|revenues|sales|results|gain|gains|increase|decline|net|rise|drop)$/.test(
      tokens[phrase.head]!.lower,
    )
  );
}

/** People by the endings of what they are called, where no list has them. */
function isSpeaker({ tokens }: Story, phrase: Phrase): boolean {
  return (
    isSourceLike(tokens, phrase) ||
    matchAlias(tokens, phrase.head, phrase.head + 1) !== null ||
    /(?:ers?|ors?|ists?|ians?|men|women|ees)$/.test(tokens[phrase.head]!.lower)
  );
}

/** "Put the price at $300 million" tells; "put lives at risk" does not. */
function isOtherPut({ tokens }: Story, group: VerbGroup, from: number): boolean {
  if (tokens[group.head]!.lemma !== 'put') return false;
  for (let i = from; i < from + 12 && i + 1 < tokens.length; i++) {
    if (tokens[i]!.lower !== 'at') continue;
    return (
      !/^(?:NUM|SYM|ADV|ADJ)$/.test(tokens[i + 1]!.pos) && !/^(?:about|more|between|around)$/.test(tokens[i + 1]!.lower)
    );
  }
  return true;
}
