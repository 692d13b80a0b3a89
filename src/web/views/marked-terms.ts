import { cutSearchTokens, findTerm, type SearchTerm } from '../../storage/search/terms.ts';

export interface MarkedPart {
  text: string;
  isMarked: boolean;
}

const SEGMENTER = new Intl.Segmenter('und', { granularity: 'word' });

/** Marks whole words as the search matches them. The parts together are the text. */
export function markTerms(text: string, terms: readonly SearchTerm[]): MarkedPart[] {
  if (terms.length === 0) return [{ text, isMarked: false }];
  const segments = Array.from(SEGMENTER.segment(text), ({ segment }) => segment);
  const tokens = segments.flatMap((segment, place) => cutSearchTokens(segment).map((token) => ({ token, place })));
  const words = tokens.map(({ token }) => token);
  const marked = new Set<number>();
  for (const { from, to } of terms.flatMap((term) => findTerm(term, words))) {
    // The text between the words of a phrase is marked too.
    for (let place = tokens[from]!.place; place <= tokens[to - 1]!.place; place += 1) marked.add(place);
  }
  return segments.reduce<MarkedPart[]>((parts, segment, place) => {
    const isMarked = marked.has(place);
    const last = parts.at(-1);
    if (last?.isMarked === isMarked) last.text += segment;
    else parts.push({ text: segment, isMarked });
    return parts;
  }, []);
}

export function hasMarks(parts: readonly MarkedPart[]): boolean {
  return parts.some(({ isMarked }) => isMarked);
}
