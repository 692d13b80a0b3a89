/** Spans compared by the words in them. */
import type { Span } from '../marked/model.ts';

const TOKENS = /[\p{L}\p{M}\p{N}]+(?:['’.-][\p{L}\p{M}\p{N}]+)*|[^\s\p{L}\p{M}\p{N}]/gu;
const WORD = /[\p{L}\p{N}]/u;

/** Where the words of these spans begin. A span without any word, such as a colon, is its marks. */
export function listTokens(text: string, spans: readonly Span[]): Set<number> {
  return new Set(
    spans.flatMap(([start, end]) => {
      const tokens = Array.from(text.slice(start, end).matchAll(TOKENS));
      const words = tokens.filter(([token]) => WORD.test(token));
      return (words.length > 0 ? words : tokens).map(({ index }) => start + index);
    }),
  );
}

export function countShared(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let shared = 0;
  for (const token of a) if (b.has(token)) shared += 1;
  return shared;
}
