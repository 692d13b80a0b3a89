/** Two editors at once: the second is shown both versions, and what they typed stays in the form. */
import type { Issue } from '../../model/issues.ts';

/** A field in which what was typed and what is there now differ. */
export interface Difference {
  label: string;
  typed: string;
  now: string;
}

/** For the top of the form. The form carries the newest revision: saving again is then a decision. */
export const CONFLICT: readonly Issue[] = [
  {
    field: '',
    message: 'Somebody else changed this meanwhile. Both versions are below: mend yours, and save it over theirs.',
  },
];

/** The fields that differ, in the order of their labels. */
export function compareValues<Name extends string>(
  labels: Readonly<Record<Name, string>>,
  typed: Readonly<Record<NoInfer<Name>, string>>,
  now: Readonly<Record<NoInfer<Name>, string>>,
): Difference[] {
  return (Object.keys(labels) as Name[]).flatMap((name) =>
    typed[name] === now[name] ? [] : [{ label: labels[name], typed: typed[name], now: now[name] }],
  );
}
