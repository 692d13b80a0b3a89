/** `/documents/new` and `/documents/:id/edit`. */
import { v7 as makeUid } from 'uuid';
import type { StoredDocument } from '../../../storage/documents/documents.ts';
import { layOutForm, readLine, seeOther } from '../../forms/forms.ts';
import { buildReasonField, handleRecordForm, readRevision } from '../../forms/write.ts';
import { loadDocumentAt } from '../visible-document.ts';
import { checkDocument } from './document-check.ts';
import { buildDocumentFields } from './form-model.ts';
import { DOCUMENT_LABELS, EMPTY_DOCUMENT, flattenDocument, readDocumentValues, fillDocument } from './values.ts';
import { readDocumentPath, documentAddress, editDocumentPath, newDocumentPath } from '../../../urls/records.ts';
import { documentsAddress } from '../../../urls/site.ts';

export const documentForm = handleRecordForm({
  load: async ({ store }, request): Promise<StoredDocument | null> =>
    request.params.id === undefined ? null : loadDocumentAt(store, request),
  async fill(store, stored) {
    if (!stored) return EMPTY_DOCUMENT;
    const { publisherId, document } = stored;
    const publisher = (await store.sources.load(publisherId))!;
    const text = (await store.documents.readTexts([document.uid])).get(document.uid) ?? null;
    return fillDocument(document, publisher.source, text);
  },
  async parse({ store, target, body }) {
    const values = readDocumentValues(body);
    return { values, ...(await checkDocument(store, values, target, makeUid)) };
  },
  async save({ store, target, body, by }, draft) {
    await store.documents.save({ base: target && readRevision(body), ...draft }, by);
    const { uid, title } = draft.record;
    const [saved] = await store.documents.loadByUids([uid]);
    const { id } = saved!;
    return seeOther(readLine(body, 'action') === 'read' ? readDocumentPath(id) : documentAddress({ id, title }).html);
  },
  labels: DOCUMENT_LABELS,
  flatten: flattenDocument,
  show(stored, { values, reason }, { issues, details }, differences) {
    const form = layOutForm(issues);
    const name = stored?.document.title ?? '';
    const path = stored ? editDocumentPath(stored.id) : newDocumentPath;
    const model = {
      errors: form.errors,
      ...{ path, name, differences },
      revision: stored?.revision ?? null,
      cancel: stored ? documentAddress({ id: stored.id, title: name }).html : documentsAddress().html,
      document: buildDocumentFields(form, values, details),
      reason: buildReasonField(form, reason),
    };
    const title = stored ? `Edit a document: ${name}` : 'Add a document';
    return { kind: 'form', view: 'documents/edit', title, path, issues, model };
  },
});
