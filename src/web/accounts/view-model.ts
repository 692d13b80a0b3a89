import { PASSWORD_LENGTH, ROLES } from '../../storage/accounts/accounts.ts';
import type { LinkPurpose, OpenLink } from '../../storage/accounts/links.ts';
import type { SecurityEvent } from '../../storage/accounts/events.ts';
import type { Person } from '../../storage/accounts/people.ts';
import type { OpenSession, UserRole, Visitor } from '../../storage/accounts/sessions.ts';
import type { Issue } from '../../model/issues.ts';
import { LIMITS } from '../../model/limits.ts';
import { lookUp } from '../../model/tables.ts';
import { absoluteUrl, newClaimPath } from '../../urls/records.ts';
import { layOutForm, type Form } from '../forms/forms.ts';
import { writeDay } from '../../wording/dates.ts';
import { type InviteValues, type SignInValues, type Strength, type WelcomeValues } from './form.ts';
import { describeEvent } from './events-model.ts';
import { describeTokens, layOutToken, type OwnTokens } from './tokens-model.ts';
import {
  accountAddress,
  codePath,
  backupsAddress,
  eventsAddress,
  invitePath,
  secondFactorPath,
  sessionsPath,
  signInPath,
  userAddress,
  usersAddress,
} from '../../urls/site.ts';

const PASSWORD_HINT = `At least ${PASSWORD_LENGTH.least} characters. Several unrelated words make a strong password that is easy to remember.`;

const ROLE_WORDS: Readonly<Record<UserRole, string>> = {
  reader: 'Reader: sees what everybody sees',
  editor: 'Editor: adds and changes claims',
  admin: 'Admin: also manages people',
};

const DONE_WORDS: Readonly<Record<string, string>> = {
  password: 'Your password has been changed. You are signed out everywhere else.',
  role: 'The role has been changed, with immediate effect.',
  disable: 'The account has been disabled and signed out everywhere.',
  enable: 'The account has been enabled.',
  withdraw: 'The invitation has been withdrawn. Its link no longer works.',
  session: 'Signed out there.',
  'factor-off': 'The second factor has been turned off.',
  revoke: 'The token has been revoked. It no longer works.',
};

export function describeDone(done: unknown): string | null {
  return typeof done === 'string' ? (lookUp(DONE_WORDS, done) ?? null) : null;
}

export function buildSignInModel(values: SignInValues, issues: readonly Issue[]) {
  const form = layOutForm(issues);
  return {
    errors: form.errors,
    email: form.text({
      name: 'email',
      label: 'E-mail address',
      value: values.email,
      type: 'email',
      autocomplete: 'username',
    }),
    password: passwordField(form, { name: 'password', label: 'Password', autocomplete: 'current-password' }),
    returnTo: values.return,
  };
}

export function buildCodeModel(returnTo: string, issues: readonly Issue[]) {
  const form = layOutForm(issues);
  return { errors: form.errors, code: codeField(form), action: codePath, signInHref: signInPath(returnTo), returnTo };
}

const WELCOME_WORDS: Readonly<Record<LinkPurpose, { title: string; lead: string; button: string }>> = {
  'first-admin': {
    title: 'Set up Hearsay',
    lead: 'Nobody has an account here yet. Yours will be the first, and you can then invite others.',
    button: 'Create account',
  },
  invite: {
    title: 'Welcome to Hearsay',
    lead: 'Choose a password, and your account is ready.',
    button: 'Create account',
  },
  reset: {
    title: 'Choose a new password',
    lead: 'Setting it signs you in here and out everywhere else.',
    button: 'Set password',
  },
};

export function nameWelcome({ purpose }: OpenLink): string {
  return WELCOME_WORDS[purpose].title;
}

export function buildWelcomeModel(
  token: string,
  link: OpenLink,
  { values, strength }: { values: WelcomeValues; strength: Strength },
  issues: readonly Issue[],
) {
  const form = layOutForm(issues);
  const isKnown = link.email !== null;
  return {
    ...WELCOME_WORDS[link.purpose],
    errors: form.errors,
    token,
    name:
      link.purpose === 'reset'
        ? null
        : form.text({
            name: 'name',
            label: 'Your name',
            hint: 'Shown to colleagues beside your changes.',
            value: values.name,
            autocomplete: 'name',
            prose: true,
          }),
    email: form.text({
      name: 'email',
      label: 'E-mail address',
      value: link.email ?? values.email,
      type: 'email',
      autocomplete: 'username',
      readonly: isKnown,
    }),
    password: passwordField(form, {
      name: 'password',
      label: 'Password',
      autocomplete: 'new-password',
      hint: PASSWORD_HINT,
      strength,
    }),
  };
}

export function buildUsersModel(people: readonly Person[], invites: readonly OpenLink[], done: string | null) {
  return {
    done,
    inviteHref: invitePath,
    action: usersAddress.html,
    eventsHref: eventsAddress.html,
    backupsHref: backupsAddress.html,
    people: people.map((person) => ({ ...describePerson(person), href: userAddress(person.id).html })),
    invites: invites.map(({ id, email, role, madeBy, expiresAt }) => {
      return { id, email, role, madeBy, expires: writeDay(expiresAt.toISOString()) };
    }),
  };
}

