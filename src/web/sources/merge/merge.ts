/** `/sources/:id/merge`: two sources that are one. Choose the other, look, merge; or take a merge back. */
import type { Request } from 'express';
import { Conflict } from '../../../storage/errors.ts';
import type { MergeLook, Seen } from '../../../storage/sources/merge/merge.ts';
import type { StoredSource } from '../../../storage/sources/sources.ts';
import type { Issue } from '../../../model/issues.ts';
import { NotFound } from '../../http/errors.ts';
import { layOutForm, readLine, seeOther } from '../../forms/forms.ts';
import { buildReasonField, parseReason, readRevision } from '../../forms/revision-fields.ts';
import type { Format, FormReply, Reply, Site, Visitor } from '../../http/route.ts';
import { signWrite } from '../../forms/stamp.ts';
import { findSource, type Question, type TypedName } from '../../forms/source-names.ts';
import { mergeSourcePath, parseId, sourceAddress } from '../../../urls/records.ts';
import {
  buildChoiceModel,
  buildLookModel,
  buildUndoModel,
  OTHER_FIELDS,
  PROBLEMS,
  tellUndoProblem,
} from './merge-model.ts';
import { refreshLater } from '../../http/refresh-later.ts';
import { loadSourceAt } from '../visible-source.ts';

/** For the top of the page that is shown again. It carries the newest revisions: saving again is then a decision. */
const CHANGED: readonly Issue[] = [
  { field: '', message: 'Somebody changed one of the two, or what names it, meanwhile. Look again before you go on.' },
];

export async function showMerge(site: Site, request: Request): Promise<Reply> {
  const stored = await loadSourceAt(site.store, request);
  return stored.mergedInto === null ? showChoice(stored, NOTHING_TYPED, null, []) : showUndo(site, stored, '', []);
}

const NOTHING_TYPED: TypedName = { name: '', pick: '', pickedFor: '', kind: '' };

function showChoice(
  stored: StoredSource,
  typed: TypedName,
  question: Question | null,
  issues: readonly Issue[],
): FormReply {
  const form = layOutForm(issues);
  const model = { errors: form.errors, ...buildChoiceModel(form, stored, typed, question) };
  const path = mergeSourcePath(stored.id);
  return {
    kind: 'form',
    view: 'sources/merge',
    title: `Merge ${stored.source.name} into another`,
    path,
    issues,
    model,
  };
}

export async function takeMerge(
  site: Site,
  request: Request,
  _format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  const stored = await loadSourceAt(site.store, request);
  const action = readLine(request.body, 'action');
  if (stored.mergedInto !== null) return takeUndo(site, request, visitor, stored);
  return action === 'merge' ? merge(site, request, visitor, stored) : look(site, request, stored);
}

/** From the name of the other to the look before. */
async function look(site: Site, { body }: Request, stored: StoredSource): Promise<Reply> {
  const line = (name: string): string => readLine(body, name);
  const { name, pick, pickedFor } = OTHER_FIELDS;
  const typed = { name: line(name), pick: line(pick), pickedFor: line(pickedFor), kind: '' };
  if (typed.name === '') {
    return showChoice(stored, typed, null, [{ field: name, message: 'Enter the source that it is the same as' }]);
  }
  const found = await findSource(site.store, typed, { except: [stored.source.uid], mayBeNew: false });
  if (!('is' in found)) {
    // Nothing new can be meant here, so nothing is made.
    const { field, message, question } = 'make' in found ? NOT_HERE : found;
    return showChoice(stored, typed, question, [{ field: OTHER_FIELDS[field], message }]);
  }
  const [into] = await site.store.sources.loadByUids([found.is]);
  if (!into) throw new NotFound();
  return showLook(site, stored, into, { reason: '', issues: [], typed });
}

const NOT_HERE = { field: 'name', message: 'Choose a source that is here', question: null } as const;

interface LookState {
  reason: string;
  issues: readonly Issue[];
  typed: TypedName;
}

