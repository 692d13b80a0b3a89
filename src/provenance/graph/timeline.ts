import { deriveLag, isSurelyBefore, parseDate, type ParsedDate } from '../../model/dates.ts';
import type { Statement, Uid } from '../../model/records.ts';
import { findStrongComponents } from './components.ts';
import { linkStatements } from './graph.ts';
import type { MeasuredGraph } from './hops.ts';

export interface TimelineEntry {
  statement: Statement;
  date: ParsedDate | null;
  /** Of an undated statement: the earliest date (EDTF) of those that cite it, through any number of hops; null where none has one. */
  before: string | null;
  /** From the dated entry before it in the list, an ISO 8601 duration; null where one of them is not known to the day. */
  sincePrevious: string | null;
}

/**
 * Which end of the asserting side came first. `certain` where all that may have been the first are one source's;
 * `uncertain` names all that may have been; `unknown` where nothing tells.
 */
export type First =
  { kind: 'certain'; statement: Uid } | { kind: 'uncertain'; statements: readonly Uid[] } | { kind: 'unknown' };

export type Timeline = ReturnType<typeof orderInTime>;

/**
 * Puts the statements in the order in which they were made: the cited before the citing, whatever their dates say, and
 * otherwise by date. An undated one stands before the earliest that cites it. Void statements are left out.
 */
export function orderInTime(measured: MeasuredGraph) {
  const { graph } = measured;
  const dates = graph.statements.map(({ statedAt }) => parseDate(statedAt));
  const { cites, citedBy } = linkStatements(graph, ['hop', 'reply']);
  const circles = findStrongComponents(cites);
  const circleOf: number[] = [];
  for (const [circle, members] of circles.entries()) for (const member of members) circleOf[member] = circle;

  const bounds = findBounds(circles, circleOf, citedBy, dates);
  const keys = dates.map((date, at) => date?.start ?? (bounds[at] ? bounds[at].start - 0.5 : Infinity));
  // No statement's key is smaller than that of one it cites, and circles are numbered from the cited to the citing.
  const lifted: number[] = [];
  for (const members of circles) {
    const further = Math.max(
      ...members.flatMap((at) => cites[at]!.map((cited) => lifted[cited] ?? -Infinity)),
      -Infinity,
    );
    for (const at of members) lifted[at] = Math.max(keys[at]!, further);
  }
  const order = [...graph.statements.keys()]
    .filter((at) => !graph.isVoid[at])
    .sort((a, b) => compareKeys(lifted[a]!, lifted[b]!) || circleOf[a]! - circleOf[b]! || a - b);
  let previous: ParsedDate | null = null;
  const entries = order.map((at): TimelineEntry => {
    const [statement, date] = [graph.statements[at]!, dates[at]!];
    const sincePrevious = date && previous ? deriveLag(date, previous) : null;
    if (date) previous = date;
    return { statement, date, before: date ? null : (bounds[at]?.text ?? null), sincePrevious };
  });
  return {
    entries,
    datedCount: entries.filter(({ date }) => date !== null).length,
    first: findFirst(measured, dates, bounds),
  };
}

/** Two that are both infinite differ by nothing. */
const compareKeys = (a: number, b: number): number => (a === b ? 0 : a - b);

/**
 * By statement: the earliest date of those that cite it, through any number of hops. Within a circle nothing is known to
 * have come first, so that its own dates say nothing of its members.
 */
function findBounds(
  circles: readonly (readonly number[])[],
  circleOf: readonly number[],
  citedBy: readonly (readonly number[])[],
  dates: readonly (ParsedDate | null)[],
): (ParsedDate | null)[] {
  const bounds: (ParsedDate | null)[] = dates.map(() => null);
  // By circle: the earliest date of its members and of all that cite them.
  const known: (ParsedDate | null)[] = [];
  for (const [circle, members] of [...circles.entries()].reverse()) {
    const above = new Set(members.flatMap((member) => citedBy[member]!.map((citing) => circleOf[citing]!)));
    above.delete(circle);
    const bound = [...above].map((other) => known[other]!).reduce(pickEarlier, null);
    for (const member of members) bounds[member] = bound;
    known[circle] = members.map((member) => dates[member]!).reduce(pickEarlier, bound);
  }
  return bounds;
}

function pickEarlier(one: ParsedDate | null, other: ParsedDate | null): ParsedDate | null {
  if (!one || !other) return one ?? other;
  return other.end < one.end ? other : one;
}

/** One that none of the other ends is surely before may have been the first. */
function findFirst(
  { graph, components }: MeasuredGraph,
  dates: readonly (ParsedDate | null)[],
  bounds: readonly (ParsedDate | null)[],
): First {
  const ends = components.sides.asserting.ends.map((end) => components.members[end]![0]!);
  const latest = (at: number): ParsedDate | null => pickEarlier(dates[at]!, bounds[at]!);
  const earliest = [true, false].map((isMinute) => {
    return ends
      .map(latest)
      .filter((date) => date !== null && (date.precision === 'minute') === isMinute)
      .reduce(pickEarlier, null);
  });
  // What is surely before anything is so with the date that ends first, to the minute or not: two comparisons do.
  // A date that comes after what cites it does not count against its end.
  const own = (end: number): ParsedDate | null => (dates[end] ? latest(end) : null);
  const possible = ends.filter((end) => !earliest.some((date) => isSurelyBefore(date, own(end))));
  const [first] = possible;
  if (first === undefined) return { kind: 'unknown' };
  const [uid, source] = [graph.statements[first]!.uid, graph.statements[first]!.source];
  if (possible.every((end) => graph.statements[end]!.source === source)) return { kind: 'certain', statement: uid };
  if (possible.every((end) => latest(end) === null)) return { kind: 'unknown' };
  return { kind: 'uncertain', statements: possible.map((end) => graph.statements[end]!.uid) };
}
