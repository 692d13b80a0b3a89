/** What every form says of a document's kind and version. */
import { DOCUMENT_KINDS } from '../../model/records.ts';
import { DOCUMENT_KIND_WORDS } from '../../wording/documents.ts';
import { capitalize } from '../../wording/values.ts';

export const KIND_OPTIONS: readonly { value: string; text: string }[] = [
  { value: '', text: 'Unknown' },
  ...DOCUMENT_KINDS.map((kind) => ({ value: kind, text: capitalize(DOCUMENT_KIND_WORDS[kind]) })),
];

export const VERSION_HINT =
  'For a page that changes: the date of the version, such as 2025-05-03, or the page’s own name for it';
