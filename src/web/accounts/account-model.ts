/** The page of one's own account, as plain data. */
import { TOKEN_SCOPES } from '../../storage/accounts/accounts.ts';
import type { Visitor } from '../../storage/accounts/sessions.ts';
import type { ApiToken, TokenScope } from '../../storage/accounts/tokens.ts';
import type { Issue } from '../../model/issues.ts';
import { layOutForm } from '../forms/forms.ts';
import { apiAddress, accountAddress, revokeTokenPath, tokensPath } from '../../urls/site.ts';
import { writeDay } from '../../wording/dates.ts';
import { TOKEN_DAYS, type TokenValues } from './form.ts';
import { PASSWORD_HINT, passwordField, ROLE_WORDS } from './view-model.ts';

/** What an editor's programs sign in with. */
export interface OwnTokens {
  list: readonly ApiToken[];
  /** What is in the form for another one. */
  typed: TokenValues;
  now: Date;
}

/** A form that nobody has touched. */
export const NEW_TOKEN: TokenValues = { name: '', scope: 'read', days: '90' };

const SCOPE_WORDS: Readonly<Record<TokenScope, { text: string; hint: string; may: string }>> = {
  read: { text: 'Read', hint: 'what you see, drafts too', may: 'may read' },
  write: { text: 'Read and write', hint: 'sends claims, in your name', may: 'may read and write' },
};

const DAYS_WORDS: Readonly<Record<(typeof TOKEN_DAYS)[number], string>> = {
  '30': '30 days',
  '90': '90 days',
  '365': 'a year',
  '': 'until you revoke it',
};

/** @param tokens null for those who can have none */
export function buildAccountModel(
  { name, email, role }: Visitor,
  tokens: OwnTokens | null,
  done: string | null,
  issues: readonly Issue[],
) {
  const form = layOutForm(issues);
  return {
    errors: form.errors,
    ...{ done, name, email, role: ROLE_WORDS[role], action: accountAddress.html },
    current: passwordField(form, { name: 'current', label: 'Current password', autocomplete: 'current-password' }),
    next: passwordField(form, {
      name: 'next',
      label: 'New password',
      autocomplete: 'new-password',
      hint: PASSWORD_HINT,
    }),
    tokens: tokens && { ...describeTokens(tokens), ...layOutToken(form, tokens.typed) },
  };
}

function describeTokens({ list, now }: OwnTokens) {
  return {
    action: tokensPath,
    apiHref: apiAddress.html,
    list: list.map(({ id, name, scope, lastUsedAt, expiresAt }) => ({
      ...{ name, may: SCOPE_WORDS[scope].may.replace('may ', ''), revokePath: revokeTokenPath(id) },
      lastUsed: lastUsedAt && writeDay(lastUsedAt.toISOString()),
      expires: expiresAt && writeDay(expiresAt.toISOString()),
      isOver: expiresAt !== null && expiresAt <= now,
    })),
  };
}

function layOutToken(form: ReturnType<typeof layOutForm>, { name, scope, days }: TokenValues) {
  return {
    name: form.text({
      name: 'name',
      label: 'Name',
      hint: 'What it is for. The history shows it beside you.',
      value: name,
    }),
    scope: form.radios({
      name: 'scope',
      label: 'It may',
      value: scope,
      options: TOKEN_SCOPES.map((value) => ({ value, text: SCOPE_WORDS[value].text, hint: SCOPE_WORDS[value].hint })),
    }),
    days: form.select({
      name: 'days',
      label: 'It is good for',
      value: days,
      options: TOKEN_DAYS.map((value) => ({ value, text: DAYS_WORDS[value] })),
    }),
  };
}

/** The page that shows a token, this once. */
export function buildTokenModel(
  secret: string,
  { name, scope, expiresAt }: Pick<ApiToken, 'name' | 'scope' | 'expiresAt'>,
) {
  return {
    ...{ secret, name, may: SCOPE_WORDS[scope].may, accountHref: accountAddress.html, apiHref: apiAddress.html },
    expires: expiresAt && writeDay(expiresAt.toISOString()),
  };
}
