/** `/sources/:id/merge`: two sources that are one. Choose the other, preview the merge, save it; or undo one. */
import type { Request } from 'express';
import type { Issue } from '../../../model/issues.ts';
import { LIMITS } from '../../../model/limits.ts';
import {
  MOST_MOVED,
  type MergePreview,
  type MergeProblem,
  type SourceVersion,
} from '../../../storage/sources/merge/merge.ts';
import type { UndoPreview, UnmovedRecord } from '../../../storage/sources/merge/undo.ts';
import type { StoredSource } from '../../../storage/sources/sources.ts';
import type { ClaimRef } from '../../../storage/types.ts';
import { claimAddress, mergeSourcePath, parseId, recordHistoryAddress, sourceAddress } from '../../../urls/records.ts';
import { writeDate, writeDay } from '../../../wording/dates.ts';
import { writeName, joinName, writeTitle } from '../../../wording/names.ts';
import { SOURCE_KIND_WORDS, writeCount, writeNumber } from '../../../wording/values.ts';
import { layOutForm, readLine, seeOther, type Form } from '../../forms/forms.ts';
import {
  buildQuestion,
  findSource,
  nameFields,
  readName,
  type Question,
  type TypedName,
} from '../../forms/source-names.ts';
import { buildReasonField, handleWrite, readRevision, type FormHandlers } from '../../forms/write.ts';
import { NotFound } from '../../http/errors.ts';
import { refreshLater } from '../../http/other-thread.ts';
import type { FormReply, Reply, Site } from '../../http/route.ts';
import { loadSourceAt } from '../visible-source.ts';

/** The page that is shown again carries the newest revisions, so that saving again is a decision. */
const CHANGED: readonly Issue[] = [
  {
    field: '',
    message: 'Somebody changed one of the two, or what names it, in the meantime. Check it again before you continue.',
  },
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
  const title = `Merge ${joinName(writeName(stored.source))} into another`;
  return { kind: 'form', view: 'sources/merge', title, path, issues, model };
}

async function previewMerge(site: Site, { body }: Request, stored: StoredSource): Promise<Reply> {
  const typed = { ...readName(OTHER_FIELDS, body), kind: '' };
  if (typed.name === '') {
    return showChoice(stored, typed, null, [
      { field: OTHER_FIELDS.name, message: 'Enter the source to merge it into' },
    ]);
  }
  const found = await findSource(site.store, typed, { except: [stored.source.uid], mayBeNew: false });
  if (!('is' in found)) {
    const { field, message, question } = 'make' in found ? NOT_HERE : found;
    return showChoice(stored, typed, question, [{ field: OTHER_FIELDS[field], message }]);
  }
  const [into] = await site.store.sources.loadByUids([found.is]);
  if (!into) throw new NotFound();
  return showPreview(site, { stored, into }, '', [], typed);
}

const NOT_HERE = { field: 'name', message: 'Choose a source that is here', question: null } as const;

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
  const title = `Merge ${joinName(writeName(stored.source))} into ${joinName(writeName(into.source))}`;
  const preview = buildPreviewModel(stored, into, outcome.preview);
  const model = { errors: form.errors, ...preview, reason: buildReasonField(form, reason) };
  return { kind: 'form', view: 'sources/merge-preview', title, path: mergeSourcePath(stored.id), issues, model };
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
  const title = `${joinName(writeName(stored.source))} was merged into ${joinName(writeName(into.source))}`;
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

const OTHER_FIELDS = nameFields('other');

const MERGE_PROBLEMS: Readonly<Record<MergeProblem, string>> = {
  same: 'Choose another: this is the source itself',
  merged: 'One of the two was merged into another already',
  family: 'One of the two is above the other in its family. If they are the same, take it out of the family first',
  unnamed: 'A named source can’t be merged into an unnamed one. Merge them the other way round',
  aliases: `Together they would have more than ${LIMITS.aliases} aliases. Remove some first`,
  evidence: `In a claim that names both, two hops would become one with more than ${LIMITS.evidence} excerpts. Take some of them out first`,
  size: `More than ${writeNumber(MOST_MOVED.claims)} claims or ${writeNumber(MOST_MOVED.documents)} documents name it. Merge them the other way round`,
};

