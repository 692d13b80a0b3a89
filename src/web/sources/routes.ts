import type { Route } from '../http/route.ts';
import { routeForm } from '../forms/write.ts';
import { showSourceHistory, undoSource } from './history.ts';
import { listSources } from './list.ts';
import { mergeForm } from './merge/merge.ts';
import { sourceForm } from './edit/source.ts';
import { showSource } from './profile.ts';
import { afterQuery, sourceQuery } from '../records/queries.ts';
import { describeTwin, sourceTwinSchema } from '../records/schemas.ts';

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
    ),
  },
];
