import type { Route } from '../../http/route.ts';
import { routeForm } from '../../forms/write.ts';
import { attributionForm } from './attribution.ts';
import { draftRoutes } from './drafts.ts';
import { statementForm } from './statement.ts';
import { claimForm } from './claim.ts';
import { publishClaim, restoreClaim, withdrawalForm } from './publication.ts';

export const editingRoutes: readonly Route[] = [
  ...draftRoutes,
  ...routeForm('/claims/:id/edit', claimForm),
  { method: 'post', path: '/claims/:id/publish', json: null, role: 'editor', handler: publishClaim },
  ...routeForm('/claims/:id/withdraw', withdrawalForm),
  { method: 'post', path: '/claims/:id/restore', json: null, role: 'editor', handler: restoreClaim },
  ...routeForm('/statements/:uid/edit', statementForm),
  ...routeForm('/attributions/:uid/edit', attributionForm),
];
