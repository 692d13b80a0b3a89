import type { SecurityEvent, SecurityEventKind } from '../../storage/accounts/events.ts';
import type { LinkPurpose } from '../../storage/accounts/links.ts';

const EVENT_WORDS: Readonly<Record<SecurityEventKind, string>> = {
  'signed-in': 'Signed in',
  'signed-out': 'Signed out',
  'sign-in-failed': 'Wrong password',
  'sign-in-refused': 'Too many wrong passwords',
  'code-asked': 'Right password, code asked for',
  'code-failed': 'Wrong code',
  'code-refused': 'Too many wrong codes',
  'password-changed': 'Password changed',
  'session-ended': 'Signed out elsewhere',
  'link-made': 'Link made',
  'link-used': 'Link used',
  'invite-withdrawn': 'Invitation withdrawn',
  'role-changed': 'Role changed',
  disabled: 'Account disabled',
  enabled: 'Account enabled',
  'token-made': 'Token made',
  'token-revoked': 'Token revoked',
  'second-factor-on': 'Second factor turned on',
  'second-factor-off': 'Second factor turned off',
  'backup-codes-made': 'New backup codes made',
  'everything-exported': 'Everything exported',
};

/** What a link was for. */
const LINK_WORDS: Readonly<Record<LinkPurpose, string>> = {
  'first-admin': 'for the first account',
  invite: 'invitation',
  reset: 'for a new password',
};

export function describeEvent({ at, kind, account, actor, address, detail }: SecurityEvent) {
  const iso = at.toISOString();
  const isOfLink = kind === 'link-made' || kind === 'link-used';
  const told = isOfLink && detail !== null ? (LINK_WORDS[detail as LinkPurpose] ?? detail) : detail;
  return {
    ...{ what: EVENT_WORDS[kind], account, address, detail: told, by: actor === account ? null : actor },
    when: { text: `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`, iso },
  };
}
