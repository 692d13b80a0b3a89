import { randomBytes, createHash } from 'node:crypto';
import { and, desc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import { apiToken, user } from '../../../db/schema.ts';
import type { Engine } from '../engine.ts';
import { Refused } from '../errors.ts';
import type { Visitor, VisitorToken } from './sessions.ts';

export type TokenScope = VisitorToken['scope'];

/** Without the secret, which is shown only once. */
export interface ApiToken extends VisitorToken {
  madeAt: Date;
  /** Null for one that is valid until it is revoked. */
  expiresAt: Date | null;
  /** To the hour; null for one that was never used. */
  lastUsedAt: Date | null;
}

/** Valid tokens per person; a trigger enforces it. */
export const MOST_TOKENS = 20;

/** Lets secret scanners recognize a token that was published by mistake. */
const PREFIX = 'hsy_';
const SECRET = new RegExp(`^${PREFIX}[\\w-]{43}$`);

/** `lastUsedAt` is updated at most this often, so that reading doesn't write each time. */
const HOUR = 60 * 60 * 1000;

export function prepareTokens(engine: Engine) {
  const { db } = engine;
  const { id, name, scope, madeAt, expiresAt, lastUsedAt, userId } = apiToken;
  const found = db
    .select({
      visitor: { id: user.id, name: user.name, email: user.email, role: user.role },
      token: { id, name, scope },
      lastUsedAt,
    })
    .from(apiToken)
    .innerJoin(user, eq(user.id, userId))
    .where(
      and(
        eq(apiToken.tokenHash, sql.placeholder('hash')),
        isNull(apiToken.revokedAt),
        or(isNull(expiresAt), gt(expiresAt, sql.placeholder('at'))),
        isNull(user.disabledAt),
      ),
    )
    .prepare();

  return {
    async makeToken(
      order: Omit<typeof apiToken.$inferInsert, 'tokenHash' | 'madeAt'>,
      at: Date,
    ): Promise<{ kind: 'made'; secret: string } | { kind: 'too-many' }> {
      const secret = PREFIX + randomBytes(32).toString('base64url');
      try {
        await engine.commit([db.insert(apiToken).values({ ...order, tokenHash: hashToken(secret), madeAt: at })]);
        return { kind: 'made', secret };
      } catch (error) {
        if (error instanceof Refused && error.message.startsWith('api_token_most')) return { kind: 'too-many' };
        throw error;
      }
    },

    /** Those that are not revoked, the newest first. */
    listTokens: (of: string): Promise<ApiToken[]> =>
      db
        .select({ id, name, scope, madeAt, expiresAt, lastUsedAt })
        .from(apiToken)
        .where(and(eq(userId, of), isNull(apiToken.revokedAt)))
        .orderBy(desc(id)),

    /** Leaves somebody else's token as it is. */
    revokeToken: (of: string, token: number, at: Date): Promise<void> =>
      engine.commit([
        db
          .update(apiToken)
          .set({ revokedAt: at })
          .where(and(eq(id, token), eq(userId, of), isNull(apiToken.revokedAt))),
      ]),

    /** Null if it can't be used, or its person is disabled. */
    async useToken(secret: string, at: Date): Promise<Visitor | null> {
      if (!SECRET.test(secret)) return null;
      const [holder] = await found.execute({ hash: hashToken(secret), at: at.getTime() });
      if (!holder) return null;
      const { visitor, token } = holder;
      if (!holder.lastUsedAt || at.getTime() - holder.lastUsedAt.getTime() >= HOUR) {
        await engine.commit([db.update(apiToken).set({ lastUsedAt: at }).where(eq(id, token.id))]);
      }
      return { ...visitor, token };
    },
  };
}

/** Tokens are 256 random bits, so they need neither salt nor a slow hash. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
