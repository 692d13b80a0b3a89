export interface ExcerptInContext {
  /** With an ellipsis where the sentence began before, or goes on after, what is known of it. */
  before: string;
  exact: string;
  after: string;
}

/** The context on either side, in UTF-16 units. */
const WINDOW = 240;

/** The excerpt within the sentences that it is part of. @param start in UTF-16 units, like `end` */
export function surroundExcerpt(text: string, start: number, end: number): ExcerptInContext {
  const [from, to] = [Math.max(0, start - WINDOW), Math.min(text.length, end + WINDOW)];
  const isCut = { before: from > 0, after: to < text.length };
  return findSentences(text.slice(from, to), start - from, end - from, isCut);
}

/** The same with the prefix and suffix that are kept with an excerpt, for documents whose text is not at hand. */
export function quoteExcerpt(exact: string, prefix: string | null, suffix: string | null): ExcerptInContext {
  const [before, after] = [prefix ?? '', suffix ?? ''];
  const isCut = { before: before !== '', after: after !== '' };
  return findSentences(before + exact + after, before.length, before.length + exact.length, isCut);
}

const SENTENCES = new Intl.Segmenter('und', { granularity: 'sentence' });

/** @param isCut whether the text of which this is a window goes on before it, and after it */
function findSentences(
  window: string,
  start: number,
  end: number,
  isCut: { before: boolean; after: boolean },
): ExcerptInContext {
  const sentences = [...SENTENCES.segment(window)];
  const first = sentences.findLast(({ index }) => index <= start)!;
  const last = sentences.find(({ index, segment }) => index + segment.length >= end)!;
  const closes = last.index + last.segment.length;
  const before = window.slice(first.index, start).trimStart();
  const after = window.slice(end, closes).trimEnd();
  return {
    before: first.index === 0 && isCut.before ? `…${dropFirstPart(before)}` : before,
    exact: window.slice(start, end),
    after: closes === window.length && isCut.after && !endsSentence(after) ? `${dropLastPart(after)}…` : after,
  };
}

/** Leaves out a word that the window may cut, unless it is all there is. */
const dropFirstPart = (text: string): string => text.replace(/^\S{1,30}\s(?=\S)/u, '');
const dropLastPart = (text: string): string => text.replace(/(?<=\S)\s\S{1,30}$/u, '');

const endsSentence = (text: string): boolean => /[.!?。！？؟][”"»」]?\s*$/u.test(text);
