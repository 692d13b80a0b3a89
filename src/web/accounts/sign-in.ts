/** In and out. */
import type { Request } from 'express';
import type { SignInOutcome } from '../../storage/accounts/sessions.ts';
import type { Issue } from '../../model/issues.ts';
import { seeOther } from '../forms/forms.ts';
import type { Format, FormReply, Reply, Site, Visitor } from '../http/route.ts';
import { parseSignIn, type SignInValues } from './form.ts';
import { readReturn } from './return-path.ts';
import { buildSignInModel } from './view-model.ts';

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

/** What to say of a sign-in that failed. */
export function judge(outcome: SignInOutcome, field: string, message: string): Issue {
  if (outcome.kind !== 'wait') return { field, message };
  const seconds = outcome.seconds === 1 ? '1 second' : `${outcome.seconds} seconds`;
  return { field: '', message: `That was tried too often. Wait ${seconds}, then try again` };
}

/** For one that came too often. */
export function describeWait(outcome: SignInOutcome): Pick<FormReply, 'status' | 'headers'> {
  return outcome.kind === 'wait' ? { status: 429, headers: { 'Retry-After': String(outcome.seconds) } } : {};
}

/** Whoever is signed out already is signed out. */
export async function signOut({ store }: Site, request: Request): Promise<Reply> {
  const { cookie } = request.headers;
  return seeOther('/', cookie === undefined ? [] : await store.accounts.signOut(cookie));
}
