/** Sessions by better-auth, which no other file calls. */
import { lt, eq } from 'drizzle-orm';
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
  const load = (): Promise<Auth> => (loading ??= createAuth(db, options, attempts));
  const cookieName = new RegExp(`(?:^|;\\s*)(?:__Secure-)?${COOKIE_PREFIX}\\.session_token=`);

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
    async signIn({
      email,
      password,
      address,
    }: Record<'email' | 'password' | 'address', string>): Promise<SignInOutcome> {
      const { retryAfter } = attempts.takeAccount(email, address);
      if (retryAfter !== null) return { kind: 'wait', seconds: retryAfter };
      const response = await call('/sign-in/email', { email, password }, { [ADDRESS_HEADER]: address });
      if (response.ok) {
        attempts.succeed(email, address);
        await engine.commit(planTidying(db));
      }
      return readOutcome(response);
    },

    /** A session lasts for seven days after its last use; `cookies` extend or remove it. */
    async readVisitor(cookieHeader: string): Promise<{ visitor: Visitor | null; cookies: readonly string[] }> {
      const read = await readSession(await load(), cookieHeader);
      const cookies = read?.headers.getSetCookie() ?? [];
      if (!read?.response || read.response.user.disabledAt) return { visitor: null, cookies };
      const { id, name, email, role } = read.response.user;
      return { visitor: { id, name, email, role: role as UserRole }, cookies };
    },

    /** Returns the cookies that remove the session from the browser. */
    async signOut(cookieHeader: string): Promise<readonly string[]> {
      const headers = new Headers({ cookie: cookieHeader });
      return (await (await load()).api.signOut({ headers, returnHeaders: true })).headers.getSetCookie();
    },

    /** Ends all their sessions and starts a new one. Attempts are counted as by `signIn`. */
    async changePassword(
      change: Record<'cookieHeader' | 'current' | 'next' | 'address', string>,
    ): Promise<SignInOutcome> {
      const { cookieHeader, current, next, address } = change;
      const body = { currentPassword: current, newPassword: next, revokeOtherSessions: true };
      return readOutcome(await call('/change-password', body, { cookie: cookieHeader, [ADDRESS_HEADER]: address }));
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

export interface AuthOptions {
  /** With https, cookies are `Secure`. */
  baseUrl: string;
  /** At least 32 characters. */
  secret: string;
}

/** As in `hearsay.session_token`. */
const COOKIE_PREFIX = 'hearsay';

/** Passes the address to better-auth's rate limits. It is never read from a client's request. */
const ADDRESS_HEADER = 'x-hearsay-address';

export const PASSWORD_LENGTH = { least: 12, most: 200 };

const DAY = 24 * 60 * 60;

/** Attempts per address and minute. */
const TRIES = { window: 60, max: 10 };

type Auth = Awaited<ReturnType<typeof createAuth>>;

/** better-auth takes most of a second to load, so it is loaded on first use: reading claims doesn't need it. */
async function createAuth(db: Db, { baseUrl, secret }: AuthOptions, attempts: Attempts) {
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
    session: { expiresIn: 7 * DAY, updateAge: DAY },
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
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: baseUrl.startsWith('https:'),
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: () => newUid() },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (made) => {
            if (await isDisabled(db, made.userId)) return false;
            return { data: { ...made, ipAddress: null, userAgent: null } };
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
