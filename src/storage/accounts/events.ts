/** The record of security events, for admins and, of their own account, for everybody who has one. */
import { asc, desc, eq, gte, lt, sql } from 'drizzle-orm';
import { securityEvent, type SECURITY_EVENTS } from '../../../db/schema.ts';
import type { Engine } from '../engine.ts';

export type SecurityEventKind = (typeof SECURITY_EVENTS)[number];

export interface SecurityEvent {
  at: Date;
  kind: SecurityEventKind;
  /** The e-mail address of whom it concerns, as it was typed where nobody signed in; null for nobody in particular. */
  account: string | null;
  /** Who did it, by name; null where that is not known. */
  actor: string | null;
  address: string | null;
  /** Never a secret. */
  detail: string | null;
}

const DAY = 24 * 60 * 60 * 1000;
/** In milliseconds. */
const KEPT = 365 * DAY;

/** In memory, of those who are not signed in: they write nothing to the database. */
const MOST_RECENT = 1000;

const UNSIGNED: ReadonlySet<SecurityEventKind> = new Set([
  'sign-in-failed',
  'sign-in-refused',
  'code-asked',
  'code-failed',
  'code-refused',
]);

export function prepareEvents(engine: Engine) {
  const { db } = engine;
  const { at, kind, account, actor, address, detail } = securityEvent;
  const recent: SecurityEvent[] = [];
  const isUnsigned = ({ kind: what, actor: who }: SecurityEvent): boolean => who === null || UNSIGNED.has(what);

  return {
    /** Keeps an event for a year; one of somebody who is not signed in until the server stops. */
    async recordEvent(event: SecurityEvent): Promise<void> {
      if (isUnsigned(event)) {
        recent.unshift(event);
        recent.length = Math.min(recent.length, MOST_RECENT);
        return;
      }
      const before = new Date(event.at.getTime() - KEPT);
      // Their numbers are in the order of time: those that are kept aren't gone through.
      const kept = db
        .select({ id: securityEvent.id })
        .from(securityEvent)
        .where(gte(at, before))
        .orderBy(asc(securityEvent.id))
        .limit(1);
      const old = lt(securityEvent.id, sql`(${kept})`);
      await engine.commit([db.insert(securityEvent).values(event), db.delete(securityEvent).where(old)]);
    },

    /** The last ones, newest first. @param of an e-mail address; null for all */
    async listEvents(of: string | null, limit: number): Promise<SecurityEvent[]> {
      const stored = await db
        .select({ at, kind, account, actor, address, detail })
        .from(securityEvent)
        .where(of === null ? undefined : eq(account, of))
        .orderBy(desc(securityEvent.id))
        .limit(limit);
      const unsigned = recent.filter((event) => of === null || event.account?.toLowerCase() === of);
      return [...unsigned, ...stored].sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, limit);
    },
  };
}
