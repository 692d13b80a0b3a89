/** `"A," he said. "B."`: quotations that follow, and have no speaker of their own, are his too. */
import type { Found, Range, Story } from '../model.ts';
import { trimEnd } from '../grammar/content.ts';

/** Adds to each attribution whose content ends with a quotation those that follow it in the paragraph. */
export function continueQuotations(story: Story, found: readonly Found[]): void {
  const attributed = markAttributed(story, found);
  const bySentence = new Map<number, Found>();
  for (const each of found) {
    if (each.group !== 'speech' || !isQuoting(story, each)) continue;
    const sentence = story.sentenceOf[each.head]!;
    const known = bySentence.get(sentence);
    if (!known || each.head > known.head) bySentence.set(sentence, each);
  }
  for (const [sentence, each] of bySentence) extend(story, sentence, each, attributed);
}

/** The sentences that have a cue outside of quotations. */
function markAttributed(story: Story, found: readonly Found[]): Set<number> {
  const sentences = new Set<number>();
  for (const { head } of found) if (story.tokens[head]!.quotation === -1) sentences.add(story.sentenceOf[head]!);
  return sentences;
}

function isQuoting({ tokens }: Story, { content, head }: Found): boolean {
  return (
    tokens[head]!.quotation === -1 &&
    content.some(({ from, to }) => tokens[from]!.mark === 'opens' || tokens[to - 1]!.mark === 'closes')
  );
}

function extend(story: Story, sentence: number, each: Found, attributed: ReadonlySet<number>): void {
  const { tokens, sentences } = story;
  const { paragraph } = tokens[each.head]!;
  const last = each.content.at(-1)!;
  for (let n = sentence + 1; n < sentences.length && n < sentence + 12; n++) {
    const { from, to } = sentences[n]!;
    if (tokens[from]!.paragraph !== paragraph || attributed.has(n)) return;
    if (from < last.to) continue;
    if (tokens[from]!.mark !== 'opens') return;
    const range: Range = {
      from,
      to: trimEnd(tokens, from, Math.max(to, story.quotations[tokens[from]!.quotation]!.to)),
    };
    each.content.push(range);
    // A quotation that goes on over more sentences is one piece.
    while (n + 1 < sentences.length && sentences[n + 1]!.from < range.to) n += 1;
  }
}
