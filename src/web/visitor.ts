/** Who a request comes from. A session is read only where a request carries one: most readers have none. */
import type { Request, Response } from 'express';
import type { UserRole, Visitor } from '../storage/sessions.ts';
import { Forbidden, NotSignedIn } from './errors.ts';
import type { Role, Site } from './route.ts';

const RANK: Readonly<Record<Role, number>> = { reader: 0, member: 1, editor: 2, admin: 3 };
const RANK_OF_USER: Readonly<Record<UserRole, number>> = { reader: 1, editor: 2, admin: 3 };

/** Whether a request carries a session, valid or not. */
export function carriesSession({ store }: Pick<Site, 'store'>, request: Request): boolean {
  return store.accounts.hasSession(request.headers.cookie);
}

/** Reads the session, lets its cookies go on or end, and keeps the visitor for whatever answers. */
export async function readVisitor(site: Site, request: Request, response: Response): Promise<Visitor | null> {
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
