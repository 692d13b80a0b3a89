import type { Request } from 'express';
import type { StoredSource } from '../../storage/sources/sources.ts';
import type { Store } from '../../storage/store.ts';
import { NotFound } from '../http/errors.ts';
import type { Visitor } from '../http/route.ts';
import { parseId } from '../../urls/records.ts';
import { hasRole } from '../http/visitor.ts';

/** The source of `/sources/:id/…`, merged or not, without checking who may see it. */
export async function loadSourceAt(store: Store, request: Request): Promise<StoredSource> {
  const id = parseId(String(request.params.id));
  const stored = id === null ? null : await store.sources.load(id);
  if (!stored) throw new NotFound();
  return stored;
}

/** The same for pages that merged sources don't have. */
export async function loadUnmerged(store: Store, request: Request): Promise<StoredSource> {
  const stored = await loadSourceAt(store, request);
  if (stored.mergedInto !== null) throw new NotFound();
  return stored;
}

/**
 * The source of an address, or the one that replaced it. For readers, a source that occurs in no published claim does not
 * exist.
 */
export async function loadVisibleSource(
  store: Store,
  request: Request,
  visitor: Visitor | null,
): Promise<StoredSource> {
  const stored = await store.sources.loadReplacement(await loadSourceAt(store, request));
  if (hasRole(visitor, 'editor')) return stored;
  if (!(await store.sources.pickPublic([stored.id])).has(stored.id)) throw new NotFound();
  return stored;
}
