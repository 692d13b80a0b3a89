import { DrizzleQueryError } from 'drizzle-orm';

/** A write that met another: a key was taken, or the revision it was made for is no longer the last one. */
export class Conflict extends Error {
  override name = 'Conflict';
  /** The key or index that judged, as SQLite names it. */
  readonly constraint: string;
  constructor(constraint: string, options?: ErrorOptions) {
    super(`conflict at ${constraint}`, options);
    this.constraint = constraint;
  }
}

/** A write that the database's own rules refuse. */
export class Refused extends Error {
  override name = 'Refused';
}

/** Another program kept the database locked for too long. Nothing was written. */
export class Locked extends Error {
  override name = 'Locked';
  constructor(options?: ErrorOptions) {
    super('another program keeps the database locked', options);
  }
}

/** Whether SQLite refused a query because another connection holds a lock; it can be tried again as it is. */
export function isLocked(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && code.startsWith('SQLITE_BUSY');
}

/** What went wrong with a query. Drizzle puts its text and values around it, which may be secrets, and a log is read by many. */
export function withoutQuery(error: unknown): unknown {
  return error instanceof DrizzleQueryError ? withoutQuery(error.cause) : error;
}

/** What is stored is not what was written: a broken disk, or somebody who wrote past this program. */
export class Damaged extends Error {
  override name = 'Damaged';
}
