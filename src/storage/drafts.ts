/** Forms that are not saved yet, each kept for the person who fills it in. */
import { and, count, desc, eq, sql } from 'drizzle-orm';
import { draft, spentDraft } from '../../db/schema.ts';
import type { Uid } from '../model/records.ts';
import type { Engine, Write } from './engine.ts';
import { Conflict } from './errors.ts';

/** A form's fields by name. */
export type DraftFields = Readonly<Record<string, string>>;

export interface Draft {
  uid: Uid;
  /** The number of the claim to which a chain is added; null for a new claim. */
  claim: number | null;
  fields: DraftFields;
  revision: number;
  /** UTC to the second. */
  updatedAt: string;
}

export type FoundDraft = { kind: 'open'; draft: Draft } | { kind: 'spent'; claims: readonly Uid[] };

const LISTED = 50;

export function prepareDrafts(engine: Engine) {
  const { db } = engine;
  const columns = {
    ...{ uid: draft.uid, claim: draft.claimId, fields: draft.fields },
    ...{ revision: draft.revision, updatedAt: draft.updatedAt },
  };
  const own = (user: string, uid: Uid) => and(eq(draft.uid, uid), eq(draft.userId, user));
  /** The claims that a form was saved as; null where it was not saved. */
  async function readSpent(uid: Uid): Promise<readonly Uid[] | null> {
    const [spent] = await db.select({ claims: spentDraft.claims }).from(spentDraft).where(eq(spentDraft.uid, uid));
    return spent?.claims ?? null;
  }

  return {
    /** Somebody's own draft, or what became of it; null where there is none. */
    async load(user: string, uid: Uid): Promise<FoundDraft | null> {
      const [open] = await db.select(columns).from(draft).where(own(user, uid));
      if (open) return { kind: 'open', draft: open };
      const claims = await readSpent(uid);
      return claims && { kind: 'spent', claims };
    },

    /** The claim and the length of somebody's own draft that is not saved yet, without reading what was typed. */
    async measure(user: string, uid: Uid): Promise<{ claim: number | null; length: number } | null> {
      const length = sql<number>`length(${draft.fields})`;
      const [open] = await db.select({ claim: draft.claimId, length }).from(draft).where(own(user, uid));
      return open ?? null;
    },

    readSpent,

    /** Somebody's drafts, those changed last first. */
    list: (user: string): Promise<Draft[]> =>
      db
        .select(columns)
        .from(draft)
        .where(eq(draft.userId, user))
        .orderBy(desc(draft.updatedAt), desc(draft.uid))
        .limit(LISTED),

    async count(user: string): Promise<number> {
      const [row] = await db.select({ drafts: count() }).from(draft).where(eq(draft.userId, user));
      return row!.drafts;
    },

    /** @throws Conflict when there is one with this uid, whoever's it is */
    add: (user: string, { uid, claim, fields, updatedAt }: Omit<Draft, 'revision'>): Promise<void> =>
      engine.commit([db.insert(draft).values({ uid, userId: user, claimId: claim, fields, revision: 1, updatedAt })]),

    /**
     * Replaces what was typed.
     * @param seen the draft as whoever typed saw it
     * @returns false when it was changed since, or is gone
     */
    async change(user: string, seen: Draft, to: Pick<Draft, 'claim' | 'fields' | 'updatedAt'>): Promise<boolean> {
      const changed = await db
        .update(draft)
        .set({ claimId: to.claim, fields: to.fields, updatedAt: to.updatedAt, revision: sql`${draft.revision} + 1` })
        .where(and(own(user, seen.uid), eq(draft.revision, seen.revision)))
        .returning({ uid: draft.uid });
      return changed.length > 0;
    },

    remove: (user: string, uid: Uid): Promise<void> => engine.commit([db.delete(draft).where(own(user, uid))]),
  };
}

/** The first writes of the commit that saves a draft. Sent twice, the second collides here. */
export function planSpending({ db }: Pick<Engine, 'db'>, uid: Uid, claims: readonly Uid[], at: string): Write[] {
  return [db.insert(spentDraft).values({ uid, claims, at }), db.delete(draft).where(eq(draft.uid, uid))];
}

/** Whether a commit failed because its draft was saved before. */
export function isSpent(error: unknown): error is Conflict {
  return error instanceof Conflict && error.constraint === 'spent_draft.uid';
}
