/** Sessions by better-auth, which no other file calls. */
import { and, desc, eq, gt, lt, ne } from 'drizzle-orm';
import { session, type ROLES, type TOKEN_SCOPES, user, account, verification } from '../../../db/schema.ts';
import type { Engine, Db } from '../engine.ts';
import { createAttempts, type Attempts } from './attempts.ts';
import { Locked, withoutQuery } from '../errors.ts';
import { v7 as newUid } from 'uuid';

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
}

export interface VisitorToken {
  id: number;
  name: string;
  scope: (typeof TOKEN_SCOPES)[number];
}

/** `cookies` are whole `Set-Cookie` values. */
export type SignInOutcome =
  | { kind: 'in'; cookies: readonly string[] }
  /** Unknown, disabled or a wrong password: the answer doesn't reveal which. */
  | { kind: 'wrong' }
  | { kind: 'wait'; seconds: number };

export function prepareSessions(engine: Engine, options: AuthOptions) {
  const { db } = engine;
  let loading: Promise<Auth> | undefined;
  const attempts = createAttempts();
  const limits = options.sessions ?? LIMITS;
  const load = (): Promise<Auth> => (loading ??= createAuth(db, options, attempts));
  const cookieName = new RegExp(`(?:^|;\\s*)(?:__Host-)?${COOKIE.replace('.', '\\.')}=`);

  /** Goes through better-auth's HTTP handler because only there its rate limits apply. */
  async function call(path: string, body: object, headers: Record<string, string>): Promise<Response> {
    const auth = await load();
    const request = new Request(`${options.baseUrl}/api/auth${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: options.baseUrl, ...headers },
      body: JSON.stringify(body),
    });
    const response = await auth.handler(request).catch((error: unknown) => {
      throw withoutQuery(error);
    });
    if (response.status >= 500) throw new Error(`better-auth failed at ${path}: ${await response.text()}`);
    return response;
  }

  return {
    /** Whether a request carries a session, valid or not. */
    hasSession: (cookieHeader: string | undefined): boolean =>
      cookieHeader !== undefined && cookieName.test(cookieHeader),

    /** Attempts are counted by IP address and by account. Unknown, disabled and wrong get the same answer in the same time. */
    async signIn({ email, password, address, agent = '' }: Credentials): Promise<SignInOutcome> {
      const { retryAfter } = attempts.takeAccount(email, address);
      if (retryAfter !== null) return { kind: 'wait', seconds: retryAfter };
      const response = await call('/sign-in/email', { email, password }, describeClient(address, agent));
      if (response.ok) {
        attempts.succeed(email, address);
        await engine.commit(planTidying(db));
      }
      return readOutcome(response);
    },

    /** `cookies` extend the session, or remove one that is over. */
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
      const { id, name, email, role } = read.response.user;
      const own = { id: read.response.session.id, isRecent: age < RECENT };
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
      change: Record<'cookieHeader' | 'current' | 'next' | 'address', string> & { agent?: string },
    ): Promise<SignInOutcome> {
      const { cookieHeader, current, next, address, agent = '' } = change;
      const body = { currentPassword: current, newPassword: next, revokeOtherSessions: true };
      return readOutcome(
        await call('/change-password', body, { cookie: cookieHeader, ...describeClient(address, agent) }),
      );
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
  while (innermost.cause instanceof Error && !(innermost instanceof Locked)) innermost = innermost.cause;
  return innermost instanceof Locked ? innermost : new Error(`The session can't be read: ${innermost.message}`);
}

function readOutcome(response: Response): SignInOutcome {
  if (response.ok) return { kind: 'in', cookies: response.headers.getSetCookie() };
  if (response.status !== 429) return { kind: 'wrong' };
  return { kind: 'wait', seconds: Math.max(1, Number(response.headers.get('x-retry-after'))) };
}

function planTidying(db: Engine['db']) {
  return [db.delete(session).where(lt(session.expiresAt, new Date()))];
}

interface Credentials {
  email: string;
  password: string;
  address: string;
  /** The browser's `User-Agent`. */
  agent?: string;
}

export interface OpenSession {
  id: string;
  signedInAt: Date;
  /** To the tenth of the idle limit, or the day. */
  usedAt: Date;
  address: string | null;
  agent: string | null;
}

/** In seconds. */
export interface SessionLimits {
  idle: number;
  longest: number;
}

export interface AuthOptions {
  /** With https, cookies are `Secure`, and no other host can set them (`__Host-`). */
  baseUrl: string;
  /** At least 32 characters. */
  secret: string;
  sessions?: SessionLimits;
}

const COOKIE = 'hearsay.session_token';

/** Passes the address to better-auth's rate limits. It is never read from a client's request. */
const ADDRESS_HEADER = 'x-hearsay-address';

export const PASSWORD_LENGTH = { least: 12, most: 200 };

const DAY = 24 * 60 * 60;

const LIMITS: SessionLimits = { idle: 7 * DAY, longest: 30 * DAY };

/** In milliseconds. */
const RECENT = 30 * 60 * 1000;

const LONGEST_AGENT = 300;

/** What better-auth learns of a browser: its rate limits go by the address, and a session keeps both. */
function describeClient(address: string, agent: string): Record<string, string> {
  const printable = agent.replace(/[^\x20-\x7e]/g, '').slice(0, LONGEST_AGENT);
  return { [ADDRESS_HEADER]: address, 'user-agent': printable };
}

/** Attempts per address and minute. */
const TRIES = { window: 60, max: 10 };

type Auth = Awaited<ReturnType<typeof createAuth>>;

/** better-auth takes most of a second to load, so it is loaded on first use: reading claims doesn't need it. */
async function createAuth(db: Db, { baseUrl, secret, sessions = LIMITS }: AuthOptions, attempts: Attempts) {
  const secure = baseUrl.startsWith('https:');
  const { betterAuth } = await import('better-auth/minimal');
  const { drizzleAdapter } = await import('better-auth/adapters/drizzle');
  return betterAuth({
    ...{ baseURL: baseUrl, secret },
    database: drizzleAdapter(db, { provider: 'sqlite', schema: { user, session, account, verification } }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.least,
      // It counts UTF-16 units, we count characters of at most two units each.
      maxPasswordLength: 2 * PASSWORD_LENGTH.most,
    },
    session: { expiresIn: sessions.idle, updateAge: Math.min(DAY, Math.floor(sessions.idle / 10)) },
    user: {
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        disabledAt: { type: 'date', required: false, input: false },
      },
    },
    rateLimit: {
      enabled: true,
      customStorage: { consume: (key, rule) => Promise.resolve(attempts.take(key, rule)) },
      customRules: { '/sign-in/email': TRIES, '/change-password': TRIES },
    },
    advanced: {
      useSecureCookies: false,
      defaultCookieAttributes: { secure },
      cookies: { session_token: { name: secure ? `__Host-${COOKIE}` : COOKIE } },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: () => newUid() },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (made) => {
            if (await isDisabled(db, made.userId)) return false;
            return { data: { ...made, ipAddress: made.ipAddress || null, userAgent: made.userAgent || null } };
          },
        },
      },
    },
    // What fails besides its own checks, such as a locked database, is for our caller to know.
    onAPIError: { throw: true },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
}

async function isDisabled(db: Db, id: string): Promise<boolean> {
  const [found] = await db.select({ disabledAt: user.disabledAt }).from(user).where(eq(user.id, id));
  return !found || found.disabledAt !== null;
}
