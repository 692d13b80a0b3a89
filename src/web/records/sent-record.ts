/** One record as programs read and send it, at the API. */
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { Issue } from '../../model/issues.ts';
import { describeIssue } from '../../wording/issues.ts';
import { demandVersion, describeDifference, writeTag } from '../http/conditions.ts';
import { Unusable } from '../http/errors.ts';
import type { DataReply } from '../http/route.ts';

/** For answers to one program. */
export const PRIVATE = 'private, no-store';

const COMMON = { kind: 'data', type: 'application/json', cache: PRIVATE } as const;

/** The record with the ETag that an update needs. */
export function replyRecord(record: object, revision: number): DataReply {
  return { ...COMMON, status: 200, headers: { ETag: writeTag(revision) }, body: record };
}

/**
 * What was sent, as far as its shape goes.
 * @throws Unusable with every member that is wrong
 */
export function readSent<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new Unusable(parsed.error.issues.flatMap((issue) => describeIssue(issue, 'is not a member of the format')));
}

/** The members in which a record differs from what was sent, with both versions. */
export function compareMembersOf(here: object, sent: object): Issue[] {
  const after = sent as Readonly<Record<string, unknown>>;
  return Object.entries(here).flatMap(([member, before]) =>
    isDeepStrictEqual(before, after[member]) ? [] : [describeDifference(member, before, after[member])],
  );
}

/**
 * Whether what was sent changes the record, or makes it: an update has to say which version it changes.
 * @param before null where it makes the record
 * @throws Unconditional, Outdated
 */
export async function demandChange(
  before: { revision: number } | null,
  differences: Issue[],
  condition: string | null,
): Promise<boolean> {
  const isUpdate = before !== null && differences.length > 0;
  const revision = before && before.revision;
  await demandVersion({ condition, revision, isUpdate, listDifferences: () => differences });
  return before === null || isUpdate;
}

interface Written {
  /** What was here before, if anything, and whether it was changed. */
  before: object | null;
  isChanged: boolean;
  saved: { id: number; revision: number };
  uid: string;
  /** Absolute, of its page. */
  url: string;
  /** Absolute, where the API reads it. */
  location: string;
}

/** What became of a record that was sent. */
export function replyWritten({ before, isChanged, saved, uid, url, location }: Written): DataReply {
  const result = before === null ? 'created' : isChanged ? 'updated' : 'unchanged';
  return {
    ...COMMON,
    status: before === null ? 201 : 200,
    headers: { ETag: writeTag(saved.revision), ...(before === null ? { Location: location } : {}) },
    body: { result, id: saved.id, uid, url },
  };
}
