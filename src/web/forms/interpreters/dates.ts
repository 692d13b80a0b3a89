import { Chrono, configuration } from 'chrono-node/en';
import { parseDate } from '../../../model/dates.ts';
import { formatDate } from '../../../wording/dates.ts';
import { LONGEST, type Interpretation } from './interpretation.ts';

/** What forms say of a date. */
export const DATE_HINT =
  'As precisely as you know it: 17 June 2025 09:12 UTC+9, 17 June 2025, June 2025, about 2025 or 10 to 12 June 2025';

const NOT_UNDERSTOOD = {
  issue: 'must be a date such as 17 June 2025, June 2025, 2025, about June 2025 or 10 to 12 June 2025',
};

interface Problem {
  issue: string;
}

/** The dates that a text may mean, as they are stored; none where it isn't understood. */
type Dates = readonly string[] | Problem;

/**
 * Reads a date as people write it: "10 Feb 2009", "Feb. 10, 2009", "June 2025", "2009-02-10 09:30 UTC", "about 2009",
 * "10 to 12 February 2009". Nothing is filled in: no year, no century, no time zone, and no day counted from today.
 */
export function interpretDate(typed: string): Interpretation {
  if (parseDate(typed)) return { value: typed, echo: null };
  if (typed.length > LONGEST) return NOT_UNDERSTOOD;
  const text = tidy(typed);
  // What is written in EDTF is told what is taken of that.
  if (EDTF.test(text)) return { value: text, echo: null };
  const dates = readDates(text);
  if ('issue' in dates) return dates;
  const [value, other] = dates;
  if (value === undefined) return NOT_UNDERSTOOD;
  if (other === undefined) return { value, echo: formatDate(value) };
  const choices = dates.map((date) => ({ value: date, text: formatDate(date) }));
  return { question: `Which date is “${typed}”?`, choices };
}

/** With a mark of EDTF's, unless it is a day with slashes. */
const EDTF = /^(?!\d{1,2}\/|\d{4}\/\d{1,2}\/)\d[\dX-]*[?%~/X]\S*$/u;

