/** Numbers for people: each says what it counts. */
import type { Hops } from '../model/records.ts';

const NUMBER = new Intl.NumberFormat('en');
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** Longer numbers are told by their size: chains can be counted in hundreds of digits. */
const MOST_DIGITS = 15;

/** "8,000"; "about 1.2 × 10⁴⁰" for what nobody would read. */
export function writeNumber(number: number | bigint): string {
  const digits = String(number);
  if (digits.length <= MOST_DIGITS) return NUMBER.format(number);
  const power = [...String(digits.length - 1)].map((digit) => SUPERSCRIPTS[Number(digit)]).join('');
  return `about ${digits[0]}.${digits[1]} × 10${power}`;
}

/** "1 hop", "8,000 hops". The plural of every noun here takes an s. */
export function writeCount(number: number | bigint, noun: string): string {
  return `${writeNumber(number)} ${noun}${Number(number) === 1 ? '' : 's'}`;
}

/** "2 to 3 hops", "1 hop", "no origin reached". */
export function writeHops(hops: Hops | null): string {
  if (!hops) return 'no origin reached';
  if (hops.fewest === hops.most) return writeCount(hops.fewest, 'hop');
  return `${writeNumber(hops.fewest)} to ${writeCount(hops.most, 'hop')}`;
}

/** "at most 1": families that assert a claim are an upper bound, never a proof of independence. */
export function writeIndependentOrigins(families: number): string {
  return families === 0 ? 'none' : `at most ${writeNumber(families)}`;
}
