/** What people type to sign in and to let others in. Passwords are never kept in `values`: they are typed again. */
import { z } from 'zod';
import { checkEmail, schemaOf, textLine } from '../../formats/checks.ts';
import type { Issue } from '../../model/issues.ts';
import { PASSWORD_LENGTH, ROLES, TOKEN_SCOPES } from '../../storage/accounts/accounts.ts';
import type { OpenLink } from '../../storage/accounts/links.ts';
import type { UserRole } from '../../storage/accounts/sessions.ts';
import { countCharacters } from '../../text/characters.ts';
import { findWeakness } from './passwords.ts';
import {
  checkFields,
  defineFields,
  listIssues,
  readField,
  readFields,
  readLine,
  type FieldResults,
  type FieldValues,
  type Parsed,
} from '../forms/forms.ts';
import { parseUrl } from '../../model/url.ts';

const NAME = { label: 'Name', rule: textLine(100) };
const EMAIL = { label: 'E-mail address', rule: schemaOf(checkEmail, {}) };

/** Doesn't check the form of an address: nobody without an account needs to know what ours look like. */
const SIGN_IN = defineFields({ email: { ...EMAIL, rule: z.string(), missing: 'Enter your e-mail address' } });

export type SignInValues = FieldValues<typeof SIGN_IN> & { return: string };

export function parseSignIn(body: unknown): Parsed<SignInValues & { password: string }, SignInValues> {
  const values = { ...readFields(SIGN_IN, body), return: readReturn(readField(body, 'return')) };
  const password = readField(body, 'password');
  const missing = password === '' ? [{ field: 'password', message: 'Enter your password' }] : [];
  const issues = [...listIssues(checkFields(SIGN_IN, values)), ...missing];
  return issues.length > 0 ? { ok: false, issues, values } : { ok: true, value: { ...values, password } };
}

const OWN_NAME = defineFields({ name: { ...NAME, missing: 'Enter your name' } });
const OWN_EMAIL = defineFields({ email: { ...EMAIL, missing: 'Enter your e-mail address' } });

export type WelcomeValues = FieldValues<typeof OWN_NAME & typeof OWN_EMAIL>;

/** Asks for what the link leaves open: a reset knows the person, an invitation the address. */
export function parseWelcome(
  body: unknown,
  link: OpenLink,
): Parsed<WelcomeValues & { password: string }, WelcomeValues> {
  const { purpose } = link;
  const values = readFields({ ...OWN_NAME, ...OWN_EMAIL }, body);
  const password = readField(body, 'password');
  const issues = [
    ...(purpose === 'reset' ? [] : listIssues(checkFields(OWN_NAME, values))),
    ...(purpose === 'first-admin' ? listIssues(checkFields(OWN_EMAIL, values)) : []),
    ...checkPassword('password', 'Password', password, [link.email ?? values.email, values.name]),
  ];
  return issues.length > 0 ? { ok: false, issues, values } : { ok: true, value: { ...values, password } };
}

/** @param known of whom it is: name and e-mail address */
export function parsePasswordChange(
  body: unknown,
  known: readonly string[],
): Parsed<{ current: string; next: string }, object> {
  const [current, next] = [readField(body, 'current'), readField(body, 'next')];
  const missing = current === '' ? [{ field: 'current', message: 'Enter your current password' }] : [];
  const issues = [...missing, ...checkPassword('next', 'New password', next, known)];
  return issues.length > 0 ? { ok: false, issues, values: {} } : { ok: true, value: { current, next } };
}

/** Length makes a password strong (NIST SP 800-63B, 3.1.1.2): no kinds of characters are asked for, spaces count. */
function checkPassword(field: string, label: string, password: string, known: readonly string[]): Issue[] {
  const { least, most } = PASSWORD_LENGTH;
  if (password === '') return [{ field, message: `Enter a ${label.toLowerCase()}` }];
  const count = password.length > 2 * most ? password.length : countCharacters(password);
  if (count >= least && count <= most) {
    const weakness = findWeakness(password, known);
    return weakness === null ? [] : [{ field, message: `${label} is easy to guess: ${weakness}` }];
  }
  const bound = count < least ? `at least ${least}` : `at most ${most}`;
  return [{ field, message: `${label} must have ${bound} characters` }];
}

