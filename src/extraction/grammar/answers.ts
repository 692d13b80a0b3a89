/** Clauses that answer somebody else's words: "she never owned it, her office said, *but* she sold it in May, records show". */
import { lookUpVerb } from '../cues/verb-lexicon.ts';
import { isOutletName } from '../names/description.ts';
import { readPhrase } from './noun-phrases.ts';
import { listVerbs } from './verb-groups.ts';
import type { Range, Story } from '../model.ts';
import { DOCUMENTS, wordSet } from '../tokens/words.ts';

const CONTRASTS = wordSet('but while although though whereas');

/** Where the last clause begins that answers another attribution, or `from`. @param at where the cue and its source begin */
export function skipAnswered(story: Story, from: number, at: number, sentence: Range): number {
  const comma = findAnswer(story, from, at, sentence);
  return comma === -1 ? from : comma + 2;
}

/** The comma before such a clause, or -1. */
export function findAnswer(story: Story, from: number, at: number, sentence: Range): number {
  const { tokens } = story;
  let hasVerb = false;
  for (let i = at - 1; i > from; i--) {
    const isContrast = tokens[i - 1]!.text === ',' && CONTRASTS.has(tokens[i]!.lower) && tokens[i]!.quotation === -1;
    if (isContrast && hasVerb && !isFiniteVerb(story, i + 1) && tokens[i + 1]!.lower !== 'that')
      return speaksForItself(story, { from, to: i - 1 }, at, sentence) ? i - 1 : -1;
    hasVerb ||= isFiniteVerb(story, i);
  }
  return -1;
}

function isFiniteVerb({ verbOf, verbs }: Story, at: number): boolean {
  return verbs[verbOf[at] ?? -1]?.form === 'finite';
}

/** Papers and whoever tells an outlet speak for themselves; others may report what came before, too. */
function speaksForItself(story: Story, before: Range, at: number, sentence: Range): boolean {
  const { tokens, verbs, verbOf } = story;
  const isTold =
    listVerbs(story, before).some((n) => lookUpVerb(tokens[verbs[n]!.head]!.lemma)?.trailing) ||
    tokens.slice(before.from, before.to).some(({ lower }) => lower === 'according');
  const start = tokens[at]!.lower === 'according' ? at + 2 : at;
  const source = isTold ? readPhrase(tokens, start, sentence.to, false) : null;
  if (!source || isOutletName(tokens, source.base)) return false;
  const cue = verbs[verbOf[source.base.to] ?? -1];
  const { lower, lemma } = tokens[source.head]!;
  return DOCUMENTS.has(lower) || DOCUMENTS.has(lemma) || (cue !== undefined && tokens[cue.head]!.lemma === 'tell');
}
