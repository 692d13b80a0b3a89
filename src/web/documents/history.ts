import type { Request } from 'express';
import type { Document } from '../../model/records.ts';
import type { Change } from '../../storage/types.ts';
import { documentAddress } from '../../urls/records.ts';
import { DOCUMENT_KIND_WORDS } from '../../wording/documents.ts';
import type { Store } from '../../storage/store.ts';
import type { StoredDocument } from '../../storage/documents/documents.ts';
import { seeOther } from '../forms/forms.ts';
import { signWrite } from '../forms/write.ts';
import { refreshLater } from '../http/other-thread.ts';
import type { Handler, Reply, Site, Visitor } from '../http/route.ts';
import { locateSaved, noteRecordSaved, readUndone } from '../records/save-notice.ts';
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

/** What an editor's write did, for the document's page. */
export function noteDocumentSaved(
  store: Store,
  request: Request,
  visitor: Visitor | null,
  { id, document }: StoredDocument,
) {
  const subject = { folder: 'documents', id, uid: document.uid } as const;
  return noteRecordSaved(store, request, visitor, subject, describeChange, document);
}

/** `/documents/:id/history/:revision/undo` */
export const undoDocument: Handler = async (site, request, _format, visitor) => {
  const { store } = site;
  const { id, revision, document } = await loadDocumentAt(store, request);
  const undone = await readUndone(store, request, document);
  const record = undone.record as Document;
  // A revision that changed the text can't be undone: history has no texts.
  const text = (await store.documents.readTexts([document.uid])).get(document.uid) ?? null;
  const draft = { base: revision, record, text, newSources: [], instead: new Map<string, string>() };
  await store.documents.save(draft, signWrite(site, visitor, undone.reason));
  refreshLater(site);
  return seeOther(locateSaved(documentAddress({ id, title: record.title }).html, revision, revision + 1));
};

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