const refer = ({ id, source }: StoredSource) => ({
  name: writeName(source),
  kind: SOURCE_KIND_WORDS[source.kind],
  href: sourceAddress({ id, name: source.name }).html,
});

function buildChoiceModel(form: Form, stored: StoredSource, typed: TypedName, question: Question | null) {
  return {
    from: refer(stored),
    path: mergeSourcePath(stored.id),
    other: form.text({
      name: OTHER_FIELDS.name,
      label: 'Merge into',
      value: typed.name,
      hint: 'The source that stays: its name or an alias',
      suggest: 'sources',
    }),
    question: question && buildQuestion(form, OTHER_FIELDS, typed, question, { mayBeNew: false }),
    hidden: question ? [{ name: OTHER_FIELDS.pickedFor, value: typed.name }] : [],
  };
}

const link = ({ id, text, language }: ClaimRef) => ({ href: claimAddress({ id, text }).html, text, language });

/** The most that are named; the rest is counted. */
const NAMED = 50;

const FIELD_WORDS = { country: 'country', parent: 'family', homepage: 'homepage', wikidata: 'Wikidata item' } as const;

function buildPreviewModel(from: StoredSource, into: StoredSource, merge: MergePreview) {
  return {
    ...{ from: refer(from), into: refer(into), path: mergeSourcePath(from.id) },
    moves: describeMoves(merge),
    children: merge.children.map(writeName),
    aliases: merge.aliases.map(({ name, language }) => ({ text: name, lang: language })),
    filled: merge.filled.map((field) => FIELD_WORDS[field]),
    fusions: merge.merged.slice(0, NAMED).map(({ claim, statement }) => {
      return { ...link(claim), date: writeDay(statement.statedAt) };
    }),
    moreFusions: Math.max(0, merge.merged.length - NAMED),
    lost: merge.lost.slice(0, NAMED).map(({ claim }) => link(claim)),
    moreLost: Math.max(0, merge.lost.length - NAMED),
    hidden: [
      { name: 'into', value: String(into.id) },
      { name: 'revision', value: String(from.revision) },
      { name: 'into-revision', value: String(into.revision) },
    ],
  };
}

/** "4 statements and 1 dispute in 3 claims", "2 documents that it published". */
function describeMoves(counts: Pick<MergePreview, 'statements' | 'disputes' | 'claims' | 'documents'>): string[] {
  const { statements, disputes, claims, documents } = counts;
  const inClaims = [
    ...(statements > 0 ? [writeCount(statements, 'statement')] : []),
    ...(disputes > 0 ? [writeCount(disputes, 'dispute')] : []),
  ];
  return [
    ...(inClaims.length > 0 ? [`${inClaims.join(' and ')} in ${writeCount(claims, 'claim')}`] : []),
    ...(documents > 0 ? [`${writeCount(documents, 'document')} that it published`] : []),
  ];
}

function buildUndoModel({ from, into, merged, children, unmoved, ...counts }: UndoPreview) {
  return {
    ...referUndo(from, into),
    problem: null,
    undo: {
      at: writeDate(merged.at),
      actor: merged.actor,
      why: merged.reason,
      moves: describeMoves(counts),
      children: children.map(writeName),
      stuck: unmoved.slice(0, NAMED).map(describeStuck),
      moreStuck: Math.max(0, unmoved.length - NAMED),
      revision: from.revision,
    },
  };
}

/** The other one was merged itself since, so the merge can't be undone now. */
function describeUndoProblem(from: StoredSource, into: StoredSource) {
  const problem = { name: writeName(into.source), href: mergeSourcePath(into.id) };
  return { ...referUndo(from, into), problem, undo: null, reason: null };
}

function referUndo(from: StoredSource, into: StoredSource) {
  const historyHref = recordHistoryAddress('sources', from.id).html;
  return { from: refer(from), into: refer(into), path: mergeSourcePath(from.id), historyHref };
}

const STUCK_WORDS = { statement: 'A statement', attribution: 'A hop' } as const;

function describeStuck(record: UnmovedRecord) {
  if (record.kind === 'document') {
    return { what: 'The document', claim: null, name: writeTitle(record.document) };
  }
  if (record.kind === 'source') return { what: 'In the family,', claim: null, name: writeName(record.source) };
  return { what: STUCK_WORDS[record.kind], claim: link(record.claim), name: null };
}
