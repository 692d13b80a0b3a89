/** Where an excerpt stands in its document's text (Web Annotation: TextPositionSelector, TextQuoteSelector). */
import { countText, type CountedText } from './counted-text.ts';
import type { Evidence } from '../model/records.ts';

/** Code points in a text: what lengths and positions count. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/**
 * Why an excerpt can't stand where it says, or null.
 * @param text of its document; null where there is none. Of a text with many excerpts: counted once (`countTexts`)
 */
export function checkPlace(
  piece: Evidence,
  text: CountedText | string | null,
): { field: 'exact' | 'start' | 'end'; message: string } | null {
  const { exact, start, end } = piece;
  if ((start === null) !== (end === null)) return { field: 'end', message: 'goes with start: both or neither' };
  if (start !== null && end !== null && end - start !== countCharacters(exact)) {
    return { field: 'end', message: 'must be start and the number of characters in exact' };
  }
  if (text === null) return null;
  const counted = typeof text === 'string' ? countText(text) : text;
  if (start !== null && counted.slice(start, end!) === exact) return null;
  if (!counted.text.includes(exact)) return { field: 'exact', message: "does not occur in the document's text" };
  return start === null ? null : { field: 'start', message: "is not where the excerpt stands in the document's text" };
}

/** How much of the text goes on either side of an excerpt, in characters. */
const CONTEXT = 32;

/** The piece with its place and its surroundings, where the text is there to tell them. */
export function locateEvidence(piece: Evidence, text: CountedText | string | null): Evidence {
  if (text === null) return piece;
  const counted = typeof text === 'string' ? countText(text) : text;
  const start = piece.start ?? findStart(piece.exact, counted);
  if (start === null) return piece;
  const end = start + countCharacters(piece.exact);
  return {
    ...piece,
    start,
    end,
    prefix: piece.prefix ?? (counted.slice(Math.max(0, start - CONTEXT), start) || null),
    suffix: piece.suffix ?? (counted.slice(end, end + CONTEXT) || null),
  };
}

function findStart(exact: string, { text, countTo }: CountedText): number | null {
  const at = text.indexOf(exact);
  return at < 0 ? null : countTo(at);
}
