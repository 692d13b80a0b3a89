/** Dates in English, as precise as they are known and no more. */

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/**
 * A date of EDTF level 0, to the year, the month, the day or the minute: "17 June 2025". The time stays in its own
 * offset, because that is the time the reader of the document saw. What is none of these comes back as it is.
 */
export function sayDate(date: string): string {
  const form = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2})(?::\d{2})?(Z|[+-]\d{2}:\d{2}))?)?)?$/;
  const [, year, month, day, time, offset] = form.exec(date) ?? [];
  if (year === undefined) return date;
  const days = [day && String(Number(day)), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(' ');
  return time === undefined ? days : `${days}, ${time} ${sayOffset(offset ?? 'Z')}`;
}

/** The date without the time, where it only tells statements apart. */
export const cutTime = (date: string): string => date.slice(0, '2025-06-17'.length);

/** When something was said, in a sentence: "on 17 June 2025", "in June 2025". */
export const sayWhen = (date: string): string => `${cutTime(date).length === 10 ? 'on' : 'in'} ${sayDate(date)}`;

/** "UTC", "UTC+9", "UTC+5:30". */
function sayOffset(offset: string): string {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):(\d{2})$/.exec(offset) ?? [];
  if (hours === undefined || `${hours}${minutes}` === '0000') return 'UTC';
  return `UTC${sign === '-' ? '−' : '+'}${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}`;
}
