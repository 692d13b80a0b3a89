/** Forms that are not saved yet, each kept for the person who fills it in. */
import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { user } from './accounts.ts';
import { claim } from './claims.ts';

/** What was typed into a form so far. */
export const draft = sqliteTable(
  'draft',
  {
    uid: text().primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'restrict' }),
    /** The claim to which a chain is added; null for a new claim. */
    claimId: integer('claim_id').references(() => claim.id, { onDelete: 'restrict' }),
    /** JSON: the form's fields by name, the button that was pressed among them. */
    fields: text({ mode: 'json' }).$type<Readonly<Record<string, string>>>().notNull(),
    /** Grows with every change, so that two tabs with one draft don't overwrite each other. */
    revision: integer().notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (t) => [
    index('draft_user').on(t.userId, t.updatedAt),
    // Asked by the database whenever a claim is written.
    index('draft_claim').on(t.claimId),
    check('draft_fields', sql`json_valid(${t.fields})`),
  ],
);

/** The drafts that were saved: one that is sent twice is saved once, since the second collides in its commit. */
export const spentDraft = sqliteTable(
  'spent_draft',
  {
    uid: text().primaryKey(),
    /** JSON: the uids of the claims that it made or changed. */
    claims: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
    at: text().notNull(),
  },
  (t) => [check('spent_draft_claims', sql`json_valid(${t.claims})`)],
);

/** What programs sent with an `Idempotency-Key`: one that is sent twice is written once, and answered alike. */
export const spentKey = sqliteTable('spent_key', {
  /** A hash of the key and of who sent it. */
  key: text().primaryKey(),
  /** A hash of what was sent. */
  body: text().notNull(),
  claim: text().notNull(),
  result: text({ enum: ['created', 'updated', 'unchanged'] }).notNull(),
  shared: integer().notNull(),
  at: text().notNull(),
});