/** How hard a new password is to guess: from 0, which is refused, to 3. */
export interface Strength {
  score: 0 | 1 | 2 | 3;
  words: string;
}

/** Before anything was typed. */
export const NO_STRENGTH: Strength = { score: 0, words: '' };

/** Words by score: what is fair is taken. */
const STRENGTHS = ['', 'Fair: longer is stronger', 'Good', 'Strong'] as const;

/** @param known of whom it is: name and e-mail address */
export function rateStrength(password: string, known: readonly string[]): Strength {
  if (password === '') return NO_STRENGTH;
  const [issue] = checkPassword('', 'Password', password, known);
  if (issue) return { score: 0, words: issue.message };
  const [length, letters] = [countCharacters(password), new Set(password).size];
  const score = length >= 20 && letters >= 10 ? 3 : length >= 16 && letters >= 8 ? 2 : 1;
  return { score, words: STRENGTHS[score] };
}

export const TOKEN_DAYS = ['30', '90', '365'] as const;

const TOKEN = defineFields({
  name: { ...NAME, missing: 'Enter a name for the token' },
  scope: { label: 'It may', rule: z.enum(TOKEN_SCOPES), missing: 'Choose what the token may do' },
  /** Empty until it is revoked. */
  days: { label: 'Validity', rule: z.enum(TOKEN_DAYS).transform(Number) },
});

export type TokenValues = FieldValues<typeof TOKEN>;

export function parseToken(body: unknown): Parsed<FieldResults<typeof TOKEN>, TokenValues> {
  const values = { ...readFields(TOKEN, body), scope: readChoice(body, 'scope', TOKEN_SCOPES) };
  const checked = checkFields(TOKEN, values);
  return checked.ok ? checked : { ...checked, values };
}

const INVITE = defineFields({
  email: { ...EMAIL, missing: 'Enter their e-mail address' },
  name: NAME,
  role: { label: 'Role', rule: z.enum(ROLES), missing: 'Choose a role' },
});

export type InviteValues = FieldValues<typeof INVITE>;

export function parseInvite(
  body: unknown,
): { values: InviteValues } & Parsed<FieldResults<typeof INVITE>, InviteValues> {
  const values = { ...readFields(INVITE, body), role: readRole(body) };
  return { ...checkFields(INVITE, values), values };
}

/** Empty where there is none. */
export function readRole(body: unknown): UserRole | '' {
  return readChoice(body, 'role', ROLES);
}

function readChoice<Value extends string>(body: unknown, name: string, values: readonly Value[]): Value | '' {
  return values.find((value) => value === readLine(body, name)) ?? '';
}

const LONGEST_RETURN = 2000;
/** Any origin: only the path counts. */
const HERE = 'http://here.invalid';
/** Pages that lead nowhere after signing in, or round in a circle. */
const NOT_THERE = /^\/(sign-in|sign-out|welcome)(?:[/?#]|$)/;

/**
 * Where to go after signing in: always a page of this site, since open redirects help those who phish. The path that is meant, with query and fragment, as a browser would write it; `/` for whatever is not a path of this
 * site: another host, however it is disguised (`//host`, `/\host`, `/.//host`, tabs and line feeds that browsers drop).
 */
export function readReturn(value: unknown): string {
  if (typeof value !== 'string' || value.length > LONGEST_RETURN || !/^\/(?![/\\])/.test(value)) return '/';
  // Browsers read a backslash as a slash, and drop control characters before they read at all.
  const url = /[\\\p{Cc}\p{Z}]/u.test(value) ? null : parseUrl(value, HERE);
  if (!url) return '/';
  const { origin, pathname, search, hash } = url;
  // Dots go away when a path is resolved, and two slashes may be left: `/.//host`.
  if (origin !== HERE || pathname.startsWith('//') || NOT_THERE.test(pathname)) return '/';
  return pathname + search + hash;
}
