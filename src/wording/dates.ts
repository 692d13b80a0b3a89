import { parseDate } from '../model/dates.ts';
import { writeCount } from './values.ts';

const LONG_MONTHS = listMonths('long');
const SHORT_MONTHS = listMonths('short');

function listMonths(month: 'long' | 'short'): string[] {
  const format = new Intl.DateTimeFormat('en', { month, timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, at) => format.format(Date.UTC(2000, at)));
}

const WRITTEN = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2})(?::\d{2})?(Z|[+-]\d{2}:\d{2}))?)?)?$/;

/**
 * A date as the domain writes it: "17 June 2025", "17 June 2025, 09:12 UTC+9", "about February 2009", "10 to 12 February
 * 2009". The time keeps its own offset, because that is the time the reader of the document saw. Any other text is
 * returned as it is.
 */
export function formatDate(date: string): string {
  const [, , , , time, offset] = WRITTEN.exec(date) ?? [];
  const days = formatDays(date, LONG_MONTHS);
  return time === undefined ? days : `${days}, ${time} ${formatOffset(offset ?? 'Z')}`;
}

/** The same without the time and with a short month: "17 Jun 2025". */
export function formatShortDay(date: string): string {
  return formatDays(date, SHORT_MONTHS);
}

function formatDays(date: string, months: readonly string[]): string {
  const [from, to] = listBounds(date);
  return to === undefined ? formatDay(from!, 'about', months) : joinBounds(from!, 'to', to, months);
}

/** @param about how an approximate date begins */
function formatDay(date: string, about: string, months: readonly string[]): string {
  const [, year, month, day] = WRITTEN.exec(date.replace(/~$/u, '')) ?? [];
  if (year === undefined) return date;
  const approximate = date.endsWith('~') && about;
  return [approximate, day && String(Number(day)), month && months[Number(month) - 1], year].filter(Boolean).join(' ');
}

/** The two dates of an interval, or what else it is. */
const listBounds = (date: string): string[] => (parseDate(date) ? [...new Set(date.split('/'))] : [date]);

/** "10 to 12 February 2009": the first goes without what it has in common with the second. */
function joinBounds(from: string, word: 'to' | 'and', to: string, months: readonly string[]): string {
  const [first, last] = [from, to].map((date) => formatDay(date, 'about', months).split(' '));
  const isAlike = from.length === to.length && !from.endsWith('~') && !to.endsWith('~');
  const own = isAlike ? first!.slice(0, first!.findLastIndex((part, at) => part !== last![at]) + 1) : first!;
  return [...own, word, ...last!].join(' ');
}

/** The date without the time, where it only tells statements apart. */
export const cutTime = (date: string): string => date.replace(/T.*$/u, '');

/** When something was stated, in a sentence: "on 17 June 2025", "in June 2025", "around 2025", "between 2008 and 2010". */
export function formatDateInSentence(date: string): string {
  const [from, to] = listBounds(date);
  if (to !== undefined) return `between ${joinBounds(from!, 'and', to, LONG_MONTHS)}`;
  // A statement "about 2025" might have 2025 for its subject.
  if (from!.endsWith('~')) return formatDay(from!, 'around', LONG_MONTHS);
  return `${cutTime(from!).length === '2025-06-17'.length ? 'on' : 'in'} ${formatDate(from!)}`;
}

/** "UTC", "UTC+9", "UTC+5:30". */
function formatOffset(offset: string): string {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):(\d{2})$/.exec(offset) ?? [];
  if (hours === undefined || `${hours}${minutes}` === '0000') return 'UTC';
  return `UTC${sign === '-' ? '−' : '+'}${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}`;
}

export interface DateView {
  /** "17 June 2025". */
  text: string;
  /** For `<time datetime>`; null for what HTML has no value for: approximate dates and intervals. */
  iso: string | null;
}

/** @returns null for null; the text as it came when it is no date */
export function writeDate(date: string | null): DateView | null {
  return date === null ? null : { text: formatDate(date), iso: writeDatetime(date) };
}

const writeDatetime = (date: string): string | null => (/[~/]/u.test(date) ? null : date);

/** The same within a sentence, with its preposition: "on 17 June 2025". */
export function writeDateInSentence(date: string | null): DateView | null {
  return date === null ? null : { text: formatDateInSentence(date), iso: writeDatetime(date) };
}

/** The same after "about", which an approximate date would repeat. */
export function writeSubjectDate(date: string | null): DateView | null {
  const view = writeDate(date);
  return view && { ...view, text: view.text.replace(/^about /u, 'the time around ') };
}

/** The same without the time, where a date only tells statements apart. */
export function writeDay(date: string | null): DateView | null {
  return date === null ? null : writeDate(cutTime(date));
}

interface LagView {
  /** "13 days later", "2 hours earlier", "the same day". */
  text: string;
  /** For `<time datetime>`; null for what came earlier: HTML knows no negative durations. */
  iso: string | null;
}

/**
 * Writes an ISO 8601 duration of days, hours and minutes.
 * @returns null for null, and the duration itself when it is of another form
 */
export function writeLag(lag: string | null): LagView | null {
  if (lag === null) return null;
  const parts = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(lag);
  if (!parts) return { text: lag, iso: null };
  const [, sign, days, hours, minutes] = parts;
  const amounts = [
    { amount: Number(days ?? 0), unit: 'day' },
    { amount: Number(hours ?? 0), unit: 'hour' },
    { amount: Number(minutes ?? 0), unit: 'minute' },
  ].filter(({ amount }) => amount > 0);
  if (amounts.length === 0) return { text: lag.includes('T') ? 'the same minute' : 'the same day', iso: lag };
  const words = amounts.map(({ amount, unit }) => writeCount(amount, unit)).join(' ');
  return sign ? { text: `${words} earlier`, iso: null } : { text: `${words} later`, iso: lag };
}

/** A duration before the name of the cited statement's source: "13 days after", "2 hours before", "on the same day as". */
export function writeLagTo(lag: string): string {
  const { text } = writeLag(lag)!;
  if (text.startsWith('the same')) return `${text.endsWith('day') ? 'on' : 'in'} ${text} as`;
  return text.replace(/ later$/, ' after').replace(/ earlier$/, ' before');
}
