/** Times of PROV: xsd:dateTime (XML Schema 1.1 part 2, section 3.3.7). */
import { parseDate } from '../../model/dates.ts';

const WRITTEN = /^(-?\d{4,})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/;

/** A time as far as a date of ours tells it. */
export interface ProvTime {
  /** EDTF: to the minute where the zone is told, else the day. */
  date: string;
  /** UTC to the second; null where the zone is not told. */
  stamp: string | null;
}

/** Reads an xsd:dateTime. Null for anything else, and for years other than 1 to 9999. */
export function readTime(text: string): ProvTime | null {
  const match = text.length > 60 ? null : WRITTEN.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second, fraction = '', zone] = match;
  if (Number(second) > 59 || year!.length !== 4) return null;
  // The end of a day may be written as hour 24; it is the next one's beginning.
  const isEnd = hour === '24' && minute === '00' && second === '00' && !/[1-9]/.test(fraction);
  const date = `${year}-${month}-${day}`;
  if (isEnd) return readTime(`${nextDay(date) ?? ''}T00:00:00${zone ?? ''}`);
  const instant = parseDate(`${date}T${hour}:${minute}${zone ?? 'Z'}`);
  if (!instant) return null;
  if (zone === undefined) return { date, stamp: null };
  const stamp = `${new Date(instant.start + Number(second) * 1000).toISOString().slice(0, 19)}Z`;
  return { date: instant.text, stamp };
}

function nextDay(date: string): string | null {
  const day = parseDate(date);
  return day && new Date(day.end).toISOString().slice(0, 10);
}

/** What is wrong with a time that can't be read. */
export function tellTime(time: unknown): string {
  const written = typeof time === 'string' ? `the time “${time.slice(0, 80)}”` : 'a time that is no text';
  return `has ${written}; it must be an xsd:dateTime of the years 1 to 9999, such as 2025-06-17T09:12:00+09:00`;
}
