/** The claim that an address names, for those who may see it. */
import type { Request } from 'express';
import { NotFound } from '../http/errors.ts';
import type { Format, RedirectReply, Site, Visitor } from '../http/route.ts';
import { parseId, type Address } from '../../urls/records.ts';
import { hasRole } from '../http/visitor.ts';
import type { LoadedClaim } from '../../storage/types.ts';
import { correctAddress } from '../http/respond.ts';

/**
 * The claim of `/claims/:id` and of all that lies below it. Any other than a published one does not exist for readers.
 * @throws NotFound
 */
export async function loadVisibleClaim(
  { store }: Pick<Site, 'store'>,
  request: Request,
  visitor: Visitor | null,
): Promise<LoadedClaim> {
  const id = parseId(String(request.params.id));
  const loaded = id === null ? null : await store.claims.load(id);
  if (!loaded) throw new NotFound();
  if (loaded.record.claim.status !== 'published' && !hasRole(visitor, 'editor')) throw new NotFound();
  return loaded;
}

/** The way to the address that has the claim's own words; see `correctAddress`. */
export function correctWords(
  request: Request,
  format: Format,
  { id, record }: LoadedClaim,
  address: Address,
): RedirectReply | null {
  return correctAddress(request, format, { folder: 'claims', id, words: record.claim.text }, address);
}
