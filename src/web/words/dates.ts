/** Dates for people, as precise as they are known and no more. */

export interface DateView {
  /** "17 June 2025". */
  text: string;
  /** For `<time datetime>`. */
  iso: string;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/**
 * Writes a date of EDTF level 0, to the year, the month, the day or the minute; the time stays in its own offset,
 * because that is the time the reader of the document saw.
 * @returns null for null; the text as it came when it is none of these
 */
export function writeDate(date: string | null): DateView | null {
  if (date === null) return null;
  const form = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2})(?::\d{2})?(Z|[+-]\d{2}:\d{2}))?)?)?$/;
  const [, year, month, day, time, offset] = form.exec(date) ?? [];
  if (year === undefined) return { text: date, iso: date };
  const days = [day && String(Number(day)), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(' ');
  return { text: time === undefined ? days : `${days}, ${time} ${writeOffset(offset ?? 'Z')}`, iso: date };
}

/** The same without the time, where a date only tells statements apart. */
export function writeDay(date: string | null): DateView | null {
  return writeDate(date === null ? null : date.slice(0, '2025-06-17'.length));
}

/** "UTC", "UTC+9", "UTC+5:30". */
function writeOffset(offset: string): string {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):(\d{2})$/.exec(offset) ?? [];
  if (hours === undefined || `${hours}${minutes}` === '0000') return 'UTC';
  return `UTC${sign === '-' ? '−' : '+'}${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}`;
}
