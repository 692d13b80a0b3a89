import { asc, eq } from 'drizzle-orm';
import { session, twoFactor, user } from '../../../db/schema.ts';
import type { Engine, Write } from '../engine.ts';
import { Refused } from '../errors.ts';
import type { UserRole } from './sessions.ts';

export interface Person {
  id: string;
  name: string;
  email: string;
  role: UserRole;
  disabledAt: Date | null;
  hasSecondFactor: boolean;
  createdAt: Date;
}

/** `last-admin`: nobody else could manage people. */
export type PersonOutcome = 'done' | 'last-admin' | 'unknown';

export function preparePeople(engine: Engine) {
  const { db } = engine;
  const { id, name, email, role, disabledAt, createdAt, twoFactorEnabled: hasSecondFactor } = user;
  const select = () => db.select({ id, name, email, role, disabledAt, hasSecondFactor, createdAt }).from(user);

  async function change(of: string, writes: readonly Write[]): Promise<PersonOutcome> {
    if (!(await find(of))) return 'unknown';
    try {
      await engine.commit(writes);
      return 'done';
    } catch (error) {
      if (error instanceof Refused && error.message.startsWith('user_last_admin')) return 'last-admin';
      throw error;
    }
  }

  async function find(of: string): Promise<Person | null> {
    return (await select().where(eq(id, of)))[0] ?? null;
  }

  const endSessions = (of: string): Write => db.delete(session).where(eq(session.userId, of));
  const set = (of: string, values: Partial<Pick<Person, 'role' | 'disabledAt'>>, at: Date): Write =>
    db
      .update(user)
      .set({ ...values, updatedAt: at })
      .where(eq(id, of));

  return {
    find,

    async findByEmail(address: string): Promise<Person | null> {
      return (await select().where(eq(email, keyEmail(address))))[0] ?? null;
    },

    async hasAny(): Promise<boolean> {
      return (await select().limit(1)).length > 0;
    },

    list: (): Promise<Person[]> => select().orderBy(asc(name), asc(email)),

    setRole: (of: string, next: UserRole, at: Date) => change(of, [set(of, { role: next }, at)]),

    /** Ends their sessions. */
    disable: (of: string, at: Date) => change(of, [set(of, { disabledAt: at }, at), endSessions(of)]),

    /** For those who lost it. The password is enough then. */
    removeSecondFactor: (of: string, at: Date) =>
      change(of, [
        db.delete(twoFactor).where(eq(twoFactor.userId, of)),
        db.update(user).set({ twoFactorEnabled: false, updatedAt: at }).where(eq(id, of)),
      ]),

    enable: (of: string, at: Date) => change(of, [set(of, { disabledAt: null }, at), endSessions(of)]),
  };
}

/** The key by which accounts are found. */
export function keyEmail(address: string): string {
  return address.trim().toLowerCase();
}
