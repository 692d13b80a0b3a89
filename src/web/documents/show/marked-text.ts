/** A text with all its excerpts marked in it. Excerpts overlap and lie within each other: marks are cut where one ends. */

/** An excerpt's place in UTF-16 units. */
export interface ExcerptSpan {
  start: number;
  end: number;
  /** What it is called on the page. */
  number: number;
  /** The hop it shows. */
  href: string;
}

export interface TextPart {
  text: string;
  /** The hop that the innermost excerpt here shows; null where none is. */
  href: string | null;
  /** The excerpts that end here, each with the number it has on the page. */
  ends: readonly number[];
}

/** Cuts a text at every beginning and end, in time linear in the text and in the parts. */
export function markText(text: string, spans: readonly ExcerptSpan[]): TextPart[] {
  const cuts = [...new Set([0, text.length, ...spans.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const begins = [...spans].sort((a, b) => a.start - b.start);
  let open: ExcerptSpan[] = [];
  let next = 0;
  return cuts.slice(0, -1).map((from, i) => {
    const to = cuts[i + 1]!;
    open = open.filter(({ end }) => end > from);
    for (; next < begins.length && begins[next]!.start <= from; next += 1) open.push(begins[next]!);
    const inner = open.reduce<ExcerptSpan | null>(
      (best, span) => (best && measureSpan(best) <= measureSpan(span) ? best : span),
      null,
    );
    const ends = open.filter(({ end }) => end === to).map(({ number }) => number);
    return { text: text.slice(from, to), href: inner?.href ?? null, ends: [...new Set(ends)].sort((a, b) => a - b) };
  });
}

const measureSpan = ({ start, end }: ExcerptSpan): number => end - start;
