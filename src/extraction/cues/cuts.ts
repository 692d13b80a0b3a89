import { readPhraseBack } from '../grammar/noun-phrases-back.ts';
import type { Range, Story, Token, VerbCue } from '../model.ts';
import { CONJUNCTIONS } from '../tokens/words.ts';

/** Where other attributions begin, so that a content before them ends there. */
export function listCuts(story: Story, cues: readonly VerbCue[], sentence: Range): Map<number, number> {
  const cuts = new Map<number, number>();
  for (const cue of cues) {
    const at = findCut(story, cue);
    if (at !== -1) cuts.set(at, cue.subject?.phrase.from ?? at);
    // "Smith, who says Mass there, said": what is between the commas ends before the verb.
    const before = cue.group.from - 1;
    const denied = readDenied(story, cue, sentence);
    if (denied) cuts.set(denied[0]!.from - 1, denied[0]!.from);
    const isApposed = cue.subject?.by === 'beside' && story.tokens[before]?.text === ',' && cue.right !== null;
    if (isApposed) cuts.set(before, before);
  }
  return cuts;
}

function findCut({ tokens }: Story, { group, verb, subject, right, trails, clause }: VerbCue): number {
  const before = tokens[clause.from - 1];
  if (!before) return -1;
  if (trails !== null) return before.lower === 'as' ? clause.from - 2 : clause.from - 1;
  if (verb.group === 'intention' || !right) return -1;
  if (group.form === 'gerund')
    return before.text === ',' || before.text === '—' || before.mark === 'closes' ? cutBefore(before, clause.from) : -1;
  if (group.form !== 'finite') return -1;
  if (subject?.by === 'shared' && CONJUNCTIONS.has(tokens[group.from - 1]!.lower)) return group.from - 1;
  // "Even though three members said", "and even some supporters said".
  const last = before.lower === 'even' ? clause.from - 2 : clause.from - 1;
  const first = tokens[last - 1]?.lower === 'even' ? last - 1 : last;
  const conjunction = tokens[last]!.lower;
  const comma = tokens[first - 1];
  const isContrast = /^(?:but|and|while|though|although|whereas)$/.test(conjunction);
  if (
    isContrast &&
    comma &&
    (comma.text === ',' ||
      comma.text === ';' ||
      comma.mark === 'closes' ||
      conjunction === 'but' ||
      conjunction === 'while')
  )
    return first;
  return before.text === ';' ? clause.from - 1 : -1;
}

/** The comma before a place, or the place itself after a closing mark. */
function cutBefore({ mark }: Token, at: number): number {
  return mark === 'closes' ? at : at - 1;
}

/** "A charge that the republic denies": what is denied stands before "that". */
export function readDenied(
  { tokens }: Story,
  { verb, subject, right, trails, clause }: VerbCue,
  sentence: Range,
): Range[] | null {
  const at = clause.from - 1;
  if (right || trails !== null || !verb.noun || subject?.by !== 'beside' || at - 1 <= sentence.from) return null;
  if (!/^(?:that|which)$/.test(tokens[at]!.lower)) return null;
  const phrase = readPhraseBack(tokens, tokens[at - 1]!.text === ',' ? at - 2 : at - 1, sentence.from);
  const isClaim =
    phrase &&
    /^(?:charge|claim|allegation|accusation|report|assertion|suggestion|account|theory)s?$/.test(
      tokens[phrase.head]!.lower,
    );
  return isClaim ? [{ from: phrase.from, to: phrase.to }] : null;
}
