import { LRUCache } from 'lru-cache';

/** Those tried longest ago are forgotten beyond. A limit by size, since one by number takes its memory at once. */
const KEPT = { maxSize: 100_000, sizeCalculation: () => 1 };

/** How often something may be tried in so many seconds. */
interface AttemptRule {
  window: number;
  max: number;
}

/** `retryAfter`: seconds to wait; null where it may be tried now. */
export interface Permission {
  allowed: boolean;
  retryAfter: number | null;
}

/**
 * Wrong passwords of one account, from all addresses together: OWASP ASVS 4.0.3, 2.2.1, allows a hundred an hour. Where
 * its person has signed in from before is not counted, so that nobody else can lock them out there.
 */
const ACCOUNT_RULE: AttemptRule = { window: 60 * 60, max: 50 };

/**
 * Codes of an account's second factor. One of a million is guessed with three in a million, since the code before and
 * after are taken too. Whoever tries knows the password: no address is exempt.
 */
const CODE_RULE: AttemptRule = { window: 60 * 60, max: 10 };

/** A code is taken once while it would be valid (RFC 6238, section 5.2). */
const REUSE_RULE: AttemptRule = { window: 120, max: 1 };

/**
 * Counts attempts in memory: those who are signed out write nothing to the database. Time is the machine's uptime, so
 * that setting its clock locks nobody out.
 */
export function createAttempts() {
  const perf = { now: () => performance.now() };
  const counts = new LRUCache<string, { count: number }>({ ...KEPT, ttlResolution: 0, perf });
  /** Of those who signed in: account and address. */
  const known = new LRUCache<string, true>(KEPT);

  function take(key: string, { window, max }: AttemptRule): Permission {
    const before = counts.get(key);
    if (!before) counts.set(key, { count: 1 }, { ttl: window * 1000 });
    else if (before.count < max) before.count += 1;
    else return { allowed: false, retryAfter: Math.max(1, Math.ceil(counts.getRemainingTTL(key) / 1000)) };
    return { allowed: true, retryAfter: null };
  }

  const accountKey = (email: string): string => `account ${email.toLowerCase()}`;
  const codeKey = (email: string): string => `codes ${email}`;
  const place = (email: string, address: string): string => `${address} ${email.toLowerCase()}`;

  return {
    /** Counts one more attempt, or says how long to wait. */
    take,

    /** The same for an account's password, before it is checked: many at once are counted too. */
    takeAccount: (email: string, address: string): Permission =>
      known.has(place(email, address)) ? { allowed: true, retryAfter: null } : take(accountKey(email), ACCOUNT_RULE),

    /** The same for a password that is typed again by whoever is signed in. */
    takeOwnPassword: (email: string): Permission => take(`own password ${email}`, { window: 60, max: 10 }),

    /** The same for a code of its second factor; `isUsed` for one that was tried before. */
    takeCode(email: string, code: string): Permission & { isUsed: boolean } {
      const permission = take(codeKey(email), CODE_RULE);
      return { ...permission, isUsed: permission.allowed && !take(`code ${email} ${code}`, REUSE_RULE).allowed };
    },

    /** The code was right, too. */
    succeedCode(email: string, address: string): void {
      counts.delete(codeKey(email));
      this.succeed(email, address);
    },

    /** The password was right: none of the account's attempts counts any more. */
    succeed(email: string, address: string): void {
      counts.delete(accountKey(email));
      known.set(place(email, address), true);
    },
  };
}

export type Attempts = ReturnType<typeof createAttempts>;
