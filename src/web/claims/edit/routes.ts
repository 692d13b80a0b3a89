import type { Route } from '../../http/route.ts';
import { showAddChain, takeAddChain } from './new-chain.ts';
import { showEditAttribution, takeEditAttribution } from './attribution.ts';
import { showEditClaim, takeEditClaim } from './claim.ts';
import { showEditStatement, takeEditStatement } from './statement.ts';
import { showNewClaim, takeNewClaim } from './new-claim.ts';

/** A form and where it is sent: the same address. */
const form = (path: string, show: Route['handler'], take: Route['handler']): Route[] => [
  { method: 'get', path, json: null, role: 'editor', handler: show },
  { method: 'post', path, json: null, role: 'editor', handler: take },
];

export const editingRoutes: readonly Route[] = [
  ...form('/claims/new', showNewClaim, takeNewClaim),
  ...form('/claims/:id/edit', showEditClaim, takeEditClaim),
  ...form('/claims/:id/chains/new', showAddChain, takeAddChain),
  ...form('/statements/:uid/edit', showEditStatement, takeEditStatement),
  ...form('/attributions/:uid/edit', showEditAttribution, takeEditAttribution),
];
