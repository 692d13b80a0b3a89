/** What people type to sign in and to let others in: read and judged, every issue at once. */
import { checkEmail, checkText } from '../../formats/checks.ts';
import { countCharacters } from '../../text/characters.ts';
import { PASSWORD_LENGTH, ROLES, TOKEN_SCOPES } from '../../storage/accounts/accounts.ts';
import type { OpenLink } from '../../storage/accounts/links.ts';
import type { UserRole } from '../../storage/accounts/sessions.ts';
import type { TokenScope } from '../../storage/accounts/tokens.ts';
import type { Issue } from '../../model/issues.ts';
import { judgeField, readField, readLine, type Parsed } from '../forms/forms.ts';
const LONGEST_NAME = 100;

export interface SignInValues {
  email: string;
  return: string;
}

/** Says nothing of how addresses and passwords look here: that is nobody's business who has none. */
export function parseSignIn(body: unknown): Parsed<SignInValues & { password: string }, SignInValues> {
  const values = { email: readLine(body, 'email'), return: readReturn(readField(body, 'return')) };
  const password = readField(body, 'password');
  const issues: Issue[] = [];
  if (values.email === '') issues.push({ field: 'email', message: 'Enter your e-mail address' });
  if (password === '') issues.push({ field: 'password', message: 'Enter your password' });
  return issues.length > 0 ? { ok: false, issues, values } : { ok: true, value: { ...values, password } };
}

export interface WelcomeValues {
  name: string;
  email: string;
}

/** Asks for what the link leaves open: a reset knows the person, an invitation the address. */
export function parseWelcome(
  body: unknown,
  { purpose }: OpenLink,
): Parsed<WelcomeValues & { password: string }, WelcomeValues> {
  const values = { name: readLine(body, 'name'), email: readLine(body, 'email') };
  const password = readField(body, 'password');
  const issues = [
    ...(purpose === 'reset' ? [] : judgeName(values.name, 'Enter your name')),
    ...(purpose === 'first-admin' ? judgeEmail(values.email, 'Enter your e-mail address') : []),
    ...judgePassword('password', 'Password', password),
  ];
  return issues.length > 0 ? { ok: false, issues, values } : { ok: true, value: { ...values, password } };
}

/** @returns nothing of what was typed: passwords are typed again */
export function parsePasswordChange(body: unknown): Parsed<{ current: string; next: string }, object> {
  const [current, next] = [readField(body, 'current'), readField(body, 'next')];
  const missing = current === '' ? [{ field: 'current', message: 'Enter your current password' }] : [];
  const issues = [...missing, ...judgePassword('next', 'New password', next)];
  return issues.length > 0 ? { ok: false, issues, values: {} } : { ok: true, value: { current, next } };
}

export interface TokenValues {
  name: string;
  scope: string;
  days: string;
}

/** How long a token may be good, in days; empty for one that is good until it is revoked. */
export const TOKEN_DAYS = ['30', '90', '365', ''] as const;

export function parseToken(
  body: unknown,
): Parsed<{ name: string; scope: TokenScope; days: number | null }, TokenValues> {
  const values = { name: readLine(body, 'name'), scope: readLine(body, 'scope'), days: readLine(body, 'days') };
  const scope = TOKEN_SCOPES.find((known) => known === values.scope);
  const days = TOKEN_DAYS.find((known) => known === values.days);
  const check = (name: string) => checkText(name, { most: LONGEST_NAME, lines: false });
  const issues = [
    ...judgeField({ field: 'name', label: 'Name', value: values.name, missing: 'Enter a name for the token', check }),
    ...(scope ? [] : [{ field: 'scope', message: 'Choose what the token may do' }]),
    ...(days === undefined ? [{ field: 'days', message: 'Choose how long the token is good' }] : []),
  ];
  if (issues.length > 0 || !scope) return { ok: false, issues, values };
  return { ok: true, value: { name: values.name, scope, days: days ? Number(days) : null } };
}

export interface InviteValues {
  email: string;
  name: string;
  role: string;
}

export function parseInvite(body: unknown): Parsed<InviteValues & { role: UserRole }, InviteValues> {
  const values = { email: readLine(body, 'email'), name: readLine(body, 'name'), role: readLine(body, 'role') };
  const role = findRole(values.role);
  const issues = [...judgeEmail(values.email, 'Enter their e-mail address'), ...judgeName(values.name, null)];
  if (!role) issues.push({ field: 'role', message: 'Choose a role' });
  if (issues.length > 0 || !role) return { ok: false, issues, values };
  return { ok: true, value: { ...values, role } };
}

/** The role of this name, or null. */
export function findRole(name: string): UserRole | null {
  return ROLES.find((role) => role === name) ?? null;
}

function judgeName(value: string, missing: string | null): Issue[] {
  const check = (name: string) => checkText(name, { most: LONGEST_NAME, lines: false });
  return judgeField({ field: 'name', label: 'Name', value, missing, check });
}

function judgeEmail(value: string, missing: string): Issue[] {
  return judgeField({ field: 'email', label: 'E-mail address', value, missing, check: checkEmail });
}

/** Length alone makes a password strong (NIST SP 800-63B, 3.1.1.2): nothing else is asked for, spaces count. */
function judgePassword(field: string, label: string, password: string): Issue[] {
  const { least, most } = PASSWORD_LENGTH;
  if (password === '') return [{ field, message: `Enter a ${label.toLowerCase()}` }];
  const count = password.length > 2 * most ? password.length : countCharacters(password);
  if (count >= least && count <= most) return [];
  const bound = count < least ? `at least ${least}` : `at most ${most}`;
  return [{ field, message: `${label} must have ${bound} characters` }];
}

/** Where to go after signing in. Whatever a link says, it is a page of ours: open redirects help those who phish. */

/** Longer ones are not ours. */
const LONGEST = 2000;

/** Only its path counts. */
const HERE = 'http://here.invalid';

/** Going there would lead nowhere, or round in a circle. */
const NOT_THERE = /^\/(sign-in|sign-out|welcome)(?:[/?#]|$)/;

/**
 * The path that is meant, with query and fragment, as a browser would write it; `/` for whatever is not a path of this
 * site: another host, however it is disguised (`//host`, `/\host`, `/.//host`, tabs and line feeds that browsers drop).
 */
export function readReturn(value: unknown): string {
  if (typeof value !== 'string' || value.length > LONGEST || !/^\/(?![/\\])/.test(value)) return '/';
  // Browsers read a backslash as a slash, and drop control characters before they read at all.
  if (/[\\\p{Cc}\p{Z}]/u.test(value) || !URL.canParse(value, HERE)) return '/';
  const { origin, pathname, search, hash } = new URL(value, HERE);
  // Dots go away when a path is resolved, and two slashes may be left: `/.//host`.
  if (origin !== HERE || pathname.startsWith('//') || NOT_THERE.test(pathname)) return '/';
  return pathname + search + hash;
}
