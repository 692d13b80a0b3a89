/**
 * A form that is sent after its session ended: its sender is asked for the password in place, and what was typed goes on to
 * where it was sent.
 */
import type { Request, RequestHandler, Response } from 'express';
import type { Issue } from '../../model/issues.ts';
import { hasField, layOutForm, readField, readFile, listTyped, SIGN_IN_FIELDS } from '../forms/forms.ts';
import { respond, wantsJson } from '../http/respond.ts';
import type { FormReply, Role, Route, Site, Visitor } from '../http/route.ts';
import { demandRole, hasRole, visitorOf } from '../http/visitor.ts';
import { parseSignIn } from './form.ts';
import { describeBrowser, describeFailure, describeWait, noteSignIn, WRONG_PASSWORD } from './sign-in.ts';

/** No field of a form that is carried on has these names. */

/**
 * Comes after the body was read. Lets those through who have the route's role, and those who sign in with the form.
 * @throws NotSignedIn at programs
 */
export function askPassword(
  site: Site,
  { role, upload = false, recent = false }: Pick<Route, 'role' | 'upload' | 'recent'>,
): RequestHandler {
  return async (request, response, next) => {
    const visitor = visitorOf(response) ?? null;
    const isLongAgo = recent && visitor?.session?.isRecent === false;
    if (hasRole(visitor, role) && !isLongAgo) {
      next();
      return;
    }
    if (wantsJson(request)) demandRole(isLongAgo ? null : visitor, role);
    if (visitor && !isLongAgo) demandRole(visitor, role);
    const isAsked = !hasField(request.body, SIGN_IN_FIELDS.password);
    const refused = isAsked ? { issues: [], status: 401 } : await signInPlace(site, request, response, role);
    if (refused) respond(site, response, 'html', buildReply(request, refused, upload, visitor));
    else next();
  };
}

type Refusal = Pick<FormReply, 'issues' | 'status' | 'headers'>;

/** @returns null once the sender is signed in and may do this */
async function signInPlace(site: Site, request: Request, response: Response, role: Role): Promise<Refusal | null> {
  const { store } = site;
  const body = request.body as Record<string, unknown>;
  const typed = { email: readField(body, SIGN_IN_FIELDS.email), password: readField(body, SIGN_IN_FIELDS.password) };
  const parsed = parseSignIn(typed);
  if (!parsed.ok) return { issues: parsed.issues.map(rename), status: 401 };
  const outcome = await store.accounts.signIn({ ...typed, email: parsed.value.email, ...describeBrowser(request) });
  await noteSignIn(site, request, parsed.value.email, outcome);
  if (outcome.kind !== 'in') {
    return {
      issues: [rename(describeFailure(outcome, 'email', WRONG_PASSWORD))],
      status: 401,
      ...describeWait(outcome),
    };
  }
  const cookie = outcome.cookies.map((one) => one.split(';', 1)[0]).join('; ');
  const { visitor } = await store.accounts.readVisitor(cookie);
  if (!visitor || !hasRole(visitor, role)) {
    await store.accounts.signOut(cookie);
    const message = `${visitor?.name ?? 'This account'} doesn’t have access to this: sign in as somebody who does`;
    return { issues: [{ field: SIGN_IN_FIELDS.email, message }], status: 403 };
  }
  for (const each of outcome.cookies) response.append('Set-Cookie', each);
  // The session that was too old for this, if there was one.
  if (request.headers.cookie !== undefined) await store.accounts.signOut(request.headers.cookie);
  response.locals.visitor = visitor;
  request.headers.cookie = cookie;
  for (const name of [SIGN_IN_FIELDS.email, SIGN_IN_FIELDS.password]) delete body[name];
  return null;
}

const rename = ({ field, message }: Issue): Issue => {
  return { field: field === 'email' || field === 'password' ? SIGN_IN_FIELDS[field] : field, message };
};

/** @param visitor who is signed in, and was asked again */
function buildReply(
  request: Request,
  { issues, status = 401, headers }: Refusal,
  isUpload: boolean,
  visitor: Visitor | null,
): FormReply {
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
  const model = {
    ...{ errors: form.errors, path: request.originalUrl, isUpload, hidden, files, isAgain: visitor !== null },
    email: form.text({
      ...{ name: SIGN_IN_FIELDS.email, label: 'E-mail address', type: 'email', autocomplete: 'username' },
      value: readField(request.body, SIGN_IN_FIELDS.email) || (visitor?.email ?? ''),
    }),
    password: form.text({
      ...{
        name: SIGN_IN_FIELDS.password,
        label: 'Password',
        value: '',
        type: 'password',
        autocomplete: 'current-password',
      },
    }),
  };
  return {
    // No page to come back to: leaving this one loses what was typed.
    ...{ kind: 'form', view: 'accounts/ended-session', title: 'Sign in to continue', path: '/sign-in', issues, status },
    headers: { ...headers, ...(status === 401 && { 'WWW-Authenticate': `Cookie form-action="${request.path}"` }) },
    model,
  };
}
