import { writeCount } from './values.ts';

const LONG_MONTHS = listMonths('long');
const SHORT_MONTHS = listMonths('short');

function listMonths(month: 'long' | 'short'): string[] {
  const format = new Intl.DateTimeFormat('en', { month, timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, at) => format.format(Date.UTC(2000, at)));
}

const WRITTEN = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2})(?::\d{2})?(Z|[+-]\d{2}:\d{2}))?)?)?$/;

/**
 * A date of EDTF level 0, to the year, the month, the day or the minute: "17 June 2025", "17 June 2025, 09:12 UTC+9".
 * The time keeps its own offset, because that is the time the reader of the document saw. Any other text is returned
 * as it is.
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
  const [, year, month, day] = WRITTEN.exec(date) ?? [];
  if (year === undefined) return date;
  return [day && String(Number(day)), month && months[Number(month) - 1], year].filter(Boolean).join(' ');
}

/** The date without the time, where it only tells statements apart. */
export const cutTime = (date: string): string => date.slice(0, '2025-06-17'.length);

/** When something was stated, in a sentence: "on 17 June 2025", "in June 2025". */
export const formatDateInSentence = (date: string): string =>
  `${cutTime(date).length === 10 ? 'on' : 'in'} ${formatDate(date)}`;

/** "UTC", "UTC+9", "UTC+5:30". */
function formatOffset(offset: string): string {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):(\d{2})$/.exec(offset) ?? [];
  if (hours === undefined || `${hours}${minutes}` === '0000') return 'UTC';
  return `UTC${sign === '-' ? '−' : '+'}${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}`;
}

export interface DateView {
  /** "17 June 2025". */
  text: string;
  /** For `<time datetime>`. */
  iso: string;
}

/** @returns null for null; the text as it came when it is no date of EDTF level 0 */
export function writeDate(date: string | null): DateView | null {
  return date === null ? null : { text: formatDate(date), iso: date };
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
