import type { Issue } from '../../model/issues.ts';
/** What a handler throws when it can't answer. `error-handler.ts` turns each kind into a status and a page. */

/** There is nothing at this address for this reader. */
export class NotFound extends Error {
  override name = 'NotFound';
}

/** It is there, but only for those who are signed in. */
export class NotSignedIn extends Error {
  override name = 'NotSignedIn';
}

/** The token that came with a request is none that can be used. */
export class BadToken extends Error {
  override name = 'BadToken';
}

/** The token may read, but not write. */
export class ReadOnlyToken extends Error {
  override name = 'ReadOnlyToken';
}

/** Somebody asks more often than is fair to others. */
export class TooMany extends Error {
  override name = 'TooMany';
  /** How long to wait. */
  readonly seconds: number;
  constructor(seconds: number) {
    super(`${seconds} seconds to wait`);
    this.seconds = seconds;
  }
}

/** This address takes other methods. */
export class WrongMethod extends Error {
  override name = 'WrongMethod';
  /** For `Allow`. */
  readonly allowed: readonly string[];
  constructor(allowed: readonly string[]) {
    super(`takes ${allowed.join(', ')}`);
    this.allowed = allowed;
  }
}

/** The body is of another media type than the one that is read here. */
export class WrongType extends Error {
  override name = 'WrongType';
  /** The one that is. */
  readonly takes: string;
  constructor(takes: string) {
    super(`takes ${takes}`);
    this.takes = takes;
  }
}

/** A form that another site sent in a visitor's name, or that doesn't say where it came from. */
export class CrossSite extends Error {
  override name = 'CrossSite';
}

/** What is asked for is a thing that this server does not do. */
export class NotOffered extends Error {
  override name = 'NotOffered';
}

/** More of what takes long is waiting already than can be done soon. */
export class Busy extends Error {
  override name = 'Busy';
}

/** Names every issue at once. */
abstract class WithIssues extends Error {
  readonly issues: readonly Issue[];
  constructor(issues: readonly Issue[] = []) {
    super(issues.map(({ field, message }) => `${field}: ${message}`).join('; '));
    this.issues = issues;
  }
}

/** It is there, but not for this reader; with issues when only some of what was asked for is not. */
export class Forbidden extends WithIssues {
  override name = 'Forbidden';
}

/** What was sent is well formed, but can't be stored as it is. */
export class Unusable extends WithIssues {
  override name = 'Unusable';
}

/** The request can't be understood. */
export class Invalid extends WithIssues {
  override name = 'Invalid';
}
