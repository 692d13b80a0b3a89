/** What handlers throw. `error-handler.ts` maps each kind to a status and a page. */
import type { Issue } from '../../model/issues.ts';
import { Conflict, Damaged, Locked, Refused, Unavailable, Unwritable } from '../../storage/errors.ts';
import type { Withdrawal } from '../../storage/types.ts';

/** Nothing exists at this address, or nothing that this reader may know of. */
export class NotFound extends Error {
  override name = 'NotFound';
}

/** A claim that readers could see once. */
export class Withdrawn extends Error {
  override name = 'Withdrawn';
  readonly withdrawal: Withdrawal;
  constructor(withdrawal: Withdrawal) {
    super(`withdrawn at ${withdrawal.at}`);
    this.withdrawal = withdrawal;
  }
}

export class NotSignedIn extends Error {
  override name = 'NotSignedIn';
}

/** An admin who has yet to set up the second factor that is asked of them (`ADMIN_SECOND_FACTOR`). */
export class FactorMissing extends Error {
  override name = 'FactorMissing';
}

/** The request's token is malformed, unknown, expired or revoked. */
export class BadToken extends Error {
  override name = 'BadToken';
}

export class ReadOnlyToken extends Error {
  override name = 'ReadOnlyToken';
}

export class TooMany extends Error {
  override name = 'TooMany';
  readonly seconds: number;
  constructor(seconds: number) {
    super(`${seconds} seconds to wait`);
    this.seconds = seconds;
  }
}

export class WrongMethod extends Error {
  override name = 'WrongMethod';
  readonly allowed: readonly string[];
  constructor(allowed: readonly string[]) {
    super(`takes ${allowed.join(', ')}`);
    this.allowed = allowed;
  }
}

export class WrongType extends Error {
  override name = 'WrongType';
  readonly takes: string;
  constructor(takes: string) {
    super(`takes ${takes}`);
    this.takes = takes;
  }
}

/** A form that another site sent in a visitor's name, or whose origin is unknown. */
export class CrossSite extends Error {
  override name = 'CrossSite';
}

/** This server does not offer what was requested. */
export class NotOffered extends Error {
  override name = 'NotOffered';
}

/** In seconds: when to try again what is refused because the server or its database is busy. */
export const RETRY_AFTER = '5';

/** Of what was sent when the cluster's answer was lost. */
export const MAY_BE_SAVED = 'This may have been saved, or not: look whether it is there before you send it again';

/** Too many slow requests are waiting already, or this one took too long and was stopped. */
export class Busy extends Error {
  override name = 'Busy';
  /** Then what was to be written may have been written all the same. */
  readonly isLate: boolean;
  constructor(isLate = false) {
    super();
    this.isLate = isLate;
  }
}

/** More than can be taken at once; the message says how much that is. */
export class TooLarge extends Error {
  override name = 'TooLarge';
}

export abstract class WithIssues extends Error {
  readonly issues: readonly Issue[];
  constructor(issues: readonly Issue[] = []) {
    super(issues.map(({ field, message }) => `${field}: ${message}`).join('; '));
    this.issues = issues;
  }
}

/** Exists, but not for this visitor; with issues when only parts of the request are refused. */
export class Forbidden extends WithIssues {
  override name = 'Forbidden';
}

/** Changed since whoever sends it saw it (RFC 9110, 13.1.1). */
export class Outdated extends WithIssues {
  override name = 'Outdated';
}

/** An update that doesn't say what it is an update of (RFC 6585, 3). */
export class Unconditional extends WithIssues {
  override name = 'Unconditional';
}

/** Well formed, but can't be stored. */
export class Unusable extends WithIssues {
  override name = 'Unusable';
}

export class Invalid extends WithIssues {
  override name = 'Invalid';
}

/** An error as it comes from another thread, where it loses its class. */
export interface FlatError {
  message: string;
  stack: string | undefined;
  /** All else that it says, with its name. */
  own: object;
}

export function flattenError(error: unknown): FlatError {
  if (!(error instanceof Error)) return { message: String(error), stack: undefined, own: {} };
  const { message, stack } = error;
  // Of one that nobody expected, who knows what it holds.
  const isKnown = KINDS.some((kind) => error instanceof kind) || 'status' in error;
  return { message, stack, own: isKnown ? { ...error } : {} };
}

/** The error again, of its class where `error-handler.ts` knows it. */
export function restoreError({ message, stack, own }: FlatError): Error {
  const kind = KINDS.find(({ name }) => 'name' in own && own.name === name);
  const error = Object.assign(new Error(message), own, stack === undefined ? {} : { stack });
  return kind ? (Object.setPrototypeOf(error, kind.prototype) as Error) : error;
}

/** Those that the work of a thread may end with. */
const KINDS = [
  ...[NotFound, Withdrawn, TooMany, WrongType, NotOffered, Busy, TooLarge],
  ...[Forbidden, Outdated, Unconditional, Unusable, Invalid],
  ...[Conflict, Refused, Locked, Unavailable, Unwritable, Damaged],
];
