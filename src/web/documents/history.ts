/** `/documents/:id/history`. */
import type { Request } from 'express';
import type { Document } from '../../model/records.ts';
import type { Change } from '../../storage/history/history.ts';
import { compareFields, showRecordHistory, type FieldChange, type Subject } from '../records/history.ts';
import type { Reply, Site } from '../http/route.ts';
import { documentAddress } from '../../urls/records.ts';
import { loadDocumentAt } from './visible-document.ts';

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

export async function showDocumentHistory(site: Site, request: Request): Promise<Reply> {
  const { id, document } = await loadDocumentAt(site.store, request);
  const subject: Subject = {
    ...{ folder: 'documents', what: 'document', id, uid: document.uid },
    name: { text: document.title, lang: document.language },
    address: documentAddress({ id, title: document.title }),
  };
  return showRecordHistory(site, request, subject, { listSources, tell });
}

interface DocumentChange {
  before: Document | null;
  after: Document | null;
}

function listSources(change: Change): (string | undefined)[] {
  const { before, after } = change as DocumentChange;
  return isText(change) ? [] : [before?.publisher, after?.publisher];
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
