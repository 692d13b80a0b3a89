/** What it would take to make a claim as it was, or to take back one revision of it. */
import type { ClaimRecord, Uid } from '../../../model/records.ts';
import {
  compareStates,
  moveChanges,
  restoreContent,
  revertChanges,
  type ClaimChange,
  type ClaimState,
} from '../../../provenance/revisions.ts';
import { moveStatements } from '../../../provenance/statement-merge.ts';
import type { Store } from '../../../storage/store.ts';
import type { Past } from './past-claim.ts';

/** A state to be written and what it changes of the present one; or the records that stand in the way. */
export type RevertPlan =
  { ok: true; state: ClaimState; changes: ClaimChange[] } | { ok: false; changed: readonly Uid[] };

/**
 * Everything as it was then, but for whether readers see it. Sources stay as they are: statements of one that was merged
 * since go to the one that speaks for it, which the store sees to when it is given the state.
 */
export async function planRestore(
  { sources }: Pick<Store, 'sources'>,
  { now, then }: Past,
): Promise<RevertPlan & { ok: true }> {
  const state = restoreContent(now.record, then.record);
  const replacements = await findReplacements(
    sources,
    state.statements.map(({ source }) => source),
  );
  const moved = { ...state, ...moveStatements(state, replacements) };
  return { ok: true, state, changes: compareStates(now.record, moved) };
}

/** What the revision changed as it was before; everything else as it is. Null for the first, which made the claim. */
export async function planUndo({ sources }: Pick<Store, 'sources'>, { now, step }: Past): Promise<RevertPlan | null> {
  if (step.revision.revision === 1) return null;
  const speakers = step.changes.flatMap(({ before, after }) =>
    [before, after].flatMap((record) => (record && 'source' in record ? record.source : [])),
  );
  const reverted = revertChanges(now.record, moveChanges(step.changes, await findReplacements(sources, speakers)));
  if (!reverted.ok) return reverted;
  return { ok: true, state: reverted.state, changes: compareStates(now.record, reverted.state) };
}

async function findReplacements(sources: Store['sources'], uids: Iterable<Uid>): Promise<Map<Uid, Uid>> {
  const replacements = await sources.findReplacements(new Set(uids));
  return new Map([...replacements].map(([uid, { source }]) => [uid, source.uid]));
}

/** A state with the sources and documents that it names. */
export async function completeState({ sources, documents }: Store, state: ClaimState): Promise<ClaimRecord> {
  const used = await documents.loadByUids(
    new Set([
      ...state.statements.flatMap(({ document }) => document ?? []),
      ...state.attributions.flatMap(({ evidence }) => evidence.map((piece) => piece.document)),
    ]),
  );
  const published = used.map(({ document }) => document);
  const named = [...state.statements.map(({ source }) => source), ...published.map(({ publisher }) => publisher)];
  return { ...state, sources: await sources.loadFamilies(new Set(named)), documents: published };
}