function describePerson({ name, email, role, disabledAt, createdAt, hasSecondFactor }: Person) {
  return {
    name,
    email,
    role,
    hasSecondFactor,
    since: writeDay(createdAt.toISOString()),
    isDisabled: disabledAt !== null,
  };
}

export function buildUserModel(person: Person, done: string | null, issues: readonly Issue[]) {
  const form = layOutForm(issues);
  return {
    errors: form.errors,
    ...{ done, usersHref: usersAddress.html, action: userAddress(person.id).html, ...describePerson(person) },
    newRole: roleField(form, person.role),
  };
}

export function buildInviteModel(values: InviteValues, issues: readonly Issue[]) {
  const form = layOutForm(issues);
  return {
    errors: form.errors,
    ...{ action: invitePath, usersHref: usersAddress.html },
    email: form.text({ name: 'email', label: 'Their e-mail address', value: values.email, type: 'email' }),
    name: form.text({ name: 'name', label: 'Their name (optional)', value: values.name, prose: true }),
    role: roleField(form, values.role),
  };
}

export function buildLinkModel(url: string, email: string, expiresAt: Date, isReset: boolean) {
  return {
    ...{ url, email, isReset, usersHref: usersAddress.html },
    expires: { text: `${expiresAt.toISOString().slice(11, 16)} UTC`, iso: expiresAt.toISOString() },
    expiresOn: writeDay(expiresAt.toISOString()),
  };
}

export interface Own {
  /** Null for those who can have none. */
  tokens: OwnTokens | null;
  sessions: readonly OpenSession[];
  events: readonly SecurityEvent[];
}

export function buildAccountModel(
  { name, email, role, session }: Visitor,
  { tokens, sessions, events }: Own,
  done: string | null,
  { issues, strength }: { issues: readonly Issue[]; strength: Strength },
  baseUrl: string,
) {
  const form = layOutForm(issues);
  return {
    errors: form.errors,
    bookmarklet: tokens && writeBookmarklet(baseUrl),
    ...{ done, name, email, role: ROLE_WORDS[role], action: accountAddress.html },
    factor: { isOn: session?.hasSecondFactor === true, href: secondFactorPath },
    current: passwordField(form, { name: 'current', label: 'Current password', autocomplete: 'current-password' }),
    next: passwordField(form, {
      name: 'next',
      label: 'New password',
      autocomplete: 'new-password',
      hint: PASSWORD_HINT,
      strength,
    }),
    tokens: tokens && { ...describeTokens(tokens), ...layOutToken(form, tokens.typed) },
    events: events.map(describeEvent),
    sessions: {
      action: sessionsPath,
      hasOthers: sessions.length > 1,
      list: sessions.map(({ id, signedInAt, usedAt, address, agent }) => ({
        ...{ id, address, browser: nameBrowser(agent ?? ''), isThis: id === session?.id },
        signedIn: writeDay(signedInAt.toISOString()),
        used: writeDay(usedAt.toISOString()),
      })),
    },
  };
}

/** The first that fits: browsers name those that they came after, too. */
const BROWSERS = [
  ['Firefox', /Firefox\//],
  ['Edge', /Edg/],
  ['Opera', /OPR\//],
  ['Chrome', /Chrom/],
  ['Safari', /Safari\//],
] as const;
const SYSTEMS = [
  ['an iPhone', /iPhone/],
  ['an iPad', /iPad/],
  ['Android', /Android/],
  ['Windows', /Windows/],
  ['a Mac', /Mac OS/],
  ['Linux', /Linux/],
] as const;

/** “Firefox on Linux”, as the browser calls itself. */
function nameBrowser(agent: string): string {
  const browser = BROWSERS.find(([, pattern]) => pattern.test(agent))?.[0] ?? 'A browser';
  const system = SYSTEMS.find(([, pattern]) => pattern.test(agent))?.[0];
  return system === undefined ? browser : `${browser} on ${system}`;
}

/** A bookmark that opens the form of a new claim with the address, title and selected words of the page one is on. */
function writeBookmarklet(baseUrl: string): string {
  const words = [
    ['url', 'location.href'],
    ['title', 'document.title'],
    ['text', `String(getSelection()).slice(0,${LIMITS.excerpt})`],
  ] as const;
  const query = words.map(([name, value]) => `${name}='+encodeURIComponent(${value})+'`).join('&');
  return `javascript:void open('${absoluteUrl(baseUrl, newClaimPath)}?${query}')`;
}

/** Of the second factor: six digits or a backup code. */
export function codeField(form: Form, name = 'code') {
  const hint = 'The six digits that your app shows, or one of your backup codes.';
  return form.text({ name, label: 'Code', hint, value: '', autocomplete: 'one-time-code', width: 'short' });
}

/** Never filled in: passwords are typed again. @param spec `strength` of a new one */
export function passwordField(
  form: Form,
  spec: { name: string; label: string; autocomplete: string; hint?: string; strength?: Strength },
) {
  return form.text({ ...spec, value: '', type: 'password' });
}

function roleField(form: Form, value: string) {
  const options = ROLES.map((role) => ({ value: role, text: ROLE_WORDS[role] }));
  return form.select({ name: 'role', label: 'Role', value, options });
}
