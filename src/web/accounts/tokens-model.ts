import { TOKEN_SCOPES } from '../../storage/accounts/accounts.ts';
import type { ApiToken, TokenScope } from '../../storage/accounts/tokens.ts';
import { accountAddress, apiAddress, revokeTokenPath, tokensPath } from '../../urls/site.ts';
import { writeDay } from '../../wording/dates.ts';
import type { Form } from '../forms/forms.ts';
import { TOKEN_DAYS, type TokenValues } from './form.ts';

export interface OwnTokens {
  list: readonly ApiToken[];
  typed: TokenValues;
  now: Date;
}

export const NEW_TOKEN: TokenValues = { name: '', scope: 'read', days: '90' };

const SCOPE_WORDS: Readonly<Record<TokenScope, { text: string; hint: string; may: string }>> = {
  read: { text: 'Read', hint: 'sees what you see, including drafts', may: 'may read' },
  write: { text: 'Read and write', hint: 'also sends claims, in your name', may: 'may read and write' },
};

const DAYS_WORDS: Readonly<Record<(typeof TOKEN_DAYS)[number], string>> = {
  '30': '30 days',
  '90': '90 days',
  '365': 'a year',
};

export function describeTokens({ list, now }: OwnTokens) {
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

export function layOutToken(form: Form, { name, scope, days }: TokenValues) {
  return {
    name: form.text({
      name: 'name',
      label: 'Name',
      hint: 'What it is for. The history shows it beside your name.',
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
      label: 'Valid for',
      value: days,
      options: [
        ...TOKEN_DAYS.map((value) => ({ value, text: DAYS_WORDS[value] })),
        { value: '', text: 'until you revoke it' },
      ],
    }),
  };
}

export function buildTokenModel(
  secret: string,
  { name, scope, expiresAt }: Pick<ApiToken, 'name' | 'scope' | 'expiresAt'>,
) {
  return {
    ...{ secret, name, may: SCOPE_WORDS[scope].may, accountHref: accountAddress.html, apiHref: apiAddress.html },
    expires: expiresAt && writeDay(expiresAt.toISOString()),
  };
}
