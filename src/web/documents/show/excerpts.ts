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

/**
 * Where places that count code points lie in a text that JavaScript counts in UTF-16 units: one walk for all of them.
 * @returns by place; a place past the end lies at the end
 */
export function findUnits(text: string, places: Iterable<number>): ReadonlyMap<number, number> {
  const wanted = [...new Set(places)].sort((a, b) => a - b);
  const units = new Map<number, number>();
  let [unit, point] = [0, 0];
  for (const place of wanted) {
    while (point < place && unit < text.length) {
      unit += text.codePointAt(unit)! > 0xffff ? 2 : 1;
      point += 1;
    }
    units.set(place, unit);
  }
  return units;
}

/**
 * The other way round: how many code points stand before places in a text. One walk for all of them.
 * @returns by place in UTF-16 units
 */
export function findPoints(text: string, places: Iterable<number>): ReadonlyMap<number, number> {
  const points = new Map<number, number>();
  let [unit, point] = [0, 0];
  for (const place of [...new Set(places)].sort((a, b) => a - b)) {
    for (; unit < place && unit < text.length; point += 1) unit += text.codePointAt(unit)! > 0xffff ? 2 : 1;
    points.set(place, point);
  }
  return points;
}

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
