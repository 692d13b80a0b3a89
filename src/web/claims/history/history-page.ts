/** Reads one page of a claim's history, as much of it as its visitor may see. */
import type { Store } from '../../../storage/store.ts';
import { chooseShown, walkBack, type Shown, type Step } from './changes/steps.ts';
import type { LoadedClaim } from '../../../storage/types.ts';

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
