/** How long after the cited statement the citing one came, for people. */
import { writeCount } from './counts.ts';

export interface LagView {
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

/** The same before the name of the cited statement's source: "13 days after", "2 hours before", "on the same day as". */
export function writeLagTo(lag: string): string {
  const { text } = writeLag(lag)!;
  if (text.startsWith('the same')) return `${text.endsWith('day') ? 'on' : 'in'} ${text} as`;
  return text.replace(/ later$/, ' after').replace(/ earlier$/, ' before');
}
