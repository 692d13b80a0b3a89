/** The statements in the order of their dates, drawn and as a list, and who said it first as far as that is certain. */
import { drawTimeLine, type TimeRow } from '../../../drawing/timeline.ts';
import { orderInTime, type DatedStatement, type TimeLine } from '../../../provenance/graph/timeline.ts';
import type { Uid } from '../../../model/records.ts';
import { writeCount, writeNumber } from '../../../wording/values.ts';
import { writeDate, writeDay, writeLag, writeLagTo } from '../../../wording/dates.ts';
import { find, type ClaimIndex } from './claim-index.ts';
import { describeStatement, mention, type StatementView } from './graph-model.ts';

const DATED_SHOWN = 40;
const UNDATED_SHOWN = 20;
const FIRSTS_NAMED = 6;
const LAGS_SHOWN = 2;

/**
 * The time line of all statements, or of those that a reader selected; who was first goes by the whole claim either way.
 * @param shown the statements with a line on the page
 */
export function layOutTime(index: ClaimIndex, shown: ReadonlySet<Uid>) {
  const { statements } = index.record;
  const whole = orderInTime(statements);
  const { chosen, isSelected } = index;
  const line = isSelected && chosen ? orderInTime(statements.filter(({ uid }) => chosen.has(uid))) : whole;
  const dated = line.dated.slice(0, DATED_SHOWN);
  const viewed = dated.map((entry) => ({ entry, view: describeStatement(index, entry.statement.uid) }));
  const entries = viewed.map((one, place) => describeEntry(index, one, dated[place - 1]?.statement.uid, shown));
  return {
    first: describeFirst(index, whole, shown),
    doubt: describeDoubt(whole),
    drawing: drawEntries(index, viewed, entries),
    entries,
    cut:
      line.dated.length > DATED_SHOWN
        ? `The first ${writeNumber(DATED_SHOWN)} of ${writeNumber(line.dated.length)} statements with a date are shown; all are in the JSON.`
        : null,
    undated: line.undated.slice(0, UNDATED_SHOWN).map(({ uid }) => mention(index, uid, shown)),
    moreUndated: Math.max(0, line.undated.length - UNDATED_SHOWN),
  };
}

function describeFirst(index: ClaimIndex, { first }: TimeLine, shown: ReadonlySet<Uid>) {
  const uids = first.kind === 'certain' ? [first.statement] : first.kind === 'uncertain' ? first.statements : [];
  return {
    kind: first.kind,
    statements: uids.slice(0, FIRSTS_NAMED).map((uid) => mention(index, uid, shown)),
    more: Math.max(0, uids.length - FIRSTS_NAMED),
  };
}

function describeDoubt({ first, assertingUndated }: TimeLine): string | null {
  if (assertingUndated === 0 || first.kind === 'unknown') return null;
  const have = assertingUndated === 1 ? 'has' : 'have';
  const any = assertingUndated === 1 ? 'It may' : 'Any of them may';
  return `${writeCount(assertingUndated, 'statement')} that ${assertingUndated === 1 ? 'asserts' : 'assert'} it ${have} no date. ${any} have come before.`;
}

function describeEntry(
  index: ClaimIndex,
  { entry: { statement, sincePrevious }, view }: ViewedEntries[number],
  previous: Uid | undefined,
  shown: ReadonlySet<Uid>,
) {
  const hops = index.cites.get(statement.uid) ?? [];
  const citesPrevious = sincePrevious !== null && hops.some(({ cited }) => cited === previous);
  const all = hops.flatMap(({ uid, cited }) => {
    const lag = find(index.analysis.lag, uid);
    const words = lag && writeLagTo(lag);
    const isPrevious = cited === previous;
    return words === null ? [] : [{ words, cited: { ...mention(index, cited, shown), date: null }, isPrevious }];
  });
  const lags = citesPrevious ? all.filter(({ isPrevious }) => !isPrevious) : all;
  return {
    // The entry begins with the date.
    statement: { ...mention(index, statement.uid, shown), date: null },
    date: writeDate(statement.statedAt)!,
    role: view.role?.toLowerCase() ?? null,
    stance: view.stance,
    since: writeLag(sincePrevious),
    citesPrevious,
    lags: lags.slice(0, LAGS_SHOWN).map(({ words, cited }) => ({ words, cited })),
    moreLags: Math.max(0, lags.length - LAGS_SHOWN),
    // For the drawing, all that it cites, a line each.
    notes: all.slice(0, LAGS_SHOWN).map(({ words, cited }) => `${words} ${cited.name.text}`),
  };
}

type TimeEntry = ReturnType<typeof describeEntry>;
type ViewedEntries = readonly { entry: DatedStatement; view: StatementView }[];

function drawEntries(index: ClaimIndex, viewed: ViewedEntries, entries: readonly TimeEntry[]) {
  if (new Set(viewed.map(({ entry }) => entry.date.text)).size < 2) return null;
  const latest = viewed.reduce((last, one) => (one.entry.date.end > last.entry.date.end ? one : last));
  const [first, last] = [viewed[0]!, latest].map(({ entry }) => writeDay(entry.date.text)!.text);
  return drawTimeLine({
    title: 'Time line of the statements',
    description: `${writeCount(viewed.length, 'statement')} from ${first} to ${last}, in the order of their dates.`,
    rows: viewed.map((_, place) => describeRow(index, viewed, entries, place)),
    ends: [first!, last!],
  });
}

function describeRow(index: ClaimIndex, viewed: ViewedEntries, entries: readonly TimeEntry[], place: number): TimeRow {
  const [{ entry, view }, { statement, date, notes }] = [viewed[place]!, entries[place]!];
  const places = new Map(viewed.map((other, at) => [other.entry.statement.uid, at]));
  // A day is a stretch of time where others are known to the minute, and a dot where none are.
  const exact = viewed.some((other) => other.entry.date.precision === 'minute') ? 'minute' : 'day';
  const isMoment = entry.date.precision === exact;
  return {
    kind: view.shape,
    read: view.read,
    name: statement.name,
    about: [date.text, view.role].filter((part) => part !== null).join(' · '),
    notes,
    flags: [view.stance, view.retracted ? 'retracted' : null].filter((flag) => flag !== null),
    href: statement.href,
    interval: { start: entry.date.start, end: isMoment ? entry.date.start : entry.date.end },
    cites: (index.cites.get(entry.statement.uid) ?? []).flatMap(({ cited }) => places.get(cited) ?? []),
  };
}
