/** An excerpt within its sentence. */

export interface ExcerptInContext {
  /** With an ellipsis where the text goes on. */
  before: string;
  exact: string;
  after: string;
}

/** So much of the text is looked at on either side, and shown at the most, in UTF-16 units. */
const WINDOW = 240;

/** The excerpt with what is kept of the text around it, where we have no text. */
export function quoteExcerpt(exact: string, prefix: string | null, suffix: string | null): ExcerptInContext {
  return { before: prefix ? `…${prefix}` : '', exact, after: suffix ? addEllipsis(suffix) : '' };
}

/** A sentence that ends needs no sign that more follows. */
function addEllipsis(text: string): string {
  return /[.!?。！？؟][”"»」]?\s*$/u.test(text) ? text : `${text}…`;
}

const SENTENCES = new Intl.Segmenter('und', { granularity: 'sentence' });

/**
 * The excerpt within the sentences that it is part of.
 * @param start and `end`: units of the text
 */
export function surroundExcerpt(text: string, start: number, end: number): ExcerptInContext {
  const [from, to] = [Math.max(0, start - WINDOW), Math.min(text.length, end + WINDOW)];
  const window = text.slice(from, to);
  const sentences = [...SENTENCES.segment(window)];
  const first = sentences.findLast(({ index }) => from + index <= start)!;
  const last = sentences.find(({ index, segment }) => from + index + segment.length >= end)!;
  const opens = from + first.index;
  const closes = from + last.index + last.segment.length;
  const before = text.slice(opens, start).trimStart();
  const after = text.slice(end, closes).trimEnd();
  return {
    // The first sentence of the window may have begun before it.
    before: opens === from && from > 0 ? `…${dropFirstPart(before)}` : before,
    exact: text.slice(start, end),
    after: closes === to && to < text.length ? `${dropLastPart(after)}…` : after,
  };
}

/** A word that the window cuts through is left out. */
const dropFirstPart = (text: string): string => text.replace(/^\S{1,30}\s/u, '');
const dropLastPart = (text: string): string => text.replace(/\s\S{1,30}$/u, '');
