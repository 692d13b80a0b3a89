import type { Route } from '../../http/route.ts';
import { routeForm } from '../../forms/write.ts';
import { attributionForm } from './attribution.ts';
import { chainForm } from './new-chain.ts';
import { newClaimForm } from './new-claim.ts';
import { statementForm } from './statement.ts';
import { claimForm } from './claim.ts';

export const editingRoutes: readonly Route[] = [
  ...routeForm('/claims/new', newClaimForm),
  ...routeForm('/claims/:id/edit', claimForm),
  ...routeForm('/claims/:id/chains/new', chainForm),
  ...routeForm('/statements/:uid/edit', statementForm),
  ...routeForm('/attributions/:uid/edit', attributionForm),
];
