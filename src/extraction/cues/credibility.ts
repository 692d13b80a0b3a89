/** Whether a verb attributes with this subject and content: "the study found", but not "he found the key". */
import { readPhrase, isSourceLike } from '../grammar/noun-phrases.ts';
import type { Phrase, RightContent, Story, Token, VerbCue, VerbGroup } from '../model.ts';
import { matchAlias } from '../names/known-names.ts';
import { DOCUMENTS } from '../tokens/words.ts';
import { FINDING_VERBS } from './verb-lexicon.ts';

/** Whether a verb with this subject and content really attributes. */
export function isCredible(story: Story, cue: VerbCue): boolean {
  const { group, subject, right, trails } = cue;
  if ((!right && trails === null) || !subject) return false;
  if (group.form === 'infinitive' && !isGoverned(story, cue)) return false;
  const source = story.tokens[subject.phrase.head]!;
  if (!isOwnSpeaker(source, cue, story.tokens[group.head]!)) return false;
  return right === null || fitsFrame(story, cue, subject.phrase, right);
}

/** "Declined to say" and "went on to say" attribute; "too early to say" does not. */
function isGoverned({ tokens, verbOf }: Story, { group, verb }: VerbCue): boolean {
  const before = tokens[group.from - 1]!;
  const goesOn = before.lower === 'on' && /^go(?:es|ing)?$|^went$/.test(tokens[group.from - 2]?.lower ?? '');
  if (verb.group !== 'speech' || (verbOf[group.from - 1] === -1 && before.pos !== 'ADV' && !goesOn)) return false;
  return !/^(?:needless|is|was|that|strange|sad|fair|safe|hard|difficult|easy)$/.test(before.lower);
}

/** "I think" within a quotation adds no source. */
function isOwnSpeaker(source: Token, { verb }: VerbCue, head: Token): boolean {
  // "Everybody knew": nobody in particular. "Nobody believed" doubts it.
  if (verb.group === 'belief' && /^(?:every|any|some)(?:body|one)$/.test(source.lower)) return false;
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
  // "Which attributed the news to Z" is a relay cue.
  if (/^(?:attribute|credit|cite|quote)$/.test(lemma) && by === 'relative') return false;
  if (lemma === 'report' && frame === 'noun' && isSum(story, from)) return false;
  // "Declared the hall open".
  if (lemma === 'declare' && frame === 'noun') {
    const declared = readPhrase(tokens, from, tokens.length, false);
    if (declared && /^(?:ADJ|VERB)$/.test(tokens[declared.to]?.pos ?? '')) return false;
  }
  if (isLoose || frame === 'infinitive') return isSpeaker(story, phrase) && !isOtherPut(story, group, from);
  return true;
}

/** "Reported a loss of $3 million" is accounting. */
function isSum({ tokens }: Story, from: number): boolean {
  const phrase = readPhrase(tokens, from, Math.min(tokens.length, from + 12), false);
  if (!phrase) return false;
  const { lower } = tokens[phrase.head]!;
  if (/^(?:earnings|profit|profits|income|revenue|revenues|sales|results|net)$/.test(lower)) return true;
  // "Reported no losses" is said of a battle.
  const isChange = /^(?:loss|losses|gain|gains|increase|decline|rise|drop)$/.test(lower);
  return isChange && tokens.slice(from, from + 12).some(({ pos, text }) => pos === 'SYM' || /^[$€£%]/u.test(text));
}

/** Recognizes unlisted people by the endings of their nouns. */
function isSpeaker({ tokens }: Story, phrase: Phrase): boolean {
  return (
    isSourceLike(tokens, phrase) ||
    matchAlias(tokens, phrase.head, phrase.head + 1) !== null ||
    /(?:ers?|ors?|ists?|ians?|men|women|ees)$/.test(tokens[phrase.head]!.lower)
  );
}

/** "Put the price at $300 million" attributes; "put lives at risk" does not. */
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
