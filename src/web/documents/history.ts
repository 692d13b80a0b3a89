import type { Request } from 'express';
import type { Document } from '../../model/records.ts';
import type { Change } from '../../storage/types.ts';
import { documentAddress } from '../../urls/records.ts';
import { DOCUMENT_KIND_WORDS } from '../../wording/documents.ts';
import type { Reply, Site } from '../http/route.ts';
import { compareFields, showRecordHistory, type FieldChange, type NameOf, type Subject } from '../records/history.ts';
import { loadDocumentAt } from './visible-document.ts';
import { writeTitle } from '../../wording/names.ts';

const LABELS = {
  title: 'Title',
  publisher: 'Publisher',
  kind: 'Kind',
  url: 'Address',
  version: 'Version',
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
    name: writeTitle(document),
    address: documentAddress({ id, title: document.title }),
  };
  return showRecordHistory(site, request, subject, describeChange);
}

function describeChange({ kind, ...change }: Change, nameOf: NameOf): FieldChange[] {
  if (kind === 'text') return [describeTextChange(change.before !== null, change.after !== null)];
  const write = (document: Document | null) =>
    document && {
      ...document,
      publisher: nameOf(document.publisher),
      kind: document.kind && DOCUMENT_KIND_WORDS[document.kind],
    };
  const { before, after } = change as { before: Document | null; after: Document | null };
  return compareFields(LABELS, write(before), write(after));
}

/** Only whether there was a text: it is other people's work, and history keeps no more than its hash. */
function describeTextChange(before: boolean, after: boolean): FieldChange {
  if (before && after) return { label: 'Text', before: 'an older one', after: 'a newer one' };
  return { label: 'Text', before: before ? 'kept here' : null, after: after ? 'kept here' : null };
}
