import {
  claimListSchema,
  claimSchema,
  documentListSchema,
  IF_MATCH,
  incomingSchema,
  lineReceiptSchema,
  receiptSchema,
  sentLineSchema,
  sourceListSchema,
} from '../records/schemas.ts';
import { openApiSchema } from '../records/twins.ts';
import type { Route } from '../http/route.ts';
import { apiAddress } from '../../urls/site.ts';
import { apiClaimQuery, apiDocumentQuery, apiSourceQuery } from '../records/queries.ts';
import { showApi } from './page.ts';
import { describeTwin } from '../records/schemas.ts';
import { showClaim, submitClaim } from './claims.ts';
import { LINES_TYPE } from '../middleware/request-body.ts';
import { MOST_LINES, submitLines } from './sent-lines.ts';
import { listClaimItems, listDocumentItems, listSourceItems } from './handlers.ts';

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
      summary: 'Claims, with the same filters as the page of claims',
      query: apiClaimQuery,
      answers: { 200: { description: 'Claims, and where the list continues.', schema: claimListSchema } },
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
      summary: 'Create or update a claim with its chains',
      description:
        'Send hearsay.claim/1. Derived members (analysis, support, lag) are optional and are worked out anew. The ' +
        'uid decides: a new one creates a claim, a known one updates it to what was sent (with If-Match), and sending the same ' +
        'again changes nothing. Sources and documents that are known here, by uid, name or address, stay as they are. ' +
        'updatedAt is set here. The history names the token and its owner.',
      headers: {
        'Idempotency-Key':
          'Of your choice, new for each claim that you send. The same again is written once and answered alike; with another body it is refused (422).',
        'If-Match': IF_MATCH,
      },
      body: incomingSchema,
      answers: {
        200: {
          description: 'The claim was already here: it was updated, or nothing had changed.',
          schema: receiptSchema,
        },
        201: { description: 'The claim was created; Location links to it.', schema: receiptSchema },
      },
    },
  },
  {
    method: 'post',
    path: '/api/claims/batch',
    json: null,
    role: 'editor',
    isApi: true,
    takesLines: true,
    handler: submitLines,
    operation: {
      id: 'putClaims',
      group: 'Claims',
      summary: 'Create or update many claims',
      description:
        `Send NDJSON: a claim on each line, as POST /api/claims takes it, up to ${MOST_LINES.toLocaleString('en')}. For an ` +
        'update, send {"ifMatch": "…", "claim": {…}} with its ETag. Each line is saved by itself and answered in its turn, by ' +
        'a line with the status that it would have alone, while you are still sending. When the connection breaks, send the ' +
        'same again, with the same Idempotency-Key if you use one: what was saved is written once. A token sends one batch at a time.',
      headers: {
        'Idempotency-Key': 'Of your choice, new for each batch. Every line has its own from it, by its number.',
      },
      body: sentLineSchema,
      answers: {
        200: {
          description: 'For each line its outcome, in their order.',
          type: LINES_TYPE,
          schema: lineReceiptSchema,
        },
      },
    },
  },
  {
    method: 'get',
    path: '/api/claims/:uid',
    json: null,
    role: 'reader',
    isApi: true,
    handler: showClaim,
    operation: {
      id: 'getClaim',
      group: 'Claims',
      summary: 'One claim by its uid',
      description: 'As hearsay.claim/1, with the ETag that an update needs.',
      answers: { 200: { description: 'The claim.', schema: claimSchema } },
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
      answers: { 200: { description: 'Sources, and where the list continues.', schema: sourceListSchema } },
    },
  },
  {
    ...READING,
    path: '/api/documents',
    handler: listDocumentItems,
    operation: {
      id: 'listDocuments',
      group: 'Documents',
      summary: 'Documents, the last published first',
      query: apiDocumentQuery,
      answers: { 200: { description: 'Documents, and where the list continues.', schema: documentListSchema } },
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
      openApiSchema,
    ),
  },
];
