import type { Engine } from '../engine.ts';
import {
  prepareLinks,
  type LinkOrder,
  type LinkOutcome,
  type Newcomer,
  type OpenLink,
  type UseOutcome,
} from './links.ts';
import { preparePeople, type Person, type PersonOutcome } from './people.ts';
import {
  prepareSessions,
  type PasswordChange,
  type SessionReading,
  type SignInOutcome,
  type SignInTry,
  type UserRole,
  type Visitor,
  type AuthOptions,
} from './sessions.ts';

import { prepareTokens, type ApiToken, type TokenOrder, type TokenOutcome } from './tokens.ts';

export { ROLES, TOKEN_SCOPES } from '../../../db/schema.ts';
export { PASSWORD_LENGTH } from './sessions.ts';
export { MOST_TOKENS } from './tokens.ts';

export interface Accounts {
  /** Whether a request's `Cookie` header carries a session, valid or not: only then it is worth reading. */
  hasSession(cookieHeader: string | undefined): boolean;
  /** Who the session belongs to. A session is good for seven days after its last use. */
  readVisitor(cookieHeader: string): Promise<SessionReading>;
  /** Sign-ins are counted by address. Unknown, disabled and wrong are answered alike, in words and in time. */
  signIn(attempt: SignInTry): Promise<SignInOutcome>;
  /** Ends the session. Gives the cookies that make the browser forget it. */
  signOut(cookieHeader: string): Promise<readonly string[]>;
  /** Ends every session of theirs and begins a new one. Tries are counted as with `signIn`. */
  changePassword(change: PasswordChange): Promise<SignInOutcome>;

  /** Makes a one-time link; the one before it, for the same purpose and person, is over. `by` is for the record. */
  makeLink(order: LinkOrder, by: string, at: Date): Promise<LinkOutcome>;
  /** The link, if it can still be used. Looking does not use it. */
  readLink(token: string, at: Date): Promise<OpenLink | null>;
  /** Makes the account, or gives it another password and ends its sessions. Of two at once, one wins. */
  useLink(token: string, newcomer: Newcomer, at: Date): Promise<UseOutcome>;
  /** Invitations that can still be used, the oldest first. */
  listInvites(at: Date): Promise<readonly OpenLink[]>;
  /** Takes an invitation back. One that is over is left as it is. */
  withdrawInvite(id: number, at: Date): Promise<void>;

  /** Makes a token for somebody's programs. Its secret is told here and never again. */
  makeToken(order: TokenOrder, at: Date): Promise<TokenOutcome>;
  /** Their tokens that are not revoked, the newest first. */
  listTokens(userId: string): Promise<readonly ApiToken[]>;
  /** Holds from the next request on. One of somebody else's is left as it is. */
  revokeToken(userId: string, id: number, at: Date): Promise<void>;
  /** Whose token it is, if it can be used: not of somebody who is disabled. Notes when it was used, to the hour. */
  useToken(secret: string, at: Date): Promise<Visitor | null>;

  hasAny(): Promise<boolean>;
  /** Everybody, by name. */
  list(): Promise<readonly Person[]>;
  find(id: string): Promise<Person | null>;
  findByEmail(email: string): Promise<Person | null>;
  setRole(id: string, role: UserRole, at: Date): Promise<PersonOutcome>;
  /** Ends their sessions. */
  disable(id: string, at: Date): Promise<PersonOutcome>;
  enable(id: string, at: Date): Promise<PersonOutcome>;
}

export function prepareAccounts(engine: Engine, options: AuthOptions): Accounts {
  const { hashPassword, ...sessions } = prepareSessions(engine, options);
  const [links, tokens] = [prepareLinks(engine, hashPassword), prepareTokens(engine)];
  return { ...sessions, ...links, ...tokens, ...preparePeople(engine) };
}
