/** In, out, and one's own account. */
import type { Request } from 'express';
import type { SignInOutcome } from '../../storage/sessions.ts';
import type { Issue } from '../errors.ts';
import { seeOther } from '../forms.ts';
import type { Format, FormReply, Reply, Site, Visitor } from '../route.ts';
import { accountAddress } from '../urls.ts';
import { expectVisitor } from '../visitor.ts';
import { parsePasswordChange, parseSignIn, type SignInValues } from './form.ts';
import { readReturn } from './return-path.ts';
import { buildAccountModel, buildSignInModel, describeDone } from './view-model.ts';

export function showSignIn(_site: Site, request: Request, _format: Format, visitor: Visitor | null): Reply {
  const to = readReturn(request.query.return);
  return visitor ? seeOther(to) : replySignIn({ email: '', return: to }, []);
}

export async function signIn({ store }: Site, request: Request): Promise<Reply> {
  const parsed = parseSignIn(request.body);
  if (!parsed.ok) return replySignIn(parsed.values, parsed.issues);
  const { email, password, return: to } = parsed.value;
  const outcome = await store.accounts.signIn({ email, password, address: request.ip ?? '' });
  if (outcome.kind === 'in') return seeOther(to, outcome.cookies);
  const message = 'The e-mail address or the password is not right';
  return { ...replySignIn({ email, return: to }, [judge(outcome, 'email', message)]), ...describeWait(outcome) };
}

function replySignIn(values: SignInValues, issues: readonly Issue[]): FormReply {
  const model = buildSignInModel(values, issues);
  return { kind: 'form', view: 'accounts/sign-in', title: 'Sign in', path: '/sign-in', issues, model };
}

function judge(outcome: SignInOutcome, field: string, message: string): Issue {
  if (outcome.kind !== 'wait') return { field, message };
  const seconds = outcome.seconds === 1 ? '1 second' : `${outcome.seconds} seconds`;
  return { field: '', message: `That was tried too often. Wait ${seconds}, then try again` };
}

function describeWait(outcome: SignInOutcome): Pick<FormReply, 'status' | 'headers'> {
  return outcome.kind === 'wait' ? { status: 429, headers: { 'Retry-After': String(outcome.seconds) } } : {};
}

/** Whoever is signed out already is signed out. */
export async function signOut({ store }: Site, request: Request): Promise<Reply> {
  const { cookie } = request.headers;
  return seeOther('/', cookie === undefined ? [] : await store.accounts.signOut(cookie));
}

export function showAccount(_site: Site, request: Request, _format: Format, visitor: Visitor | null): Reply {
  const { name, email, role } = expectVisitor(visitor);
  return {
    kind: 'page',
    view: 'accounts/account',
    title: 'Your account',
    address: accountAddress,
    model: () => buildAccountModel(expectVisitor(visitor), describeDone(request.query.done), []),
    json: () => ({ user: { name, email, role } }),
  };
}

export async function changePassword(
  { store }: Site,
  request: Request,
  _format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  const reply = (issues: readonly Issue[]): FormReply => {
    const model = buildAccountModel(expectVisitor(visitor), null, issues);
    const path = accountAddress.html;
    return { kind: 'form', view: 'accounts/account', title: 'Your account', path, issues, model };
  };
  const parsed = parsePasswordChange(request.body);
  if (!parsed.ok) return reply(parsed.issues);
  const cookieHeader = request.headers.cookie ?? '';
  const outcome = await store.accounts.changePassword({ ...parsed.value, cookieHeader, address: request.ip ?? '' });
  if (outcome.kind === 'in') return seeOther(`${accountAddress.html}?done=password`, outcome.cookies);
  return { ...reply([judge(outcome, 'current', 'This is not your current password')]), ...describeWait(outcome) };
}