async function showLook(
  { store }: Site,
  stored: StoredSource,
  into: StoredSource,
  { reason, issues, typed }: LookState,
): Promise<FormReply> {
  const outcome = await store.sources.lookAtMerge(stored.id, into.id);
  if (!outcome) throw new NotFound();
  if (!outcome.ok) {
    const name = typed.name === '' ? into.source.name : typed.name;
    const message = PROBLEMS[outcome.problem];
    return showChoice(stored, { ...typed, name }, null, [{ field: OTHER_FIELDS.name, message }]);
  }
  return replyLook(stored, into, outcome.look, reason, issues);
}

function replyLook(
  stored: StoredSource,
  into: StoredSource,
  look: MergeLook,
  reason: string,
  issues: readonly Issue[],
): FormReply {
  const form = layOutForm(issues);
  const title = `Merge ${stored.source.name} into ${into.source.name}`;
  const model = { errors: form.errors, ...buildLookModel(stored, into, look), reason: buildReasonField(form, reason) };
  return { kind: 'form', view: 'sources/merge-look', title, path: mergeSourcePath(stored.id), issues, model };
}

async function merge(site: Site, { body }: Request, visitor: Visitor | null, stored: StoredSource): Promise<Reply> {
  const { store } = site;
  const id = parseId(readLine(body, 'into'));
  const into = id === null ? null : await store.sources.load(id);
  if (!into) throw new NotFound();
  const { reason, typed, issues } = parseReason(body);
  const state = { reason: typed, issues, typed: NOTHING_TYPED };
  if (issues.length > 0) return showLook(site, stored, into, state);
  try {
    const [from, other] = [seen(stored, readRevision(body)), seen(into, readRevision(body, 'into-revision'))];
    const outcome = await store.sources.merge(from, other, signWrite(site, visitor, reason));
    if (!outcome.ok) return await showLook(site, stored, into, state);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const [now, other] = [await store.sources.load(stored.id), await store.sources.load(into.id)];
    return { ...(await showLook(site, now!, other!, { ...state, issues: CHANGED })), status: 409 };
  }
  refreshLater(site);
  return seeOther(sourceAddress({ id: into.id, name: into.source.name }).html);
}

const seen = ({ id }: StoredSource, revision: number): Seen => ({ id, revision });

async function showUndo(
  { store }: Site,
  stored: StoredSource,
  reason: string,
  issues: readonly Issue[],
): Promise<FormReply> {
  const outcome = await store.sources.lookAtUndo(stored.id);
  if (!outcome) throw new NotFound();
  const form = layOutForm(issues);
  const into = outcome.ok ? outcome.look.into : outcome.into;
  const title = `${stored.source.name} was merged into ${into.source.name}`;
  const undo = outcome.ok
    ? { ...buildUndoModel(outcome.look), reason: buildReasonField(form, reason) }
    : { ...tellUndoProblem(stored, into) };
  const model = { errors: form.errors, ...undo };
  return { kind: 'form', view: 'sources/undo-merge', title, path: mergeSourcePath(stored.id), issues, model };
}

async function takeUndo(site: Site, { body }: Request, visitor: Visitor | null, stored: StoredSource): Promise<Reply> {
  const { reason, typed, issues } = parseReason(body);
  if (issues.length > 0) return showUndo(site, stored, typed, issues);
  try {
    const from = seen(stored, readRevision(body));
    const outcome = await site.store.sources.undoMerge(from, signWrite(site, visitor, reason));
    if (!outcome.ok) return await showUndo(site, stored, typed, []);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const now = (await site.store.sources.load(stored.id))!;
    if (now.mergedInto === null) return seeOther(sourceAddress({ id: now.id, name: now.source.name }).html);
    return { ...(await showUndo(site, now, typed, CHANGED)), status: 409 };
  }
  refreshLater(site);
  return seeOther(sourceAddress({ id: stored.id, name: stored.source.name }).html);
}
