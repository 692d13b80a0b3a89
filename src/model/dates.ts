/**
 * Dates as the domain writes them, a part of EDTF (ISO 8601-2:2019, annex A). Of level 0 `2025`, `2025-06`, `2025-06-17`
 * and, to the minute with an offset, `2025-06-17T09:12+09:00` or `…T00:12Z`. Of level 1 an approximate year, month or
 * day, `2009-02~`, and an interval of those, `2009-02-10/2009-02~`. Whatever is less exact than a minute is a stretch of
 * time: one date counts as before another only when that is certain.
 */

export interface ParsedDate {
  /** `span` is an approximate date or an interval. */
  precision: 'year' | 'month' | 'day' | 'minute' | 'span';
  text: string;
  /**
   * Milliseconds since 1970, `end` exclusive. To the minute they are instants; otherwise calendar midnights read as
   * if they were in UTC, since such a date gives no zone. An approximate one may be off by one of its own unit: about
   * 2009 lies in 2008 to 2010, about 10 February from the 9th to the 11th.
   */
  start: number;
  end: number;
  /** The written calendar day, as midnight UTC in milliseconds; null when the date gives more than one, or none for sure. */
  day: number | null;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MOST_OFFSET = 14 * HOUR;
/** A calendar day begins first at +14:00 (Kiribati) and ends last at −12:00. */
const EARLIEST_ZONE = 14 * HOUR;
const LATEST_ZONE = 12 * HOUR;

const MOMENT = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(Z|[+-]\d{2}:\d{2})$/;
const CALENDAR = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~)?$/;

/** Reads a date. Null for null and for anything that is no real date written in one of these ways. */
export function parseDate(text: string | null): ParsedDate | null {
  if (text === null) return null;
  const [from, to, ...more] = text.split('/');
  if (to === undefined) return parseMoment(text) ?? parseCalendarDate(text);
  return more.length === 0 ? parseInterval(from!, to) : null;
}

/** Null also for one that ends before it begins. One whose two dates are the same is that date. */
function parseInterval(from: string, to: string): ParsedDate | null {
  const [first, last] = [from, to].map(parseCalendarDate);
  const [written, end] = [from, to].map((date) => parseCalendarDate(date.replace('~', '')));
  if (!first || !last || !written || !end || end.end <= written.start) return null;
  const text = `${from}/${to}`;
  return from === to ? { ...first, text } : { precision: 'span', text, start: first.start, end: last.end, day: null };
}

function parseMoment(text: string): ParsedDate | null {
  const [, date, hour, minute, zone] = MOMENT.exec(text) ?? [];
  if (date === undefined || zone === undefined) return null;
  const day = parseCalendarDate(date)?.day ?? null;
  const offset = parseOffset(zone);
  if (day === null || offset === null || Number(hour) > 23 || Number(minute) > 59) return null;
  const start = day + Number(hour) * HOUR + Number(minute) * MINUTE - offset;
  return { precision: 'minute', text, start, end: start + MINUTE, day };
}

function parseCalendarDate(text: string): ParsedDate | null {
  const [, year, month, dayOfMonth, approximate] = CALENDAR.exec(text) ?? [];
  if (year === undefined || year === '0000') return null;
  const [y, m, d] = [Number(year), Number(month ?? 1), Number(dayOfMonth ?? 1)];
  // 30 February is 2 March.
  if (m < 1 || m > 12 || new Date(toTime(y, m, d)).getUTCDate() !== d) return null;
  const precision = month === undefined ? 'year' : dayOfMonth === undefined ? 'month' : 'day';
  const units = { year: [1, 0, 0], month: [0, 1, 0], day: [0, 0, 1] } as const;
  const [years, months, days] = units[precision];
  const shift = (by: number): number => toTime(y + by * years, m + by * months, d + by * days);
  if (approximate !== undefined) return { precision: 'span', text, start: shift(-1), end: shift(2), day: null };
  return { precision, text, start: shift(0), end: shift(1), day: precision === 'day' ? shift(0) : null };
}

/** Midnight UTC of a day, months from 1. `Date.UTC` would take the years 1 to 99 for 1901 to 1999. */
function toTime(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}

/** `Z` or `±HH:MM` in milliseconds; null past ±14:00. */
function parseOffset(zone: string): number | null {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(4));
  const offset = Number(zone.slice(1, 3)) * HOUR + minutes * MINUTE;
  if (minutes > 59 || offset > MOST_OFFSET) return null;
  return zone.startsWith('-') ? -offset : offset;
}

/**
 * Whether `a` is certain to lie wholly before `b`. Two dates to the minute are compared as instants, two others by
 * the calendar. When only one is to the minute, the other may be meant in any zone of the world and is widened to
 * all of them. With null nothing is certain.
 */
export function isSurelyBefore(a: ParsedDate | null, b: ParsedDate | null): boolean {
  if (!a || !b) return false;
  if ((a.precision === 'minute') === (b.precision === 'minute')) return a.end <= b.start;
  return a.precision === 'minute' ? a.end <= b.start - EARLIEST_ZONE : a.end + LATEST_ZONE <= b.start;
}

/** A moment as records carry it: UTC to the second. */
export function writeStamp(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}Z`;
}

const MINUTES_A_DAY = 24 * 60;

/**
 * The time from the cited to the citing statement as an ISO 8601 duration: days, hours and minutes when both dates are
 * to the minute (`PT28M`, `P1DT2H`), otherwise whole days between the calendar days as written (`P13D`). Negative with
 * a leading minus (ISO 8601-2:2019, 4.4.1.9). Null when either is missing, less precise than a day, approximate, or an
 * interval of more than a day.
 */
export function deriveLag(citing: ParsedDate | null, cited: ParsedDate | null): string | null {
  if (citing?.precision === 'minute' && cited?.precision === 'minute') {
    return writeDuration((citing.start - cited.start) / MINUTE, 'PT0M');
  }
  if (!citing || !cited || citing.day === null || cited.day === null) return null;
  return writeDuration((citing.day - cited.day) / MINUTE, 'P0D');
}

function writeDuration(minutes: number, none: string): string {
  if (minutes === 0) return none;
  const length = Math.abs(minutes);
  const days = Math.floor(length / MINUTES_A_DAY);
  const hours = Math.floor((length % MINUTES_A_DAY) / 60);
  const rest = length % 60;
  const time = (hours > 0 ? `${hours}H` : '') + (rest > 0 ? `${rest}M` : '');
  return (minutes < 0 ? '-P' : 'P') + (days > 0 ? `${days}D` : '') + (time ? `T${time}` : '');
}
