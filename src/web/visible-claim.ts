/** The claim that an address names, for those who may see it. */
import type { Request } from 'express';
import type { LoadedClaim } from '../storage/store.ts';
import { NotFound } from './errors.ts';
import type { Format, RedirectReply, Site, Visitor } from './route.ts';
import { isClaimParam, parseId, type Address } from './urls.ts';
import { hasRole } from './visitor.ts';

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

/**
 * The way to the address that has the claim's own words; null for whoever is there already. It tells these words, so it
 * is for those who may see the claim.
 * @param address of what was asked for
 */
export function correctWords(
  request: Request,
  format: Format,
  { id, record }: LoadedClaim,
  address: Address,
): RedirectReply | null {
  const param = String(request.params.id);
  // Programs may name a claim by its number alone.
  if (format === 'json' && param === String(id)) return null;
  if (isClaimParam(param, { id, text: record.claim.text })) return null;
  return { kind: 'redirect', status: 301, to: address };
}
