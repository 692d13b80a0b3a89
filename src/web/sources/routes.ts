import type { Route } from '../http/route.ts';
import { routeForm } from '../forms/write.ts';
import { showSourceHistory, undoSource } from './history.ts';
import { listSources } from './list.ts';
import { mergeForm } from './merge/merge.ts';
import { sourceForm } from './edit/source.ts';
import { showSource } from './profile.ts';
import { showSourceRecord, submitSource } from './sent-source.ts';
import { afterQuery, beforeQuery, sourceQuery } from '../records/queries.ts';
import {
  describeReading,
  describeSending,
  describeTwin,
  sentSourceSchema,
  sourceSchema,
  sourceTwinSchema,
} from '../records/schemas.ts';
import { recordHistorySchema, sourcePageSchema } from '../records/twins.ts';

/** `/sources/new` comes before `/sources/:id`, which would take it. */
export const sourceRoutes: readonly Route[] = [
  ...routeForm('/sources/new', sourceForm),
  ...routeForm('/sources/:id/edit', sourceForm),
  ...routeForm('/sources/:id/merge', mergeForm),
  {
    method: 'get',
    path: '/sources/:id/history',
    json: '/sources/:id/history.json',
    role: 'editor',
    handler: showSourceHistory,
    operation: describeTwin(
      { id: 'readSourceHistory', group: 'Sources', summary: 'The history of a source', query: beforeQuery },
      'Its changes, newest first: who, when, why.',
      recordHistorySchema,
    ),
  },
  {
    method: 'post',
    path: '/sources/:id/history/:revision/undo',
    json: null,
    role: 'editor',
    handler: undoSource,
  },
  {
    method: 'get',
    path: '/sources',
    json: '/sources.json',
    role: 'reader',
    fresh: 'base',
    handler: listSources,
    operation: describeTwin(
      { id: 'readSourcesTwin', group: 'Sources', summary: 'The page of sources as JSON', query: sourceQuery },
      'Fifty sources.',
      sourceTwinSchema,
    ),
  },
  {
    method: 'get',
    path: '/sources/:id',
    json: '/sources/:id.json',
    role: 'reader',
    fresh: 'base',
    handler: showSource,
    operation: describeTwin(
      { id: 'readSource', group: 'Sources', summary: 'One source and its part in claims', query: afterQuery },
      'Its family, whom it cites and who cites it, and its claims.',
      sourcePageSchema,
    ),
  },
  {
    method: 'get',
    path: '/api/sources/:uid',
    json: null,
    role: 'reader',
    isApi: true,
    handler: showSourceRecord,
    operation: describeReading(
      { id: 'getSource', group: 'Sources', summary: 'One source by its uid' },
      'A merged source is answered with the one that speaks for it.',
      sourceSchema,
    ),
  },
  {
    method: 'post',
    path: '/api/sources',
    json: null,
    role: 'editor',
    isApi: true,
    handler: submitSource,
    operation: describeSending(
      { id: 'putSource', group: 'Sources', summary: 'Create or update a source' },
      'It is checked as the form of a source is: where one of its names is that of another source here, or much like it, say “namesake”: true. Its parent must be here.',
      sentSourceSchema,
    ),
  },
];
