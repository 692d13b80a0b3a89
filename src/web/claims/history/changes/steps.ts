/** The revisions of a claim as steps from one state to the next, and how much of each is for whom. */
import type { ClaimStatus } from '../../../../model/records.ts';
import { undoChanges, type ClaimChange, type ClaimState } from '../../../../provenance/revisions.ts';
import type { Revision, LoadedClaim } from '../../../../storage/types.ts';
import type { Store } from '../../../../storage/store.ts';

/** One revision with the state that it led to. */
export interface Step {
  revision: Revision;
  changes: readonly ClaimChange[];
  after: ClaimState;
  /** Null for the revision that made the claim. */
  statusBefore: ClaimStatus | null;
}

/**
 * How much of a revision is told. Readers see a claim while it is published, and of its history what they could have
 * seen for themselves: a published version, and what led from one to the next. What a draft was like is its editors' own.
 */
export type Shown =
  /** All of it. */
  | 'whole'
  /** Who published it, when and why, and how much there was; not how it differs from the draft. */
  | 'publication'
  /** Who took it from the readers, when and why; not what else was changed with that. */
  | 'withdrawal'
  /** That it is there. */
  | 'hidden';

/**
 * @param top the state that the first of them led to
 * @param revisions of a claim, newest first, none left out
 */
export function walkBack(top: ClaimState, revisions: readonly Revision[]): Step[] {
  let after = top;
  return revisions.map((revision) => {
    const changes = revision.changes as readonly ClaimChange[];
    const step = { revision, changes, after, statusBefore: findStatusBefore(changes, after) };
    after = undoChanges(after, changes);
    return step;
  });
}

function findStatusBefore(changes: readonly ClaimChange[], { claim }: ClaimState): ClaimStatus | null {
  const change = changes.find(({ kind }) => kind === 'claim');
  if (change?.kind !== 'claim') return claim.status;
  return change.before?.status ?? null;
}

/** @param mayEdit whether it is for an editor */
export function chooseShown({ after, statusBefore }: Step, mayEdit: boolean): Shown {
  if (mayEdit) return 'whole';
  if (after.claim.status === 'published') {
    return statusBefore === 'published' || statusBefore === null ? 'whole' : 'publication';
  }
  return statusBefore === 'published' ? 'withdrawal' : 'hidden';
}

/** So many revisions on a page. */
const PAGE = 20;

export interface HistoryPage {
  steps: readonly { step: Step; shown: Shown }[];
  /** So many revisions came before the claim was first published, where this page reaches back to that. */
  earlierDrafts: number;
  /** What to pass as `before` for the older ones; null when there are none to see. */
  next: number | null;
}

/**
 * @param now the claim as it is
 * @param before a revision: what is older than this is read; null for the newest
 */
export async function readHistoryPage(
  store: Store,
  now: LoadedClaim,
  before: number | null,
  mayEdit: boolean,
): Promise<HistoryPage> {
  const { uid } = now.record.claim;
  // A revision that somebody writes this very moment is left for the next look.
  const below = Math.min(before ?? Infinity, now.revision + 1);
  const first = mayEdit ? 1 : ((await store.history.findFirstPublished(uid)) ?? below);
  const { revisions } = await store.history.list(uid, { before: below, limit: PAGE });
  const seen = revisions.filter(({ revision }) => revision >= first);
  const oldest = seen.at(-1)?.revision ?? first;
  const top = seen[0] && (await loadState(store, now, seen[0].revision));
  const steps = top ? walkBack(top.record, seen) : [];
  return {
    steps: steps.map((step) => ({ step, shown: chooseShown(step, mayEdit) })),
    earlierDrafts: oldest > first ? 0 : first - 1,
    next: oldest > first ? oldest : null,
  };
}

async function loadState(store: Store, now: LoadedClaim, revision: number): Promise<LoadedClaim | null> {
  return revision === now.revision ? now : store.claims.loadAt(now.id, revision);
}
