/** A claim as it was after one of its revisions, beside what it is now; and what it takes to restore or undo that. */
import type { Request } from 'express';
import { listNamedSources } from '../../../model/named-sources.ts';
import type { ClaimGraph, ClaimRecord, ClaimStatus, Uid } from '../../../model/records.ts';
import {
  compareStates,
  listChangedSources,
  moveChanges,
  restoreContent,
  revertChanges,
  type ClaimChange,
  type ClaimState,
} from '../../../provenance/revisions.ts';
import { moveStatements } from '../../../provenance/statement-merge.ts';
import type { Store } from '../../../storage/store.ts';
import type { LoadedClaim } from '../../../storage/types.ts';
import { revertPath } from '../../../urls/records.ts';
import type { Form } from '../../forms/forms.ts';
import { buildReasonField } from '../../forms/write.ts';
import { parseRevision } from '../../records/save-notice.ts';
import { NotFound } from '../../http/errors.ts';
import type { Site, Visitor } from '../../http/route.ts';
import { hasRole } from '../../http/visitor.ts';
import { hideRelations, loadVisibleClaim } from '../visible-claim.ts';
import { describeEffect } from '../edit/effect.ts';
import { describeChanges } from './changes/changes.ts';
import {
  leaveOutTexts,
  makeChangeContext,
  makeComparison,
  phrase,
  phraseHop,
  phraseSpeaker,
  writePlain,
  type ChangeContext,
  type ChangeNames,
} from './changes/phrases.ts';
import { hideChangedRelations, walkBack, type Step } from './changes/steps.ts';

/** The most records whose changes are described for each way back. */
const MOST_RECORDS = 50;

export interface Past {
  now: LoadedClaim;
  then: LoadedClaim;
  /** The revision that led to it. */
  step: Step;
  /** The revisions before and after it, if this visitor may see them. */
  previous: number | null;
  next: number | null;
}

/**
 * The version that `/claims/:id/history/:revision` names.
 * @throws NotFound for readers also where the version was never published
 */
export async function loadPast(
  { store }: Pick<Site, 'store'>,
  request: Request,
  visitor: Visitor | null,
): Promise<Past> {
  const now = await loadVisibleClaim({ store }, request, visitor);
  const past = await findPast(store, now, parseRevision(request.params.revision), hasRole(visitor, 'editor'));
  if (!past) throw new NotFound();
  return past;
}

/** @returns null where there is no such revision, and for readers also where that version was never published */
export async function findPast(
  store: Store,
  now: LoadedClaim,
  revision: number | null,
  mayEdit: boolean,
): Promise<Past | null> {
  const whole = revision === null ? null : await store.claims.loadAt(now.id, revision);
  if (!whole || revision === null || !(mayEdit || isPublished(whole))) return null;
  const then = mayEdit ? whole : await hideRelations(store, whole);
  const page = await store.history.list(now.record.claim.uid, { before: revision + 2, limit: 2 });
  const revisions = mayEdit ? page.revisions : await hideChangedRelations(store, page.revisions);
  const later = revisions.find((row) => row.revision === revision + 1 && row.revision <= now.revision);
  const [step] = walkBack(
    then.record,
    revisions.filter((row) => row.revision === revision),
  );
  if (!step) return null;
  const statusAfter = later && findStatusAfter(later.changes as readonly ClaimChange[], then);
  const isOpen = (status: ClaimStatus | null | undefined): boolean => mayEdit || status === 'published';
  return {
    ...{ now, then, step },
    previous: revision > 1 && isOpen(step.statusBefore) ? revision - 1 : null,
    next: later && isOpen(statusAfter) ? revision + 1 : null,
  };
}

const isPublished = ({ record }: LoadedClaim): boolean => record.claim.status === 'published';

function findStatusAfter(changes: readonly ClaimChange[], { record }: LoadedClaim): ClaimStatus {
  const change = changes.find(({ kind }) => kind === 'claim');
  return (change?.kind === 'claim' && change.after?.status) || record.claim.status;
}

/** A state to be written and what it changes; or the records that keep the revision from being undone. */
export type RevertPlan =
  { ok: true; state: ClaimState; changes: ClaimChange[] } | { ok: false; changed: readonly Uid[] };

/**
 * Everything as it was then, except the status. Sources stay as they are: statements of one that was merged since go to
 * its replacement, which the store does itself when it saves the state.
 */
export async function planRestore(
  { sources }: Pick<Store, 'sources'>,
  { now, then }: Past,
): Promise<RevertPlan & { ok: true }> {
  const state = restoreContent(now.record, then.record);
  const replacements = await findReplacements(sources, listNamedSources(state));
  const moved = { ...state, ...moveStatements(state, replacements) };
  return { ok: true, state, changes: compareStates(now.record, moved) };
}

