import type { IncomingMessage } from 'node:http';
import type { Request, Response } from 'express';
import type { UserRole, Visitor } from '../../storage/accounts/sessions.ts';
import { BadToken, Forbidden, NotSignedIn, ReadOnlyToken } from './errors.ts';
import type { Role, Route, Site } from './route.ts';

const RANK: Readonly<Record<Role, number>> = { reader: 0, member: 1, editor: 2, admin: 3 };
const RANK_OF_USER: Readonly<Record<UserRole, number>> = { reader: 1, editor: 2, admin: 3 };

function carriesSession({ store }: Pick<Site, 'store'>, request: IncomingMessage): boolean {
  return store.accounts.hasSession(request.headers.cookie);
}

/** Whether a request carries a token or a session, valid or not: then it gets no cached page. */
export function carriesName(site: Pick<Site, 'store'>, request: IncomingMessage): boolean {
  return readToken(request) !== null || carriesSession(site, request);
}

/**
 * By cookie on pages, and by token for reading and at the API. The API ignores cookies, so that no other site's page can
 * act in its visitor's name.
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

/** The bearer token of a request (RFC 6750, section 2.1), or null. */
function readToken({ headers }: IncomingMessage): string | null {
  return /^Bearer +(.*)$/i.exec(headers.authorization ?? '')?.[1]?.trim() ?? null;
}

async function readSession(site: Site, request: Request, response: Response): Promise<Visitor | null> {
  const { visitor, cookies } = carriesSession(site, request)
    ? await site.store.accounts.readVisitor(request.headers.cookie!)
    : { visitor: null, cookies: [] };
  for (const cookie of cookies) response.append('Set-Cookie', cookie);
  response.locals.visitor = visitor;
  return visitor;
}

/** The visitor of the request that is being answered; undefined where it was not read. */
export function visitorOf(response: Response): Visitor | null | undefined {
  return response.locals.visitor as Visitor | null | undefined;
}

/** The site as a visitor reads it: see `Store.forReaders`. */
export function chooseSite(site: Site, visitor: Visitor | null): Site {
  const { forReaders } = site.store;
  return visitor || !forReaders ? site : { ...site, store: forReaders };
}

/** Whether documents are requested with their texts, which only editors get in full: they are other people's work. */
export function asksForTexts({ query }: Request, visitor: Visitor | null): boolean {
  return query.text === '1' && hasRole(visitor, 'editor');
}

export function hasRole(visitor: Visitor | null, role: Role): boolean {
  return (visitor ? RANK_OF_USER[visitor.role] : 0) >= RANK[role];
}

/** @throws NotSignedIn, Forbidden */
export function demandRole(visitor: Visitor | null, role: Role): void {
  if (hasRole(visitor, role)) return;
  throw visitor ? new Forbidden() : new NotSignedIn();
}

/** Whether somebody has to set up a second factor before they go on. Tokens have been given by those who were let in. */
export function lacksFactor({ config }: Pick<Site, 'config'>, visitor: Visitor | null): boolean {
  return config.isAdminFactorAsked && visitor?.role === 'admin' && visitor.session?.hasSecondFactor === false;
}

/** For routes that need a role, where there is always a visitor. */
export function expectVisitor(visitor: Visitor | null): Visitor {
  if (!visitor) throw new NotSignedIn();
  return visitor;
}
