/**
 * Dates as the domain writes them: EDTF level 0 (ISO 8601-2:2019, annex A.3), of which `2025`, `2025-06`, `2025-06-17`
 * and, to the minute with an offset, `2025-06-17T09:12+09:00` or `…T00:12Z`. Anything less than a minute is an interval:
 * one counts as before another only when that is certain.
 */

export interface ParsedDate {
  precision: 'year' | 'month' | 'day' | 'minute';
  text: string;
  /**
   * Milliseconds since 1970, `end` exclusive. To the minute they are instants; otherwise calendar midnights read as
   * if they were in UTC, since such a date gives no zone.
   */
  start: number;
  end: number;
  /** The written calendar day, as midnight UTC in milliseconds; null when the date is less precise than a day. */
  day: number | null;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MOST_OFFSET = 14 * HOUR;
/** A calendar day begins first at +14:00 (Kiribati) and ends last at −12:00. */
const EARLIEST_ZONE = 14 * HOUR;
const LATEST_ZONE = 12 * HOUR;

const WRITTEN = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(Z|[+-]\d{2}:\d{2}))?)?)?$/;

/** Reads a date. Null for null and for anything that is no real date written in one of the four ways. */
export function parseDate(text: string | null): ParsedDate | null {
  const match = text === null ? null : WRITTEN.exec(text);
  if (!match || text === null) return null;
  const [, year, month, dayOfMonth, hour, minute, zone] = match;
  if (year === '0000') return null;
  const y = Number(year);
  if (month === undefined) {
    return { precision: 'year', text, start: toTime(y, 1, 1), end: toTime(y + 1, 1, 1), day: null };
  }
  const m = Number(month);
  if (m < 1 || m > 12) return null;
  if (dayOfMonth === undefined) {
    return { precision: 'month', text, start: toTime(y, m, 1), end: toTime(y, m + 1, 1), day: null };
  }
  const day = toTime(y, m, Number(dayOfMonth));
  if (new Date(day).getUTCDate() !== Number(dayOfMonth)) return null; // 30 February is 2 March
  if (zone === undefined) return { precision: 'day', text, start: day, end: day + DAY, day };

  const offset = parseOffset(zone);
  if (Number(hour) > 23 || Number(minute) > 59 || offset === null) return null;
  const start = day + Number(hour) * HOUR + Number(minute) * MINUTE - offset;
  return { precision: 'minute', text, start, end: start + MINUTE, day };
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
 * a leading minus (ISO 8601-2:2019, 4.4.1.9). Null when either is missing or less precise than a day.
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
