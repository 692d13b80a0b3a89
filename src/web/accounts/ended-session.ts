/**
 * A form that is sent after its session ended: its sender is asked for the password in place, and what was typed goes on to
 * where it was sent.
 */
import type { Request, RequestHandler, Response } from 'express';
import type { Issue } from '../../model/issues.ts';
import { hasField, layOutForm, readField, readFile, listTyped, SIGN_IN_FIELDS } from '../forms/forms.ts';
import { wantsJson } from '../http/problems.ts';
import { respond } from '../http/respond.ts';
import type { FormReply, Role, Route, Site, Visitor } from '../http/route.ts';
import { FactorMissing } from '../http/errors.ts';
import { demandRole, hasRole, lacksFactor, visitorOf } from '../http/visitor.ts';
import { secondFactorPath } from '../../urls/site.ts';
import { parseSignIn } from './form.ts';
import {
  CODE_OVER,
  describeBrowser,
  describeCode,
  describeFailure,
  describeWait,
  noteSignIn,
  tryCode,
  WRONG_PASSWORD,
} from './sign-in.ts';
import { codeField, passwordField } from './view-model.ts';

/** What a form is kept for: its sender's password, again where they typed it long ago; a code; a second factor of theirs. */
type Asked = 'password' | 'again' | 'code' | 'factor';

/**
 * Comes after the body was read. Lets those through who have the route's role, and those who sign in with the form.
 * @throws NotSignedIn, FactorMissing at programs
 */
export function askPassword(
  site: Site,
  {
    role,
    upload = false,
    recent = false,
    isForSetUp = false,
  }: Pick<Route, 'role' | 'upload' | 'recent' | 'isForSetUp'>,
): RequestHandler {
  return async (request, response, next) => {
    const visitor = visitorOf(response) ?? null;
    const isLongAgo = recent && visitor?.session?.isRecent === false;
    const lacks = (who: Visitor | null): boolean => !isForSetUp && lacksFactor(site, who);
    if (hasRole(visitor, role) && !isLongAgo && !lacks(visitor)) {
      next();
      return;
    }
    if (wantsJson(request)) {
      if (lacks(visitor)) throw new FactorMissing();
      demandRole(isLongAgo ? null : visitor, role);
    }
    if (visitor && !isLongAgo) demandRole(visitor, role);
    const refused = lacks(visitor) ? LACKING : await signInPlace(site, request, response, role, lacks);
    if (refused) respond(site, response, 'html', buildReply(request, refused, upload, visitor));
    else next();
  };
}

type Refusal = Pick<FormReply, 'issues' | 'status' | 'headers'> & { asks?: Asked };

const LACKING: Refusal = { issues: [], status: 403, asks: 'factor' };

/** @returns null once the sender is signed in and may do this */
async function signInPlace(
  site: Site,
  request: Request,
  response: Response,
  role: Role,
  lacks: (visitor: Visitor | null) => boolean,
): Promise<Refusal | null> {
  const { store } = site;
  const body = request.body as Record<string, unknown>;
  const isCode = hasField(body, SIGN_IN_FIELDS.code);
  if (!isCode && !hasField(body, SIGN_IN_FIELDS.password)) return { issues: [] };
  const tried = await (isCode ? typeCode : typePassword)(site, request);
  if ('issues' in tried) {
    for (const each of tried.cookies) response.append('Set-Cookie', each);
    return tried;
  }
  const cookie = tried.cookies.map((one) => one.split(';', 1)[0]).join('; ');
  const { visitor } = await store.accounts.readVisitor(cookie);
  if (!visitor || !hasRole(visitor, role)) {
    await store.accounts.signOut(cookie);
    const message = `${visitor?.name ?? 'This account'} doesn’t have access to this: sign in as somebody who does`;
    return { issues: [{ field: SIGN_IN_FIELDS.email, message }], status: 403 };
  }
  for (const each of tried.cookies) response.append('Set-Cookie', each);
  // The session that was too old for this, if there was one.
  if (store.accounts.hasSession(request.headers.cookie)) await store.accounts.signOut(request.headers.cookie!);
  response.locals.visitor = visitor;
  request.headers.cookie = cookie;
  for (const name of Object.values(SIGN_IN_FIELDS)) delete body[name];
  return lacks(visitor) ? LACKING : null;
}

type Tried = { cookies: readonly string[] } | (Refusal & { cookies: readonly string[] });

