/** Who changed what, when and why. */
import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * Who changed what, when and why: one row a write to a claim, a source or a document. Its key is also the guard
 * against two editors at once: each write adds the revision after the one it read, and the second collides.
 */
export const history = sqliteTable(
  'history',
  {
    subjectUid: text('subject_uid').notNull(),
    revision: integer().notNull(),
    subject: text({ enum: ['claim', 'source', 'document'] }).notNull(),
    at: text().notNull(),
    actor: text().notNull(),
    action: text({ enum: ['create', 'update'] }).notNull(),
    reason: text(),
    /** JSON: `[{ "kind", "uid", "before": object|null, "after": object|null }]`, changed records only. */
    changes: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.subjectUid, t.revision] }),
    index('history_at').on(t.at),
    check('history_changes', sql`json_valid(${t.changes})`),
  ],
);

/**
 * The last commits to a cluster, each by a uid of its own, oldest first: one that is sent again because its answer was lost
 * collides here if it was carried out. Empty in a file, whose commits are answered at once.
 */
export const commitMark = sqliteTable('commit_mark', { uid: text().primaryKey() });
