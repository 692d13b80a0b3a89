/**
 * Converts positions in code points to UTF-16 units, in one walk.
 * @returns by position; one beyond the end becomes the end
 */
export function findUnits(text: string, places: Iterable<number>): ReadonlyMap<number, number> {
  const units = new Map<number, number>();
  let [unit, point] = [0, 0];
  for (const place of [...new Set(places)].sort((a, b) => a - b)) {
    for (; point < place && unit < text.length; point += 1) unit += text.codePointAt(unit)! > 0xffff ? 2 : 1;
    units.set(place, unit);
  }
  return units;
}

/** Converts positions in UTF-16 units to code points, in one walk. @returns by position */
export function findPoints(text: string, places: Iterable<number>): ReadonlyMap<number, number> {
  const points = new Map<number, number>();
  let [unit, point] = [0, 0];
  for (const place of [...new Set(places)].sort((a, b) => a - b)) {
    for (; unit < place && unit < text.length; point += 1) unit += text.codePointAt(unit)! > 0xffff ? 2 : 1;
    points.set(place, point);
  }
  return points;
}

/** In UTF-16 units. */
export interface ExcerptSpan {
  start: number;
  end: number;
  /** On the page. */
  number: number;
  /** The hop it shows. */
  href: string;
}

export interface TextPart {
  text: string;
  /** The hop of the innermost excerpt here, or null. */
  href: string | null;
  /** The numbers of the excerpts that end here. */
  ends: readonly number[];
}

/** Cuts a text wherever one of its excerpts, which may overlap, begins or ends. Linear in the text and the parts. */
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
