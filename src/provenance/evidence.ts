/** Where an excerpt stands in its document's text (Web Annotation: TextPositionSelector, TextQuoteSelector). */
import type { Evidence } from './model.ts';

/** Code points in a text: what lengths and positions count. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The characters from `start` to `end`, in code points. Where none is a surrogate pair, units are code points. */
export function sliceCharacters(text: string, start: number, end: number): string {
  return /[\ud800-\udfff]/.test(text) ? Array.from(text).slice(start, end).join('') : text.slice(start, end);
}

/**
 * Why an excerpt can't stand where it says, or null.
 * @param text of its document; null where there is none
 */
export function checkPlace(
  piece: Evidence,
  text: string | null,
): { field: 'exact' | 'start' | 'end'; message: string } | null {
  const { exact, start, end } = piece;
  if ((start === null) !== (end === null)) return { field: 'end', message: 'goes with start: both or neither' };
  if (start !== null && end !== null && end - start !== countCharacters(exact)) {
    return { field: 'end', message: 'must be start and the number of characters in exact' };
  }
  if (text === null) return null;
  if (!text.includes(exact)) return { field: 'exact', message: "does not occur in the document's text" };
  const found = start === null ? exact : sliceCharacters(text, start, end!);
  return found === exact ? null : { field: 'start', message: "is not where the excerpt stands in the document's text" };
}

/** How much of the text goes on either side of an excerpt, in characters. */
const CONTEXT = 32;

/** The piece with its place and its surroundings, where the text is there to tell them. */
export function locateEvidence(piece: Evidence, text: string | null): Evidence {
  const at = text?.indexOf(piece.exact) ?? -1;
  if (text === null || at < 0) return piece;
  const start = piece.start ?? countCharacters(text.slice(0, at));
  const end = start + countCharacters(piece.exact);
  if (piece.prefix !== null && piece.suffix !== null) return { ...piece, start, end };
  return {
    ...piece,
    start,
    end,
    prefix: piece.prefix ?? (sliceCharacters(text, Math.max(0, start - CONTEXT), start) || null),
    suffix: piece.suffix ?? (sliceCharacters(text, end, end + CONTEXT) || null),
  };
}
