import type { Route } from '../../http/route.ts';
import { restoreRevision, undoRevision } from './revert.ts';
import { showHistory } from './history.ts';
import { showRevision } from './revision.ts';
import { beforeQuery, drawingQuery } from '../../records/queries.ts';
import { claimSchema, describeTwin } from '../../records/schemas.ts';
import { claimHistorySchema } from '../../records/twins.ts';

const HISTORY = '/claims/:id/history';
const REVISION = `${HISTORY}/:revision`;

export const historyRoutes: readonly Route[] = [
  {
    method: 'get',
    path: HISTORY,
    json: `${HISTORY}.json`,
    role: 'reader',
    fresh: 'claim',
    handler: showHistory,
    operation: describeTwin(
      { id: 'readHistory', group: 'Claims', summary: 'The changes to a claim', query: beforeQuery },
      'Its revisions, newest first.',
      claimHistorySchema,
    ),
  },
  {
    method: 'get',
    path: REVISION,
    json: `${REVISION}.json`,
    role: 'reader',
    fresh: 'claim',
    query: drawingQuery,
    handler: showRevision,
    operation: describeTwin(
      { id: 'readRevision', group: 'Claims', summary: 'A claim as it was after one of its revisions' },
      'The revision, as hearsay.claim/1.',
      claimSchema,
    ),
  },
  { method: 'post', path: `${REVISION}/restore`, json: null, role: 'editor', handler: restoreRevision },
  { method: 'post', path: `${REVISION}/undo`, json: null, role: 'editor', handler: undoRevision },
];
