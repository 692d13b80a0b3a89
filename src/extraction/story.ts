/** What the rules work on: tokens, sentences, quotations and verb groups of one text. */
import { findQuotations } from './tokens/quotations.ts';
import { cutSentences } from './tokens/sentences.ts';
import { cutTokens } from './tokens/tokens.ts';
import { findVerbGroups } from './grammar/verb-groups.ts';
import type { Range, Story } from './model.ts';

/** @param start where the story proper begins, after its dateline, as a string index */
export function prepareStory(text: string, start: number): Story {
  const tokens = cutTokens(text);
  const quotations = findQuotations(tokens);
  const sentences = cutSentences(tokens).flatMap((sentence) =>
    cutDateline(
      sentence,
      tokens.findIndex((token) => token.start >= start),
    ),
  );
  const sentenceOf = new Int32Array(tokens.length);
  const verbOf = new Int32Array(tokens.length).fill(-1);
  sentences.forEach(({ from, to }, n) => sentenceOf.fill(n, from, to));
  const verbs = sentences.flatMap((sentence) => findVerbGroups(tokens, sentence));
  verbs.forEach(({ from, to }, n) => verbOf.fill(n, from, to));
  return { text, tokens, sentences, sentenceOf, quotations, verbs, verbOf };
}

/** The dateline is a sentence of its own, so that no content begins with it. */
function cutDateline({ from, to }: Range, start: number): Range[] {
  return start > from && start < to
    ? [
        { from, to: start },
        { from: start, to },
      ]
    : [{ from, to }];
}
