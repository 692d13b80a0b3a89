import { writeCount } from '../../wording/counts.ts';

/** `{{countOf hops "hop"}}`: "1 hop", "8,000 hops". */
export function countOf(number: number | bigint, noun: string): string {
  return writeCount(number, noun);
}
