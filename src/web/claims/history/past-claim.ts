/** Reads a claim as it was after one of its revisions, beside what it is now. */
import type { Request } from 'express';
import type { ClaimStatus } from '../../../model/records.ts';
import type { ClaimChange } from '../../../provenance/revisions.ts';
import { NotFound } from '../../http/errors.ts';
import type { Site, Visitor } from '../../http/route.ts';
import { loadVisibleClaim } from '../visible-claim.ts';
import { hasRole } from '../../http/visitor.ts';
import { walkBack, type Step } from './changes/steps.ts';
import type { LoadedClaim } from '../../../storage/types.ts';

export interface Past {
  now: LoadedClaim;
  then: LoadedClaim;
  /** The revision that led to it. */
  step: Step;
  /** The neighbours that this visitor may see. */
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
  const revision = parseRevision(String(request.params.revision));
  const then = revision === null ? null : await store.claims.loadAt(now.id, revision);
  const mayEdit = hasRole(visitor, 'editor');
  if (!then || revision === null || !(mayEdit || isPublished(then))) throw new NotFound();
  const { revisions } = await store.history.list(now.record.claim.uid, { before: revision + 2, limit: 2 });
  const later = revisions.find((row) => row.revision === revision + 1 && row.revision <= now.revision);
  const [step] = walkBack(
    then.record,
    revisions.filter((row) => row.revision === revision),
  );
  if (!step) throw new NotFound();
  const statusAfter = later && findStatusAfter(later.changes as readonly ClaimChange[], then);
  const isOpen = (status: ClaimStatus | null | undefined): boolean => mayEdit || status === 'published';
  return {
    ...{ now, then, step },
    previous: revision > 1 && isOpen(step.statusBefore) ? revision - 1 : null,
    next: later && isOpen(statusAfter) ? revision + 1 : null,
  };
}

function parseRevision(param: string): number | null {
  return /^[1-9]\d{0,14}$/.test(param) ? Number(param) : null;
}

const isPublished = ({ record }: LoadedClaim): boolean => record.claim.status === 'published';

function findStatusAfter(changes: readonly ClaimChange[], { record }: LoadedClaim): ClaimStatus {
  const change = changes.find(({ kind }) => kind === 'claim');
  return (change?.kind === 'claim' && change.after?.status) || record.claim.status;
}
