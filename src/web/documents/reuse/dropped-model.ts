/** An attribution that was dropped between two documents, as plain data. */
import { LIMITS } from '../../../model/limits.ts';
import { newClaimPath } from '../../../urls/records.ts';
import type { DroppedBetween, DocumentText } from './finder.ts';
import { describeSharedDocument, type SharedDocument } from './text-view.ts';

export interface DroppedAttributionView {
  /** "TASS", "“a radio report”", "its unnamed source". */
  who: string;
  earlier: { of: SharedDocument; parts: readonly { text: string; isMarked: boolean }[] };
  later: { of: SharedDocument; text: string };
  /** What the form for a new claim is sent, so that the chain stands in it. */
  claim: { path: string; hidden: readonly { name: string; value: string }[] };
}

/** So much of a sentence is shown. */
const LONGEST_SENTENCE = 1_200;

/** @param own the number of the document that the page is about */
export function describeDropped(
  { shared, attribution, chain, earlierSentence, laterSentence }: DroppedBetween,
  own: number,
): DroppedAttributionView {
  const { earlier, later } = shared;
  const { source, cue, content, unnamed } = attribution;
  const said = shortenSentence(later.text.slice(...laterSentence));
  const words = content.spans.map((span) => earlier.text.slice(...span)).join(' ');
  return {
    who: source === null ? 'its unnamed source' : unnamed ? `“${source.name}”` : source.name,
    earlier: {
      of: describeSharedDocument(earlier, own),
      parts: markSpans(earlier.text, earlierSentence, [...(source?.spans ?? []), ...cue.spans]),
    },
    later: { of: describeSharedDocument(later, own), text: said },
    claim: describeNewClaim(earlier, words, chain),
  };
}

/** The form for a new claim takes a chain in one line, and shows it as rows. */
function describeNewClaim(
  { stored }: DocumentText,
  words: string,
  chain: readonly string[],
): DroppedAttributionView['claim'] {
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
      { text: shortenSentence(text.slice(at, start)), isMarked: false },
      { text: text.slice(start, end), isMarked: true },
    );
    at = end;
  }
  return [...parts, { text: shortenSentence(text.slice(at, to)), isMarked: false }].filter((part) => part.text !== '');
}

function shortenSentence(text: string): string {
  if (text.length <= LONGEST_SENTENCE) return text;
  return `${text.slice(0, LONGEST_SENTENCE / 2).replace(/\S{0,40}$/u, '')}[…]${text.slice(-LONGEST_SENTENCE / 2).replace(/^\S{0,40}/u, '')}`;
}
