/** Keys by which programs say that what they send again is the same (`Idempotency-Key`). */
import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { spentKey } from '../../db/schema.ts';
import type { Uid } from '../model/records.ts';
import type { Db, Write } from './engine.ts';
import { Conflict } from './errors.ts';

export interface KeyToSpend {
  key: string;
  body: string;
}

export interface SpentKey extends KeyToSpend {
  claim: Uid;
  result: 'created' | 'updated' | 'unchanged';
  shared: number;
}

const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** Each person's keys are their own. @param body what is sent, as JSON */
export function makeKey(user: string, key: string, body: string): KeyToSpend {
  return { key: hash(`${user} ${key}`), body: hash(body) };
}

export async function readSpentKey(db: Db, key: string): Promise<SpentKey | null> {
  const [spent] = await db.select().from(spentKey).where(eq(spentKey.key, key));
  return spent ?? null;
}

/** The first write of the commit that a key is for. Sent twice at once, the second collides here. */
export function planSpentKey(db: Db, spent: SpentKey, at: string): Write {
  return db.insert(spentKey).values({ ...spent, at });
}

/** Whether a commit failed because what is sent was written before. */
export function isSpentKey(error: unknown): error is Conflict {
  return error instanceof Conflict && error.constraint === 'spent_key.key';
}
