import type { Issue } from '../../model/issues.ts';
import { NotFound } from '../http/errors.ts';
import { noteEvent } from '../http/security-events.ts';
import { readField, readLine, seeOther } from '../forms/forms.ts';
import type { FormReply, Site, Visitor, Handler } from '../http/route.ts';
import { parseId } from '../../urls/records.ts';
import { expectVisitor, hasRole } from '../http/visitor.ts';
import { NO_STRENGTH, parsePasswordChange, parseToken, rateStrength, type Strength, type TokenValues } from './form.ts';
import { describeBrowser, describeFailure, describeWait, KEEP_TOKEN } from './sign-in.ts';
import { buildTokenModel, NEW_TOKEN, type OwnTokens } from './tokens-model.ts';
import { buildAccountModel, describeDone, type Own } from './view-model.ts';
import { accountAddress, tokensPath } from '../../urls/site.ts';

/** A form that nobody has sent. */
const FRESH = { issues: [], strength: NO_STRENGTH };

const DAY = 24 * 60 * 60 * 1000;

export const showAccount: Handler = async (site, request, _format, visitor) => {
  const person = expectVisitor(visitor);
  const { name, email, role } = person;
  const own = await loadOwn(site, person);
  return {
    kind: 'page',
    view: 'accounts/account',
    title: 'Your account',
    address: accountAddress,
    model: () => buildAccountModel(person, own, describeDone(request.query.done), FRESH, site.config.baseUrl),
    json: () => ({
      user: { name, email, role },
      tokens: own.tokens?.list ?? [],
      sessions: own.sessions,
      events: own.events,
    }),
  };
};

/** The last events of an account that it shows. */
const EVENTS = 10;

async function loadOwn(site: Site, person: Visitor, typed?: TokenValues): Promise<Own> {
  const { accounts } = site.store;
  return {
    tokens: await loadTokens(site, person, typed),
    sessions: await accounts.listSessions(person.id),
    events: await accounts.listEvents(person.email, EVENTS),
  };
}

/** Tokens are for those who write; nobody else sees more by one. */
async function loadTokens({ store, clock }: Site, person: Visitor, typed = NEW_TOKEN): Promise<OwnTokens | null> {
  if (!hasRole(person, 'editor')) return null;
  return { list: await store.accounts.listTokens(person.id), typed, now: clock() };
}

export const changePassword: Handler = async (site, request, _format, visitor) => {
  const person = expectVisitor(visitor);
  const parsed = parsePasswordChange(request.body, [person.name, person.email]);
  const strength = rateStrength(readField(request.body, 'next'), [person.name, person.email]);
  if (!parsed.ok) return replyWrong(site, person, parsed.issues, { strength });
  const change = { ...parsed.value, cookieHeader: request.headers.cookie ?? '', ...describeBrowser(request) };
  const outcome = await site.store.accounts.changePassword(change);
  const kind = outcome.kind === 'in' ? 'password-changed' : 'sign-in-failed';
  await noteEvent(site, request, {
    kind,
    account: person.email,
    detail: outcome.kind === 'in' ? null : 'password change',
  });
  if (outcome.kind === 'in') return seeOther(`${accountAddress.html}?done=password`, outcome.cookies);
  const issue = describeFailure(outcome, 'current', 'This is not your current password');
  return { ...(await replyWrong(site, person, [issue], { strength })), ...describeWait(outcome) };
};

async function replyWrong(
  site: Site,
  person: Visitor,
  issues: readonly Issue[],
  { typed, strength = NO_STRENGTH }: { typed?: TokenValues; strength?: Strength } = {},
): Promise<FormReply> {
  const own = await loadOwn(site, person, typed);
  const model = buildAccountModel(person, own, null, { issues, strength }, site.config.baseUrl);
  const path = accountAddress.html;
  return { kind: 'form', view: 'accounts/account', title: 'Your account', path, issues, model };
}

export const makeToken: Handler = async (site, request, _format, visitor) => {
  const person = expectVisitor(visitor);
  const parsed = parseToken(request.body);
  if (!parsed.ok) return replyWrong(site, person, parsed.issues, { typed: parsed.values });
  const { name, scope, days } = parsed.value;
  const at = site.clock();
  const expiresAt = days === null ? null : new Date(at.getTime() + days * DAY);
  const made = await site.store.accounts.makeToken({ userId: person.id, name, scope, expiresAt }, at);
  if (made.kind === 'too-many') {
    const message = 'You have reached the limit for tokens. Revoke one first';
    const typed = { name, scope, days: String(days ?? '') };
    return replyWrong(site, person, [{ field: '', message }], { typed });
  }
  await noteEvent(site, request, { kind: 'token-made', account: person.email, detail: `${name} (${scope})` });
  return {
    ...{ kind: 'form', view: 'accounts/token', title: 'The token is ready', path: tokensPath, issues: [] },
    headers: KEEP_TOKEN,
    model: buildTokenModel(made.secret, { name, scope, expiresAt }),
  };
};

export const revokeToken: Handler = async (site, request, _format, visitor) => {
  const { store, clock } = site;
  const person = expectVisitor(visitor);
  const id = parseId(String(request.params.id));
  if (id === null) throw new NotFound();
  await store.accounts.revokeToken(person.id, id, clock());
  await noteEvent(site, request, { kind: 'token-revoked', account: person.email, detail: `token ${id}` });
  return seeOther(`${accountAddress.html}?done=revoke`);
};

/** Ends the session that a button names, or all but this one. */
export const endSessions: Handler = async (site, request, _format, visitor) => {
  const { store } = site;
  const { id, email, session } = expectVisitor(visitor);
  const named = readLine(request.body, 'session');
  if (named !== '') await store.accounts.endSession(id, named);
  else if (session) await store.accounts.endOtherSessions(id, session.id);
  await noteEvent(site, request, {
    kind: 'session-ended',
    account: email,
    detail: named === '' ? 'all others' : 'one',
  });
  return seeOther(`${accountAddress.html}?done=session`);
};