/** What the revision changed as it was before, everything else as it is. Null for the first, which made the claim. */
export async function planUndo({ sources }: Pick<Store, 'sources'>, { now, step }: Past): Promise<RevertPlan | null> {
  if (step.revision.revision === 1) return null;
  const named = listChangedSources(step.changes);
  const reverted = revertChanges(now.record, moveChanges(step.changes, await findReplacements(sources, named)));
  if (!reverted.ok) return reverted;
  return { ok: true, state: reverted.state, changes: compareStates(now.record, reverted.state) };
}

async function findReplacements(sources: Store['sources'], uids: Iterable<Uid>): Promise<Map<Uid, Uid>> {
  const replacements = await sources.findReplacements(new Set(uids));
  return new Map([...replacements].map(([uid, { source }]) => [uid, source.uid]));
}

/** Adds the sources and documents that a state names. */
export async function completeState({ sources, documents }: Store, state: ClaimState): Promise<ClaimRecord> {
  const used = await documents.loadByUids(
    new Set([
      ...state.statements.flatMap(({ document }) => document ?? []),
      ...state.attributions.flatMap(({ evidence }) => evidence.map((piece) => piece.document)),
    ]),
  );
  const published = used.map(({ document }) => document);
  const named = [...listNamedSources(state), ...published.map(({ publisher }) => publisher)];
  return { ...state, sources: await sources.loadFamilies(new Set(named)), documents: published };
}

interface RevertPlans {
  restore: RevertPlan | null;
  undo: RevertPlan | null;
}

/** The present version needs no restoring. */
export async function planReverts(store: Store, past: Past): Promise<RevertPlans> {
  const isPresent = past.step.revision.revision === past.now.revision;
  return { restore: isPresent ? null : await planRestore(store, past), undo: await planUndo(store, past) };
}

/**
 * The editors' form below an older version, to restore it or to undo its revision.
 * @param typed the reason as it was typed
 * @returns null for the only revision there is
 */
export function buildRevertModel(past: Past, plans: RevertPlans, names: ChangeNames, form: Form, typed: string) {
  if (!plans.restore && !plans.undo) return null;
  const { now, step } = past;
  const claim = { id: now.id, text: now.record.claim.text };
  const describeWay = (plan: RevertPlan | null, what: 'restore' | 'undo') =>
    plan && { path: revertPath(claim, step.revision.revision, what), ...describePlan(past, plan, names) };
  return {
    // For the form to carry.
    present: now.revision,
    reason: buildReasonField(form, typed),
    restore: describeWay(plans.restore, 'restore'),
    undo: describeWay(plans.undo, 'undo'),
  };
}

function describePlan(past: Past, plan: RevertPlan, names: ChangeNames) {
  if (!plan.ok)
    return { description: { changes: [], more: 0 }, effect: null, problems: nameRecords(past, plan.changed, names) };
  const context = makeChangeContext(names, plan.state, plan.changes, makeComparison());
  return {
    description: describeChanges(context, plan.changes, MOST_RECORDS),
    effect: describeEffect(past.now.record, nameAgain(past, plan.state)),
    problems: [],
  };
}

/** A state with the sources and documents of both versions between which it lies. */
function nameAgain({ now, then }: Past, state: ClaimState): ClaimGraph {
  return {
    ...state,
    sources: [...then.record.sources, ...now.record.sources],
    documents: [...then.record.documents, ...now.record.documents],
  };
}

/** Names records as they are now, or else as they were around the revision. */
export function nameRecords(past: Past, uids: readonly Uid[], names: ChangeNames): string[] {
  const { now, then, step } = past;
  const known = [step.changes.flatMap(({ before }) => before ?? []), listRecords(then.record), listRecords(now.record)];
  const records = new Map(known.flat().map((record) => [record.uid, record]));
  const all: ClaimChange[] = [...records.values()].flatMap((record) =>
    'source' in record ? [{ kind: 'statement', uid: record.uid, before: record, after: null }] : [],
  );
  const context = makeChangeContext(names, now.record, all, leaveOutTexts);
  return uids.map((uid) => writePlain(phraseRecord(context, records.get(uid))));
}

type AnyRecord = ClaimState['claim'] | ClaimState['statements'][number] | ClaimState['attributions'][number];

function listRecords({ claim, statements, attributions }: ClaimState): AnyRecord[] {
  return [claim, ...statements, ...attributions];
}

function phraseRecord(context: ChangeContext, record: AnyRecord | undefined) {
  if (record && 'source' in record) return phrase`the statement of ${phraseSpeaker(context, record)}`;
  return record && 'citing' in record ? phraseHop(context, record) : phrase`the claim itself`;
}
