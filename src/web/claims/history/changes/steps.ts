/** The revisions of a claim as steps from one state to the next, and how much of each readers may see. */
import type { Claim, ClaimStatus, Uid } from '../../../../model/records.ts';
import { undoChanges, type ClaimChange, type ClaimState } from '../../../../provenance/revisions.ts';
import type { Revision, LoadedClaim } from '../../../../storage/types.ts';
import type { Store } from '../../../../storage/store.ts';
import { omitRelations } from '../../visible-claim.ts';

/** One revision with the state that it led to. */
export interface Step {
  revision: Revision;
  changes: readonly ClaimChange[];
  after: ClaimState;
  /** Null for the revision that made the claim. */
  statusBefore: ClaimStatus | null;
}

/**
 * How much of a revision is shown. Readers see what they could have seen at the time: published versions, and what led
 * from one to the next. Drafts are for editors only.
 */
export type Shown =
  | 'whole'
  /** Who published it, when and why, and how many records it had; not how it differs from the draft. */
  | 'publication'
  /** Who withdrew it, when and why; not what else was changed with that. */
  | 'withdrawal'
  | 'hidden';

/**
 * @param top the state that the first revision led to
 * @param revisions of a claim, newest first, without gaps
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

export function chooseShown({ after, statusBefore }: Step, mayEdit: boolean): Shown {
  if (mayEdit) return 'whole';
  if (after.claim.status === 'published') {
    return statusBefore === 'published' || statusBefore === null ? 'whole' : 'publication';
  }
  return statusBefore === 'published' ? 'withdrawal' : 'hidden';
}

const PAGE = 20;

export interface HistoryPage {
  steps: readonly { step: Step; shown: Shown }[];
  /** The number of revisions before the claim was first published, if this page reaches back to that; or else 0. */
  earlierDrafts: number;
  /** What to pass as `before` for the older ones; null when there are none. */
  next: number | null;
}

/** @param before a revision: only older ones are read; null for the newest */
export async function readHistoryPage(
  store: Store,
  now: LoadedClaim,
  before: number | null,
  mayEdit: boolean,
): Promise<HistoryPage> {
  const { uid } = now.record.claim;
  // A revision that is being written this moment is left out.
  const below = Math.min(before ?? Infinity, now.revision + 1);
  const first = mayEdit ? 1 : ((await store.history.findFirstPublished(uid)) ?? below);
  const { revisions } = await store.history.list(uid, { before: below, limit: PAGE });
  const seen = revisions.filter(({ revision }) => revision >= first);
  const oldest = seen.at(-1)?.revision ?? first;
  const newest = seen[0]?.revision;
  const top = newest === now.revision ? now : newest && (await store.claims.loadAt(now.id, newest));
  const shown = mayEdit ? seen : await hideChangedRelations(store, seen);
  const steps = top ? walkBack(top.record, shown) : [];
  return {
    steps: steps.map((step) => ({ step, shown: chooseShown(step, mayEdit) })),
    earlierDrafts: oldest > first ? 0 : first - 1,
    next: oldest > first ? oldest : null,
  };
}

/** The revisions as readers have them: without relations to claims that are not published. */
export async function hideChangedRelations(
  store: Pick<Store, 'claims'>,
  revisions: readonly Revision[],
): Promise<Revision[]> {
  const changes = revisions.flatMap((revision) => revision.changes as readonly ClaimChange[]);
  const hidden = await store.claims.listUnpublished(listNamedClaims(changes));
  const hide = (claim: Claim | null) => claim && omitRelations(claim, hidden);
  return revisions.map((revision) => ({
    ...revision,
    changes: (revision.changes as readonly ClaimChange[]).map((change) =>
      change.kind === 'claim' ? { ...change, before: hide(change.before), after: hide(change.after) } : change,
    ),
  }));
}

/** The claims that the changes name in relations. */
export function listNamedClaims(changes: readonly ClaimChange[]): Set<Uid> {
  const claims = changes.flatMap((change) => (change.kind === 'claim' ? [change.before, change.after] : []));
  return new Set(claims.flatMap((claim) => (claim?.relations ?? []).map((relation) => relation.claim)));
}
