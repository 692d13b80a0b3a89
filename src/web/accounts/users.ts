import type { Request } from 'express';
import type { SecurityEventKind } from '../../storage/accounts/events.ts';
import type { LinkOutcome } from '../../storage/accounts/links.ts';
import type { Person } from '../../storage/accounts/people.ts';
import type { Issue } from '../../model/issues.ts';
import { NotFound } from '../http/errors.ts';
import { noteEvent } from '../http/security-events.ts';
import { readField, seeOther } from '../forms/forms.ts';
import type { Format, FormReply, Reply, Site, Visitor, Handler } from '../http/route.ts';
import { absoluteUrl } from '../../urls/records.ts';
import { expectVisitor } from '../http/visitor.ts';
import { parseInvite, readRole, type InviteValues } from './form.ts';
import { buildInviteModel, buildLinkModel, buildUserModel, buildUsersModel, describeDone } from './view-model.ts';
import { describeEvent } from './events-model.ts';
import { eventsAddress, welcomePath, invitePath, userAddress, usersAddress } from '../../urls/site.ts';
import { KEEP_TOKEN } from './sign-in.ts';

export async function listUsers({ store, clock }: Site, request: Request): Promise<Reply> {
  const [people, invites] = await Promise.all([store.accounts.list(), store.accounts.listInvites(clock())]);
  return {
    kind: 'page',
    view: 'accounts/users',
    title: 'People',
    address: usersAddress,
    model: () => buildUsersModel(people, invites, describeDone(request.query.done)),
    json: () => ({ users: people, invites: invites.map(({ userId: _, ...invite }) => invite) }),
  };
}

export async function withdrawInvite(
  site: Site,
  request: Request,
  _format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  const { store, clock } = site;
  const invite = Number(readField(request.body, 'invite'));
  if (!Number.isSafeInteger(invite)) throw new NotFound();
  const open = (await store.accounts.listInvites(clock())).find(({ id }) => id === invite);
  await store.accounts.withdrawInvite(invite, clock());
  if (open)
    await noteEvent(site, request, {
      kind: 'invite-withdrawn',
      account: open.email,
      actor: expectVisitor(visitor).name,
    });
  return seeOther(`${usersAddress.html}?done=withdraw`);
}

export function showInvite(): Reply {
  return replyInvite({ email: '', name: '', role: 'editor' }, []);
}

export async function invite(site: Site, request: Request, _format: Format, visitor: Visitor | null): Promise<Reply> {
  const parsed = parseInvite(request.body);
  if (!parsed.ok) return replyInvite(parsed.values, parsed.issues);
  const { email, name, role } = parsed.value;
  const order = { purpose: 'invite', email, name, role } as const;
  const made = await site.store.accounts.makeLink(order, expectVisitor(visitor).name, site.clock());
  if (made.kind === 'made') {
    const actor = expectVisitor(visitor).name;
    await noteEvent(site, request, { kind: 'link-made', account: email, actor, detail: `invite, ${role}` });
    return replyLink(site, made, email, invitePath);
  }
  return replyInvite(parsed.values, [{ field: 'email', message: 'This e-mail address already has an account' }]);
}

/** The last events that the record shows. */
const EVENTS = 200;

export async function listEvents({ store }: Site): Promise<Reply> {
  const events = await store.accounts.listEvents(null, EVENTS);
  return {
    kind: 'page',
    view: 'accounts/events',
    title: 'Security events',
    address: eventsAddress,
    model: () => ({ usersHref: usersAddress.html, events: events.map(describeEvent) }),
    json: () => ({ events }),
  };
}

function replyInvite(values: InviteValues, issues: readonly Issue[]): FormReply {
  const model = buildInviteModel(values, issues);
  return { kind: 'form', view: 'accounts/invite', title: 'Invite somebody', path: invitePath, issues, model };
}

function replyLink({ config }: Site, made: LinkOutcome & { kind: 'made' }, email: string, path: string): FormReply {
  const isReset = path !== invitePath;
  const url = absoluteUrl(config.baseUrl, welcomePath(made.token));
  return {
    ...{ kind: 'form', view: 'accounts/link', path, issues: [], headers: KEEP_TOKEN },
    title: isReset ? 'Password reset link' : 'The invitation is ready',
    model: buildLinkModel(url, email, made.expiresAt, isReset),
  };
}

export async function showUser({ store }: Site, request: Request): Promise<Reply> {
  const person = await findPerson(store, request);
  return {
    kind: 'page',
    view: 'accounts/user',
    title: person.name,
    address: userAddress(person.id),
    model: () => buildUserModel(person, describeDone(request.query.done), []),
    json: () => ({ user: person }),
  };
}

async function findPerson(store: Site['store'], request: Request): Promise<Person> {
  const person = await store.accounts.find(String(request.params.id));
  if (!person) throw new NotFound();
  return person;
}

/** The buttons of a person's page: `do` names the action. */
export const changeUser: Handler = async (site, request, _format, visitor) => {
  const { accounts } = site.store;
  const person = await findPerson(site.store, request);
  const path = userAddress(person.id).html;
  const [action, at] = [readField(request.body, 'do'), site.clock()];
  if (action === 'reset') {
    const order = { purpose: 'reset', userId: person.id } as const;
    const made = await accounts.makeLink(order, expectVisitor(visitor).name, at);
    if (made.kind === 'made') {
      const actor = expectVisitor(visitor).name;
      await noteEvent(site, request, { kind: 'link-made', account: person.email, actor, detail: 'reset' });
      return replyLink(site, made, person.email, path);
    }
    return replyUser(person, [{ field: '', message: 'This account is disabled. Enable it first' }]);
  }
  const role = readRole(request.body);
  if (action === 'role' && !role) return replyUser(person, [{ field: 'role', message: 'Choose a role' }]);
  const outcome = await changeAccount(site, person, action, role);
  if (outcome === 'done') {
    const kind = EVENTS_OF[action]!;
    const detail = kind === 'role-changed' ? `${person.role} to ${role}` : null;
    await noteEvent(site, request, { kind, account: person.email, actor: expectVisitor(visitor).name, detail });
    return seeOther(`${path}?done=${action}`);
  }
  const message = 'This is the only admin who can sign in. Make somebody else an admin first';
  return replyUser(person, [{ field: action === 'role' ? 'role' : '', message }]);
};

const EVENTS_OF: Readonly<Record<string, SecurityEventKind>> = {
  disable: 'disabled',
  enable: 'enabled',
  role: 'role-changed',
  'factor-off': 'second-factor-off',
};

function changeAccount({ store, clock }: Site, { id }: Person, action: string, role: Person['role'] | '') {
  if (action === 'disable') return store.accounts.disable(id, clock());
  if (action === 'enable') return store.accounts.enable(id, clock());
  if (action === 'factor-off') return store.accounts.removeSecondFactor(id, clock());
  if (action === 'role' && role) return store.accounts.setRole(id, role, clock());
  throw new NotFound();
}

function replyUser(person: Person, issues: readonly Issue[]): FormReply {
  const model = buildUserModel(person, null, issues);
  return { kind: 'form', view: 'accounts/user', title: person.name, path: userAddress(person.id).html, issues, model };
}
