/** better-auth over our tables: what hashes passwords and makes sessions and their cookies. */
import { eq } from 'drizzle-orm';
import { v7 as newUid } from 'uuid';
import { account, rateLimit, session, user, verification } from '../../../db/schema.ts';
import type { Db } from '../engine.ts';

/** What sessions need to know of the installation. */
export interface AuthOptions {
  /** With https, browsers send the cookies over nothing else. */
  baseUrl: string;
  /** At least 32 characters. */
  secret: string;
}

/** What the installation's cookies are called: `hearsay.session_token`. */
export const COOKIE_PREFIX = 'hearsay';
/** How better-auth is told the address that its rate limits count by. Nobody outside can set it. */
export const ADDRESS_HEADER = 'x-hearsay-address';
export const PASSWORD_LENGTH = { least: 12, most: 200 };

const DAY = 24 * 60 * 60;
/** So often may one address try within a minute. */
const TRIES = { window: 60, max: 10 };

export type Auth = Awaited<ReturnType<typeof createAuth>>;

/** Loads better-auth, which takes most of a second: whoever only reads claims shall not wait for it. */
export async function createAuth(db: Db, { baseUrl, secret }: AuthOptions) {
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
