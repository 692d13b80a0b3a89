/** Who a request comes from. A session is read only where a request carries one: most readers have none. */
import type { Request, Response } from 'express';
import type { UserRole, Visitor } from '../../storage/accounts/sessions.ts';
import { BadToken, Forbidden, NotSignedIn, ReadOnlyToken } from './errors.ts';
import type { Role, Route, Site } from './route.ts';

const RANK: Readonly<Record<Role, number>> = { reader: 0, member: 1, editor: 2, admin: 3 };
const RANK_OF_USER: Readonly<Record<UserRole, number>> = { reader: 1, editor: 2, admin: 3 };

/** Whether a request carries a session, valid or not. */
function carriesSession({ store }: Pick<Site, 'store'>, request: Request): boolean {
  return store.accounts.hasSession(request.headers.cookie);
}

/** Whether a request names itself at all, rightly or not: what everybody is shown is not for it. */
export function carriesName(site: Pick<Site, 'store'>, request: Request): boolean {
  return readToken(request) !== null || carriesSession(site, request);
}

/**
 * Who asks. By cookie, wherever people go. By token, wherever something is read, and at the API: there by nothing else,
 * so that no other site's page can ask in the name of whoever looks at it.
 * @throws BadToken, ReadOnlyToken
 */
export async function readVisitor(
  site: Site,
  request: Request,
  response: Response,
  { method, role, isApi = false }: Pick<Route, 'method' | 'role' | 'isApi'>,
): Promise<Visitor | null> {
  const token = isApi || (method === 'get' && ['reader', 'editor'].includes(role)) ? readToken(request) : null;
  if (token === null) return isApi ? null : readSession(site, request, response);
  const visitor = await site.store.accounts.useToken(token, site.clock());
  if (!visitor) throw new BadToken();
  if (method !== 'get' && visitor.token?.scope !== 'write') throw new ReadOnlyToken();
  response.locals.visitor = visitor;
  return visitor;
}

/** The bearer token of a request (RFC 6750, 2.1), or null. Whatever else `Authorization` says is not for us. */
function readToken({ headers }: Request): string | null {
  return /^Bearer +(.*)$/i.exec(headers.authorization ?? '')?.[1]?.trim() ?? null;
}

/** Reads the session, lets its cookies go on or end, and keeps the visitor for whatever answers. */
async function readSession(site: Site, request: Request, response: Response): Promise<Visitor | null> {
  const { visitor, cookies } = carriesSession(site, request)
    ? await site.store.accounts.readVisitor(request.headers.cookie!)
    : { visitor: null, cookies: [] };
  for (const cookie of cookies) response.append('Set-Cookie', cookie);
  response.locals.visitor = visitor;
  return visitor;
}

/** The visitor of the request that is being answered; undefined where nobody asked who it is. */
export function visitorOf(response: Response): Visitor | null | undefined {
  return response.locals.visitor as Visitor | null | undefined;
}

/** Whether documents are asked for with their texts. That is other people's work: editors alone get it whole. */
export function asksForTexts({ query }: Request, visitor: Visitor | null): boolean {
  return query.text === '1' && hasRole(visitor, 'editor');
}

/** Whether a visitor is at least this. */
export function hasRole(visitor: Visitor | null, role: Role): boolean {
  return (visitor ? RANK_OF_USER[visitor.role] : 0) >= RANK[role];
}

/** @throws NotSignedIn, or Forbidden for those who are signed in but may not */
export function demandRole(visitor: Visitor | null, role: Role): void {
  if (hasRole(visitor, role)) return;
  throw visitor ? new Forbidden() : new NotSignedIn();
}

/** The visitor of a route that needs a role: `serve` lets nobody else through. */
export function expectVisitor(visitor: Visitor | null): Visitor {
  if (!visitor) throw new NotSignedIn();
  return visitor;
}
