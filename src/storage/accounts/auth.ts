/** better-auth, which no other folder calls. */
import { randomInt } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { v7 as newUid } from 'uuid';
import { account, session, twoFactor, user, verification } from '../../../db/schema.ts';
import type { Db, Engine } from '../engine.ts';
import { withoutQuery } from '../errors.ts';
import { createAttempts, type Attempts } from './attempts.ts';

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

const COOKIES = { session: 'hearsay.session_token', challenge: 'hearsay.two_factor' } as const;

/** How long the code of a second factor may take after the password, in seconds. */
const CHALLENGE = 10 * 60;

/** Passes the address to better-auth's rate limits. It is never read from a client's request. */
const ADDRESS_HEADER = 'x-hearsay-address';

export const PASSWORD_LENGTH = { least: 12, most: 200 };

const DAY = 24 * 60 * 60;

export const SESSION_LIMITS: SessionLimits = { idle: 7 * DAY, longest: 30 * DAY };

const LONGEST_AGENT = 300;

/** Where a request comes from. */
export interface Client {
  address: string;
  /** The browser's `User-Agent`. */
  agent?: string;
}

/** What better-auth learns of a browser: its rate limits go by the address, and a session keeps both. */
export function describeClient({ address, agent = '' }: Client): Record<string, string> {
  const printable = agent.replace(/[^\x20-\x7e]/g, '').slice(0, LONGEST_AGENT);
  return { [ADDRESS_HEADER]: address, 'user-agent': printable };
}

/** Attempts per address and minute. */
const TRIES = { window: 60, max: 10 };

/** For those who tried too often; `seconds`: to wait. */
export interface Wait {
  kind: 'wait';
  seconds: number;
}

/** Null where better-auth's limit by address was not met. */
export function readWait(response: Response): Wait | null {
  if (response.status !== 429) return null;
  return { kind: 'wait', seconds: Math.max(1, Number(response.headers.get('x-retry-after'))) };
}

export type AuthCalls = ReturnType<typeof prepareAuth>;

export function prepareAuth({ db }: Pick<Engine, 'db'>, options: AuthOptions) {
  let loading: Promise<Auth> | undefined;
  const attempts = createAttempts();
  const load = (): Promise<Auth> => (loading ??= createAuth(db, options, attempts));

  return {
    load,
    attempts,

    /** Goes through better-auth's HTTP handler because only there its rate limits apply. */
    call: async (path: string, body: object, headers: Record<string, string>): Promise<Response> => {
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
    },

    /** One of our cookies as the browser sent it, with its name; null where it sent none. */
    pickCookie: (name: keyof typeof COOKIES, cookieHeader: string | undefined): string | null => {
      const all = (cookieHeader ?? '').split(/;\s*/);
      return all.find((one) => nameCookie(one) === COOKIES[name]) ?? null;
    },
  };
}

/** The name of a cookie or a `Set-Cookie` value, without what https puts before it. */
function nameCookie(cookie: string): string {
  return cookie.slice(0, cookie.indexOf('=')).trim().replace(SECURE_PREFIX, '');
}

/** Those of `Set-Cookie` that bear a name. */
export function chooseCookies({ headers }: Response, name: keyof typeof COOKIES): string[] {
  return headers.getSetCookie().filter((one) => nameCookie(one) === COOKIES[name]);
}

const SECURE_PREFIX = '__Host-';

export type Auth = Awaited<ReturnType<typeof createAuth>>;

/** better-auth takes most of a second to load, so it is loaded on first use: reading claims doesn't need it. */
async function createAuth(db: Db, { baseUrl, secret, sessions = SESSION_LIMITS }: AuthOptions, attempts: Attempts) {
  const secure = baseUrl.startsWith('https:');
  const { betterAuth } = await import('better-auth/minimal');
  const { drizzleAdapter } = await import('better-auth/adapters/drizzle');
  const { twoFactor: secondFactor } = await import('better-auth/plugins/two-factor');
  const prefix = secure ? SECURE_PREFIX : '';
  return betterAuth({
    ...{ baseURL: baseUrl, secret },
    database: drizzleAdapter(db, { provider: 'sqlite', schema: { user, session, account, verification, twoFactor } }),
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
      customRules: { '/sign-in/email': TRIES, '/change-password': TRIES, '/two-factor/*': TRIES },
    },
    advanced: {
      useSecureCookies: false,
      defaultCookieAttributes: { secure },
      cookies: {
        session_token: { name: prefix + COOKIES.session },
        two_factor: { name: prefix + COOKIES.challenge },
      },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: () => newUid() },
    },
    plugins: [
      secondFactor({
        issuer: `Hearsay (${new URL(baseUrl).hostname})`,
        twoFactorCookieMaxAge: CHALLENGE,
        // Counted in memory like passwords (`attempts.ts`).
        accountLockout: { enabled: false },
        backupCodeOptions: { customBackupCodesGenerate: makeBackupCodes },
      }),
    ],
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

/** Without letters and digits that are taken for each other. */
const CODE_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const BACKUP_CODES = 10;
/** Of letters before and after the hyphen. */
const HALF = 5;

/** Of 50 bits each, to be typed from paper. */
function makeBackupCodes(): string[] {
  const half = (): string => Array.from({ length: HALF }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]!).join('');
  return Array.from({ length: BACKUP_CODES }, () => `${half()}-${half()}`);
}

async function isDisabled(db: Db, id: string): Promise<boolean> {
  const [found] = await db.select({ disabledAt: user.disabledAt }).from(user).where(eq(user.id, id));
  return !found || found.disabledAt !== null;
}
