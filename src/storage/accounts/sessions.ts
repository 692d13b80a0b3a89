import { and, desc, eq, gt, lt, ne } from 'drizzle-orm';
import { session, verification, type ROLES, type TOKEN_SCOPES } from '../../../db/schema.ts';
import type { Engine } from '../engine.ts';
import { isPassing } from '../errors.ts';
import {
  chooseCookies,
  describeClient,
  SESSION_LIMITS,
  readWait,
  type Auth,
  type AuthCalls,
  type Client,
  type SessionLimits,
  type Wait,
} from './auth.ts';

export type UserRole = (typeof ROLES)[number];

export interface Visitor {
  id: string;
  name: string;
  email: string;
  role: UserRole;
  /** Present when a program acts for them. */
  token?: VisitorToken;
  /** Present when they act themselves. */
  session?: VisitorSession;
}

export interface VisitorSession {
  id: string;
  /** Whether they typed their password within the last half hour. */
  isRecent: boolean;
  /** Whether they signed in, or from now on sign in, with a code too. */
  hasSecondFactor: boolean;
}

export interface VisitorToken {
  id: number;
  name: string;
  scope: (typeof TOKEN_SCOPES)[number];
}

/** `cookies` are whole `Set-Cookie` values. */
export type SignInOutcome =
  | { kind: 'in'; cookies: readonly string[] }
  /** The password was right, and the code of the second factor is to come with these cookies. */
  | { kind: 'code'; cookies: readonly string[] }
  /** Unknown, disabled or a wrong password: the answer doesn't reveal which. */
  | { kind: 'wrong' }
  | Wait;

/** In milliseconds. */
const RECENT = 30 * 60 * 1000;

export function prepareSessions(
  engine: Engine,
  { load, call, attempts, pickCookie }: AuthCalls,
  limits: SessionLimits = SESSION_LIMITS,
) {
  const { db } = engine;

  return {
    /** Whether a request carries a session, valid or not. */
    hasSession: (cookieHeader: string | undefined): boolean => pickCookie('session', cookieHeader) !== null,

    /** Attempts are counted by IP address and by account. Unknown, disabled and wrong get the same answer in the same time. */
    async signIn({ email, password, ...client }: Credentials): Promise<SignInOutcome> {
      const { retryAfter } = attempts.takeAccount(email, client.address);
      if (retryAfter !== null) return { kind: 'wait', seconds: retryAfter };
      const response = await call('/sign-in/email', { email, password }, describeClient(client));
      if (!response.ok) return readWait(response) ?? { kind: 'wrong' };
      const challenge = chooseCookies(response, 'challenge');
      if (challenge.length > 0) return { kind: 'code', cookies: challenge };
      attempts.succeed(email, client.address);
      await engine.commit(planTidying(db));
      return { kind: 'in', cookies: response.headers.getSetCookie() };
    },

    /** The cookies to send extend the session, or delete one that has expired. */
    async readVisitor(cookieHeader: string): Promise<{ visitor: Visitor | null; cookies: readonly string[] }> {
      const auth = await load();
      const read = await readSession(auth, cookieHeader);
      const cookies = read?.headers.getSetCookie() ?? [];
      if (!read?.response || read.response.user.disabledAt) return { visitor: null, cookies };
      const age = Date.now() - read.response.session.createdAt.getTime();
      if (age >= limits.longest * 1000) {
        const headers = new Headers({ cookie: cookieHeader });
        const ended = await auth.api.signOut({ headers, returnHeaders: true });
        return { visitor: null, cookies: ended.headers.getSetCookie() };
      }
      const { id, name, email, role, twoFactorEnabled } = read.response.user;
      const own = { id: read.response.session.id, isRecent: age < RECENT, hasSecondFactor: twoFactorEnabled === true };
      return { visitor: { id, name, email, role: role as UserRole, session: own }, cookies };
    },

    /** Somebody's sessions that are not over, those used last first. */
    listSessions: (of: string): Promise<OpenSession[]> =>
      db
        .select({
          ...{ id: session.id, signedInAt: session.createdAt, usedAt: session.updatedAt },
          ...{ address: session.ipAddress, agent: session.userAgent },
        })
        .from(session)
        .where(
          and(
            ...[eq(session.userId, of), gt(session.expiresAt, new Date())],
            gt(session.createdAt, new Date(Date.now() - limits.longest * 1000)),
          ),
        )
        .orderBy(desc(session.updatedAt), desc(session.id)),

    /** Ends one of somebody's sessions. */
    endSession: (of: string, id: string): Promise<void> =>
      engine.commit([db.delete(session).where(and(eq(session.userId, of), eq(session.id, id)))]),

    endOtherSessions: (of: string, kept: string): Promise<void> =>
      engine.commit([db.delete(session).where(and(eq(session.userId, of), ne(session.id, kept)))]),

    /** Returns the cookies that remove the session from the browser. */
    async signOut(cookieHeader: string): Promise<readonly string[]> {
      const headers = new Headers({ cookie: cookieHeader });
      return (await (await load()).api.signOut({ headers, returnHeaders: true })).headers.getSetCookie();
    },

    /** Ends all their sessions and starts a new one. Attempts are counted as by `signIn`. */
    async changePassword(
      change: Record<'cookieHeader' | 'current' | 'next', string> & Client,
    ): Promise<Exclude<SignInOutcome, { kind: 'code' }>> {
      const { cookieHeader, current, next, ...client } = change;
      const body = { currentPassword: current, newPassword: next, revokeOtherSessions: true };
      const response = await call('/change-password', body, { cookie: cookieHeader, ...describeClient(client) });
      if (!response.ok) return readWait(response) ?? { kind: 'wrong' };
      return { kind: 'in', cookies: response.headers.getSetCookie() };
    },

    hashPassword: async (password: string): Promise<string> => (await (await load()).$context).password.hash(password),
  };
}

/** Null for a session that ended while it was being read. */
async function readSession(auth: Auth, cookie: string) {
  try {
    return await auth.api.getSession({ headers: new Headers({ cookie }), returnHeaders: true });
  } catch (error) {
    if ((error as { statusCode?: unknown }).statusCode === 401) return null;
    throw findCause(error);
  }
}

/** Keeps the session's token out of the log: it is in the query that the outer errors quote. */
function findCause(error: unknown): Error {
  let innermost = error as Error;
  while (innermost.cause instanceof Error && !isPassing(innermost)) innermost = innermost.cause;
  return isPassing(innermost) ? innermost : new Error(`The session can't be read: ${innermost.message}`);
}

/** Deletes what has expired. */
export function planTidying(db: Engine['db']) {
  const now = new Date();
  return [
    db.delete(session).where(lt(session.expiresAt, now)),
    db.delete(verification).where(lt(verification.expiresAt, now)),
  ];
}

interface Credentials extends Client {
  email: string;
  password: string;
}

export interface OpenSession {
  id: string;
  signedInAt: Date;
  /** To the tenth of the idle limit, or the day. */
  usedAt: Date;
  address: string | null;
  agent: string | null;
}
