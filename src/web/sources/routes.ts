import type { Route } from '../http/route.ts';
import { showSourceHistory } from './history.ts';
import { listSources } from './list.ts';
import { showMerge, takeMerge } from './merge/merge.ts';
import { showEditSource, showNewSource, takeEditSource, takeNewSource } from './edit/source.ts';
import { showSource } from './profile.ts';

/** A form and where it is sent: the same address. */
const form = (path: string, show: Route['handler'], take: Route['handler']): Route[] => [
  { method: 'get', path, json: null, role: 'editor', handler: show },
  { method: 'post', path, json: null, role: 'editor', handler: take },
];

/** `/sources/new` comes before `/sources/:id`, which would take it. */
export const sourceRoutes: readonly Route[] = [
  ...form('/sources/new', showNewSource, takeNewSource),
  ...form('/sources/:id/edit', showEditSource, takeEditSource),
  ...form('/sources/:id/merge', showMerge, takeMerge),
  {
    method: 'get',
    path: '/sources/:id/history',
    json: '/sources/:id/history.json',
    role: 'editor',
    handler: showSourceHistory,
  },
  { method: 'get', path: '/sources', json: '/sources.json', role: 'reader', fresh: 'base', handler: listSources },
  {
    method: 'get',
    path: '/sources/:id',
    json: '/sources/:id.json',
    role: 'reader',
    fresh: 'base',
    handler: showSource,
  },
];
