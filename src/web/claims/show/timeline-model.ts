/** The statements in the order in which they were made, drawn and as a list, and which is the first on record. */
import { drawTimeLine, type TimeRow } from '../../../drawing/timeline.ts';
import { narrows } from '../../../drawing/view.ts';
import { deriveLag, parseDate, type ParsedDate } from '../../../model/dates.ts';
import { orderInTime, type Timeline, type TimelineEntry } from '../../../provenance/graph/timeline.ts';
import type { Uid } from '../../../model/records.ts';
import { writeCount, writeNumber } from '../../../wording/values.ts';
import { writeDate, writeDay, writeLag, writeLagTo } from '../../../wording/dates.ts';
import { find, type ClaimIndex } from './claim-index.ts';
import { describeStatement, mention, type StatementView } from './statement-model.ts';

const ENTRIES_SHOWN = 40;
const FIRSTS_NAMED = 6;
const LAGS_SHOWN = 2;
/** With fewer dates there is no order to show that the tree does not show. */
const LEAST_DATED = 2;

/**
 * The time line of all statements, or of those that a reader selected; which is the first goes by the whole claim either
 * way. Null where too few have a date.
 * @param shown the statements with a line on the page
 */
export function layOutTime(index: ClaimIndex, shown: ReadonlySet<Uid>) {
  const whole = orderInTime(index.measured);
  const listed = selectEntries(index, whole);
  if (listed.filter(({ date }) => date !== null).length < LEAST_DATED) return null;
  const viewed = listed
    .slice(0, ENTRIES_SHOWN)
    .map((entry) => ({ entry, view: describeStatement(index, entry.statement.uid) }));
  const entries = viewed.map((one, place) => describeEntry(index, one, findDatedBefore(viewed, place), shown));
  return {
    first: describeFirst(index, whole, shown),
    drawing: drawEntries(index, viewed, entries),
    entries,
    cut:
      listed.length > ENTRIES_SHOWN
        ? `The first ${writeNumber(ENTRIES_SHOWN)} of ${writeNumber(listed.length)} statements are shown; all are in the JSON.`
        : null,
  };
}

/** What a reader selected, each with the time since the one before it there. */
function selectEntries({ chosen, selection }: ClaimIndex, { entries }: Timeline): readonly TimelineEntry[] {
  if (!narrows(selection) || !chosen) return entries;
  let previous: ParsedDate | null = null;
  return entries
    .filter(({ statement }) => chosen.has(statement.uid))
    .map((entry) => {
      const sincePrevious = entry.date && previous ? deriveLag(entry.date, previous) : null;
      previous = entry.date ?? previous;
      return { ...entry, sincePrevious };
    });
}

function findDatedBefore(viewed: ViewedEntries, place: number): Uid | undefined {
  return viewed.slice(0, place).findLast(({ entry }) => entry.date !== null)?.entry.statement.uid;
}

function describeFirst(index: ClaimIndex, { first }: Timeline, shown: ReadonlySet<Uid>) {
  const uids = first.kind === 'certain' ? [first.statement] : first.kind === 'uncertain' ? first.statements : [];
  return {
    kind: first.kind,
    statements: uids.slice(0, FIRSTS_NAMED).map((uid) => mention(index, uid, shown)),
    more: Math.max(0, uids.length - FIRSTS_NAMED),
  };
}

function describeEntry(
  index: ClaimIndex,
  { entry: { statement, before, sincePrevious }, view }: ViewedEntries[number],
  previous: Uid | undefined,
  shown: ReadonlySet<Uid>,
) {
  const attributions = listCited(index, statement.uid);
  const citesPrevious = sincePrevious !== null && attributions.some(({ cited }) => cited === previous);
  const all = attributions.flatMap(({ uid, cited }) => {
    const lag = find(index.analysis.lag, uid);
    const words = lag && writeLagTo(lag);
    const isPrevious = cited === previous;
    return words === null ? [] : [{ words, cited: { ...mention(index, cited, shown), date: null }, isPrevious }];
  });
  const lags = citesPrevious ? all.filter(({ isPrevious }) => !isPrevious) : all;
  return {
    // The entry begins with the date.
    statement: { ...mention(index, statement.uid, shown), date: null },
    date: writeDate(statement.statedAt),
    // Of an undated one that something dated cites.
    before: writeDay(before),
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

/** Hops and replies: what they lead to came before. */
function listCited({ cites, roles }: ClaimIndex, uid: Uid) {
  return (cites.get(uid) ?? []).filter((attribution) => {
    const role = roles.get(attribution.uid);
    return role === 'hop' || role === 'reply';
  });
}

type TimeEntry = ReturnType<typeof describeEntry>;
type ViewedEntries = readonly { entry: TimelineEntry; view: StatementView }[];

/** The statements of which something is known: their date, or that they came before one. */
function drawEntries(index: ClaimIndex, viewed: ViewedEntries, entries: readonly TimeEntry[]) {
  const places = [...viewed.keys()].filter((place) => intervalOf(viewed[place]!.entry) !== null);
  const dates = viewed.flatMap(({ entry }) => entry.date ?? []);
  if (new Set(dates.map(({ text }) => text)).size < LEAST_DATED) return null;
  const earliest = dates.reduce((first, date) => (date.start < first.start ? date : first));
  const latest = dates.reduce((last, date) => (date.end > last.end ? date : last));
  const [first, last] = [earliest, latest].map(({ text }) => writeDay(text)!.text);
  // A day is a stretch of time where others are known to the minute, and a dot where none are.
  const exact = dates.some(({ precision }) => precision === 'minute') ? 'minute' : 'day';
  const rowOf = new Map(places.map((place, row) => [viewed[place]!.entry.statement.uid, row]));
  return drawTimeLine({
    title: 'Timeline of the statements',
    description: `${writeCount(places.length, 'statement')}, those with a date from ${first} to ${last}, the cited before those that cite them.`,
    rows: places.map((place) => describeRow(index, viewed[place]!, entries[place]!, rowOf, exact)),
    ends: [first!, last!],
  });
}

function intervalOf({ date, before }: TimelineEntry): TimeRow['interval'] | null {
  if (date) return { start: date.start, end: date.end };
  const bound = parseDate(before);
  return bound && { start: null, end: bound.start };
}

function describeRow(
  index: ClaimIndex,
  { entry, view }: ViewedEntries[number],
  { statement, date, before, notes }: TimeEntry,
  rowOf: ReadonlyMap<Uid, number>,
  exact: ParsedDate['precision'],
): TimeRow {
  const interval = intervalOf(entry)!;
  const when = date?.text ?? `before ${before!.text}`;
  return {
    kind: view.shape,
    read: view.read,
    name: statement.name,
    about: [when, view.role].filter((part) => part !== null).join(' · '),
    notes,
    flags: [view.stance, view.retracted ? 'retracted' : null].filter((flag) => flag !== null),
    href: statement.href,
    interval: entry.date?.precision === exact ? { start: entry.date.start, end: entry.date.start } : interval,
    cites: listCited(index, entry.statement.uid).flatMap(({ cited }) => rowOf.get(cited) ?? []),
  };
}
