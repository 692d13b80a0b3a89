import type { Request } from 'express';
import type { SignInOutcome } from '../../storage/accounts/sessions.ts';
import type { Issue } from '../../model/issues.ts';
import { seeOther, readField } from '../forms/forms.ts';
import { noteEvent } from '../http/security-events.ts';
import type { Format, FormReply, Reply, Site, Visitor } from '../http/route.ts';
import { parseSignIn, type SignInValues, readReturn, parseWelcome, type WelcomeValues } from './form.ts';
import { buildSignInModel, nameWelcome, buildWelcomeModel } from './view-model.ts';
import type { OpenLink } from '../../storage/accounts/links.ts';

export const WRONG_PASSWORD = 'The e-mail address or password is incorrect';

export function showSignIn(_site: Site, request: Request, _format: Format, visitor: Visitor | null): Reply {
  const to = readReturn(request.query.return);
  return visitor ? seeOther(to) : replySignIn({ email: '', return: to }, []);
}

export async function signIn(site: Site, request: Request): Promise<Reply> {
  const { store } = site;
  const parsed = parseSignIn(request.body);
  if (!parsed.ok) return replySignIn(parsed.values, parsed.issues);
  const { email, password, return: to } = parsed.value;
  const outcome = await store.accounts.signIn({ email, password, ...describeBrowser(request) });
  await noteSignIn(site, request, email, outcome);
  if (outcome.kind === 'in') return seeOther(to, outcome.cookies);
  return {
    ...replySignIn({ email, return: to }, [describeFailure(outcome, 'email', WRONG_PASSWORD)]),
    ...describeWait(outcome),
  };
}

const SIGN_INS = { in: 'signed-in', wrong: 'sign-in-failed', wait: 'sign-in-refused' } as const;

/** Whatever became of it. @param email as it was typed */
export function noteSignIn(site: Site, request: Request, email: string, { kind }: SignInOutcome): Promise<void> {
  return noteEvent(site, request, { kind: SIGN_INS[kind], account: email.slice(0, LONGEST_EMAIL).toLowerCase() });
}

/** No address that works is longer (RFC 5321). */
const LONGEST_EMAIL = 254;

/** What a session keeps of whoever signs in, for its person to know it again. */
export function describeBrowser(request: Request): { address: string; agent: string } {
  return { address: request.ip ?? '', agent: request.get('User-Agent') ?? '' };
}

function replySignIn(values: SignInValues, issues: readonly Issue[]): FormReply {
  const model = buildSignInModel(values, issues);
  return { kind: 'form', view: 'accounts/sign-in', title: 'Sign in', path: '/sign-in', issues, model };
}

export function describeFailure(outcome: SignInOutcome, field: string, message: string): Issue {
  if (outcome.kind !== 'wait') return { field, message };
  const seconds = outcome.seconds === 1 ? '1 second' : `${outcome.seconds} seconds`;
  return { field: '', message: `Too many attempts. Wait ${seconds}, then try again` };
}

export function describeWait(outcome: SignInOutcome): Pick<FormReply, 'status' | 'headers'> {
  return outcome.kind === 'wait' ? { status: 429, headers: { 'Retry-After': String(outcome.seconds) } } : {};
}

export async function signOut(site: Site, request: Request, _format: Format, visitor: Visitor | null): Promise<Reply> {
  const { store } = site;
  const { cookie } = request.headers;
  if (visitor) await noteEvent(site, request, { kind: 'signed-out', account: visitor.email });
  const gone = seeOther('/', cookie === undefined ? [] : await store.accounts.signOut(cookie));
  // Forms that the browser kept for Back (https://www.w3.org/TR/clear-site-data/).
  return { ...gone, headers: { 'Clear-Site-Data': '"cache"' } };
}

const PATH = '/welcome';

/**
 * For pages that hold a token. Not `no-referrer`: with it browsers send `Origin: null` with our own form, which over
 * plain http is all that tells it from another site's.
 */
export const KEEP_TOKEN = { 'Referrer-Policy': 'strict-origin', 'X-Robots-Tag': 'noindex' };

/** Opening the link doesn't use it up: mail programs and chats open it too. */
export async function showWelcome({ store, clock }: Site, request: Request): Promise<Reply> {
  const token = typeof request.query.token === 'string' ? request.query.token : '';
  const link = await store.accounts.readLink(token, clock());
  return link ? replyWelcome(token, link, { name: link.name ?? '', email: '' }, []) : replyOver();
}

export async function acceptWelcome(site: Site, request: Request): Promise<Reply> {
  const { store, clock } = site;
  const token = readField(request.body, 'token');
  const link = await store.accounts.readLink(token, clock());
  if (!link) return replyOver();
  const parsed = parseWelcome(request.body, link);
  if (!parsed.ok) return replyWelcome(token, link, parsed.values, parsed.issues);
  const outcome = await store.accounts.useLink(token, parsed.value, clock());
  if (outcome.kind === 'over') return replyOver();
  if (outcome.kind === 'taken') {
    const issue = { field: 'email', message: 'This e-mail address already has an account' };
    return replyWelcome(token, link, parsed.value, [issue]);
  }
  await noteEvent(site, request, { kind: 'link-used', account: outcome.email, detail: link.purpose });
  const { password } = parsed.value;
  const signedIn = await store.accounts.signIn({ email: outcome.email, password, ...describeBrowser(request) });
  await noteSignIn(site, request, outcome.email, signedIn);
  return signedIn.kind === 'in' ? seeOther('/', signedIn.cookies) : seeOther('/sign-in');
}

function replyWelcome(token: string, link: OpenLink, values: WelcomeValues, issues: readonly Issue[]): FormReply {
  return {
    ...{ kind: 'form', view: 'accounts/welcome', title: nameWelcome(link), path: PATH, issues, headers: KEEP_TOKEN },
    model: buildWelcomeModel(token, link, values, issues),
  };
}

/** The same for a link that was used, replaced or never made, so that guessing reveals nothing. */
function replyOver(): FormReply {
  return {
    ...{
      kind: 'form',
      view: 'accounts/link-over',
      title: 'This link has expired',
      path: PATH,
      status: 410,
      issues: [],
    },
    headers: KEEP_TOKEN,
    model: {},
  };
}
