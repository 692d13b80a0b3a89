/** `/documents/new` and `/documents/:id/edit`. */
import type { Request } from 'express';
import { v7 as makeUid } from 'uuid';
import { Conflict } from '../../../storage/errors.ts';
import type { StoredDocument } from '../../../storage/documents/documents.ts';
import type { Store } from '../../../storage/store.ts';
import { compareValues, CONFLICT, type Difference } from '../../forms/conflict.ts';
import { layOutForm, readLine, seeOther } from '../../forms/forms.ts';
import { buildReasonField, parseReason, readRevision } from '../../forms/revision-fields.ts';
import type { Format, FormReply, Reply, Site, Visitor } from '../../http/route.ts';
import { signWrite } from '../../forms/stamp.ts';
import { documentAddress, editDocumentPath, newDocumentPath, readDocumentPath } from '../../../urls/records.ts';
import { loadDocumentAt } from '../visible-document.ts';
import {
  EMPTY_DOCUMENT,
  flattenValues,
  LABELS,
  readDocumentValues,
  writeDocumentValues,
  type DocumentValues,
} from './values.ts';
import { buildDocumentFields } from './form-model.ts';
import { judgeDocument, NO_OBSTACLES, type Obstacles } from './document-check.ts';
import { documentsAddress } from '../../../urls/site.ts';

interface Typed {
  values: DocumentValues;
  reason: string;
}

export function showNewDocument(): Reply {
  return showForm(null, { values: EMPTY_DOCUMENT, reason: '' }, NO_OBSTACLES, []);
}

export async function showEditDocument({ store }: Site, request: Request): Promise<Reply> {
  const stored = await loadDocumentAt(store, request);
  return showForm(stored, { values: await writeValues(store, stored), reason: '' }, NO_OBSTACLES, []);
}

async function writeValues(store: Store, { publisherId, document }: StoredDocument): Promise<DocumentValues> {
  const publisher = (await store.sources.load(publisherId))!;
  const text = (await store.documents.readTexts([document.uid])).get(document.uid) ?? null;
  return writeDocumentValues(document, publisher.source, text);
}

function showForm(
  stored: StoredDocument | null,
  { values, reason }: Typed,
  obstacles: Obstacles,
  differences: readonly Difference[],
): FormReply {
  const { issues } = obstacles;
  const form = layOutForm(issues);
  const name = stored?.document.title ?? '';
  const path = stored ? editDocumentPath(stored.id) : newDocumentPath;
  const model = {
    errors: form.errors,
    ...{ path, name, differences },
    revision: stored?.revision ?? null,
    cancel: stored ? documentAddress({ id: stored.id, title: name }).html : documentsAddress().html,
    document: buildDocumentFields(form, values, obstacles),
    reason: buildReasonField(form, reason),
  };
  const title = stored ? `Edit a document: ${name}` : 'Add a document';
  return { kind: 'form', view: 'documents/edit', title, path, issues, model };
}

export async function takeNewDocument(
  site: Site,
  request: Request,
  _format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  return takeDocument(site, request, visitor, null);
}

export async function takeEditDocument(
  site: Site,
  request: Request,
  _format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  return takeDocument(site, request, visitor, await loadDocumentAt(site.store, request));
}

async function takeDocument(
  site: Site,
  { body }: Request,
  visitor: Visitor | null,
  stored: StoredDocument | null,
): Promise<Reply> {
  const { store } = site;
  const values = readDocumentValues(body);
  const { reason, typed, issues } = parseReason(body);
  const shown = { values, reason: typed };
  const judged = await judgeDocument(store, values, stored, makeUid);
  if (!judged.ok || issues.length > 0) {
    const obstacles = judged.ok ? NO_OBSTACLES : judged;
    return showForm(stored, shown, { ...obstacles, issues: [...obstacles.issues, ...issues] }, []);
  }
  const { record } = judged.write;
  try {
    const base = stored && readRevision(body);
    await store.documents.save({ base, ...judged.write }, signWrite(site, visitor, reason));
  } catch (error) {
    if (!(error instanceof Conflict) || !stored) throw error;
    const now = (await store.documents.load(stored.id))!;
    const differences = compareValues(LABELS, flattenValues(values), flattenValues(await writeValues(store, now)));
    return { ...showForm(now, shown, { ...NO_OBSTACLES, issues: CONFLICT }, differences), status: 409 };
  }
  const [saved] = await store.documents.loadByUids([record.uid]);
  const isRead = readLine(body, 'action') === 'read';
  return seeOther(isRead ? readDocumentPath(saved!.id) : documentAddress({ id: saved!.id, title: record.title }).html);
}
