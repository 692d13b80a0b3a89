import type { Request } from 'express';
import type { CodeFailure, CodeOutcome, ProofFailure } from '../../storage/accounts/second-factors.ts';
import type { SignInOutcome } from '../../storage/accounts/sessions.ts';
import type { Issue } from '../../model/issues.ts';
import { seeOther, readField } from '../forms/forms.ts';
import { noteEvent } from '../http/security-events.ts';
import type { DataReply, Format, FormReply, Handler, Reply, Site, Visitor } from '../http/route.ts';
import {
  NO_STRENGTH,
  parseSignIn,
  parseWelcome,
  rateStrength,
  readReturn,
  type SignInValues,
  type Strength,
  type WelcomeValues,
} from './form.ts';
import { buildCodeModel, buildSignInModel, nameWelcome, buildWelcomeModel } from './view-model.ts';
import type { OpenLink } from '../../storage/accounts/links.ts';
import { codePath, signInCodePath, signInPath } from '../../urls/site.ts';

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
  if (outcome.kind === 'code') return seeOther(signInCodePath(to), outcome.cookies);
  return {
    ...replySignIn({ email, return: to }, [describeFailure(outcome, 'email', WRONG_PASSWORD)]),
    ...describeWait(outcome),
  };
}

const SIGN_INS = { in: 'signed-in', code: 'code-asked', wrong: 'sign-in-failed', wait: 'sign-in-refused' } as const;

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

/** The second step of signing in. Nobody comes here but from the first. */
export function showCode({ store }: Site, request: Request, _format: Format, visitor: Visitor | null): Reply {
  const to = readReturn(request.query.return);
  if (visitor) return seeOther(to);
  return store.accounts.awaitsCode(request.headers.cookie) ? replyCode(to, []) : seeOther(signInPath(to));
}

export async function finishSignIn(site: Site, request: Request): Promise<Reply> {
  const to = readReturn(readField(request.body, 'return'));
  const outcome = await tryCode(site, request, readField(request.body, 'code'));
  if (outcome.kind === 'in') return seeOther(to, outcome.cookies);
  if (outcome.kind === 'over') return replySignIn({ email: '', return: to }, [{ field: '', message: CODE_OVER }]);
  return { ...replyCode(to, [describeCode(outcome, 'code')]), ...describeWait(outcome) };
}

function replyCode(to: string, issues: readonly Issue[]): FormReply {
  const model = buildCodeModel(to, issues);
  return { kind: 'form', view: 'accounts/code', title: 'Enter your code', path: codePath, issues, model };
}

export const CODE_OVER = 'That took too long, or there were too many wrong codes. Sign in again';

/** Tries and records the code of a sign-in that waits for one. */
export async function tryCode(site: Site, request: Request, code: string): Promise<CodeOutcome> {
  const attempt = { cookieHeader: request.headers.cookie ?? '', code, ...describeBrowser(request) };
  const outcome = await site.store.accounts.finishSignIn(attempt);
  if (outcome.kind === 'in') {
    const detail = outcome.isBackup ? 'with a backup code' : null;
    await noteEvent(site, request, { kind: 'signed-in', account: outcome.email, detail });
  } else if (outcome.kind !== 'over') await noteCode(site, request, outcome.email, outcome);
  return outcome;
}

/** Records that a code was not taken. @param email of whoever it was asked for */
export function noteCode(site: Site, request: Request, email: string, { kind }: CodeFailure): Promise<void> {
  const detail =
    kind === 'used' ? 'one that was used before' : kind === 'unreadable' ? 'the server has another secret' : null;
  return noteEvent(site, request, { kind: kind === 'wait' ? 'code-refused' : 'code-failed', account: email, detail });
}

const CODE_WORDS: Readonly<Record<Exclude<CodeFailure['kind'], 'wait'>, string>> = {
  'wrong-code': 'The code is incorrect',
  used: 'This code was used before. Wait for the next one',
  unreadable: 'This server has lost the key to your second factor. An admin can remove it, and you set it up again',
};

/** @param field of the code */
export function describeCode(failure: CodeFailure, field: string): Issue {
  return failure.kind === 'wait'
    ? describeFailure(failure, field, '')
    : { field: failure.kind === 'unreadable' ? '' : field, message: CODE_WORDS[failure.kind] };
}

export function describeFailure(outcome: SignInOutcome | ProofFailure, field: string, message: string): Issue {
  if (outcome.kind !== 'wait') return { field, message };
  return { field: '', message: `Too many attempts. Wait ${writeWait(outcome.seconds)}, then try again` };
}

/** In minutes where it is long. */
function writeWait(seconds: number): string {
  const [count, unit] = seconds < 120 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

export function describeWait(outcome: SignInOutcome | ProofFailure): Pick<FormReply, 'status' | 'headers'> {
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
  return link
    ? replyWelcome(token, link, { values: { name: link.name ?? '', email: '' }, strength: NO_STRENGTH }, [])
    : replyOver();
}

export async function acceptWelcome(site: Site, request: Request): Promise<Reply> {
  const { store, clock } = site;
  const token = readField(request.body, 'token');
  const link = await store.accounts.readLink(token, clock());
  if (!link) return replyOver();
  const parsed = parseWelcome(request.body, link);
  const typed = parsed.ok ? parsed.value : parsed.values;
  const strength = rateStrength(readField(request.body, 'password'), [link.email ?? typed.email, typed.name]);
  if (!parsed.ok) return replyWelcome(token, link, { values: typed, strength }, parsed.issues);
  const outcome = await store.accounts.useLink(token, parsed.value, clock());
  if (outcome.kind === 'over') return replyOver();
  if (outcome.kind === 'taken') {
    const issue = { field: 'email', message: 'This e-mail address already has an account' };
    return replyWelcome(token, link, { values: typed, strength }, [issue]);
  }
  await noteEvent(site, request, { kind: 'link-used', account: outcome.email, detail: link.purpose });
  const { password } = parsed.value;
  const signedIn = await store.accounts.signIn({ email: outcome.email, password, ...describeBrowser(request) });
  await noteSignIn(site, request, outcome.email, signedIn);
  if (signedIn.kind === 'in') return seeOther('/', signedIn.cookies);
  return signedIn.kind === 'code' ? seeOther(codePath, signedIn.cookies) : seeOther('/sign-in');
}

/** How strong what is typed is, while it is typed: nobody has to be signed in, and nothing is kept of it. */
export const rateTyped: Handler = (_site, { body }, _format, visitor): DataReply => {
  const known = visitor ? [visitor.name, visitor.email] : [];
  const strength = rateStrength(readField(body, 'password'), known);
  return { kind: 'data', status: 200, type: 'application/json', cache: 'no-store', body: strength };
};

function replyWelcome(
  token: string,
  link: OpenLink,
  typed: { values: WelcomeValues; strength: Strength },
  issues: readonly Issue[],
): FormReply {
  return {
    ...{ kind: 'form', view: 'accounts/welcome', title: nameWelcome(link), path: PATH, issues, headers: KEEP_TOKEN },
    model: buildWelcomeModel(token, link, typed, issues),
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
