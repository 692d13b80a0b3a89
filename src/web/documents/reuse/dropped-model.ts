/** An attribution that was dropped between two documents, as plain data. */
import { LIMITS } from '../../../model/limits.ts';
import { newClaimPath } from '../../../urls/records.ts';
import type { Dropped, TextOf } from './finder.ts';
import { describeText, type TextView } from './text-view.ts';

export interface DroppedView {
  /** "TASS", "“a radio report”", "its unnamed source". */
  who: string;
  earlier: { of: TextView; parts: readonly { text: string; isMarked: boolean }[] };
  later: { of: TextView; text: string };
  /** What the form for a new claim is sent, so that the chain stands in it. */
  claim: { path: string; hidden: readonly { name: string; value: string }[] };
}

/** So much of a sentence is shown. */
const SENTENCE = 1_200;

/** @param own the number of the document that the page is about */
export function describeDropped(
  { shared, attribution, chain, earlierSentence, laterSentence }: Dropped,
  own: number,
): DroppedView {
  const { earlier, later } = shared;
  const { source, cue, content, unnamed } = attribution;
  const said = shorten(later.text.slice(...laterSentence));
  const words = content.spans.map((span) => earlier.text.slice(...span)).join(' ');
  return {
    who: source === null ? 'its unnamed source' : unnamed ? `“${source.name}”` : source.name,
    earlier: {
      of: describeText(earlier, own),
      parts: markSpans(earlier.text, earlierSentence, [...(source?.spans ?? []), ...cue.spans]),
    },
    later: { of: describeText(later, own), text: said },
    claim: describeClaim(earlier, words, chain),
  };
}

/** The form for a new claim takes a chain in one line, and shows it as rows. */
function describeClaim({ stored }: TextOf, words: string, chain: readonly string[]): DroppedView['claim'] {
  const text = words.replace(/\s+/gu, ' ').trim().slice(0, LIMITS.claimText);
  const values = {
    text,
    language: stored.document.language ?? 'en',
    line: chain.join(' < '),
    action: 'read-line',
  };
  return { path: newClaimPath, hidden: Object.entries(values).map(([field, value]) => ({ name: field, value })) };
}

/** A stretch of a text, cut where spans begin and end. */
function markSpans(
  text: string,
  [from, to]: readonly [number, number],
  spans: readonly (readonly [number, number])[],
): { text: string; isMarked: boolean }[] {
  const marks = spans.filter(([start, end]) => start >= from && end <= to).toSorted((a, b) => a[0] - b[0]);
  const parts: { text: string; isMarked: boolean }[] = [];
  let at = from;
  for (const [start, end] of marks) {
    if (start < at) continue;
    parts.push(
      { text: shorten(text.slice(at, start)), isMarked: false },
      { text: text.slice(start, end), isMarked: true },
    );
    at = end;
  }
  return [...parts, { text: shorten(text.slice(at, to)), isMarked: false }].filter((part) => part.text !== '');
}

function shorten(text: string): string {
  if (text.length <= SENTENCE) return text;
  return `${text.slice(0, SENTENCE / 2).replace(/\S{0,40}$/u, '')}[…]${text.slice(-SENTENCE / 2).replace(/^\S{0,40}/u, '')}`;
}
