/** Signing in and out: the one place that talks to better-auth. Its answers become ours. */
import { lt, eq } from 'drizzle-orm';
import { rateLimit, session, type ROLES, type TOKEN_SCOPES, user, account, verification } from '../../../db/schema.ts';
import type { Engine, Db } from '../engine.ts';
import { v7 as newUid } from 'uuid';

export type UserRole = (typeof ROLES)[number];

/** Whoever is signed in. */
export interface Visitor {
  id: string;
  name: string;
  email: string;
  role: UserRole;
  /** The token by which a program asks in their name; without it, they are here themselves. */
  token?: VisitorToken;
}

/** What is known of a token while it is used. */
export interface VisitorToken {
  id: number;
  /** What its person calls it. */
  name: string;
  scope: (typeof TOKEN_SCOPES)[number];
}

/** `cookies` are whole `Set-Cookie` values. */
export type SignInOutcome =
  | { kind: 'in'; cookies: readonly string[] }
  /** Unknown, disabled or a wrong password: nobody is told which. */
  | { kind: 'wrong' }
  | { kind: 'wait'; seconds: number };

export interface SignInTry {
  email: string;
  password: string;
  /** Whose tries are counted: an IP address. */
  address: string;
}

export interface PasswordChange {
  cookieHeader: string;
  current: string;
  next: string;
  address: string;
}

/** Who a request comes from, and the cookies to answer with: a session that goes on, or one that is over. */
export interface SessionReading {
  visitor: Visitor | null;
  cookies: readonly string[];
}

/** Rows that nothing asks for any more are cleared away with a sign-in. */
const RATES_KEPT = 60 * 60 * 1000;

/** Sessions over an engine. better-auth is loaded with the first use. */
export function prepareSessions(engine: Engine, options: AuthOptions) {
  const { db } = engine;
  let loading: Promise<Auth> | undefined;
  const load = (): Promise<Auth> => (loading ??= createAuth(db, options));
  const cookieName = new RegExp(`(?:^|;\\s*)(?:__Secure-)?${COOKIE_PREFIX}\\.session_token=`);

  /** One call over better-auth's own door: only there do its rate limits hold. */
  async function call(path: string, body: object, headers: Record<string, string>): Promise<Response> {
    const auth = await load();
    const request = new Request(`${options.baseUrl}/api/auth${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: options.baseUrl, ...headers },
      body: JSON.stringify(body),
    });
    const response = await auth.handler(request);
    if (response.status >= 500) throw new Error(`better-auth failed at ${path}: ${await response.text()}`);
    return response;
  }

  return {
    /** Whether a request carries a session, valid or not. */
    hasSession: (cookieHeader: string | undefined): boolean =>
      cookieHeader !== undefined && cookieName.test(cookieHeader),

    async signIn({ email, password, address }: SignInTry): Promise<SignInOutcome> {
      const response = await call('/sign-in/email', { email, password }, { [ADDRESS_HEADER]: address });
      if (response.ok) await engine.commit(planTidying(db));
      return readOutcome(response);
    },

    async readVisitor(cookieHeader: string): Promise<SessionReading> {
      const read = await readSession(await load(), cookieHeader);
      const cookies = read?.headers.getSetCookie() ?? [];
      if (!read?.response || read.response.user.disabledAt) return { visitor: null, cookies };
      const { id, name, email, role } = read.response.user;
      return { visitor: { id, name, email, role: role as UserRole }, cookies };
    },

    /** Ends the session. Gives the cookies that make the browser forget it. */
    async signOut(cookieHeader: string): Promise<readonly string[]> {
      const headers = new Headers({ cookie: cookieHeader });
      return (await (await load()).api.signOut({ headers, returnHeaders: true })).headers.getSetCookie();
    },

    /** Ends every session of theirs and begins a new one for whoever asks. */
    async changePassword({ cookieHeader, current, next, address }: PasswordChange): Promise<SignInOutcome> {
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
    throw withoutQuery(error);
  }
}

/** The log is given the reason alone: what wraps it holds the query, and with it the session's token. */
function withoutQuery(error: unknown): Error {
  let innermost = error as Error;
  while (innermost.cause instanceof Error) innermost = innermost.cause;
  return new Error(`The session can't be read: ${innermost.message}`);
}

function readOutcome(response: Response): SignInOutcome {
  if (response.ok) return { kind: 'in', cookies: response.headers.getSetCookie() };
  if (response.status !== 429) return { kind: 'wrong' };
  return { kind: 'wait', seconds: Math.max(1, Number(response.headers.get('x-retry-after'))) };
}

function planTidying(db: Engine['db']) {
  const now = Date.now();
  return [
    db.delete(session).where(lt(session.expiresAt, new Date(now))),
    db.delete(rateLimit).where(lt(rateLimit.lastRequest, now - RATES_KEPT)),
  ];
}

/** What sessions need to know of the installation. */
export interface AuthOptions {
  /** With https, browsers send the cookies over nothing else. */
  baseUrl: string;
  /** At least 32 characters. */
  secret: string;
}

/** What the installation's cookies are called: `hearsay.session_token`. */
const COOKIE_PREFIX = 'hearsay';

/** How better-auth is told the address that its rate limits count by. Nobody outside can set it. */
const ADDRESS_HEADER = 'x-hearsay-address';

export const PASSWORD_LENGTH = { least: 12, most: 200 };

const DAY = 24 * 60 * 60;

/** So often may one address try within a minute. */
const TRIES = { window: 60, max: 10 };

type Auth = Awaited<ReturnType<typeof createAuth>>;

/** Loads better-auth, which takes most of a second: whoever only reads claims shall not wait for it. */
async function createAuth(db: Db, { baseUrl, secret }: AuthOptions) {
  const { betterAuth } = await import('better-auth/minimal');
  const { drizzleAdapter } = await import('better-auth/adapters/drizzle');
  return betterAuth({
    ...{ baseURL: baseUrl, secret },
    database: drizzleAdapter(db, { provider: 'sqlite', schema: { user, session, account, verification, rateLimit } }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.least,
      // It counts UTF-16 units, we count characters, of which each takes two at most.
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
      storage: 'database',
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
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
}

async function isDisabled(db: Db, id: string): Promise<boolean> {
  const [found] = await db.select({ disabledAt: user.disabledAt }).from(user).where(eq(user.id, id));
  return !found || found.disabledAt !== null;
}
