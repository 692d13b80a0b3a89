/** Content left of "…, he said": back to the beginning of the sentence, or of the quotation that it ends. */
import { trimEnd, trimStart } from './content.ts';
import type { Range, Story } from '../model.ts';

/** @param at where the source or the inverted verb begins; @param head a token of the cue, for the quotation it may stand in */
export function readLeft(story: Story, at: number, head: number, sentence: Range): Range | null {
  const { tokens, quotations } = story;
  const to = trimEnd(tokens, sentence.from, at);
  let from = trimStart(tokens, sentence.from, to);
  const { quotation } = tokens[head]!;
  if (quotation !== -1) from = Math.max(from, quotations[quotation]!.from + 1);
  const first = tokens[from];
  if (quotation === -1 && first && first.quotation !== -1) from = quotations[first.quotation]!.from;
  return to > from ? { from, to } : null;
}
