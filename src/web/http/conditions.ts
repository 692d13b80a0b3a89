/** Which version of a record a program changes: `ETag` and `If-Match` (RFC 9110, 13.1.1; RFC 6585, 3). */
import type { Issue } from '../../model/issues.ts';
import { Conflict } from '../../storage/errors.ts';
import { Outdated, Unconditional } from './errors.ts';

/** The entity tag of a record's revision. */
export const writeTag = (revision: number): string => `"${revision}"`;

interface Versions {
  /** `If-Match` as it was sent; null where it is missing. */
  condition: string | null;
  /** Of the record that is here; null for a new one. */
  revision: number | null;
  /** Whether what was sent changes a record that is here. */
  isUpdate: boolean;
  /** Both versions, member by member. */
  listDifferences: () => Issue[] | Promise<Issue[]>;
}

/** @throws Unconditional for an update without a condition; Outdated where another version is here than the one that was seen */
export async function demandVersion({ condition, revision, isUpdate, listDifferences }: Versions): Promise<void> {
  if (condition === null) {
    if (isUpdate) throw new Unconditional([MISSING]);
    return;
  }
  if ((isUpdate || revision === null) && !meets(condition, revision)) throw new Outdated(await listDifferences());
}

const MISSING: Issue = { field: 'If-Match', message: 'is missing: this would change a record that is here' };

function meets(condition: string, revision: number | null): boolean {
  if (revision === null) return false;
  return condition.trim() === '*' || condition.split(',').some((tag) => tag.trim() === writeTag(revision));
}

/** One member in which the version here and the one that was sent differ. */
export function describeDifference(member: string, here: unknown, sent: unknown): Issue {
  return { field: member, message: `is ${JSON.stringify(here)} here and ${JSON.stringify(sent)} in what was sent` };
}

/** When others write at the same time, what is sent is compared with theirs and tried again. */
const TRIES = 3;

/** @param isFinal whether a conflict of the last try is tried again all the same @throws Conflict */
export async function tryAgain<T>(write: () => Promise<T>, isFinal?: (error: Conflict) => boolean): Promise<T> {
  for (let rest = TRIES - 1; ; rest -= 1) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof Conflict) || (rest <= 0 && isFinal?.(error) !== false)) throw error;
    }
  }
}
