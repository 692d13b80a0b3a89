/** Where a one-time link leads: to an account, or to another password. */
import type { Request } from 'express';
import type { OpenLink } from '../../storage/accounts/links.ts';
import type { Issue } from '../../model/issues.ts';
import { readField, seeOther } from '../forms/forms.ts';
import type { FormReply, Reply, Site } from '../http/route.ts';
import { parseWelcome, type WelcomeValues } from './form.ts';
import { buildWelcomeModel, nameWelcome } from './view-model.ts';

const PATH = '/welcome';

/**
 * For pages that hold a token. Not `no-referrer`: with it browsers send `Origin: null` with our own form, which over
 * plain http is all that tells it from another site's.
 */
export const KEEP_TOKEN = { 'Referrer-Policy': 'strict-origin', 'X-Robots-Tag': 'noindex' };

/** Looking does not use the link: mail programs and chats look too. */
export async function showWelcome({ store, clock }: Site, request: Request): Promise<Reply> {
  const token = typeof request.query.token === 'string' ? request.query.token : '';
  const link = await store.accounts.readLink(token, clock());
  return link ? replyWelcome(token, link, { name: link.name ?? '', email: '' }, []) : replyOver();
}

export async function acceptWelcome({ store, clock }: Site, request: Request): Promise<Reply> {
  const token = readField(request.body, 'token');
  const link = await store.accounts.readLink(token, clock());
  if (!link) return replyOver();
  const parsed = parseWelcome(request.body, link);
  if (!parsed.ok) return replyWelcome(token, link, parsed.values, parsed.issues);
  const outcome = await store.accounts.useLink(token, parsed.value, clock());
  if (outcome.kind === 'over') return replyOver();
  if (outcome.kind === 'taken') {
    const issue = { field: 'email', message: 'Somebody has an account with this e-mail address' };
    return replyWelcome(token, link, parsed.value, [issue]);
  }
  const { password } = parsed.value;
  const signedIn = await store.accounts.signIn({ email: outcome.email, password, address: request.ip ?? '' });
  return signedIn.kind === 'in' ? seeOther('/', signedIn.cookies) : seeOther('/sign-in');
}

function replyWelcome(token: string, link: OpenLink, values: WelcomeValues, issues: readonly Issue[]): FormReply {
  return {
    ...{ kind: 'form', view: 'accounts/welcome', title: nameWelcome(link), path: PATH, issues, headers: KEEP_TOKEN },
    model: buildWelcomeModel(token, link, values, issues),
  };
}

/** The same for a link that was used, replaced or never made: whoever guesses learns nothing. */
function replyOver(): FormReply {
  return {
    ...{ kind: 'form', view: 'accounts/link-over', title: 'This link is over', path: PATH, status: 410, issues: [] },
    headers: KEEP_TOKEN,
    model: {},
  };
}
