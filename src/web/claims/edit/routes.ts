import type { Route } from '../../http/route.ts';
import { routeForm } from '../../forms/write.ts';
import { attributionForm } from './attribution.ts';
import { draftRoutes } from './drafts.ts';
import { statementForm } from './statement.ts';
import { claimForm } from './claim.ts';

export const editingRoutes: readonly Route[] = [
  ...draftRoutes,
  ...routeForm('/claims/:id/edit', claimForm),
  ...routeForm('/statements/:uid/edit', statementForm),
  ...routeForm('/attributions/:uid/edit', attributionForm),
];
