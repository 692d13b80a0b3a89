import type { Route } from '../http/route.ts';
import { changePassword, endSessions, makeToken, revokeToken, showAccount } from './account.ts';
import { changeSecondFactor, showSecondFactor } from './second-factor.ts';
import {
  acceptWelcome,
  finishSignIn,
  rateTyped,
  showCode,
  showSignIn,
  showWelcome,
  signIn,
  signOut,
} from './sign-in.ts';
import { changeUser, invite, listEvents, listUsers, showInvite, showUser, withdrawInvite } from './users.ts';
import {
  accountAddress,
  codePath,
  eventsAddress,
  invitePath,
  secondFactorPath,
  sessionsPath,
  signOutPath,
  strengthPath,
  tokensPath,
  usersAddress,
} from '../../urls/site.ts';

const { html: account, json: accountJson } = accountAddress;
const { html: users, json: usersJson } = usersAddress;

/** They decide who may do what. */
const SURE = { recent: true } as const;

/** The ways in, and to a second factor. */
const SET_UP = { isForSetUp: true, json: null } as const;

export const accountRoutes: readonly Route[] = [
  { ...SET_UP, method: 'get', path: '/sign-in', role: 'reader', handler: showSignIn },
  { ...SET_UP, method: 'post', path: '/sign-in', role: 'reader', handler: signIn },
  { ...SET_UP, method: 'get', path: codePath, role: 'reader', handler: showCode },
  { ...SET_UP, method: 'post', path: codePath, role: 'reader', handler: finishSignIn },
  { ...SET_UP, method: 'post', path: signOutPath, role: 'reader', handler: signOut },
  { ...SET_UP, method: 'get', path: '/welcome', role: 'reader', handler: showWelcome },
  { ...SET_UP, method: 'post', path: '/welcome', role: 'reader', handler: acceptWelcome },
  { ...SET_UP, method: 'post', path: strengthPath, role: 'reader', handler: rateTyped },
  { ...SET_UP, method: 'get', path: secondFactorPath, role: 'member', handler: showSecondFactor },
  { ...SET_UP, method: 'post', path: secondFactorPath, role: 'member', handler: changeSecondFactor },
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
