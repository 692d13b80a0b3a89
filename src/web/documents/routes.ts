import type { Route } from '../http/route.ts';
import { routeForm } from '../forms/write.ts';
import { showAnnotations } from './show/annotations.ts';
import { showDocumentHistory, undoDocument } from './history.ts';
import { showDocumentList } from './list.ts';
import { documentForm } from './edit/document.ts';
import { showDocument } from './show/document.ts';
import { showReuse } from './reuse/reuse.ts';
import { documentQuery } from '../records/queries.ts';
import { describeFile, describeTwin, documentTwinSchema } from '../records/schemas.ts';

const HISTORY = '/documents/:id/history';
const REUSE = '/documents/:id/reuse';

/** `/documents/new` comes before `/documents/:id`, which would take it. */
export const documentRoutes: readonly Route[] = [
  ...routeForm('/documents/new', documentForm),
  ...routeForm('/documents/:id/edit', documentForm),
  { method: 'get', path: HISTORY, json: `${HISTORY}.json`, role: 'editor', handler: showDocumentHistory },
  { method: 'post', path: `${HISTORY}/:revision/undo`, json: null, role: 'editor', handler: undoDocument },
  { method: 'get', path: REUSE, json: `${REUSE}.json`, role: 'editor', handler: showReuse },
  {
    method: 'get',
    path: '/documents/:id/annotations.jsonld',
    json: null,
    role: 'reader',
    handler: showAnnotations,
    operation: describeFile(
      { id: 'readAnnotations', group: 'Documents', summary: 'The excerpts as Web Annotations' },
      'An annotation collection.',
      'application/ld+json',
    ),
  },
  {
    method: 'get',
    path: '/documents',
    json: '/documents.json',
    role: 'reader',
    fresh: 'base',
    handler: showDocumentList,
    operation: describeTwin(
      { id: 'readDocumentsTwin', group: 'Documents', summary: 'The page of documents as JSON', query: documentQuery },
      'Fifty documents.',
      documentTwinSchema,
    ),
  },
  {
    method: 'get',
    path: '/documents/:id',
    json: '/documents/:id.json',
    role: 'reader',
    fresh: 'base',
    handler: showDocument,
    operation: describeTwin(
      { id: 'readDocument', group: 'Documents', summary: 'One document, and the excerpts that claims use' },
      'The document without its text: that is other people’s work.',
    ),
  },
];
