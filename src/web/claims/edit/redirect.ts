/** Finds the claim that an editing page is about, and the way back to it. */
import { isDeepStrictEqual } from 'node:util';
import type { Request } from 'express';
import type { Claim, ClaimRecord, Uid } from '../../../model/records.ts';
import type { Store } from '../../../storage/store.ts';
import { NotFound } from '../../http/errors.ts';
import type { Reply } from '../../http/route.ts';
import { readRevision } from '../../forms/revision-fields.ts';
import { claimAddress, parseId } from '../../../urls/records.ts';
import type { LoadedClaim } from '../../../storage/types.ts';

/** The claim of `/claims/:id/…`, whatever its status. */
export async function loadClaimAt(store: Store, request: Request): Promise<LoadedClaim> {
  const id = parseId(String(request.params.id));
  const loaded = id === null ? null : await store.claims.load(id);
  if (!loaded) throw new NotFound();
  return loaded;
}

/** The claim that a statement or an attribution belongs to, of `/statements/:uid/…`. */
export async function loadOwner(store: Store, kind: 'statement' | 'attribution', uid: Uid): Promise<LoadedClaim> {
  const id = await store.claims.findOwner(kind, uid);
  const loaded = id === null ? null : await store.claims.load(id);
  if (!loaded) throw new NotFound();
  return loaded;
}

/**
 * What a write stands on: the revision that is there now, when the record in question is still as the editor saw it.
 * Others may have changed other records of the claim meanwhile, and that is no conflict.
 * @param pick takes the record in question out of the claim
 */
export async function findBase(
  store: Store,
  now: LoadedClaim,
  body: unknown,
  pick: (record: ClaimRecord) => unknown,
): Promise<{ id: number; revision: number }> {
  const seen = readRevision(body);
  const then = seen === now.revision ? now : await store.claims.loadAt(now.id, seen);
  const isSame = then !== null && isDeepStrictEqual(pick(then.record), pick(now.record));
  return { id: now.id, revision: isSame ? now.revision : seen };
}

/** Back to the claim that was saved. */
export async function redirectToClaim(store: Store, { uid, text }: Pick<Claim, 'uid' | 'text'>): Promise<Reply> {
  const id = await store.claims.findId(uid);
  if (id === null) throw new NotFound();
  return { kind: 'redirect', status: 303, to: claimAddress({ id, text }) };
}
