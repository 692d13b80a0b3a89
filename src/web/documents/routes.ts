import type { Route } from '../http/route.ts';
import { routeForm } from '../forms/write.ts';
import { showAnnotations } from './show/annotations.ts';
import { showDocumentHistory, undoDocument } from './history.ts';
import { showDocumentList } from './list.ts';
import { documentForm } from './edit/document.ts';
import { showDocument } from './show/document.ts';
import { showReuse } from './reuse/reuse.ts';
import { beforeQuery, documentQuery, textQuery } from '../records/queries.ts';
import {
  describeFile,
  describeReading,
  describeSending,
  describeTwin,
  documentSchema,
  documentTwinSchema,
  sentDocumentSchema,
} from '../records/schemas.ts';
import { recordHistorySchema, reuseSchema, documentPageSchema } from '../records/twins.ts';
import { showDocumentRecord, submitDocument } from './sent-document.ts';

const HISTORY = '/documents/:id/history';
const REUSE = '/documents/:id/reuse';

/** `/documents/new` comes before `/documents/:id`, which would take it. */
export const documentRoutes: readonly Route[] = [
  ...routeForm('/documents/new', documentForm),
  ...routeForm('/documents/:id/edit', documentForm),
  {
    method: 'get',
    path: HISTORY,
    json: `${HISTORY}.json`,
    role: 'editor',
    handler: showDocumentHistory,
    operation: describeTwin(
      { id: 'readDocumentHistory', group: 'Documents', summary: 'The history of a document', query: beforeQuery },
      'Its changes, newest first: who, when, why.',
      recordHistorySchema,
    ),
  },
  { method: 'post', path: `${HISTORY}/:revision/undo`, json: null, role: 'editor', handler: undoDocument },
  {
    method: 'get',
    path: REUSE,
    json: `${REUSE}.json`,
    role: 'editor',
    handler: showReuse,
    operation: describeTwin(
      { id: 'readReuse', group: 'Documents', summary: 'The passages that a document shares with others' },
      'The related documents, each with the passages and the attributions that were dropped.',
      reuseSchema,
    ),
  },
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
      documentPageSchema,
    ),
  },
  {
    method: 'get',
    path: '/api/documents/:uid',
    json: null,
    role: 'reader',
    isApi: true,
    handler: showDocumentRecord,
    operation: describeReading(
      { id: 'getDocument', group: 'Documents', summary: 'One document by its uid', query: textQuery },
      'Without its text, unless an editor asks for that.',
      documentSchema,
    ),
  },
  {
    method: 'post',
    path: '/api/documents',
    json: null,
    role: 'editor',
    isApi: true,
    handler: submitDocument,
    operation: describeSending(
      { id: 'putDocument', group: 'Documents', summary: 'Create or update a document' },
      'It is checked as the form of a document is. Its publisher must be here. Excerpts must be in its text: “instead” gives the words that take the place of those that no longer are.',
      sentDocumentSchema,
    ),
  },
];
