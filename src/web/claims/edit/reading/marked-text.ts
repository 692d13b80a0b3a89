/** The text of a story, marked with what was read in it. */
import type { Reading } from '../../../../extraction/model.ts';
import { groupBy } from '../../../../model/grouping.ts';
import type { Span } from '../../../../text/words.ts';
import type { ProposalValues } from '../draft/values.ts';

export const MARK_KINDS = ['content', 'source', 'cue', 'unread'] as const;

type MarkKind = (typeof MARK_KINDS)[number];

export interface Mark {
  /** In UTF-16 units. */
  span: Span;
  kind: MarkKind;
  /** The numbers shown at its end. */
  proposals: readonly number[];
}

interface StoryPart {
  text: string;
  /** What covers it, in the order of MARK_KINDS. */
  kinds: readonly MarkKind[];
  /** The number of contents around it. */
  depth: number;
  /** What begins here, except contents, which are long. */
  begins: readonly MarkKind[];
  /** Numbers of the proposals whose marks end here, ascending. */
  ends: readonly number[];
}

/** Cuts a text where marks begin or end. Marks may nest, cross and come in pieces. Linear but for sorting. */
export function markStory(text: string, marks: readonly Mark[]): StoryPart[] {
  const sound = marks.flatMap(({ span: [from, to], ...mark }) => {
    const span: Span = [Math.max(0, from), Math.min(text.length, to)];
    return span[0] < span[1] ? [{ ...mark, span }] : [];
  });
  const begins = groupBy(sound, ({ span }) => span[0]);
  const ends = groupBy(sound, ({ span }) => span[1]);
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

/** The parts of a text, each with the classes of its marks and the numbers of the proposals that end there. */
export function buildMarkedText(text: string, reading: Reading, proposals: readonly ProposalValues[]) {
  return markStory(text, listMarks(reading, proposals)).map(describePart);
}

function listMarks(reading: Reading, proposals: readonly ProposalValues[]): Mark[] {
  const numbers = new Map<string, number[]>();
  proposals.forEach(({ cards }, at) => {
    for (const { hop } of cards) numbers.set(hop.from, [...(numbers.get(hop.from) ?? []), at + 1]);
  });
  const plain = (kind: Mark['kind'], spans: Iterable<Mark['span']>): Mark[] =>
    Array.from(spans, (span) => ({ span, kind, proposals: [] }));
  // Attributions that share a content do not make it deeper.
  const contents = new Map(
    reading.attributions.flatMap(({ content }) => content.spans.map((span) => [span.join(' '), span])),
  );
  const marks: Mark[] = reading.attributions.flatMap(({ id, source, cue }) => [
    ...plain('source', source?.spans ?? []),
    ...cue.spans.map((span, at): Mark => {
      const isLast = at === cue.spans.length - 1;
      return { span, kind: 'cue', proposals: isLast ? (numbers.get(id) ?? []) : [] };
    }),
  ]);
  const unread = reading.unread.flatMap(({ spans }) => spans);
  return [...plain('content', contents.values()), ...marks, ...plain('unread', unread)];
}

const LABELS = { content: 'content', source: 'source', cue: 'cue', unread: 'not understood' } as const;

function describePart({ text, kinds, depth, begins, ends }: StoryPart) {
  const classes = kinds.map((kind) => `read-${kind}`);
  if (depth > 1) classes.push('read-deep');
  return {
    text,
    classes: classes.length === 0 ? null : classes.join(' '),
    label: begins.length === 0 ? null : begins.map((kind) => LABELS[kind]).join(' and '),
    // Proposals are counted from 1 where people read, from 0 in the names of fields.
    proposals: ends.map((number) => ({ number, id: `p-${number - 1}` })),
  };
}
