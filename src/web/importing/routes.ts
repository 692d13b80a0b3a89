import { writeHopTemplate } from '../../formats/csv/columns.ts';
import type { Route } from '../http/route.ts';
import { showImport, submitImport } from './import-claims.ts';
import { importPath, importTemplatePath } from '../../urls/site.ts';

export const importRoutes: readonly Route[] = [
  { method: 'get', path: importPath, json: null, role: 'editor', handler: showImport },
  { method: 'post', path: importPath, json: null, role: 'editor', upload: true, handler: submitImport },
  {
    method: 'get',
    path: importTemplatePath,
    json: null,
    role: 'editor',
    handler: () => ({ kind: 'file', type: 'text/csv', body: writeHopTemplate(), fileName: 'hops.csv' }),
  },
];
