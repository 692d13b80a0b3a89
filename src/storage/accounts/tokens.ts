/** Tokens by which somebody's programs sign in. */
import { randomBytes, createHash } from 'node:crypto';
import { and, desc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import { apiToken, user } from '../../../db/schema.ts';
import type { Engine } from '../engine.ts';
import { Refused } from '../errors.ts';
import type { Visitor, VisitorToken } from './sessions.ts';

export type TokenScope = VisitorToken['scope'];

/** What a token is to be for. */
export interface TokenOrder {
  userId: string;
  /** What its person calls it. */
  name: string;
  scope: TokenScope;
  /** Null for one that is good until it is revoked. */
  expiresAt: Date | null;
}

/** `too-many`: they have as many as somebody may have. */
export type TokenOutcome = { kind: 'made'; secret: string } | { kind: 'too-many' };

/** A token as its person sees it: never its secret. */
export interface ApiToken extends VisitorToken {
  madeAt: Date;
  expiresAt: Date | null;
  /** To the hour; null for one that was never used. */
  lastUsedAt: Date | null;
}

/** So many that can be used may somebody have; a trigger sees to it. */
export const MOST_TOKENS = 20;

/** Programs that look for secrets in what was published by mistake know one of ours by its beginning. */
const PREFIX = 'hsy_';
const SECRET = new RegExp(`^${PREFIX}[\\w-]{43}$`);

/** When a token was used is written down no oftener: reading shall not mean writing each time. */
const HOUR = 60 * 60 * 1000;

/** The tokens' queries and writes. */
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
    async makeToken(order: TokenOrder, at: Date): Promise<TokenOutcome> {
      const secret = PREFIX + randomBytes(32).toString('base64url');
      try {
        await engine.commit([db.insert(apiToken).values({ ...order, tokenHash: hashToken(secret), madeAt: at })]);
        return { kind: 'made', secret };
      } catch (error) {
        if (error instanceof Refused && error.message.startsWith('api_token_most')) return { kind: 'too-many' };
        throw error;
      }
    },

    listTokens: (of: string): Promise<ApiToken[]> =>
      db
        .select({ id, name, scope, madeAt, expiresAt, lastUsedAt })
        .from(apiToken)
        .where(and(eq(userId, of), isNull(apiToken.revokedAt)))
        .orderBy(desc(id)),

    revokeToken: (of: string, token: number, at: Date): Promise<void> =>
      engine.commit([
        db
          .update(apiToken)
          .set({ revokedAt: at })
          .where(and(eq(id, token), eq(userId, of), isNull(apiToken.revokedAt))),
      ]),

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

/** What is kept of a token. It is 256 random bits, so that nobody can find it by trying: no salt, no slow hash. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
