import type { Route } from '../../http/route.ts';
import { restoreRevision, undoRevision } from './revert.ts';
import { showHistory } from './history.ts';
import { showRevision } from './revision.ts';

const HISTORY = '/claims/:id/history';
const REVISION = `${HISTORY}/:revision`;

export const historyRoutes: readonly Route[] = [
  { method: 'get', path: HISTORY, json: `${HISTORY}.json`, role: 'reader', fresh: 'claim', handler: showHistory },
  { method: 'get', path: REVISION, json: `${REVISION}.json`, role: 'reader', fresh: 'claim', handler: showRevision },
  { method: 'post', path: `${REVISION}/restore`, json: null, role: 'editor', handler: restoreRevision },
  { method: 'post', path: `${REVISION}/undo`, json: null, role: 'editor', handler: undoRevision },
];