async function typePassword(site: Site, request: Request): Promise<Tried> {
  const [email, password] = [SIGN_IN_FIELDS.email, SIGN_IN_FIELDS.password].map((name) =>
    readField(request.body, name),
  );
  const typed = { email: email!, password: password! };
  const parsed = parseSignIn(typed);
  if (!parsed.ok) return { issues: parsed.issues.map(rename), cookies: [] };
  const attempt = { ...typed, email: parsed.value.email, ...describeBrowser(request) };
  const outcome = await site.store.accounts.signIn(attempt);
  await noteSignIn(site, request, parsed.value.email, outcome);
  if (outcome.kind === 'in') return { cookies: outcome.cookies };
  if (outcome.kind === 'code') return { issues: [], asks: 'code', cookies: outcome.cookies };
  const issues = [rename(describeFailure(outcome, 'email', WRONG_PASSWORD))];
  return { issues, status: 401, ...describeWait(outcome), cookies: [] };
}

async function typeCode(site: Site, request: Request): Promise<Tried> {
  const outcome = await tryCode(site, request, readField(request.body, SIGN_IN_FIELDS.code));
  if (outcome.kind === 'in') return { cookies: outcome.cookies };
  if (outcome.kind === 'over') return { issues: [{ field: '', message: CODE_OVER }], cookies: [] };
  const issues = [describeCode(outcome, SIGN_IN_FIELDS.code)];
  return { issues, status: 401, ...describeWait(outcome), asks: 'code', cookies: [] };
}

const rename = ({ field, message }: Issue): Issue => {
  return { field: field === 'email' || field === 'password' ? SIGN_IN_FIELDS[field] : field, message };
};

/** @param visitor who is signed in, and was asked again */
function buildReply(
  request: Request,
  { issues, status = 401, headers, ...refused }: Refusal,
  isUpload: boolean,
  visitor: Visitor | null,
): FormReply {
  const asks = refused.asks ?? (visitor ? 'again' : 'password');
  const form = layOutForm(issues);
  const typed = listTyped(request.body);
  const hidden = typed.flatMap(([name, value]) =>
    [value].flat().flatMap((each) => (typeof each === 'string' ? [{ name, value: each }] : [])),
  );
  const files = typed.flatMap(([name]) => {
    const file = readFile(request.body, name);
    if (!file) return [];
    const hint = `You had chosen ${file.name}. Choose it again: a page can’t.`;
    return [form.text({ name, label: 'File', value: '', hint })];
  });
  const isPassword = asks === 'password' || asks === 'again';
  const model = {
    ...{ errors: form.errors, path: request.originalUrl, isUpload, hidden, files, ...WORDS[asks] },
    factorHref: asks === 'factor' ? secondFactorPath : null,
    email: isPassword
      ? form.text({
          ...{ name: SIGN_IN_FIELDS.email, label: 'E-mail address', type: 'email', autocomplete: 'username' },
          value: readField(request.body, SIGN_IN_FIELDS.email) || (visitor?.email ?? ''),
        })
      : null,
    password: isPassword
      ? passwordField(form, { name: SIGN_IN_FIELDS.password, label: 'Password', autocomplete: 'current-password' })
      : null,
    code: asks === 'code' ? codeField(form, SIGN_IN_FIELDS.code) : null,
  };
  return {
    // No page to come back to: leaving this one loses what was typed.
    ...{ kind: 'form', view: 'accounts/ended-session', title: WORDS[asks].heading, path: '/sign-in', issues, status },
    headers: { ...headers, ...(status === 401 && { 'WWW-Authenticate': `Cookie form-action="${request.path}"` }) },
    model,
  };
}

const KEPT = 'What you typed is kept on this page';

const WORDS: Readonly<Record<Asked, { heading: string; lead: string; button: string }>> = {
  password: {
    heading: 'Sign in to continue',
    lead: `You are signed out, so nothing was saved. ${KEPT}: sign in here, and it is sent as you sent it.`,
    button: 'Sign in and continue',
  },
  again: {
    heading: 'Sign in to continue',
    lead: `Type your password again: this decides who may do what here. ${KEPT}, and is sent as you sent it.`,
    button: 'Sign in and continue',
  },
  code: {
    heading: 'Enter your code',
    lead: `Your password is right. ${KEPT}, and is sent once your code is right, too.`,
    button: 'Continue',
  },
  factor: {
    heading: 'Set up your second factor',
    lead: `Admins sign in here with a second factor, and you have none yet, so nothing was saved. ${KEPT}.`,
    button: 'Continue',
  },
};
