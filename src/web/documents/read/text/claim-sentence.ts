/** What a source is said to say, as the first draft of a claim: an editor puts it in plain words. Pure. */
import type { Span } from '../../../../text/segments.ts';

/** A draft is cut here, at a word: a claim is one sentence. In UTF-16 units. */
const LONGEST_DRAFT = 400;

/** The words of spans, less those of others that lie within them; pieces are joined by a space. */
export function extractWords(text: string, spans: readonly Span[], without: readonly Span[] = []): string {
  const holes = [...without].sort((a, b) => a[0] - b[0]);
  const pieces = spans.flatMap(([from, to]) => {
    const kept: string[] = [];
    let at = from;
    for (const [start, end] of holes) {
      if (end <= at || start >= to) continue;
      if (start > at) kept.push(text.slice(at, start));
      at = Math.max(at, end);
    }
    if (at < to) kept.push(text.slice(at, to));
    return kept;
  });
  return pieces.join(' ').replace(/\s+/gu, ' ').trim();
}

/** The words as a sentence: without quotation marks and “that”, a capital first, a full stop last. Empty stays empty. */
export function draftClaim(words: string): string {
  const bare = words
    .replace(/["“”„‟«»]/gu, '')
    .replace(/^['‘’]+|['‘’]+$/gu, '')
    .replace(/\s+([,;:.!?])/gu, '$1')
    .replace(/([,;:])(?:\s*[,;:])+/gu, '$1')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s,;:.–—-]*(?:that\s+)?/iu, '')
    .replace(/[\s,;:–—-]+$/u, '');
  if (bare === '') return '';
  const first = String.fromCodePoint(bare.codePointAt(0)!);
  const sentence = first.toUpperCase() + bare.slice(first.length);
  if (sentence.length > LONGEST_DRAFT) return `${sentence.slice(0, LONGEST_DRAFT).replace(/\s+\S*$/u, '')}…`;
  return /[.!?…]$/u.test(sentence) ? sentence : `${sentence}.`;
}
