import type { Route } from '../http/route.ts';
import { changePassword, endSessions, makeToken, revokeToken, showAccount } from './account.ts';
import { showSignIn, signIn, signOut, acceptWelcome, showWelcome } from './sign-in.ts';
import { changeUser, invite, listEvents, listUsers, showInvite, showUser, withdrawInvite } from './users.ts';
import {
  accountAddress,
  eventsAddress,
  invitePath,
  sessionsPath,
  signOutPath,
  tokensPath,
  usersAddress,
} from '../../urls/site.ts';

const { html: account, json: accountJson } = accountAddress;
const { html: users, json: usersJson } = usersAddress;

/** They decide who may do what. */
const SURE = { recent: true } as const;

export const accountRoutes: readonly Route[] = [
  { method: 'get', path: '/sign-in', json: null, role: 'reader', handler: showSignIn },
  { method: 'post', path: '/sign-in', json: null, role: 'reader', handler: signIn },
  { method: 'post', path: signOutPath, json: null, role: 'reader', handler: signOut },
  { method: 'get', path: '/welcome', json: null, role: 'reader', handler: showWelcome },
  { method: 'post', path: '/welcome', json: null, role: 'reader', handler: acceptWelcome },
  { method: 'get', path: account, json: accountJson, role: 'member', handler: showAccount },
  { method: 'post', path: account, json: null, role: 'member', handler: changePassword },
  { method: 'post', path: sessionsPath, json: null, role: 'member', handler: endSessions },
  { ...SURE, method: 'post', path: tokensPath, json: null, role: 'editor', handler: makeToken },
  { method: 'post', path: `${tokensPath}/:id/revoke`, json: null, role: 'editor', handler: revokeToken },
  { method: 'get', path: users, json: usersJson, role: 'admin', handler: listUsers },
  { ...SURE, method: 'post', path: users, json: null, role: 'admin', handler: withdrawInvite },
  { method: 'get', path: invitePath, json: null, role: 'admin', handler: showInvite },
  { ...SURE, method: 'post', path: invitePath, json: null, role: 'admin', handler: invite },
  { method: 'get', path: eventsAddress.html, json: eventsAddress.json, role: 'admin', handler: listEvents },
  { method: 'get', path: '/users/:id', json: '/users/:id.json', role: 'admin', handler: showUser },
  { ...SURE, method: 'post', path: '/users/:id', json: null, role: 'admin', handler: changeUser },
];
