import { hearsayClaimJsonSchema } from '../../../formats/hearsay/schema.ts';
import type { Route } from '../../http/route.ts';
import { claimFileRoutes } from './claim-file.ts';
import { exportAll } from './all-claims.ts';
import { exportAllPath, schemaPath } from '../../../urls/site.ts';

/** What programs need to read and check our exports. */
export const exchangeRoutes: readonly Route[] = [
  ...claimFileRoutes,
  { method: 'get', path: exportAllPath, json: null, role: 'reader', handler: exportAll },
  {
    method: 'get',
    path: schemaPath,
    json: null,
    role: 'reader',
    handler: () => ({
      kind: 'data',
      status: 200,
      type: 'application/schema+json',
      cache: 'public, max-age=3600',
      body: hearsayClaimJsonSchema,
    }),
  },
];
