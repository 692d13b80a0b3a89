import type { Route } from '../../http/route.ts';
import { showAboutReading } from './about/about.ts';
import { showReading } from './reading.ts';
import { submitReading } from './submission.ts';

const READ = '/documents/:id/read';

export const readingRoutes: readonly Route[] = [
  // The text is other people's work: it is for editors.
  { method: 'get', path: READ, json: null, role: 'editor', handler: showReading },
  { method: 'post', path: READ, json: null, role: 'editor', handler: submitReading },
  { method: 'get', path: '/about/reading', json: '/about/reading.json', role: 'reader', handler: showAboutReading },
];
