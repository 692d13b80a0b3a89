/** `/documents/:id/history`. */
import type { Request } from 'express';
import type { Document } from '../../provenance/model.ts';
import type { Change } from '../../storage/history.ts';
import {
  buildRecordHistory,
  compareFields,
  readRevisions,
  readSourceNames,
  writeRecordHistory,
  type FieldChange,
  type Subject,
} from '../record-history.ts';
import { readNumber } from '../query.ts';
import type { Reply, Site } from '../route.ts';
import { documentAddress, recordHistoryAddress } from '../urls.ts';
import { loadDocumentAt } from './document-at.ts';

const LABELS = {
  title: 'Title',
  publisher: 'Publisher',
  url: 'Address',
  archivedUrl: 'Archived copy',
  publishedAt: 'Published on',
  retrievedAt: 'Retrieved on',
  language: 'Language',
  sha256: 'SHA-256 of the text',
} as const;

export async function showDocumentHistory({ store, config }: Site, request: Request): Promise<Reply> {
  const { id, document } = await loadDocumentAt(store, request);
  const before = readNumber(request, 'before', 'a revision, such as 12');
  const subject: Subject = {
    ...{ folder: 'documents', what: 'document', id, uid: document.uid },
    name: { text: document.title, lang: document.language },
    address: documentAddress({ id, title: document.title }),
  };
  const page = await readRevisions(store, subject, before);
  const names = await readSourceNames(store, page, (change) => {
    const { before: was, after: is } = change as DocumentChange;
    return isText(change) ? [] : [was?.publisher, is?.publisher];
  });
  return {
    kind: 'page',
    view: 'documents/history',
    title: `History of ${document.title}`,
    address: recordHistoryAddress('documents', id, before),
    model: () => buildRecordHistory(subject, page, before, (changes) => changes.flatMap((one) => tell(one, names))),
    json: () => writeRecordHistory(subject, page, config.baseUrl),
  };
}

interface DocumentChange {
  before: Document | null;
  after: Document | null;
}

const isText = ({ kind }: Change): boolean => kind === 'text';

/** Of a text, only that there is one is told: it is other people's work, and history keeps its hash. */
function tell(change: Change, names: ReadonlyMap<string, string>): FieldChange[] {
  if (isText(change)) {
    const say = (hash: unknown): string | null => (hash === null ? null : 'kept here');
    const [before, after] = [say(change.before), say(change.after)];
    if (before !== null && after !== null) return [{ label: 'Text', before: 'an older one', after: 'a newer one' }];
    return [{ label: 'Text', before, after }];
  }
  const write = (document: Document | null) =>
    document && { ...document, publisher: names.get(document.publisher) ?? document.publisher };
  const { before, after } = change as DocumentChange;
  return compareFields(LABELS, write(before), write(after));
}
