import type { ParsedDate } from '../../model/dates.ts';

const MINUTE = 60_000;
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
