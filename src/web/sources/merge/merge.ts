/** `/sources/:id/merge`: two sources that are one. Choose the other, preview the merge, save it; or take one back. */
import type { Request } from 'express';
import type { Issue } from '../../../model/issues.ts';
import type { SourceVersion } from '../../../storage/sources/merge/merge.ts';
import type { StoredSource } from '../../../storage/sources/sources.ts';
import { layOutForm, readLine, seeOther } from '../../forms/forms.ts';
import { findSource, type Question, type TypedName } from '../../forms/source-names.ts';
import { buildReasonField, handleWrite, readRevision, type FormHandlers } from '../../forms/write.ts';
import { NotFound } from '../../http/errors.ts';
import { refreshLater } from '../../http/route.ts';
import type { FormReply, Reply, Site } from '../../http/route.ts';
import { mergeSourcePath, parseId, sourceAddress } from '../../../urls/records.ts';
import { loadSourceAt } from '../visible-source.ts';
import {
  buildChoiceModel,
  buildPreviewModel,
  buildUndoModel,
  describeUndoProblem,
  MERGE_PROBLEMS,
  OTHER_FIELDS,
} from './merge-model.ts';

/** For the top of the page that is shown again. It carries the newest revisions: saving again is then a decision. */
const CHANGED: readonly Issue[] = [
  { field: '', message: 'Somebody changed one of the two, or what names it, meanwhile. Look again before you go on.' },
];

export const mergeForm: FormHandlers = {
  async show(site, request) {
    const stored = await loadSourceAt(site.store, request);
    return stored.mergedInto === null ? showChoice(stored, NOTHING_TYPED, null, []) : showUndo(site, stored, '', []);
  },
  async submit(site, request, format, visitor) {
    const stored = await loadSourceAt(site.store, request);
    if (stored.mergedInto !== null) return submitUndo(site, request, format, visitor);
    const isMerge = readLine(request.body, 'action') === 'merge';
    return isMerge ? submitMerge(site, request, format, visitor) : previewMerge(site, request, stored);
  },
};

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

/** From the name of the other to the preview. */
async function previewMerge(site: Site, { body }: Request, stored: StoredSource): Promise<Reply> {
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
  return showPreview(site, { stored, into }, '', [], typed);
}

const NOT_HERE = { field: 'name', message: 'Choose a source that is here', question: null } as const;

/** The source that goes, and the one that stays. */
interface Pair {
  stored: StoredSource;
  into: StoredSource;
}

async function showPreview(
  { store }: Site,
  { stored, into }: Pair,
  reason: string,
  issues: readonly Issue[],
  typed = NOTHING_TYPED,
): Promise<FormReply> {
  const outcome = await store.sources.previewMerge(stored.id, into.id);
  if (!outcome) throw new NotFound();
  if (!outcome.ok) {
    const name = typed.name === '' ? into.source.name : typed.name;
    const message = MERGE_PROBLEMS[outcome.problem];
    return showChoice(stored, { ...typed, name }, null, [{ field: OTHER_FIELDS.name, message }]);
  }
  const form = layOutForm(issues);
  const title = `Merge ${stored.source.name} into ${into.source.name}`;
  const preview = buildPreviewModel(stored, into, outcome.preview);
  const model = { errors: form.errors, ...preview, reason: buildReasonField(form, reason) };
  return { kind: 'form', view: 'sources/merge-look', title, path: mergeSourcePath(stored.id), issues, model };
}

const submitMerge = handleWrite<Pair, null, null, undefined>({
  async load({ store }, request) {
    const stored = await loadSourceAt(store, request);
    const id = parseId(readLine(request.body, 'into'));
    const into = id === null ? null : await store.sources.load(id);
    if (!into) throw new NotFound();
    return { stored, into };
  },
  parse: () => ({ ok: true, values: null, value: null }),
  show: ({ site, target }, { reason }, { issues }) => showPreview(site, target, reason, issues),
  async save({ site, store, target, body, by }, _value, { reason }) {
    const { stored, into } = target;
    const [from, other] = [seen(stored, readRevision(body)), seen(into, readRevision(body, 'into-revision'))];
    const outcome = await store.sources.merge(from, other, by);
    if (!outcome.ok) return showPreview(site, target, reason, []);
    refreshLater(site);
    return goTo(into);
  },
  showConflict: ({ site, target }, { reason }) => showPreview(site, target, reason, CHANGED),
});

const seen = ({ id }: StoredSource, revision: number): SourceVersion => ({ id, revision });

const goTo = ({ id, source }: StoredSource): Reply => seeOther(sourceAddress({ id, name: source.name }).html);

async function showUndo(
  { store }: Site,
  stored: StoredSource,
  reason: string,
  issues: readonly Issue[],
): Promise<FormReply> {
  const outcome = await store.sources.previewUndo(stored.id);
  if (!outcome) throw new NotFound();
  const form = layOutForm(issues);
  const into = outcome.ok ? outcome.preview.into : outcome.into;
  const title = `${stored.source.name} was merged into ${into.source.name}`;
  const undo = outcome.ok
    ? { ...buildUndoModel(outcome.preview), reason: buildReasonField(form, reason) }
    : { ...describeUndoProblem(stored, into) };
  const model = { errors: form.errors, ...undo };
  return { kind: 'form', view: 'sources/undo-merge', title, path: mergeSourcePath(stored.id), issues, model };
}

const submitUndo = handleWrite<StoredSource, null, null, undefined>({
  load: ({ store }, request) => loadSourceAt(store, request),
  parse: () => ({ ok: true, values: null, value: null }),
  show: ({ site, target }, { reason }, { issues }) => showUndo(site, target, reason, issues),
  async save({ site, store, target, body, by }, _value, { reason }) {
    const outcome = await store.sources.undoMerge(seen(target, readRevision(body)), by);
    if (!outcome.ok) return showUndo(site, target, reason, []);
    refreshLater(site);
    return goTo(target);
  },
  showConflict: ({ site, target }, { reason }) =>
    target.mergedInto === null ? goTo(target) : showUndo(site, target, reason, CHANGED),
});
