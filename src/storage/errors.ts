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

/** No node of the cluster carries a query out: most often there is no leader for a moment. */
export class Unavailable extends Error {
  override name = 'Unavailable';
  /** Whether what was to be written may have been written all the same. */
  readonly mayBeWritten: boolean;
  constructor(reason = 'the cluster does not answer', { mayBeWritten = false }: { mayBeWritten?: boolean } = {}) {
    super(reason);
    this.mayBeWritten = mayBeWritten;
  }
}

/** The database takes no writes: the disk is full, or the file or its folder is read-only or broken. It can still be read. */
export class Unwritable extends Error {
  override name = 'Unwritable';
}

/** Whether the same may succeed later. */
export function isPassing(error: unknown): boolean {
  return [Locked, Unavailable, Unwritable].some((kind) => error instanceof kind);
}

/** No database can be opened at this path. The message is one line that names DATABASE and the reason. */
export class UnusableDatabase extends Error {
  override name = 'UnusableDatabase';
}

/** What SQLite's message says of a rule that a write broke; null where it says something else. */
export function nameConstraint(message: string, options?: ErrorOptions): Conflict | Refused | null {
  const unique = /^UNIQUE constraint failed: (.+)$/.exec(message);
  const guard = /^NOT NULL constraint failed: (\w+\.revision)$/.exec(message);
  const check = /^CHECK constraint failed: (source_name_taken)$/.exec(message);
  const constraint = (unique ?? guard ?? check)?.[1];
  if (constraint !== undefined) return new Conflict(constraint, options);
  // The triggers' messages begin with their names.
  return /^(\w+( \w+)? constraint failed|[a-z]+(_[a-z]+)+: )/.test(message) ? new Refused(message, options) : null;
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

/** What is stored can't be read, or is not what was written: a broken disk, or somebody who wrote past this program. */
export class Damaged extends Error {
  override name = 'Damaged';
}