/** Digits of full width and the like become plain ones. */
function tidy(text: string): string {
  const plain = text
    .normalize('NFKC')
    .replace(/\u2212/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim();
  const stored = plain.toUpperCase();
  return parseDate(stored) ? stored : plain.replace(/(?<=^[^t]*\d) ?z$/iu, ' UTC');
}

function readDates(text: string): Dates {
  const whole = readOne(text);
  if (isRead(whole)) return whole;
  const [from, to] = splitInterval(text);
  const interval = from === undefined || to === undefined ? [] : readInterval(from, to);
  return isRead(interval) || !('issue' in whole) ? interval : whole;
}

const isRead = (dates: Dates): dates is readonly string[] => !('issue' in dates) && dates.length > 0;

const BETWEEN = /^between (.+?) and (.+)$/iu;
const FROM_TO =
  /^(?:from )?(.+?)(?: (?:to|until|till|through|[-–—/]) |[–—]|(?<=^\d{4})-(?=\d{4}$)|(?<=\p{L})-(?=\p{L}))(.+)$/iu;

const splitInterval = (text: string): readonly (string | undefined)[] =>
  (BETWEEN.exec(text) ?? FROM_TO.exec(text) ?? []).slice(1, 3).map((part) => part?.trim());

/** The first date may leave out what it has in common with the second: "10 to 12 February 2009". */
function readInterval(from: string, to: string): Dates {
  const last = readOne(to);
  if ('issue' in last) return last;
  const rest = to.split(' ');
  for (let left = rest.length; left > 0; left -= 1) {
    const first = readOne([from, ...rest.slice(left)].join(' '));
    if (isRead(first)) return joinDates(first, last);
  }
  return [];
}

/** Every interval that begins before it ends. */
function joinDates(first: readonly string[], last: readonly string[]): Dates {
  const all = first.flatMap((from) => last.map((to) => (from === to ? from : `${from}/${to}`)));
  if (all.some((date) => /T.*\/|\/.*T/u.test(date))) return TIMED;
  const valid = all.filter((date) => parseDate(date));
  return valid.length > 0 || all.length === 0 ? valid : { issue: 'must be an interval that begins before it ends' };
}

const TIMED = { issue: 'can’t be an interval of times: enter one time, or the days' };

const ABOUT = /^(?:about|around|approximately|approx\.?|circa|ca?\.|ca|c|~) ?(?=[\p{L}\d])/iu;

function readOne(text: string): Dates {
  const about = ABOUT.exec(text)?.[0];
  if (about === undefined) return readExact(text);
  const dates = readExact(text.slice(about.length));
  if ('issue' in dates) return dates;
  const isDay = dates.every((date) => !/[T/]/u.test(date));
  return isDay
    ? dates.map((date) => date.replace(/~?$/u, '~'))
    : { issue: 'can be “about” a year, a month or a day only' };
}

const EAST_ASIAN = /^(\d{4}) ?[年년](?: ?(\d{1,2}) ?[月월](?: ?(\d{1,2}) ?[日일])?)?$/u;

function readExact(typed: string): Dates {
  const text = typed.replace(/^(?:on|in|at) /iu, '').replace(/[,.]$/u, '');
  if (parseDate(text) && !text.includes('/')) return [text];
  const [, ...parts] = EAST_ASIAN.exec(text) ?? [];
  if (parts.length > 0) return listReal(parts.flatMap((part) => part?.padStart(2, '0') ?? []).join('-'));
  const strange = findStrangeWord(text);
  if (strange !== null) return /\d[:.]\d\d|\d ?[ap]\.?m\b/iu.test(text) && ZONE.test(strange) ? askOffset(strange) : [];
  return readByChrono(text);
}

const listReal = (date: string): Dates => (parseDate(date) ? [date] : []);

/** Abbreviations that mean one offset everywhere and always did. */
const WORDS =
  /^(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|may|june|july|august|september|october|november|december|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|st|nd|rd|th|at|of|on|the|to|until|through|am|pm|a|p|m|t|z|utc|gmt|kst|jst|cet|cest)$/iu;
const ZONE = /^[A-Z]{2,5}$/u;

/** A word that is no part of a plain date: "days", "before", "last", "EST". */
const findStrangeWord = (text: string): string | null =>
  text.split(/[^\p{L}]+/u).find((word) => word !== '' && !WORDS.test(word)) ?? null;

const askOffset = (zone: string): Problem => ({
  issue: `must have its time zone as an offset, such as UTC+9: “${zone}” is not the same everywhere`,
});

const DAYS = [true, false].map((isDayFirst) => new Chrono(configuration.createConfiguration(true, isDayFirst)));
const MONTHS = new Chrono(configuration.createCasualConfiguration());
/** Nothing is counted from it: what a date leaves out is asked for. */
const NEVER = new Date(0);

/** What the text says when its numbers are read with the day first and with the month first. */
function readByChrono(text: string): Dates {
  const parsers = /^\p{L}+[., ]+\d{4}$/u.test(text) ? [MONTHS] : DAYS;
  const dates = new Set<string>();
  for (const parser of parsers) {
    const [result, ...more] = parser.parse(text, NEVER);
    if (!result || more.length > 0 || result.text !== text) continue;
    const from = writeEdtf(result.start, text);
    if (typeof from !== 'string') return from;
    const to = result.end ? writeEdtf(result.end, text) : from;
    if (typeof to !== 'string') return to;
    const date = from === to ? from : `${from}/${to}`;
    if (date.includes('T') && date.includes('/')) return TIMED;
    if (parseDate(date)) dates.add(date);
  }
  return [...dates];
}

type Components = ReturnType<Chrono['parse']>[number]['start'];

function writeEdtf(components: Components, text: string): string | Problem {
  const has = (part: Parameters<typeof components.isCertain>[0]): boolean => components.isCertain(part);
  const two = (part: 'month' | 'day' | 'hour' | 'minute'): string => String(components.get(part)).padStart(2, '0');
  if (!has('month')) return NOT_UNDERSTOOD;
  // The second date of "10 February to 12 March 2009" has the year of both.
  if (!has('year')) return { issue: 'must have its year' };
  const year = String(components.get('year'));
  if (!new RegExp(`(?<!\\d)${year.padStart(4, '0')}(?!\\d)`, 'u').test(text)) {
    return { issue: 'must have its year in four digits' };
  }
  const month = `${year}-${two('month')}`;
  if (!has('day')) return month;
  const day = `${month}-${two('day')}`;
  const wrong = checkWeekday(components, day);
  if (wrong) return wrong;
  if (!has('hour')) return day;
  if (!has('timezoneOffset')) {
    return { issue: 'must have a time zone with its time, such as 09:30 UTC or 09:30 UTC+9, or no time' };
  }
  return `${day}T${two('hour')}:${two('minute')}${writeOffset(components.get('timezoneOffset')!)}`;
}

const WEEKDAY = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' });

function checkWeekday(components: Components, day: string): Problem | null {
  const date = parseDate(day);
  if (!date || !components.isCertain('weekday')) return null;
  const real = new Date(date.start);
  if (real.getUTCDay() === components.get('weekday')) return null;
  return { issue: `has another day of the week: ${formatDate(day)} was a ${WEEKDAY.format(real)}` };
}

/** @param minutes east of Greenwich */
function writeOffset(minutes: number): string {
  if (minutes === 0) return 'Z';
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}
