/** Dates for people, as precise as they are known and no more. */
import { cutTime, sayDate } from './dates.ts';

export interface DateView {
  /** "17 June 2025". */
  text: string;
  /** For `<time datetime>`. */
  iso: string;
}

/** @returns null for null; the text as it came when it is no date of EDTF level 0 */
export function writeDate(date: string | null): DateView | null {
  return date === null ? null : { text: sayDate(date), iso: date };
}

/** The same without the time, where a date only tells statements apart. */
export function writeDay(date: string | null): DateView | null {
  return date === null ? null : writeDate(cutTime(date));
}
