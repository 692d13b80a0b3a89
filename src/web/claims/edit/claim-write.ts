/** Loads the claim that an editing page is about, and saves it. */
import type { Request } from 'express';
import type { Claim, ClaimRecord, Uid } from '../../../model/records.ts';
import type { Store } from '../../../storage/store.ts';
import type { LoadedClaim } from '../../../storage/types.ts';
import { NotFound } from '../../http/errors.ts';
import type { Reply } from '../../http/route.ts';
import { seeOther } from '../../forms/forms.ts';
import { locateSaved } from '../../records/save-notice.ts';
import { readRevision, type WriteContext } from '../../forms/write.ts';
import { claimAddress, parseId } from '../../../urls/records.ts';

/** The claim of `/claims/:id/…`, whatever its status. */
export async function loadClaimAt({ store }: { store: Store }, request: Request): Promise<LoadedClaim> {
  return requireClaim(store, parseId(String(request.params.id)));
}

/** The claim that a statement or an attribution belongs to, of `/statements/:uid/…`. */
export async function loadOwner(store: Store, kind: 'statement' | 'attribution', uid: Uid): Promise<LoadedClaim> {
  return requireClaim(store, await store.claims.findOwner(kind, uid));
}

/** @throws NotFound */
export async function requireClaim(store: Store, id: number | null): Promise<LoadedClaim> {
  const loaded = id === null ? null : await store.claims.load(id);
  if (!loaded) throw new NotFound();
  return loaded;
}

/** Saves a claim of which one record was edited, and redirects to it. What others changed meanwhile is merged before. */
export async function saveClaim(
  { store, target: { id, revision }, body, by }: WriteContext<LoadedClaim>,
  record: ClaimRecord,
  namesakes: readonly Uid[] = [],
): Promise<Reply> {
  await store.claims.save({ base: { id, revision }, record, texts: new Map(), namesakes }, by);
  return redirectToClaim(store, record.claim, revision, readRevision(body));
}

/**
 * Leads to the claim's page, which says what was saved.
 * @param base the revision that was current before; null for a new claim
 * @param seen the revision that the editor saw
 */
export async function redirectToClaim(
  store: Store,
  { uid, text }: Pick<Claim, 'uid' | 'text'>,
  base: number | null,
  seen = base,
): Promise<Reply> {
  const id = await store.claims.findId(uid);
  const { claim: revision } = await store.readRevisions(id);
  if (id === null || revision === null) throw new NotFound();
  return seeOther(locateSaved(claimAddress({ id, text }).html, base, revision, seen));
}
