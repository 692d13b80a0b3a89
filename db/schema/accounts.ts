/** Who may sign in, themselves or by a program. The first five tables are better-auth's, with its field names; instants are milliseconds (UTC). */
import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { oneOf } from './one-of.ts';

/** What somebody who signs in may do. Everybody reads; editors write; admins manage people too. */
export const ROLES = ['reader', 'editor', 'admin'] as const;

/** What a one-time link is for. */
export const LINK_PURPOSES = ['first-admin', 'invite', 'reset'] as const;

/** What a program may do by a token: see what its person sees, or write too. */
export const TOKEN_SCOPES = ['read', 'write'] as const;

const instant = (name: string) => integer(name, { mode: 'timestamp_ms' });

/** Nobody is deleted: the history names them. A trigger keeps at least one admin who can sign in. */
export const user = sqliteTable(
  'user',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    /** In lower case. */
    email: text().notNull(),
    /** Always: whoever has an account has had its link. */
    emailVerified: integer('email_verified', { mode: 'boolean' }).notNull(),
    image: text(),
    role: text({ enum: ROLES }).notNull(),
    disabledAt: instant('disabled_at'),
    twoFactorEnabled: integer('two_factor_enabled', { mode: 'boolean' }).notNull().default(false),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    uniqueIndex('user_email').on(t.email),
    check('user_role', oneOf(t.role, ROLES)),
    check('user_email_lower', sql`${t.email} = lower(${t.email})`),
  ],
);

const userId = () =>
  text('user_id')
    .notNull()
    .references(() => user.id, { onDelete: 'restrict' });

export const session = sqliteTable(
  'session',
  {
    id: text().primaryKey(),
    token: text().notNull(),
    userId: userId(),
    expiresAt: instant('expires_at').notNull(),
    /** Shown to its person, with the next. */
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    uniqueIndex('session_token').on(t.token),
    index('session_user').on(t.userId),
    index('session_expires').on(t.expiresAt),
  ],
);

/** How somebody signs in: one row each, with the hash of the password. */
export const account = sqliteTable(
  'account',
  {
    id: text().primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: userId(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: instant('access_token_expires_at'),
    refreshTokenExpiresAt: instant('refresh_token_expires_at'),
    scope: text(),
    password: text(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [uniqueIndex('account_user').on(t.userId, t.providerId)],
);

/** The second factor of those who want one, or began to set it up. */
export const twoFactor = sqliteTable(
  'two_factor',
  {
    id: text().primaryKey(),
    userId: userId(),
    /** Of the codes, encrypted by the server's secret, as the backup codes are. */
    secret: text().notNull(),
    backupCodes: text('backup_codes').notNull(),
    /** Whether a code showed that their app has it. */
    verified: integer({ mode: 'boolean' }).notNull(),
    /** Wrong codes are counted in memory: both stay as they are. */
    failedVerificationCount: integer('failed_verification_count'),
    lockedUntil: instant('locked_until'),
  },
  (t) => [uniqueIndex('two_factor_user').on(t.userId)],
);

/** What is true for a while, such as that somebody typed their password and is asked for a code. */
export const verification = sqliteTable(
  'verification',
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: instant('expires_at').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [index('verification_identifier').on(t.identifier)],
);

/** A link that lets somebody in once, to set a password. Triggers see that it is once, and in time. */
export const oneTimeLink = sqliteTable(
  'one_time_link',
  {
    id: integer().primaryKey(),
    /** SHA-256 of the token, in hexadecimal: whoever reads the database can't follow the link. */
    tokenHash: text('token_hash').notNull(),
    purpose: text({ enum: LINK_PURPOSES }).notNull(),
    /** Whom it was made for; null for the first admin, who says so. */
    email: text(),
    name: text(),
    role: text({ enum: ROLES }).notNull(),
    /** Whose password it resets. */
    userId: text('user_id').references(() => user.id, { onDelete: 'restrict' }),
    madeBy: text('made_by').notNull(),
    madeAt: instant('made_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [
    uniqueIndex('one_time_link_token').on(t.tokenHash),
    index('one_time_link_email').on(t.email),
    index('one_time_link_user').on(t.userId),
    check('one_time_link_purpose', oneOf(t.purpose, LINK_PURPOSES)),
    check('one_time_link_role', oneOf(t.role, ROLES)),
    check('one_time_link_email_known', sql`(${t.email} is null) = (${t.purpose} = 'first-admin')`),
    check('one_time_link_user_known', sql`(${t.userId} is null) = (${t.purpose} <> 'reset')`),
  ],
);

/** How somebody's program signs in. A revoked one stays: its row tells what it was. Triggers see that it stays revoked. */
export const apiToken = sqliteTable(
  'api_token',
  {
    id: integer().primaryKey(),
    /** SHA-256 of the token, in hexadecimal: whoever reads the database can't use it. */
    tokenHash: text('token_hash').notNull(),
    userId: userId(),
    /** What its person calls it; the history names it beside them. */
    name: text().notNull(),
    scope: text({ enum: TOKEN_SCOPES }).notNull(),
    madeAt: instant('made_at').notNull(),
    /** Null for one that is good until it is revoked. */
    expiresAt: instant('expires_at'),
    /** To the hour. */
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    uniqueIndex('api_token_hash').on(t.tokenHash),
    index('api_token_user').on(t.userId),
    check('api_token_scope', oneOf(t.scope, TOKEN_SCOPES)),
  ],
);

/** What happens to accounts and who may do what, for admins. Failed sign-ins are kept in memory alone. */
export const SECURITY_EVENTS = [
  'signed-in',
  'signed-out',
  'sign-in-failed',
  'sign-in-refused',
  'code-asked',
  'code-failed',
  'code-refused',
  'password-changed',
  'session-ended',
  'link-made',
  'link-used',
  'invite-withdrawn',
  'role-changed',
  'disabled',
  'enabled',
  'token-made',
  'token-revoked',
  'second-factor-on',
  'second-factor-off',
  'backup-codes-made',
  'everything-exported',
] as const;

export const securityEvent = sqliteTable(
  'security_event',
  {
    id: integer().primaryKey(),
    at: instant('at').notNull(),
    kind: text({ enum: SECURITY_EVENTS }).notNull(),
    /** The e-mail address of whom it concerns; null for nobody in particular. */
    account: text(),
    /** Who did it: a person's name, or that it was a command. */
    actor: text(),
    /** Where from. */
    address: text(),
    /** Such as the new role; never a secret. */
    detail: text(),
  },
  (t) => [
    index('security_event_account').on(t.account, t.id),
    check('security_event_kind', oneOf(t.kind, SECURITY_EVENTS)),
  ],
);
