/** A document's kind and version in words. */
import { parseDate } from '../model/dates.ts';
import type { Document, DocumentKind } from '../model/records.ts';
import { formatDate } from './dates.ts';
import { capitalize } from './values.ts';

export const DOCUMENT_KIND_WORDS: Readonly<Record<DocumentKind, string>> = {
  article: 'article',
  post: 'post',
  broadcast: 'broadcast',
  'press-release': 'press release',
  image: 'image',
  video: 'video',
  audio: 'audio recording',
  paper: 'paper',
  dataset: 'data set',
  page: 'web page',
  message: 'message',
};

/** "version of 3 May 2025", "version r1294837". Four digits alone may be a year or a number, and are written as they are. */
function writeVersion(version: string): string {
  const date = parseDate(version);
  return date && date.precision !== 'year' ? `version of ${formatDate(version)}` : `version ${version}`;
}

/** "Press release, version of 3 May 2025"; null where neither is known. */
export function writeKindAndVersion({ kind, version }: Pick<Document, 'kind' | 'version'>): string | null {
  const words = [kind && DOCUMENT_KIND_WORDS[kind], version && writeVersion(version)].filter((word) => word !== null);
  return words.length === 0 ? null : capitalize(words.join(', '));
}
