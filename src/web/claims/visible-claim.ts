/**
 * The claim that an address names, for those who may see it. For readers a draft does not exist; of a withdrawn one that
 * was published they learn when and why it was withdrawn.
 */
import type { Request } from 'express';
import { NotFound, Withdrawn } from '../http/errors.ts';
import type { Format, RedirectReply, Site, Visitor } from '../http/route.ts';
import { parseId, type Address } from '../../urls/records.ts';
import { hasRole } from '../http/visitor.ts';
import type { ClaimRef, LoadedClaim } from '../../storage/types.ts';
import type { Claim, Uid } from '../../model/records.ts';
import type { Store } from '../../storage/store.ts';
import { correctAddress } from '../http/respond.ts';

/** What an address is corrected by, without the claim's graph. @throws NotFound, Withdrawn */
export async function readVisibleClaim(
  { store }: Pick<Site, 'store'>,
  request: Request,
  visitor: Visitor | null,
): Promise<ClaimRef> {
  const id = parseId(String(request.params.id));
  const [found] = id === null ? [] : await store.claims.readRefs([id]);
  if (!found) throw new NotFound();
  await demandSight(store, found, visitor);
  return found;
}

/** The whole claim of `/claims/:id` and of all that lies below it. @throws NotFound, Withdrawn */
export async function loadVisibleClaim(
  { store }: Pick<Site, 'store'>,
  request: Request,
  visitor: Visitor | null,
): Promise<LoadedClaim> {
  const id = parseId(String(request.params.id));
  const loaded = id === null ? null : await store.claims.load(id);
  if (!loaded) throw new NotFound();
  await demandSight(store, { id: loaded.id, status: loaded.record.claim.status }, visitor);
  return hasRole(visitor, 'editor') ? loaded : hideRelations(store, loaded);
}

/** The claim as readers have it, on pages and in files: without its relations to claims that are not published. */
export async function hideRelations(store: Store, loaded: LoadedClaim): Promise<LoadedClaim> {
  const { claim } = loaded.record;
  if (claim.relations.length === 0) return loaded;
  const hidden = await store.claims.listUnpublished(claim.relations.map((relation) => relation.claim));
  return { ...loaded, record: { ...loaded.record, claim: omitRelations(claim, hidden) } };
}

/** The claim without its relations to some others. */
export function omitRelations(claim: Claim, others: ReadonlySet<Uid>): Claim {
  return { ...claim, relations: claim.relations.filter((relation) => !others.has(relation.claim)) };
}

/** @throws NotFound, Withdrawn where this visitor may not see a claim of this status */
export async function demandSight(
  store: Store,
  { id, status }: Pick<ClaimRef, 'id' | 'status'>,
  visitor: Visitor | null,
): Promise<void> {
  if (status === 'published' || hasRole(visitor, 'editor')) return;
  const withdrawal = await store.claims.readWithdrawal(id);
  throw withdrawal ? new Withdrawn(withdrawal) : new NotFound();
}

/** The way to the address that has the claim's own words; see `correctAddress`. */
export function correctWords(
  request: Request,
  format: Format,
  { id, text }: Pick<ClaimRef, 'id' | 'text'>,
  address: Address,
): RedirectReply | null {
  return correctAddress(request, format, { folder: 'claims', id, words: text }, address);
}
