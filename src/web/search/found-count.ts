/** How many were found, for people. */
import { writeNumber } from '../../wording/counts.ts';

/** Counted out no further than this: nobody needs to know more. */
const MOST = 1_000;

/** "12"; "1,000+" where there are more, "340+" where there may be. */
export function writeFoundCount({ count, isCut }: { count: number; isCut: boolean }): {
  text: string;
  isExact: boolean;
} {
  const isExact = count <= MOST && !(isCut && count > 0);
  const text = writeNumber(Math.min(count, MOST));
  return { text: isExact ? text : `${text}+`, isExact };
}
