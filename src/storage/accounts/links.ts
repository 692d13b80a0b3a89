/** One-time links: how the first admin, the invited and those who forgot their password get in. */
import { randomBytes } from 'node:crypto';
import { and, asc, eq, gt, isNull, type SQL } from 'drizzle-orm';
import { v7 as newUid } from 'uuid';
import { account, oneTimeLink, session, user, type LINK_PURPOSES } from '../../../db/schema.ts';
import type { Engine, Write } from '../engine.ts';
import { Conflict, Refused } from '../errors.ts';
import { keyEmail, preparePeople } from './people.ts';
import type { UserRole } from './sessions.ts';
import { hashToken } from './tokens.ts';

export type LinkPurpose = (typeof LINK_PURPOSES)[number];

export type LinkOrder =
  | { purpose: 'first-admin' }
  | { purpose: 'invite'; email: string; name: string | null; role: UserRole }
  | { purpose: 'reset'; userId: string };

/** `taken`: an account has this address. `disabled`: a new password would not help, so no link is made. */
export type LinkOutcome =
  { kind: 'made'; token: string; expiresAt: Date } | { kind: 'taken' } | { kind: 'disabled' } | { kind: 'unknown' };

export interface OpenLink {
  id: number;
  purpose: LinkPurpose;
  /** Null for the first admin, who enters it. */
  email: string | null;
  name: string | null;
  role: UserRole;
  userId: string | null;
  madeBy: string;
  expiresAt: Date;
}

/** `over`: used, expired, replaced or never made. */
export type UseOutcome = { kind: 'used'; email: string } | { kind: 'over' } | { kind: 'taken' };

const MINUTE = 60 * 1000;
/** How long a link can be used, in milliseconds. */
const LIFETIME: Readonly<Record<LinkPurpose, number>> = {
  'first-admin': 60 * MINUTE,
  reset: 60 * MINUTE,
  invite: 7 * 24 * 60 * MINUTE,
};

export function prepareLinks(engine: Engine, hashPassword: (password: string) => Promise<string>) {
  const { db } = engine;
  const people = preparePeople(engine);
  const { id, purpose, email, name, role, userId, madeBy, expiresAt } = oneTimeLink;
  const isOpen = (at: Date): SQL | undefined => and(isNull(oneTimeLink.usedAt), gt(expiresAt, at));
  const select = (at: Date, which: SQL): Promise<OpenLink[]> =>
    db
      .select({ id, purpose, email, name, role, userId, madeBy, expiresAt })
      .from(oneTimeLink)
      .where(and(which, isOpen(at)))
      .orderBy(asc(id));

  async function read(token: string, at: Date): Promise<OpenLink | null> {
    const link = (await select(at, eq(oneTimeLink.tokenHash, hashToken(token))))[0];
    if (!link || (link.purpose === 'first-admin' && (await people.hasAny()))) return null;
    return link.userId !== null && (await people.find(link.userId))?.disabledAt ? null : link;
  }

  /** The row stays as a record of who invited whom. */
  const close = (which: SQL, at: Date): Write =>
    db
      .update(oneTimeLink)
      .set({ expiresAt: at })
      .where(and(which, isOpen(at)));

  async function store(row: Omit<OpenLink, 'id' | 'expiresAt'>, at: Date): Promise<LinkOutcome> {
    const token = randomBytes(32).toString('base64url');
    const expires = new Date(at.getTime() + LIFETIME[row.purpose]);
    const same = row.email === null ? isNull(email) : eq(email, row.email);
    await engine.commit([
      close(and(eq(purpose, row.purpose), same)!, at),
      db.insert(oneTimeLink).values({ ...row, tokenHash: hashToken(token), madeAt: at, expiresAt: expires }),
    ]);
    return { kind: 'made', token, expiresAt: expires };
  }

  async function reset(of: string, by: string, at: Date): Promise<LinkOutcome> {
    const person = await people.find(of);
    if (!person) return { kind: 'unknown' };
    if (person.disabledAt) return { kind: 'disabled' };
    return store({ purpose: 'reset', email: person.email, name: null, role: person.role, userId: of, madeBy: by }, at);
  }

  return {
    /** Replaces an earlier link for the same purpose and person. `by` is recorded. */
    async makeLink(order: LinkOrder, by: string, at: Date): Promise<LinkOutcome> {
      if (order.purpose === 'reset') return reset(order.userId, by, at);
      const row = { userId: null, madeBy: by };
      if (order.purpose === 'first-admin') {
        if (await people.hasAny()) return { kind: 'taken' };
        return store({ ...row, purpose: 'first-admin', email: null, name: null, role: 'admin' }, at);
      }
      if (await people.findByEmail(order.email)) return { kind: 'taken' };
      return store({ ...row, ...order, email: keyEmail(order.email) }, at);
    },

    /** Null if it can't be used any more. Reading does not use it up: mail programs open links too. */
    readLink: read,

    /**
     * Makes the account, or sets another password and ends the sessions. Of two at once, one wins. Name and e-mail are
     * ignored where the account exists.
     */
    async useLink(
      token: string,
      newcomer: Record<'name' | 'email' | 'password', string>,
      at: Date,
    ): Promise<UseOutcome> {
      const link = await read(token, at);
      if (!link) return { kind: 'over' };
      const used = db.update(oneTimeLink).set({ usedAt: at }).where(eq(id, link.id));
      const password = await hashPassword(newcomer.password);
      const mail = keyEmail(link.email ?? newcomer.email);
      const rest =
        link.userId === null
          ? planAccount(db, { name: newcomer.name, email: mail, role: link.role, password }, at)
          : planPassword(db, link.userId, password, at);
      try {
        await engine.commit([used, ...rest]);
        return { kind: 'used', email: mail };
      } catch (error) {
        if (error instanceof Refused && error.message.startsWith('one_time_link_once')) return { kind: 'over' };
        if (error instanceof Conflict && error.constraint === 'user.email') return { kind: 'taken' };
        throw error;
      }
    },

    /** Invitations that can still be used, the oldest first. */
    listInvites: (at: Date): Promise<OpenLink[]> => select(at, eq(purpose, 'invite')),

    withdrawInvite: (link: number, at: Date): Promise<void> =>
      engine.commit([close(and(eq(purpose, 'invite'), eq(id, link))!, at)]),
  };
}

function planAccount(
  db: Engine['db'],
  { password, ...person }: { name: string; email: string; role: UserRole; password: string },
  at: Date,
): Write[] {
  const times = { createdAt: at, updatedAt: at };
  const uid = newUid();
  return [
    db.insert(user).values({ id: uid, ...person, emailVerified: true, ...times }),
    db.insert(account).values({
      ...{ id: newUid(), accountId: uid, providerId: 'credential', userId: uid, password },
      ...times,
    }),
  ];
}

function planPassword(db: Engine['db'], of: string, password: string, at: Date): Write[] {
  const theirs = and(eq(account.userId, of), eq(account.providerId, 'credential'));
  return [
    db.update(account).set({ password, updatedAt: at }).where(theirs),
    db.delete(session).where(eq(session.userId, of)),
  ];
}
