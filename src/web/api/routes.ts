import {
  claimListSchema,
  documentListSchema,
  incomingSchema,
  receiptSchema,
  sourceListSchema,
} from '../records/schemas.ts';
import type { Route } from '../http/route.ts';
import { apiAddress } from '../../urls/site.ts';
import { apiClaimQuery, apiDocumentQuery, apiSourceQuery } from '../records/queries.ts';
import { showApi } from './page.ts';
import { describeTwin } from '../records/schemas.ts';
import { listClaimItems, listDocumentItems, listSourceItems, submitClaim } from './handlers.ts';

const READING = { method: 'get', json: null, role: 'reader', fresh: 'base', isApi: true } as const;

/** @param routes all of them, these among them: the API describes itself */
export const apiRoutes = (routes: () => readonly Route[]): readonly Route[] => [
  {
    ...READING,
    path: '/api/claims',
    handler: listClaimItems,
    operation: {
      id: 'listClaims',
      group: 'Claims',
      summary: 'Claims, by whatever the page of claims can be asked for',
      query: apiClaimQuery,
      answers: { 200: { description: 'Claims, and where the list goes on.', schema: claimListSchema } },
    },
  },
  {
    method: 'post',
    path: '/api/claims',
    json: null,
    role: 'editor',
    isApi: true,
    handler: submitClaim,
    operation: {
      id: 'putClaim',
      group: 'Claims',
      summary: 'Make or update a claim with its chains',
      description:
        'Takes hearsay.claim/1; what is derived (analysis, support, lag) may be left out and is worked out anew. The ' +
        'uid decides: a new one makes a claim, a known one updates it to what was sent, and the same again changes ' +
        'nothing. Sources and documents of known uids are updated too. The history names the token and its person.',
      body: incomingSchema,
      answers: {
        200: { description: 'The claim was known: it was updated, or was as it was sent.', schema: receiptSchema },
        201: { description: 'The claim was made; Location leads to it.', schema: receiptSchema },
      },
    },
  },
  {
    ...READING,
    path: '/api/sources',
    handler: listSourceItems,
    operation: {
      id: 'listSources',
      group: 'Sources',
      summary: 'Sources by name',
      query: apiSourceQuery,
      answers: { 200: { description: 'Sources, and where the list goes on.', schema: sourceListSchema } },
    },
  },
  {
    ...READING,
    path: '/api/documents',
    handler: listDocumentItems,
    operation: {
      id: 'listDocuments',
      group: 'Documents',
      summary: 'Documents, newest first',
      query: apiDocumentQuery,
      answers: { 200: { description: 'Documents, and where the list goes on.', schema: documentListSchema } },
    },
  },
  {
    method: 'get',
    path: apiAddress.html,
    json: apiAddress.json,
    role: 'reader',
    fresh: 'base',
    handler: (site) => showApi(site, routes()),
    operation: describeTwin(
      { id: 'readOpenApi', group: 'This site', summary: 'This description' },
      'An OpenAPI document, version 3.1.',
    ),
  },
];
