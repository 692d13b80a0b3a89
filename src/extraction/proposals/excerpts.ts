import type { Span } from '../../text/words.ts';
import { cutFullSentences } from '../grammar/full-sentences.ts';
import type { ReadAttribution } from '../model.ts';

const SENTENCES = new Intl.Segmenter('und', { granularity: 'sentence' });

/** In UTF-16 units. Longer excerpts are cut down to the sentences of source and cue. */
const LONGEST_EXCERPT = 700;
/** What is kept on either side of the cue in an endless sentence. */
const AROUND = 300;

/** Where the sentences of a text begin, and its end. They are cut line by line, which is sixty times as fast. */
export function listSentences(text: string): number[] {
  const places: number[] = [];
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from);
    const to = end === -1 ? text.length : end + 1;
    const line = text.slice(from, to);
    if (line.trim() === '') places.push(from);
    else for (const { index } of SENTENCES.segment(line)) places.push(from + index);
    from = to;
  }
  return [...places, text.length];
}

/** The sentences that hold cue, source and content; of a long content, those of cue and source alone. */
export function chooseExcerpt(
  text: string,
  sentences: readonly number[],
  { source, cue, content }: Pick<ReadAttribution, 'source' | 'cue' | 'content'>,
): Span {
  const named = [...cue.spans, ...(source?.spans ?? [])];
  const wide = surround(text, sentences, [...named, ...content.spans]);
  if (wide[1] - wide[0] <= LONGEST_EXCERPT) return wide;
  const narrow = surround(text, sentences, named);
  if (narrow[1] - narrow[0] <= LONGEST_EXCERPT) return narrow;
  const [from] = cue.spans[0]!;
  return keepPairs(text, [Math.max(narrow[0], from - AROUND), Math.min(narrow[1], from + AROUND)]);
}

function surround(text: string, sentences: readonly number[], spans: readonly Span[]): Span {
  const from = Math.min(...spans.map(([start]) => start));
  const to = Math.max(...spans.map(([, end]) => end));
  const begins = sentences[findSentence(sentences, from)]!;
  const ends = sentences[findSentence(sentences, to - 1) + 1]!;
  const words = text.slice(begins, ends);
  return [begins + words.length - words.trimStart().length, begins + words.trimEnd().length];
}

function findSentence(sentences: readonly number[], place: number): number {
  let [low, high] = [0, sentences.length - 2];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (sentences[middle]! <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Keeps surrogate pairs whole. */
function keepPairs(text: string, [from, to]: Span): Span {
  const isLow = (at: number): boolean => /[\udc00-\udfff]/.test(text.charAt(at));
  return [isLow(from) ? from + 1 : from, isLow(to) ? to + 1 : to];
}

/** In UTF-16 units. */
const LONGEST_DRAFT = 400;

/** The words of spans except those in `without`, joined by spaces. */
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

/** Words that lead on to what was left out: "was agreed on Monday and that". */
const LEADS_ON = /(?:[\s,;:–—-]+(?:and|or|but|nor|that|which|who|whom|whose|as|because|while|although))+(?=[.!?…]*$)/iu;

/**
 * A first draft of a claim: the full sentences at the beginning, without quotation marks or “that”. Empty where there is
 * none, so that the editor is asked for one.
 */
export function draftClaim(words: string): string {
  const bare = words
    .replace(/["“”„‟«»]/gu, '')
    .replace(/^['‘’]+|['‘’]+$/gu, '')
    .replace(/\s+([,;:.!?])/gu, '$1')
    .replace(/([,;:])(?:\s*[,;:])+/gu, '$1')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s,;:.–—-]*(?:that\s+)?/iu, '')
    .replace(LEADS_ON, '')
    .replace(/[\s,;:–—-]+$/u, '');
  const full = bare === '' ? '' : cutFullSentences(bare, LONGEST_DRAFT);
  if (full === '') return '';
  const first = String.fromCodePoint(full.codePointAt(0)!);
  const sentence = first.toUpperCase() + full.slice(first.length);
  return /[.!?…]$/u.test(sentence) ? sentence : `${sentence}.`;
}
