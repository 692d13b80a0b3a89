/** A story with everything that was read in it marked: spans nest, cross and come in pieces, marks lie flat. Pure. */
import type { Span } from '../../../text/segments.ts';

export const MARK_KINDS = ['content', 'source', 'cue', 'unread'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

export interface Mark {
  /** In UTF-16 units. */
  span: Span;
  kind: MarkKind;
  /** The numbers of the proposals it belongs to, which stand at its end. */
  proposals: readonly number[];
}

export interface StoryPart {
  text: string;
  /** What covers it, in the order of MARK_KINDS. */
  kinds: readonly MarkKind[];
  /** How many contents it lies in. */
  depth: number;
  /** What begins with it, contents aside: they are long, and their numbers tell them. */
  begins: readonly MarkKind[];
  /** The proposals whose marks end with it, ascending. */
  ends: readonly number[];
}

/** Cuts a text where any mark begins or ends, in time linear in the text and the marks (sorted once). */
export function markStory(text: string, marks: readonly Mark[]): StoryPart[] {
  const sound = marks.flatMap(({ span: [from, to], ...mark }) => {
    const span: Span = [Math.max(0, from), Math.min(text.length, to)];
    return span[0] < span[1] ? [{ ...mark, span }] : [];
  });
  const begins = groupByPlace(sound, ({ span }) => span[0]);
  const ends = groupByPlace(sound, ({ span }) => span[1]);
  const cuts = [...new Set([0, text.length, ...begins.keys(), ...ends.keys()])].sort((a, b) => a - b);
  const open: Record<MarkKind, number> = { content: 0, source: 0, cue: 0, unread: 0 };
  return cuts.slice(0, -1).map((from, i) => {
    const to = cuts[i + 1]!;
    for (const { kind } of ends.get(from) ?? []) open[kind] -= 1;
    const opening = begins.get(from) ?? [];
    for (const { kind } of opening) open[kind] += 1;
    const closing = (ends.get(to) ?? []).flatMap(({ proposals }) => proposals);
    return {
      text: text.slice(from, to),
      kinds: MARK_KINDS.filter((kind) => open[kind] > 0),
      depth: open.content,
      begins: MARK_KINDS.filter((kind) => kind !== 'content' && opening.some((mark) => mark.kind === kind)),
      ends: [...new Set(closing)].sort((a, b) => a - b),
    };
  });
}

function groupByPlace(marks: readonly Mark[], placeOf: (mark: Mark) => number): Map<number, Mark[]> {
  const groups = new Map<number, Mark[]>();
  for (const mark of marks) {
    const group = groups.get(placeOf(mark));
    if (group) group.push(mark);
    else groups.set(placeOf(mark), [mark]);
  }
  return groups;
}
