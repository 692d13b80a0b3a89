/** Resolves the source filters of a list: each is a number, a uid or a typed name. */
import { parseId } from '../../urls/records.ts';
import type { StoredSource } from '../../storage/sources/sources.ts';
import type { Store } from '../../storage/store.ts';
import type { ClaimSelection, ResolvedClaimSelection, SourceField } from '../records/claim-filters.ts';
import type { Issue } from '../../model/issues.ts';

/** How many known sources are offered for an unknown name. */
const OFFERED = 5;
const FIELDS: readonly SourceField[] = ['source', 'origin'];
const UID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Candidates for an ambiguous or unknown name. */
export type SourceOffers = Readonly<Record<SourceField, readonly StoredSource[]>>;

type SourceResolution =
  { ok: true; value: ResolvedClaimSelection } | { ok: false; issues: readonly Issue[]; offers: SourceOffers };

/**
 * Finds the sources, for a merged one its replacement.
 * @param published whether only those count that readers see
 */
export async function resolveSourceFilters(
  store: Store,
  selection: ClaimSelection,
  published: boolean,
): Promise<SourceResolution> {
  const found: Record<SourceField, StoredSource | null> = { source: null, origin: null };
  const offers: Record<SourceField, readonly StoredSource[]> = { source: [], origin: [] };
  const issues: Issue[] = [];
  for (const field of FIELDS) {
    const words = selection[field];
    if (words === null) continue;
    const known = await pickVisible(store, await findSources(store, words), published);
    if (known.length === 1) found[field] = known[0]!;
    else {
      offers[field] =
        known.length > 0 ? known : await pickVisible(store, await store.sources.findNearest(words, OFFERED), published);
      const problem =
        known.length > 0 ? `several sources are called “${words}”` : `no source here is called “${words}”`;
      issues.push({ field, message: problem });
    }
  }
  return issues.length > 0 ? { ok: false, issues, offers } : { ok: true, value: { ...selection, ...found } };
}

/** A number that is no source's may be a name: there is a channel called 24. */
async function findSources(store: Store, words: string): Promise<StoredSource[]> {
  const id = /^\d+$/.test(words) ? parseId(words) : null;
  const numbered = id === null ? null : await store.sources.load(id);
  if (numbered) return [await store.sources.loadReplacement(numbered)];
  if (!UID.test(words)) return store.sources.findByName(words);
  const replacement = (await store.sources.findReplacements([words])).get(words);
  return replacement ? [replacement] : store.sources.loadByUids([words]);
}

async function pickVisible(
  store: Store,
  sources: readonly StoredSource[],
  published: boolean,
): Promise<StoredSource[]> {
  if (!published) return [...sources];
  const visible = await store.sources.pickPublic(sources.map(({ id }) => id));
  return sources.filter(({ id }) => visible.has(id));
}

/** The issues with the names that are offered, for programs: they see no links. */
export function describeOffers(issues: readonly Issue[], offers: SourceOffers): Issue[] {
  return issues.map(({ field, message }) => {
    return { field, message: message + listNames(field === 'source' || field === 'origin' ? offers[field] : []) };
  });
}

function listNames(offers: readonly StoredSource[]): string {
  const names = offers.map(({ id, source }) => `${source.name} (${id})`);
  return names.length === 0 ? '' : `; there are ${names.join(', ')}`;
}
