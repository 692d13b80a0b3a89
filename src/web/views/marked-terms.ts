import { findTerm, placeTokens, type SearchTerm } from '../../storage/search/terms.ts';
import type { Span } from '../../text/words.ts';

export interface MarkedPart {
  text: string;
  isMarked: boolean;
}

/** Marks whole words as the search matches them, and Chinese, Japanese and Korean ones within others. The parts together are the text. */
export function markTerms(text: string, terms: readonly SearchTerm[]): MarkedPart[] {
  const placed = terms.length === 0 ? [] : placeTokens(text);
  const tokens = placed.map(({ token }) => token);
  const spans = terms.flatMap((term) =>
    // The text between the words of a phrase is marked too.
    findTerm(term, tokens).map(({ from, to }): Span => [
      placed[from]!.start,
      findEnd(placed[to - 1]!, term.tokens.at(-1)!),
    ]),
  );
  const parts: MarkedPart[] = [];
  let at = 0;
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (end <= at) continue;
    const last = parts.at(-1);
    if (start > at) parts.push({ text: text.slice(at, start), isMarked: false });
    if (start > at || last?.isMarked !== true) parts.push({ text: '', isMarked: true });
    parts.at(-1)!.text += text.slice(Math.max(at, start), end);
    at = end;
  }
  return at < text.length || parts.length === 0 ? [...parts, { text: text.slice(at), isMarked: false }] : parts;
}

/** A pair of letters that was found by its first one ends with it. */
function findEnd({ token, head, end }: ReturnType<typeof placeTokens>[number], wanted: string): number {
  return token !== wanted && Array.from(wanted).length === 1 && Array.from(token).length === 2 ? head : end;
}

export function hasMarks(parts: readonly MarkedPart[]): boolean {
  return parts.some(({ isMarked }) => isMarked);
}
