import { isSurelyBefore, parseDate, type ParsedDate, deriveLag } from '../../model/dates.ts';
import { compareUids } from './graph.ts';
import type { Statement, Uid } from '../../model/records.ts';

export interface DatedStatement {
  statement: Statement;
  date: ParsedDate;
  /** From the one before it in the list, an ISO 8601 duration; null where one of them is not known to the day. */
  sincePrevious: string | null;
}

/**
 * Who asserted the claim first. `certain` where all that may have been the first are one source's; `uncertain` names
 * all that may have been; `unknown` where nothing that asserts it has a date.
 */
export type First =
  { kind: 'certain'; statement: Uid } | { kind: 'uncertain'; statements: readonly Uid[] } | { kind: 'unknown' };

export type TimeLine = ReturnType<typeof orderInTime>;

/**
 * Puts statements in the order of their dates, which are intervals (`dates.ts`): by the earliest moment that each can
 * mean, then by the latest, then by uid. Those that assert the claim without a date may all have come before.
 */
export function orderInTime(statements: readonly Statement[]) {
  const sorted = [...statements].sort((a, b) => compareUids(a.uid, b.uid));
  const dated = sorted.flatMap((statement) => {
    const date = parseDate(statement.statedAt);
    return date ? [{ statement, date }] : [];
  });
  dated.sort((a, b) => a.date.start - b.date.start || a.date.end - b.date.end);
  const undated = sorted.filter(({ statedAt }) => parseDate(statedAt) === null);
  return {
    dated: dated.map((entry, place): DatedStatement => ({
      ...entry,
      sincePrevious: place === 0 ? null : deriveLag(entry.date, dated[place - 1]!.date),
    })),
    undated,
    first: findFirst(dated.filter(({ statement }) => statement.stance === 'asserts')),
    assertingUndated: undated.filter(({ stance }) => stance === 'asserts').length,
  };
}

/**
 * One that nothing is surely before may have been the first. What is surely before anything is surely before it with
 * the date that ends first, to the minute or not: these two are all that has to be compared with.
 */
function findFirst(asserting: readonly Omit<DatedStatement, 'sincePrevious'>[]): First {
  const earliest = (isMinute: boolean): ParsedDate | null =>
    asserting
      .map(({ date }) => date)
      .filter(({ precision }) => (precision === 'minute') === isMinute)
      .reduce<ParsedDate | null>((least, date) => (least === null || date.end < least.end ? date : least), null);
  const ends = [earliest(true), earliest(false)];
  const possible = asserting.filter(({ date }) => !ends.some((end) => isSurelyBefore(end, date)));
  const [one] = possible;
  if (!one) return { kind: 'unknown' };
  const isOneSource = possible.every(({ statement }) => statement.source === one.statement.source);
  if (isOneSource) return { kind: 'certain', statement: one.statement.uid };
  return { kind: 'uncertain', statements: possible.map(({ statement }) => statement.uid) };
}
